#include "ledger/records/newest_command.h"

#include "ledger/records/record_table.h"

#include <algorithm>
#include <string>

namespace almoner::ledger {
namespace {

// Rows get their ids in the order of the commands. The names come from the list of record tables,
// never from a caller.
std::int64_t newest_of(Database& database, std::string_view table) {
    const std::string sql = "SELECT seq FROM " + std::string(table) +
                            " WHERE id = (SELECT MAX(id) FROM " + std::string(table) + ")";
    const auto statement = database.prepare(sql.c_str());
    return statement->step() ? statement->integer(0) : 0;
}

}  // namespace

std::int64_t newest_command(Database& database, std::span<const std::string_view> but_for) {
    std::int64_t newest = newest_of(database, "transfer");
    for (const RecordTable* const table : record_tables()) {
        if (std::ranges::find(but_for, table->name) != but_for.end()) continue;
        newest = std::max(newest, newest_of(database, table->name));
    }
    return newest;
}

}  // namespace almoner::ledger
