#include "scheduler/commands/user_add.h"

#include "ledger/records/actor.h"
#include "tests/support/asking.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using tests::ask;
using tests::asking_checker;
using tests::asking_maker;
using tests::TestArea;

const ledger::Date today = *ledger::Date::parse("2026-11-22");
const Actor nobody{.number = 0, .ref = "", .role = Role::checker};

std::map<std::string, std::string> user(const std::string& ref, const std::string& role) {
    return {{"ref", ref},
            {"name", "Jo Field"},
            {"role", role},
            {"credential_hash", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"}};
}

TEST(UserAdd, TheFirstIsACheckerAndAddsTheOthers) {
    TestArea area;
    EXPECT_EQ(ask(area, user_add, user("jo", "maker"), nobody).refusal().code,
              "first-user-must-be-checker");
    ASSERT_TRUE(ask(area, user_add, user("jo", "checker"), nobody).accepted());
    EXPECT_EQ(ask(area, user_add, user("al", "maker"), asking_maker).refusal().code,
              "only-a-checker");
    auto fields = user("al", "checker");
    fields["approve_limit"] = "£10,000";
    ASSERT_TRUE(ask(area, user_add, fields, asking_checker).accepted());
    const auto al = ledger::actor_by_ref(area.database(), "al", today);
    ASSERT_TRUE(al);
    EXPECT_EQ(al->role, ledger::ActorRole::checker);
    EXPECT_EQ(al->approve_limit, ledger::Money::from_pence(1'000'000));
    EXPECT_EQ(ask(area, user_add, fields).refusal().code, "user-exists");
}

const Actor jo{.number = 1, .ref = "jo", .role = Role::checker};
const Actor al{.number = 2, .ref = "al", .role = Role::maker};

// An area whose payments began: checker jo and maker al.
void begin_paying(TestArea& area) {
    ASSERT_TRUE(ask(area, user_add, user("jo", "checker"), nobody).accepted());
    ASSERT_TRUE(ask(area, user_add, user("al", "maker"), jo).accepted());
    area.database().run_script(
        "INSERT INTO payment_run(id, seq, kind, paid_from, due_from, due_to, first_payment,"
        " last_payment, proposed_by, state, approved_by)"
        " VALUES (1, 1, 'scheduled', 1, 1, 1, 1, 1, 2, 2, 1)");
}

TEST(UserAdd, OnceTheAreaPaysANewCheckerNeedsSomebodyElse) {
    TestArea area;
    begin_paying(area);
    ASSERT_TRUE(ask(area, user_add, user("puppet", "checker"), jo).accepted());
    EXPECT_FALSE(ledger::actor_by_ref(area.database(), "puppet", today)->active);
    EXPECT_EQ(ask(area, user_confirm, {{"ref", "puppet"}}, jo).refusal().code, "own-proposal");
    ASSERT_TRUE(ask(area, user_confirm, {{"ref", "puppet"}}, al).accepted());
    EXPECT_TRUE(ledger::actor_by_ref(area.database(), "puppet", today)->active);
    EXPECT_EQ(ask(area, user_confirm, {{"ref", "puppet"}}, al).refusal().code,
              "user-does-not-wait");
    // Who was ended is not brought back by a confirmation.
    ASSERT_TRUE(ask(area, user_end, {{"ref", "puppet"}}, jo).accepted());
    EXPECT_EQ(ask(area, user_confirm, {{"ref", "puppet"}}, al).refusal().code,
              "user-does-not-wait");
    ASSERT_TRUE(ask(area, user_add, user("look", "viewer"), jo).accepted());
    EXPECT_TRUE(ledger::actor_by_ref(area.database(), "look", today)->active);
}

// Who could make a maker alone would propose through them and approve as themselves.
TEST(UserAdd, OnceTheAreaPaysANewMakerNeedsSomebodyElse) {
    TestArea area;
    begin_paying(area);
    ASSERT_TRUE(ask(area, user_add, user("puppet", "maker"), jo).accepted());
    EXPECT_FALSE(ledger::actor_by_ref(area.database(), "puppet", today)->active);
    EXPECT_EQ(ask(area, user_confirm, {{"ref", "puppet"}}, jo).refusal().code, "own-proposal");
    ASSERT_TRUE(ask(area, user_confirm, {{"ref", "puppet"}}, al).accepted());
    EXPECT_TRUE(ledger::actor_by_ref(area.database(), "puppet", today)->active);
}

TEST(UserCredential, IsChangedByItsOwnUserAlone) {
    TestArea area;
    begin_paying(area);
    const std::string hash = "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$YW5vdGhlcg";
    EXPECT_EQ(ask(area, user_credential, {{"credential_hash", "secret"}}, al).refusal().code,
              "credential-not-hashed");
    ASSERT_TRUE(
        ask(area, user_credential, {{"credential_hash", hash}, {"ref", "jo"}}, al).accepted());
    EXPECT_EQ(ledger::actor_by_ref(area.database(), "al", today)->credential_hash, hash);
    EXPECT_NE(ledger::actor_by_ref(area.database(), "jo", today)->credential_hash, hash);
}

TEST(UserAdd, NobodyGivesAHigherLimitThanTheirOwn) {
    TestArea area;
    begin_paying(area);
    Actor limited = jo;
    limited.approve_limit = ledger::Money::from_pence(100'000);
    auto fields = user("puppet", "checker");
    EXPECT_EQ(ask(area, user_add, fields, limited).refusal().code, "limit-above-own");
    fields["approve_limit"] = "1000.01";
    EXPECT_EQ(ask(area, user_add, fields, limited).refusal().code, "limit-above-own");
    fields["approve_limit"] = "1000.00";
    EXPECT_TRUE(ask(area, user_add, fields, limited).accepted());
}

// Checkers jo and sam, who gave each other a limit of £1,000, and maker al.
struct AllLimited {
    explicit AllLimited(bool with_al) {
        EXPECT_TRUE(ask(area, user_add, user("jo", "checker"), nobody).accepted());
        if (with_al) {
            EXPECT_TRUE(ask(area, user_add, user("al", "maker"), jo).accepted());
        }
        EXPECT_TRUE(ask(area, user_add, user("sam", "checker"), jo).accepted());
        sam.number = with_al ? 3 : 2;
        EXPECT_EQ(change(jo, {{"ref", "sam"}, {"approve_limit", "1000"}}), "active");
        EXPECT_EQ(change(sam, {{"ref", "jo"}, {"approve_limit", "1000"}}), "active");
        sam.approve_limit = ledger::Money::from_pence(100'000);
    }
    std::string change(const Actor& by, const std::map<std::string, std::string>& fields) {
        const auto answer = ask(area, user_change, fields, by);
        if (!answer.accepted()) return answer.refusal().code;
        return state(fields.at("ref"));
    }
    std::string state(const std::string& ref) {
        return ledger::actor_by_ref(area.database(), ref, today)->active ? "active" : "waits";
    }

    TestArea area;
    Actor sam{.number = 3, .ref = "sam", .role = Role::checker};
};

// Else nobody could ever approve a run above it again.
TEST(UserLimit, AboveEverybodysIsGivenByTheHighestAndAThirdPerson) {
    AllLimited all(true);
    EXPECT_EQ(all.change(all.sam, {{"ref", "jo"}, {"no_limit", "yes"}}), "waits");
    EXPECT_EQ(ask(all.area, user_confirm, {{"ref", "jo"}}, all.sam).refusal().code, "own-proposal");
    ASSERT_TRUE(ask(all.area, user_confirm, {{"ref", "jo"}}, al).accepted());
    const auto raised = ledger::actor_by_ref(all.area.database(), "jo", today);
    EXPECT_TRUE(raised->active);
    EXPECT_EQ(raised->approve_limit, std::nullopt);
    EXPECT_EQ(all.change(all.sam, {{"ref", "al"}, {"role", "checker"}}), "limit-above-own")
        << "jo may approve more now, and gives it";
}

TEST(UserLimit, AboveEverybodysIsNotGivenByWhoHasLess) {
    AllLimited all(true);
    Actor less = all.sam;
    less.approve_limit = ledger::Money::from_pence(99'999);
    EXPECT_EQ(all.change(less, {{"ref", "jo"}, {"no_limit", "yes"}}), "user-above-own");
}

TEST(UserLimit, AboveEverybodysOfANewCheckerWaitsForACheckerOfTheSameLimit) {
    AllLimited all(false);
    Actor same = jo;
    same.approve_limit = ledger::Money::from_pence(100'000);
    ASSERT_TRUE(ask(all.area, user_add, user("lee", "checker"), all.sam).accepted());
    EXPECT_EQ(all.state("lee"), "waits");
    ASSERT_TRUE(ask(all.area, user_confirm, {{"ref", "lee"}}, same).accepted());
    EXPECT_EQ(all.state("lee"), "active");
}

// Who left is ended at once; who ended them gets nobody's limit raised for it, alone or with al.
TEST(UserLimit, AboveEverybodysIsNotGivenByWhoEndedOneAboveThem) {
    AllLimited all(true);
    ASSERT_TRUE(ask(all.area, user_add, user("lee", "checker"), all.sam).accepted());
    ASSERT_TRUE(ask(all.area, user_confirm, {{"ref", "lee"}}, al).accepted());
    ASSERT_TRUE(ask(all.area, user_end, {{"ref", "lee"}}, all.sam).accepted());
    EXPECT_EQ(all.change(all.sam, {{"ref", "jo"}, {"no_limit", "yes"}}), "ended-one-above");
    EXPECT_EQ(all.change(all.sam, {{"ref", "jo"}, {"approve_limit", "999"}}), "active");
    EXPECT_EQ(all.change(all.sam, {{"ref", "jo"}, {"approve_limit", "1000"}}), "active");
    Actor same = jo;  // who ended nobody
    same.approve_limit = ledger::Money::from_pence(100'000);
    EXPECT_EQ(all.change(same, {{"ref", "sam"}, {"no_limit", "yes"}}), "waits");
    EXPECT_TRUE(ask(all.area, user_confirm, {{"ref", "sam"}}, al).accepted());
}

// Nor confirmed by them: whoever is raised would wait for ever.
TEST(UserLimit, AboveEverybodysIsNotConfirmedByWhoEndedOneAboveThem) {
    AllLimited all(false);
    Actor same = jo;
    same.approve_limit = ledger::Money::from_pence(100'000);
    ASSERT_TRUE(ask(all.area, user_add, user("lee", "checker"), all.sam).accepted());
    ASSERT_TRUE(ask(all.area, user_confirm, {{"ref", "lee"}}, same).accepted());
    ASSERT_TRUE(ask(all.area, user_end, {{"ref", "lee"}}, same).accepted());
    EXPECT_EQ(ask(all.area, user_add, user("pat", "checker"), all.sam).refusal().code,
              "nobody-could-confirm");
}

TEST(UserLimit, AboveEverybodysIsNobodysAlone) {
    AllLimited all(false);
    EXPECT_EQ(all.change(all.sam, {{"ref", "jo"}, {"no_limit", "yes"}}), "nobody-could-confirm");
}

TEST(UserAdd, NoSecretAndNoSchedulerComesIn) {
    TestArea area;
    auto fields = user("jo", "checker");
    fields["credential_hash"] = "correct horse";
    EXPECT_EQ(ask(area, user_add, fields).refusal().code, "credential-not-hashed");
    EXPECT_EQ(ask(area, user_add, user("jo", "scheduler")).refusal().code, "user-role");
    EXPECT_EQ(ask(area, user_add, user("j o", "checker")).refusal().field, "ref");
    fields = user("jo", "checker");
    fields["approve_limit"] = "-1";
    EXPECT_EQ(ask(area, user_add, fields).refusal().code, "limit-below-zero");
}

TEST(UserEnd, EndsAnotherButNotOneself) {
    TestArea area;
    ASSERT_TRUE(ask(area, user_add, user("jo", "checker"), nobody).accepted());
    ASSERT_TRUE(ask(area, user_add, user("al", "maker"), asking_checker).accepted());
    EXPECT_EQ(ask(area, user_end, {{"ref", "jo"}}, jo).refusal().code, "user-is-oneself");
    ASSERT_TRUE(ask(area, user_end, {{"ref", "al"}}, jo).accepted());
    EXPECT_FALSE(ledger::actor_by_ref(area.database(), "al", today)->active);
    EXPECT_EQ(ask(area, user_end, {{"ref", "al"}}, jo).refusal().code, "user-unknown");
    // What somebody did keeps their name: it is not given to another.
    EXPECT_EQ(ask(area, user_add, user("al", "maker"), jo).refusal().code, "user-exists");
}

TEST(UserAdd, EachBadFieldIsNamed) {
    TestArea area;
    ASSERT_TRUE(ask(area, user_add, user("jo", "checker"), nobody).accepted());
    const auto spoil = [&](const char* field, const std::string& value) {
        auto fields = user("al", "maker");
        fields[field] = value;
        const auto outcome = ask(area, user_add, fields, asking_checker);
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    };
    EXPECT_EQ(spoil("ref", std::string(65, 'a')), "reference-too-long ref");
    EXPECT_EQ(spoil("name", std::string(141, 'a')), "text-too-long name");
    EXPECT_EQ(spoil("name", "Al\x01 Field"), "text-control-character name");
    EXPECT_EQ(spoil("role", "king"), "user-role role");
    EXPECT_EQ(spoil("credential_hash", "secret"), "credential-not-hashed credential_hash");
    EXPECT_EQ(spoil("approve_limit", "-1"), "limit-below-zero approve_limit");
    EXPECT_FALSE(ledger::actor_by_ref(area.database(), "al", today));
}

}  // namespace
}  // namespace almoner::scheduler
