// A person whose managed account of £2,000 pays one assistant every four weeks: 1 May 2026 is tax
// week 4, 29 May week 8.
#pragma once

#include "ledger/posting/keys.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/absence.h"
#include "ledger/records/assistant.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_run.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/timesheet.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/payroll/program_rates.h"
#include "tests/support/care_service.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"
#include "tests/support/told_duties.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace almoner::tests {

using FieldMap = std::map<std::string, std::string>;

inline const ledger::Period four_weeks_to_may{on("2026-03-30"), on("2026-04-26")};
inline const ledger::Period four_weeks_in_may{on("2026-04-27"), on("2026-05-24")};

class PayrollRunArea : public ::testing::Test {
  protected:
    explicit PayrollRunArea(ledger::Option option = ledger::Option::managed_account,
                            std::int64_t fund_pence = 2'000'00)
        : option_(option) {
        area.settings[scheduler::program_rates] =
            testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv"));
        area.write([&](ledger::Work& work) { add_service(work); });
        PersonTerms terms;
        terms.line.option = terms.agreement.option = option;
        terms.line.amount = pounds(500);
        terms.line.from_on = terms.line.start_on = on("2026-01-05");
        terms.agreement.from_on = terms.agreement.start_on = on("2026-01-05");
        terms.agreement.anchor_on = on("2026-01-05");
        terms.agreement.signed_on = on("2026-01-02");
        if (option == ledger::Option::managed_account) {
            terms.agreement.payee = "support-service:CARE";
            terms.organisation_paid = service;
        }
        holder = area.add(terms);
        area.write([&](ledger::Work& work) {
            if (fund_pence != 0) {
                work.post(post(ledger::PersonTakenOver{holding(), {share(fund_pence)}, {}}),
                          {.effective = on("2026-04-01")});
            }
            tell_duties(work, holder.person, holder.budget);
            add_employer(work);
        });
        job = add_job({{.plan_line = holder.line}});
    }

    // One more assistant, aged 46, on 1257L at £12.71.
    std::int64_t add_job(const std::vector<ledger::PaidFrom>& lines,
                         const ledger::Employment& terms = {}) {
        std::int64_t number = 0;
        area.write([&](ledger::Work& work) { number = add_job(work, lines, terms); });
        return number;
    }

