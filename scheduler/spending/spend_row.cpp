#include "scheduler/spending/spend_row.h"

#include "gateway/csv/cells.h"
#include "gateway/csv/csv_reader.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::AreaFinding;
using ledger::Date;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::size_t longest_words = 200;
constexpr std::size_t longest_reference = 60;

// The cell of a column; empty where there is none.
using Cells = std::function<std::string_view(std::string_view column)>;

constexpr std::array csv_columns{gateway::CsvColumn{"budget"},
                                 gateway::CsvColumn{"date"},
                                 gateway::CsvColumn{"amount"},
                                 gateway::CsvColumn{"payee", false},
                                 gateway::CsvColumn{"what_for", false},
                                 gateway::CsvColumn{"plan_line", false},
                                 gateway::CsvColumn{"reference", false},
                                 gateway::CsvColumn{"refund", false}};

Refusal wrong(std::string_view code, std::string_view words, std::string_view next) {
    return {.code = std::string(code),
            .words = std::string(words),
            .next = std::string(next),
            .field = {},
            .citation = {}};
}

class RowCheck {
  public:
    RowCheck(ledger::Database& database, std::string file, Date today, SpendReading& reading)
        : database_(database), file_(std::move(file)), today_(today), reading_(reading) {}

    void read(std::size_t row, const Cells& cell) {
        row_ = row;
        cell_ = &cell;
        const std::size_t errors_before = reading_.errors.size();
        const auto budget = read_budget();
        SpendRow good{.row = row};
        good.spend.spent_on = read_day(budget);
        good.spend.amount = read_amount();
        good.spend.payee = words("payee", longest_words);
        good.spend.what_for = words("what_for", longest_words);
        good.spend.plan_line = read_line(budget);
        good.spend.reference = words("reference", longest_reference);
        good.spend.is_refund = read_refund();
        if (reading_.errors.size() != errors_before || !budget) return;
        good.person = budget->person;
        good.spend.budget = budget->number;
        reading_.rows.push_back(std::move(good));
    }

  private:
    [[nodiscard]] std::string_view text(std::string_view column) const {
        return gateway::trimmed((*cell_)(column));
    }

    template <class Value>
    std::optional<Value> take(std::string_view column, const Outcome<Value>& value, bool is_said) {
        if (value.accepted()) return value.value();
        complain(column, value.refusal(), is_said);
        return std::nullopt;
    }

    // `is_said`: the cell is no words about anybody.
    void complain(std::string_view column, const Refusal& why, bool is_said = true) {
        reading_.errors.push_back({.file = file_,
                                   .row = row_,
                                   .field = std::string(column),
                                   .value = is_said ? std::string(text(column)) : std::string{},
                                   .code = why.code,
                                   .words = why.words,
                                   .next = why.next});
    }

    std::optional<ledger::Budget> read_budget() {
        const auto ref = take("budget", gateway::read_reference(text("budget")), true);
        if (!ref) return std::nullopt;
        const auto known = budgets_.find(*ref);
        auto budget =
            known != budgets_.end()
                ? known->second
                : budgets_
                      .emplace(*ref,
                               ledger::budget_by_ref(database_, *ref, ledger::last_day_of_all))
                      .first->second;
        if (!budget) {
            complain("budget",
                     wrong("budget-unknown",
                           "There is no budget of this reference.",
                           "Take the reference from 'almoner person show PERSON'."));
        }
        return budget;
    }

    Date read_day(const std::optional<ledger::Budget>& budget) {
        const auto day = take("date", gateway::read_date(text("date")), true);
        if (!day) return {};
        if (*day > today_) {
            complain("date",
                     wrong("day-in-the-future",
                           "Nothing was spent on a day that is still to come.",
                           "Give the day on which it was paid."));
        } else if (budget && *day < budget->start_on) {
            complain("date",
                     wrong("before-the-budget",
                           "The budget began on " + budget->start_on.words() + ".",
                           "Check the day, or leave the row out."));
        }
        return *day;
    }

    ledger::Money read_amount() {
        const auto amount = take("amount", gateway::read_money(text("amount")), true);
        if (!amount) return {};
        if (*amount <= ledger::Money{}) {
            complain("amount",
                     wrong("amount-not-above-zero",
                           "An amount is above zero, also of a refund.",
                           "Write it without a minus sign, and yes under refund if it came back."));
        } else {
            (void)take("amount", gateway::check_most_for_a_person(*amount), true);
        }
        return *amount;
    }

    std::string words(std::string_view column, std::size_t most) {
        if (text(column).empty()) return {};
        return take(column, gateway::read_text(text(column), most), false).value_or("");
    }

    std::optional<std::int64_t> read_line(const std::optional<ledger::Budget>& budget) {
        if (text("plan_line").empty()) return std::nullopt;
        const auto ref = take("plan_line", gateway::read_reference(text("plan_line")), true);
        if (!ref) return std::nullopt;
        const auto line = ledger::plan_line_by_ref(database_, *ref, ledger::last_day_of_all);
        if (line && budget && line->budget == budget->number) return line->number;
        if (line && !budget) return std::nullopt;  // the budget is wrong already
        complain("plan_line",
                 wrong("plan-line-unknown",
                       "The budget has no plan line of this reference.",
                       "Take it from 'almoner person show PERSON', or leave it empty: a person "
                       "will say."));
        return std::nullopt;
    }

    bool read_refund() {
        if (text("refund").empty()) return false;
        return take("refund", gateway::read_yes_no(text("refund")), true).value_or(false);
    }

    ledger::Database& database_;
    std::string file_;
    Date today_;
    SpendReading& reading_;
    std::size_t row_ = 0;
    const Cells* cell_ = nullptr;
    std::map<std::string, std::optional<ledger::Budget>> budgets_;
};

void take_problems(SpendReading& reading,
                   const std::string& name,
                   const std::vector<gateway::CsvProblem>& problems) {
    for (const gateway::CsvProblem& each : problems) {
        reading.errors.push_back({.file = name,
                                  .row = each.row,
                                  .field = each.column,
                                  .value = {},
                                  .code = each.code,
                                  .words = each.words,
                                  .next = each.next});
    }
}

}  // namespace

SpendReading read_spend_file(ledger::Database& database,
                             const std::string& name,
                             std::string_view bytes,
                             Date today) {
    SpendReading reading;
    const Outcome<gateway::CsvTable> read = gateway::read_csv(bytes);
    if (!read.accepted()) {
        const Refusal& why = read.refusal();
        take_problems(reading, name, {{0, {}, why.code, why.words, why.next}});
        return reading;
    }
    const gateway::CsvTable& table = read.value();
    reading.notes = table.notes;
    take_problems(reading, name, table.problems);
    const auto wrong_header = gateway::header_problems(table, csv_columns);
    take_problems(reading, name, wrong_header);
    if (!wrong_header.empty()) return reading;
    RowCheck check(database, name, today, reading);
    for (const gateway::CsvRow& row : table.rows) {
        check.read(row.row, [&](std::string_view column) -> std::string_view {
            const auto place = table.column(column);
            return place ? std::string_view(row.cells[*place]) : std::string_view{};
        });
    }
    std::ranges::stable_sort(reading.errors, {}, &AreaFinding::row);
    return reading;
}

SpendReading read_spend_fields(ledger::Database& database,
                               const std::map<std::string, std::string>& fields,
                               Date today) {
    SpendReading reading;
    RowCheck(database, {}, today, reading).read(0, [&](std::string_view column) {
        const auto found = fields.find(std::string(column));
        return found == fields.end() ? std::string_view{} : std::string_view(found->second);
    });
    return reading;
}

}  // namespace almoner::scheduler
