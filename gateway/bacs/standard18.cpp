#include "gateway/bacs/standard18.h"

#include "gateway/bacs/contra.h"
#include "gateway/bacs/data_record.h"
#include "gateway/bacs/fields.h"
#include "gateway/bacs/hdr1.h"
#include "gateway/bacs/hdr2.h"
#include "gateway/bacs/uhl1.h"
#include "gateway/bacs/utl1.h"
#include "gateway/bacs/vol1.h"
#include "gateway/day_sections.h"
#include "gateway/item_check.h"

#include <algorithm>
#include <map>

namespace almoner::gateway::bacs {
namespace {

using ledger::Date;
using ledger::Money;

constexpr std::int64_t widest_amount = 99'999'999'999;  // 11 digits of pence
constexpr std::int32_t days_until_expiry = 7;           // after the last processing day

struct Days {
    Date first;
    Date last;
};

Days processing_days(const PaymentFile& file) {
    const auto [first, last] =
        std::ranges::minmax_element(file.items, {}, &PaymentItem::processing_on);
    return {first->processing_on, last->processing_on};
}

// Any six characters, not all zeros (payments.md, section 2.1).
bool serial_is_good(std::string_view serial) {
    const auto allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return serial.size() == 6 && std::ranges::all_of(serial, allowed) &&
           serial.find_first_not_of('0') != std::string_view::npos;
}

// The file's number within the submission follows its serial; a serial of letters has one file.
std::string_view file_number(std::string_view serial) {
    const std::string_view number = serial.substr(3);
    return all_digits(number, 3) && number != "000" ? number : "001";
}

void check_days(FileProfile profile, const PaymentFile& file, FormCheck& form) {
    std::map<Date, std::int64_t> totals;
    for (std::size_t i = 0; i < file.items.size(); ++i) {
        const PaymentItem& item = file.items[i];
        totals[item.processing_on] += item.amount.pence();
        if (item.processing_on >= item.entry_on)
            form.refuse_item(i,
                             "processing-day-not-before-entry-day",
                             "its processing day is not before its entry day.",
                             "processing_on");
    }
    if (profile == FileProfile::bacs18_single && totals.size() > 1)
        form.refuse("processing-days-differ",
                    "This kind of file holds payments of one processing day only.",
                    "items");
    if (std::ranges::any_of(totals, [](const auto& day) { return day.second > widest_amount; }))
        form.refuse("section-total-too-wide",
                    "A day's total does not fit the eleven digits of its contra.",
                    "total");
}

class Writer {
  public:
    Writer(FileProfile profile, const PaymentFile& file)
        : multi_(profile == FileProfile::bacs18_multi),
          file_(file),
          days_(processing_days(file)),
          own_name_(transliterate(file.originator.name, CharacterSet::bacs, name_width).value()) {
        out_.reserve((file.items.size() + 10) * 110);
    }

    std::string bytes() && {
        headers();
        for (const auto& [day, items] : sections_by(&PaymentItem::processing_on, file_))
            section(day, items);
        trailers();
        return std::move(out_);
    }

  private:
    void labels_1_and_2(std::string_view first, std::string_view second) {
        Hdr1{.label_identifier = first,
             .service_user_number = file_.originator.service_user_number,
             .set_identification = file_.serial,
             .creation_date = file_.created_on,
             .expiration_date = days_.last + days_until_expiry}
            .append_to(out_);
        Hdr2{.label_identifier = second, .record_length = multi_ ? 106 : 100}.append_to(out_);
    }

    void headers() {
        Vol1{.submission_serial_number = file_.serial,
             .service_user_number = file_.originator.service_user_number}
            .append_to(out_);
        labels_1_and_2("HDR1", "HDR2");
        Uhl1{.processing_date = days_.first,
             .work_code = multi_ ? "4 MULTI" : "1 DAILY",
             .file_number = file_number(file_.serial)}
            .append_to(out_);
    }

    void section(Date day, const std::vector<const PaymentItem*>& items) {
        const std::optional<Date> record_day = multi_ ? std::optional(day) : std::nullopt;
        Money total;
        for (const PaymentItem* item : items) {
            credit(*item, record_day);
            total += item->amount;
        }
        contra({file_.originator.sort_code, file_.originator.account_number, own_name_},
               total,
               record_day)
            .append_to(out_);
        total_ += total;
        ++contras_;
    }

    void credit(const PaymentItem& item, std::optional<Date> record_day) {
        const std::string payee =
            transliterate(item.payee_name, CharacterSet::bacs, name_width).value();
        DataRecord{.destination_sort_code = item.sort_code,
                   .destination_account = item.account_number,
                   .transaction_code = "99",
                   .originating_sort_code = file_.originator.sort_code,
                   .originating_account = file_.originator.account_number,
                   .amount = item.amount,
                   .originator_name = own_name_,
                   .reference = item.reference,
                   .destination_name = payee,
                   .processing_date = record_day}
            .append_to(out_);
    }

    void trailers() {
        labels_1_and_2("EOF1", "EOF2");
        Utl1{.debit_value_total = total_,
             .credit_value_total = total_,
             .debit_item_count = contras_,
             .credit_item_count = static_cast<std::int64_t>(file_.items.size())}
            .append_to(out_);
    }

    bool multi_;
    const PaymentFile& file_;
    Days days_;
    std::string own_name_;
    std::string out_;
    Money total_;
    std::int64_t contras_ = 0;
};

}  // namespace

std::vector<ledger::Refusal> check(FileProfile profile, const PaymentFile& file) {
    FormCheck form(file, CharacterSet::bacs, name_width);
    form.file_is_not_empty();
    if (!serial_is_good(file.serial))
        form.refuse(
            "serial-form", "The serial must be six letters or digits, not all 0.", "serial");
    form.digits(file.originator.service_user_number, 6, "originator.service_user_number");
    form.digits(file.originator.sort_code, 6, "originator.sort_code");
    form.digits(file.originator.account_number, 8, "originator.account_number");
    form.name(file.originator.name, "originator.name");
    for (std::size_t i = 0; i < file.items.size(); ++i) form.item(i, widest_amount);
    form.end_to_end_ids();
    check_days(profile, file, form);
    return std::move(form).take();
}

std::string write(FileProfile profile, const PaymentFile& file) {
    return Writer(profile, file).bytes();
}

}  // namespace almoner::gateway::bacs
