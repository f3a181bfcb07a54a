#include "scheduler/commands/access_note.h"

#include "ledger/actors/random.h"
#include "ledger/records/erasure.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_words.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/people_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;

const ledger::Query last_booked{"SELECT booked FROM journal ORDER BY seq DESC LIMIT 1"};

ledger::Date day_of_books(ledger::Database& reader, ledger::Date today) {
    const auto settings = area_settings(reader);
    const auto clock = settings.find("clock");
    if (clock == settings.end() || clock->second != "simulated") return today;
    ledger::Rows rows = reader.select(last_booked);
    return rows.next() ? rows.date(0) : today;
}

Outcome<std::int64_t> note(Asked& asked,
                           std::string_view ref,
                           const std::string& what,
                           const std::string& purpose) {
    ledger::Work& work = asked.work;
    const auto person = ledger::person_by_ref(work.database(), ref, ledger::last_day_of_all);
    if (!person) {
        return refused_in("person",
                          "person-unknown",
                          "There is no person of this reference.",
                          "Take the reference from a letter or the list of people.");
    }
    // Who looks at an erased person is noted without a word about them.
    const bool is_erased = ledger::is_erased(work.database(), person->number);
    return work.records().insert(
        ledger::access_log_table,
        work.stamp().at_ms,
        asked.actor.number,
        person->number,
        is_erased ? std::nullopt : ledger::insert_words(work, person->number, purpose),
        what);
}

}  // namespace

Outcome<Answer> access_note(Asked& asked) {
    FieldReading in(asked.fields);
    const std::string refs = in.needed("person");
    const std::string what = in.needed("what");
    const std::string purpose = in.needed("purpose");
    if (!in.accepted()) return in.refusal();
    std::int64_t row = 0;
    for (std::string_view left = refs; !left.empty();) {
        const std::size_t comma = std::min(left.find(','), left.size());
        const auto noted = note(asked, left.substr(0, comma), what, purpose);
        if (!noted.accepted()) return noted.refusal();
        row = noted.value();
        left.remove_prefix(std::min(comma + 1, left.size()));
    }
    return nlohmann::json{{"noted", row}}.dump();
}

Command access_command(ledger::Database& reader,
                       const LookAt& look,
                       std::int64_t now_ms,
                       ledger::Date today) {
    return {
        .name = "access note",
        .key = ledger::time_ordered_key(now_ms),
        .actor = look.actor,
        .at_ms = now_ms,
        .today = day_of_books(reader, today),
        .fields = {
            {"person", look.person}, {"purpose", look.purpose}, {"what", std::string(look.what)}}};
}

}  // namespace almoner::scheduler
