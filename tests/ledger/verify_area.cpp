#include "tests/ledger/verify_area.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/payment.h"
#include "ledger/records/evidence.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/ledger/posting_world.h"

#include <gtest/gtest.h>

#include <map>

namespace almoner::ledger::test {
namespace {

const Query give_transfers{"UPDATE payment SET first_transfer = $2 WHERE id = $1"};
const Query give_approver{"UPDATE payment_run SET approved_by = $2 WHERE id = $1"};
const Query give_submission{"UPDATE payment SET submission = $2 WHERE id = $1"};
const Query keep_document{"INSERT INTO evidence_document(evidence, content) VALUES ($1, $2)"};
const Query trigger_texts{"SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"};

const Date day = *Date::parse("2026-11-22");
const Date period_first = *Date::parse("2026-11-23");
const Date period_last = *Date::parse("2026-12-20");

constexpr std::string_view letter = "We agree to everything in this letter.";

Share share(std::int64_t amount) {
    return care(amount);
}

Outcome<std::string> done() {
    return std::string(R"({"done":true})");
}

class WorkedArea {
  public:
    explicit WorkedArea(const std::filesystem::path& folder) : area_(folder) {
        enters_people();
        enters_money();
        pays();
        spends_and_owes();
        keeps_papers();
    }

  private:
    void does(const Handler& handler) {
        Stamp stamp = area_.next_stamp();
        stamp.fields = &fields_;
        EXPECT_TRUE(area_.writer().run_alone(stamp, handler).outcome.accepted());
    }
    void enters_people();
    void enters_money();
    void pays();
    void spends_and_owes();
    void keeps_papers();

