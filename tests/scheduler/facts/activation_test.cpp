// SI 2013/1617 as rules.md section 1.1 and 1.2 has it, asked when an NHS direct payment is signed.
#include "ledger/verify/verify.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/facts/activation_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::agreement_add;
using scheduler::agreement_sign;
using scheduler::fact_record;
using scheduler::proposal_confirm;

class Activation : public ActivationArea {};

TEST_F(Activation, IsAllowedWhenAllThatTheLawAsksIsOnRecord) {
    tell_all();
    const json proposed = accepted(agreement_sign, signature());
    accepted(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(ledger::agreement_by_ref(area.database(), "A9", ledger::last_day_of_all)->status,
              ledger::AgreementStatus::active);
    ASSERT_EQ(evaluations().size(), 2U);  // when it was proposed, and when it was confirmed
    EXPECT_EQ(evaluations()[1].effect, "allow");
    EXPECT_EQ(evaluations()[1].details, "");
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

TEST_F(Activation, OfWhichNothingIsKnownIsRefusedAndNamesEachFact) {
    const auto outcome = ask(area, agreement_sign, signature(), asking_maker);
    ASSERT_FALSE(outcome.accepted());
    for (const char* const name : papers) {
        EXPECT_NE(outcome.refusal().next.find(name), std::string::npos) << name;
    }
    EXPECT_NE(outcome.refusal().next.find("payee.judged_capable"), std::string::npos);
    ASSERT_EQ(evaluations().size(), 1U);  // kept whole, although the command was refused
    EXPECT_EQ(evaluations()[0].effect, "need-evidence");
    EXPECT_NE(evaluations()[0].details.find("ELI-04"), std::string::npos);
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

struct Spoiled {
    const char* subject;
    const char* facts;
    const char* code;
};

// SI 2013/1617 reg 10(1): before anything is paid into it.
TEST_F(Activation, ACC_01_TheAccountIsApprovedFirst) {
    tell_all();
    const auto becomes = [&](ledger::PayeeStatus status) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            const auto agreement =
                ledger::agreement_by_ref(work.database(), "A9", ledger::last_day_of_all);
            auto account = *ledger::payee_account_numbered(
                work.database(), agreement->payee_account, ledger::last_day_of_all);
            account.status = status;
            ledger::insert_payee_account(work, account);
            return std::string{};
        });
    };
    EXPECT_EQ(sign_once(), "accepted");
    becomes(ledger::PayeeStatus::blocked);
    EXPECT_EQ(sign_once(), "account-not-approved agreement");
    becomes(ledger::PayeeStatus::confirmed);
    EXPECT_EQ(sign_once(), "accepted");
}

// One record at a time: the command's answer changes with it.
TEST_F(Activation, ChangesItsAnswerWithEachFactThatIsRecorded) {
    tell_all();
    for (const Spoiled& each :
         {Spoiled{"A9", "eligibility.exclusion=drug-rehabilitation", "excluded-person"},
          Spoiled{"A9", "eligibility.has_capacity=no", "lacks-capacity"},
          Spoiled{"A9", "eligibility.consents=no", "does-not-consent"},
          Spoiled{"A9", "payee.judged_capable=no", "not-capable"},
          Spoiled{"A9", "account.only_direct_payments=no", "other-money-in-account"},
          Spoiled{"A9", "account.is_auditable=no", "account-not-auditable"},
          Spoiled{"A9", "account.only_named_access=no", "others-have-access"},
          Spoiled{"L9", "line.planned_cost=50.01", "insufficient"},
          Spoiled{"B3", "eligibility.consent=", "recorded-consent"},
          Spoiled{"B3", "eligibility.regard_to_condition=", "regard-to-condition"},
          Spoiled{"B3", "eligibility.regard_to_life=", "regard-to-life"},
          Spoiled{"B3", "eligibility.regard_to_value=", "regard-to-value"},
          Spoiled{"B3", "account.agreement_document=", "agreement-document"},
          Spoiled{"B3", "information.support_offered=", "support-offered"},
          Spoiled{"A9", "payee.carer_helps=yes", "carer-willing-and-able"},
          Spoiled{"A9", "plan.employs_staff=yes", "employer-duties-told"}}) {
        tell(each.subject, each.facts);
        EXPECT_EQ(sign(), std::string(each.code) + " agreement") << each.facts;
        tell_all();
    }
    EXPECT_EQ(sign(), "accepted");
}

