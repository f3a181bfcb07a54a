#include "scheduler/commands/fee.h"

#include "ledger/journal/sha256.h"
#include "ledger/posting/payroll.h"
#include "ledger/records/agreement_fee.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/fee_facts.h"
#include "scheduler/payroll/fees_due.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AgreementFee;
using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using nlohmann::json;

template <std::size_t size>
std::string one_of(FieldReading& in,
                   const std::array<std::string_view, size>& names,
                   const std::string& field) {
    std::string text = in.needed(field);
    if (!in.accepted() || std::ranges::find(names, text) != names.end()) return text;
    std::string list;
    for (const std::string_view each : names) {
        list += (list.empty() ? "" : ", ") + std::string(each);
    }
    in.refuse("not-in-the-list", "This is none of: " + list + ".", "Write one of those.", field);
    return {};
}

Outcome<ledger::Agreement> agreement_of(const Asked& asked) {
    const auto agreement = ledger::agreement_by_ref(
        asked.work.database(), asked.fields.text("agreement"), ledger::last_day_of_all);
    if (!agreement) {
        return refused_in("agreement",
                          "agreement-unknown",
                          "There is no agreement of this reference.",
                          "Take it from 'almoner person show PERSON'.");
    }
    if (agreement->option == ledger::Option::managed_account) return *agreement;
    return refused_in("agreement",
                      "not-a-managed-account",
                      "This agreement is of no managed account.",
                      "What others are paid for their work is an invoice.");
}

Outcome<Done> keeps_it(const Asked& asked, const ledger::Agreement& agreement) {
    if (agreement.payee == "support-service:" + asked.fields.text("service")) return Done{};
    return refused_in("service",
                      "service-is-another",
                      "Another support service keeps this managed account.",
                      "Give the one that the agreement names.");
}

// Of the budget's own money only what is managed there; the body's is its own whatever the line.
Outcome<ledger::PlanLine> line_of(const Asked& asked,
                                  const ledger::Agreement& agreement,
                                  std::string_view paid_by) {
    const auto line = ledger::plan_line_by_ref(
        asked.work.database(), asked.fields.text("plan_line"), ledger::last_day_of_all);
    if (!line) {
        return refused_in("plan_line",
                          "plan-line-unknown",
                          "There is no plan line of this reference.",
                          "Take it from 'almoner person show PERSON'.");
    }
    if (line->budget != agreement.budget) {
        return refused_in("plan_line",
                          "plan-line-of-another-budget",
                          "This plan line is of another budget.",
                          "Give a line of the agreement's own budget.");
    }
    const bool is_managed = line->option == ledger::Option::managed_account;
    if (paid_by != "budget" || is_managed) return *line;
    return refused_in("plan_line",
                      "plan-line-not-managed",
                      "This plan line is not of the managed account, and can't pay its fee.",
                      "Add a line for the fee with 'almoner plan add'.");
}

std::vector<AgreementFee> fees_of(ledger::Database& database, std::int64_t agreement) {
    std::vector<AgreementFee> all = ledger::every_agreement_fee(database);
    std::erase_if(all, [&](const AgreementFee& each) { return each.agreement != agreement; });
    return all;
}

// Terms are counted from their first day, and each day has one: those from that day on are
// replaced, unless something was charged by them.
Outcome<Done> begins_anew(ledger::Database& database, const AgreementFee& fee) {
    for (const ledger::FeeCharge& each : ledger::every_fee_charge(database)) {
        if (each.agreement != fee.agreement || each.days.last < fee.from_on) continue;
        return refused_in("from_on",
                          "fee-known",
                          "The fee was charged up to " + each.days.last.words() + " already.",
                          "Give a later day.");
    }
    return Done{};
}

// The first days of the terms that these replace, in words.
std::string replaced_by(ledger::Database& database, const AgreementFee& fee) {
    std::string days;
    for (const AgreementFee& each : fees_of(database, fee.agreement)) {
        if (each.from_on < fee.from_on) continue;
        days += (days.empty() ? "" : ", ") + each.from_on.words();
    }
    return days;
}

json content_of(const AgreementFee& fee, const std::string& ref, const std::string& replaces) {
    return {{"ref", ref},
            {"service", fee.service},
            {"from_on", fee.from_on.iso()},
            {"amount", fee.amount.pence()},
            {"frequency", fee.frequency},
            {"paid_by", fee.paid_by},
            {"plan_line", fee.plan_line},
            {"evidence", fee.evidence},
            {"replaces", replaces}};
}

AgreementFee fee_in(const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    return {.agreement = proposal.subject,
            .service = content.at("service").get<std::int64_t>(),
            .from_on = proposal.from_on,
            .amount = Money::from_pence(content.at("amount").get<std::int64_t>()),
            .frequency = content.at("frequency").get<std::string>(),
            .paid_by = content.at("paid_by").get<std::string>(),
            .plan_line = content.at("plan_line").get<std::int64_t>(),
            .evidence = content.at("evidence").get<std::int64_t>(),
            .proposed_by = proposal.proposed_by};
}

