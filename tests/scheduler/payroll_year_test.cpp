// A bureau's whole tax year: eight kinds of employers, paid every four weeks, tie out to the books
// and to what HMRC gets.
#include "ledger/posting/keys.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/timesheet.h"
#include "ledger/verify/verify.h"
#include "rules/payroll/paye.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/hours.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/commands/payroll_import.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/person.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/pay_due.h"
#include "scheduler/payroll/program_rates.h"
#include "tests/support/care_service.h"
#include "tests/support/files.h"
#include "tests/support/how_many.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Date;
using ledger::Money;
using ledger::PaySlip;
using nlohmann::json;
using tests::on;

constexpr int kinds = 8;
constexpr int paydays = 13;  // 1 May 2026, tax week 4, to 2 April 2027, week 52
constexpr std::int64_t opening_pence = 40'000'00;

// What happens to an employer of each kind, by its place among eight.
enum Kind : std::uint8_t { steady, varied, starter, leaver, sick, mother, dies, two_jobs };

class Bureau {
  public:
    explicit Bureau(int employers) : employers_(employers) {
        area.settings[program_rates] =
            testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv"));
        area.write([&](ledger::Work& work) { care_ = tests::add_care_service(work, area); });
        for (int i = 0; i < employers; ++i) add_holder();
        take_over();
    }

    void pay_the_year() {
        for (int i = 0; i < paydays; ++i) {
            before_payday(i);
            pay(i);
        }
    }

    [[nodiscard]] ledger::Database& books() { return area.area().database(); }
    [[nodiscard]] std::int64_t at(int employer, AccountName name) {
        return area.balance(ledger::of_holding(name, holding(employer), share())).posted.pence();
    }
    [[nodiscard]] ledger::Employer employer(int i) {
        return *ledger::employer_by_ref(books(), ref("E", i), ledger::last_day_of_all);
    }
    [[nodiscard]] std::vector<PaySlip> slips(const std::string& job) {
        const auto known = ledger::employment_by_ref(books(), job, ledger::last_day_of_all);
        return known ? ledger::slips_that_count(books(), known->number) : std::vector<PaySlip>{};
    }
    [[nodiscard]] std::vector<PaySlip> slips_of(int i) {
        std::vector<PaySlip> all = slips(ref("J", i));
        for (const PaySlip& each : slips(ref("K", i))) all.push_back(each);
        return all;
    }
    static std::string ref(const char* letter, int i) { return letter + std::to_string(i); }
    static Kind kind_of(int i) { return static_cast<Kind>(i % kinds); }
    static Date payday(int i) { return on("2026-05-01") + 28 * i; }
    [[nodiscard]] int employers() const { return employers_; }

    tests::RunArea area;

  private:
    [[nodiscard]] ledger::Holding holding(int i) const {
        return {
            .budget = static_cast<std::int32_t>(holders_.at(static_cast<std::size_t>(i)).budget),
            .option = ledger::Option::managed_account,
            .client_account = static_cast<std::int32_t>(care_.client_account)};
    }
    [[nodiscard]] ledger::Share share(std::int64_t pence = 0) const {
        return {ledger::Stream::nhs,
                static_cast<std::int32_t>(area.commissioner),
                Money::from_pence(pence)};
    }

