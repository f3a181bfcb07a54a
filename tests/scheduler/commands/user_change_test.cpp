#include "ledger/records/actor.h"
#include "scheduler/commands/user_add.h"
#include "tests/support/users.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::ActorRole;
using ledger::Money;
using Given = std::map<std::string, std::string>;

const Actor jo{.number = 1, .ref = "jo", .role = Role::checker};
const Actor sam{.number = 3, .ref = "sam", .role = Role::checker};

// Checker jo, maker al, checker sam and viewer vi.
class UserChange : public ::testing::Test {
  protected:
    UserChange() {
        tests::add_user(area_, "jo", "checker", tests::nobody);
        tests::add_user(area_, "al", "maker", jo);
        tests::add_user(area_, "sam", "checker", jo);
        tests::add_user(area_, "vi", "viewer", jo);
    }
    void begin_paying() {
        area_.database().run_script(
            "INSERT INTO payment_run(id, seq, kind, paid_from, due_from, due_to, first_payment,"
            " last_payment, proposed_by, state, approved_by)"
            " VALUES (1, 1, 'scheduled', 1, 1, 1, 1, 1, 2, 2, 1)");
    }
    // The code of the refusal, or the state of the user.
    std::string change(const Given& fields, const Actor& by) {
        const auto answer = tests::ask(area_, user_change, fields, by);
        if (!answer.accepted()) return answer.refusal().code;
        return now(fields.at("ref")).active ? "active" : "waits";
    }
    std::string confirm(const std::string& ref, const Actor& by) {
        const auto answer = tests::ask(area_, user_confirm, {{"ref", ref}}, by);
        return answer.accepted() ? "active" : answer.refusal().code;
    }
    ledger::Actor now(const std::string& ref) {
        return *ledger::actor_by_ref(area_.database(), ref, *ledger::Date::parse("2026-11-22"));
    }

    tests::TestArea area_;
};

TEST_F(UserChange, IsDatedAndKeepsWhatWasBefore) {
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "£5,000"}}, jo), "active");
    EXPECT_EQ(now("sam").approve_limit, Money::from_pence(500'000));
    EXPECT_EQ(now("sam").from_on.iso(), "2026-11-22");
    EXPECT_EQ(now("sam").role, ActorRole::checker);
    EXPECT_EQ(change({{"ref", "sam"}, {"no_limit", "yes"}}, jo), "active");
    EXPECT_EQ(now("sam").approve_limit, std::nullopt);
    EXPECT_EQ(change({{"ref", "sam"}, {"role", "viewer"}}, jo), "active");
    EXPECT_EQ(now("sam").role, ActorRole::viewer);
    const auto versions = ledger::actor_versions(area_.database(), 3);
    ASSERT_EQ(versions.size(), 4U);
    EXPECT_EQ(versions[1].approve_limit, Money::from_pence(500'000));
}

TEST_F(UserChange, IsOfAnotherUserAndNeverAboveOnesOwnLimit) {
    EXPECT_EQ(change({{"ref", "jo"}, {"approve_limit", "1"}}, jo), "user-is-oneself");
    EXPECT_EQ(change({{"ref", "jo"}, {"role", "maker"}}, jo), "user-is-oneself");
    Actor limited = jo;
    limited.approve_limit = Money::from_pence(100'000);
    EXPECT_EQ(change({{"ref", "al"}, {"role", "checker"}}, limited), "limit-above-own");
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "500"}}, limited), "user-above-own");
    EXPECT_EQ(change({{"ref", "sam"}, {"role", "viewer"}}, limited), "user-above-own");
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "1000"}}, jo), "active");
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "500"}}, limited), "active") << "lower";
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "1000.01"}}, limited), "limit-above-own");
    EXPECT_EQ(change({{"ref", "sam"}, {"no_limit", "yes"}}, limited), "limit-above-own");
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "1000"}}, limited), "active");
}

TEST_F(UserChange, EachFaultIsNamed) {
    EXPECT_EQ(change({{"ref", "zed"}, {"role", "maker"}}, jo), "user-unknown");
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "king"}}, jo), "user-role");
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "scheduler"}}, jo), "user-role");
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "-1"}}, jo), "limit-below-zero");
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "1"}, {"no_limit", "yes"}}, jo),
              "limit-and-none");
    EXPECT_EQ(change({{"ref", "sam"}}, jo), "nothing-to-change");
    EXPECT_EQ(change({{"ref", "sam"}, {"role", "checker"}, {"no_limit", "yes"}}, jo),
              "nothing-to-change");
}

