#include "scheduler/commands/import_area.h"

#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/records/proposal.h"
#include "ledger/records/record_table.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/modulus_load.h"
#include "tests/scheduler/commands/sample_import.h"
#include "tests/support/asking.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Stream;
using nlohmann::json;
using tests::ask;
using tests::sample_import;
using tests::spoiled;
using tests::TestArea;
using tests::with;

const Date today = *Date::parse("2026-11-22");  // TestArea's day

Date day(std::string_view iso) {
    return *Date::parse(iso);
}

json imported(TestArea& area, const tests::Files& files) {
    const auto outcome = ask(area, import_area, files, tests::asking_maker);
    if (!outcome.accepted()) return json{{"refused", outcome.refusal().words}};
    return json::parse(outcome.value());
}

std::int64_t rows_in(TestArea& area, const std::string& table) {
    const auto statement = area.database().prepare(("SELECT COUNT(*) FROM " + table).c_str());
    EXPECT_TRUE(statement->step());
    return statement->integer(0);
}

TEST(Import, LoadsEveryRowWithItsReferencesResolved) {
    TestArea area;
    const json answer = imported(area, sample_import());
    ASSERT_TRUE(answer.contains("files")) << answer.dump(1);
    EXPECT_EQ(answer["files"]["agreements.csv"]["added"], 3);
    EXPECT_EQ(answer["error_count"], 0);
    EXPECT_EQ(answer["difference_count"], 0);
    ledger::Database& db = area.database();
    const auto agreement = ledger::agreement_by_ref(db, "A3", today);
    ASSERT_TRUE(agreement);
    EXPECT_EQ(agreement->payee, "support-service:SS");
    EXPECT_EQ(agreement->from_on, day("2026-04-06"));
    EXPECT_EQ(agreement->status, ledger::AgreementStatus::active);
    EXPECT_EQ(ledger::budget_numbered(db, agreement->budget, today)->ref, "B2");
    EXPECT_EQ(ledger::bank_account_numbered(db, agreement->paid_from, today)->ref, "BA-LA");
    const auto payee = ledger::payee_account_numbered(db, agreement->payee_account, today);
    EXPECT_EQ(ledger::bank_private(db, payee->bank_private)->account_number, "00000003");
    const auto service =
        ledger::organisation_by_ref(db, ledger::OrganisationKind::support_service, "SS", today);
    EXPECT_EQ(payee->organisation, service->number);
    EXPECT_EQ(ledger::bank_account_numbered(db, *service->client_bank_account, today)->owner,
              service->number);
    const auto line = ledger::plan_line_by_ref(db, "L4", day("2026-04-01"));
    ASSERT_TRUE(line);
    EXPECT_EQ(line->stream, Stream::education);
    EXPECT_EQ(line->amount.pence(), 8000);
    const auto person = ledger::person_by_ref(db, "P1", today);
    EXPECT_EQ(ledger::person_private(db, person->personal)->nhs_number, "9990000018");
    EXPECT_EQ(rows_in(area, "representative"), 1);
}

TEST(Import, TheSameFolderTwiceChangesNothing) {
    TestArea area;
    (void)imported(area, sample_import());
    const std::int64_t rows = rows_in(area, "agreement") + rows_in(area, "person") +
                              rows_in(area, "payee_account") + rows_in(area, "bank_private") +
                              rows_in(area, "plan_line") + rows_in(area, "representative") +
                              rows_in(area, "transfer") + rows_in(area, "person_private");
    const json again = imported(area, with(sample_import(), "apply", "yes"));
    EXPECT_EQ(again["difference_count"], 0) << again.dump(1);
    EXPECT_EQ(again["files"]["opening_balances.csv"]["same"], 7);
    EXPECT_EQ(again["files"]["people.csv"]["added"], 0);
    EXPECT_EQ(rows,
              rows_in(area, "agreement") + rows_in(area, "person") +
                  rows_in(area, "payee_account") + rows_in(area, "bank_private") +
                  rows_in(area, "plan_line") + rows_in(area, "representative") +
                  rows_in(area, "transfer") + rows_in(area, "person_private"));
}

TEST(Import, EveryBadRowIsNamedAndNothingIsLoaded) {
    TestArea area;
    tests::Files files = spoiled("plan_lines.csv", "100.00", "1O0.00");
    files["file:people.csv"].replace(files["file:people.csv"].find("1980-01-31"), 10, "31/02/1980");
    const json answer = imported(area, files);
    ASSERT_TRUE(answer.contains("refused"));
    const std::string words = answer["refused"];
    EXPECT_NE(words.find("people.csv row 2, date_of_birth"), std::string::npos) << words;
    EXPECT_NE(words.find("plan_lines.csv row 2, amount"), std::string::npos) << words;
    EXPECT_EQ(rows_in(area, "organisation"), 0);
}

