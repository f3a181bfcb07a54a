// A bureau of a support service for a whole tax year: eight kinds of employers, paid every four
// weeks out of one client account, whose bank is the stand-in.
#pragma once

#include "ledger/posting/keys.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/assistant.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/private_text.h"
#include "ledger/records/timesheet.h"
#include "ops/bank_stand_in/submission.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/hours.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/commands/payroll_import.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/person.h"
#include "scheduler/payroll/program_rates.h"
#include "tests/scheduler/client_bank.h"
#include "tests/support/care_service.h"
#include "tests/support/files.h"
#include "tests/support/told_duties.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almoner::tests {

inline constexpr int kinds = 8;
inline constexpr int paydays = 13;  // 1 May 2026, tax week 4, to 2 April 2027, week 52
inline constexpr std::int64_t opening_pence = 40'000'00;

// What happens to an employer of each kind, by its place among eight.
enum Kind : std::uint8_t { steady, varied, starter, leaver, sick, mother, dies, two_jobs };

class Bureau {
  public:
    explicit Bureau(int employers) : employers_(employers) {
        area.settings[scheduler::program_rates] =
            testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv"));
        area.write([&](ledger::Work& work) { care_ = add_care_service(work, area); });
        for (int i = 0; i < employers; ++i) add_holder();
        take_over();
        area.write([&](ledger::Work& work) { add_payees(work); });
        bank_.emplace(area,
                      ops::bank_stand_in::BankAccount{"089999", "11223344"},
                      ledger::Money::from_pence(opening_pence * employers));
    }

    // Wages, orders, pension and HMRC leave the client account on their days, and its bank says so.
    void pay_the_year() {
        for (int i = 0; i < paydays; ++i) {
            before_payday(i);
            pay(i);
            const ledger::Date sent_on = payday(i) - 3;
            bank_->pay(sent_on, payday(i) + 24);
            go_on(sent_on, payday(i + 1) - 4);
        }
        bank_->pay(last_quarter_told, on("2027-05-31"));
        go_on(last_quarter_told, on("2027-05-28"));
    }
    // What HMRC owes by then, it pays back.
    void take_refunds() {
        ledger::Date day = on("2027-06-01");
        for (int i = 0; i < employers_; ++i) {
            const std::int64_t owed = -at(i, ledger::AccountName::payable_hmrc);
            if (owed <= 0) continue;
            bank_->refund(day, ledger::Money::from_pence(owed), "BP" + std::to_string(i + 1));
            refunded += ledger::Money::from_pence(owed);
            day = day + 1;
        }
    }
    [[nodiscard]] const std::set<std::string>& held() const { return bank_->held; }

    [[nodiscard]] ledger::Database& books() { return area.area().database(); }
    [[nodiscard]] std::int64_t at(int employer, ledger::AccountName name) {
        return area.balance(ledger::of_holding(name, holding(employer), share())).posted.pence();
    }
    [[nodiscard]] ledger::Employer employer(int i) {
        return *ledger::employer_by_ref(books(), ref("E", i), ledger::last_day_of_all);
    }
    [[nodiscard]] std::vector<ledger::PaySlip> slips(const std::string& job) {
        const auto known = ledger::employment_by_ref(books(), job, ledger::last_day_of_all);
        return known ? ledger::slips_that_count(books(), known->number)
                     : std::vector<ledger::PaySlip>{};
    }
    [[nodiscard]] std::vector<ledger::PaySlip> slips_of(int i) {
        std::vector<ledger::PaySlip> all = slips(ref("J", i));
        for (const ledger::PaySlip& each : slips(ref("K", i))) all.push_back(each);
        return all;
    }
    static std::string ref(const char* letter, int i) { return letter + std::to_string(i); }
    static Kind kind_of(int i) { return static_cast<Kind>(i % kinds); }
    static ledger::Date payday(int i) { return on("2026-05-01") + 28 * i; }
    [[nodiscard]] int employers() const { return employers_; }

    RunArea area;
    ledger::Money refunded{};

  private:
    static constexpr const char* hmrc = "HMRC";
    static inline const ledger::Date last_quarter_told = on("2027-04-06");

    // Once a quarter is over, HMRC is paid by the 22nd.
    void go_on(ledger::Date first, ledger::Date last) {
        for (ledger::Date day = first; day <= last; day = day + 1) {
            for (const char* const quarter : {"2026-07-06", "2026-10-06", "2027-01-06"}) {
                if (day == on(quarter)) bank_->pay(day, day + 16);
            }
            bank_->close(day);
        }
    }

