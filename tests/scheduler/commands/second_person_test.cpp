// Nobody moves money alone: imports, runs, jobs, and who acts before there are users.
#include "ledger/journal/sha256.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/import_area.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/service/command_runner.h"
#include "scheduler/service/follow_up.h"
#include "tests/scheduler/commands/people_area.h"
#include "tests/support/run_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::asking_checker;
using tests::asking_maker;
using tests::Files;
using tests::sample_import;
using tests::spoiled;
using tests::with;

const Files dearer =
    with(spoiled("plan_lines.csv", "100.00,weekly", "900.00,weekly"), "apply", "yes");

class SecondPerson : public tests::PeopleArea {
  protected:
    void begin_paying() {
        area.database().run_script(
            "INSERT INTO payment_run(id, seq, kind, paid_from, due_from, due_to, first_payment,"
            " last_payment, proposed_by, state, approved_by)"
            " VALUES (1, 1, 'scheduled', 1, 1, 1, 1, 1, 1, 2, 2)");
    }
    json proposals() {
        return json::parse(proposal_list(area.database(), tests::day("2026-11-22")))["proposals"];
    }
    std::int64_t weekly_pence() {
        const auto statement = area.database().prepare(
            "SELECT amount FROM plan_line WHERE ref = 'L1' ORDER BY version DESC LIMIT 1");
        return statement->step() ? statement->integer(0) : -1;
    }
};

