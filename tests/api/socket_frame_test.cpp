#include "api/socket/frame.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::api {
namespace {

const std::string an_ask = encode({.name = "run approve",
                                   .key = "K1",
                                   .as = "ben",
                                   .credential = "a secret",
                                   .as_of = "2026-11-23",
                                   .at = "16:00",
                                   .fields = {{"confirm", "2:700.00"}, {"run", "7"}},
                                   .dry_run = true});

std::string accepted() {
    ledger::CommandResult result;
    result.outcome = std::string("{}");
    result.seq = 300;
    return encode(result);
}

std::string refused() {
    ledger::CommandResult result;
    result.outcome = ledger::Refusal{.code = "own-proposal",
                                     .words = "Nobody approves their own run.",
                                     .next = "Ask another checker.",
                                     .field = "as",
                                     .citation = ""};
    result.replayed = true;
    return encode(result);
}

TEST(SocketFrame, CarriesAnAskAsItIs) {
    const Ask ask = decode_ask(an_ask);
    EXPECT_EQ(ask.name, "run approve");
    EXPECT_EQ(ask.key, "K1");
    EXPECT_EQ(ask.as, "ben");
    EXPECT_EQ(ask.credential, "a secret");
    EXPECT_EQ(ask.as_of, "2026-11-23");
    EXPECT_EQ(ask.at, "16:00");
    EXPECT_EQ(ask.fields.at("confirm"), "2:700.00");
    EXPECT_EQ(ask.fields.size(), 2U);
    EXPECT_TRUE(ask.dry_run);
}

TEST(SocketFrame, CarriesAnAnswerAsItIs) {
    EXPECT_EQ(decode_result(accepted()).outcome.value(), "{}");
    EXPECT_EQ(decode_result(accepted()).seq, 300);
    EXPECT_EQ(decode_result(refused()).outcome.refusal().code, "own-proposal");
    EXPECT_TRUE(decode_result(refused()).replayed);
    EXPECT_THROW((void)decode_result(encode_outage("busy", false)), ledger::StorageBusy);
    EXPECT_THROW((void)decode_result(encode_outage("wrong", true)), ledger::InvariantBroken);
}

// Of an ask, what is cut between two fields is a shorter ask: the frame's length stands before it.
TEST(SocketFrame, CutAtAnyOctetIsReadAsNothingElse) {
    for (std::size_t size = 0; size < an_ask.size(); ++size) {
        try {
            const Ask ask = decode_ask(an_ask.substr(0, size));
            EXPECT_EQ(encode(ask), an_ask.substr(0, size)) << size;
        } catch (const std::runtime_error& error) {
            EXPECT_NE(std::string(error.what()), "") << size;
        }
    }
    for (const std::string& whole : {accepted(), refused()}) {
        for (std::size_t size = 0; size < whole.size(); ++size) {
            EXPECT_THROW((void)decode_result(whole.substr(0, size)), std::runtime_error) << size;
        }
    }
}

TEST(SocketFrame, ThatNobodyWroteIsRefused) {
    EXPECT_THROW((void)decode_result(accepted() + "x"), std::runtime_error);
    EXPECT_THROW((void)decode_result("x" + accepted().substr(1)), std::runtime_error);
    EXPECT_THROW((void)decode_result(refused().substr(0, refused().size() - 1) + "\x04"),
                 std::runtime_error);
    Ask bare;
    bare.name = "job run";
    const std::string no_fields = encode(bare);
    ASSERT_EQ(no_fields.back(), '\0');
    EXPECT_THROW((void)decode_ask(no_fields.substr(0, no_fields.size() - 1) + "\x04"),
                 std::runtime_error)
        << "neither yes nor no";
    const std::string field =
        "\x01"
        "a"
        "\x01"
        "b";
    EXPECT_EQ(decode_ask(no_fields + field).fields.at("a"), "b");
    EXPECT_THROW((void)decode_ask(no_fields + field + field), std::runtime_error) << "twice";
    EXPECT_THROW((void)decode_ask(no_fields + "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
                 std::runtime_error)
        << "a length beyond all memory";
}

}  // namespace
}  // namespace almoner::api