    static std::int64_t add_account(ledger::Work& work, ledger::PayeeAccount account) {
        account.from_on = on("2020-01-01");
        account.proposed_by = 1;
        account.confirmed_by = 2;
        account.bank_private =
            ledger::insert_bank_private(work, account.person, {"PAYEE", "107999", "88837491"});
        return ledger::insert_payee_account(work, account);
    }
    // HMRC, a scheme and each assistant have an account; each employer has its references.
    void add_payees(ledger::Work& work) {
        for (const char* const name : {hmrc, "NEST"}) {
            const auto provider =
                ledger::insert_organisation(work,
                                            {.ref = name,
                                             .from_on = on("2020-01-01"),
                                             .kind = ledger::OrganisationKind::provider,
                                             .name = std::string(name) + " Payments"});
            add_account(work, {.organisation = provider});
        }
        for (const ledger::Assistant& each :
             ledger::assistants_on(work.database(), ledger::last_day_of_all)) {
            add_account(work, {.person = each.person});
        }
        for (int i = 0; i < employers_; ++i) {
            ledger::Employer made =
                *ledger::employer_by_ref(work.database(), ref("E", i), ledger::last_day_of_all);
            const std::int64_t person = holders_.at(static_cast<std::size_t>(i)).person;
            const std::string number = std::to_string(10'000'000 + i);
            made.accounts_private = ledger::insert_private_text(work, person, "123PA" + number);
            made.pension_private = ledger::insert_private_text(
                work, person, ledger::words_of_pension({"Nest", "EMP" + number}));
            ledger::insert_employer(work, made);
        }
    }

    [[nodiscard]] ledger::Holding holding(int i) const {
        return {
            .budget = static_cast<std::int32_t>(holders_.at(static_cast<std::size_t>(i)).budget),
            .option = ledger::Option::managed_account,
            .client_account = static_cast<std::int32_t>(care_.client_account)};
    }
    [[nodiscard]] ledger::Share share(std::int64_t pence = 0) const {
        return {ledger::Stream::nhs,
                static_cast<std::int32_t>(area.commissioner),
                ledger::Money::from_pence(pence)};
    }

    void add_holder() {
        PersonTerms terms;
        terms.line.option = terms.agreement.option = ledger::Option::managed_account;
        terms.line.amount = pounds(500);
        terms.line.from_on = terms.line.start_on = on("2025-01-06");
        terms.agreement.from_on = terms.agreement.start_on = on("2025-01-06");
        terms.agreement.anchor_on = on("2025-01-06");
        terms.agreement.signed_on = on("2025-01-02");
        terms.agreement.payee = "support-service:CARE";
        terms.organisation_paid = care_.number;
        holders_.push_back(area.add(terms));
        const int number = static_cast<int>(holders_.size()) - 1;
        area.write([&](ledger::Work& work) {
            tell_duties(work, holders_.back().person, holders_.back().budget);
            work.post(post(ledger::PersonTakenOver{holding(number), {share(opening_pence)}, {}}),
                      {.effective = on("2026-04-01")});
        });
    }

    // Who is there from the beginning, out of the files of another bureau.
    void take_over() {
        std::string given_employers =
            "employer,budget,frequency,first_payday,first_period_last,support_service,"
            "cut_off_days,claims_allowance\n";
        std::string assistants = "assistant,given_name,family_name,date_of_birth\n";
        std::string jobs =
            "employment,employer,assistant,start_on,plan_lines,starter,weekly_hours,weekdays,"
            "holiday,leave_year_on,pension,pension_since\n";
        std::string rates = "employment,kind,rate,from\n";
        for (int i = 0; i < employers_; ++i) {
            const std::string n = std::to_string(i);
            const std::string budget = std::to_string(i + 1);
            const bool has_two = kind_of(i) == two_jobs;
            given_employers += "E" + n + ",BP" + budget +
                               ",four-weekly,2026-05-01,2026-04-26,CARE,3," +
                               (has_two ? "no" : "yes") + "\n";
            assistants += "PA" + n + ",Pat,Example,1980-02-03\n";
            const bool starts = kind_of(i) == starter;
            jobs += "J" + n + ",E" + n + ",PA" + n +
                    (starts ? ",2026-10-12,LP" : ",2025-01-06,LP") + budget +
                    (starts ? ",C" : ",A") +
                    ",20,1|2|3|4|5,irregular,2026-04-01,opted-out,2026-04-01\n";
            rates += "J" + n + ",day,12.71,\n";
            if (!has_two) continue;
            assistants += "PB" + n + ",Bo,Example,1990-02-03\n";
            jobs += "K" + n + ",E" + n + ",PB" + n + ",2025-01-06,LP" + budget +
                    ",A,20,,rolled-up,2026-04-01,enrolled,2025-01-06\n";
            rates += "K" + n + ",day,13.00,\n";
        }
        (void)area.answer(scheduler::payroll_import,
                          {{"file:employers.csv", given_employers},
                           {"file:assistants.csv", assistants},
                           {"file:employments.csv", jobs},
                           {"file:rates.csv", rates}},
                          {.day = "2026-04-01"});
    }

