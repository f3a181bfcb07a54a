// Reads the cells of one row of an area file; what is wrong with a cell goes to the draft with its
// name.
#pragma once

#include "gateway/area/area_draft.h"
#include "gateway/area/area_rows.h"
#include "gateway/csv/cells.h"

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::gateway {

// Every reader gives its type's default when the cell is at fault.
class RowReader {
  public:
    RowReader(AreaDraft& draft, RowId id) : draft_(draft), id_(id) {}

    [[nodiscard]] RowId id() const { return id_; }
    [[nodiscard]] std::size_t row() const { return draft_.sheet(id_.file).rows[id_.place].row; }
    [[nodiscard]] std::string_view cell(std::string_view field) const;
    [[nodiscard]] bool blank(std::string_view field) const { return cell(field).empty(); }
    [[nodiscard]] bool fine(std::initializer_list<std::string_view> fields) const {
        return draft_.fine(id_, fields);
    }

    // False for a row whose text could not be cut into cells.
    [[nodiscard]] bool whole() const { return id_.place < draft_.sheet(id_.file).whole_rows; }

    void complain(std::string_view field, std::string code, std::string words, std::string next);
    void warn(std::string_view field, std::string code, std::string words, std::string next);

    // The row's own name, and how it is made known to the others before links are read.
    [[nodiscard]] std::string own_name() const { return std::string(cell(key_of(id_.file))); }
    void make_known();
    // A reference to a row of `file`, which this row then needs.
    std::string link(std::string_view field, AreaFile file);
    bool link_to(std::string_view field, AreaFile file, const std::string& reference);

    std::string text(std::string_view field, std::size_t most);
    std::string optional_text(std::string_view field, std::size_t most);
    ledger::Date date(std::string_view field);
    std::optional<ledger::Date> optional_date(std::string_view field);
    // A day on which something begins to count or to be paid, from 1990 on.
    ledger::Date term_date(std::string_view field);
    std::optional<ledger::Date> optional_term_date(std::string_view field);
    ledger::Money money(std::string_view field);
    ledger::Money money_above_zero(std::string_view field);
    ledger::Money optional_money(std::string_view field);  // zero when blank, never below
    // No more than is for one person.
    void cap(std::string_view field, ledger::Money amount);
    ledger::Stream stream(std::string_view field);  // one that a commissioner pays, or person
    ledger::Option option(std::string_view field);
    AccountDetails account(std::string_view name_field);
    // The words of an enum whose values count from zero to `last`.
    template <class Kind>
    Kind one_of(std::string_view field, Kind last);

    // `end` is on or after `start`.
    void check_order(std::string_view start_field,
                     ledger::Date start,
                     std::string_view end_field,
                     std::optional<ledger::Date> end);
    void refuse_the_persons_stream(ledger::Stream stream);
    void must_be_blank(std::string_view field, const std::string& why);

    template <class T>
    T take(std::string_view field, ledger::Outcome<T> outcome, T otherwise) {
        if (outcome.accepted()) return std::move(outcome).value();
        draft_.complain(id_, field, outcome.refusal());
        return otherwise;
    }

  private:
    void complain_about_word(std::string_view field, const std::string& words);
    AreaDraft& draft_;
    RowId id_;
};

template <class Kind>
Kind RowReader::one_of(std::string_view field, Kind last) {
    std::string words;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto kind = static_cast<Kind>(i);
        if (name_of(kind) == cell(field)) return kind;
        words += (i == 0 ? "" : ", ") + std::string(name_of(kind));
    }
    complain_about_word(field, words);
    return Kind{};
}

}  // namespace almoner::gateway
