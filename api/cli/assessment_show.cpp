#include "api/cli/assessment_show.h"

#include "api/cli/access_look.h"
#include "ledger/records/agreement.h"
#include "ledger/records/assessment.h"
#include "ledger/records/budget.h"
#include "ledger/records/data_share.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "rules/information/sharing.h"
#include "scheduler/facts/assess_facts.h"
#include "scheduler/facts/share_facts.h"

#include <string>

namespace almoner::api {
namespace {

using ledger::Database;
using ledger::last_day_of_all;

ledger::Refusal unknown(const char* field, const char* what) {
    return {.code = std::string(field) + "-unknown",
            .words = std::string("There is no ") + what + " of this reference.",
            .next = "Correct the reference.",
            .field = field,
            .citation = ""};
}

Figures assessments_table() {
    return {.name = "assessments",
            .title = "What the person contributes",
            .columns = {{"assessment", "Number", Kind::number},
                        {"from", "From", Kind::date},
                        {"capital", "Capital", Kind::money},
                        {"income", "Income a week", Kind::money},
                        {"tariff", "Tariff income", Kind::money},
                        {"expenses", "Expenses a week", Kind::money},
                        {"group", "Minimum income of", Kind::text},
                        {"weekly", "A week", Kind::money},
                        {"per_period", "A period", Kind::money},
                        {"evidence", "Document", Kind::number}},
            .rows = {},
            .notes = {}};
}

// As it was confirmed; by the policy of its first day where that was not kept.
void add(Figures& figures,
         Database& database,
         const ledger::Agreement& agreement,
         const ledger::Assessment& each) {
    const auto text = ledger::private_text(database, each.workings_private);
    if (!text) {
        figures.rows.push_back({each.id,
                                each.from_on,
                                Cell{},
                                Cell{},
                                Cell{},
                                Cell{},
                                std::string("(erased)"),
                                each.weekly,
                                each.per_period,
                                each.evidence});
        return;
    }
    const scheduler::MeansPaper paper = scheduler::means_kept(*text, agreement.frequency);
    const auto found =
        scheduler::found_kept(*text)
            .value_or(scheduler::means_found(database, agreement, paper, each.from_on))
            .assessed;
    figures.rows.push_back({each.id,
                            each.from_on,
                            paper.told.capital,
                            found.income,
                            found.tariff,
                            paper.told.expenses,
                            paper.group,
                            each.weekly,
                            each.per_period,
                            each.evidence});
}

std::string parts_in_words(std::int64_t bits) {
    const rules::SharedParts parts = scheduler::parts_of(bits);
    std::string list;
    for (const std::string_view name : names_of(rules::SharedPart{})) {
        const auto part = rules::value_named<rules::SharedPart>(name);
        if (part && parts.holds(*part)) list += (list.empty() ? "" : ", ") + std::string(name);
    }
    return list;
}

std::string recipient_in_words(Database& database, const ledger::DataShare& share) {
    if (share.recipient == 0) return share.name.empty() ? std::string("(erased)") : share.name;
    if (share.recipient_kind == name_of_value(rules::Recipient::family_or_friend)) {
        return "representative " + std::to_string(share.recipient);
    }
    const auto known = ledger::organisation_numbered(database, share.recipient, last_day_of_all);
    return known ? known->ref : std::string{};
}

}  // namespace

int list_assessments(const Program& program, const Call& call, Reading& reading) {
    Database& database = *reading.database;
    const auto agreement =
        ledger::agreement_by_ref(database, call.fields.at("agreement"), last_day_of_all);
    const auto budget = agreement
                            ? ledger::budget_numbered(database, agreement->budget, last_day_of_all)
                            : std::nullopt;
    const auto person =
        budget ? ledger::person_numbered(database, budget->person, last_day_of_all) : std::nullopt;
    if (!person || !reading.scope.sees_person(person->number)) {
        return show_refusal(call, unknown("agreement", "agreement"));
    }
    const auto look = note_look(program, call, reading, person->ref, ledger::Look::case_record);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    Figures figures = assessments_table();
    for (const ledger::Assessment& each : ledger::assessments_of(database, agreement->number)) {
        add(figures, database, *agreement, each);
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing was assessed yet.");
    show(call, figures);
    return exit_ok;
}

int list_shares(const Program& program, const Call& call, Reading& reading) {
    Database& database = *reading.database;
    const auto person = ledger::person_by_ref(database, call.fields.at("person"), last_day_of_all);
    if (!person || !reading.scope.sees_person(person->number)) {
        return show_refusal(call, unknown("person", "person"));
    }
    const auto look = note_look(program, call, reading, person->ref, ledger::Look::case_record);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    Figures figures{.name = "shares",
                    .title = "What others got of the record",
                    .columns = {{"share", "Number", Kind::number},
                                {"on", "On", Kind::date},
                                {"recipient_kind", "Kind", Kind::text},
                                {"recipient", "To", Kind::text},
                                {"basis", "Basis", Kind::text},
                                {"purpose", "For", Kind::text},
                                {"parts", "Parts", Kind::text},
                                {"evidence", "Document", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::DataShare& each : ledger::data_shares_of(database, person->number)) {
        figures.rows.push_back({each.id,
                                each.shared_on,
                                each.recipient_kind,
                                recipient_in_words(database, each),
                                each.basis,
                                each.purpose,
                                parts_in_words(each.parts),
                                each.evidence ? Cell{*each.evidence} : Cell{}});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing was shared.");
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
