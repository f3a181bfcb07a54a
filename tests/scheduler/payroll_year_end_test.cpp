// What the end of a tax year and the new one ask for, out of the records.
#include "ledger/records/code_notice.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/payroll_paper.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/payroll/year_end.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>
#include <sstream>

namespace almoner::scheduler {
namespace {

using rules::RateBook;
using rules::TaxYear;
using tests::on;

constexpr TaxYear this_year = TaxYear::starting_in(2026);

std::string our_file() {
    return testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv"));
}

// Constructed: the figures that end go on for a year, but codes rise by 10 and the adult wage is
// 13.10.
RateBook with_another_year() {
    std::string more;
    std::istringstream lines(our_file());
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# rows")) continue;
        more += line + "\n";
        const bool of_year = line.find(",2027-04-05,") == 10;
        const bool of_wage = line.find(",2027-03-31,") == 10;
        if (!of_year && !of_wage) continue;
        std::string rest = line.substr(22);
        if (rest.starts_with("tax.emergency_number,")) rest.replace(21, 4, "1267");
        if (rest.starts_with("nmw.adult,")) rest.replace(10, 5, "13.10");
        more += (of_year ? "2027-04-06,2028-04-05," : "2027-04-01,2028-03-31,") + rest + "\n";
    }
    return RateBook::parse(more).value();
}

class YearEnd : public tests::PayrollRunArea {
  protected:
    YearEnd() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    std::optional<YearEndItem> item(const std::string& step, const RateBook& book) {
        const auto known =
            *ledger::employer_numbered(area.area().database(), employer, ledger::last_day_of_all);
        const auto all =
            year_end_of_employer(area.area().database(), book, known, this_year, today);
        const auto found = std::ranges::find(all, step, &YearEndItem::step);
        return found == all.end() ? std::nullopt : std::optional(*found);
    }
    std::optional<YearEndItem> item(const std::string& step) {
        return item(step, RateBook::parse(our_file()).value());
    }
    bool done(const std::string& step) { return item(step).value().is_done; }
    void change_job(const std::function<void(ledger::Employment&)>& change) {
        area.write([&](ledger::Work& work) {
            auto known =
                *ledger::employment_numbered(work.database(), job, ledger::last_day_of_all);
            change(known);
            const auto lines = ledger::paid_from(work.database(), known);
            (void)ledger::insert_employment(work, known, lines);
        });
    }
    void told(const ledger::HmrcFiling& what, std::int64_t slip, const std::string& state) {
        area.write([&](ledger::Work& work) {
            const std::int64_t id = ledger::insert_hmrc_filing(work, what);
            ledger::insert_filing_step(
                work,
                {.filing = id, .step = 1, .state = state, .on = on("2026-05-01"), .actor = 1});
            if (slip != 0) ledger::insert_filing_slip(work, {.filing = id, .slip = slip});
        });
    }
    ledger::HmrcFiling filing(const std::string& kind,
                              const std::string& purpose,
                              std::int64_t year) const {
        return {.employer = employer,
                .kind = kind,
                .purpose = purpose,
                .tax_year = year,
                .says_yes = kind == "eps",
                .transaction_id = std::string(31, 'A') + std::to_string(++filings_),
                .mark = "m" + std::to_string(filings_),
                .mark_shown = "M",
                .made_on = on("2026-05-01"),
                .made_by = 1};
    }

