#include "gateway/hmrc/filing.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace almoner::gateway::hmrc {
namespace {

constexpr std::int64_t now = 1'777'600'000;
const FilingRules rules{.duplicate_numbers = {"9901"}};

Filing made() {
    return {.message_class = "HMRC-PAYE-RTI-FPS", .transaction_id = "A1"};
}

Filing in_state(FilingState state) {
    Filing filing = made();
    filing.state = state;
    if (state != FilingState::made && state != FilingState::in_doubt) filing.correlation_id = "C1";
    filing.is_answer_held = state == FilingState::accepted;
    return filing;
}

EngineReply acknowledgement() {
    EngineReply reply;
    reply.kind = ReplyKind::acknowledgement;
    reply.correlation_id = "C1";
    reply.poll_url = "https://e.example/poll";
    reply.poll_after_s = 10;
    return reply;
}

EngineReply response() {
    EngineReply reply;
    reply.kind = ReplyKind::response;
    reply.correlation_id = "C1";
    reply.receipt_mark = "mark=";
    return reply;
}

EngineReply error(const char* by, const char* number, EngineErrorType type) {
    EngineReply reply;
    reply.correlation_id = "C1";
    reply.errors = {{.raised_by = by, .number = number, .type = type}};
    return reply;
}

EngineReply list_with(const char* transaction_id) {
    EngineReply reply;
    reply.kind = ReplyKind::response;
    reply.function = "list";
    reply.message_class = "HMRC-PAYE-RTI-FPS";
    reply.has_list = true;
    reply.held = {{.correlation_id = "C9", .transaction_id = "Z"},
                  {.correlation_id = "C1", .transaction_id = transaction_id}};
    return reply;
}

EngineReply of_class(EngineReply reply, const char* message_class) {
    reply.message_class = message_class;
    return reply;
}

EngineReply without_report(EngineReply reply) {
    reply.has_list = false;
    return reply;
}

const EngineReply recoverable = error("Gateway", "1000", EngineErrorType::recoverable);
const EngineReply not_known = error("Gateway", "2000", EngineErrorType::fatal);
const EngineReply wrong_mark = error("Gateway", "2021", EngineErrorType::fatal);
const EngineReply turned_down = error("ChRIS", "7900", EngineErrorType::business);
const EngineReply had_before = error("ChRIS", "9901", EngineErrorType::business);

struct Way {
    const char* what;
    FilingState from;
    EngineReply reply;
    FilingState to;
    EngineStep next;
    std::int64_t wait_s;

