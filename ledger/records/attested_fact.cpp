#include "ledger/records/attested_fact.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/private_text.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <algorithm>
#include <tuple>

namespace almoner::ledger {
namespace {

#define ALMONER_ATTESTED                                                                     \
    "SELECT id, case_kind, case_number, name, value_private, from_on, evidence, attested_by" \
    " FROM attested_fact"

const Query of_case{ALMONER_ATTESTED
                    " WHERE case_kind = $1 AND case_number = $2 AND from_on <= $3 ORDER BY id"};
const Query of_kind{
    "SELECT f.id, f.case_kind, f.case_number, f.name, f.value_private, f.from_on, f.evidence,"
    " f.attested_by, p.person, p.sealed FROM attested_fact f"
    " LEFT JOIN private_text p ON p.id = f.value_private"
    " WHERE f.case_kind = $1 AND f.from_on <= $2 ORDER BY f.id"};
const Query of_cases{
    "SELECT f.id, f.case_kind, f.case_number, f.name, f.value_private, f.from_on, f.evidence,"
    " f.attested_by, p.person, p.sealed FROM attested_fact f"
    " LEFT JOIN private_text p ON p.id = f.value_private"
    " WHERE f.case_kind = $1 AND f.case_number BETWEEN $2 AND $3 AND f.from_on <= $4"
    " ORDER BY f.id"};
const Query history_of_case{ALMONER_ATTESTED
                            " WHERE case_kind = $1 AND case_number = $2 ORDER BY id"};

#undef ALMONER_ATTESTED

constexpr std::array<std::string_view, 5> kind_names{
    "budget", "agreement", "plan-line", "run", "payment"};

// A fact whose words still stand apart from it.
struct Row {
    AttestedFact fact{};
    std::int64_t value_private = 0;  // 0: it was withdrawn
};

Row read(const Rows& rows) {
    return {.fact = {.id = rows.integer(0),
                     .about = {.kind = static_cast<CaseKind>(rows.integer(1)),
                               .number = rows.integer(2)},
                     .name = rows.str(3),
                     .from_on = rows.date(5),
                     .evidence = rows.maybe_integer(6),
                     .attested_by = rows.integer(7)},
            .value_private = rows.integer(4)};
}

// Of a query that has the sealed words beside the fact.
Row read_with_words(Database& database, const Rows& rows) {
    Row row = read(rows);
    if (!rows.is_null(9)) {
        row.fact.value =
            opened_text(database, row.value_private, rows.integer(8), rows.text(9)).value_or("");
    }
    row.value_private = 0;
    return row;
}

// What was erased is as what was withdrawn.
AttestedFact with_value(Database& database, Row row) {
    if (row.value_private != 0) {
        row.fact.value = private_text(database, row.value_private).value_or("");
    }
    return std::move(row.fact);
}

// Of one case and name the latest day counts, and of one day what was recorded last.
std::vector<AttestedFact> in_force(Database& database, std::vector<Row> all) {
    std::ranges::stable_sort(all, {}, [](const Row& each) {
        return std::tuple(
            each.fact.about.number, std::string_view(each.fact.name), each.fact.from_on);
    });
    std::vector<AttestedFact> last;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool is_followed = i + 1 < all.size() && all[i + 1].fact.about == all[i].fact.about &&
                                 all[i + 1].fact.name == all[i].fact.name;
        if (is_followed) continue;
        AttestedFact fact = with_value(database, std::move(all[i]));
        if (!fact.value.empty()) last.push_back(std::move(fact));
    }
    return last;
}

}  // namespace

std::string_view name_of(CaseKind value) {
    return kind_names.at(static_cast<std::size_t>(value) - 1);
}

std::int64_t insert_attested_fact(Work& work, std::int64_t person, const AttestedFact& fact) {
    const std::int64_t value =
        fact.value.empty() ? 0 : insert_private_text(work, person, fact.value);
    return work.records().insert(attested_fact_table,
                                 static_cast<std::int64_t>(fact.about.kind),
                                 fact.about.number,
                                 fact.name,
                                 value,
                                 fact.from_on,
                                 fact.evidence,
                                 fact.attested_by);
}

std::vector<AttestedFact> attested_facts_of(Database& database, const CaseRef& about, Date on) {
    const auto kind = static_cast<std::int64_t>(about.kind);
    return in_force(database, all_rows(database.select(of_case, kind, about.number, on), read));
}

std::vector<AttestedFact> attested_facts_on(Database& database,
                                            CaseKind kind,
                                            std::span<const std::string_view> names,
                                            Date on) {
    std::vector<Row> all;
    Rows rows = database.select(of_kind, static_cast<std::int64_t>(kind), on);
    while (rows.next()) {
        if (std::ranges::find(names, rows.text(3)) == names.end()) continue;
        all.push_back(read_with_words(database, rows));
    }
    return in_force(database, std::move(all));
}

std::vector<AttestedFact> attested_facts_of_cases(Database& database,
                                                  CaseKind kind,
                                                  std::span<const std::int64_t> cases,
                                                  Date on) {
    std::vector<Row> all;
    for (const Stretch& each : stretches_of({cases.begin(), cases.end()})) {
        Rows rows =
            database.select(of_cases, static_cast<std::int64_t>(kind), each.first, each.last, on);
        while (rows.next()) {
            if (!std::ranges::binary_search(cases, rows.integer(2))) continue;
            all.push_back(read_with_words(database, rows));
        }
    }
    return in_force(database, std::move(all));
}

std::vector<AttestedFact> attested_fact_history(Database& database, const CaseRef& about) {
    std::vector<AttestedFact> all;
    const auto kind = static_cast<std::int64_t>(about.kind);
    for (Row& row : all_rows(database.select(history_of_case, kind, about.number), read)) {
        all.push_back(with_value(database, std::move(row)));
    }
    return all;
}

}  // namespace almoner::ledger