    ledger::Date today = on("2026-05-02");
    mutable int filings_ = 0;
};

TEST(YearEndOfTheArea, CountsTheFiguresThatEnd) {
    const RateBook ours = RateBook::parse(our_file()).value();
    const auto of_2025 = year_end_of_area(ours, TaxYear::starting_in(2025));
    ASSERT_EQ(of_2025.size(), 2U);
    EXPECT_TRUE(of_2025[0].is_done);
    EXPECT_TRUE(of_2025[1].is_done);
    const auto of_2026 = year_end_of_area(ours, this_year);
    EXPECT_EQ(of_2026[0].step, "rates");
    EXPECT_FALSE(of_2026[0].is_done);
    EXPECT_EQ(of_2026[0].due_by, on("2027-04-06"));
    EXPECT_EQ(of_2026[0].words,
              "136 figures end on 5 April 2027: take a program whose rates go on, before the first "
              "payday.");
    EXPECT_EQ(of_2026[1].step, "minimum-wage-rates");
    EXPECT_FALSE(of_2026[1].is_done);
    const auto longer = year_end_of_area(with_another_year(), this_year);
    EXPECT_TRUE(longer[0].is_done);
    EXPECT_TRUE(longer[1].is_done);
}

// Every four weeks from 1 May 2026: thirteen paydays up to 2 April 2027.
TEST_F(YearEnd, AsksForEveryPaydayOfTheYear) {
    const std::string before = item("paydays")->words;
    EXPECT_NE(before.find("2026-05-01, 2026-05-29"), std::string::npos) << before;
    EXPECT_NE(before.find("2027-04-02."), std::string::npos) << before;
    EXPECT_EQ(std::ranges::count(before, ','), 12);
    work_hours(job, 80);
    pay();
    const std::string after = item("paydays")->words;
    EXPECT_EQ(after.find("2026-05-01"), std::string::npos) << after;
    EXPECT_EQ(std::ranges::count(after, ','), 11);
    EXPECT_FALSE(done("paydays"));
}

// No run without a slip can be approved: ten days behind its payday nobody waits for it.
TEST_F(YearEnd, AsksForNoPaydayThatHadNobodyToPay) {
    const auto asks_for_may_1 = [&] {
        return item("paydays")->words.find("2026-05-01") != std::string::npos;
    };
    today = on("2026-05-10");
    EXPECT_TRUE(asks_for_may_1());
    today = on("2026-05-11");
    EXPECT_FALSE(asks_for_may_1());
    work_hours(job, 80, tests::four_weeks_to_may, "late");
    EXPECT_TRUE(asks_for_may_1());
}

TEST_F(YearEnd, IsOverWhenHmrcAcceptedEverySlipAndTheLastMessage) {
    EXPECT_FALSE(item("told"));
    work_hours(job, 80);
    pay();
    EXPECT_EQ(item("told")->words,
              "HMRC has not accepted a submission of slips 1: see 'almoner payroll submit'.");
    told(filing("fps", "paid", 2026), 1, "acknowledged");
    EXPECT_FALSE(done("told"));
    told(filing("fps", "corrected", 2026), 1, "accepted");
    EXPECT_TRUE(done("told"));
    told(filing("fps", "paid", 2026), 1, "duplicate");  // it had accepted it before
    EXPECT_TRUE(done("told"));
    told(filing("eps", "last-of-year", 2025), 0, "accepted");
    EXPECT_FALSE(done("last-of-year"));
    told(filing("eps", "last-of-year", 2026), 0, "accepted");
    EXPECT_TRUE(done("last-of-year"));
    EXPECT_EQ(item("last-of-year")->due_by, on("2027-04-19"));
}

// Where the year's last payday says so itself no other message does.
TEST_F(YearEnd, IsOverWhenTheLastPaydaySaidSo) {
    work_hours(job, 80);
    pay();
    ledger::HmrcFiling last = filing("fps", "paid", 2026);
    told(last, 1, "accepted");
    EXPECT_FALSE(done("last-of-year"));
    last = filing("fps", "paid", 2026);
    last.says_yes = true;
    told(last, 1, "accepted");
    EXPECT_TRUE(done("last-of-year"));
}

TEST_F(YearEnd, ClaimsTheAllowanceForTheNewYear) {
    told(filing("eps", "allowance", 2026), 0, "accepted");
    EXPECT_FALSE(done("allowance"));
    told(filing("eps", "allowance", 2027), 0, "accepted");
    EXPECT_TRUE(done("allowance"));
}

TEST_F(YearEnd, AsksForAP60OfWhoeverIsThereOn5April) {
    EXPECT_FALSE(item("p60"));
    work_hours(job, 80);
    pay();
    EXPECT_EQ(item("p60")->words, "No P60 yet: J1. Make them with 'almoner payroll documents'.");
    EXPECT_EQ(item("p60")->due_by, on("2027-05-31"));
    change_job([](ledger::Employment& known) {
        known.from_on = on("2027-04-01");
        known.end_on = on("2027-04-04");
        known.end_reason = "resigned";
    });
    EXPECT_FALSE(item("p60"));
    EXPECT_FALSE(item("codes"));
}

TEST_F(YearEnd, RaisesCodesByWhatTheEmergencyCodeIsRaisedBy) {
    EXPECT_EQ(item("codes")->words,
              "The new year's rates are needed first; then codes are carried on or raised.");
    const RateBook book = with_another_year();
    EXPECT_EQ(item("codes", book)->words,
              "Codes with an L rise by 10: J1. 'almoner code uplift --letter L --add 10 --from "
              "2027-04-06'.");
    // The first payday of the new year: 28 days after 2 April.
    EXPECT_EQ(item("codes", book)->due_by, on("2027-04-30"));
    (void)area.answer(code_uplift,
                      {{"letter", "L"}, {"add", "10"}, {"from", "2027-04-06"}},
                      {.day = "2027-03-10"});
    EXPECT_TRUE(item("codes", book)->is_done);
}

TEST_F(YearEnd, CarriesOnCodesThatNoUpliftRaises) {
    change_job([](ledger::Employment& known) {
        known.tax_code = "BR";
        known.tax_basis = "N";
    });
    EXPECT_TRUE(item("codes", with_another_year())->is_done);
    EXPECT_EQ(item("week-1")->words,
              "Week 1 or month 1 is taken off from the first payday of the year: J1.");
}

TEST_F(YearEnd, NamesWhoseRateFallsBelowTheNewMinimumWage) {
    const RateBook book = with_another_year();
    EXPECT_FALSE(done("minimum-wage"));
    EXPECT_EQ(item("minimum-wage", book)->words,
              "Below the minimum wage from 1 April 2027: J1. 'almoner rate set'.");
    const auto raise = [&](std::int64_t pence) {
        area.write([&](ledger::Work& work) {
            ledger::insert_employment_rate(work,
                                           {.employment = job,
                                            .kind = "day",
                                            .from_on = on("2027-04-01"),
                                            .rate = ledger::Money::from_pence(pence),
                                            .actor = 1});
        });
    };
    raise(13'09);
    EXPECT_FALSE(item("minimum-wage", book)->is_done);
    raise(13'10);
    EXPECT_TRUE(item("minimum-wage", book)->is_done);
}

// Three years after 1 September 2024, in the three months before or after: payroll.md, section 6.
TEST_F(YearEnd, TellsWhenThePensionIsAssessedAgain) {
    EXPECT_FALSE(item("re-enrolment"));
    const auto began = [&](const char* day) {
        area.write([&](ledger::Work& work) {
            auto known =
                *ledger::employer_numbered(work.database(), employer, ledger::last_day_of_all);
            known.pension_duties_on = on(day);
            (void)ledger::insert_employer(work, known);
        });
    };
    began("2024-09-01");
    EXPECT_EQ(item("re-enrolment")->due_by, on("2027-11-30"));
    began("2025-09-01");
    EXPECT_FALSE(item("re-enrolment"));
}

}  // namespace
}  // namespace almoner::scheduler
