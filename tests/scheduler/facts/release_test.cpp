// SI 2013/1617 Sch (ELI-01), reg 5 (CAP-02) and reg 10 (ACC-01, ACC-03), asked of each payment.
#include "ledger/records/evaluation.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/facts/release_book.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

using nlohmann::json;

class Release : public ::testing::Test {
  protected:
    void attest(const TestPerson& person,
                std::string_view name,
                std::string_view value,
                std::string_view from = "2026-10-01") {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         person.person,
                                         {.about = {ledger::CaseKind::agreement, person.agreement},
                                          .name = std::string(name),
                                          .value = std::string(value),
                                          .from_on = on(from),
                                          .attested_by = 1});
        });
    }
    // What holds the first payment of the run, or "free".
    std::string held(const json& runs) {
        const json shown = json::parse(
            scheduler::run_show(area.area().database(), runs[0]["run"], on("2026-11-02")).value());
        const json& findings = shown["payments"][0]["findings"];
        return findings.empty() ? "free" : findings[0]["code"].get<std::string>();
    }
    std::vector<ledger::StoredEvaluation> kept(ledger::CaseKind kind, std::int64_t number) {
        return ledger::evaluations_of(area.area().database(), {kind, number});
    }

    RunArea area;
};

struct Told {
    const char* name;
    const char* value;
    const char* held;
};

// One record at a time, each on a person of its own.
TEST_F(Release, ChangesWithEachFactThatIsRecorded) {
    for (const Told& each :
         {Told{"eligibility.exclusion", "drug-rehabilitation", "ELI-01:excluded-person"},
          Told{"eligibility.exclusion", "none", "free"},
          Told{"payee.capacity_lost", "yes", "CAP-02:not-known"},  // and whether it is temporary
          Told{"payee.capacity_returned", "yes", "CAP-02:not-handed-back"},
          Told{"account.only_direct_payments", "no", "ACC-01:other-money-in-account"},
          Told{"account.is_auditable", "no", "ACC-01:account-not-auditable"},
          Told{"account.only_named_access", "no", "ACC-01:others-have-access"}}) {
        RunArea fresh;
        std::swap(area, fresh);
        attest(area.add(), each.name, each.value);
        EXPECT_EQ(held(area.propose("2026-11-02")), each.held) << each.name << "=" << each.value;
    }
}

// SI 2014/1652 reg 5(3); under SI 2013/1617 reg 6(5) the NHS considers a stop, and reviews.
TEST_F(Release, NOM_03_ANomineeWhoIsNoneAnyMoreIsNotPaidForSpecialNeeds) {
    for (const auto& [stream, said, outcome] :
         {std::tuple{ledger::Stream::education, "yes", "NOM-03:stop-paying-nominee"},
          std::tuple{ledger::Stream::education, "no", "free"},
          std::tuple{ledger::Stream::nhs, "yes", "free"}}) {
        RunArea fresh;
        std::swap(area, fresh);
        PersonTerms terms;
        terms.line.stream = stream;
        attest(area.add(terms), "payee.nomination_withdrawn", said);
        EXPECT_EQ(held(area.propose("2026-11-02")), outcome) << said;
    }
}

// Whose nomination it was is told by the record: Ada's until the day before it was withdrawn.
TEST_F(Release, NOM_03_AWithdrawalIsNotSaidOfWhoFollowsOnThatDay) {
    struct Nominees {
        const char* ada_until;
        const char* withdrawn_on;
        const char* held;
    };
    for (const auto& [ada_until, withdrawn_on, outcome] :
         {Nominees{"2026-11-01", "2026-11-02", "free"},
          Nominees{"2026-10-25", "2026-11-01", "free"},
          Nominees{"2026-10-25", "2026-10-20", "free"},
          Nominees{nullptr, "2026-11-02", "NOM-03:stop-paying-nominee"},
          Nominees{nullptr, "2026-01-01", "NOM-03:stop-paying-nominee"}}) {
        RunArea fresh;
        std::swap(area, fresh);
        PersonTerms terms;
        terms.line.stream = ledger::Stream::education;
        terms.agreement.payee = "representative";
        const TestPerson person = area.add(terms);
        const auto nominate = [&](std::string_view from, std::optional<ledger::Date> until) {
            area.write([&](ledger::Work& work) {
                ledger::insert_representative(work,
                                              {.from_on = on(from),
                                               .person = person.person,
                                               .role = ledger::RepresentativeRole::nominee,
                                               .start_on = on(from),
                                               .end_on = until});
            });
        };
        nominate("2026-01-01", ada_until == nullptr ? std::nullopt : std::optional(on(ada_until)));
        if (ada_until != nullptr) nominate("2026-11-02", {});
        attest(person, "payee.nomination_withdrawn", "yes", withdrawn_on);
        EXPECT_EQ(held(area.propose("2026-11-02")), outcome) << withdrawn_on;
    }
}

