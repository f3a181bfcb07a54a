#include "scheduler/payroll/job_facts.h"

#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Database;
using ledger::Date;
using ledger::Stretch;
using Numbers = std::vector<std::int64_t>;

// Sheets that ended longer ago were paid or decided; the lines of those that were not are read by
// themselves.
constexpr std::int32_t days_of_sheets = 120;

Numbers in_order(Numbers numbers) {
    std::ranges::sort(numbers);
    const auto twice = std::ranges::unique(numbers);
    numbers.erase(twice.begin(), twice.end());
    return numbers;
}

class Reading {
  public:
    Reading(Database& database, std::span<const JobOfEmployer> jobs, Date payday)
        : database_(database), jobs_(jobs), payday_(payday), facts_(jobs.size()) {
        Numbers numbers;
        numbers.reserve(jobs.size());
        for (std::size_t at = 0; at < jobs.size(); ++at) {
            numbers.push_back(jobs[at].job->number);
            place_.emplace(jobs[at].job->number, at);
        }
        stretches_ = ledger::stretches_of(std::move(numbers));
    }

    std::vector<JobFacts> all() {
        for (const Stretch& each : stretches_) {
            read_terms(each);
            read_hours(each);
            read_paid(each);
        }
        read_people();
        read_plan();
        read_services();
        return std::move(facts_);
    }

  private:
    // Rows of a job that is not asked for are passed over.
    [[nodiscard]] JobFacts* of(std::int64_t job) {
        const auto found = place_.find(job);
        return found == place_.end() ? nullptr : &facts_[found->second];
    }

    template <class Row>
    void take(std::vector<Row> rows, std::int64_t Row::* job, std::vector<Row> JobFacts::* into) {
        for (Row& each : rows) {
            if (JobFacts* const facts = of(each.*job)) (facts->*into).push_back(std::move(each));
        }
    }

    void read_terms(const Stretch& jobs) {
        for (ledger::EmploymentEnd& each : ledger::ends_of_jobs(database_, jobs)) {
            if (JobFacts* const facts = of(each.number)) facts->end = std::move(each);
        }
        for (const ledger::PaidFromOfVersion& each : ledger::paid_from_of_jobs(database_, jobs)) {
            const auto found = place_.find(each.employment);
            if (found == place_.end()) continue;
            const bool is_of_version = jobs_[found->second].job->version == each.version;
            if (is_of_version) facts_[found->second].paid_from.push_back(each.line);
        }
        take(ledger::rates_of_jobs(database_, jobs),
             &ledger::EmploymentRate::employment,
             &JobFacts::rates);
        take(ledger::code_notices_of_jobs(database_, jobs),
             &ledger::CodeNotice::employment,
             &JobFacts::notices);
        take(ledger::openings_of_jobs(database_, jobs),
             &ledger::PayrollOpening::employment,
             &JobFacts::openings);
        take(ledger::opening_wages_of_jobs(database_, jobs),
             &ledger::OpeningWage::employment,
             &JobFacts::earlier_wages);
        take(ledger::leaving_decisions_between(database_, jobs.first, jobs.last),
             &ledger::LeavingDecision::employment,
             &JobFacts::leaving);
        for (const auto& each : ledger::apprenticeships_between(database_, jobs.first, jobs.last)) {
            if (JobFacts* const facts = of(each.employment)) facts->apprenticeship = each;
        }
        for (const std::int64_t each : ledger::jobs_with_orders(database_, jobs)) {
            if (JobFacts* const facts = of(each)) facts->has_orders = true;
        }
    }

    void read_hours(const Stretch& jobs) {
        for (ledger::StandingSheet& each : ledger::sheets_of_jobs(database_, jobs)) {
            JobFacts* const facts = of(each.sheet.employment);
            if (facts == nullptr) continue;
            const bool has_lines = each.sheet.days.last >= payday_ - days_of_sheets;
            facts->sheets.push_back(
                {.standing = std::move(each), .lines = {}, .has_lines = has_lines});
        }
        const Date from = payday_ - days_of_sheets;
        for (ledger::LineOfSheet& each : ledger::sheet_lines_of_jobs(database_, jobs, from)) {
            JobFacts* const facts = of(each.employment);
            if (facts == nullptr) continue;
            const auto sheet =
                std::ranges::find(facts->sheets, each.timesheet, [](const SheetOfJob& known) {
                    return known.standing.sheet.id;
                });
            sheet->lines.push_back(std::move(each.line));
        }
        for (ledger::AbsenceVersion& each : ledger::absence_versions_of_jobs(database_, jobs)) {
            JobFacts* const facts = of(each.absence.employment);
            if (facts != nullptr) facts->absences.push_back(std::move(each));
        }
    }

