#include "scheduler/commands/policy_load.h"

#include "scheduler/commands/proposal.h"
#include "scheduler/facts/ask_rules.h"
#include "tests/scheduler/commands/people_area.h"
#include "tests/support/files.h"

namespace almoner::scheduler {
namespace {

using almoner::testing::project_path;
using almoner::testing::read_whole;
using nlohmann::json;
using rules::Parameter;
using tests::asking_checker;
using tests::day;
using tests::Files;

Files policy(const std::string& text) {
    return {{"file:policy", text}};
}

std::string gateshead() {
    return read_whole(project_path("tests/rules/policy/presets/gateshead.toml"));
}

class PolicyLoad : public tests::PeopleArea {
  protected:
    void load(const std::string& text) {
        const json proposed = accepted(policy_load, policy(text));
        accepted(proposal_confirm,
                 {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                 asking_checker);
    }
    std::int64_t weeks(std::string_view on) {
        return policy_in_force(area.database(), day(on)).number(Parameter::review_first_weeks);
    }
};

// Gateshead reviews after 12 weeks (rules.md, section 1.12).
TEST_F(PolicyLoad, CountsFromItsDayOnceAnotherPersonConfirmedIt) {
    const json proposed = accepted(policy_load, policy(gateshead()));
    EXPECT_EQ(weeks("2026-11-22"), 0);
    accepted(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(weeks("2026-11-22"), 12);
    EXPECT_EQ(weeks("2026-03-31"), 0);  // it holds from 1 April 2026
}

TEST_F(PolicyLoad, NothingIsDecidedAnewUnderALaterPolicy) {
    load(gateshead());
    std::string later = gateshead();
    later.replace(later.find("2026-1"), 6, "2026-2");
    EXPECT_EQ(refused(policy_load, policy(later)), "policy-in-the-past file:policy");
    EXPECT_EQ(refused(policy_load, policy(gateshead())), "policy-loaded-already file:policy");
}

TEST_F(PolicyLoad, WhatLoosensTheLawOrCanNotBeReadIsRefused) {
    EXPECT_EQ(refused(policy_load,
                      policy("version = \"1\"\nfrom = 2026-11-22\n[review]\n"
                             "nhs-first-months = 4\n"))
                  .substr(0, 15),
              "policy-loosens ");
    EXPECT_EQ(refused(policy_load, policy("no policy")).substr(0, 17), "policy-unreadable");
    EXPECT_EQ(refused(policy_load, {}), "field-missing file:policy");
}

}  // namespace
}  // namespace almoner::scheduler
