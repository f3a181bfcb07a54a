#include "scheduler/payment_run/same_person.h"

#include <string>

namespace almoner::scheduler {
namespace {

// Of marks alone, which stand in an index: as a rule there is none.
const ledger::Query any_twice{
    "SELECT 1 FROM person_private WHERE nhs_mark IS NOT NULL"
    " GROUP BY nhs_mark HAVING COUNT(*) > 1 LIMIT 1"};
// What was corrected since counts no more.
const ledger::Query marks_twice{
    "SELECT x.nhs_mark, p.number FROM person p JOIN person_private x ON x.id = p.personal"
    " WHERE p.version = (SELECT MAX(v.version) FROM person v WHERE v.number = p.number)"
    " AND x.nhs_mark IN (SELECT nhs_mark FROM person_private WHERE nhs_mark IS NOT NULL"
    "  GROUP BY nhs_mark HAVING COUNT(*) > 1) ORDER BY p.number"};

}  // namespace

SamePerson::SamePerson(ledger::Database& database) {
    if (!database.select(any_twice).next()) return;
    std::map<std::string, std::vector<std::int64_t>> by_mark;
    for (ledger::Rows rows = database.select(marks_twice); rows.next();) {
        by_mark[rows.str(0)].push_back(rows.integer(1));
    }
    for (const auto& [mark, numbers] : by_mark) {
        if (numbers.size() < 2) continue;
        for (const std::int64_t number : numbers) groups_[number] = numbers;
    }
}

std::vector<std::int64_t> SamePerson::numbers_of(std::int64_t person) const {
    const auto found = groups_.find(person);
    return found == groups_.end() ? std::vector{person} : found->second;
}

}  // namespace almoner::scheduler