// Constructed: 28 days to decide how to go on; the payment is due in the account on 4 November.
TEST_F(Release, CAP_02_ALossOfCapacityIsSettledWithin28Days) {
    for (const auto& [lost_on, outcome] :
         {std::pair{"2026-10-07", "free"}, std::pair{"2026-10-06", "CAP-02:capacity-unresolved"}}) {
        RunArea fresh;
        std::swap(area, fresh);
        const TestPerson person = area.add();
        for (const auto& [name, value] : {std::pair{"payee.capacity_lost", "yes"},
                                          std::pair{"payee.lack_is_temporary", "yes"},
                                          std::pair{"payee.another_agrees", "yes"},
                                          std::pair{"payee.capacity_resolved", "no"},
                                          std::pair{"payee.capacity_lost_on", lost_on}}) {
            attest(person, name, value);
        }
        EXPECT_EQ(held(area.propose("2026-11-02")), outcome) << lost_on;
    }
}

TEST_F(Release, HeldPaymentsAreKeptWholeAndTheRestOfTheRunByOneDigest) {
    attest(area.add(), "eligibility.exclusion", "drug-rehabilitation");
    area.add();
    area.add();
    const json runs = area.propose("2026-11-02");
    EXPECT_EQ(runs[0]["payments"], 2);
    EXPECT_EQ(runs[0]["held"], 1);
    const auto of_held = kept(ledger::CaseKind::payment, 3);  // the held ones come last
    ASSERT_EQ(of_held.size(), 1U);
    EXPECT_EQ(of_held[0].effect, "block");
    EXPECT_EQ(json::parse(of_held[0].details)["facts"]["facts"]["eligibility"]["exclusion"],
              "drug-rehabilitation");
    const auto of_run = kept(ledger::CaseKind::run, 1);
    ASSERT_EQ(of_run.size(), 1U);
    EXPECT_EQ(of_run[0].details, "");
    EXPECT_TRUE(ledger::verify(area.area().database()).clean());
}

TEST_F(Release, WhatIsRecordedAfterTheProposalIsAskedAgainAtTheApproval) {
    const TestPerson one = area.add();
    area.add();
    const json runs = area.propose("2026-11-02");
    EXPECT_EQ(runs[0]["confirm"], "2:80000");
    attest(one, "eligibility.exclusion", "alcohol-treatment");
    const std::map<std::string, std::string> approval{{"run", runs[0]["run"]},
                                                      {"confirm", runs[0]["confirm"]}};
    EXPECT_EQ(area.refusal(scheduler::run_approve, approval, {.actor = ben}), "payments-to-hold");
    area.approve({{"run", runs[0]["run"]}, {"confirm", "1:40000"}});
    EXPECT_EQ(held(runs), "ELI-01:excluded-person");
    EXPECT_EQ(kept(ledger::CaseKind::payment, 1).size(), 1U);
}

