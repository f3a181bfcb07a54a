// How what HMRC is told is brought to its engine, once, whatever happens on the way.
#include "tests/scheduler/hmrc_filings_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using ops::hmrc_stand_in::Fault;
using tests::FieldMap;
using tests::says;

using HmrcSending = tests::HmrcFilingsArea;

TEST_F(HmrcSending, AreBroughtToHmrcAndTidiedUp) {
    pay_80_hours();
    submit();
    const SentFilings first = send_once();
    EXPECT_EQ(first.waiting, 2);
    EXPECT_EQ(first.next_at_s, tests::filings_begin_s + 10);
    EXPECT_EQ(state(1), "acknowledged");
    EXPECT_EQ(send().accepted, 2);
    EXPECT_EQ(state(1), "accepted");
    EXPECT_EQ(engine.held(), 0U);
    EXPECT_EQ(engine.accepted().size(), 2U);
    EXPECT_TRUE(open_filings(area.area().database()).empty());
    // Made, sent, acknowledged, accepted, deleted.
    EXPECT_EQ(ledger::steps_of_filing(area.area().database(), 1).size(), 5U);
}

// The program ends after each of the steps in the books, whichever: nothing is submitted twice.
TEST_F(HmrcSending, AreSubmittedOnceWhereverTheProgramEnds) {
    pay_80_hours();
    submit();
    for (int crash_after = 0; crash_after < 12; ++crash_after) {
        int kept = 0;
        (void)send_filings(
            open_filings(area.area().database()),
            client(),
            [&](const FieldMap& fields) { return kept++ < crash_after && step(fields); },
            [this] { return now_s; });
        now_s += 3700;
    }
    send();
    EXPECT_EQ(state(1), "accepted");
    EXPECT_EQ(state(2), "accepted");
    EXPECT_EQ(engine.accepted().size(), 2U);
}

TEST_F(HmrcSending, GoOnThroughEveryFaultThatPasses) {
    pay_80_hours();
    submit();
    for (const Fault fault :
         {Fault::outage, Fault::lost_answer, Fault::slow, Fault::recoverable, Fault::garbage}) {
        engine.expect({fault, 2});
    }
    send();
    EXPECT_EQ(state(1), "accepted");
    EXPECT_EQ(state(2), "accepted");
    EXPECT_EQ(engine.accepted().size(), 2U);
}

// What comes later waits until what went before has reached HMRC.
TEST_F(HmrcSending, KeepTheirOrder) {
    pay_80_hours();
    submit();
    engine.expect({Fault::outage, 1});
    EXPECT_EQ(send_once().waiting, 2);
    EXPECT_EQ(state(1), "in_doubt");
    EXPECT_EQ(state(2), "made");
}

TEST_F(HmrcSending, AreNotSentByTwoAtATime) {
    pay_80_hours();
    submit();
    const auto seen = open_filings(area.area().database());
    (void)send_once();
    const SentFilings late = send_filings(
        seen,
        client(),
        [this](const FieldMap& fields) { return step(fields); },
        [this] { return now_s; });
    EXPECT_EQ(late.accepted, 0);
    send();
    EXPECT_EQ(engine.accepted().size(), 2U);
}

TEST_F(HmrcSending, AreNotSentAgainAsTheyStandOnceTurnedDown) {
    pay_80_hours();
    submit();
    engine.expect({Fault::reject, 1});
    EXPECT_EQ(send().turned_down, 1);
    EXPECT_EQ(state(1), "rejected");
    const auto told = filing_at(
        area.area().database(), filing(1), ledger::last_step_of_filing(area.area().database(), 1));
    ASSERT_EQ(told.errors.size(), 1U);
    EXPECT_EQ(told.errors.front().number, "9902");
    EXPECT_EQ(held_out({}, "2026-05-01"), "rejected-as-it-stands");
    // Put right, or sent once more by somebody's will.
    EXPECT_EQ(purposes(submit({{"again", "yes"}}, "2026-05-01")), "paid");
    send();
    EXPECT_EQ(state(3), "accepted");
    EXPECT_TRUE(says(xml(3), "<Starter>"));
}

TEST_F(HmrcSending, TakeNoStepThatCantFollow) {
    pay_80_hours();
    submit();
    const auto asked = [this](const FieldMap& more) {
        FieldMap fields{{"filing", "1"},
                        {"step", "2"},
                        {"state", "in_doubt"},
                        {"try_after_s", "0"},
                        {"outages", "0"}};
        for (const auto& [name, value] : more) fields[name] = value;
        const auto outcome = area.ask(payroll_filing_step, fields);
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    };
    const json answer{{"receipt_mark", "another"},
                      {"errors", json::array()},
                      {"correlation_id", "A"},
                      {"poll_url", ""},
                      {"accepted_at", ""}};
    EXPECT_EQ(asked({{"filing", "9"}}), "filing-unknown filing");
    EXPECT_EQ(asked({{"step", "3"}}), "filing-moved-on step");
    EXPECT_EQ(asked({{"state", "accepted"}}), "filing-step-order state");
    EXPECT_EQ(asked({{"details", "words"}}), "details-unreadable details");
    EXPECT_EQ(asked({}), "accepted");
    EXPECT_EQ(asked({{"step", "3"}, {"state", "accepted"}, {"details", answer.dump()}}),
              "receipt-of-another details");
    json bare = answer;
    bare["receipt_mark"] = "";
    EXPECT_EQ(asked({{"step", "3"}, {"state", "accepted"}, {"details", bare.dump()}}),
              "receipt-missing details");
    EXPECT_EQ(asked({{"step", "3"}, {"state", "accepted"}}), "receipt-missing details");
    EXPECT_EQ(asked({{"step", "3"}, {"state", "acknowledged"}}), "accepted");
    EXPECT_EQ(asked({{"step", "4"}, {"state", "made"}}), "filing-step-order state");
    bare["receipt_mark"] = filing(1).mark;
    EXPECT_EQ(asked({{"step", "4"}, {"state", "accepted"}, {"details", bare.dump()}}), "accepted");
}

}  // namespace
}  // namespace almoner::scheduler
