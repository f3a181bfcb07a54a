#include "ledger/records/actor.h"

#include "ledger/records/names.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array actor_role_names{Named{ActorRole::maker, "maker"},
                                      Named{ActorRole::checker, "checker"},
                                      Named{ActorRole::viewer, "viewer"},
                                      Named{ActorRole::scheduler, "scheduler"}};

constexpr char columns[] =
    "SELECT number, version, ref, from_on, name, role, credential_hash, approve_limit, active FROM "
    "actor ";
const Query last_version{"SELECT MAX(version) FROM actor WHERE number = $1"};

Actor read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .ref = rows.str(2),
        .from_on = rows.date(3),
        .name = rows.str(4),
        .role = stored_name(actor_role_names, rows.text(5)),
        .credential_hash = rows.str(6),
        .approve_limit = maybe_money(rows, 7),
        .active = rows.integer(8) != 0,
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::string_view name_of(ActorRole value) {
    return name_in(actor_role_names, value);
}

std::optional<ActorRole> actor_role_named(std::string_view name) {
    return named_in(actor_role_names, name);
}

std::optional<Actor> actor_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Actor> actor_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<Actor> actors_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Actor> actor_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::int64_t insert_actor(Work& work, Actor actor) {
    number_version(work, actor_table, last_version, actor);
    work.records().insert(actor_table,
                          actor.number,
                          actor.version,
                          actor.ref,
                          actor.from_on,
                          actor.name,
                          name_of(actor.role),
                          actor.credential_hash,
                          actor.approve_limit,
                          actor.active ? 1 : 0);
    return actor.number;
}

}  // namespace almoner::ledger