// Options for managing the money, Annex A: a reduction needs a review. Only what its own record
// called an advance, when it was made, is taken off a later payment.
TEST_F(Release, EMG_03_NettingAnEmergencyIsAReductionUnlessItWasRecordedAsAnAdvance) {
    const TestPerson person = area.add();
    const auto with_taken_off = [&](std::int64_t pence) {
        scheduler::ReleaseBook book(area.area().database(), on("2026-11-02"));
        const auto answer = book.ask({.agreement = person.agreement,
                                      .budget = person.budget,
                                      .person = person.person,
                                      .paid_from = area.bank_account,
                                      .option = ledger::Option::direct_payment,
                                      .streams = {ledger::Stream::nhs},
                                      .payee_account = person.payee_account,
                                      .account_confirmed = true,
                                      .advanced = ledger::Money::from_pence(pence),
                                      .on = on("2026-11-02")});
        return answer->held.empty() ? std::string("free") : std::string(answer->held[0]->code);
    };
    const auto emergency = [&](const std::string& basis, const std::string& reason) {
        (void)area.answer(scheduler::emergency_payment,
                          {{"agreement", "AP1"},
                           {"amount", "100.00"},
                           {"reason", reason},
                           {"words", "it has to be paid today"},
                           {"basis", basis}});
    };
    EXPECT_EQ(with_taken_off(0), "free");
    emergency("addition", "wages-due");
    EXPECT_EQ(with_taken_off(1), "EMG-03:netting-is-a-reduction");
    emergency("advance", "card-failed");
    EXPECT_EQ(with_taken_off(9'999), "free");
    EXPECT_EQ(with_taken_off(10'000), "free");
    EXPECT_EQ(with_taken_off(10'001), "EMG-03:netting-is-a-reduction");
}

// It pays again once the record is mended: the next run takes the payment up.
TEST_F(Release, AHeldPaymentIsTakenUpWhenTheRecordIsMended) {
    const TestPerson person = area.add();
    attest(person, "account.is_auditable", "no");
    EXPECT_EQ(held(area.propose("2026-11-02")), "ACC-01:account-not-auditable");
    attest(person, "account.is_auditable", "yes");
    const json again = area.propose("2026-11-02");
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0]["payments"], 1);
    EXPECT_EQ(again[0]["total"], 40'000);
}

// W7 of rules.md, 10(8): into an account of the person's own, once in a financial year of the body;
// into the account of a regular direct payment it goes like any other.
TEST_F(Release, AOneOffIntoAPersonalAccountIsTheOnlyPaymentOfThatBodyInTheFinancialYear) {
    const TestPerson person = area.add();
    (void)area.propose("2026-11-02");
    const auto one_off = [&](const std::string& start, std::int64_t payee_account) {
        area.write([&](ledger::Work& work) {
            ledger::insert_plan_line(work,
                                     {.ref = "ONE" + start,
                                      .from_on = on("2026-10-01"),
                                      .budget = person.budget,
                                      .body = area.commissioner,
                                      .stream = ledger::Stream::nhs,
                                      .option = ledger::Option::direct_payment,
                                      .amount = pounds(1'200),
                                      .frequency = ledger::PlanFrequency::one_off,
                                      .start_on = on(start)});
            ledger::insert_agreement(work,
                                     {.ref = "AONE" + start,
                                      .from_on = on("2026-10-01"),
                                      .budget = person.budget,
                                      .option = ledger::Option::direct_payment,
                                      .payee = "holder",
                                      .payee_account = payee_account,
                                      .paid_from = area.bank_account,
                                      .frequency = ledger::Frequency::one_off,
                                      .anchor_on = on(start),
                                      .start_on = on(start),
                                      .end_on = on(start),
                                      .status = ledger::AgreementStatus::active,
                                      .signed_on = on("2026-10-01")});
        });
    };
    one_off("2026-11-03", person.payee_account);
    EXPECT_EQ(held(area.propose("2026-11-03")), "free");
    std::int64_t personal = 0;
    area.write([&](ledger::Work& work) {
        personal = ledger::insert_payee_account(
            work,
            {.from_on = on("2026-10-01"),
             .person = person.person,
             .bank_private = ledger::insert_bank_private(
                 work, person.person, {"OWN ACCOUNT", "107999", "88837491"}),
             .status = ledger::PayeeStatus::confirmed,
             .proposed_by = 1,
             .confirmed_by = 2});
    });
    one_off("2026-11-04", personal);
    EXPECT_EQ(held(area.propose("2026-11-04")), "ACC-03:second-payment-same-fy");
}

// 10(6), 11(10): one item or a few that are bought at once; at most five (policy). Each line of the
// plan is one.
TEST_F(Release, ACC_03_AOneOffIsForAtMostFiveItems) {
    const auto paid_for = [&](int items) {
        RunArea fresh;
        std::swap(area, fresh);
        PersonTerms terms;
        terms.line.frequency = ledger::PlanFrequency::one_off;
        terms.agreement.frequency = ledger::Frequency::one_off;
        terms.agreement.end_on = terms.agreement.start_on;
        const TestPerson person = area.add(terms);
        area.write([&](ledger::Work& work) {
            for (int more = 2; more <= items; ++more) {
                auto line = *ledger::plan_line_by_ref(work.database(), "LP1", on("2026-11-02"));
                line.ref = "ITEM" + std::to_string(more);
                line.number = 0;
                line.budget = person.budget;
                ledger::insert_plan_line(work, line);
            }
        });
        return held(area.propose("2026-11-02"));
    };
    EXPECT_EQ(paid_for(1), "free");
    EXPECT_EQ(paid_for(5), "free");
    EXPECT_EQ(paid_for(6), "ACC-03:more-than-5-items");
}

// What was said of the agreement counts before what was said of its budget.
TEST_F(Release, TheAgreementsOwnFactCountsBeforeTheBudgets) {
    const TestPerson person = area.add();
    area.write([&](ledger::Work& work) {
        ledger::insert_attested_fact(work,
                                     person.person,
                                     {.about = {ledger::CaseKind::budget, person.budget},
                                      .name = "account.is_auditable",
                                      .value = "no",
                                      .from_on = on("2026-10-01"),
                                      .attested_by = 1});
    });
    attest(person, "account.is_auditable", "yes");
    EXPECT_EQ(held(area.propose("2026-11-02")), "free");
}

}  // namespace
}  // namespace almoner::tests
