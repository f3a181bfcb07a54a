// Users of an area, added by the command.
#pragma once

#include "scheduler/commands/user_add.h"
#include "tests/support/asking.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::tests {

// Who adds the first one.
inline const scheduler::Actor nobody{.number = 0, .ref = "", .role = scheduler::Role::checker};

inline void add_user(TestArea& area,
                     const std::string& ref,
                     const std::string& role,
                     const scheduler::Actor& by) {
    const std::map<std::string, std::string> fields{
        {"ref", ref},
        {"name", "Jo Field"},
        {"role", role},
        {"credential_hash", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"}};
    EXPECT_TRUE(ask(area, scheduler::user_add, fields, by).accepted());
}

}  // namespace almoner::tests
