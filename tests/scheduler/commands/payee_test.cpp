#include "scheduler/commands/payee.h"

#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/modulus_load.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using ledger::PayeeAccount;
using ledger::PayeeStatus;
using nlohmann::json;
using tests::another_checker;
using tests::asking_checker;
using tests::asking_maker;
using tests::checker_up_to;
using tests::day;
using tests::Files;
using tests::with;

class Payee : public tests::PeopleArea {
  protected:
    Files wanted() {
        return {{"payee", "P1"},
                {"sort_code", "00-10-01"},
                {"account_number", "00000008"},
                {"account_name", "Ann One"},
                {"evidence", evidence()}};
    }
    PayeeAccount account(std::string_view iso) {
        const auto person = ledger::person_by_ref(area.database(), "P1", day(iso));
        return ledger::payee_accounts_of_person(area.database(), person->number, day(iso)).at(0);
    }
    std::string number_paid(std::string_view iso) {
        return ledger::bank_private(area.database(), account(iso).bank_private)->account_number;
    }
    void block() {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            PayeeAccount blocked = account("2026-11-22");
            blocked.status = PayeeStatus::blocked;
            blocked.from_on = work.today();
            ledger::insert_payee_account(work, blocked);
            return std::string("{}");
        });
    }
};

TEST_F(Payee, NewDetailsCountOnlyWhenAnotherPersonConfirmsThem) {
    const json proposed = accepted(payee_change, with(wanted(), "from", "2026-12-01"));
    EXPECT_EQ(proposed["check_result"], "not-checked");
    EXPECT_EQ(proposed.dump().find("00000008"), std::string::npos);
    EXPECT_EQ(number_paid("2026-12-01"), "00000006");
    accepted(payee_confirm, {{"payee", "P1"}, {"confirm", proposed["confirm"]}}, asking_checker);
    EXPECT_EQ(number_paid("2026-11-30"), "00000006");
    EXPECT_EQ(number_paid("2026-12-01"), "00000008");
    const PayeeAccount confirmed = account("2026-12-01");
    EXPECT_EQ(confirmed.status, PayeeStatus::confirmed);
    EXPECT_EQ(confirmed.proposed_by, asking_maker.number);
    EXPECT_EQ(confirmed.confirmed_by, asking_checker.number);
    EXPECT_TRUE(confirmed.evidence);
    EXPECT_EQ(refused(payee_change, with(wanted(), "from", "2026-12-01")),
              "payee-details-same account_number");
}

TEST_F(Payee, TheProposerCanNotConfirmTheirOwnDetails) {
    const json proposed = accepted(payee_change, wanted(), asking_checker);
    const Files fields{{"payee", "P1"}, {"confirm", proposed["confirm"]}};
    EXPECT_EQ(refused(payee_confirm, fields, asking_checker), "own-proposal as");
    EXPECT_EQ(refused(payee_confirm, fields, asking_maker), "needs-checker as");
    EXPECT_EQ(refused(payee_change, wanted()), "proposal-open payee");
    accepted(payee_confirm, fields, another_checker);
}