    // Nothing where nobody works.
    static std::int64_t hours_of(int employer, int period) {
        switch (kind_of(employer)) {
            case steady: return 80;
            case varied: return 60 + (employer / kinds + period * 7) % 41;
            case starter: return period < 7 ? 0 : 40;
            case leaver: return period > 4 ? 0 : 80;
            case sick: return period == 8 ? 30 : 60;
            case mother: return period > 5 ? 0 : (period == 5 ? 52 : 70);
            case dies: return period > 8 ? 0 : (period == 8 ? 40 : 80);
            case two_jobs: return 64;
        }
        return 0;
    }

    void before_payday(int period) {
        const std::string day = (payday(period) - 3).iso();
        for (int i = 0; i < employers_; ++i) {
            const std::string job = ref("J", i);
            if (kind_of(i) == leaver && period == 4) {
                end(job, "2026-08-16", "resigned", day);
            } else if (kind_of(i) == sick && period == 8) {
                away({{"employment", job},
                      {"kind", "sickness"},
                      {"from", "2026-11-09"},
                      {"to", "2026-11-22"}},
                     day);
            } else if (kind_of(i) == mother && period == 5) {
                away({{"employment", job},
                      {"kind", "maternity"},
                      {"from", "2026-09-07"},
                      {"event_on", "2026-11-23"}},
                     day);
            } else if (kind_of(i) == dies && period == 8) {
                (void)area.answer(scheduler::person_died,
                                  {{"person", "P" + std::to_string(i + 1)}, {"on", "2026-12-01"}},
                                  {.actor = ben, .day = day});
                end(job, "2026-12-01", "holder-died", day);
            }
        }
    }
    void end(const std::string& job,
             const std::string& last,
             const std::string& why,
             const std::string& day) {
        (void)area.answer(scheduler::employment_end,
                          {{"employment", job}, {"on", last}, {"reason", why}},
                          {.day = day});
    }
    void away(const std::map<std::string, std::string>& fields, const std::string& day) {
        (void)area.answer(scheduler::absence_record, fields, {.day = day});
    }

    void pay(int period) {
        const ledger::Date paid_on = payday(period);
        const std::string first = (on("2026-03-30") + 28 * period).iso();
        std::string file = "employment,period,kind,quantity\n";
        for (int i = 0; i < employers_; ++i) {
            const std::int64_t hours = hours_of(i, period);
            if (hours == 0) continue;
            file += ref("J", i) + "," + first + ",day," + std::to_string(hours) + "\n";
            if (kind_of(i) == two_jobs) file += ref("K", i) + "," + first + ",day,72\n";
        }
        const AskedOn before{.day = (paid_on - 3).iso()};
        (void)area.answer(scheduler::hours_import, {{"file", file}}, before);
        for (const std::int64_t sheet : ledger::timesheets_in_state(books(), "entered")) {
            (void)area.answer(
                scheduler::hours_confirm,
                {{"timesheet", std::to_string(sheet)}, {"by", "holder"}, {"channel", "telephone"}},
                before);
        }
        const nlohmann::json run = area.answer(
            scheduler::payroll_run,
            {{"service", "CARE"}, {"frequency", "four-weekly"}, {"payday", paid_on.iso()}},
            before);
        (void)area.answer(scheduler::payroll_approve,
                          {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                          {.actor = ben, .day = (paid_on - 3).iso()});
        (void)area.answer(
            scheduler::payroll_post, {{"run", run.at("run")}}, {.day = (paid_on - 3).iso()});
    }

    int employers_;
    CareService care_{};
    std::vector<TestPerson> holders_{};
    std::optional<ClientBank> bank_{};
};

}  // namespace almoner::tests