// Else a viewer whom nobody had to confirm would be the second person of who made them.
TEST_F(UserChange, ThatGivesMoreWaitsForAThirdPersonOnceTheAreaPays) {
    begin_paying();
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "maker"}}, jo), "waits");
    EXPECT_TRUE(waits_to_be_confirmed(area_.database(), now("vi")));
    EXPECT_EQ(confirm("vi", jo), "own-proposal");
    EXPECT_EQ(confirm("vi", sam), "active");
    EXPECT_EQ(now("vi").role, ActorRole::maker);
    EXPECT_EQ(change({{"ref", "al"}, {"role", "checker"}}, jo), "waits");
    EXPECT_EQ(confirm("al", sam), "active");
    EXPECT_EQ(change({{"ref", "al"}, {"approve_limit", "10"}}, jo), "active") << "less";
    EXPECT_EQ(change({{"ref", "al"}, {"approve_limit", "11"}}, jo), "waits");
    EXPECT_EQ(confirm("al", sam), "active");
    EXPECT_EQ(change({{"ref", "al"}, {"role", "viewer"}}, jo), "active") << "less";
}

// A support service may pay wages and nothing else.
TEST_F(UserChange, ThatGivesMoreWaitsAlsoOnceWagesWereApproved) {
    const auto step = [&](const std::string& state) {
        const std::string sql =
            "INSERT INTO payroll_run_step(seq, run, state, done_on, actor) VALUES (1, 1, '" +
            state + "', 1, 1)";
        area_.database().run_script(sql.c_str());
    };
    step("draft");
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "maker"}}, jo), "active");
    step("approved");
    EXPECT_EQ(change({{"ref", "al"}, {"role", "checker"}}, jo), "waits");
    EXPECT_EQ(confirm("al", sam), "active");
}

TEST_F(UserChange, ThatWaitsCanBeEndedAndIsNotConfirmedThen) {
    begin_paying();
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "maker"}}, jo), "waits");
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "viewer"}}, jo), "user-unknown");
    EXPECT_TRUE(tests::ask(area_, user_end, {{"ref", "vi"}}, jo).accepted());
    EXPECT_FALSE(waits_to_be_confirmed(area_.database(), now("vi")));
    EXPECT_EQ(confirm("vi", sam), "user-does-not-wait");
}

// Two people alone: to wait for a third would be to wait for ever.
TEST_F(UserChange, CountsAtOnceWhereNobodyElseCouldConfirmIt) {
    begin_paying();
    for (const char* const gone : {"al", "sam"}) {
        ASSERT_TRUE(tests::ask(area_, user_end, {{"ref", gone}}, jo).accepted());
    }
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "maker"}}, jo), "active");
}

// Whoever could be alone for a moment could make a second person, and put everything back.
TEST_F(UserChange, LeavesSomebodyElseWhoCouldConfirm) {
    begin_paying();
    ASSERT_TRUE(tests::ask(area_, user_end, {{"ref", "al"}}, jo).accepted());
    EXPECT_EQ(change({{"ref", "sam"}, {"role", "viewer"}}, jo), "last-second-person");
    EXPECT_EQ(change({{"ref", "sam"}, {"role", "maker"}}, jo), "active") << "acts still";
}

TEST_F(UserChange, WaitsForNobodyWhoCouldNotConfirm) {
    begin_paying();
    EXPECT_EQ(change({{"ref", "al"}, {"role", "checker"}}, jo), "waits");
    EXPECT_EQ(change({{"ref", "sam"}, {"approve_limit", "10"}}, jo), "active") << "less";
    EXPECT_EQ(change({{"ref", "sam"}, {"no_limit", "yes"}}, jo), "nobody-could-confirm")
        << "al waits";
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "checker"}}, jo), "nobody-could-confirm")
        << "above what sam has";
    EXPECT_EQ(change({{"ref", "vi"}, {"role", "checker"}, {"approve_limit", "10"}}, jo), "waits");
}

TEST_F(UserChange, TheNameOfTheDailyJobsIsNobodys) {
    const auto answer = tests::ask(area_, user_add, {{"ref", "scheduler"}}, jo);
    EXPECT_EQ(answer.refusal().code, "user-name-kept");
}

}  // namespace
}  // namespace almoner::scheduler