TEST_F(Payee, TheLimitIsHeldAgainstWhatTheAccountIsPaidInAYear) {
    // A1 pays L1 and L2: 140.00 a week, 7,280.00 a year.
    const json proposed = accepted(payee_change, wanted());
    EXPECT_EQ(proposed["confirm"], "1:728000");
    const Files fields{{"payee", "P1"}, {"confirm", "1:728000"}};
    EXPECT_EQ(refused(payee_confirm, fields, checker_up_to(727'999)), "above-approve-limit as");
    accepted(payee_confirm, fields, checker_up_to(728'000));
}

TEST_F(Payee, AReturnedPaymentsBlockEndsWithEvidenceAndACheckerWhoDidNotPutThemIn) {
    EXPECT_EQ(refused(payee_confirm, {{"payee", "P1"}}, asking_checker), "payee-not-blocked payee");
    block();
    EXPECT_EQ(refused(payee_confirm, {{"payee", "P1"}}, asking_checker),
              "evidence-missing evidence");
    const Files fields{{"payee", "P1"}, {"evidence", evidence()}};
    EXPECT_EQ(refused(payee_confirm, fields, asking_maker), "needs-checker as");
    EXPECT_EQ(refused(payee_confirm, fields, checker_up_to(727'999)), "above-approve-limit as");
    Actor importer = another_checker;
    importer.number = asking_maker.number;
    accepted(payee_confirm, fields, asking_checker);
    EXPECT_EQ(account("2026-11-22").status, PayeeStatus::confirmed);
    block();
    importer.number = account("2026-11-22").proposed_by;
    EXPECT_EQ(refused(payee_confirm, fields, importer), "own-proposal as");
}

TEST_F(Payee, NewDetailsOfABlockedPayeeEndTheBlock) {
    block();
    const json proposed = accepted(payee_change, wanted());
    accepted(payee_confirm, {{"payee", "P1"}, {"confirm", proposed["confirm"]}}, asking_checker);
    EXPECT_EQ(account("2026-11-22").status, PayeeStatus::confirmed);
    EXPECT_EQ(number_paid("2026-11-22"), "00000008");
}

TEST_F(Payee, RefusedDetailsOfSomebodyNeverPaidStayBlocked) {
    (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        ledger::insert_person(work, {.ref = "P9", .from_on = work.today()});
        return std::string("{}");
    });
    const Files of_ninth = with(with(wanted(), "payee", "P9"), "evidence", evidence("P9"));
    const json proposed = accepted(payee_change, of_ninth);
    accepted(proposal_refuse, {{"proposal", proposed["proposal"].dump()}}, asking_checker);
    EXPECT_EQ(
        refused(payee_confirm, {{"payee", "P9"}, {"evidence", evidence("P9")}}, another_checker),
        "payee-never-confirmed payee");
    accepted(payee_change, of_ninth);
}

TEST_F(Payee, AnOrganisationsDetailsChangeTheSameWay) {
    const json proposed = accepted(
        payee_change, with(with(wanted(), "payee", "provider:PR"), "evidence", evidence("")));
    EXPECT_EQ(proposed["confirm"], "1:0");
    EXPECT_EQ(nlohmann::json::parse(
                  proposal_list(area.database(), day("2026-11-22")))["proposals"][0]["about"],
              "PR");
}

constexpr std::string_view no_table =
    "No modulus table is in force, so nothing says whether this bank and account number can exist. "
    "Load the table with 'almoner modulus load', or ask the account's holder for both numbers "
    "again before money goes there.";
constexpr std::string_view impossible =
    "This account number can't exist under its sort code: ask the account's holder for both "
    "numbers again, and propose the right ones, before money goes there.";
constexpr std::string_view in_no_range =
    "This sort code is in no range of the modulus table, so the account number cannot be checked: "
    "ask the account's holder for both numbers again before money goes there.";

// One range, modulus 10 over the account number's last digit: 00000010 fits, 00000008 doesn't.
const Files one_range{{"file:modulus", "001001 001001 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1\n"},
                      {"file:substitution", "938173 938017\n"},
                      {"version", "1"},
                      {"dated", "2026-01-01"}};

TEST_F(Payee, DetailsThatNoTableCheckedAreToldToWhoProposesAndWhoConfirms) {
    const json proposed = accepted(
        payee_change, with(with(wanted(), "sort_code", "99-99-99"), "account_number", "12345678"));
    EXPECT_EQ(proposed["check_result"], "not-checked");
    EXPECT_EQ(proposed.value("warning", ""), no_table);
    const json done = accepted(
        payee_confirm, {{"payee", "P1"}, {"confirm", proposed["confirm"]}}, asking_checker);
    EXPECT_EQ(done["state"], "confirmed");
    EXPECT_EQ(done.value("warning", ""), no_table);
}

TEST_F(Payee, ATableSaysWhatCanNotBeAndWhatItDoesNotKnow) {
    accepted(modulus_load, one_range);
    const json wrong = accepted(payee_change, wanted());
    EXPECT_EQ(wrong["check_result"], "invalid");
    EXPECT_EQ(wrong.value("warning", ""), impossible);
    EXPECT_EQ(
        accepted(payee_confirm, {{"payee", "P1"}, {"confirm", wrong["confirm"]}}, asking_checker)
            .value("warning", ""),
        impossible);
    const json unknown =
        accepted(payee_change,
                 with(with(with(wanted(), "payee", "provider:PR"), "sort_code", "99-99-99"),
                      "evidence",
                      evidence("")));
    EXPECT_EQ(unknown["check_result"], "uncheckable");
    EXPECT_EQ(unknown.value("warning", ""), in_no_range);
    accepted(proposal_refuse, {{"proposal", unknown["proposal"].dump()}}, asking_checker);
    const json right = accepted(payee_change, with(wanted(), "account_number", "00000010"));
    EXPECT_EQ(right["check_result"], "valid");
    EXPECT_FALSE(right.contains("warning"));
}

TEST_F(Payee, ATableThatIsLoadedBeforeTheConfirmationHasItsSay) {
    const json proposed = accepted(payee_change, wanted());
    accepted(modulus_load, one_range);
    EXPECT_EQ(
        accepted(payee_confirm, {{"payee", "P1"}, {"confirm", proposed["confirm"]}}, asking_checker)
            .value("warning", ""),
        impossible);
    EXPECT_EQ(account("2026-11-22").check_result, ledger::CheckResult::invalid);
}

TEST_F(Payee, EachBadFieldIsNamed) {
    const Files good = wanted();
    const auto spoil = [&](const char* field, const char* value) {
        return refused(payee_change, with(good, field, value));
    };
    EXPECT_EQ(spoil("payee", ""), "field-missing payee");
    EXPECT_EQ(spoil("payee", "P7"), "payee-unknown payee");
    EXPECT_EQ(spoil("payee", "provider:P1"), "payee-unknown payee");
    EXPECT_EQ(spoil("payee_account", "77"), "payee-account-which payee_account");
    EXPECT_EQ(spoil("sort_code", "01001"), "sort-code-lost-zero sort_code");
    EXPECT_EQ(spoil("account_number", "1234567"), "account-number-lost-zero account_number");
    EXPECT_EQ(spoil("account_name", ""), "empty account_name");
    EXPECT_EQ(spoil("evidence", ""), "evidence-missing evidence");
    EXPECT_EQ(spoil("evidence", "99"), "evidence-unknown evidence");
    EXPECT_EQ(spoil("evidence", evidence("").c_str()), "evidence-about-nobody evidence");
    EXPECT_EQ(spoil("evidence", evidence("P2").c_str()), "evidence-of-another-person evidence");
    EXPECT_EQ(spoil("from", "2026-11-21"), "day-in-the-past from");
    EXPECT_EQ(spoil("account_number", "00000006"), "payee-details-same account_number");
}

}  // namespace
}  // namespace almoner::scheduler
