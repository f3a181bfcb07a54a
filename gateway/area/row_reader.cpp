#include "gateway/area/row_reader.h"

#include "gateway/bacs/fields.h"
#include "gateway/text/transliterate.h"

#include <utility>

namespace almoner::gateway {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Option;
using ledger::Refusal;
using ledger::Stream;

Refusal empty_cell() {
    return {"empty", "The cell is empty.", "Fill it in.", {}, {}};
}

}  // namespace

std::string_view RowReader::cell(std::string_view field) const {
    return trimmed(draft_.cell(id_, field));
}

void RowReader::complain(std::string_view field,
                         std::string code,
                         std::string words,
                         std::string next) {
    draft_.complain(id_, field, {std::move(code), std::move(words), std::move(next), {}, {}});
}

void RowReader::warn(std::string_view field,
                     std::string code,
                     std::string words,
                     std::string next) {
    draft_.warn(id_, field, {std::move(code), std::move(words), std::move(next), {}, {}});
}

void RowReader::make_known() {
    const std::string_view field = key_of(id_.file);
    const std::string reference = take(field, read_reference(cell(field)), std::string{});
    if (!reference.empty()) draft_.define(id_, reference);
}

bool RowReader::link_to(std::string_view field, AreaFile file, const std::string& reference) {
    const AreaDraft::Sheet& sheet = draft_.sheet(file);
    if (const auto found = draft_.find(file, reference)) {
        draft_.need(id_, *found);
        return true;
    }
    // A file that is missing or unreadable is one error, not one for each row that refers to it.
    if (sheet.present ? !sheet.readable : draft_.must_be_there(file)) {
        draft_.need_file(id_, file);
        return false;
    }
    const std::string name(file_name(file));
    complain(field,
             "unknown-reference",
             draft_.has_books() ? "Neither " + name + " nor the books have this reference."
                                : "No row of " + name + " has this reference.",
             "Correct it, or add the row that it refers to.");
    return false;
}

std::string RowReader::link(std::string_view field, AreaFile file) {
    std::string reference = take(field, read_reference(cell(field)), std::string{});
    if (!reference.empty()) link_to(field, file, reference);
    return reference;
}

std::string RowReader::text(std::string_view field, std::size_t most) {
    return take(field, read_text(cell(field), most), std::string{});
}

std::string RowReader::optional_text(std::string_view field, std::size_t most) {
    return blank(field) ? std::string{} : text(field, most);
}

Date RowReader::date(std::string_view field) {
    return take(field, read_date(cell(field)), Date{});
}

std::optional<Date> RowReader::optional_date(std::string_view field) {
    if (blank(field)) return std::nullopt;
    return date(field);
}

Date RowReader::term_date(std::string_view field) {
    return take(field, read_term_date(cell(field)), first_term_day);
}

std::optional<Date> RowReader::optional_term_date(std::string_view field) {
    if (blank(field)) return std::nullopt;
    return term_date(field);
}

void RowReader::cap(std::string_view field, Money amount) {
    const auto checked = check_most_for_a_person(amount);
    if (!checked.accepted() && fine({field})) draft_.complain(id_, field, checked.refusal());
}

Money RowReader::money(std::string_view field) {
    return take(field, read_money(cell(field)), Money{});
}

Money RowReader::money_above_zero(std::string_view field) {
    const Money amount = money(field);
    if (fine({field}) && amount <= Money{}) {
        complain(field, "amount-not-above-zero", "The amount is not above zero.", "Correct it.");
    }
    return amount;
}

Money RowReader::optional_money(std::string_view field) {
    if (blank(field)) return {};
    const Money amount = money(field);
    if (amount < Money{}) {
        complain(field, "amount-below-zero", "The amount is below zero.", "Correct it.");
    }
    return amount;
}

Stream RowReader::stream(std::string_view field) {
    const auto found = ledger::stream_named(cell(field));
    if (found && *found != Stream::unassigned) return *found;
    complain_about_word(field, "nhs, social-care, children, education");
    return Stream::nhs;
}

Option RowReader::option(std::string_view field) {
    const auto found = ledger::option_named(cell(field));
    if (found) return *found;
    complain_about_word(field, "notional, third-party, direct-payment, managed-account");
    return Option::none;
}

AccountDetails RowReader::account(std::string_view name_field) {
    constexpr std::size_t longest_name = 140;
    std::string name = text(name_field, longest_name);
    if (fine({name_field})) {
        // A payment file can't say every script: better known now than on the day of the run.
        const auto written = transliterate(name, CharacterSet::bacs, bacs::name_width);
        if (!written.accepted()) {
            const ledger::Refusal& why = written.refusal();
            complain(name_field, why.code, why.words, why.next);
        }
    }
    return {.name = std::move(name),
            .sort_code = take("sort_code", read_sort_code(cell("sort_code")), ledger::SortCode{}),
            .account_number = take("account_number",
                                   read_account_number(cell("account_number")),
                                   ledger::AccountNumber{})};
}

void RowReader::check_order(std::string_view start_field,
                            Date start,
                            std::string_view end_field,
                            std::optional<Date> end) {
    if (!end || !fine({start_field, end_field}) || start <= *end) return;
    complain(end_field,
             "end-before-start",
             "The last day is before the first, " + start.iso() + ".",
             "Correct one of the two dates.");
}

void RowReader::refuse_the_persons_stream(Stream stream) {
    if (stream != Stream::person || !fine({"stream"})) return;
    complain("stream",
             "not-in-the-list",
             "No commissioner pays the stream person.",
             "Write nhs, social-care, children or education.");
}

void RowReader::must_be_blank(std::string_view field, const std::string& why) {
    if (blank(field)) return;
    complain(field, "must-be-empty", why, "Empty this cell.");
}

void RowReader::complain_about_word(std::string_view field, const std::string& words) {
    if (blank(field)) {
        draft_.complain(id_, field, empty_cell());
        return;
    }
    complain(field, "not-in-the-list", "This is none of: " + words + ".", "Write one of those.");
}

}  // namespace almoner::gateway
