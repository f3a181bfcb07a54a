#include "scheduler/commands/person.h"

#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person_doubts.h"
#include "scheduler/commands/person_row.h"
#include "scheduler/commands/person_stop.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Person;
using ledger::PersonDetails;

// The row, or the first error in it.
Outcome<gateway::PersonRow> row_of(const PersonCells& cells) {
    PersonReading read = read_person_row(cells);
    if (read.row) return *std::move(read.row);
    const gateway::AreaFinding& error = read.errors.front();
    return refused_in(error.field, error.code, error.words, error.next);
}

// Whether any field says something else than the row does.
bool take_fields(const Fields& fields, PersonCells& cells) {
    const PersonCells before = cells;
    for (const char* const column : person_columns) {
        if (fields.has(column)) cells[column] = fields.text(column);
    }
    return cells != before;
}

Outcome<ledger::Done> can_be(Asked& asked, const Person& person, const gateway::PersonRow& row) {
    const PersonDetails details = details_of(row);
    if (!is_born_by(details.date_of_birth, asked.work.today())) {
        return refused_in("date_of_birth",
                          "day-in-the-future",
                          "Nobody was born on a day that is still to come.",
                          "Correct the day.");
    }
    const auto other =
        NhsNumbers(asked.work.database()).other_than(person.number, person.ref, details.nhs_number);
    if (!other) return ledger::Done{};
    return refused_in("nhs_number",
                      "nhs-number-twice",
                      "Person " + *other + " has the same NHS number.",
                      "Correct it, or go on with that person if both are the same.");
}

Answer write_person(Asked& asked, Person person, const gateway::PersonRow& row) {
    if (person.number == 0) {
        person.number = asked.work.records().next_number(ledger::person_table);
    }
    person.information_format = name_of(row.information_format);
    person.personal = ledger::insert_person_private(asked.work, person.number, details_of(row));
    ledger::insert_person(asked.work, person);
    return nlohmann::json{{"person", person.ref}, {"from", person.from_on.iso()}}.dump();
}

}  // namespace

Outcome<Person> person_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("person");
    if (!ref.accepted()) return ref.refusal();
    const auto person = ledger::person_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (person) return *person;
    return refused_in("person",
                      "person-unknown",
                      "There is no person of this reference.",
                      "Correct it, or add the person with 'almoner person add'.");
}

Outcome<Answer> person_add(Asked& asked) {
    PersonCells cells;
    take_fields(asked.fields, cells);
    const auto read = row_of(cells);
    if (!read.accepted()) return read.refusal();
    const std::string& ref = read.value().person;
    if (ledger::person_by_ref(asked.work.database(), ref, last_day_of_all)) {
        return refused_in("person",
                          "person-exists",
                          "There is a person of this reference already.",
                          "Choose another reference, or use 'almoner person change'.");
    }
    const Person person{.ref = ref, .from_on = asked.work.today()};
    const auto possible = can_be(asked, person, read.value());
    if (!possible.accepted()) return possible.refusal();
    return write_person(asked, person, read.value());
}

Outcome<Answer> person_change(Asked& asked) {
    const Outcome<Person> known = person_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    const auto details = ledger::person_private(asked.work.database(), known.value().personal);
    if (!details) {
        return refused_in("person",
                          "details-erased",
                          "This person's details were erased.",
                          "What was erased stays erased; add a new person if need be.");
    }
    FieldReading in(asked.fields);
    Person person = known.value();
    person.from_on = in.date_or("from", asked.work.today());
    if (person.from_on < known.value().from_on) {
        in.refuse("later-change",
                  "A change from " + known.value().from_on.iso() + " is recorded already.",
                  "Give that day or a later one.",
                  "from");
    }
    PersonCells cells = cells_of(person, *details);
    if (!take_fields(asked.fields, cells)) {
        in.refuse("nothing-to-change",
                  "This is what is known of the person already.",
                  "Give what is to change.",
                  "person");
    }
    if (!in.accepted()) return in.refusal();
    const auto read = row_of(cells);
    if (!read.accepted()) return read.refusal();
    const auto possible = can_be(asked, person, read.value());
    if (!possible.accepted()) return possible.refusal();
    return write_person(asked, person, read.value());
}

Outcome<Answer> person_died(Asked& asked) {
    const Outcome<Person> known = person_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    Person person = known.value();
    FieldReading in(asked.fields);
    const ledger::Date on = in.date("on");
    const auto details = ledger::person_private(asked.work.database(), person.personal);
    if (in.accepted() && on > asked.work.today()) {
        in.refuse("day-in-the-future", "That day is still to come.", "Correct the day.", "on");
    }
    if (details && details->date_of_birth && on < *details->date_of_birth) {
        in.refuse("before-birth", "The day is before the birth.", "Correct the day.", "on");
    }
    if (person.died_on == on) {
        in.refuse(
            "nothing-to-change", "This is recorded already.", "Nothing needs to be done.", "on");
    }
    if (!in.accepted()) return in.refusal();
    if (person.died_on) {
        const Outcome<ledger::Done> rests =
            nothing_rests_on_death(asked.work.database(), person.number);
        if (!rests.accepted()) return rests.refusal();
    }
    person.died_on = on;
    person.from_on = asked.work.today();
    ledger::insert_person(asked.work, person);
    open_task(asked.work,
              "person-died",
              "person:" + person.ref,
              person.ref + " died on " + on.iso() +
                  ": end the agreements, recall what is under way, decide what is still owed.");
    return nlohmann::json{{"person", person.ref}, {"died_on", on.iso()}}.dump();
}

}  // namespace almoner::scheduler
