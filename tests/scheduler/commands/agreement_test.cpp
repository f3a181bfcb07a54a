#include "scheduler/commands/agreement.h"

#include "ledger/records/agreement.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"
#include "tests/scheduler/facts/assessed_area.h"

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using nlohmann::json;
using tests::asking_checker;
using tests::day;
using tests::Files;
using tests::with;

// Notional care by the provider PR for budget B1; no line of the plan is notional.
const Files draft{{"agreement", "A9"},
                  {"budget", "B1"},
                  {"option", "notional"},
                  {"payee", "provider:PR"},
                  {"paid_from", "BA-ICB"},
                  {"frequency", "four-weekly"},
                  {"anchor_date", "2026-12-07"},
                  {"start", "2026-12-07"},
                  {"timing", "arrears"}};

class Agreements : public tests::PeopleArea {
  protected:
    Agreements() { tests::record_assessment(area, "A1", 1'000); }
    Agreement agreement(std::string_view ref, std::string_view iso) {
        return ledger::agreement_by_ref(area.database(), ref, day(iso)).value_or(Agreement{});
    }
    void confirm(const json& proposed) {
        accepted(proposal_confirm,
                 {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                 asking_checker);
    }
    Files signature() {
        return {{"agreement", "A9"}, {"signed_on", "2026-11-20"}, {"evidence", evidence()}};
    }
};

TEST_F(Agreements, ADraftBecomesActiveWhenAnotherPersonConfirmsTheSignature) {
    EXPECT_EQ(accepted(agreement_add, draft)["status"], "draft");
    const json proposed = accepted(agreement_sign, signature());
    EXPECT_EQ(agreement("A9", "2026-12-07").status, AgreementStatus::draft);
    confirm(proposed);
    const Agreement active = agreement("A9", "2026-12-07");
    EXPECT_EQ(active.status, AgreementStatus::active);
    EXPECT_EQ(active.signed_on, day("2026-11-20"));
    EXPECT_TRUE(active.evidence);
}

TEST_F(Agreements, ASignatureNeedsItsDocumentAndADayThatIsNotToCome) {
    accepted(agreement_add, draft);
    const Files good = signature();
    EXPECT_EQ(refused(agreement_sign, with(good, "evidence", "")), "evidence-missing evidence");
    EXPECT_EQ(refused(agreement_sign, with(good, "evidence", "99")), "evidence-unknown evidence");
    EXPECT_EQ(refused(agreement_sign, with(good, "signed_on", "2026-11-23")),
              "day-in-the-future signed_on");
    EXPECT_EQ(refused(agreement_sign, with(good, "signed_on", "")), "field-missing signed_on");
    EXPECT_EQ(refused(agreement_sign, with(good, "agreement", "A1")), "agreement-active agreement");
}

// A1 is paid every four weeks. Other days would cut what was paid into other periods.
TEST_F(Agreements, WithPaymentsItsDaysAreFixed) {
    const std::vector<Files> changes{
        {{"agreement", "A1"}, {"frequency", "monthly"}},
        {{"agreement", "A1"}, {"timing", "arrears"}},
        {{"agreement", "A1"}, {"anchor_date", "2026-04-07"}},
    };
    const json proposed = accepted(agreement_change, changes[1]);
    const auto pay = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        const Agreement paid = agreement("A1", "2026-11-22");
        work.records().insert(ledger::period_kept_table,
                              paid.number,
                              paid.budget,
                              day("2026-11-02"),
                              day("2026-11-29"),
                              day("2026-11-02"),
                              ledger::Money::from_pence(100),
                              ledger::Money::from_pence(100));
        return std::string("{}");
    });
    ASSERT_TRUE(pay.outcome.accepted());
    for (const Files& change : changes) {
        EXPECT_EQ(refused(agreement_change, change), "agreement-days-are-fixed frequency");
    }
    EXPECT_EQ(
        refused(proposal_confirm,
                {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                asking_checker),
        "agreement-days-are-fixed proposal");
}

TEST_F(Agreements, TwoThatPayTheSameLinesAreNotActiveTogether) {
    accepted(agreement_add, with(with(draft, "option", "direct-payment"), "payee", "holder"));
    EXPECT_EQ(refused(agreement_sign, signature()), "agreements-overlap agreement");
}

TEST_F(Agreements, ADraftChangesAtOnceAndAnActiveOneByAProposal) {
    accepted(agreement_add, draft);
    const Files monthly{{"agreement", "A9"}, {"frequency", "monthly"}, {"monthly_day", "31"}};
    EXPECT_FALSE(accepted(agreement_change, monthly).contains("proposal"));
    EXPECT_EQ(agreement("A9", "2026-11-22").monthly_day, 31);
    const json proposed = accepted(agreement_change,
                                   {{"agreement", "A1"},
                                    {"contribution", "25"},
                                    {"from", "2026-12-01"},
                                    {"ground", "error"},
                                    {"ground_evidence", evidence()}});
    EXPECT_EQ(agreement("A1", "2026-12-01").contribution.pence(), 2'000);
    confirm(proposed);
    EXPECT_EQ(agreement("A1", "2026-11-30").contribution.pence(), 2'000);
    EXPECT_EQ(agreement("A1", "2026-12-01").contribution.pence(), 2'500);
    EXPECT_EQ(tasks(), "");
}

TEST_F(Agreements, AHigherContributionFromAPastDayIsATaskForAPerson) {
    confirm(accepted(agreement_change,
                     {{"agreement", "A1"},
                      {"contribution", "25"},
                      {"from", "2026-11-21"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}}));
    EXPECT_EQ(tasks(), "back-dated-reduction agreement:A1;");
}

TEST_F(Agreements, AHoldCountsAtOnceAndItsEndNeedsASecondPerson) {
    const Files hold{{"agreement", "A1"}, {"reason", "account"}};
    EXPECT_EQ(accepted(agreement_hold, hold)["status"], "held");
    EXPECT_EQ(agreement("A1", "2026-11-22").status, AgreementStatus::held);
    EXPECT_EQ(tasks(), "agreement-held agreement:A1;");
    EXPECT_EQ(refused(agreement_hold, hold), "agreement-held agreement");
    const json proposed = accepted(agreement_resume, {{"agreement", "A1"}});
    EXPECT_EQ(agreement("A1", "2026-11-22").status, AgreementStatus::held);
    confirm(proposed);
    EXPECT_EQ(agreement("A1", "2026-11-22").status, AgreementStatus::active);
    EXPECT_EQ(refused(agreement_resume, {{"agreement", "A1"}}), "agreement-active agreement");
}

TEST_F(Agreements, AHoldSinceStandsAgainstAChangeThatWasProposedBefore) {
    const json proposed = accepted(agreement_change,
                                   {{"agreement", "A1"},
                                    {"contribution", "25"},
                                    {"from", "2026-12-01"},
                                    {"ground", "error"},
                                    {"ground_evidence", evidence()}});
    accepted(agreement_hold, {{"agreement", "A1"}, {"reason", "account"}});
    EXPECT_EQ(
        refused(proposal_confirm,
                {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                asking_checker),
        "changed-since proposal");
    EXPECT_EQ(agreement("A1", "2026-12-01").status, AgreementStatus::held);
}

TEST_F(Agreements, AHoldHasAReasonAndCanNotBeginInThePast) {
    const Files hold{{"agreement", "A1"}, {"reason", "account"}};
    EXPECT_EQ(refused(agreement_hold, with(hold, "reason", "")), "field-missing reason");
    EXPECT_EQ(refused(agreement_hold, with(hold, "reason", "Ann is ill")),
              "not-in-the-list reason");
    EXPECT_EQ(refused(agreement_hold, with(hold, "from", "2026-11-21")), "day-in-the-past from");
}

TEST_F(Agreements, EndsOnItsLastDayAndAPastOneIsATask) {
    const Files end{{"agreement", "A1"},
                    {"on", "2026-12-31"},
                    {"ground", "error"},
                    {"ground_evidence", evidence()}};
    confirm(accepted(agreement_end, end));
    EXPECT_EQ(agreement("A1", "2026-11-22").status, AgreementStatus::active);
    EXPECT_EQ(agreement("A1", "2026-11-22").end_on, day("2026-12-31"));
    EXPECT_EQ(tasks(), "");
    // The end that was recorded is dropped with it, and that needs a second person.
    confirm(accepted(agreement_end,
                     {{"agreement", "A1"},
                      {"on", "2026-11-10"},
                      {"replaces_later", "yes"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}}));
    EXPECT_EQ(agreement("A1", "2026-11-22").status, AgreementStatus::ended);
    EXPECT_EQ(agreement("A1", "2026-11-10").status, AgreementStatus::active);
    EXPECT_EQ(tasks(), "back-dated-reduction agreement:A1;");
    EXPECT_EQ(refused(agreement_end, {{"agreement", "A1"}, {"on", "2026-11-10"}}),
              "nothing-to-change on");
    EXPECT_EQ(refused(agreement_end, {{"agreement", "A3"}, {"on", "2026-01-01"}}),
              "ends-before-it-starts on");
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A1"}, {"contribution", "1"}}),
              "agreement-ended agreement");
}

TEST_F(Agreements, IsPaidFromAnAccountOfABodyThatLeadsOrFundsTheBudget) {
    EXPECT_EQ(refused(agreement_add, with(draft, "paid_from", "BA-SS")),
              "paid-from-another-body paid_from");
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A1"}, {"paid_from", "BA-SS"}}),
              "paid-from-another-body paid_from");
    EXPECT_EQ(accepted(agreement_add, draft)["status"], "draft");
}

TEST_F(Agreements, ALaterChangeIsDroppedOnlyWhenThatIsSaid) {
    const Files later{{"agreement", "A1"},
                      {"contribution", "25"},
                      {"from", "2026-12-14"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}};
    confirm(accepted(agreement_change, later));
    EXPECT_EQ(refused(agreement_change, with(later, "from", "2026-12-13")), "later-change from");
    EXPECT_EQ(refused(agreement_end,
                      {{"agreement", "A1"},
                       {"on", "2026-12-01"},
                       {"ground", "error"},
                       {"ground_evidence", evidence()}}),
              "later-change on");
    const Files dropping{{"agreement", "A1"},
                         {"contribution", "30"},
                         {"from", "2026-12-13"},
                         {"ground", "error"},
                         {"ground_evidence", evidence()},
                         {"replaces_later", "yes"}};
    EXPECT_EQ(refused(agreement_change, dropping), "accepted");
}

TEST_F(Agreements, OfSeveralBankAccountsOfThePayeeOneIsNamed) {
    const auto another = area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        const auto provider = ledger::organisation_by_ref(
            work.database(), ledger::OrganisationKind::provider, "PR", ledger::last_day_of_all);
        auto account = ledger::payee_accounts_of_organisation(
                           work.database(), provider->number, ledger::last_day_of_all)
                           .front();
        account.number = account.version = 0;
        return std::to_string(ledger::insert_payee_account(work, account));
    });
    EXPECT_EQ(refused(agreement_add, draft), "payee-account-missing payee_account");
    EXPECT_EQ(refused(agreement_add, with(draft, "payee_account", another.outcome.value())),
              "accepted");
}

TEST_F(Agreements, EachBadFieldOfADraftIsNamed) {
    const auto spoil = [&](const char* field, const char* value) {
        return refused(agreement_add, with(draft, field, value));
    };
    EXPECT_EQ(spoil("agreement", "A1"), "agreement-exists agreement");
    EXPECT_EQ(spoil("agreement", ""), "field-missing agreement");
    EXPECT_EQ(spoil("budget", "B7"), "budget-unknown budget");
    EXPECT_EQ(spoil("option", "cash"), "not-in-the-list option");
    EXPECT_EQ(spoil("payee", "nobody"), "not-in-the-list payee");
    EXPECT_EQ(spoil("payee", "holder"), "payee-of-another-option payee");
    EXPECT_EQ(spoil("payee", "provider:ZZ"), "payee-unknown payee");
    EXPECT_EQ(spoil("payee_account", "1"), "payee-account-of-another payee_account");
    EXPECT_EQ(spoil("paid_from", "BA-X"), "bank-account-unknown paid_from");
    EXPECT_EQ(spoil("frequency", "weekly"), "not-in-the-list frequency");
    EXPECT_EQ(spoil("monthly_day", "3"), "must-be-empty monthly_day");
    EXPECT_EQ(spoil("anchor_date", ""), "field-missing anchor_date");
    const Files monthly = with(draft, "frequency", "monthly");
    for (const char* const no_day : {"0", "32"}) {
        EXPECT_EQ(refused(agreement_add, with(monthly, "monthly_day", no_day)),
                  "whole-number monthly_day");
    }
    EXPECT_EQ(spoil("start", "2026-03-31"), "outside-the-budget start");
    EXPECT_EQ(spoil("end", "2026-12-06"), "ends-before-it-starts end");
    EXPECT_EQ(spoil("end", "2027-04-01"), "outside-the-budget end");
    EXPECT_EQ(spoil("timing", "later"), "not-in-the-list timing");
    EXPECT_EQ(spoil("contribution", "5"), "contribution-basis-missing contribution_basis");
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A7"}}), "agreement-unknown agreement");
    EXPECT_EQ(refused(agreement_change, {{"agreement", "A1"}}), "nothing-to-change agreement");
}

}  // namespace
}  // namespace almoner::scheduler
