#include "scheduler/commands/token_add.h"

#include "ledger/records/api_token.h"
#include "tests/support/users.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

const Actor jo{.number = 1, .ref = "jo", .role = Role::checker};
const std::string digest(64, 'a');

// Checker jo, and maker al, who is gone.
class TokenAdd : public ::testing::Test {
  protected:
    TokenAdd() {
        tests::add_user(area_, "jo", "checker", tests::nobody);
        tests::add_user(area_, "al", "maker", jo);
        EXPECT_TRUE(tests::ask(area_, user_end, {{"ref", "al"}}, jo).accepted());
    }
    // The code of the refusal, or "accepted".
    std::string add(const std::string& whose, const std::string& sha256) {
        const auto answer = tests::ask(area_, token_add, {{"for", whose}, {"sha256", sha256}}, jo);
        return answer.accepted() ? "accepted" : answer.refusal().code;
    }

    std::string end(const std::string& token) {
        const auto answer = tests::ask(area_, token_end, {{"token", token}}, jo);
        return answer.accepted() ? "accepted" : answer.refusal().code;
    }

    tests::TestArea area_;
};

TEST_F(TokenAdd, BindsADigestToAUser) {
    EXPECT_EQ(add("jo", digest), "accepted");
    EXPECT_EQ(ledger::api_tokens(area_.database()),
              (std::vector<ledger::ApiToken>{{.id = 1, .actor = 1, .sha256 = digest}}));
}

TEST_F(TokenAdd, IsOnlyForSomebodyWhoIsThere) {
    EXPECT_EQ(add("zed", digest), "user-unknown");
    EXPECT_EQ(add("al", digest), "user-unknown");
    EXPECT_EQ(add("scheduler", digest), "user-unknown");
}

TEST_F(TokenAdd, KeepsNothingButADigest) {
    for (const std::string& other :
         {std::string(), digest.substr(1), digest + "a", std::string(64, 'A'), "almt_" + digest}) {
        EXPECT_EQ(add("jo", other), "token-digest-form") << other;
    }
}

TEST_F(TokenAdd, OfAKnownTokenIsRefusedWhoeverItWasFor) {
    EXPECT_EQ(add("jo", digest), "accepted");
    EXPECT_EQ(add("jo", digest), "token-known");
    EXPECT_EQ(ledger::api_tokens(area_.database()).size(), 1U);
}

TEST_F(TokenAdd, IsEndedOnceAndOpensNothingThen) {
    EXPECT_EQ(add("jo", digest), "accepted");
    EXPECT_EQ(add("jo", std::string(64, 'b')), "accepted");
    EXPECT_EQ(end("3"), "token-unknown");
    EXPECT_EQ(end("one"), "whole-number");
    EXPECT_EQ(end("1"), "accepted");
    EXPECT_EQ(end("1"), "token-ended");
    EXPECT_EQ(
        ledger::api_tokens(area_.database()),
        (std::vector<ledger::ApiToken>{{.id = 2, .actor = 1, .sha256 = std::string(64, 'b')}}));
    const auto every = ledger::every_api_token(area_.database());
    ASSERT_EQ(every.size(), 2U);
    EXPECT_EQ(every[0].added_on.iso(), "2026-11-22");
    ASSERT_TRUE(every[0].ended_on);
    EXPECT_EQ(every[0].ended_on->iso(), "2026-11-22");
    EXPECT_FALSE(every[1].ended_on);
    EXPECT_EQ(add("jo", digest), "token-known") << "it stays ended";
}

}  // namespace
}  // namespace almoner::scheduler