    tests::TestArea area_;
    const std::map<std::string, std::string> fields_{{"nhs_number", "9434765919"}};
};

void WorkedArea::enters_people() {
    does([](Work& work) {
        Records& records = work.records();
        records.insert(actor_table, 1, 1, "anna", day, "Anna", "maker", "h1", std::nullopt, 1);
        records.insert(actor_table, 2, 1, "ben", day, "Ben", "checker", "h2", 500'000, 1);
        records.insert(organisation_table,
                       1,
                       1,
                       "COUNCIL",
                       day,
                       "council",
                       "The council",
                       "social-care",
                       std::nullopt);
        records.insert(bank_account_table,
                       council_bank,
                       1,
                       "BANK1",
                       day,
                       1,
                       "Main",
                       "089999",
                       "66374958",
                       "bacs",
                       "standard18",
                       "123456",
                       "COUNCIL",
                       std::nullopt,
                       std::nullopt);
        return done();
    });
    does([](Work& work) {
        Records& records = work.records();
        const auto personal = records.insert(person_private_table,
                                             1,
                                             "Maria",
                                             "Okoro",
                                             5'000,
                                             "9434765919",
                                             "1 High Street",
                                             "AB1 2CD",
                                             "",
                                             "",
                                             "English");
        records.insert(person_table, 1, 1, "P1", day, personal, "large-print", std::nullopt);
        const auto bank = records.insert(bank_private_table, 1, "M OKORO", "089999", "66374958");
        records.insert(
            payee_account_table, 1, 1, day, 1, 0, bank, "valid", "confirmed", std::nullopt, 1, 2);
        records.insert(budget_table, 7, 1, "B7", day, 1, 1, day, std::nullopt, 0);
        records.insert(plan_line_table,
                       70,
                       1,
                       "L70",
                       day,
                       7,
                       1,
                       Stream::social_care,
                       Option::direct_payment,
                       std::nullopt,
                       100'00,
                       "four-weekly",
                       day,
                       std::nullopt);
        records.insert(agreement_table,
                       1,
                       1,
                       "A1",
                       day,
                       7,
                       Option::direct_payment,
                       "holder",
                       1,
                       council_bank,
                       "four-weekly",
                       period_first,
                       std::nullopt,
                       day,
                       std::nullopt,
                       "advance",
                       0,
                       "",
                       "active",
                       day,
                       std::nullopt);
        return done();
    });
}

void WorkedArea::enters_money() {
    does([](Work& work) {
        work.posts_facts("opening balance", "finance");
        work.books().post({at_bank(AccountName::bank, council_bank, share(0)),
                           of_body(AccountName::funding, share(0)),
                           pence(10'000'00)},
                          {.kind = static_cast<std::uint8_t>(Event::bank_topped_up),
                           .effective = work.today(),
                           .settled = work.today()});
        return done();
    });
    does([](Work& work) {
        for (const std::int32_t budget : {7, 8}) {
            work.books().post({of_body(AccountName::allocation, share(0)),
                               of_holding(AccountName::undrawn, direct(budget), share(0)),
                               pence(300'00)},
                              {.kind = static_cast<std::uint8_t>(Event::period_set_aside),
                               .effective = work.today(),
                               .period = {period_first, period_last}});
        }
        return done();
    });
}

void WorkedArea::pays() {
    does([](Work& work) {
        Records& records = work.records();
        records.insert(payment_run_table, "scheduled", council_bank, day, period_last, 1, 2, 1);
        for (const int period : {0, 28}) {
            const auto payment = records.insert(payment_table,
                                                1,
                                                1,
                                                7,
                                                Option::direct_payment,
                                                1,
                                                1,
                                                period_first + period,
                                                period_last + period,
                                                1,
                                                period_first,
                                                period_first,
                                                100'00,
                                                0,
                                                0,
                                                100'00,
                                                1,
                                                0);
            records.insert(
                payment_part_table, payment, 1, Stream::social_care, 70, 100'00, 0, 0, 100'00);
            records.insert(finding_table, payment, "new-payee", "warned");
        }
        work.move_state(
            Entity::payment, {2, 2}, PaymentState::proposed, PaymentState::held, "nothing to pay");
        return done();
    });
    std::int64_t first = 0;
    does([&](Work& work) {
        const Payment payment{direct(7), council_bank, {share(100'00)}};
        first = work.post(post(PaymentApproved{payment}),
                          {.effective = period_first, .period = {period_first, period_last}});
        work.move_state(
            Entity::payment, {1, 1}, PaymentState::proposed, PaymentState::approved, "approved");
        work.move_state(
            Entity::payment_run, {1, 1}, RunState::proposed, RunState::approved, "approved");
        work.records().change(give_transfers, 1, first);
        work.records().change(give_approver, 1, work.stamp().actor);
        return done();
    });
    does([](Work& work) {
        work.records().insert(submission_table,
                              1,
                              council_bank,
                              "standard18",
                              "run-1.txt",
                              "S1",
                              "aa",
                              400,
                              1,
                              100'00,
                              period_first);
        work.records().change(give_submission, 1, 1);
        work.move_state(Entity::payment,
                        {1, 1},
                        PaymentState::approved,
                        PaymentState::in_file,
                        "the file is written");
        work.move_state(
            Entity::payment, {1, 1}, PaymentState::in_file, PaymentState::sent, "the file is sent");
        return done();
    });
    does([&](Work& work) {
        work.posts_facts("the bank's statement", "finance");
        work.books().settle(first, period_first);
        work.books().settle(first + 1, period_first);
        work.move_state(
            Entity::payment, {1, 1}, PaymentState::sent, PaymentState::settled, "the bank line");
        return done();
    });
}

void WorkedArea::spends_and_owes() {
    does([](Work& work) {
        work.books().post({of_holding(AccountName::fund, direct(7), share(0)),
                           held(direct(7), share(0)),
                           pence(40'00)},
                          {.kind = static_cast<std::uint8_t>(Event::spending_accounted),
                           .plan_line = 70,
                           .effective = work.today()});
        return done();
    });
    does([](Work& work) {
        work.posts_facts("a wage is owed by law", "payroll");
        work.books().post({of_holding(AccountName::fund, managed(9), share(0)),
                           of_holding(AccountName::payable_net_pay, managed(9), share(0)),
                           pence(55'00)},
                          {.kind = static_cast<std::uint8_t>(Event::wage_owed_by_law),
                           .effective = work.today()});
        work.books().post({of_holding(AccountName::payable_net_pay, managed(9), share(0)),
                           held(managed(9), share(0)),
                           pence(55'00)},
                          {.kind = static_cast<std::uint8_t>(Event::pay_out_approved),
                           .effective = work.today()});
        work.records().insert(
            task_table, "overdrawn", "B9", work.today(), "payroll", "look", std::nullopt);
        return done();
    });
    EXPECT_FALSE(area_
                     .run([](Work& work) {
                         work.books().post({of_holding(AccountName::undrawn, direct(8), share(0)),
                                            of_body(AccountName::allocation, share(0)),
                                            pence(300'01)},
                                           {.effective = work.today()});
                         return done();
                     })
                     .outcome.accepted());
}

void WorkedArea::keeps_papers() {
    does([](Work& work) {
        Records& records = work.records();
        const auto evidence = records.insert(evidence_table,
                                             "agreement",
                                             1,
                                             "A1",
                                             std::nullopt,
                                             day,
                                             1,
                                             sha256_hex(letter),
                                             static_cast<std::int64_t>(letter.size()),
                                             "text/plain",
                                             std::nullopt,
                                             0);
        const std::string octets = sealed(work.database(), document_place(evidence, 1), letter);
        records.change(keep_document, evidence, Blob{octets});
        records.change(Query{"INSERT INTO setting(name, value) VALUES ('clock', 'real')"});
        records.insert(setting_changed_table, "clock", "real");
        records.insert(access_log_table, 0, 1, 1, std::nullopt, "history");
        records.insert(private_text_table, 1, "She asked us to call after six.");
        records.insert(proposal_table, "payee-account", 1, day, "{}", std::nullopt, evidence, 1);
        records.insert(reversal_table, 1, "entered twice");
        return done();
    });
    does([](Work& work) {
        work.move_state(Entity::proposal,
                        {1, 1},
                        ProposalState::open,
                        ProposalState::refused,
                        "the letter is not signed");
        return done();
    });
}

const std::filesystem::path& worked_folder() {
    static const tests::TempFolder folder;
    static const bool worked = [] {
        const WorkedArea area(folder.path());  // closed again: the file is whole
        return true;
    }();
    EXPECT_TRUE(worked);
    return folder.path();
}

}  // namespace

VerifyArea::VerifyArea() {
    std::filesystem::copy_file(worked_folder() / "almoner.db", folder_.path() / "almoner.db");
    database_ = tests::with_shared_keys(open_sqlite(folder_.path(), SqliteUse::write));
}

JournalHead VerifyArea::head() {
    return Journal(*database_).head();
}

VerifyReport VerifyArea::verified(const std::optional<JournalHead>& witness,
                                  const Erasures& erasures) {
    const std::unique_ptr<Database> reader =
        tests::with_shared_keys(open_sqlite(folder_.path(), SqliteUse::read));
    return verify(*reader, witness, erasures);
}

void VerifyArea::plant(const std::string& sql) {
    std::vector<std::pair<std::string, std::string>> triggers;
    {
        Rows rows = database().select(trigger_texts);
        while (rows.next()) triggers.emplace_back(rows.str(0), rows.str(1));
    }
    for (const auto& [name, text] : triggers) {
        database().run_script(("DROP TRIGGER " + name).c_str());
    }
    database().run_script("PRAGMA ignore_check_constraints=ON");
    database().run_script(sql.c_str());
    database().run_script("PRAGMA ignore_check_constraints=OFF");
    for (const auto& [name, text] : triggers) database().run_script(text.c_str());
}

}  // namespace almoner::ledger::test