// Options for managing the money, sections 6.1 and 6.2: the papers of who helps and who employs.
TEST_F(Activation, WhereACarerHelpsOrTheHolderEmploysItTakesTheirPapers) {
    tell_all();
    tell("A9", "plan.employs_staff=yes, spending.duties_told=" + document_);
    EXPECT_EQ(sign_once(), "employment-law-told agreement");
    tell("A9", "spending.employment_law_told=" + document_);
    EXPECT_EQ(sign_once(), "accepted");
    tell("A9", "payee.carer_helps=yes, payee.alternatives_explained=yes");
    EXPECT_EQ(sign_once(), "carer-willing-and-able agreement");
    tell("A9", "payee.carer_willing=" + document_);
    EXPECT_EQ(sign_once(), "accepted");
}

// What the books know by themselves is read from them.
TEST_F(Activation, ReadsTheRecordsThatThereAre) {
    tell_all();
    accepted(scheduler::person_change, {{"person", "P1"}, {"date_of_birth", "2012-05-01"}});
    EXPECT_EQ(sign(), "under-16 agreement");
    accepted(scheduler::person_change, {{"person", "P1"}, {"date_of_birth", "1980-01-31"}});
    accepted(scheduler::budget_change, {{"budget", "B3"}, {"contingency", "10.00"}});
    tell("B3", "account.contingency_agreed=no");
    EXPECT_EQ(sign(), "contingency-not-agreed agreement");
    tell("B3", "account.contingency_agreed=yes");
    EXPECT_EQ(sign(), "accepted");
}

TEST_F(Activation, IsAskedAgainWhenItIsConfirmed) {
    tell_all();
    const json proposed = accepted(agreement_sign, signature());
    tell("A9", "eligibility.consents=no");
    EXPECT_EQ(
        refused(proposal_confirm,
                {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                asking_checker),
        "does-not-consent agreement");
}

TEST_F(Activation, FactsAreCheckedBeforeAnyOfThemIsRecorded) {
    const auto told = [&](const std::string& facts) {
        return refused(fact_record, {{"subject", "A9"}, {"facts", facts}});
    };
    EXPECT_EQ(told("payee.judged_capable=perhaps"), "fact-value payee.judged_capable");
    EXPECT_EQ(told("payee.nice=yes"), "fact-unknown facts");
    EXPECT_EQ(told("eligibility.age=40"), "fact-recorded-elsewhere eligibility.age");
    EXPECT_EQ(told("eligibility.consent=99"), "evidence-unknown eligibility.consent");
    EXPECT_EQ(told("eligibility.consent=" + evidence("P2")),
              "evidence-of-another-person eligibility.consent");
    EXPECT_EQ(told("eligibility.consents"), "fact-unreadable facts");
    EXPECT_EQ(told("line.planned_cost=50"), "fact-unknown facts");
    EXPECT_EQ(refused(fact_record, {{"subject", "X9"}, {"facts", "payee.is_body=no"}}),
              "subject-unknown subject");
    EXPECT_EQ(told("payee.is_body=no, payee.nice=yes"), "fact-unknown facts");
    EXPECT_EQ(
        ledger::attested_fact_history(
            area.database(),
            {ledger::CaseKind::agreement,
             ledger::agreement_by_ref(area.database(), "A9", ledger::last_day_of_all)->number})
            .size(),
        0U);
}

TEST_F(Activation, OfTwoThingsOfOneReferenceTheOneThatIsMeantIsNamed) {
    accepted(agreement_add, agreement_of("B3"));
    const Files fact{{"subject", "B3"}, {"facts", "account.contingency_agreed=yes"}};
    EXPECT_EQ(refused(fact_record, fact), "subject-which subject");
    EXPECT_EQ(refused(fact_record, with(fact, "subject", "budget:B3")), "accepted");
}

}  // namespace
}  // namespace almoner::tests
