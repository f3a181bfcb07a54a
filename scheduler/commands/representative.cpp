#include "scheduler/commands/representative.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/agreement_parts.h"
#include "scheduler/commands/appointing.h"
#include "scheduler/commands/content_days.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/begins.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::Person;
using ledger::Proposal;
using ledger::Representative;
using nlohmann::json;

constexpr std::size_t longest_name = 140;
constexpr std::string_view roles = "representative, nominee, parent, deputy, attorney";

bool is_known(ledger::Database& database, const Representative& wanted, const std::string& name) {
    const auto all = ledger::representatives_of(database, wanted.person, last_day_of_all);
    return std::ranges::any_of(all, [&](const Representative& each) {
        return each.role == wanted.role && each.start_on == wanted.start_on &&
               ledger::private_text(database, each.name_private) == name;
    });
}

json shown(const Person& person, const Representative& representative) {
    json answer{{"person", person.ref},
                {"role", name_of(representative.role)},
                {"start", representative.start_on.iso()}};
    if (representative.number != 0) answer["representative"] = representative.number;
    if (representative.end_on) answer["end"] = representative.end_on->iso();
    return answer;
}

Outcome<Answer> propose_representative(Asked& asked,
                                       const Person& person,
                                       const Representative& wanted,
                                       const std::optional<ledger::Appointment>& appointment) {
    const auto paid = paid_to_representative(asked.work.database(), wanted.person);
    Money worth;
    for (const Agreement& each : paid) {
        worth += worth_in_a_year(asked.work.database(), each, asked.work.today());
    }
    const auto evidence = evidence_named(asked, person.number, true);
    if (!evidence.accepted()) return evidence.refusal();
    const json content{{"ref", person.ref},
                       {"role", name_of(wanted.role)},
                       {"start", wanted.start_on.iso()},
                       {"end", optional_day(wanted.end_on)},
                       {"appointment", appointment_content(appointment)}};
    return propose(asked,
                   {.kind = std::string(representative_proposal),
                    .subject = person.number,
                    .from_on = wanted.from_on,
                    .content = content.dump(),
                    .private_row = wanted.name_private,
                    .evidence = evidence.value()},
                   {.before = worth, .after = worth},
                   "person");
}

Outcome<Representative> representative_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> number = asked.fields.number("representative");
    if (!number.accepted()) return number.refusal();
    const auto known =
        ledger::representative_numbered(asked.work.database(), number.value(), last_day_of_all);
    if (known) return *known;
    return refused_in("representative",
                      "representative-unknown",
                      "There is no representative of this number.",
                      "Take the number from 'almoner person show PERSON'.");
}

// Whether nobody follows who is paid: then another is named before anybody's account is.
bool note_nobody_left(Asked& asked, const Representative& ended) {
    const auto paid = paid_to_representative(asked.work.database(), ended.person);
    const auto all =
        ledger::representatives_of(asked.work.database(), ended.person, last_day_of_all);
    const Date after = *ended.end_on + 1;
    const bool somebody = std::ranges::any_of(all, [&](const Representative& each) {
        return each.number != ended.number && each.start_on <= after &&
               (!each.end_on || after <= *each.end_on);
    });
    if (paid.empty() || somebody) return false;
    std::string refs;
    for (const Agreement& each : paid) refs += (refs.empty() ? "" : ", ") + each.ref;
    open_task(asked.work,
              "representative-ended",
              "agreement:" + paid.front().ref,
              "From " + after.iso() + " on nobody represents the person whom " + refs +
                  " pays through a representative: name another, or change the payee.");
    return true;
}

// From the day on which it was proposed at the earliest: until then somebody else was meant.
Acting taking_over(const Representative& next,
                   const std::optional<ledger::Appointment>& appointed,
                   Date proposed_on) {
    return {.who = next, .appointed = appointed, .since = std::max(next.start_on, proposed_on)};
}

void appoint(Asked& asked,
             std::int64_t representative,
             std::optional<ledger::Appointment> appointment,
             Date made_on) {
    if (!appointment) return;
    appointment->representative = representative;
    appointment->appointed_on = made_on;
    ledger::insert_appointment(asked.work, *appointment);
    const auto who =
        ledger::representative_numbered(asked.work.database(), representative, last_day_of_all);
    if (who) ask_for_letter(asked.work, who->person);
}

}  // namespace

void ask_whose_account(ledger::Work& work, std::int64_t person) {
    for (const Agreement& each : paid_to_representative(work.database(), person)) {
        const std::string subject = "agreement:" + each.ref;
        close_tasks(work, representative_account_task, subject, "changed-again");
        open_task(work,
                  representative_account_task,
                  subject,
                  "Who represents the person has changed: see whose bank account " + each.ref +
                      " pays, and propose another with 'almoner payee change' where it is "
                      "theirs no more.");
    }
}

