// One payment now, by Faster Payments: its cap, its second person, and the period that it belongs
// to.
#include "scheduler/commands/emergency.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/evidence.h"
#include "ledger/records/submission.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::AccountName;
using ledger::Option;
using ledger::Stream;
using nlohmann::json;
using tests::on;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

AccountKey of_holder(AccountName name, const RunArea& area, const TestPerson& person) {
    return {.name = name,
            .stream = Stream::nhs,
            .option = Option::direct_payment,
            .body = static_cast<std::int32_t>(area.commissioner),
            .budget = static_cast<std::int32_t>(person.budget)};
}

std::map<std::string, std::string> emergency_fields(const std::string& amount,
                                                    const std::string& basis) {
    return {{"agreement", "AP1"},
            {"amount", amount},
            {"reason", "wages-due"},
            {"words", "the assistant has to be paid today"},
            {"basis", basis}};
}

TEST(Emergency, AnAdvanceIsTakenOffTheNextPeriodAndSetAsideOnce) {
    const tests::TempFolder outbox;
    RunArea area;
    const TestPerson person = area.add();
    (void)area.propose("2026-11-02");
    const json made = area.answer(
        emergency_payment, emergency_fields("150.00", "advance"), {.day = "2026-11-10"});
    EXPECT_EQ(made["period_first"], "2026-11-30");
    area.approve(made);
    (void)area.answer(run_send, {{"run", made["run"]}});
    tests::finish_files(area, outbox.path());
    EXPECT_EQ(ledger::submission_by_id(area.area().database(), 1)->profile, "faster-payments");
    const json run = area.propose("2026-11-30", "2026-11-20")[0];
    EXPECT_EQ(run["total"], 25'000);
    const auto netted = area.payments().back();
    EXPECT_EQ(netted.gross, pounds(400));
    EXPECT_EQ(netted.advanced, pounds(150));
    EXPECT_EQ(area.balance(of_holder(AccountName::undrawn, area, person)).posted, pounds(800));
    const json shown =
        json::parse(run_show(area.area().database(), run["run"], on("2026-11-02")).value());
    EXPECT_EQ(shown["payments"][0]["findings"][0]["code"], "advance-netted");
}

// The period of 30 November was not proposed in time: the advance is taken off it, not off the
// next.
TEST(Emergency, AnAdvanceIsOfThePeriodThatIsLate) {
    RunArea area;
    (void)area.add();
    (void)area.propose("2026-11-02");
    const json made = area.answer(
        emergency_payment, emergency_fields("150.00", "advance"), {.day = "2026-12-10"});
    EXPECT_EQ(made["period_first"], "2026-11-30");
    const json run = area.propose("2026-12-10", "2026-12-10")[0];
    EXPECT_EQ(run["total"], 25'000);
}

TEST(Emergency, IsPaidUnderAnActiveAgreementOnly) {
    RunArea area;
    tests::PersonTerms terms;
    terms.agreement.status = ledger::AgreementStatus::draft;
    area.add(terms);
    EXPECT_EQ(area.refusal(emergency_payment, emergency_fields("100", "addition")),
              "agreement-not-active");
}

// Its one period is paid as usual, and nothing follows it.
TEST(Emergency, NeedsAPeriodThatIsStillToBePaid) {
    RunArea area;
    tests::PersonTerms terms;
    terms.agreement.end_on = on("2026-11-29");
    area.add(terms);
    (void)area.propose("2026-11-02");
    const auto asked =
        area.ask(emergency_payment, emergency_fields("100", "advance"), {.day = "2026-11-10"});
    ASSERT_FALSE(asked.accepted());
    EXPECT_EQ(asked.refusal().code, "no-next-period");
    EXPECT_EQ(asked.refusal().field, "agreement");
}

// A document about nobody in particular says nothing of where this person's money may go.
TEST(Emergency, ToAnotherAccountNeedsEvidenceAboutThisPerson) {
    RunArea area;
    const TestPerson person = area.add();
    const TestPerson other = area.add();
    const auto paid_with = [&](std::int64_t about) {
        std::int64_t letter = 0;
        area.write([&](ledger::Work& work) {
            letter = ledger::insert_evidence(work,
                                             {.kind = "letter",
                                              .person = about,
                                              .subject = "payee",
                                              .dated_on = work.today(),
                                              .given_by = 1,
                                              .media_type = "text/plain"},
                                             "pay the other account");
        });
        auto fields = emergency_fields("100", "addition");
        fields["payee_account"] = std::to_string(other.payee_account);
        fields["evidence"] = std::to_string(letter);
        return area.refusal(emergency_payment, fields);
    };
    EXPECT_EQ(paid_with(0), "evidence-about-nobody");
    EXPECT_NE(paid_with(person.person), "evidence-about-nobody");
}

TEST(Emergency, IsHeldToTheRulesOfEveryRelease) {
    RunArea area;
    const TestPerson person = area.add();
    area.write([&](ledger::Work& work) {
        ledger::insert_attested_fact(work,
                                     person.person,
                                     {.about = {ledger::CaseKind::agreement, person.agreement},
                                      .name = "account.is_auditable",
                                      .value = "no",
                                      .from_on = on("2026-10-01"),
                                      .attested_by = 1});
    });
    EXPECT_EQ(area.refusal(emergency_payment, emergency_fields("100", "addition")),
              "ACC-01:account-not-auditable");
    EXPECT_EQ(area.count("payment"), 0);
}

TEST(Emergency, AnAdditionLeavesThePeriodWholeAndACancelledOneGivesItsMoneyBack) {
    RunArea area;
    const TestPerson person = area.add();
    const AccountKey undrawn = of_holder(AccountName::undrawn, area, person);
    const json made = area.answer(emergency_payment, emergency_fields("150", "addition"));
    EXPECT_EQ(area.balance(undrawn).posted, pounds(150));
    area.answer(run_cancel, {{"run", made["run"]}});
    EXPECT_EQ(area.balance(undrawn).posted, pounds(0));
    area.answer(emergency_payment, emergency_fields("150", "addition"));
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 40'000);
    EXPECT_EQ(area.balance(undrawn).posted, pounds(550));
}

TEST(Emergency, TheCapIsReachedButNotPassedAndTheFieldsAreNeeded) {
    const auto code =
        [](const std::string& name, const std::string& value, const std::string& cap = "500") {
            RunArea area;
            tests::PersonTerms terms;
            terms.line.amount = pounds(300);  // EMG-01: at most two weeks of it
            area.add(terms);
            area.settings["emergency-cap"] = cap;
            auto fields = emergency_fields("100", "addition");
            fields[name] = value;
            return area.refusal(emergency_payment, fields);
        };
    EXPECT_EQ(code("amount", "499.99"), "accepted");
    EXPECT_EQ(code("amount", "500.00"), "accepted");
    EXPECT_EQ(code("amount", "500.01"), "above-emergency-cap");
    EXPECT_EQ(code("amount", "0"), "emergency-amount");
    EXPECT_EQ(code("reason", "because"), "emergency-reason");
    EXPECT_EQ(code("words", ""), "field-missing");
    EXPECT_EQ(code("basis", "loan"), "emergency-basis");
    EXPECT_EQ(code("agreement", "NONE"), "unknown-agreement");
    EXPECT_EQ(code("evidence", "7"), "evidence-unknown");
    EXPECT_EQ(code("payee_account", "7"), "evidence-missing");
    EXPECT_EQ(code("amount", "600.00", "1000"), "accepted");
    EXPECT_EQ(code("amount", "600.01", "1000"), "over-cap");
    RunArea area;
    area.add();
    auto advance = emergency_fields("400.01", "advance");
    EXPECT_EQ(area.refusal(emergency_payment, advance), "above-next-period");
}

TEST(Emergency, TheCapIsForAPersonAndADayAndTheSameAgainIsMeant) {
    RunArea area;
    tests::PersonTerms terms;
    terms.line.amount = pounds(300);  // EMG-01: at most two weeks of it in two weeks
    area.add(terms);
    auto fields = emergency_fields("200", "addition");
    area.answer(emergency_payment, fields);
    EXPECT_EQ(area.refusal(emergency_payment, fields), "emergency-again");
    fields["again"] = "yes";
    area.answer(emergency_payment, fields);
    EXPECT_EQ(area.refusal(emergency_payment, emergency_fields("100.01", "addition")),
              "above-emergency-cap");
    EXPECT_EQ(area.refusal(
                  emergency_payment, emergency_fields("100.01", "addition"), {.day = "2026-11-03"}),
              "accepted");
}

// Of the same commissioner, by Faster Payments.
void add_urgent_account(RunArea& area, std::string_view ref) {
    area.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area.bank_account, work.today());
        account.number = 0;
        account.ref = ref;
        account.account_number = "1000000" + std::to_string(ref.size());
        account.rail = ledger::Rail::faster_payments;
        account.file_profile = "faster-payments";
        ledger::insert_bank_account(work, account);
    });
}

