#include "ledger/records/erasure.h"

namespace almoner::ledger {
namespace {

const Query of_person{"SELECT 1 FROM erasure WHERE person = $1 LIMIT 1"};
const Query people{"SELECT DISTINCT person FROM erasure ORDER BY person"};
const Query all_rows_erased{"SELECT of_table, row_id FROM erasure ORDER BY id"};

}  // namespace

bool is_erased(Database& database, std::int64_t person) {
    return database.select(of_person, person).next();
}

std::vector<std::int64_t> erased_people(Database& database) {
    std::vector<std::int64_t> all;
    for (Rows rows = database.select(people); rows.next();) all.push_back(rows.integer(0));
    return all;
}

void add_erasures(Database& database, Erasures& erasures) {
    for (Rows rows = database.select(all_rows_erased); rows.next();) {
        erasures.add(rows.text(0), rows.integer(1));
    }
}

}  // namespace almoner::ledger