    friend void PrintTo(const Way& it, std::ostream* out) { *out << it.what; }
};

class Ways : public ::testing::TestWithParam<Way> {};

TEST_P(Ways, LeadWhereTheTableSays) {
    const Way& way = GetParam();
    const Filing after = after_reply(in_state(way.from), way.reply, now, rules);
    EXPECT_EQ(name_of(after.state), name_of(way.to)) << way.what;
    EXPECT_EQ(next_step(after), way.next) << way.what;
    EXPECT_EQ(after.try_after_s - now, way.wait_s) << way.what;
}

INSTANTIATE_TEST_SUITE_P(
    OfAFiling,
    Ways,
    ::testing::Values(
        Way{"taken",
            FilingState::made,
            acknowledgement(),
            FilingState::acknowledged,
            EngineStep::poll,
            10},
        Way{"busy", FilingState::made, recoverable, FilingState::made, EngineStep::submit, 60},
        Way{"wrong", FilingState::made, wrong_mark, FilingState::rejected, EngineStep::none, 0},
        Way{"had at once",
            FilingState::made,
            had_before,
            FilingState::duplicate,
            EngineStep::none,
            0},
        Way{"not yet",
            FilingState::acknowledged,
            acknowledgement(),
            FilingState::acknowledged,
            EngineStep::poll,
            10},
        Way{"accepted",
            FilingState::acknowledged,
            response(),
            FilingState::accepted,
            EngineStep::delete_answer,
            0},
        Way{"turned down",
            FilingState::acknowledged,
            turned_down,
            FilingState::rejected,
            EngineStep::delete_answer,
            0},
        Way{"had before",
            FilingState::acknowledged,
            had_before,
            FilingState::duplicate,
            EngineStep::delete_answer,
            0},
        Way{"busy with it",
            FilingState::acknowledged,
            recoverable,
            FilingState::acknowledged,
            EngineStep::poll,
            60},
        Way{"forgotten",
            FilingState::acknowledged,
            not_known,
            FilingState::in_doubt,
            EngineStep::ask_what_is_held,
            60},
        Way{"held after all",
            FilingState::in_doubt,
            list_with("A1"),
            FilingState::acknowledged,
            EngineStep::poll,
            0},
        Way{"not held",
            FilingState::in_doubt,
            list_with("A2"),
            FilingState::made,
            EngineStep::submit,
            0},
        Way{"no list",
            FilingState::in_doubt,
            wrong_mark,
            FilingState::in_doubt,
            EngineStep::ask_what_is_held,
            60},
        Way{"another answer than the list",
            FilingState::in_doubt,
            response(),
            FilingState::in_doubt,
            EngineStep::ask_what_is_held,
            60},
        Way{"an acknowledgement in place of the list",
            FilingState::in_doubt,
            acknowledgement(),
            FilingState::in_doubt,
            EngineStep::ask_what_is_held,
            60},
        Way{"a list of another class",
            FilingState::in_doubt,
            of_class(list_with("A2"), "HMRC-PAYE-RTI-EPS"),
            FilingState::in_doubt,
            EngineStep::ask_what_is_held,
            60},
        Way{"a list without its report",
            FilingState::in_doubt,
            without_report(list_with("A2")),
            FilingState::in_doubt,
            EngineStep::ask_what_is_held,
            60},
        Way{"deleted",
            FilingState::accepted,
            response(),
            FilingState::accepted,
            EngineStep::none,
            0},
        Way{"not deleted yet",
            FilingState::accepted,
            recoverable,
            FilingState::accepted,
            EngineStep::delete_answer,
            60},
        Way{"gone already",
            FilingState::accepted,
            not_known,
            FilingState::accepted,
            EngineStep::none,
            0}));

TEST(Filing, KeepsWhatHmrcSaid) {
    const Filing rejected =
        after_reply(in_state(FilingState::acknowledged), turned_down, now, rules);
    ASSERT_EQ(rejected.errors.size(), 1U);
    EXPECT_EQ(rejected.errors.front().number, "7900");
    const Filing accepted =
        after_reply(in_state(FilingState::acknowledged), response(), now, rules);
    EXPECT_EQ(accepted.receipt_mark, "mark=");
    const Filing acknowledged = after_reply(made(), acknowledgement(), now, rules);
    EXPECT_EQ(acknowledged.poll_url, "https://e.example/poll");
    EXPECT_EQ(acknowledged.correlation_id, "C1");
}

TEST(Filing, TakesNoAnswerThatIsAboutAnother) {
    EngineReply others = response();
    others.correlation_id = "C2";
    const Filing after = after_reply(in_state(FilingState::acknowledged), others, now, rules);
    EXPECT_EQ(after.state, FilingState::acknowledged);
    EXPECT_EQ(after.try_after_s, now + 60);
}

TEST(Filing, IsInDoubtOnlyWhereHmrcMayHaveIt) {
    EXPECT_EQ(after_outage(made(), Outage::not_sent, now).state, FilingState::made);
    EXPECT_EQ(after_outage(made(), Outage::no_answer, now).state, FilingState::in_doubt);
    EXPECT_EQ(after_outage(in_state(FilingState::acknowledged), Outage::no_answer, now).state,
              FilingState::acknowledged);
}

// Acknowledged, then our side was down until HMRC had dropped its answer: it has it all the same.
TEST(Filing, IsNotSentAgainOnceHmrcHadIt) {
    const Filing forgotten =
        after_reply(in_state(FilingState::acknowledged), not_known, now, rules);
    const Filing after = after_reply(forgotten, list_with("A2"), now, rules);
    EXPECT_EQ(after.state, FilingState::in_doubt);
    EXPECT_EQ(after.correlation_id, "C1");
    EXPECT_EQ(after.try_after_s, now + 3600);
    EXPECT_EQ(after_reply(forgotten, list_with("A1"), now, rules).state, FilingState::acknowledged);
}

TEST(Filing, WaitsLongerEachTimeAndAnHourAtMost) {
    Filing filing = made();
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 9; ++i) {
        filing = after_outage(std::move(filing), Outage::not_sent, now);
        waits.push_back(filing.try_after_s - now);
    }
    EXPECT_EQ(waits, (std::vector<std::int64_t>{60, 120, 240, 480, 960, 1920, 3600, 3600, 3600}));
    EXPECT_FALSE(is_due(filing, now + 3599));
    EXPECT_TRUE(is_due(filing, now + 3600));
    // Once it has an answer it begins anew.
    const Filing after = after_reply(std::move(filing), acknowledgement(), now, rules);
    EXPECT_EQ(after_outage(after, Outage::no_answer, now).try_after_s, now + 60);
}

TEST(Filing, IsNeverDueOnceItIsOver) {
    for (const FilingState state : {FilingState::rejected, FilingState::duplicate}) {
        EXPECT_FALSE(is_due(in_state(state), now)) << name_of(state);
    }
}

}  // namespace
}  // namespace almoner::gateway::hmrc
