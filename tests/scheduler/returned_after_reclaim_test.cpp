// A payment that the bank returns after its reclaim matured (ledger.md, Postings; worked_cases.py,
// case 23: £300.00 and £560.00 paid, all £860.00 asked back, the £560.00 come back).
#include "ledger/posting/takeover.h"
#include "ledger/records/ending.h"
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::on;
using tests::pounds;

const ledger::Query words_of_task{"SELECT words FROM task WHERE kind = $1 ORDER BY id"};

class ReturnedAfterReclaim : public CaseArea {
  protected:
    ReturnedAfterReclaim() {
        tests::RunArea fresh;
        std::swap(area, fresh);
        tests::PersonTerms terms;
        terms.line.amount = pounds(140);
        person = area.add(terms);
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::PersonTakenOver{{static_cast<std::int32_t>(person.budget),
                                                    ledger::Option::direct_payment},
                                                   {{ledger::Stream::nhs,
                                                     static_cast<std::int32_t>(area.commissioner),
                                                     pounds(300)}},
                                                   {}}),
                      {.effective = on("2026-10-01")});
        });
        tests::send_all(area, outbox_.path());
        (void)tests::read_statement(
            area, tests::bank_line("560.00", "DBIT", ledger::payment_ref(1)), "440.00");
        told_of_budget("reclaim.unused", "500000");
    }
    void reclaimed(const std::string& amount) {
        (void)decided("reclaim", "reclaim", {{"amount", amount}, {"ground", "unused-accumulated"}});
        issue_notice("reclaim");
        ASSERT_EQ(area.refusal(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-02"}),
                  "accepted");
    }
    json comes_back(const std::string& amount, const std::string& reference) {
        const std::string camt =
            testing::replaced(testing::without_balances(testing::camt_with(
                                  tests::bank_line(amount, "CRDT", reference), "0.00")),
                              "20000055779911",
                              "08999966374958");
        return area.answer(import_statement, {{"file", camt}}, {.day = "2026-12-03"});
    }
    Money at(AccountName name) {
        ledger::AccountKey key{.name = name,
                               .stream = ledger::Stream::nhs,
                               .body = static_cast<std::int32_t>(area.commissioner)};
        if (name == AccountName::transit || name == AccountName::bank) {
            key.bank_account = static_cast<std::int32_t>(area.bank_account);
        } else if (name != AccountName::receivable_reclaim) {
            key.option = ledger::Option::direct_payment;
            key.budget = static_cast<std::int32_t>(person.budget);
        }
        return area.balance(key).posted;
    }
    std::string task() {
        ledger::Rows rows = area.area().database().select(
            words_of_task, std::string_view("returned-after-reclaim"));
        return rows.next() ? rows.str(0) : std::string{};
    }
    std::string state() { return ledger::case_by_id(area.area().database(), 1)->state; }
    std::size_t paid_again() {
        (void)area.propose("2026-11-02", "2026-12-04");
        return area.payments().size() - 1;
    }

    // Of a stop; the last day that was paid for is 29 November.
    void closed_ending(ledger::Work& work) {
        const auto id = ledger::insert_ending(work,
                                              person.person,
                                              {.budget = person.budget,
                                               .because = "stop",
                                               .last_on = on("2026-11-29"),
                                               .ground = "misuse",
                                               .opened_on = on("2026-11-30"),
                                               .opened_by = 1});
        for (const char* const state : {"open", "closed"}) {
            ledger::insert_ending_step(
                work,
                person.person,
                {.ending = id, .state = state, .on = on("2026-11-30"), .actor = 1});
        }
    }

    tests::TempFolder outbox_;
};

TEST_F(ReturnedAfterReclaim, LowersWhatIsToBeRepaid) {
    reclaimed("860.00");
    ASSERT_EQ(at(AccountName::held), pounds(860));
    EXPECT_EQ(comes_back("560.00", ledger::payment_ref(1)).at("returned"), 1);
    EXPECT_EQ(at(AccountName::held), pounds(300));
    EXPECT_EQ(at(AccountName::receivable_reclaim), pounds(300));
    EXPECT_EQ(at(AccountName::payable_reclaim), pounds(300));
    EXPECT_EQ(at(AccountName::fund), Money{});
    EXPECT_EQ(at(AccountName::undrawn), Money{});
    EXPECT_EQ(at(AccountName::transit), Money{});
    EXPECT_EQ(at(AccountName::bank), Money{});
    EXPECT_EQ(area.count("transfer WHERE kind = 59"), 2);
    EXPECT_EQ(state(), "awaiting-repayment");
    EXPECT_EQ(task(),
              "£560.00 of it came back after C-0001 had asked for it: C-0001 asks for £300.00 now. "
              "Tell the person, and pay none of it again");
    EXPECT_EQ(paid_again(), 0U);
    EXPECT_TRUE(is_sound());
}