TEST_F(SecondPerson, AnImportLoadsAtOnceWhileTheAreaIsSetUp) {
    ASSERT_EQ(weekly_pence(), 10'000);
    accepted(import_area, dearer);
    EXPECT_EQ(weekly_pence(), 90'000);
}

TEST_F(SecondPerson, OnceTheAreaPaysAnImportWaitsForAnotherPerson) {
    begin_paying();
    const json asked = accepted(import_area, dearer);
    EXPECT_EQ(asked["state"], "to-be-confirmed");
    EXPECT_EQ(accepted(import_area, dearer)["proposal"], asked["proposal"]);
    EXPECT_EQ(weekly_pence(), 10'000);
    Actor other_maker = asking_maker;
    other_maker.number = 4;
    EXPECT_EQ(refused(import_area, dearer, other_maker), "needs-checker as");
    EXPECT_EQ(
        refused(proposal_confirm,
                {{"proposal", asked["proposal"].dump()}, {"confirm", proposals()[0]["confirm"]}},
                asking_checker),
        "confirmed-by-importing proposal");
    accepted(import_area, dearer, asking_checker);
    EXPECT_EQ(weekly_pence(), 90'000);
    EXPECT_TRUE(proposals().empty());
}

// Whoever has the proposal can't try out what the files may have held.
TEST_F(SecondPerson, AnImportIsKnownByADigestUnderASalt) {
    begin_paying();
    accepted(import_area, dearer);
    std::string all;
    for (const auto& [name, value] : dearer) {
        all += std::to_string(name.size()) + ":" + name;
        all += std::to_string(value.size()) + ":" + value;
    }
    const auto kept = area.database().prepare("SELECT content FROM proposal");
    ASSERT_TRUE(kept->step());
    EXPECT_NE(json::parse(kept->text(0)).at("digest"), ledger::sha256_hex(all));
}

TEST_F(SecondPerson, NobodyIsAskedToConfirmAnImportOfFaultyFiles) {
    begin_paying();
    const Files faulty =
        with(spoiled("plan_lines.csv", "100.00,weekly", "nothing,weekly"), "apply", "yes");
    EXPECT_EQ(refused(import_area, faulty), "import-has-errors plan_lines.csv");
    EXPECT_TRUE(proposals().empty());
}

TEST_F(SecondPerson, OnceTheAreaPaysAnImportTakesNothingFromAnybody) {
    begin_paying();
    for (const Files& less :
         {spoiled("plan_lines.csv", "100.00,weekly", "99.99,weekly"),
          spoiled("plan_lines.csv",
                  "100.00,weekly,2026-04-01,2027-03-31",
                  "100.00,weekly,2026-04-01,2027-03-30"),
          spoiled("agreements.csv", "2026-04-06,2027-03-31", "2026-04-06,2027-03-30"),
          spoiled("agreements.csv", "20.00,net", "20.01,net"),
          spoiled("budgets.csv", "B2,P2,LA,2026-04-01,,", "B2,P2,LA,2026-04-01,2027-03-31,")}) {
        const Files applied = with(less, "apply", "yes");
        (void)accepted(import_area, applied);
        const json done = accepted(import_area, applied, asking_checker);
        ASSERT_EQ(done["difference_count"], 1) << done.dump();
        EXPECT_NE(done["differences"][0].dump().find("pays less"), std::string::npos)
            << done.dump();
    }
    EXPECT_EQ(weekly_pence(), 10'000);
}

// A file has no papers: what begins to be paid goes by the commands that ask the rules.
TEST_F(SecondPerson, OnceTheAreaPaysAnImportBeginsNoPaymentsUnderOldBudgets) {
    Files more = sample_import();
    more["apply"] = "yes";
    more.at("file:plan_lines.csv") +=
        "L9,B1,ICB,nhs,Nights,direct-payment,50.00,weekly,2026-12-07,\n";
    Files signed_too = sample_import();
    signed_too["apply"] = "yes";
    signed_too.at("file:plan_lines.csv") +=
        "L8,B1,ICB,nhs,Help,managed-account,30.00,weekly,2026-12-07,\n";
    signed_too.at("file:agreements.csv") +=
        "A9,B1,managed-account,support-service:SS,,,,BA-ICB,four-weekly,2026-12-07,,2026-12-07,,"
        "advance,,,active,2026-11-20\n";
    begin_paying();
    for (const Files& files : {more, signed_too}) {
        (void)accepted(import_area, files);
        EXPECT_EQ(refused(import_area, files, asking_checker).substr(0, 18), "import-has-errors ");
    }
    const Files good = with(more, "accept_good", "yes");
    (void)accepted(import_area, good);
    EXPECT_NE(accepted(import_area, good, asking_checker).dump().find("rules-not-asked"),
              std::string::npos);
    EXPECT_FALSE(ledger::plan_line_by_ref(area.database(), "L9", tests::day("2027-01-01")));
}

TEST_F(SecondPerson, BeforeTheAreaPaysAnImportTakesOverWhatItFinds) {
    Files more = sample_import();
    more.at("file:plan_lines.csv") +=
        "L9,B1,ICB,nhs,Nights,direct-payment,50.00,weekly,2026-12-07,\n";
    (void)accepted(import_area, more);
    EXPECT_TRUE(ledger::plan_line_by_ref(area.database(), "L9", tests::day("2027-01-01")));
}

TEST_F(SecondPerson, OnceTheAreaPaysAnImportNamesNobodyWhoIsToBePaid) {
    begin_paying();
    Files more = sample_import();
    more["apply"] = "yes";
    more.at("file:representatives.csv") += "P2,Dot Two,parent,2026-12-01,\n";
    (void)accepted(import_area, more);
    const json done = accepted(import_area, more, asking_checker);
    ASSERT_EQ(done["difference_count"], 1) << done.dump();
    EXPECT_NE(done.dump().find("representative add"), std::string::npos);
    EXPECT_EQ(ledger::representatives_of(area.database(), 2, tests::day("2027-01-01")).size(), 1U);
}

// The maker brought the new payee's details, and the checker confirmed them.
TEST_F(SecondPerson, BothWhoBringAPayeeByAnImportAreNamed) {
    begin_paying();
    Files more = sample_import();
    more.at("file:providers.csv") += "PX,Ash,Ash Care,001001,00000007\n";
    (void)accepted(import_area, more);
    (void)accepted(import_area, more, asking_checker);
    const auto accounts = ledger::payee_accounts_on(area.database(), tests::day("2027-01-01"));
    ASSERT_FALSE(accounts.empty());
    EXPECT_EQ(accounts.back().proposed_by, asking_maker.number);
    EXPECT_EQ(accounts.back().confirmed_by, asking_checker.number);
    EXPECT_EQ(accounts.front().confirmed_by, 0);  // loaded while the area was set up
}

TEST_F(SecondPerson, AnotherSetOfFilesIsAnotherImport) {
    begin_paying();
    accepted(import_area, dearer);
    EXPECT_EQ(accepted(import_area, sample_import(), asking_checker)["state"], "to-be-confirmed");
    EXPECT_EQ(weekly_pence(), 10'000);
}

TEST_F(SecondPerson, BankDetailsThatAnImportProposedNeedAPaper) {
    const Files other = with(spoiled("agreements.csv", "00000006", "00000008"), "apply", "yes");
    const json imported = accepted(import_area, other);
    ASSERT_EQ(imported["proposal_count"], 1);
    const json open = proposals()[0];
    const Files fields{{"proposal", open["proposal"].dump()}, {"confirm", open["confirm"]}};
    EXPECT_EQ(refused(proposal_confirm, fields, asking_checker), "evidence-missing evidence");
    accepted(proposal_confirm, with(fields, "evidence", evidence()), asking_checker);
}

TEST(SecondPersonOfARun, IsNotWhoAloneEnteredItsBankDetails) {
    tests::RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.write([](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(work.database(), 1, tests::on("2026-11-02"));
        account.proposed_by = tests::ben.number;
        account.confirmed_by = 0;
        ledger::insert_payee_account(work, account);
    });
    const Files fields{{"run", run["run"]}, {"confirm", run["confirm"]}};
    EXPECT_EQ(area.refusal(run_approve, fields, {.actor = tests::ben}), "own-payee");
    EXPECT_EQ(area.answer(run_approve, fields, {.actor = tests::carol})["state"], "approved");
}

TEST(SecondPersonOfARun, SendsWhatTheSchedulerProposed) {
    tests::RunArea area;
    area.add();
    const Actor scheduler{.number = 0, .ref = "scheduler", .role = Role::scheduler};
    const json run =
        area.answer(run_propose, {{"until", "2026-11-02"}}, {.actor = scheduler})["runs"][0];
    const Files fields{{"run", run["run"]}, {"confirm", run["confirm"]}};
    area.answer(run_approve, fields, {.actor = tests::ben});
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}, {.actor = tests::ben}), "own-approval");
    EXPECT_EQ(area.answer(run_send, {{"run", run["run"]}}, {.actor = tests::anna})["state"],
              "in-file");
}

class Unsigned : public testing::Test {
  protected:
    CommandResult run(const std::string& name, const std::string& actor, const Files& fields) {
        return runner_.run({.name = name,
                            .key = "key-" + std::to_string(++keys_),
                            .actor = actor,
                            .at_ms = 1'793'610'000'000,
                            .today = tests::on("2026-11-02"),
                            .fields = fields});
    }
    std::string refused(const std::string& name, const std::string& actor) {
        const CommandResult result = run(name, actor, {{"job", "run-propose"}});
        return result.outcome.accepted() ? "accepted" : result.outcome.refusal().code;
    }

    tests::TestArea area_;
    Surroundings around_;
    DirectRunner runner_{area_.writer(), around_};
    int keys_ = 0;
};

TEST_F(Unsigned, ACommandOnlyBeginsAnArea) {
    for (const CommandEntry& entry : command_table()) {
        if (entry.name == "init" || entry.name == "user add") continue;
        EXPECT_EQ(refused(std::string(entry.name), ""), "actor-unknown") << entry.name;
    }
    EXPECT_TRUE(run("init", "", {{"name", "Mid Mercia"}}).outcome.accepted());
}

TEST_F(Unsigned, AJobThatSomebodyStartsProposesInTheirName) {
    ASSERT_TRUE(run("user add",
                    "",
                    {{"ref", "sam"},
                     {"name", "Sam Field"},
                     {"role", "checker"},
                     {"credential_hash", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"}})
                    .outcome.accepted());
    const Command started{.name = "job run",
                          .key = "by-hand",
                          .actor = "sam",
                          .at_ms = 1'793'610'000'000,
                          .today = tests::on("2026-11-02"),
                          .fields = {{"job", "propose"}}};
    // Refused, since the area has no bank holidays; the journal says whose proposal that was.
    (void)run_with_follow_up(runner_, area_.database(), around_, started);
    const auto proposed =
        area_.database().prepare("SELECT actor FROM journal WHERE command = 'run propose'");
    ASSERT_TRUE(proposed->step());
    EXPECT_EQ(proposed->integer(0), 1);
}

}  // namespace
}  // namespace almoner::scheduler