    void add_holder() {
        tests::PersonTerms terms;
        terms.line.option = terms.agreement.option = ledger::Option::managed_account;
        terms.line.amount = tests::pounds(500);
        terms.line.from_on = terms.line.start_on = on("2025-01-06");
        terms.agreement.from_on = terms.agreement.start_on = on("2025-01-06");
        terms.agreement.anchor_on = on("2025-01-06");
        terms.agreement.payee = "support-service:CARE";
        terms.organisation_paid = care_.number;
        holders_.push_back(area.add(terms));
        const int number = static_cast<int>(holders_.size()) - 1;
        area.write([&](ledger::Work& work) {
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
        (void)area.answer(payroll_import,
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
        const std::string day = (payday(period) - 5).iso();
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
                (void)area.answer(person_died,
                                  {{"person", "P" + std::to_string(i + 1)}, {"on", "2026-12-01"}},
                                  {.actor = tests::ben, .day = day});
                end(job, "2026-12-01", "holder-died", day);
            }
        }
    }
    void end(const std::string& job,
             const std::string& last,
             const std::string& why,
             const std::string& day) {
        (void)area.answer(
            employment_end, {{"employment", job}, {"on", last}, {"reason", why}}, {.day = day});
    }
    void away(const std::map<std::string, std::string>& fields, const std::string& day) {
        (void)area.answer(absence_record, fields, {.day = day});
    }

    void pay(int period) {
        const Date paid_on = payday(period);
        const std::string first = (on("2026-03-30") + 28 * period).iso();
        std::string file = "employment,period,kind,quantity\n";
        for (int i = 0; i < employers_; ++i) {
            const std::int64_t hours = hours_of(i, period);
            if (hours == 0) continue;
            file += ref("J", i) + "," + first + ",day," + std::to_string(hours) + "\n";
            if (kind_of(i) == two_jobs) file += ref("K", i) + "," + first + ",day,72\n";
        }
        const tests::AskedOn before{.day = (paid_on - 4).iso()};
        (void)area.answer(hours_import, {{"file", file}}, before);
        for (const std::int64_t sheet : ledger::timesheets_in_state(books(), "entered")) {
            (void)area.answer(
                hours_confirm,
                {{"timesheet", std::to_string(sheet)}, {"by", "holder"}, {"channel", "telephone"}},
                before);
        }
        const json run = area.answer(
            payroll_run,
            {{"service", "CARE"}, {"frequency", "four-weekly"}, {"payday", paid_on.iso()}},
            before);
        (void)area.answer(payroll_approve,
                          {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                          {.actor = tests::ben, .day = (paid_on - 3).iso()});
        (void)area.answer(payroll_post, {{"run", run.at("run")}}, {.day = paid_on.iso()});
    }

    int employers_;
    tests::CareService care_{};
    std::vector<tests::TestPerson> holders_{};
};

Money hmrc_of(const PaySlip& slip) {
    return slip.tax + slip.ni_employee + slip.ni_employer + slip.loan + slip.postgraduate -
           slip.allowance;
}

// In quarters whose refunds are above what is due: HMRC owes those, and nobody pays them.
Money given_back(const std::vector<PaySlip>& slips) {
    std::map<Date, Money> quarters;
    for (const PaySlip& each : slips) {
        const Date end = each.paid_on <= on("2026-07-05")   ? on("2026-07-05")
                         : each.paid_on <= on("2026-10-05") ? on("2026-10-05")
                         : each.paid_on <= on("2027-01-05") ? on("2027-01-05")
                                                            : on("2027-04-05");
        quarters[end] += hmrc_of(each);
    }
    Money back;
    for (const auto& [end, sum] : quarters) back += std::min(sum, Money{});
    return back;
}

struct Sums {
    Money gross{};
    Money tax{};
    Money employee{};
    Money employer{};
    Money allowance{};
    Money paid{};
};

Sums sums_of(const std::vector<PaySlip>& slips) {
    Sums all;
    for (const PaySlip& each : slips) {
        all.gross += each.gross;
        all.tax += each.tax;
        all.employee += each.ni_employee;
        all.employer += each.ni_employer;
        all.allowance += each.allowance;
        all.paid += each.paid;
    }
    return all;
}

class PayrollYear : public ::testing::Test {
  protected:
    explicit PayrollYear(std::int64_t employers = kinds) : bureau(static_cast<int>(employers)) {
        bureau.pay_the_year();
    }
    Sums sums(int employer) { return sums_of(bureau.slips(Bureau::ref("J", employer))); }

    // What left the fund is what is owed, to the penny, and what HMRC is owed is what its files
    // say.
    void expect_ties(int i) {
        Money cost;
        Money hmrc;
        Money paid;
        Money pension;
        for (const PaySlip& each : bureau.slips_of(i)) {
            EXPECT_EQ(each.net,
                      each.gross - each.tax - each.ni_employee - each.loan - each.postgraduate -
                          each.pension_employee - each.attachment);
            Money lines;
            for (const auto& line : ledger::lines_of_slip(bureau.books(), each.id)) {
                if (line.counts != "expense") lines += line.amount;
            }
            EXPECT_EQ(lines, each.gross) << each.id;
            hmrc += hmrc_of(each);
            paid += each.paid;
            pension += each.pension_employee + each.pension_employer;
        }
        cost = hmrc + paid + pension;
        EXPECT_EQ(bureau.at(i, AccountName::fund), opening_pence - cost.pence()) << i;
        EXPECT_EQ(bureau.at(i, AccountName::payable_net_pay), paid.pence()) << i;
        EXPECT_EQ(bureau.at(i, AccountName::payable_hmrc), hmrc.pence()) << i;
        EXPECT_EQ(bureau.at(i, AccountName::payable_pension), pension.pence()) << i;
        const auto number = bureau.employer(i).number;
        EXPECT_EQ(due(number, "hmrc") + given_back(bureau.slips_of(i)), hmrc) << i;
        EXPECT_EQ(due(number, "pension"), pension) << i;
    }
    Money due(std::int64_t employer, const std::string& what) {
        if (all_due.empty()) {
            all_due = pay_due(bureau.books(),
                              {on("2026-04-06"), on("2027-05-31")},
                              loaded_holidays(bureau.books()).value());
        }
        Money sum;
        for (const PayDue& each : all_due) {
            if (each.employer == employer && each.what == what) sum += each.amount;
        }
        return sum;
    }
    // A cumulative code has taken, at the last payment, the tax of the whole to date.
    void expect_tax_of_the_year(const std::vector<PaySlip>& slips, const rules::TaxRates& rates) {
        Money taxable;
        Money tax;
        for (const PaySlip& each : slips) {
            taxable += each.taxable;
            tax += each.tax;
            EXPECT_EQ(each.taxable_to_date, taxable) << each.id;
            EXPECT_EQ(each.tax_to_date, tax) << each.id;
        }
        const PaySlip& last = slips.back();
        const auto whole = rules::tax_due(
            rates,
            {.code = rules::parse_tax_code(last.tax_code).value(),
             .period = {rules::PayFrequency::four_weekly, static_cast<int>(last.period_no)},
             .pay = taxable,
             .pay_to_date = taxable});
        EXPECT_EQ(whole.value().tax_to_date, tax) << last.id;
    }

    Bureau bureau;
    std::vector<PayDue> all_due{};
};

class ManyEmployersYear : public PayrollYear {
  protected:
    ManyEmployersYear() : PayrollYear(tests::how_many("ALMONER_EMPLOYERS", 16, 300)) {}
};

TEST_F(ManyEmployersYear, TiesOutToTheBooksAndToHmrc) {
    const auto book = rules::RateBook::parse(bureau.area.settings.at(program_rates)).value();
    const auto rates = rules::tax_rates(book, rules::TaxYear::starting_in(2026)).value();
    for (int i = 0; i < bureau.employers(); ++i) {
        expect_ties(i);
        for (const char* const letter : {"J", "K"}) {
            const auto slips = bureau.slips(Bureau::ref(letter, i));
            if (!slips.empty()) expect_tax_of_the_year(slips, rates);
        }
    }
    EXPECT_TRUE(ledger::verify(bureau.books()).clean());
}

// 13 times 1,016.80 is 13,218.40. In week 52 the code 1257L frees 52 x 241.92 = 12,579.84: 20% of
// 638 is 127.60. National Insurance each time as payroll.md, section 1 has it: 3.98 and 94.77.
TEST_F(PayrollYear, OfSteadyHoursIsTheYearsTax) {
    const Sums year = sums(steady);
    EXPECT_EQ(year.gross, Money::from_pence(13'218'40));
    EXPECT_EQ(year.tax, Money::from_pence(127'60));
    EXPECT_EQ(year.employee, Money::from_pence(51'74));
    EXPECT_EQ(year.employer, Money::from_pence(1'232'01));
    EXPECT_EQ(year.allowance, Money::from_pence(1'232'01));
    EXPECT_EQ(year.paid, Money::from_pence(13'039'06));
}

// Ten working days from 6 April 2026: 80% of the average of 190.65 is above 123.25 a week.
TEST_F(PayrollYear, OfSomebodySickHasTwoWeeksOfSickPay) {
    const auto slips = bureau.slips(Bureau::ref("J", sick));
    ASSERT_EQ(slips.size(), 13U);
    EXPECT_EQ(slips[8].gross, Money::from_pence(381'30 + 246'50));
    EXPECT_EQ(slips[7].gross, Money::from_pence(762'60));
}

// Eight weeks at 889.70 for four: 222.425 a week, 90% of which is 200.1825 for six weeks, then
// 194.32; each payment rounded up. 29 of the 39 weeks are paid by 2 April 2027.
TEST_F(PayrollYear, OfAMotherHasMaternityPayUpToTheLastPayday) {
    const auto slips = bureau.slips(Bureau::ref("J", mother));
    ASSERT_EQ(slips.size(), 13U);
    EXPECT_EQ(slips[5].gross, Money::from_pence(660'92 + 200'19));
    EXPECT_EQ(slips[6].gross, Money::from_pence(800'73));
    EXPECT_EQ(slips[7].gross, Money::from_pence(783'15));
    EXPECT_EQ(slips[8].gross, Money::from_pence(777'28));
    EXPECT_EQ(slips[12].gross, Money::from_pence(777'28));
}

// Starter without a P45 who has another job: BR takes 20% of every pound. 40 hours are 508.40.
TEST_F(PayrollYear, OfAStarterBeginsWithTheJob) {
    const auto slips = bureau.slips(Bureau::ref("J", starter));
    ASSERT_EQ(slips.size(), 6U);
    EXPECT_EQ(slips[0].tax, Money::from_pence(101'60));
    EXPECT_EQ(sums(starter).tax, Money::from_pence(610'00));
}

TEST_F(PayrollYear, EndsWithTheLastDayOfWork) {
    EXPECT_EQ(bureau.slips(Bureau::ref("J", leaver)).size(), 5U);
    const auto last = bureau.slips(Bureau::ref("J", dies));
    ASSERT_EQ(last.size(), 9U);
    EXPECT_EQ(last[8].gross, Money::from_pence(508'40));
    EXPECT_EQ(ledger::posting_of_slip(bureau.books(), last[8].id)->way, "posted");
}

// Without a claim the employer's National Insurance of both jobs is HMRC's: 64 hours are 813.44,
// 15% of what lies above 385.00 is 64.27. 72 hours at 13.00 with 12.07% on top are 1,048.98.
TEST_F(PayrollYear, OfTwoJobsWithoutAClaimPaysTheWholeOfNationalInsurance) {
    const auto first = bureau.slips(Bureau::ref("J", two_jobs));
    const auto second = bureau.slips(Bureau::ref("K", two_jobs));
    ASSERT_EQ(first.size(), 13U);
    ASSERT_EQ(second.size(), 13U);
    EXPECT_EQ(first[0].ni_employer, Money::from_pence(64'27));
    EXPECT_EQ(first[0].allowance, Money{});
    EXPECT_EQ(second[0].gross, Money::from_pence(1'048'98));
    EXPECT_EQ(second[0].pension_employer, Money::from_pence(17'07));
}

}  // namespace
}  // namespace almoner::scheduler
