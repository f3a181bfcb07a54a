#include "scheduler/commands/import_area_people.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/records/private_text.h"
#include "ledger/records/record_table.h"
#include "ledger/records/representative.h"
#include "ledger/records/task.h"
#include "scheduler/commands/appointing.h"
#include "scheduler/commands/person_doubts.h"
#include "scheduler/commands/person_row.h"
#include "scheduler/facts/begins.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace almoner::scheduler {
namespace {

using gateway::AreaFile;
using ledger::Person;
using ledger::PersonDetails;
using ledger::Representative;

Changes differing(const PersonDetails& before, const PersonDetails& after) {
    Changes changes;
    changes.see_personal("given_name", before.given_name, after.given_name);
    changes.see_personal("family_name", before.family_name, after.family_name);
    changes.see_personal("date_of_birth", before.date_of_birth, after.date_of_birth);
    changes.see_personal("nhs_number", before.nhs_number, after.nhs_number);
    changes.see_personal("address", before.address, after.address);
    changes.see_personal("postcode", before.postcode, after.postcode);
    changes.see_personal("phone", before.phone, after.phone);
    changes.see_personal("email", before.email, after.email);
    changes.see_personal("language", before.language, after.language);
    return changes;
}

gateway::AreaFinding doubt(const gateway::PersonRow& row,
                           std::string_view field,
                           std::string_view code,
                           std::string words) {
    return {.file = std::string(gateway::file_name(AreaFile::people)),
            .row = row.row,
            .field = std::string(field),
            .value = {},
            .code = std::string(code),
            .words = std::move(words),
            .next = "Find out which is right before the first payment."};
}

// What the books or the day make doubtful; the row is loaded all the same.
void look_at(ImportContext& context,
             NhsNumbers& numbers,
             const Person& person,
             const PersonDetails& details,
             const gateway::PersonRow& row) {
    auto& warnings = context.report.warnings;
    if (!is_born_by(details.date_of_birth, context.work.today())) {
        warnings.push_back(doubt(row,
                                 "date_of_birth",
                                 "day-in-the-future",
                                 "Nobody was born on a day that is still to come."));
    }
    if (const auto other = numbers.other_than(person.number, row.person, details.nhs_number)) {
        warnings.push_back(doubt(row,
                                 "nhs_number",
                                 "nhs-number-twice",
                                 "Person " + *other + " has the same NHS number."));
    }
}

void import_person(ImportContext& context, NhsNumbers& numbers, const gateway::PersonRow& row) {
    Known<Person>& people = context.known.people;
    if (people.find(row.person) == nullptr) {
        people.expect(row.person, context.work.records().next_number(ledger::person_table));
    }
    const auto& entry = *people.find(row.person);
    const PersonDetails wanted = details_of(row);
    Person person = entry.record;
    person.information_format = name_of(row.information_format);
    person.from_on = context.from;
    look_at(context, numbers, person, wanted, row);
    Changes changes;
    if (entry.stored) {
        const auto stored = ledger::person_private(context.work.database(), entry.record.personal);
        changes = differing(stored.value_or(PersonDetails{}), wanted);
        // What was erased stays erased.
        if (!stored) changes.forbid("This person's details were erased.");
    }
    const bool names_differ = !changes.none();
    changes.see_personal(
        "information_format", entry.record.information_format, person.information_format);
    if (!context.decide<Person>(AreaFile::people, entry, std::move(changes))) return;
    if (!entry.stored || names_differ) {
        person.personal = ledger::insert_person_private(context.work, person.number, wanted);
    }
    ledger::insert_person(context.work, std::move(person));
}

struct Acting {
    Representative record;
    std::string name;
};
using ActingByPerson = std::unordered_map<std::int64_t, std::vector<Acting>>;

ActingByPerson who_acts(ledger::Database& database) {
    ActingByPerson acting;
    for (const Representative& each :
         ledger::representatives_on(database, ledger::last_day_of_all)) {
        std::string name = ledger::private_text(database, each.name_private).value_or("");
        acting[each.person].push_back({each, std::move(name)});
    }
    return acting;
}

// A row that says the same of somebody of another name, whom no row names: a name that was
// corrected.
const Acting* find_renamed(const ActingByPerson& acting,
                           const Representative& wanted,
                           const ImportContext& context,
                           const gateway::RepresentativeRow& row) {
    const auto found = acting.find(wanted.person);
    if (found == acting.end()) return nullptr;
    for (const Acting& each : found->second) {
        const bool same =
            each.record.role == wanted.role && each.record.start_on == wanted.start_on;
        const bool is_named =
            std::ranges::any_of(context.rows.representatives, [&](const auto& other) {
                return other.person == row.person && other.name == each.name;
            });
        if (same && !is_named) return &each;
    }
    return nullptr;
}

// Rows have no reference: a representative is known by person, role, name and first day.
const Acting* find_acting(const ActingByPerson& acting,
                          const Representative& wanted,
                          const std::string& name) {
    const auto found = acting.find(wanted.person);
    if (found == acting.end()) return nullptr;
    for (const Acting& each : found->second) {
        const bool same = each.record.role == wanted.role &&
                          each.record.start_on == wanted.start_on && each.name == name;
        if (same) return &each;
    }
    return nullptr;
}

// Somebody else would be paid: the rules are asked of them first.
bool is_paid_to_one(ledger::Database& database, std::int64_t person) {
    if (!ledger::is_paying(database)) return false;
    for (const auto& budget : ledger::budgets_of(database, person, ledger::last_day_of_all)) {
        const auto all = ledger::agreements_of(database, budget.number, ledger::last_day_of_all);
        const bool is_any = std::ranges::any_of(all, [](const ledger::Agreement& each) {
            return each.payee == "representative" && pays(each) && is_direct_payment(each.option);
        });
        if (is_any) return true;
    }
    return false;
}

void tell_difference(ImportContext& context,
                     const gateway::RepresentativeRow& row,
                     std::string_view why) {
    Changes changes;
    changes.see_personal("name", false, true);
    changes.forbid(why);
    context.report.differences.push_back(
        {AreaFile::representatives, row.person, changes.found().front()});
    ++context.report.count(AreaFile::representatives).different;
}

void import_representative(ImportContext& context,
                           const ActingByPerson& acting,
                           const gateway::RepresentativeRow& row) {
    Representative wanted{.from_on = context.begins(row.start),
                          .person = context.known.people.number(row.person),
                          .role = *ledger::representative_role_named(name_of(row.role)),
                          .start_on = row.start,
                          .end_on = row.end};
    const Acting* const known = find_acting(acting, wanted, row.name);
    FileCount& count = context.report.count(AreaFile::representatives);
    if (known == nullptr && find_renamed(acting, wanted, context, row) != nullptr) {
        return tell_difference(context,
                               row,
                               "Whoever acts for a person is changed by 'almoner representative "
                               "end' and the one and add the other.");
    }
    if (known == nullptr && is_paid_to_one(context.work.database(), wanted.person)) {
        return tell_difference(context,
                               row,
                               "The rules are asked of whoever is to be paid: 'almoner "
                               "representative add'.");
    }
    if (known == nullptr) {
        wanted.name_private = ledger::insert_private_text(context.work, wanted.person, row.name);
        ledger::insert_representative(context.work, wanted);
        ++count.added;
    } else if (known->record.end_on == wanted.end_on) {
        ++count.same;
    } else {
        Changes changes;
        changes.see("end", known->record.end_on, wanted.end_on);
        context.report.differences.push_back(
            {AreaFile::representatives, row.person, changes.found().front()});
        ++(context.apply ? count.changed : count.different);
        if (!context.apply) return;
        wanted.number = known->record.number;
        wanted.name_private = known->record.name_private;
        wanted.from_on = context.from;
        ledger::insert_representative(context.work, wanted);
    }
}

const ledger::Query task_about{"SELECT 1 FROM task WHERE kind = $1 AND subject = $2"};
constexpr std::string_view follows_task = "representative-follows";

void note_follower(ImportContext& context, std::int64_t person, ledger::Date start) {
    ledger::Database& database = context.work.database();
    for (const ledger::Agreement& each : paid_to_representative(database, person)) {
        const std::string subject = "agreement:" + each.ref;
        const bool is_over = each.end_on && *each.end_on < start;
        if (!pays(each) || !is_direct_payment(each.option) || is_over) continue;
        if (database.select(task_about, follows_task, subject).next()) continue;
        ledger::insert_task(
            context.work,
            {.kind = follows_task,
             .subject = subject,
             .due_on = start,
             .owner = "finance",
             .words = "From " + start.words() + " on somebody else represents the person whom " +
                      each.ref +
                      " pays through a representative. They were taken over from the old books, "
                      "and the rules of a change of payee were not asked of them: record what is "
                      "known of them from that day on with 'almoner fact record', and look at "
                      "'almoner agreement check " +
                      each.ref + "'. Whoever may not be paid is given a last day before it."});
    }
}

}  // namespace

void import_people(ImportContext& context) {
    NhsNumbers numbers(context.work.database());
    for (const gateway::PersonRow& row : context.rows.people) import_person(context, numbers, row);
}

void import_representatives(ImportContext& context) {
    const ActingByPerson acting = who_acts(context.work.database());
    for (const gateway::RepresentativeRow& row : context.rows.representatives) {
        import_representative(context, acting, row);
    }
}

void note_who_follows(ImportContext& context) {
    for (const gateway::RepresentativeRow& row : context.rows.representatives) {
        if (row.start <= context.work.today()) continue;
        note_follower(context, context.known.people.number(row.person), row.start);
    }
}

}  // namespace almoner::scheduler
