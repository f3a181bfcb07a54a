#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/appointing.h"
#include "scheduler/commands/content_days.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/representative.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/begins.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Appointment;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Proposal;
using ledger::Representative;
using nlohmann::json;

std::string authority_given(FieldReading& in) {
    const auto& all = ledger::appointed_authorities;
    std::string text = in.needed("authority");
    if (!in.accepted() || std::ranges::find(all, text) != all.end()) return text;
    std::string list;
    for (const std::string_view each : all) list += (list.empty() ? "" : ", ") + std::string(each);
    in.refuse(
        "not-in-the-list", "This is none of: " + list + ".", "Write one of those.", "authority");
    return text;
}

// Options for managing the money, section 3: the decision is an item of the evidence store.
Outcome<std::optional<std::int64_t>> decision_given(const Asked& asked, std::int64_t person) {
    if (!asked.fields.has("best_interests")) {
        if (asked.fields.text("authority") == ledger::parental_authority) {
            return std::optional<std::int64_t>{};
        }
        return refused_in("best_interests",
                          "evidence-missing",
                          "Whoever acts for somebody without capacity is appointed by a decision "
                          "in their best interests.",
                          "Store its record with 'almoner evidence add' and give its number with "
                          "--best-interests.");
    }
    const Outcome<std::int64_t> number = asked.fields.number("best_interests");
    if (!number.accepted()) return number.refusal();
    const Outcome<Done> known = evidence_numbered(asked, number.value(), person);
    if (known.accepted()) return std::optional(number.value());
    ledger::Refusal refusal = known.refusal();
    refusal.field = "best_interests";
    return refusal;
}

Outcome<Representative> representative_to_appoint(const Asked& asked) {
    const Outcome<std::int64_t> number = asked.fields.number("representative");
    if (!number.accepted()) return number.refusal();
    const auto known =
        ledger::representative_numbered(asked.work.database(), number.value(), last_day_of_all);
    if (!known) {
        return refused_in("representative",
                          "representative-unknown",
                          "There is no representative of this number.",
                          "Take the number from 'almoner person show PERSON'.");
    }
    if (known->end_on && *known->end_on < asked.work.today()) {
        return refused_in("representative",
                          "representative-over",
                          "They acted until " + known->end_on->iso() + " and no longer do.",
                          "Add them again with 'almoner representative add', or appoint another.");
    }
    return *known;
}

// Those that pay: a draft is asked about when it is signed, by a second person.
std::vector<Agreement> paying(ledger::Database& database, std::int64_t person) {
    auto paid = paid_to_representative(database, person);
    std::erase_if(paid, [](const Agreement& each) { return !pays(each); });
    return paid;
}

Outcome<Done> may_be_appointed(Asked& asked,
                               const Representative& who,
                               const Appointment& appointment,
                               Date since) {
    return may_take_over(asked,
                         {.who = who, .appointed = appointment, .since = since},
                         paying(asked.work.database(), who.person),
                         "representative");
}

Outcome<Answer> propose_appointment(Asked& asked,
                                    const Representative& who,
                                    const Appointment& appointment) {
    ledger::Database& database = asked.work.database();
    ledger::Money worth;
    for (const Agreement& each : paying(database, who.person)) {
        worth += worth_in_a_year(database, each, asked.work.today());
    }
    const auto person = ledger::person_numbered(database, who.person, last_day_of_all);
    const json content{{"ref", person.value().ref},
                       {"representative", who.number},
                       {"role", name_of(who.role)},
                       {"start", who.start_on.iso()},
                       {"end", optional_day(who.end_on)},
                       {"appointment", appointment_content(appointment)}};
    return propose(asked,
                   {.kind = std::string(representative_proposal),
                    .subject = who.person,
                    .from_on = asked.work.today(),
                    .content = content.dump(),
                    .evidence = appointment.best_interests},
                   {.before = worth, .after = worth},
                   "representative");
}

bool is_known(ledger::Database& database, const Appointment& wanted) {
    auto last = ledger::appointment_on(database, wanted.representative, last_day_of_all);
    if (!last) return false;
    return last->authority == wanted.authority && last->agreed_on == wanted.agreed_on &&
           last->best_interests == wanted.best_interests;
}

}  // namespace

