// Money that stands set aside and that no period set aside: taken over, or moved by a change of
// option. A run pays it out, once.
#include "ledger/area/scope.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/set_aside.h"
#include "ledger/records/evidence.h"
#include "ledger/records/record_table.h"
#include "ledger/views/balance.h"
#include "ledger/views/history.h"
#include "scheduler/commands/opening.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "tests/scheduler/option_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using enum ledger::AccountName;
using ledger::AgreementStatus;
using ledger::Money;
using ledger::Option;
using ledger::PaymentKind;
using ledger::PaymentState;
using ledger::Stream;
using nlohmann::json;
using tests::on;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

constexpr Option direct = Option::direct_payment;

// As an import opens it: by the reference of the commissioner.
void take_over(RunArea& area,
               const TestPerson& person,
               std::int64_t amount,
               Stream stream = Stream::nhs) {
    area.write([&](ledger::Work& work) {
        const bool is_nhs = stream == Stream::nhs;
        const auto body = static_cast<std::int32_t>(is_nhs ? area.commissioner : area.partner);
        const std::string key =
            std::string("undrawn||BP1|direct-payment|") + (is_nhs ? "ICB|nhs|" : "LA|social-care|");
        work.records().insert(ledger::opening_balance_table, key, pounds(amount), on("2026-10-31"));
        const ledger::Holding holding{static_cast<std::int32_t>(person.budget), direct, 0};
        work.post(post(ledger::PeriodSetAside{holding, {{stream, body, pounds(amount)}}, {}}),
                  {.effective = on("2026-10-31")});
    });
}

class TakenOver : public ::testing::Test {
  protected:
    TakenOver() : person(area.add()) {}

    Money undrawn(Stream stream = Stream::nhs) {
        const bool is_nhs = stream == Stream::nhs;
        return area
            .balance({.name = ledger::AccountName::undrawn,
                      .stream = stream,
                      .option = direct,
                      .body = static_cast<std::int32_t>(is_nhs ? area.commissioner : area.partner),
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted;
    }
    void set_status(AgreementStatus status, const std::string& from) {
        area.write([&](ledger::Work& work) {
            auto agreement =
                *ledger::agreement_numbered(work.database(), person.agreement, on(from));
            agreement.status = status;
            agreement.from_on = on(from);
            ledger::insert_agreement(work, agreement);
        });
    }
    void settle(std::int64_t payment) {
        (void)tests::read_status(area, ledger::payment_ref(payment), "ACSC");
    }
    std::vector<ledger::PaymentRecord> waiting() {
        auto payments = area.payments();
        std::erase_if(payments, [](const auto& payment) {
            return payment.kind != PaymentKind::waiting_money;
        });
        return payments;
    }
    // Of the first opening; what was refused, else "accepted".
    std::string correct(const std::string& amount) {
        const auto proposed = area.ask(
            opening_correct, {{"opening", "1"}, {"amount", amount}, {"evidence", letter()}});
        if (!proposed.accepted()) return proposed.refusal().code;
        const int number = proposed.value().at("proposal").get<int>();
        return area.refusal(
            proposal_confirm,
            {{"proposal", std::to_string(number)}, {"confirm", proposed.value().at("confirm")}},
            {.actor = tests::ben});
    }
    std::string letter() {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_evidence(work,
                                         {.kind = "letter",
                                          .person = person.person,
                                          .subject = "what was taken over",
                                          .dated_on = on("2026-11-01"),
                                          .given_by = 1,
                                          .media_type = "text/plain"},
                                         "a letter");
        });
        return std::to_string(id);
    }
    std::vector<std::string> notes(const std::string& day = "2026-11-02") {
        ledger::Database& database = area.area().database();
        const auto view = ledger::balance_of(
            ledger::Scope{}, database, "P1", ledger::now_on(on(day)), *loaded_holidays(database));
        return view.value().notes;
    }

    RunArea area;
    TestPerson person;
    tests::TempFolder outbox;
};

// £400 for the period from 2 November and the £511 taken over: two payments, one run.
TEST_F(TakenOver, IsPaidByTheNextRunBesideThePeriodAndNeverAgain) {
    take_over(area, person, 511);
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(run["confirm"].get<std::string>(), "2:91100");
    const auto payments = area.payments();
    ASSERT_EQ(payments.size(), 2U);
    EXPECT_EQ(payments[1].kind, PaymentKind::waiting_money);
    EXPECT_EQ(payments[1].net, pounds(511));
    EXPECT_FALSE(payments[1].sets_aside);
    EXPECT_EQ(payments[1].nominal_on, on("2026-11-02")) << "the agreement begins then";
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(undrawn(), pounds(911));
    area.approve(run);
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    tests::expect_sound(area);
}