std::vector<Agreement> paid_to_representative(ledger::Database& database, std::int64_t person) {
    std::vector<Agreement> found;
    for (const ledger::Budget& budget : ledger::budgets_of(database, person, last_day_of_all)) {
        for (Agreement& each : ledger::agreements_of(database, budget.number, last_day_of_all)) {
            const bool is_over = each.status == ledger::AgreementStatus::ended;
            if (each.payee == "representative" && !is_over) found.push_back(std::move(each));
        }
    }
    return found;
}

Outcome<Answer> representative_add(Asked& asked) {
    const Outcome<Person> person = person_asked_for(asked);
    if (!person.accepted()) return person.refusal();
    FieldReading in(asked.fields);
    const std::string name = in.words("name", longest_name);
    if (name.empty()) {
        in.refuse("field-missing", "The name is missing.", "Give it and ask again.", "name");
    }
    Representative wanted{.person = person.value().number};
    wanted.role = in.named("role", ledger::representative_role_named, roles);
    wanted.start_on = in.date("start");
    wanted.end_on = in.maybe_date("end");
    if (wanted.end_on && *wanted.end_on < wanted.start_on) {
        in.refuse("ends-before-it-starts",
                  "The last day is before the first, " + wanted.start_on.iso() + ".",
                  "Correct one of the two dates.",
                  "end");
    }
    if (in.accepted() && is_known(asked.work.database(), wanted, name)) {
        in.refuse("representative-known",
                  "This representative is recorded already.",
                  "Nothing needs to be done.",
                  "name");
    }
    if (!in.accepted()) return in.refusal();
    wanted.from_on = std::min(asked.work.today(), wanted.start_on);
    wanted.name_private = ledger::insert_private_text(asked.work, wanted.person, name);
    const auto given = appointment_given(asked, wanted);
    if (!given.accepted()) return given.refusal();
    const auto paid = paid_to_representative(asked.work.database(), wanted.person);
    if (!paid.empty()) {
        wanted.from_on = asked.work.today();  // whoever was paid before stays who was paid
        const Outcome<Done> allowed = may_take_over(
            asked, taking_over(wanted, given.value(), wanted.from_on), paid, "person");
        if (!allowed.accepted()) return allowed.refusal();
        return propose_representative(asked, person.value(), wanted, given.value());
    }
    wanted.number = ledger::insert_representative(asked.work, wanted);
    appoint(asked, wanted.number, given.value(), asked.work.today());
    return shown(person.value(), wanted).dump();
}

Outcome<Answer> representative_end(Asked& asked) {
    const Outcome<Representative> known = representative_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    Representative ended = known.value();
    FieldReading in(asked.fields);
    const Date on = in.date("on");
    if (on < ended.start_on) {
        in.refuse("ends-before-it-starts",
                  "The last day would be before the first, " + ended.start_on.iso() + ".",
                  "Give that day or a later one.",
                  "on");
    }
    if (ended.end_on && *ended.end_on <= on) {
        in.refuse("nothing-to-change",
                  "This ends on " + ended.end_on->iso() + " already.",
                  "Give an earlier day, or add the representative again.",
                  "on");
    }
    if (!in.accepted()) return in.refusal();
    ended.end_on = on;
    ended.from_on = std::min(asked.work.today(), on + 1);
    ledger::insert_representative(asked.work, ended);
    if (!note_nobody_left(asked, ended)) ask_whose_account(asked.work, ended.person);
    const auto person =
        ledger::person_numbered(asked.work.database(), ended.person, last_day_of_all);
    return shown(person.value(), ended).dump();
}

Outcome<Done> representative_takes_effect(Asked& asked, const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    if (is_appointment(content)) return appointment_takes_effect(asked, proposal);
    if (!proposal.private_row) {
        throw ledger::InvariantBroken("a proposal of a representative without a name");
    }
    Representative added{
        .from_on = asked.work.today(),
        .person = proposal.subject,
        .role = ledger::representative_role_named(content.at("role").get<std::string>()).value(),
        .name_private = *proposal.private_row,
        .start_on = Date::parse(content.at("start").get<std::string>()).value(),
        .end_on = day_in(content.at("end"))};
    const auto paid = paid_to_representative(asked.work.database(), proposal.subject);
    const auto appointed = appointment_in(content);
    const Outcome<Done> allowed =
        may_take_over(asked, taking_over(added, appointed, proposal.from_on), paid, "person");
    if (!allowed.accepted()) return allowed.refusal();
    appoint(asked, ledger::insert_representative(asked.work, added), appointed, asked.work.today());
    for (const Agreement& each : paid) {
        close_tasks(
            asked.work, "representative-ended", "agreement:" + each.ref, "somebody follows");
    }
    ask_whose_account(asked.work, proposal.subject);
    return Done{};
}

}  // namespace almoner::scheduler