Outcome<Done> rules_allow(Asked& asked,
                          const AgreementFee& fee,
                          const ledger::Agreement& agreement,
                          const ledger::PlanLine& line) {
    const auto budget =
        ledger::budget_numbered(asked.work.database(), agreement.budget, ledger::last_day_of_all);
    return ask_rules(asked,
                     {.event = rules::Event::build_budget,
                      .about = {ledger::CaseKind::agreement, agreement.number},
                      .person = budget ? budget->person : 0,
                      .on = std::max(fee.from_on, asked.work.today()),
                      .field = "amount"},
                     facts_of_fee(asked.work.database(), fee, line, worth_in_a_year(fee)));
}

struct ToCharge {
    std::vector<FeeDue> due{};
    std::vector<FeeDue> held{};
    Money total{};
};

ToCharge to_charge(ledger::Work& work, std::int64_t service, Date until) {
    ToCharge found;
    for (FeeDue& each : fees_due(work, service, until)) {
        if (!each.held.empty()) {
            found.held.push_back(std::move(each));
            continue;
        }
        found.total += each.fee.amount;
        found.due.push_back(std::move(each));
    }
    return found;
}

// Of all that is charged, whom and for what: what another person confirms is what was seen.
std::string digest_of(const std::vector<FeeDue>& due) {
    std::string all;
    for (const FeeDue& each : due) {
        all += std::to_string(each.fee.id) + " " + each.days.first.iso() + " " +
               each.days.last.iso() + " " + std::to_string(each.fee.amount.pence()) + "\n";
    }
    return ledger::sha256_hex(all);
}

json shown_held(const std::vector<FeeDue>& held) {
    json all = json::array();
    for (const FeeDue& each : held) {
        all.push_back({{"agreement", each.agreement.ref},
                       {"first", each.days.first.iso()},
                       {"last", each.days.last.iso()},
                       {"amount", each.fee.amount.pence()},
                       {"code", each.held}});
    }
    return all;
}

ledger::Posting posting_of(const FeeDue& due, const ledger::Shares& shares) {
    if (due.fee.paid_by == "body") return post(ledger::FeeOwedByBody{shares});
    const ledger::Holding holding{.budget = static_cast<std::int32_t>(due.agreement.budget),
                                  .option = due.agreement.option};
    return post(ledger::FeeChargedToBudget{holding, shares});
}

void charge(Asked& asked, const FeeDue& due, std::int64_t proposal) {
    ledger::Work& work = asked.work;
    const ledger::Shares shares = shares_of_fee(work, due);
    const std::int64_t first = work.books().next_transfer();
    work.post(posting_of(due, shares),
              {.plan_line = due.line.number, .effective = due.days.last, .period = due.days});
    ledger::insert_fee_charge(work,
                              {.fee = due.fee.id,
                               .agreement = due.agreement.number,
                               .budget = due.agreement.budget,
                               .days = due.days,
                               .amount = due.fee.amount,
                               .proposal = proposal,
                               .first_transfer = first,
                               .last_transfer = work.books().next_transfer() - 1,
                               .charged_on = work.today(),
                               .charged_by = asked.actor.number});
}

}  // namespace

Outcome<std::int64_t> service_asked_for(const Asked& asked) {
    const auto service = ledger::organisation_by_ref(asked.work.database(),
                                                     ledger::OrganisationKind::support_service,
                                                     asked.fields.text("service"),
                                                     ledger::last_day_of_all);
    if (service) return service->number;
    return refused_in("service",
                      "service-unknown",
                      "There is no support service of this reference.",
                      "Take it from organisations.csv of 'almoner export'.");
}