TEST_F(TakenOver, IsPaidThoughThePeriodsOfTheTimeBeforeWerePaidElsewhere) {
    area.write([&](ledger::Work& work) {
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
        agreement.start_on = agreement.anchor_on = on("2026-03-02");
        agreement.from_on = on("2026-03-02");
        ledger::insert_agreement(work, agreement);
    });
    take_over(area, person, 511);
    const json run = area.propose("2026-11-02")[0];
    const auto found = waiting();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].nominal_on, on("2026-10-31"));
    const json shown =
        json::parse(run_show(area.area().database(), run["run"], on("2026-11-02")).value());
    const auto payment = std::ranges::find_if(
        shown["payments"], [](const json& each) { return each["kind"] == "waiting-money"; });
    ASSERT_NE(payment, shown["payments"].end());
    EXPECT_EQ((*payment)["late"].get<std::string>(),
              "Due on 31 October 2026: it was set aside before, and no run had paid it out.");
}

TEST_F(TakenOver, IsSplitByWhoseMoneyItIs) {
    take_over(area, person, 511);
    take_over(area, person, 40, Stream::social_care);
    EXPECT_EQ(area.propose("2026-11-02")[0]["confirm"].get<std::string>(), "2:95100");
    const auto parts = ledger::parts_of(area.area().database(), waiting().at(0).id);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].stream, Stream::nhs);
    EXPECT_EQ(parts[0].net, pounds(511));
    EXPECT_EQ(parts[0].plan_line, person.line);
    EXPECT_EQ(parts[1].stream, Stream::social_care);
    EXPECT_EQ(parts[1].net, pounds(40));
    EXPECT_EQ(parts[1].plan_line, 0) << "the plan has no line of the council";
}

TEST_F(TakenOver, IsHeldWithItsAgreementAndPaidOnceThatGoesOn) {
    take_over(area, person, 511);
    set_status(AgreementStatus::held, "2026-11-02");
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 2);
    EXPECT_TRUE(area.propose("2026-11-02").empty()) << "held once";
    set_status(AgreementStatus::active, "2026-11-03");
    EXPECT_EQ(area.propose("2026-11-02", "2026-11-03")[0]["confirm"].get<std::string>(), "2:91100");
    const auto found = waiting();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].state, PaymentState::cancelled);
    EXPECT_EQ(found[1].reissues, found[0].id);
    tests::expect_sound(area);
}

TEST_F(TakenOver, IsPaidAlsoAfterTheAgreementHasEnded) {
    area.write([&](ledger::Work& work) {
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
        agreement.start_on = agreement.anchor_on = on("2026-03-02");
        agreement.end_on = on("2026-10-25");
        agreement.status = AgreementStatus::ended;
        ledger::insert_agreement(work, agreement);
    });
    take_over(area, person, 511);
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(run["confirm"].get<std::string>(), "1:51100");
    area.approve(run);
    tests::expect_sound(area);
}

TEST_F(TakenOver, ThatIsRejectedOrCancelledIsProposedAgain) {
    take_over(area, person, 511);
    json run = area.propose("2026-11-02")[0];
    (void)area.answer(run_cancel, {{"run", run["run"]}});
    run = area.propose("2026-11-02")[0];
    EXPECT_EQ(run["confirm"].get<std::string>(), "2:91100");
    area.approve(run);
    (void)area.answer(run_send, {{"run", run["run"]}});
    tests::finish_files(area, outbox.path());
    const auto second = waiting().at(1);
    (void)tests::read_status(area, ledger::payment_ref(second.id), "RJCT");
    EXPECT_EQ(undrawn(), pounds(911)) << "£400 is sent, and £511 free again";
    EXPECT_EQ(area.propose("2026-11-02", "2026-11-20")[0]["confirm"].get<std::string>(), "1:51100");
    EXPECT_TRUE(area.propose("2026-11-02", "2026-11-20").empty());
    tests::expect_sound(area);
}