    void read_paid(const Stretch& jobs) {
        take(ledger::slips_that_count_of_jobs(database_, jobs),
             &ledger::PaySlip::employment,
             &JobFacts::slips);
        for (const ledger::PaidHoursOfJob& each : ledger::paid_hours_of_jobs(database_, jobs)) {
            JobFacts* const facts = of(each.employment);
            if (facts != nullptr) facts->paid_hours.push_back(each.hours);
        }
        for (const ledger::JobUnderWay& each : ledger::jobs_under_way(database_, jobs)) {
            if (JobFacts* const facts = of(each.employment)) facts->under_way = each.run;
        }
        for (const std::int64_t each : ledger::jobs_with_recoveries(database_, jobs)) {
            if (JobFacts* const facts = of(each)) facts->has_recoveries = true;
        }
    }

    // One assistant may have several jobs.
    void read_people() {
        Numbers numbers;
        numbers.reserve(jobs_.size());
        for (const JobOfEmployer& each : jobs_) numbers.push_back(each.job->assistant);
        std::unordered_map<std::int64_t, ledger::Assistant> assistants;
        for (const Stretch& each : ledger::stretches_of(in_order(std::move(numbers)))) {
            for (const auto& row : ledger::assistants_between(database_, each)) {
                assistants.emplace(row.number, row);
            }
        }
        Numbers people;
        Numbers private_rows;
        people.reserve(jobs_.size());
        private_rows.reserve(jobs_.size());
        for (std::size_t at = 0; at < jobs_.size(); ++at) {
            const auto assistant = assistants.find(jobs_[at].job->assistant);
            if (assistant == assistants.end()) continue;
            facts_[at].person = assistant->second.person;
            people.push_back(assistant->second.person);
            private_rows.push_back(assistant->second.personal);
        }
        people = in_order(std::move(people));
        const auto pensions =
            days_by_row(ledger::pension_days_of(database_, in_order(std::move(private_rows))));
        const auto births = births_by_person(people);
        const auto accounts = accounts_by_person(people);
        for (std::size_t at = 0; at < jobs_.size(); ++at) {
            const auto assistant = assistants.find(jobs_[at].job->assistant);
            if (assistant == assistants.end()) continue;
            JobFacts& facts = facts_[at];
            facts.state_pension_from = day_of(pensions, assistant->second.personal);
            facts.born_on = day_of(births, facts.person);
            if (const auto known = accounts.find(facts.person); known != accounts.end()) {
                facts.account = known->second;
            }
        }
    }

    using Days = std::unordered_map<std::int64_t, Date>;
    static Days days_by_row(const std::vector<ledger::OpenedDay>& opened) {
        Days days;
        days.reserve(opened.size());
        for (const ledger::OpenedDay& each : opened) days.emplace(each.id, each.day);
        return days;
    }
    static std::optional<Date> day_of(const Days& days, std::int64_t number) {
        const auto found = days.find(number);
        return found == days.end() ? std::nullopt : std::optional(found->second);
    }

    Days births_by_person(const Numbers& people) {
        std::vector<ledger::PersonalRow> rows;
        for (const Stretch& each : ledger::stretches_of(people)) {
            for (const auto& row : ledger::personal_rows_between(database_, each)) {
                if (std::ranges::binary_search(people, row.number)) rows.push_back(row);
            }
        }
        Numbers ids;
        ids.reserve(rows.size());
        for (const ledger::PersonalRow& each : rows) ids.push_back(each.personal);
        const Days by_row = days_by_row(ledger::births_of(database_, in_order(std::move(ids))));
        Days births;
        births.reserve(rows.size());
        for (const ledger::PersonalRow& each : rows) {
            if (const auto day = day_of(by_row, each.personal)) births.emplace(each.number, *day);
        }
        return births;
    }

