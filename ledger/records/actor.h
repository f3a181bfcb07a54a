// Who may ask for something: people with a role and a credential, and the scheduler.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

enum class ActorRole : std::uint8_t { maker = 1, checker = 2, viewer = 3, scheduler = 4 };
[[nodiscard]] std::string_view name_of(ActorRole value);
[[nodiscard]] std::optional<ActorRole> actor_role_named(std::string_view name);

struct Actor {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::string name{};
    ActorRole role = ActorRole::maker;
    std::string credential_hash{};
    std::optional<Money> approve_limit{};  // none: any amount
    bool active = true;

    friend bool operator==(const Actor&, const Actor&) = default;
};

[[nodiscard]] std::optional<Actor> actor_numbered(Database& database, std::int64_t number, Date on);
[[nodiscard]] std::optional<Actor> actor_by_ref(Database& database, std::string_view ref, Date on);
[[nodiscard]] std::vector<Actor> actors_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<Actor> actor_versions(Database& database,
                                                std::int64_t number);  // first to last

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_actor(Work& work, Actor actor);

}  // namespace almoner::ledger