// Settled after all: what takes its place is cancelled, and nothing is paid twice.
TEST_F(TakenOver, ThatIsRejectedAndSettlesAfterAllIsNotPaidAgain) {
    take_over(area, person, 511);
    tests::send_all(area, outbox.path());
    const auto first = waiting().at(0);
    (void)tests::read_status(area, ledger::payment_ref(first.id), "RJCT");
    EXPECT_EQ(area.propose("2026-11-02", "2026-11-20").size(), 1U);
    settle(first.id);
    EXPECT_EQ(waiting().at(1).state, PaymentState::cancelled);
    EXPECT_TRUE(area.propose("2026-11-02", "2026-11-20").empty());
    EXPECT_EQ(undrawn(), pounds(400)) << "the period's payment is still with the bank";
    tests::expect_sound(area);
}

TEST_F(TakenOver, OfWhichAPartComesBackIsPaidAgainInThatPart) {
    take_over(area, person, 511);
    tests::send_all(area, outbox.path());
    const std::string ref = ledger::payment_ref(waiting().at(0).id);
    (void)tests::read_statement(
        area,
        tests::bank_line("511.00", "DBIT", ref) + tests::bank_line("11.00", "CRDT", ref),
        "500.00");
    EXPECT_EQ(area.propose("2026-11-02", "2026-11-20")[0]["held"], 1) << "the account is blocked";
    EXPECT_EQ(area.payments().back().kind, PaymentKind::returned_part);
    EXPECT_EQ(area.payments().back().net, pounds(11));
    tests::expect_sound(area);
}

// £400 of a period came back and waits to be paid again: that is not paid as waiting money too.
TEST_F(TakenOver, LeavesWhatOtherPaymentsWillDraw) {
    tests::send_all(area, outbox.path());
    const std::string ref = ledger::payment_ref(1);
    (void)tests::read_statement(
        area,
        tests::bank_line("400.00", "DBIT", ref) + tests::bank_line("400.00", "CRDT", ref),
        "1000.00");
    take_over(area, person, 511);
    EXPECT_EQ(undrawn(), pounds(911));
    (void)area.propose("2026-11-02", "2026-11-20");
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(waiting()[0].net, pounds(511));
}

// £100 of it went another way: a run can't promise what is not there.
TEST_F(TakenOver, IsNeverMoreThanWhatIsThere) {
    take_over(area, person, 511);
    area.write([&](ledger::Work& work) {
        const ledger::Holding holding{static_cast<std::int32_t>(person.budget), direct, 0};
        const ledger::Shares shares{
            {Stream::nhs, static_cast<std::int32_t>(area.commissioner), pounds(100)}};
        work.post(post(ledger::CommitmentNotUsed{holding, shares}),
                  {.effective = on("2026-11-02")});
    });
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(run["confirm"].get<std::string>(), "2:81100");
    area.approve(run);
    tests::expect_sound(area);
}

// £1,000 were written down, and £100 were right: what is proposed of it goes first, or nothing
// does.
TEST_F(TakenOver, IsPaidAsItWasCorrectedWhereItWasProposedBefore) {
    take_over(area, person, 1'000);
    json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(correct("100.00"), "opening-paid-out");
    (void)area.answer(run_cancel, {{"run", run["run"]}});
    ASSERT_EQ(correct("100.00"), "accepted");
    run = area.propose("2026-11-02")[0];
    EXPECT_EQ(run["confirm"].get<std::string>(), "2:50000");  // and £400 of the period
    EXPECT_EQ(waiting().back().net, pounds(100));
    EXPECT_EQ(correct("99.99"), "opening-paid-out");
    (void)area.answer(run_cancel, {{"run", run["run"]}});
    run = area.propose("2026-11-02")[0];
    EXPECT_EQ(waiting().back().net, pounds(100));
    area.approve(run);
    EXPECT_EQ(undrawn(), pounds(500));
    tests::expect_sound(area);
}

TEST_F(TakenOver, ThatIsRaisedAgainIsPaidBesideWhatWasLeft) {
    take_over(area, person, 1'000);
    (void)area.answer(run_cancel, {{"run", area.propose("2026-11-02")[0]["run"]}});
    ASSERT_EQ(correct("0.00"), "accepted");
    (void)area.answer(run_cancel, {{"run", area.propose("2026-11-02")[0]["run"]}});
    EXPECT_EQ(waiting().size(), 1U) << "nothing is left of it";
    ASSERT_EQ(correct("50.00"), "accepted");
    area.approve(area.propose("2026-11-02")[0]);
    ASSERT_EQ(waiting().size(), 2U);
    EXPECT_EQ(waiting()[1].net, pounds(50));
    tests::expect_sound(area);
}

// Held, it is worked out afresh, and one of which nothing is left is cancelled.
TEST_F(TakenOver, ThatIsHeldIsHeldAsItWasCorrected) {
    take_over(area, person, 1'000);
    set_status(AgreementStatus::held, "2026-11-02");
    (void)area.propose("2026-11-02");
    ASSERT_EQ(correct("100.00"), "accepted");
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 1);
    auto found = waiting();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].state, PaymentState::cancelled);
    EXPECT_EQ(found[1].net, pounds(100));
    ASSERT_EQ(correct("0.00"), "accepted");
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    found = waiting();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].state, PaymentState::cancelled);
}