TEST(Emergency, ComesFromTheOneAccountForFasterPaymentsOrTheOneThatIsNamed) {
    RunArea area;
    area.add();
    const auto paid_from = [&](const std::string& amount, const std::string& named) {
        auto fields = emergency_fields(amount, "addition");
        if (!named.empty()) fields["paid_from"] = named;
        const json made = area.answer(emergency_payment, fields);
        const auto run = ledger::run_of_ref(made["run"].get<std::string>());
        return ledger::bank_account_numbered(
                   area.area().database(),
                   ledger::run_by_id(area.area().database(), *run)->paid_from,
                   tests::on("2026-11-02"))
            ->ref;
    };
    EXPECT_EQ(paid_from("10", ""), "MAIN");
    add_urgent_account(area, "FAST");
    EXPECT_EQ(paid_from("11", ""), "FAST");
    EXPECT_EQ(paid_from("12", "MAIN"), "MAIN");
    add_urgent_account(area, "FASTER");
    EXPECT_EQ(paid_from("13", ""), "MAIN") << "which of the two is not for us to say";
    EXPECT_EQ(paid_from("14", "FASTER"), "FASTER");
    auto fields = emergency_fields("15", "addition");
    fields["paid_from"] = "NONE";
    EXPECT_EQ(area.refusal(emergency_payment, fields), "paid-from-of-another");
}

TEST(Emergency, TheProposerMayNotApproveIt) {
    RunArea area;
    area.add();
    const json made =
        area.answer(emergency_payment, emergency_fields("100", "advance"), {.actor = tests::ben});
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", made["run"]}, {"confirm", made["confirm"]}},
                           {.actor = tests::ben}),
              "own-proposal");
}

}  // namespace
}  // namespace almoner::scheduler