    // Confirmed in time, unless a state is given.
    std::int64_t work_hours(std::int64_t of_job,
                            std::int64_t hours,
                            const ledger::Period& days = four_weeks_to_may,
                            const std::string& state = "confirmed") {
        return work(of_job, {{.kind = "day", .quantity = hours * 60}}, days, state);
    }
    std::int64_t work(std::int64_t of_job,
                      const std::vector<ledger::TimesheetLine>& lines,
                      const ledger::Period& days = four_weeks_to_may,
                      const std::string& state = "confirmed") {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            std::int64_t occurrence = 1;
            for (const auto& each : ledger::timesheets_of(work.database(), of_job)) {
                if (each.days.first == days.first) occurrence = each.occurrence + 1;
            }
            id = ledger::insert_timesheet(work,
                                          {.employment = of_job,
                                           .days = days,
                                           .occurrence = occurrence,
                                           .source = "typed",
                                           .recorded_on = days.last,
                                           .recorded_by = 1},
                                          lines);
            step(work, id, 1, "entered");
            if (state != "entered") step(work, id, 2, state);
        });
        return id;
    }
    // Of late hours; step 3 stands behind "entered" and "late" or "confirmed".
    void decide(std::int64_t sheet, const std::string& decision) {
        area.write([&](ledger::Work& work) {
            ledger::insert_timesheet_step(work,
                                          1,
                                          {.timesheet = sheet,
                                           .step = 3,
                                           .state = "decided",
                                           .on = on("2026-04-29"),
                                           .actor = 1,
                                           .decision = decision,
                                           .proposal = 1});
        });
    }
    void be_away(std::int64_t of_job,
                 const std::string& kind,
                 const std::string& first,
                 const std::string& last,
                 std::int64_t minutes = 0) {
        area.write([&](ledger::Work& work) {
            ledger::insert_absence(work,
                                   {.employment = of_job,
                                    .kind = kind,
                                    .first_on = on(first),
                                    .last_on = on(last),
                                    .minutes = minutes,
                                    .recorded_on = on(last),
                                    .recorded_by = 1});
        });
    }
    // 195.00 a week, or another sum: before the take-over, on paydays of four weeks.
    void earn_before(std::int64_t each = 780'00,
                     const std::vector<std::string>& paydays = {
                         "2026-02-06", "2026-03-06", "2026-04-03"}) {
        area.write([&](ledger::Work& work) {
            for (const std::string& day : paydays) {
                ledger::insert_opening_wage(work,
                                            {.employment = job,
                                             .paid_on = on(day),
                                             .gross = ledger::Money::from_pence(each),
                                             .recorded_on = on("2026-04-04"),
                                             .recorded_by = 1});
            }
        });
    }
    // The terms of the job as they are from a day on.
    void change_terms(const std::string& from,
                      const std::function<void(ledger::Employment&)>& change) {
        area.write([&](ledger::Work& work) {
            auto now = ledger::employment_numbered(work.database(), job, on(from)).value();
            now.from_on = on(from);
            change(now);
            ledger::insert_employment(work, now, std::vector<ledger::PaidFrom>{{holder.line, 1}});
        });
    }
    void end_job(const std::string& day, const std::string& reason = "resigned") {
        change_terms("2026-04-20", [&](ledger::Employment& now) {
            now.end_on = on(day);
            now.end_reason = reason;
        });
    }
    // Of the job alone; `leaver` is "yes" for the period in which it ended.
    nlohmann::json draft_job(const std::string& payday, const std::string& leaver = "yes") {
        return area.answer(scheduler::payroll_run,
                           {{"payday", payday}, {"job", "J1"}, {"leaver", leaver}},
                           {.day = payday});
    }
    void pay_job(const std::string& payday, const std::string& leaver = "yes") {
        const nlohmann::json run = draft_job(payday, leaver);
        approve(run, payday);
        post_run(run);
    }
    std::vector<ledger::PaySlip> slips_of(const nlohmann::json& run) {
        ledger::Database& database = area.area().database();
        return ledger::slips_of_run(
            database, ledger::find_payroll_run(database, run.at("run").get<std::string>())->id);
    }
    // Of lines of this kind, on the slips of the job that count.
    ledger::Money sum_of(const std::string& kind) {
        ledger::Money sum;
        for (const ledger::PaySlip& slip : slips(job)) {
            for (const auto& line : ledger::lines_of_slip(area.area().database(), slip.id)) {
                if (line.kind == kind) sum += line.amount;
            }
        }
        return sum;
    }
    void withdraw(std::int64_t sheet) {
        area.write([&](ledger::Work& work) { step(work, sheet, 3, "withdrawn"); });
    }

    static FieldMap cycle(const std::string& payday = "2026-05-01") {
        return {{"service", "CARE"}, {"frequency", "four-weekly"}, {"payday", payday}};
    }
    nlohmann::json draft(const std::string& payday = "2026-05-01") {
        return area.answer(scheduler::payroll_run, cycle(payday), {.day = "2026-04-28"});
    }
    void approve(const nlohmann::json& run, const std::string& day = "2026-04-29") {
        (void)area.answer(scheduler::payroll_approve,
                          {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                          {.actor = ben, .day = day});
    }
    nlohmann::json post_run(const nlohmann::json& run) {
        return area.answer(
            scheduler::payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-30"});
    }
    // From hours to the books.
    nlohmann::json pay(const std::string& payday = "2026-05-01") {
        const nlohmann::json run = draft(payday);
        approve(run);
        return post_run(run);
    }
    nlohmann::json confirm(const nlohmann::json& proposal) {
        return area.answer(
            scheduler::proposal_confirm,
            {{"proposal", proposal.at("proposal").dump()}, {"confirm", proposal.at("confirm")}},
            {.actor = ben, .day = "2026-05-05"});
    }

    ledger::Holding holding() const {
        return {.budget = static_cast<std::int32_t>(holder.budget),
                .option = option_,
                .client_account = option_ == ledger::Option::managed_account
                                      ? static_cast<std::int32_t>(client)
                                      : 0};
    }
    ledger::Share share(std::int64_t pence, ledger::Stream stream = ledger::Stream::nhs) const {
        const std::int64_t body = stream == ledger::Stream::nhs ? area.commissioner : area.partner;
        return {stream, static_cast<std::int32_t>(body), ledger::Money::from_pence(pence)};
    }
    std::int64_t at(ledger::AccountName name, ledger::Stream stream = ledger::Stream::nhs) {
        return area.balance(ledger::of_holding(name, holding(), share(0, stream))).posted.pence();
    }
    std::vector<ledger::PaySlip> slips(std::int64_t of_job) {
        return ledger::slips_that_count(area.area().database(), of_job);
    }
    std::vector<std::string> codes(const nlohmann::json& run) {
        std::vector<std::string> all;
        const auto found =
            ledger::find_payroll_run(area.area().database(), run.at("run").get<std::string>());
        for (const auto& each :
             ledger::findings_of_payroll_run(area.area().database(), found->id)) {
            all.push_back(each.code);
        }
        return all;
    }
    void expect_clean() { EXPECT_TRUE(ledger::verify(area.area().database()).clean()); }

    RunArea area;
    TestPerson holder;
    std::int64_t service = 0;
    std::int64_t client = 0;
    std::int64_t employer = 0;
    std::int64_t job = 0;

  private:
    static void step(ledger::Work& work,
                     std::int64_t sheet,
                     std::int64_t number,
                     const std::string& state) {
        ledger::TimesheetStep taken{
            .timesheet = sheet, .step = number, .state = state, .on = on("2026-04-27"), .actor = 1};
        if (state == "confirmed" || state == "late") {
            taken.confirmer = "holder";
            taken.channel = "telephone";
        }
        ledger::insert_timesheet_step(work, 1, taken);
    }
    void add_service(ledger::Work& work) {
        const CareService care = add_care_service(work, area);
        service = care.number;
        client = care.client_account;
    }
    void add_employer(ledger::Work& work) {
        employer = ledger::insert_employer(work,
                                           {.ref = "E1",
                                            .from_on = on("2026-01-05"),
                                            .budget = holder.budget,
                                            .service = service,
                                            .hmrc = "asked",
                                            .hmrc_on = on("2026-01-05"),
                                            .first_payday = on("2026-05-01"),
                                            .first_last_on = on("2026-04-26"),
                                            .cut_off_days = 3,
                                            .claims_allowance = true});
    }
    std::int64_t add_job(ledger::Work& work,
                         const std::vector<ledger::PaidFrom>& lines,
                         ledger::Employment terms) {
        const std::string ref = "PA" + std::to_string(++assistants_);
        const std::int64_t person = ledger::insert_person(
            work, {.ref = ref, .from_on = on("2020-01-01"), .information_format = "standard"});
        const std::int64_t details = ledger::insert_person_private(
            work, person, {.given_name = "Pat", .date_of_birth = on("1980-02-03")});
        ledger::insert_person(work,
                              {.number = person,
                               .ref = ref,
                               .from_on = on("2020-01-01"),
                               .personal = details,
                               .information_format = "standard"});
        const std::int64_t bank =
            ledger::insert_bank_private(work, person, {"PAT " + ref, "107999", "88837491"});
        ledger::insert_payee_account(work,
                                     {.from_on = on("2020-01-01"),
                                      .person = person,
                                      .bank_private = bank,
                                      .proposed_by = 1,
                                      .confirmed_by = 2});
        const std::int64_t personal = ledger::insert_assistant_private(work, person, {});
        terms.assistant = ledger::insert_assistant(
            work, {.from_on = on("2020-01-01"), .person = person, .personal = personal});
        terms.ref = "J" + std::to_string(assistants_);
        terms.from_on = terms.start_on = on("2026-01-05");
        terms.employer = employer;
        if (terms.tax_code.empty()) terms.tax_code = "1257L";
        terms.pension = "opted-out";
        terms.pension_since = on("2026-01-05");
        terms.leave_year_on = on("2026-04-01");
        if (terms.weekdays.empty()) terms.weekdays = "1|2|3|4|5";
        const std::int64_t number = ledger::insert_employment(work, terms, lines);
        for (const auto& [kind, rate] : std::map<std::string, std::int64_t>{
                 {"day", 12'71}, {"night", 14'00}, {"sleep-in", 60'00}, {"mileage", 45}}) {
            ledger::insert_employment_rate(work,
                                           {.employment = number,
                                            .kind = kind,
                                            .from_on = on("2026-01-05"),
                                            .rate = ledger::Money::from_pence(rate),
                                            .actor = 1});
        }
        return number;
    }

    ledger::Option option_;
    int assistants_ = 0;
};

}  // namespace almoner::tests