    // Of several that are confirmed the last one.
    std::unordered_map<std::int64_t, ledger::PayeeAccount> accounts_by_person(
        const Numbers& people) {
        std::unordered_map<std::int64_t, ledger::PayeeAccount> accounts;
        for (const Stretch& each : ledger::stretches_of(people)) {
            for (const auto& row : ledger::payee_accounts_of_people(database_, each, payday_)) {
                if (row.status != ledger::PayeeStatus::confirmed) continue;
                accounts.insert_or_assign(row.person, row);
            }
        }
        return accounts;
    }

    void read_plan() {
        Numbers lines;
        Numbers budgets;
        lines.reserve(2 * jobs_.size());
        budgets.reserve(jobs_.size());
        for (std::size_t at = 0; at < jobs_.size(); ++at) {
            budgets.push_back(jobs_[at].employer->budget);
            for (const auto& each : facts_[at].paid_from) lines.push_back(each.plan_line);
        }
        lines = in_order(std::move(lines));
        std::vector<ledger::PlanLine> versions;
        versions.reserve(lines.size());
        for (const Stretch& each : ledger::stretches_of(lines)) {
            std::ranges::move(ledger::plan_line_versions_between(database_, each),
                              std::back_inserter(versions));
        }
        const auto said = ledger::attested_facts_of_cases(
            database_, ledger::CaseKind::budget, in_order(std::move(budgets)), payday_);
        const auto said_of_lines =
            ledger::attested_facts_of_cases(database_, ledger::CaseKind::plan_line, lines, payday_);
        const auto by_case = [](const ledger::AttestedFact& each) { return each.about.number; };
        for (std::size_t at = 0; at < jobs_.size(); ++at) {
            JobFacts& facts = facts_[at];
            const auto add = [](const auto& rows, auto& into) {
                into.insert(into.end(), rows.begin(), rows.end());
            };
            add(std::ranges::equal_range(said, jobs_[at].employer->budget, {}, by_case),
                facts.said);
            for (const ledger::PaidFrom& each : facts.paid_from) {
                add(std::ranges::equal_range(
                        versions, each.plan_line, {}, &ledger::PlanLine::number),
                    facts.plan_lines);
                add(std::ranges::equal_range(said_of_lines, each.plan_line, {}, by_case),
                    facts.said_of_lines);
            }
        }
    }

    // There are few of them.
    void read_services() {
        std::map<std::int64_t, std::int64_t> accounts;
        for (std::size_t at = 0; at < jobs_.size(); ++at) {
            const std::int64_t service = jobs_[at].employer->service;
            if (service == 0) continue;
            auto known = accounts.find(service);
            if (known == accounts.end()) {
                const auto found = ledger::organisation_numbered(database_, service, payday_);
                const std::int64_t account = found ? found->client_bank_account.value_or(0) : 0;
                known = accounts.emplace(service, account).first;
            }
            facts_[at].client_account = known->second;
        }
    }

    Database& database_;
    std::span<const JobOfEmployer> jobs_;
    Date payday_;
    std::vector<JobFacts> facts_;
    std::unordered_map<std::int64_t, std::size_t> place_;  // by the job's number
    std::vector<Stretch> stretches_;
};

}  // namespace

std::vector<JobFacts> facts_of_jobs(Database& database,
                                    std::span<const JobOfEmployer> jobs,
                                    Date payday) {
    return Reading(database, jobs, payday).all();
}

const ledger::PlanLine* plan_line_in(std::span<const ledger::PlanLine> versions,
                                     std::int64_t number,
                                     Date on) {
    const ledger::PlanLine* counts = nullptr;
    for (const ledger::PlanLine& each : versions) {
        if (each.number == number && each.from_on <= on) counts = &each;
    }
    return counts;
}

std::map<std::int64_t, ledger::Money> allowances_before(Database& database,
                                                        const std::vector<std::int64_t>& employers,
                                                        std::int64_t tax_year) {
    std::map<std::int64_t, ledger::Money> used;
    for (const Stretch& each : ledger::stretches_of(employers)) {
        for (const auto& row : ledger::allowances_used(database, each, tax_year)) {
            used[row.employer] += row.used;
        }
        for (const auto& row : ledger::opening_allowances_of(database, each, tax_year)) {
            used[row.employer] += row.used;
        }
    }
    return used;
}

}  // namespace almoner::scheduler
