#include "ledger/records/assessment.h"

#include "ledger/records/versioned.h"

#include <array>
#include <string_view>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array columns{"agreement"sv,
                             "from_on"sv,
                             "weekly"sv,
                             "per_period"sv,
                             "workings_private"sv,
                             "evidence"sv,
                             "proposal"sv,
                             "proposed_by"sv,
                             "approved_by"sv};

const Query of_agreement{
    "SELECT id, agreement, from_on, weekly, per_period, workings_private, evidence, proposal,"
    " proposed_by, approved_by FROM assessment WHERE agreement = $1 ORDER BY id"};

}  // namespace

const RecordTable assessment_table{"assessment", columns};

std::int64_t insert_assessment(Work& work, const Assessment& assessment) {
    return work.records().insert(assessment_table,
                                 assessment.agreement,
                                 assessment.from_on,
                                 assessment.weekly,
                                 assessment.per_period,
                                 assessment.workings_private,
                                 assessment.evidence,
                                 assessment.proposal,
                                 assessment.proposed_by,
                                 assessment.approved_by);
}

std::vector<Assessment> assessments_of(Database& database, std::int64_t agreement) {
    return all_rows(database.select(of_agreement, agreement), [](const Rows& rows) {
        return Assessment{.id = rows.integer(0),
                          .agreement = rows.integer(1),
                          .from_on = rows.date(2),
                          .weekly = rows.money(3),
                          .per_period = rows.money(4),
                          .workings_private = rows.integer(5),
                          .evidence = rows.integer(6),
                          .proposal = rows.integer(7),
                          .proposed_by = rows.integer(8),
                          .approved_by = rows.integer(9)};
    });
}

}  // namespace almoner::ledger