// £11 of £511 came back: £6 of them are due again, and £500 are paid.
TEST_F(TakenOver, OfWhichAPartComesBackIsLoweredInThatPart) {
    take_over(area, person, 511);
    tests::send_all(area, outbox.path());
    const std::string ref = ledger::payment_ref(waiting().at(0).id);
    (void)tests::read_statement(
        area,
        tests::bank_line("511.00", "DBIT", ref) + tests::bank_line("11.00", "CRDT", ref),
        "500.00");
    EXPECT_EQ(correct("499.99"), "opening-paid-out");
    ASSERT_EQ(correct("506.00"), "accepted");
    (void)area.propose("2026-11-02", "2026-11-20");
    EXPECT_EQ(area.payments().back().kind, PaymentKind::returned_part);
    EXPECT_EQ(area.payments().back().net, pounds(6));
    tests::expect_sound(area);
}

TEST_F(TakenOver, IsToldToThePersonUntilARunHasTakenItUp) {
    take_over(area, person, 511);
    const std::string words =
        "£511 has been set aside for you since 31 October 2026 and was not paid yet: the next "
        "payment run takes it up.";
    EXPECT_EQ(std::ranges::count(notes(), words), 1);
    (void)area.propose("2026-11-02");
    EXPECT_EQ(std::ranges::count(notes(), words), 0);
}

TEST_F(TakenOver, IsNamedInTheHistory) {
    take_over(area, person, 511);
    tests::send_all(area, outbox.path());
    settle(waiting().at(0).id);
    const auto history = ledger::history_of(ledger::Scope{},
                                            area.area().database(),
                                            "P1",
                                            ledger::now_on(on("2026-11-20")),
                                            {.limit = 10});
    ASSERT_FALSE(history.value().entries.empty());
    EXPECT_EQ(history.value().entries[0].words, "Payment received (set aside before)");
    EXPECT_EQ(history.value().entries[0].amount, pounds(511));
}

// A managed account whose client had £50 more set aside than its periods, changed to a direct
// payment.
class MovedToDirect : public tests::OptionArea {
  protected:
    MovedToDirect() : OptionArea(Option::managed_account) {
        pay();
        add_holder_account();
        area.write([&](ledger::Work& work) {
            const ledger::Holding holding{
                static_cast<std::int32_t>(person.budget), Option::managed_account, 0};
            work.post(post(ledger::PeriodSetAside{
                          holding,
                          {{Stream::nhs, static_cast<std::int32_t>(area.commissioner), pounds(50)}},
                          {}}),
                      {.plan_line = person.line, .effective = on("2026-11-02")});
        });
        change(signed_too({{"plan_line", "LP1"},
                           {"option", "direct-payment"},
                           {"from", "2026-11-16"},
                           {"facts", "line.planned_cost=90"},
                           {"payee", "holder"}}));
    }
};

TEST_F(MovedToDirect, IsPaidByTheRunAfterTheDayItMoved) {
    EXPECT_EQ(look_after("2026-11-16"), 1U);
    EXPECT_EQ(at(undrawn, direct), pounds(50));
    (void)area.propose("2026-11-16", "2026-11-16");
    const auto payments = area.payments();
    ASSERT_EQ(payments.size(), 3U);
    EXPECT_EQ(payments[2].kind, PaymentKind::waiting_money);
    EXPECT_EQ(payments[2].option, direct);
    EXPECT_EQ(payments[2].net, pounds(50));
    EXPECT_EQ(payments[2].nominal_on, on("2026-11-16"));
    EXPECT_TRUE(area.propose("2026-11-16", "2026-11-17").empty());
    EXPECT_EQ(look_after("2026-11-17"), 0U);
    tests::expect_sound(area);
}

TEST_F(MovedToDirect, IsNotPaidBeforeItHasMoved) {
    (void)area.propose("2026-11-16", "2026-11-15");
    for (const auto& payment : area.payments()) {
        EXPECT_NE(payment.kind, PaymentKind::waiting_money);
    }
}

}  // namespace
}  // namespace almoner::scheduler
