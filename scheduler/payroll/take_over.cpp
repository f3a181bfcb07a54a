#include "scheduler/payroll/take_over.h"

#include "ledger/records/in_force.h"
#include "ledger/records/payee_account.h"
#include "scheduler/commands/account_check.h"
#include "scheduler/payroll/assistant_row.h"
#include "scheduler/payroll/employment_row.h"
#include "scheduler/payroll/family_question.h"
#include "scheduler/payroll/payroll_people.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Employment;
using ledger::last_day_of_all;
using nlohmann::json;

constexpr std::array rate_columns{gateway::CsvColumn{"employment"},
                                  gateway::CsvColumn{"kind"},
                                  gateway::CsvColumn{"rate"},
                                  gateway::CsvColumn{"from"}};

}  // namespace

TakeOver::TakeOver(Asked& asked, std::int64_t proposed_by)
    : asked_(asked), proposed_by_(proposed_by), schemes_(asked.work.database()) {}

void TakeOver::read_file(const gateway::AreaBytes& files,
                         std::string_view name,
                         std::span<const gateway::CsvColumn> columns,
                         Read read) {
    file_ = std::string(name);
    const auto found = files.find(file_);
    if (found == files.end()) return;
    (void)count();
    read_rows(file_, found->second, columns, errors_, [&](RowCells& row) {
        ++rows_[file_];
        (this->*read)(row);
    });
}

bool TakeOver::names_bad(RowCells& row, std::string_view column) const {
    return bad_.contains({std::string(column), std::string(row.text(column))});
}

bool TakeOver::is_known_or_bad(RowCells& row, std::string_view column, bool is_known) {
    if (is_known) {
        ++count().known;
    } else if (names_bad(row, column)) {
        ++count().waits;
    } else {
        return false;
    }
    return true;
}

void TakeOver::read_employer_row(RowCells& row) {
    ledger::Database& database = asked_.work.database();
    const std::string ref(row.text("employer"));
    const auto known = ledger::employer_by_ref(database, ref, last_day_of_all);
    if (is_known_or_bad(row, "employer", known.has_value())) return;
    EmployerRow read = read_employer(row, database, schemes_, {});
    if (!row.is_good()) {
        bad_.emplace("employer", ref);
        return;
    }
    if (read.paye_reference) schemes_.add(*read.paye_reference, ref);
    read.employer.from_on = asked_.work.today();
    if (writes()) (void)store_employer(asked_.work, std::move(read));
}

void TakeOver::read_assistant_row(RowCells& row) {
    ledger::Database& database = asked_.work.database();
    const std::string ref(row.text("assistant"));
    if (is_known_or_bad(row,
                        "assistant",
                        ledger::assistant_by_ref(database, ref, last_day_of_all).has_value())) {
        return;
    }
    if (ledger::person_by_ref(database, ref, last_day_of_all)) {
        row.complain("assistant",
                     "person-exists",
                     "A person has this reference.",
                     "If it is the same person, add them with 'almoner assistant add --existing'.");
    }
    AssistantRow read = read_assistant(row, database, {}, asked_.work.today());
    if (!row.is_good()) {
        bad_.emplace("assistant", ref);
        return;
    }
    if (!writes()) return;
    (void)store_assistant(asked_.work, read, asked_.work.today());
    if (read.bank) store_account(row, read.person.number, *read.bank);
}

// As an area's import: who is new is paid on what the files say, which two people have looked at
// once the area pays.
void TakeOver::store_account(RowCells& /*row*/,
                             std::int64_t person,
                             const ledger::BankDetails& bank) {
    ledger::PayeeAccount account{.from_on = asked_.work.today(), .person = person};
    account.check_result = check_now(asked_.work.database(), bank, asked_.work.today());
    account.proposed_by = brought_by();
    if (proposed_by_ != 0) account.confirmed_by = asked_.actor.number;
    account.bank_private = ledger::insert_bank_private(asked_.work, person, bank);
    (void)ledger::insert_payee_account(asked_.work, account);
}

// Of a row that waits for another: that the other is not there is told with that one.
void TakeOver::find_other_faults(RowCells& row) {
    const auto before = static_cast<std::ptrdiff_t>(errors_.size());
    (void)read_employment(row, asked_.work.database(), {}, emergency_code(asked_.around));
    const auto is_of_other = [&](const auto& each) {
        return names_bad(row, each.field) &&
               (each.code == "employer-unknown" || each.code == "assistant-unknown");
    };
    errors_.erase(std::remove_if(errors_.begin() + before, errors_.end(), is_of_other),
                  errors_.end());
}