Outcome<Answer> fee_set(Asked& asked) {
    const Outcome<ledger::Agreement> agreement = agreement_of(asked);
    if (!agreement.accepted()) return agreement.refusal();
    const Outcome<std::int64_t> service = service_asked_for(asked);
    if (!service.accepted()) return service.refusal();
    const Outcome<Done> keeps = keeps_it(asked, agreement.value());
    if (!keeps.accepted()) return keeps.refusal();
    FieldReading in(asked.fields);
    AgreementFee fee{.agreement = agreement.value().number,
                     .service = service.value(),
                     .from_on = in.date("from_on"),
                     .amount = in.money("amount")};
    fee.frequency = one_of(in, ledger::fee_frequencies, "frequency");
    fee.paid_by = one_of(in, ledger::fee_payers, "paid_by");
    if (!in.accepted()) return in.refusal();
    const Outcome<ledger::PlanLine> line = line_of(asked, agreement.value(), fee.paid_by);
    if (!line.accepted()) return line.refusal();
    fee.plan_line = line.value().number;
    ledger::Database& database = asked.work.database();
    Outcome<Done> anew = begins_anew(database, fee);
    if (!anew.accepted()) return anew.refusal();
    const auto budget =
        ledger::budget_numbered(database, agreement.value().budget, ledger::last_day_of_all);
    const auto evidence = evidence_named(asked, budget ? budget->person : 0, true);
    if (!evidence.accepted()) return evidence.refusal();
    fee.evidence = evidence.value().value();
    const Outcome<Done> allowed = rules_allow(asked, fee, agreement.value(), line.value());
    if (!allowed.accepted()) return allowed.refusal();
    const auto before = fees_of(database, fee.agreement);
    return propose(
        asked,
        {.kind = std::string(fee_terms_proposal),
         .subject = fee.agreement,
         .from_on = fee.from_on,
         .content = content_of(fee, agreement.value().ref, replaced_by(database, fee)).dump(),
         .evidence = fee.evidence},
        {.count = 1,
         .before = before.empty() ? Money{} : worth_in_a_year(before.back()),
         .after = worth_in_a_year(fee)},
        "agreement");
}

Outcome<Done> fee_terms_take_effect(Asked& asked, const ledger::Proposal& proposal) {
    AgreementFee fee = fee_in(proposal);
    ledger::Database& database = asked.work.database();
    Outcome<Done> anew = begins_anew(database, fee);
    if (!anew.accepted()) return anew;
    if (replaced_by(database, fee) != json::parse(proposal.content).value("replaces", "")) {
        return refused_in("proposal",
                          "draft-out-of-date",
                          "Since this was proposed, other terms of the fee were set.",
                          "Refuse the proposal and propose it again.");
    }
    fee.recorded_on = asked.work.today();
    fee.confirmed_by = asked.actor.number;
    ledger::insert_agreement_fee(asked.work, fee);
    return Done{};
}

Outcome<Answer> fee_charge(Asked& asked) {
    const Outcome<std::int64_t> service = service_asked_for(asked);
    if (!service.accepted()) return service.refusal();
    FieldReading in(asked.fields);
    const Date until = in.date_or("until", asked.work.today());
    if (in.accepted() && until > asked.work.today()) {
        in.refuse("until-ahead",
                  "A fee is charged for days that are over.",
                  "Give a day up to today.",
                  "until");
    }
    if (!in.accepted()) return in.refusal();
    const ToCharge found = to_charge(asked.work, service.value(), until);
    if (found.due.empty()) {
        return refused_in("until",
                          "nothing-to-charge",
                          found.held.empty()
                              ? "Every period of this service's fees that is over was charged."
                              : "No fee can be charged: agreements wait, or funds don't hold it.",
                          "Look at 'almoner fee list'.");
    }
    const Outcome<Answer> proposed = propose(
        asked,
        {.kind = std::string(fee_charge_proposal),
         .subject = service.value(),
         .from_on = until,
         .content =
             json{{"ref", asked.fields.text("service")}, {"fees", digest_of(found.due)}}.dump()},
        {.count = static_cast<std::int64_t>(found.due.size()), .after = found.total},
        "service");
    if (!proposed.accepted()) return proposed.refusal();
    auto answer = nlohmann::ordered_json::parse(proposed.value());
    answer["held"] = shown_held(found.held);
    return answer.dump();
}

Outcome<Done> fees_are_charged(Asked& asked, const ledger::Proposal& proposal) {
    const ToCharge found = to_charge(asked.work, proposal.subject, proposal.from_on);
    if (digest_of(found.due) != json::parse(proposal.content).at("fees").get<std::string>()) {
        return refused_in("proposal",
                          "draft-out-of-date",
                          "Since this was proposed, other fees are to be charged.",
                          "Refuse the proposal and propose it again.");
    }
    for (const FeeDue& each : found.due) charge(asked, each, proposal.id);
    return Done{};
}

nlohmann::ordered_json fee_changes(const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    auto rows = nlohmann::ordered_json::array();
    const auto year = [&](const char* field) {
        return in_pounds(Money::from_pence(content.at(field).get<std::int64_t>()));
    };
    if (proposal.kind == fee_charge_proposal) {
        rows.push_back({{"what",
                         "fees of " + content.at("ref").get<std::string>() + " up to " +
                             proposal.from_on.iso()},
                        {"before", ""},
                        {"after", year("after")}});
        return rows;
    }
    rows.push_back({{"what", "fee a year"}, {"before", year("before")}, {"after", year("after")}});
    for (const char* const field : {"frequency", "paid_by"}) {
        rows.push_back({{"what", field}, {"before", ""}, {"after", content.at(field)}});
    }
    const std::string replaces = content.value("replaces", "");
    if (!replaces.empty()) {
        rows.push_back({{"what", "terms replaced"}, {"before", replaces}, {"after", ""}});
    }
    return rows;
}

}  // namespace almoner::scheduler