void ask_for_letter(ledger::Work& work, std::int64_t number) {
    const auto person = ledger::person_numbered(work.database(), number, last_day_of_all);
    const auto budgets = ledger::budgets_of(work.database(), number, last_day_of_all);
    if (!person || budgets.empty()) return;
    const std::string subject = "person:" + person->ref;
    close_tasks(work, appointment_letter_task, subject, "appointed-again");
    open_task(work,
              appointment_letter_task,
              subject,
              "Somebody was appointed to act for " + person->ref +
                  ": tell them with 'almoner notice draft " + budgets.back().ref +
                  " --kind appointment'.");
}

Outcome<std::optional<Appointment>> appointment_given(const Asked& asked,
                                                      const Representative& representative) {
    if (!asked.fields.has("authority")) return std::optional<Appointment>{};
    FieldReading in(asked.fields);
    Appointment appointment{.representative = representative.number,
                            .authority = authority_given(in),
                            .agreed_on = in.date("agreed_on"),
                            .appointed_on = asked.work.today(),
                            .appointed_by = asked.actor.number};
    if (representative.role == ledger::RepresentativeRole::nominee) {
        in.refuse("nominee-not-appointed",
                  "A nominee is chosen by a person who has capacity, and is not appointed for one "
                  "who has none.",
                  "Add them as representative, deputy or attorney instead.",
                  "authority");
    }
    if (in.accepted() && appointment.agreed_on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "Nobody can have agreed on a day that is still to come.",
                  "Give the day on which they agreed to act.",
                  "agreed_on");
    }
    if (!in.accepted()) return in.refusal();
    const auto decision = decision_given(asked, representative.person);
    if (!decision.accepted()) return decision.refusal();
    appointment.best_interests = decision.value();
    return std::optional(std::move(appointment));
}

json appointment_content(const std::optional<Appointment>& appointment) {
    if (!appointment) return nullptr;
    json content{{"authority", appointment->authority},
                 {"agreed_on", appointment->agreed_on.iso()},
                 {"by", appointment->appointed_by}};
    if (appointment->best_interests) content["best_interests"] = *appointment->best_interests;
    return content;
}

std::optional<Appointment> appointment_in(const json& content) {
    const auto found = content.find("appointment");
    if (found == content.end() || found->is_null()) return std::nullopt;
    Appointment appointment{
        .authority = found->at("authority").get<std::string>(),
        .agreed_on = Date::parse(found->at("agreed_on").get<std::string>()).value(),
        .appointed_by = found->at("by").get<std::int64_t>()};
    if (found->contains("best_interests")) {
        appointment.best_interests = found->at("best_interests").get<std::int64_t>();
    }
    return appointment;
}

Outcome<Answer> representative_appoint(Asked& asked) {
    const Outcome<Representative> known = representative_to_appoint(asked);
    if (!known.accepted()) return known.refusal();
    const Outcome<std::string> authority = asked.fields.need("authority");
    if (!authority.accepted()) return authority.refusal();
    const auto given = appointment_given(asked, known.value());
    if (!given.accepted()) return given.refusal();
    const Appointment& appointment = *given.value();
    if (is_known(asked.work.database(), appointment)) {
        return refused_in("representative",
                          "nothing-to-change",
                          "They are appointed so already.",
                          "Nothing needs to be done.");
    }
    if (!paying(asked.work.database(), known.value().person).empty()) {
        const Outcome<Done> allowed =
            may_be_appointed(asked, known.value(), appointment, asked.work.today());
        if (!allowed.accepted()) return allowed.refusal();
        return propose_appointment(asked, known.value(), appointment);
    }
    ledger::insert_appointment(asked.work, appointment);
    ask_for_letter(asked.work, known.value().person);
    return json{{"representative", appointment.representative},
                {"authority", appointment.authority},
                {"agreed_on", appointment.agreed_on.iso()}}
        .dump();
}

bool is_appointment(const json& content) {
    return content.contains("representative");
}

Outcome<Done> appointment_takes_effect(Asked& asked, const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    auto appointment = appointment_in(content);
    const auto who = ledger::representative_numbered(
        asked.work.database(), content.at("representative").get<std::int64_t>(), last_day_of_all);
    if (!who || !appointment) throw ledger::InvariantBroken("an appointment of nobody");
    appointment->representative = who->number;
    // Until a second person confirmed it nobody was appointed; what was said since it was proposed
    // is said of them.
    appointment->appointed_on = asked.work.today();
    const Outcome<Done> allowed = may_be_appointed(asked, *who, *appointment, proposal.from_on);
    if (!allowed.accepted()) return allowed.refusal();
    ledger::insert_appointment(asked.work, *appointment);
    ask_for_letter(asked.work, who->person);
    ask_whose_account(asked.work, who->person);
    return Done{};
}

}  // namespace almoner::scheduler
