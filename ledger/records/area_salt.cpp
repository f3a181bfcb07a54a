#include "ledger/records/area_salt.h"

#include "ledger/values/invariant.h"

#include <optional>

namespace almoner::ledger {
namespace {

const Query salt_for{"SELECT salt FROM area_salt WHERE purpose = $1"};

std::optional<std::string> stored_salt(Database& database, std::string_view purpose) {
    Rows rows = database.select(salt_for, purpose);
    if (!rows.next()) return std::nullopt;
    return rows.str(0);
}

}  // namespace

std::string area_salt(Work& work, std::string_view purpose) {
    if (auto salt = stored_salt(work.database(), purpose)) return *salt;
    work.records().insert(area_salt_table, work.today(), purpose);
    auto made = stored_salt(work.database(), purpose);
    if (!made) throw InvariantBroken("a salt that was made is not there");
    return *made;
}

}  // namespace almoner::ledger
