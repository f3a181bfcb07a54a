#include "ledger/records/assistant.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/person.h"
#include "ledger/records/sealed_row.h"
#include "ledger/records/versioned.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

constexpr char columns[] = "SELECT number, version, from_on, person, personal FROM assistant ";
constexpr auto of_person_text =
    joined(columns, "WHERE person = $1 AND from_on <= $2 ORDER BY version DESC LIMIT 1");
const Query of_person{of_person_text.data()};
constexpr auto between_text =
    joined(columns, "WHERE number BETWEEN $1 AND $2 ORDER BY number, version");
const Query between{between_text.data()};
const Query details_between{
    "SELECT id, person, sealed FROM assistant_private WHERE id BETWEEN $1 AND $2"
    " AND sealed IS NOT NULL ORDER BY id"};
const Query last_version{"SELECT MAX(version) FROM assistant WHERE number = $1"};
const Query details_by_id{
    "SELECT person, sealed FROM assistant_private WHERE id = $1 AND sealed IS NOT NULL"};
const Query people_by_mark{
    "SELECT DISTINCT person FROM assistant_private WHERE nino_mark = $1 ORDER BY person"};

Assistant read(const Rows& rows) {
    return {.number = rows.integer(0),
            .version = rows.integer(1),
            .from_on = rows.date(2),
            .person = rows.integer(3),
            .personal = rows.integer(4)};
}

using Stored = Versions<columns, read>;

std::optional<AssistantDetails> details_in(Database& database,
                                           std::int64_t id,
                                           std::int64_t person,
                                           std::string_view octets) {
    const auto row = opened(
        database, {.table = assistant_private_table.name, .id = id, .person = person}, octets);
    if (!row) return std::nullopt;
    OpenedRow in(*row);
    AssistantDetails details;
    details.nino = in.text();
    details.gender = in.text();
    details.state_pension_on = in.maybe_date();
    return details;
}

}  // namespace

std::int64_t insert_assistant_private(Work& work,
                                      std::int64_t person,
                                      const AssistantDetails& details) {
    return work.records().insert(
        assistant_private_table, person, details.nino, details.gender, details.state_pension_on);
}

std::optional<AssistantDetails> assistant_private(Database& database, std::int64_t id) {
    Rows rows = database.select(details_by_id, id);
    if (!rows.next()) return std::nullopt;
    return details_in(database, id, rows.integer(0), rows.text(1));
}

std::vector<OpenedDay> pension_days_of(Database& database, std::span<const std::int64_t> ids) {
    std::vector<OpenedDay> days;
    for (const Stretch& each : stretches_of({ids.begin(), ids.end()})) {
        Rows rows = database.select(details_between, each.first, each.last);
        while (rows.next()) {
            const std::int64_t id = rows.integer(0);
            if (!std::ranges::binary_search(ids, id)) continue;
            const auto details = details_in(database, id, rows.integer(1), rows.text(2));
            if (details && details->state_pension_on) {
                days.push_back({.id = id, .day = *details->state_pension_on});
            }
        }
    }
    return days;
}

std::vector<std::int64_t> people_with_nino(Database& database, std::string_view nino) {
    std::vector<std::int64_t> people;
    const auto mark = mark_for(database, assistant_private_table.mark_column, nino);
    if (!mark) return people;
    for (Rows rows = database.select(people_by_mark, Blob{*mark}); rows.next();) {
        people.push_back(rows.integer(0));
    }
    return people;
}

std::optional<Assistant> assistant_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Assistant> assistant_of_person(Database& database, std::int64_t person, Date on) {
    return only_row(database.select(of_person, person, on), read);
}

std::optional<Assistant> assistant_by_ref(Database& database, std::string_view ref, Date on) {
    const auto person = person_by_ref(database, ref, on);
    return person ? assistant_of_person(database, person->number, on) : std::nullopt;
}

std::vector<Assistant> assistants_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Assistant> assistants_between(Database& database, const Stretch& numbers) {
    return last_of_each(database.select(between, numbers.first, numbers.last), read);
}

std::int64_t insert_assistant(Work& work, Assistant assistant) {
    number_version(work, assistant_table, last_version, assistant);
    work.records().insert(assistant_table,
                          assistant.number,
                          assistant.version,
                          assistant.from_on,
                          assistant.person,
                          assistant.personal);
    return assistant.number;
}

}  // namespace almoner::ledger