TEST(Import, GoodRowsLoadAloneAndTheBadOnesFollowOnceMended) {
    TestArea area;
    const tests::Files bad = spoiled("plan_lines.csv", "80.00,four", "80.001,four");
    const json answer = imported(area, with(bad, "accept_good", "yes"));
    ASSERT_FALSE(answer.contains("refused")) << answer.dump(1);
    EXPECT_GT(answer["error_count"], 1);  // the line, and what waits for it
    EXPECT_TRUE(ledger::agreement_by_ref(area.database(), "A1", today));
    EXPECT_FALSE(ledger::agreement_by_ref(area.database(), "A3", today));
    // The files to be mended are a folder of their own.
    auto mended = gateway::read_area(import_files(bad)).to_mend;
    tests::Files again;
    for (auto& [name, bytes] : mended) again["file:" + name] = bytes;
    std::string& lines = again.at("file:plan_lines.csv");
    lines.replace(lines.find("80.001"), 6, "80.00");
    const json second = imported(area, again);
    EXPECT_EQ(second["error_count"], 0) << second.dump(1);
    EXPECT_EQ(second["difference_count"], 0) << second.dump(1);
    EXPECT_TRUE(ledger::agreement_by_ref(area.database(), "A3", today));
}

TEST(Import, AChangedRowIsShownAndOnlyAppliedWhenAskedFor) {
    TestArea area;
    (void)imported(area, sample_import());
    const tests::Files dearer = spoiled("plan_lines.csv", "100.00", "£110.00");
    const json shown = imported(area, dearer);
    ASSERT_EQ(shown["difference_count"], 1) << shown.dump(1);
    EXPECT_EQ(shown["differences"][0],
              (json{{"file", "plan_lines.csv"},
                    {"ref", "L1"},
                    {"field", "amount"},
                    {"before", "100.00"},
                    {"after", "110.00"}}));
    EXPECT_EQ(rows_in(area, "plan_line"), 4);
    const json applied = imported(area, with(with(dearer, "apply", "yes"), "from", "2027-01-04"));
    EXPECT_EQ(applied["files"]["plan_lines.csv"]["changed"], 1) << applied.dump(1);
    ledger::Database& db = area.database();
    EXPECT_EQ(ledger::plan_line_by_ref(db, "L1", day("2027-01-03"))->amount.pence(), 10000);
    EXPECT_EQ(ledger::plan_line_by_ref(db, "L1", day("2027-01-04"))->amount.pence(), 11000);
}

TEST(Import, AChangeThatWaitsForItsDayIsNotOverwritten) {
    TestArea area;
    (void)imported(area, sample_import());
    const tests::Files dearer = spoiled("plan_lines.csv", "100.00", "110.00");
    (void)imported(area, with(with(dearer, "apply", "yes"), "from", "2027-01-04"));
    // The old folder is still right today; another figure today would undo the one of January.
    EXPECT_EQ(imported(area, sample_import())["difference_count"], 0);
    const json other =
        imported(area, with(spoiled("plan_lines.csv", "100.00", "90.00"), "apply", "yes"));
    EXPECT_EQ(other["differences"][0].count("never"), 1U) << other.dump(1);
    EXPECT_EQ(rows_in(area, "plan_line"), 5);
}

TEST(Import, WhoseMoneyItIsNeverChanges) {
    TestArea area;
    (void)imported(area, sample_import());
    const json answer =
        imported(area,
                 with(spoiled("plan_lines.csv", "L2,B1,LA,social-care", "L2,B1,LA,education"),
                      "apply",
                      "yes"));
    EXPECT_EQ(answer["differences"][0]["field"], "stream") << answer.dump(1);
    EXPECT_TRUE(answer["differences"][0].contains("never"));
    EXPECT_EQ(rows_in(area, "plan_line"), 4);
}

TEST(Import, TheDaysOfAnAgreementWithPaymentsAreFixed) {
    TestArea area;
    (void)imported(area, sample_import());
    const auto monthly = [&] {
        return imported(area,
                        spoiled("agreements.csv", "four-weekly,2026-04-06", "monthly,2026-04-06"));
    };
    EXPECT_FALSE(monthly()["differences"][0].contains("never"));
    const auto pay = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        const auto paid = *ledger::agreement_by_ref(work.database(), "A1", today);
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
    const json answer = monthly();
    EXPECT_EQ(answer["differences"][0]["field"], "frequency") << answer.dump(1);
    EXPECT_TRUE(answer["differences"][0].contains("never"));
}

