#include "scheduler/commands/person_doubts.h"

#include "ledger/records/private_text.h"

namespace almoner::scheduler {
namespace {

const ledger::Query marks_now{
    "SELECT p.number, p.ref, d.nhs_mark FROM person p JOIN person_private d ON d.id = p.personal"
    " WHERE d.nhs_mark IS NOT NULL AND p.version ="
    " (SELECT MAX(v.version) FROM person v WHERE v.number = p.number) ORDER BY p.number"};

}  // namespace

NhsNumbers::NhsNumbers(ledger::Database& database) : database_(database) {
    for (ledger::Rows rows = database.select(marks_now); rows.next();) {
        owners_.emplace(rows.str(2), Owner{rows.integer(0), rows.str(1)});
    }
}

std::optional<std::string> NhsNumbers::other_than(std::int64_t person,
                                                  const std::string& ref,
                                                  const std::string& digits) {
    const auto mark = ledger::mark_of_nhs_number(database_, digits);
    if (!mark) return std::nullopt;
    const auto [owner, is_new] = owners_.try_emplace(*mark, Owner{person, ref});
    if (is_new || owner->second.person == person) return std::nullopt;
    return owner->second.ref;
}

bool is_born_by(const std::optional<ledger::Date>& birth, ledger::Date today) {
    return !birth || *birth <= today;
}

}  // namespace almoner::scheduler
