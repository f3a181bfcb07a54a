// SI 2014/2672 reg 7, 11, 12, 25 and Schedule 1 para 5 (CTB-02, 03, 04, 07): what an adult
// contributes is worked out of records, by two people, and is what the agreement says.
#include "scheduler/commands/assessment.h"

#include "ledger/records/assessment.h"
#include "ledger/records/operator_file.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "tests/scheduler/facts/activation_area.h"

namespace almoner::tests {
namespace {

using ledger::Money;
using nlohmann::json;
using scheduler::assessment_record;
using scheduler::proposal_confirm;

// A1 pays P1 £40 a week of social care, every four weeks, less £20 of P1's own. The group "single"
// keeps £200.00 a week. Today is 22 November 2026.
class Assessed : public ActivationArea {
  protected:
    Assessed() { guarantee(20'000); }
    void guarantee(int pence, const std::string& from = "2026-04-06") {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::insert_operator_file(
                work,
                {.kind = ledger::OperatorFileKind::policy,
                 .version = "p" + std::to_string(pence),
                 .dated_on = day("2026-01-01"),
                 .content =
                     "version = \"p\"\nfrom = 2026-01-01\n[[income-guarantee]]\nfrom = " + from +
                     "\ngroup = \"single\"\nweekly-pence = " + std::to_string(pence) + "\n"});
            return std::string{};
        });
    }
    // £15,000 of capital is £3 a week (W8); 205 + 3 - 0 - 200 = £8 a week, £32 for four weeks.
    Files paper() {
        return {{"agreement", "A1"},
                {"capital", "15000.00"},
                {"income", "state-pension=205.00"},
                {"group", "single"},
                {"from", "2026-12-01"},
                {"evidence", document_}};
    }
    std::string record(const std::string& field, const std::string& value) {
        const auto asked = ask(area, assessment_record, with(paper(), field, value), asking_maker);
        if (!asked.accepted()) return asked.refusal().code + " " + asked.refusal().field;
        accepted(scheduler::proposal_refuse,
                 {{"proposal", json::parse(asked.value()).at("proposal").dump()}});
        return "accepted";
    }
    static Files confirming(const json& proposed) {
        return {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}};
    }
    std::vector<ledger::StoredEvaluation> of_a1() {
        auto all = ledger::evaluations_of(area.database(),
                                          {ledger::CaseKind::agreement, a1("2026-12-01").number});
        std::erase_if(all, [](const auto& each) { return each.event != "assess"; });
        return all;
    }
    ledger::Agreement a1(std::string_view on) {
        return *ledger::agreement_by_ref(area.database(), "A1", day(on));
    }
};

TEST_F(Assessed, SetsTheContributionByTwoPeopleFromItsDay) {
    const json proposed = accepted(assessment_record, paper());
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed)), "needs-checker as");
    EXPECT_EQ(ledger::assessments_of(area.database(), a1("2026-12-01").number).size(), 0U);
    accepted(proposal_confirm, confirming(proposed), asking_checker);
    EXPECT_EQ(a1("2026-11-30").contribution, Money::from_pence(2'000));
    EXPECT_EQ(a1("2026-12-01").contribution, Money::from_pence(3'200));
    EXPECT_EQ(a1("2026-12-01").contribution_basis, ledger::ContributionBasis::net);
    const auto kept = ledger::assessments_of(area.database(), a1("2026-12-01").number);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].weekly, Money::from_pence(800));
    EXPECT_EQ(kept[0].per_period, Money::from_pence(3'200));
    EXPECT_EQ(std::to_string(kept[0].evidence), document_);
    EXPECT_EQ(kept[0].proposed_by, 1);
    EXPECT_EQ(kept[0].approved_by, 2);
    ASSERT_EQ(of_a1().size(), 2U);
    EXPECT_EQ(of_a1()[1].effect, "allow");
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

TEST_F(Assessed, ShowsItsWorkingsToWhoeverConfirmsIt) {
    const json proposed = accepted(assessment_record, paper());
    const auto shown = scheduler::proposal_show(area.database(),
                                                proposed.at("proposal").get<std::int64_t>(),
                                                day("2026-11-22"),
                                                scheduler::Personal::whole);
    ASSERT_TRUE(shown.accepted());
    EXPECT_NE(shown.value().find("tariff income a week"), std::string::npos);
    const auto masked = scheduler::proposal_show(area.database(),
                                                 proposed.at("proposal").get<std::int64_t>(),
                                                 day("2026-11-22"),
                                                 scheduler::Personal::masked);
    EXPECT_EQ(masked.value().find("tariff income"), std::string::npos);
}

// W8: 14,250.00 -> 0, 14,250.01 -> 1, 14,500.00 -> 1, 14,500.01 -> 2, 23,250 -> 36.
TEST_F(Assessed, CTB_02_TakesTariffIncomeOfCapital) {
    EXPECT_EQ(record("tariff_income", "3.00"), "accepted");
    EXPECT_EQ(record("tariff_income", "2.00"), "tariff-income-wrong agreement");
    EXPECT_EQ(record("tariff_income", "4.00"), "tariff-income-wrong agreement");
    Files other = with(paper(), "tariff_income", "3.00");
    EXPECT_EQ(refused(assessment_record, with(other, "capital", "15000.01")),
              "tariff-income-wrong agreement");
    const std::vector<std::pair<std::string, std::string>> w8{{"14250.00", "0.00"},
                                                              {"14250.01", "1.00"},
                                                              {"14500.00", "1.00"},
                                                              {"14500.01", "2.00"},
                                                              {"23250.00", "36.00"}};
    for (const auto& [capital, tariff] : w8) {
        other["capital"] = capital;
        other["tariff_income"] = tariff;
        const json proposed = accepted(assessment_record, other);
        accepted(scheduler::proposal_refuse, {{"proposal", proposed.at("proposal").dump()}});
    }
}

TEST_F(Assessed, CTB_02_AboveTheLimitTheAuthorityMayDecline) {
    EXPECT_EQ(record("capital", "23250.01"), "tariff-not-given tariff_income");
    EXPECT_EQ(refused(assessment_record,
                      with(with(paper(), "capital", "23250.01"), "tariff_income", "37.00")),
              "accepted");
    ASSERT_EQ(of_a1().size(), 1U);
    EXPECT_EQ(of_a1()[0].effect, "warn");
    EXPECT_NE(of_a1()[0].details.find("over-capital-limit"), std::string::npos);
    EXPECT_EQ(record("declined", "yes"), "declined-below-limit agreement");
    Files declined = with(with(paper(), "capital", "23250.01"), "declined", "yes");
    accepted(scheduler::proposal_refuse, {{"proposal", "1"}});
    const json proposed = accepted(assessment_record, declined);
    EXPECT_EQ(of_a1().back().effect, "allow");
    accepted(proposal_confirm, confirming(proposed), asking_checker);
    EXPECT_EQ(a1("2026-12-01").contribution, Money::from_pence(16'000)) << "all of the £40 a week";
}

TEST_F(Assessed, CTB_03_AFractionOfAPennyIsTheAdults) {
    EXPECT_EQ(record("per_period", "32.00"), "accepted");
    EXPECT_EQ(record("per_period", "32.01"), "rounded-against-the-adult agreement");
    // Monthly: £8.00 a week are 52 / 12 of it, 3466.66... pence.
    Files monthly = with(paper(), "agreement", "A4");
    monthly["evidence"] = evidence("P2");
    monthly["per_period"] = "34.66";
    EXPECT_EQ(refused(assessment_record, monthly), "accepted");
}

TEST_F(Assessed, CTB_03_RoundsUpForNobody) {
    Files monthly = with(paper(), "agreement", "A4");
    monthly["evidence"] = evidence("P2");
    monthly["per_period"] = "34.67";
    EXPECT_EQ(refused(assessment_record, monthly), "rounded-against-the-adult agreement");
}

TEST_F(Assessed, CTB_04_TheAdultKeepsTheYearsMinimumIncome) {
    EXPECT_EQ(record("weekly", "8.00"), "accepted");
    EXPECT_EQ(record("weekly", "8.01"), "below-guaranteed-income agreement");
    EXPECT_EQ(record("weekly", "7.99"), "accepted");
    guarantee(20'001);
    EXPECT_EQ(record("weekly", "8.00"), "below-guaranteed-income agreement");
    EXPECT_EQ(record("group", "couple"), "not-known agreement");
    guarantee(20'000, "2027-04-06");  // not of this year
    EXPECT_EQ(record("weekly", "8.00"), "not-known agreement");
}

// Of whom nothing is asked, nothing is taken: less income than the minimum is no breach.
TEST_F(Assessed, CTB_04_WhoHasLessContributesNothing) {
    const json proposed = accepted(assessment_record, with(paper(), "income", "benefit=90.00"));
    accepted(proposal_confirm, confirming(proposed), asking_checker);
    EXPECT_EQ(a1("2026-12-01").contribution, Money{});
    EXPECT_EQ(a1("2026-12-01").contribution_basis, ledger::ContributionBasis::none);
}

// SI 2014/2672 reg 14(1).
TEST_F(Assessed, EarningsAreDisregarded) {
    const json proposed = accepted(assessment_record,
                                   with(paper(), "income", "state-pension=205.00, earnings=90.00"));
    accepted(proposal_confirm, confirming(proposed), asking_checker);
    EXPECT_EQ(a1("2026-12-01").contribution, Money::from_pence(3'200));
}

TEST_F(Assessed, CTB_07_ADirectPaymentIsNoIncome) {
    EXPECT_EQ(record("income", "state-pension=205.00, direct-payment=40.00"),
              "direct-payment-as-income agreement");
    EXPECT_EQ(record("income", "state-pension=205.00, benefit=40.00"), "accepted");
}

TEST_F(Assessed, IsAskedAgainWhenItIsConfirmed) {
    const json proposed = accepted(assessment_record, with(paper(), "weekly", "8.00"));
    guarantee(20'001);
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed), asking_checker),
              "below-guaranteed-income proposal");
    EXPECT_EQ(a1("2026-12-01").contribution, Money::from_pence(2'000));
}

TEST_F(Assessed, ComesToAnotherSumBySomethingElseThanItsPaper) {
    const json proposed = accepted(assessment_record, paper());
    guarantee(20'100);
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed), asking_checker),
              "changed-since proposal");
}

// Its figures are what was shown, and no other day's.
TEST_F(Assessed, IsConfirmedOnlyAsItWasShown) {
    const json proposed = accepted(assessment_record, with(paper(), "weekly", "8.00"));
    guarantee(19'999);  // the contribution is the same, and the minimum income is another one
    EXPECT_EQ(refused(proposal_confirm, confirming(proposed), asking_checker),
              "changed-since proposal");
    guarantee(20'000);
    accepted(proposal_confirm, confirming(proposed), asking_checker);
}

TEST_F(Assessed, NeedsAPaperAMeansAndAnAgreementWithSocialCare) {
    EXPECT_EQ(record("evidence", ""), "evidence-missing evidence");
    EXPECT_EQ(record("evidence", evidence("P2")), "evidence-of-another-person evidence");
    EXPECT_EQ(record("income", "pension"), "income-unreadable income");
    EXPECT_EQ(record("income", "state-pension"), "income-unreadable income");
    EXPECT_EQ(record("income", "lottery=5.00"), "income-unreadable income");
    EXPECT_EQ(record("income", ""), "field-missing income");
    EXPECT_EQ(record("income", "benefit=-0.01"), "money-below-zero income");
    EXPECT_EQ(record("income", "benefit=1000000.01"), "money-too-big income");
    EXPECT_EQ(record("capital", "-1"), "money-below-zero capital");
    EXPECT_EQ(record("agreement", "A9"), "nothing-to-assess agreement");
    EXPECT_EQ(record("agreement", "A7"), "agreement-unknown agreement");
}

TEST_F(Assessed, IsOfAnAgreementThatGoesOn) {
    (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::Agreement ended = a1("2026-11-22");
        ended.from_on = day("2026-11-20");
        ended.status = ledger::AgreementStatus::ended;
        ended.end_on = day("2026-11-20");
        ledger::insert_agreement(work, ended);
        return std::string{};
    });
    EXPECT_EQ(refused(assessment_record, paper()), "agreement-ended agreement");
}

}  // namespace
}  // namespace almoner::tests
