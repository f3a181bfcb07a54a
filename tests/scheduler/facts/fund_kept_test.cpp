// ISF-02 (rules.md 1.9 and W12; local policy: Dorset): what a service fund keeps is read from the
// books: at most four weeks' money, none of it older than 84 days, unless a need is named.
#include "ledger/posting/spending.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/states.h"
#include "scheduler/commands/surplus_ask.h"
#include "scheduler/facts/fund_facts.h"
#include "scheduler/jobs/surpluses.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Option;
using ledger::OrganisationKind;
using tests::on;

constexpr std::string_view today = "2026-11-23";

// £300 a week, managed by ASH.
class FundKept : public ::testing::Test {
  protected:
    FundKept() {
        tests::PersonTerms terms;
        terms.line.amount = Money::from_pence(300'00);
        terms.line.option = terms.agreement.option = Option::third_party;
        who = area.add(terms);
        add_fund(OrganisationKind::individual_service_fund, "ASH");
        add_fund(OrganisationKind::trust, "OAK");
        is_paid("third-party:ASH");
    }
    void add_fund(OrganisationKind kind, const std::string& ref) {
        area.write([&](ledger::Work& work) {
            ledger::insert_organisation(
                work, {.ref = ref, .from_on = on("2020-01-01"), .kind = kind, .name = ref});
        });
    }
    void is_paid(const std::string& payee) {
        area.write([&](ledger::Work& work) {
            auto paid = *ledger::agreement_by_ref(work.database(), "AP1", ledger::last_day_of_all);
            paid.payee = payee;
            ledger::insert_agreement(work, paid);
        });
    }
    ledger::Holding holding() const {
        return {.budget = static_cast<std::int32_t>(who.budget), .option = Option::third_party};
    }
    ledger::Share nhs(std::int64_t pence) const {
        return {ledger::Stream::nhs,
                static_cast<std::int32_t>(area.commissioner),
                Money::from_pence(pence)};
    }
    void comes_in(std::int64_t pence, std::string_view day) {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::PersonTakenOver{holding(), {nhs(pence)}, {}}),
                      {.effective = on(day)});
        });
    }
    void is_spent(std::int64_t pence, std::string_view day) {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::SpendingAccounted{holding(), {nhs(pence)}}),
                      {.plan_line = who.line, .effective = on(day)});
        });
    }
    void attest(const std::string& name, const std::string& value) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         who.person,
                                         {.about = {ledger::CaseKind::budget, who.budget},
                                          .name = name,
                                          .value = value,
                                          .from_on = on(today),
                                          .attested_by = 1});
        });
    }
    bool asks(std::string_view day = today) {
        return area.answer(surplus_ask, {{"budget", "BP1"}}, {.day = std::string(day)})
            .at("asks")
            .get<bool>();
    }
    std::string open_task() {
        const auto rows = area.area().database().prepare(
            "SELECT words FROM task WHERE kind = 'surplus-question' AND state = 1");
        return rows->step() ? std::string(rows->text(0)) : std::string{};
    }

    tests::RunArea area;
    tests::TestPerson who;
};

// W12: £1,150.00 of which £400.00 is 90 days old.
TEST_F(FundKept, ISF_02_W12_MoneyThatIsTooOldIsAskedAboutUnlessANeedIsNamed) {
    comes_in(400'00, "2026-08-25");
    comes_in(750'00, "2026-11-09");
    EXPECT_TRUE(asks());
    EXPECT_NE(open_task().find("ISF-02"), std::string::npos);
    EXPECT_EQ(open_task().find("\u00a3"), std::string::npos);
    attest("third_party.named_need", "yes");
    EXPECT_FALSE(asks());
    EXPECT_EQ(open_task(), "");
}

TEST_F(FundKept, ISF_02_TheOldestMoneyIsOfAtMost84Days) {
    comes_in(400'00, "2026-08-31");
    EXPECT_FALSE(asks("2026-11-23"));  // the 84th day
    EXPECT_TRUE(asks("2026-11-24"));
}

TEST_F(FundKept, ISF_02_FourWeeksOfMoneyAreKept) {
    comes_in(1'199'99, "2026-11-09");
    EXPECT_FALSE(asks());
    comes_in(1, "2026-11-09");
    EXPECT_FALSE(asks());
    comes_in(1, "2026-11-09");
    EXPECT_TRUE(asks());
    is_spent(1, "2026-11-20");
    EXPECT_FALSE(asks());
}

TEST_F(FundKept, ISF_02_AWeekIsWhatTheLineIsWorth) {
    const auto is_worth = [&](std::int64_t pence) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), who.line, on(today));
            line.amount = Money::from_pence(pence);
            ledger::insert_plan_line(work, line);
        });
    };
    comes_in(1'200'00, "2026-11-09");
    EXPECT_FALSE(asks());
    is_worth(299'99);
    EXPECT_TRUE(asks());
    is_worth(300'00);
    EXPECT_FALSE(asks());
}

TEST_F(FundKept, ISF_02_TheOldestMoneyIsSpentFirst) {
    comes_in(400'00, "2026-08-25");
    comes_in(750'00, "2026-11-09");
    is_spent(399'99, "2026-11-10");
    EXPECT_TRUE(asks());
    is_spent(1, "2026-11-11");
    EXPECT_FALSE(asks());
}

TEST_F(FundKept, ISF_02_WasReviewed) {
    comes_in(1'200'01, "2026-11-09");
    EXPECT_TRUE(asks());
    attest("third_party.excess_reviewed", "yes");
    EXPECT_FALSE(asks());
}

TEST_F(FundKept, ISF_02_IsOfServiceFundsAlone) {
    comes_in(1'200'01, "2026-08-25");
    is_paid("third-party:OAK");
    EXPECT_FALSE(asks());
    is_paid("third-party:ASH");
    EXPECT_TRUE(asks());
}

// What somebody said of it is not believed where the books know better.
TEST_F(FundKept, ISF_02_IsReadFromTheBooks) {
    comes_in(1'200'01, "2026-11-09");
    attest("third_party.held", "100");
    EXPECT_TRUE(asks());
    attest("third_party.weekly_amount", "100000");
    EXPECT_TRUE(asks());
    const auto kept = fund_kept(area.area().database(), who.budget, on(today));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->held.pence(), 1'200'01);
    EXPECT_EQ(kept->weekly.pence(), 300'00);
    EXPECT_EQ(kept->oldest_days, 14);
}

// 23 November 2026 is a Monday, and the budget is number 1.
TEST_F(FundKept, ISF_02_TheJobLooksForIt) {
    const auto commands = [&] {
        return look_for_surpluses(area.area().database(), on(today)).commands.size();
    };
    comes_in(1'200'00, "2026-11-09");
    EXPECT_EQ(commands(), 0U);
    comes_in(1, "2026-11-09");
    EXPECT_EQ(commands(), 1U);
}

}  // namespace
}  // namespace almoner::scheduler
