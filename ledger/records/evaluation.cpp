#include "ledger/records/evaluation.h"

#include "ledger/records/private_text.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <algorithm>
#include <utility>

namespace almoner::ledger {
namespace {

#define ALMONER_EVALUATION                                                                  \
    "SELECT id, seq, event, case_kind, case_number, on_day, policy, effect, asked, digest," \
    " COALESCE(details_private, 0) FROM evaluation"

const Query by_id{ALMONER_EVALUATION " WHERE id = $1"};
const Query of_case{ALMONER_EVALUATION " WHERE case_kind = $1 AND case_number = $2 ORDER BY id"};

#undef ALMONER_EVALUATION

Digest digest_from(std::string_view octets) {
    Digest digest{};
    std::copy_n(octets.begin(), std::min(octets.size(), digest.size()), digest.begin());
    return digest;
}

StoredEvaluation read(const Rows& rows) {
    return {.id = rows.integer(0),
            .seq = rows.integer(1),
            .event = rows.str(2),
            .about = {.kind = static_cast<CaseKind>(rows.integer(3)), .number = rows.integer(4)},
            .on = rows.date(5),
            .policy = rows.str(6),
            .effect = rows.str(7),
            .asked = rows.integer(8),
            .digest = digest_from(rows.text(9))};
}

// An evaluation and the number of its details.
using Row = std::pair<StoredEvaluation, std::int64_t>;

Row read_row(const Rows& rows) {
    return {read(rows), rows.integer(10)};
}

StoredEvaluation with_details(Database& database, Row row) {
    if (row.second != 0) row.first.details = private_text(database, row.second).value_or("");
    return std::move(row.first);
}

}  // namespace

std::int64_t insert_evaluation(Work& work,
                               std::int64_t person,
                               const StoredEvaluation& evaluation) {
    std::optional<std::int64_t> details;
    if (!evaluation.details.empty())
        details = insert_private_text(work, person, evaluation.details);
    return work.records().insert(evaluation_table,
                                 evaluation.event,
                                 static_cast<std::int64_t>(evaluation.about.kind),
                                 evaluation.about.number,
                                 evaluation.on,
                                 evaluation.policy,
                                 evaluation.effect,
                                 evaluation.asked,
                                 details,
                                 Blob{octets_of(evaluation.digest)});
}

std::optional<StoredEvaluation> evaluation_by_id(Database& database, std::int64_t id) {
    auto row = only_row(database.select(by_id, id), read_row);
    if (!row) return std::nullopt;
    return with_details(database, std::move(*row));
}

std::vector<StoredEvaluation> evaluations_of(Database& database, const CaseRef& about) {
    std::vector<StoredEvaluation> all;
    const auto kind = static_cast<std::int64_t>(about.kind);
    for (Row& row : all_rows(database.select(of_case, kind, about.number), read_row)) {
        all.push_back(with_details(database, std::move(row)));
    }
    return all;
}

}  // namespace almoner::ledger