void TakeOver::read_employment_row(RowCells& row) {
    ledger::Database& database = asked_.work.database();
    const std::string ref(row.text("employment"));
    const bool is_known = ledger::employment_by_ref(database, ref, last_day_of_all).has_value();
    if (is_known_or_bad(row, "employment", is_known)) return;
    if (names_bad(row, "employer") || names_bad(row, "assistant")) {
        ++count().waits;
        bad_.emplace("employment", ref);
        find_other_faults(row);
        return;
    }
    EmploymentRow read = read_employment(row, database, {}, emergency_code(asked_.around));
    if (row.is_good()) {
        const auto allowed =
            ask_about_employment(asked_, read, holder_of(database, read.employment));
        if (!allowed.accepted()) row.complain("relation", allowed.refusal());
    }
    if (!row.is_good()) {
        bad_.emplace("employment", ref);
        return;
    }
    read.employment.from_on = std::min(read.employment.start_on, asked_.work.today());
    if (writes()) insert_employment_row(asked_.work, read, brought_by());
}

std::optional<Employment> TakeOver::job_of(RowCells& row) {
    if (!row.need("employment")) return std::nullopt;
    if (names_bad(row, "employment")) {
        ++count().waits;
        return std::nullopt;
    }
    auto job =
        ledger::employment_by_ref(asked_.work.database(), row.text("employment"), last_day_of_all);
    if (!job) {
        row.complain("employment",
                     "employment-unknown",
                     "There is no employment of this reference.",
                     "Correct it, or add it to employments.csv.");
    }
    return job;
}

void TakeOver::read_rate_row(RowCells& row) {
    const auto job = job_of(row);
    if (!job) return;
    ledger::EmploymentRate rate{
        .employment = job->number, .from_on = job->start_on, .actor = brought_by()};
    read_rate(row, rate, job->start_on);
    if (!row.is_good()) return;
    const auto rates = ledger::rates_of(asked_.work.database(), job->number);
    if (ledger::rate_on(rates, rate.kind, rate.from_on) == rate.rate) {
        ++count().known;
        return;
    }
    if (writes()) ledger::insert_employment_rate(asked_.work, rate);
}

void TakeOver::take(const gateway::AreaBytes& files) {
    read_file(files, "employers.csv", employer_columns, &TakeOver::read_employer_row);
    read_file(files, "assistants.csv", assistant_columns, &TakeOver::read_assistant_row);
    read_file(files, "employments.csv", employment_columns, &TakeOver::read_employment_row);
    read_file(files, "rates.csv", rate_columns, &TakeOver::read_rate_row);
    read_file(files, "year_to_date.csv", figures_columns, &TakeOver::read_figures_row);
    read_file(files, "ni_to_date.csv", ni_columns, &TakeOver::read_ni_row);
    read_file(files, "earlier_wages.csv", wage_columns, &TakeOver::read_wage_row);
    read_file(files, "allowance.csv", allowance_columns, &TakeOver::read_allowance_row);
    read_file(files, "recovered.csv", recovered_columns, &TakeOver::read_recovered_row);
    read_file(files, "totals.csv", total_columns, &TakeOver::read_total_row);
    check_totals_are_there(files);
    for (const auto& [name, bytes] : files) {
        if (counts_.contains(name)) continue;
        errors_.push_back({.file = name,
                           .row = 0,
                           .field = {},
                           .value = {},
                           .code = "file-unknown",
                           .words = "This file is none of a take-over.",
                           .next = "Take it out of the folder, or correct its name."});
    }
}

void TakeOver::look_at(const gateway::AreaBytes& files) {
    only_looks_ = true;
    take(files);
}

bool TakeOver::any_new() const {
    return std::ranges::any_of(counts_, [](const auto& each) { return each.second.fresh > 0; });
}

Answer TakeOver::answer() const {
    json files = json::object();
    for (const auto& [name, each] : counts_) {
        if (name == "totals.csv") continue;
        files[name] = {{"new", each.fresh}, {"known", each.known}};
    }
    json sums = json::object();
    for (const auto& [place, sum] : sums_) sums[place.first][place.second] = sum.pence();
    return json{{"files", files}, {"sums", sums}}.dump();
}

}  // namespace almoner::scheduler