TEST(Import, AMissingRowEndsNothing) {
    TestArea area;
    (void)imported(area, sample_import());
    const json answer = imported(
        area,
        with(spoiled("representatives.csv", "P2,Cy Two,parent,2026-04-01,2030-01-01\n", ""),
             "accept_good",
             "yes"));
    EXPECT_EQ(answer["difference_count"], 0) << answer.dump(1);
    EXPECT_EQ(rows_in(area, "representative"), 1);
}

// Two people would hold the money otherwise, and nobody would have said so.
TEST(Import, ACorrectedNameOfARepresentativeIsNoSecondOne) {
    TestArea area;
    (void)imported(area, sample_import());
    const tests::Files renamed = spoiled("representatives.csv", "Cy Two", "Cyril Two");
    for (const char* const apply : {"", "yes"}) {
        const json answer = imported(area, with(renamed, "apply", apply));
        EXPECT_EQ(answer["differences"][0]["field"], "name") << answer.dump(1);
        EXPECT_TRUE(answer["differences"][0].contains("never"));
        EXPECT_EQ(answer.dump().find("Cyril"), std::string::npos);
        EXPECT_EQ(rows_in(area, "representative"), 1);
    }
    tests::Files another = sample_import();
    another["file:representatives.csv"] += "P2,Di Two,parent,2026-04-01,\n";
    EXPECT_EQ(imported(area, another)["difference_count"], 0);
    EXPECT_EQ(rows_in(area, "representative"), 2);
}

TEST(Import, PersonalChangesAreNamedWithoutTheirText) {
    TestArea area;
    (void)imported(area, sample_import());
    const json answer =
        imported(area, with(spoiled("people.csv", "1 High St", "9 Low Rd"), "apply", "yes"));
    EXPECT_EQ(answer["differences"][0]["field"], "address");
    EXPECT_EQ(answer.dump().find("Low"), std::string::npos);
    EXPECT_EQ(answer.dump().find("High"), std::string::npos);
    const auto person = ledger::person_by_ref(area.database(), "P1", today);
    EXPECT_EQ(ledger::person_private(area.database(), person->personal)->address, "9 Low Rd");
    EXPECT_EQ(person->version, 2);
}

TEST(Import, ChangedBankDetailsOfAPayeeBecomeAProposal) {
    TestArea area;
    (void)imported(area, sample_import());
    ledger::Database& db = area.database();
    const auto before = ledger::agreement_by_ref(db, "A1", today);
    const tests::Files other = spoiled("agreements.csv", "00000006", "00000066");
    EXPECT_FALSE(imported(area, other)["proposals"][0].contains("proposal"));
    const json answer = imported(area, with(other, "apply", "yes"));
    ASSERT_EQ(answer["proposal_count"], 1) << answer.dump(1);
    EXPECT_EQ(answer["proposals"][0]["row"], "agreements.csv row 2");
    EXPECT_EQ(answer.dump().find("00000066"), std::string::npos);
    const auto open = ledger::open_proposals(db, ledger::payee_account_proposal);
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].subject, before->payee_account);
    EXPECT_EQ(open[0].proposed_by, tests::asking_maker.number);
    EXPECT_EQ(ledger::bank_private(db, *open[0].private_row)->account_number, "00000066");
    // Until somebody confirms, the old details are paid; and the same folder proposes nothing new.
    EXPECT_EQ(ledger::agreement_by_ref(db, "A1", today), before);
    const auto account = ledger::payee_account_numbered(db, before->payee_account, today);
    EXPECT_EQ(ledger::bank_private(db, account->bank_private)->account_number, "00000006");
    (void)imported(area, with(other, "apply", "yes"));
    EXPECT_EQ(rows_in(area, "proposal"), 1);
}

TEST(Import, FurtherDetailsOfSomebodyAlreadyPaidWaitBlocked) {
    TestArea area;
    (void)imported(area, sample_import());
    tests::Files more = sample_import();
    more["file:plan_lines.csv"] +=
        "L6,B1,ICB,nhs,Chair,direct-payment,900.00,one-off,2026-04-01,\n";
    more["file:agreements.csv"] +=
        "A6,B1,direct-payment,holder,Ann One,001001,00000099,BA-ICB,one-off,2026-12-01,,"
        "2026-12-01,,advance,,,active,2026-11-20\n";
    const json answer = imported(area, more);
    ASSERT_EQ(answer["proposal_count"], 1) << answer.dump(1);
    const auto agreement = ledger::agreement_by_ref(area.database(), "A6", day("2026-12-01"));
    EXPECT_EQ(
        ledger::payee_account_numbered(area.database(), agreement->payee_account, today)->status,
        ledger::PayeeStatus::blocked);
}