// £360.00 of the fund were not asked back: they are due again, and £200.00 of the rest were.
TEST_F(ReturnedAfterReclaim, ComesOutOfTheFundFirst) {
    reclaimed("500.00");
    (void)comes_back("560.00", ledger::payment_ref(1));
    EXPECT_EQ(at(AccountName::fund), Money{});
    EXPECT_EQ(at(AccountName::undrawn), pounds(360));
    EXPECT_EQ(at(AccountName::payable_reclaim), pounds(300));
    EXPECT_EQ(at(AccountName::receivable_reclaim), pounds(300));
    EXPECT_EQ(at(AccountName::held), pounds(300));
    ASSERT_EQ(paid_again(), 1U);
    EXPECT_EQ(area.payments().back().net, pounds(360));
    EXPECT_TRUE(is_sound());
}

TEST_F(ReturnedAfterReclaim, ClosesACaseThatAsksForNothingMore) {
    reclaimed("860.00");
    area.answer(case_write_off,
                {{"case", "C-0001"}, {"amount", "300.00"}, {"way", "lost"}, {"words", "Gone."}},
                {.day = "2026-12-03"});
    area.answer(case_approve,
                {{"case", "C-0001"}, {"confirm", "1:30000"}},
                {.actor = ben, .day = "2026-12-03"});
    (void)comes_back("560.00", ledger::payment_ref(1));
    EXPECT_EQ(state(), "closed");
    EXPECT_EQ(at(AccountName::payable_reclaim), Money{});
    EXPECT_EQ(at(AccountName::receivable_reclaim), Money{});
    EXPECT_TRUE(is_sound());
}

// Without any reclaim it is due again as ever.
TEST_F(ReturnedAfterReclaim, IsDueAgainWhereNothingWasAskedBack) {
    (void)comes_back("560.00", ledger::payment_ref(1));
    EXPECT_EQ(at(AccountName::undrawn), pounds(560));
    EXPECT_EQ(at(AccountName::fund), pounds(300));
    EXPECT_EQ(area.count("transfer WHERE kind = 59"), 0);
    ASSERT_EQ(paid_again(), 1U);
    EXPECT_EQ(area.payments().back().net, pounds(560));
}

// The whole budget is closed: its funder has the money again, and no run pays it.
TEST_F(ReturnedAfterReclaim, GoesToItsFunderOnceTheWholeBudgetIsClosed) {
    area.write([&](ledger::Work& work) { closed_ending(work); });
    EXPECT_EQ(comes_back("560.00", ledger::payment_ref(1)).at("returned"), 1);
    EXPECT_EQ(at(AccountName::fund), pounds(300));
    EXPECT_EQ(at(AccountName::undrawn), Money{});
    ledger::Rows rows =
        area.area().database().select(words_of_task, std::string_view("payment-returned"));
    ASSERT_TRUE(rows.next());
    EXPECT_TRUE(rows.str(0).ends_with("and nothing is paid again")) << rows.str(0);
    EXPECT_EQ(paid_again(), 0U);
    EXPECT_TRUE(is_sound());
}

// A case stopped one line, and what was owed on it is met; another line of the budget goes on.
TEST_F(ReturnedAfterReclaim, IsDueAgainWhereOneLineAloneHasStopped) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        line.number = 0;
        line.ref = "LP2";
        ledger::insert_plan_line(work, line);
        const auto stop = ledger::insert_case(work,
                                              person.person,
                                              {.budget = person.budget,
                                               .kind = "stop",
                                               .review = 1,
                                               .opened_on = on("2026-11-02"),
                                               .opened_by = 1});
        ledger::insert_case_decision(work,
                                     person.person,
                                     {.reduction_case = stop,
                                      .plan_line = person.line,
                                      .ground = "misuse",
                                      .effect_on = on("2026-11-30"),
                                      .proposal = 1,
                                      .proposed_by = 1,
                                      .approved_by = 2});
        ledger::insert_case_step(
            work,
            person.person,
            {.reduction_case = stop, .state = "matured", .on = on("2026-11-30"), .actor = 1});
        closed_ending(work);
    });
    (void)comes_back("560.00", ledger::payment_ref(1));
    EXPECT_EQ(at(AccountName::undrawn), pounds(560));
    ASSERT_EQ(paid_again(), 1U);
    EXPECT_EQ(area.payments().back().reissues, 1);
}

// What a case asks for is not raised by taking a bank line's explanation back.
TEST_F(ReturnedAfterReclaim, StaysOnceItWasExplained) {
    reclaimed("860.00");
    (void)comes_back("560.00", "no reference");
    const tests::AskedOn then{.day = "2026-12-04"};
    const auto confirm = [&](const json& proposed) {
        return area.refusal(proposal_confirm,
                            {{"proposal", std::to_string(proposed.at("proposal").get<int>())},
                             {"confirm", proposed.at("confirm")}},
                            {.actor = ben, .day = "2026-12-04"});
    };
    ASSERT_EQ(confirm(area.answer(
                  statement_explain,
                  {{"item", "1"}, {"to", "payment-return"}, {"payment", ledger::payment_ref(1)}},
                  then)),
              "accepted");
    EXPECT_EQ(at(AccountName::receivable_reclaim), pounds(300));
    EXPECT_EQ(
        confirm(area.answer(
            statement_explain, {{"item", "1"}, {"undo", "yes"}, {"reason", "a mistake"}}, then)),
        "explanation-built-on");
    EXPECT_TRUE(is_sound());
}

}  // namespace
}  // namespace almoner::scheduler