TEST(Import, BankDetailsThatCantExistAreAWarningAndLoad) {
    TestArea area;
    // One range, modulus 10 over the account number's last digit: 00000010 fits, 00000006 doesn't.
    ASSERT_TRUE(ask(area,
                    modulus_load,
                    {{"file:modulus", "001001 001001 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1\n"},
                     {"file:substitution", "938173 938017\n"},
                     {"version", "1"},
                     {"dated", "2026-01-01"}})
                    .accepted());
    const json answer =
        imported(area, spoiled("providers.csv", "001001,00000005", "001001,00000010"));
    EXPECT_EQ(answer["error_count"], 0) << answer.dump(1);
    EXPECT_EQ(answer["warnings"][0]["code"], "account-invalid");
    EXPECT_EQ(answer.dump().find("00000006"), std::string::npos);
    ledger::Database& db = area.database();
    const auto agreement = ledger::agreement_by_ref(db, "A1", today);
    EXPECT_EQ(ledger::payee_account_numbered(db, agreement->payee_account, today)->check_result,
              ledger::CheckResult::invalid);
    const auto provider =
        ledger::organisation_by_ref(db, ledger::OrganisationKind::provider, "PR", today);
    EXPECT_EQ(
        ledger::payee_accounts_of_organisation(db, provider->number, today).at(0).check_result,
        ledger::CheckResult::valid);
}

TEST(Import, WithoutATableDetailsAreNotChecked) {
    TestArea area;
    (void)imported(area, sample_import());
    EXPECT_EQ(ledger::payee_account_numbered(area.database(), 1, today)->check_result,
              ledger::CheckResult::not_checked);
}

TEST(Import, AnAgreementHeldHereIsNotRevived) {
    TestArea area;
    (void)imported(area, sample_import());
    const auto held = area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        auto agreement = *ledger::agreement_by_ref(work.database(), "A1", today);
        agreement.status = ledger::AgreementStatus::held;
        agreement.from_on = today;
        ledger::insert_agreement(work, agreement);
        return std::string("{}");
    });
    ASSERT_TRUE(held.outcome.accepted());
    EXPECT_EQ(imported(area, with(sample_import(), "apply", "yes"))["difference_count"], 0);
    EXPECT_EQ(ledger::agreement_by_ref(area.database(), "A1", today)->status,
              ledger::AgreementStatus::held);
}

// The folder of before it was signed, as an older system still gives it.
TEST(Import, AFolderThatStillCallsAnAgreementADraftTakesNoSignatureBack) {
    TestArea area;
    (void)imported(area, sample_import());
    const tests::Files draft = spoiled("agreements.csv", "active,2026-03-01", "draft,");
    const json answer = imported(area, with(draft, "apply", "yes"));
    EXPECT_EQ(answer["difference_count"], 0) << answer.dump(1);
    const auto agreement = ledger::agreement_by_ref(area.database(), "A1", today);
    EXPECT_EQ(agreement->status, ledger::AgreementStatus::active);
    EXPECT_EQ(agreement->signed_on, day("2026-03-01"));
}

TEST(Import, TheDayOfASignatureNeverMoves) {
    TestArea area;
    (void)imported(area, sample_import());
    const tests::Files other = spoiled("agreements.csv", "active,2026-03-01", "active,2026-03-05");
    const json answer = imported(area, with(other, "apply", "yes"));
    EXPECT_EQ(answer["differences"][0]["field"], "signed_on") << answer.dump(1);
    EXPECT_TRUE(answer["differences"][0].contains("never"));
    EXPECT_EQ(ledger::agreement_by_ref(area.database(), "A1", today)->signed_on, day("2026-03-01"));
}

TEST(Import, ADraftIsSignedByAFolderThatSaysSo) {
    TestArea area;
    (void)imported(area, spoiled("agreements.csv", "active,2026-03-01", "draft,"));
    EXPECT_EQ(ledger::agreement_by_ref(area.database(), "A1", today)->status,
              ledger::AgreementStatus::draft);
    (void)imported(area, with(sample_import(), "apply", "yes"));
    const auto agreement = ledger::agreement_by_ref(area.database(), "A1", today);
    EXPECT_EQ(agreement->status, ledger::AgreementStatus::active);
    EXPECT_EQ(agreement->signed_on, day("2026-03-01"));
}

TEST(Import, NothingToImportIsRefused) {
    TestArea area;
    EXPECT_EQ(ask(area, import_area, {}).refusal().code, "import-no-files");
    EXPECT_EQ(ask(area, import_area, with(sample_import(), "from", "soon")).refusal().field,
              "from");
}

}  // namespace
}  // namespace almoner::scheduler
