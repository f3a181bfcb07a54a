#include "scheduler/commands/proposal_show.h"

#include "ledger/records/actor.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_words.h"
#include "ledger/records/proposal.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/agreement_content.h"
#include "scheduler/commands/assessment.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/explanation_show.h"
#include "scheduler/commands/fee.h"
#include "scheduler/commands/hours.h"
#include "scheduler/commands/month_close.h"
#include "scheduler/commands/opening.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_handed_over.h"
#include "scheduler/commands/policy_load.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/recharge.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/setting.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/uplift.h"
#include "scheduler/facts/told.h"
#include "scheduler/hmrc/number_answers.h"
#include "scheduler/option_change/option_content.h"
#include "scheduler/papers/signed_document.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::Proposal;
using nlohmann::ordered_json;

std::string in_words(const std::string& text) {
    return text;
}
std::string in_words(std::string_view text) {
    return std::string(text);
}
std::string in_words(Money amount) {
    return in_pounds(amount);
}
std::string in_words(Date day) {
    return day.iso();
}
std::string in_words(std::int64_t number) {
    return std::to_string(number);
}
template <class Value>
std::string in_words(const std::optional<Value>& value) {
    return value ? in_words(*value) : std::string{};
}

// The fields that differ; all of them where there was nothing before.
class Comparison {
  public:
    explicit Comparison(bool is_new) : is_new_(is_new) {}

    template <class Value>
    void see(std::string_view what, const Value& before, const Value& after) {
        if (!is_new_ && before == after) return;
        const std::string now = in_words(after);
        if (is_new_ && now.empty()) return;
        add(what, is_new_ ? std::string{} : in_words(before), now);
    }
    void add(std::string_view what, const std::string& before, const std::string& after) {
        changes_.push_back({{"what", what}, {"before", before}, {"after", after}});
    }
    [[nodiscard]] ordered_json take() { return std::move(changes_); }

  private:
    bool is_new_ = false;
    ordered_json changes_ = ordered_json::array();
};

std::string organisation_ref(ledger::Database& database, std::int64_t number) {
    const auto found = ledger::organisation_numbered(database, number, last_day_of_all);
    return found ? found->ref : std::string{};
}

std::string bank_account_ref(ledger::Database& database, std::int64_t number) {
    const auto found = ledger::bank_account_numbered(database, number, last_day_of_all);
    return found ? found->ref : std::string{};
}

ordered_json line_changes(ledger::Database& database, const Proposal& proposal, Personal personal) {
    const ledger::PlanLine after = plan_line_of(proposal);
    const auto known = ledger::plan_line_numbered(database, after.number, proposal.from_on);
    const ledger::PlanLine before = known.value_or(ledger::PlanLine{});
    Comparison seen(!known);
    seen.see("commissioner",
             organisation_ref(database, before.body),
             organisation_ref(database, after.body));
    seen.see("stream", name_of(before.stream), name_of(after.stream));
    seen.see("option", name_of(before.option), name_of(after.option));
    if (before.purpose_private != after.purpose_private) {
        seen.add("purpose",
                 purpose_shown(database, before, personal),
                 purpose_shown(database, after, personal));
    }
    seen.see("amount", before.amount, after.amount);
    seen.see("frequency", name_of(before.frequency), name_of(after.frequency));
    seen.see("start", before.start_on, after.start_on);
    seen.see("end", before.end_on, after.end_on);
    ordered_json changes = seen.take();
    show_told(database, proposal, personal, changes);
    return changes;
}

// What the rules rest on beside the records: who says so, since when, on what paper.
void add_attested(ledger::Database& database,
                  const ledger::Agreement& agreement,
                  ordered_json& changes) {
    for (const ledger::CaseRef& about :
         {ledger::CaseRef{ledger::CaseKind::budget, agreement.budget},
          ledger::CaseRef{ledger::CaseKind::agreement, agreement.number}}) {
        for (const ledger::AttestedFact& each :
             ledger::attested_facts_of(database, about, last_day_of_all)) {
            const auto by = ledger::actor_numbered(database, each.attested_by, last_day_of_all);
            changes.push_back({{"what", "fact " + each.name},
                               {"before", ""},
                               {"after",
                                each.value + " (" + (by ? by->ref : std::string{}) + ", from " +
                                    each.from_on.iso() + ")"}});
        }
    }
}

// Which form of ours came back signed: nobody confirms a signature without knowing of what.
void add_document(ledger::Database& database, const Proposal& proposal, ordered_json& changes) {
    const auto content = nlohmann::json::parse(proposal.content);
    const std::int64_t document = content.value("signed_document", std::int64_t{0});
    if (content.value("signed_own_form", false)) {
        const auto own = ledger::evidence_by_id(database, proposal.evidence.value_or(0));
        changes.push_back({{"what", "document that was signed"},
                           {"before", ""},
                           {"after",
                            "a form of the body's own, evidence " +
                                std::to_string(proposal.evidence.value_or(0)) + ", SHA-256 " +
                                (own ? own->sha256 : std::string{})}});
        return;
    }
    if (document == 0) return;
    changes.push_back(
        {{"what", "document that was signed"},
         {"before", ""},
         {"after",
          std::to_string(document) + ", SHA-256 " + hash_of_document(database, document)}});
}

ordered_json agreement_changes(ledger::Database& database, const Proposal& proposal) {
    const ledger::Agreement after = agreement_of(proposal);
    const auto known = ledger::agreement_numbered(database, after.number, proposal.from_on);
    const ledger::Agreement before = known.value_or(ledger::Agreement{});
    Comparison seen(!known);
    seen.see("status", name_of(before.status), name_of(after.status));
    seen.see("signed on", before.signed_on, after.signed_on);
    seen.see("payee", before.payee, after.payee);
    seen.see("payee account", before.payee_account, after.payee_account);
    seen.see("paid from",
             bank_account_ref(database, before.paid_from),
             bank_account_ref(database, after.paid_from));
    seen.see("frequency", name_of(before.frequency), name_of(after.frequency));
    seen.see("anchor date", before.anchor_on, after.anchor_on);
    seen.see("monthly day", before.monthly_day, after.monthly_day);
    seen.see("start", before.start_on, after.start_on);
    seen.see("end", before.end_on, after.end_on);
    seen.see("timing", name_of(before.timing), name_of(after.timing));
    seen.see("contribution", before.contribution, after.contribution);
    seen.see("contribution basis",
             name_of(before.contribution_basis),
             name_of(after.contribution_basis));
    ordered_json changes = seen.take();
    add_document(database, proposal, changes);
    if (before.status == ledger::AgreementStatus::draft) add_attested(database, after, changes);
    return changes;
}

ordered_json budget_changes(ledger::Database& database, const Proposal& proposal) {
    const ledger::Budget after = budget_of(proposal);
    const auto known = ledger::budget_numbered(database, after.number, last_day_of_all);
    const ledger::Budget before = known.value_or(ledger::Budget{});
    Comparison seen(!known);
    seen.see("start", before.start_on, after.start_on);
    seen.see("end", before.end_on, after.end_on);
    seen.see("contingency", before.contingency, after.contingency);
    return seen.take();
}

std::string masked(const std::string& digits) {
    return digits.size() < 4
               ? ""
               : std::string(digits.size() - 2, '*') + digits.substr(digits.size() - 2);
}

ledger::BankDetails details_shown(ledger::Database& database, std::int64_t row, Personal personal) {
    const auto stored = ledger::bank_private(database, row);
    if (!stored) return {};
    if (personal == Personal::whole) return *stored;
    return {.account_name = "***",
            .sort_code = masked(stored->sort_code),
            .account_number = masked(stored->account_number)};
}

ordered_json payee_changes(ledger::Database& database,
                           const Proposal& proposal,
                           Personal personal) {
    const auto known = ledger::payee_account_numbered(database, proposal.subject, last_day_of_all);
    const std::int64_t row = proposal.private_row.value_or(0);
    // A new payee's account waits with the proposed details in it.
    const bool is_new = !known || known->version == 1;
    const auto before = details_shown(database, known ? known->bank_private : 0, personal);
    const auto after = details_shown(database, row, personal);
    Comparison seen(is_new && known && known->status == ledger::PayeeStatus::blocked);
    seen.see("account name", before.account_name, after.account_name);
    seen.see("sort code", before.sort_code, after.sort_code);
    seen.see("account number", before.account_number, after.account_number);
    const std::string check = ordered_json::parse(proposal.content).at("check_result");
    seen.see(
        "modulus check", known ? std::string(name_of(known->check_result)) : std::string{}, check);
    return seen.take();
}

ordered_json representative_changes(ledger::Database& database,
                                    const Proposal& proposal,
                                    Personal personal) {
    const ordered_json content = ordered_json::parse(proposal.content);
    const auto known = ledger::representative_numbered(
        database, content.value("representative", std::int64_t{0}), last_day_of_all);
    const std::int64_t row = known ? known->name_private : proposal.private_row.value_or(0);
    const auto name = ledger::private_text(database, row);
    Comparison seen(true);
    seen.see("name",
             std::string{},
             personal == Personal::whole ? name.value_or("") : std::string("***"));
    for (const char* field : {"role", "start", "end"}) {
        if (!content.at(field).is_null()) {
            seen.see(field, std::string{}, content.at(field).get<std::string>());
        }
    }
    const ordered_json appointment = content.value("appointment", ordered_json());
    if (appointment.is_null()) return seen.take();
    for (const char* field : {"authority", "agreed_on"}) {
        seen.see(field, std::string{}, appointment.at(field).get<std::string>());
    }
    return seen.take();
}

ordered_json resume_changes(ledger::Database& database, const Proposal& proposal) {
    const auto versions = ledger::plan_line_versions(database, proposal.subject);
    Comparison seen(false);
    if (versions.size() < 2) return seen.take();
    seen.see("amount", Money{}, versions[versions.size() - 2].amount);
    return seen.take();
}

// What is found to be owed, or by what it is met.
ordered_json ending_changes(const Proposal& proposal) {
    const ordered_json content = ordered_json::parse(proposal.content);
    const bool is_owed = proposal.kind == ending_owed_proposal;
    const std::string way = content.value("way", "");
    std::string what;
    for (const auto& each : content.at("kinds")) {
        what += (what.empty() ? "" : ", ") + each.get<std::string>();
    }
    const std::string line = content.at("line_ref").get<std::string>();
    if (!line.empty()) what += " of " + line;
    const Money before = Money::from_pence(content.at("before").get<std::int64_t>());
    const Money after = Money::from_pence(content.at("amount").get<std::int64_t>());
    const std::string how = way == "body" ? "owed by the public body: " : "met: ";
    return ordered_json::array(
        {{{"what", (is_owed ? "owed: " : how) + what},
          {"before", is_owed && !before.is_zero() ? in_words(before) : std::string{}},
          {"after", after.is_zero() ? std::string("nothing") : in_words(after)}}});
}

ordered_json slip_change(const Proposal& proposal) {
    const ordered_json content = ordered_json::parse(proposal.content);
    const auto sum = [&](const char* name) {
        return in_words(Money::from_pence(content.at(name).get<std::int64_t>()));
    };
    const std::string slip = "slip " + std::to_string(proposal.subject);
    if (proposal.kind == slip_correction_proposal) {
        return {{"what", "what " + slip + " costs"},
                {"before", sum("before")},
                {"after", sum("after")}};
    }
    return {{"what", "overpaid, shown by " + slip},
            {"before", sum("after")},
            {"after", sum("each") + " from each slip"}};
}

// What the slip says, before and after.
void add_slip_sums(const Proposal& proposal, ordered_json& changes) {
    const ordered_json content = ordered_json::parse(proposal.content);
    for (const auto& [what, sums] : content.at("sums").items()) {
        const auto in_pounds_of = [&pence = sums](std::size_t at) {
            return in_words(Money::from_pence(pence.at(at).get<std::int64_t>()));
        };
        changes.push_back(
            {{"what", what}, {"before", in_pounds_of(0)}, {"after", in_pounds_of(1)}});
    }
}

// Those that one line tells.
ordered_json small_changes(const Proposal& proposal) {
    if (proposal.kind == opening_proposal) return opening_changes(proposal);
    if (proposal.kind == fee_terms_proposal || proposal.kind == fee_charge_proposal) {
        return fee_changes(proposal);
    }
    ordered_json changes = ordered_json::array();
    if (proposal.kind == person_alive_proposal) {
        const std::string day = ordered_json::parse(proposal.content).at("died_on");
        changes.push_back({{"what", "died on"}, {"before", day}, {"after", ""}});
    }
    if (proposal.kind == erase_proposal) {
        changes.push_back({{"what", "all that is known of the person"},
                           {"before", "kept"},
                           {"after", "unreadable for good"}});
    }
    if (proposal.kind == late_hours_proposal) {
        const ordered_json content = ordered_json::parse(proposal.content);
        const Money worth = Money::from_pence(content.at("after").get<std::int64_t>());
        changes.push_back(
            {{"what", "hours that came too late"}, {"before", ""}, {"after", in_words(worth)}});
    }
    if (proposal.kind == setting_proposal) changes.push_back(setting_change(proposal));
    if (proposal.kind == slip_correction_proposal || proposal.kind == pay_recovery_proposal) {
        changes.push_back(slip_change(proposal));
    }
    if (proposal.kind == slip_correction_proposal) add_slip_sums(proposal, changes);
    return changes;
}

// Those that leave plan lines and agreements as they are.
ordered_json other_changes(ledger::Database& database,
                           const Proposal& proposal,
                           Personal personal) {
    if (proposal.kind == hand_over_proposal) return hand_over_changes(proposal);
    if (proposal.kind == ledger::payee_account_proposal) {
        return payee_changes(database, proposal, personal);
    }
    if (proposal.kind == representative_proposal) {
        return representative_changes(database, proposal, personal);
    }
    if (proposal.kind == explanation_proposal) {
        return explanation_changes(database, proposal, personal);
    }
    if (proposal.kind == policy_proposal) return policy_changes(database, proposal);
    if (proposal.kind == month_proposal) return month_close_changes(proposal);
    if (proposal.kind == number_proposal) return number_changes(database, proposal, personal);
    return small_changes(proposal);
}

ordered_json changes_of(ledger::Database& database, const Proposal& proposal, Personal personal) {
    if (proposal.kind == ending_owed_proposal || proposal.kind == ending_met_proposal) {
        return ending_changes(proposal);
    }
    if (proposal.kind == plan_line_proposal) return line_changes(database, proposal, personal);
    if (proposal.kind == agreement_proposal) return agreement_changes(database, proposal);
    if (proposal.kind == assessment_proposal) {
        ordered_json changes = agreement_changes(database, proposal);
        if (personal == Personal::whole) show_means(database, proposal, changes);
        return changes;
    }
    if (proposal.kind == budget_proposal) return budget_changes(database, proposal);
    if (proposal.kind == option_proposal) {
        ordered_json changes = option_changes(database, proposal, personal);
        show_told(database, proposal, personal, changes);
        return changes;
    }
    if (proposal.kind == recharge_proposal || proposal.kind == recharge_payment_proposal) {
        return recharge_changes(database, proposal);
    }
    if (proposal.kind == plan_resume_proposal) return resume_changes(database, proposal);
    if (proposal.kind == case_reduction_proposal || proposal.kind == case_sum_proposal) {
        return case_changes(proposal);
    }
    return other_changes(database, proposal, personal);
}

ordered_json lines_of(ledger::Database& database, const Proposal& proposal) {
    ordered_json lines = ordered_json::array();
    for (const UpliftLine& each : uplift_lines(database, proposal)) {
        lines.push_back({{"plan_line", each.plan_line},
                         {"stream", name_of(each.stream)},
                         {"frequency", name_of(each.frequency)},
                         {"before_amount", each.before.pence()},
                         {"after_amount", each.after.pence()}});
    }
    return lines;
}

std::string_view state_words(ledger::ProposalState state) {
    switch (state) {
        case ledger::ProposalState::open: return "open";
        case ledger::ProposalState::confirmed: return "confirmed";
        case ledger::ProposalState::refused: return "refused";
    }
    throw ledger::InvariantBroken("unlisted state of a proposal");
}

// The reference of the plan line, the agreement, or who is paid.
std::string about(ledger::Database& database, const Proposal& proposal) {
    if (proposal.kind == ledger::payee_account_proposal) {
        return payee_ref(database, proposal.subject);
    }
    return ordered_json::parse(proposal.content).value("ref", "");
}

ordered_json listed(ledger::Database& database, const Proposal& proposal, Date today) {
    const Stake stake = stake_of(database, proposal, today);
    const auto actor = ledger::actor_numbered(database, proposal.proposed_by, last_day_of_all);
    return {{"proposal", proposal.id},
            {"kind", proposal.kind},
            {"about", about(database, proposal)},
            {"from", proposal.from_on.iso()},
            {"count", stake.count},
            {"before", stake.before.pence()},
            {"after", stake.after.pence()},
            {"confirm", to_confirm(stake)},
            {"proposed_by", actor ? actor->ref : std::string{}}};
}

}  // namespace

std::string purpose_shown(ledger::Database& database,
                          const ledger::PlanLine& line,
                          Personal personal) {
    if (personal == Personal::whole) return ledger::words_of(database, line.purpose_private);
    return line.purpose_private ? "***" : "";
}

Answer proposal_list(ledger::Database& database, Date today) {
    ordered_json list = ordered_json::array();
    for (const Proposal& open : ledger::every_open_proposal(database)) {
        list.push_back(listed(database, open, today));
    }
    return ordered_json{{"proposals", std::move(list)}}.dump();
}

Outcome<Answer> proposal_show(ledger::Database& database,
                              std::int64_t id,
                              Date today,
                              Personal personal) {
    const auto proposal = ledger::proposal_by_id(database, id);
    if (!proposal) {
        return refused_in("proposal",
                          "proposal-unknown",
                          "There is no proposal of this number.",
                          "Look at the open ones with 'almoner proposal list'.");
    }
    ordered_json shown = listed(database, *proposal, today);
    shown["state"] = state_words(proposal->state);
    if (proposal->evidence) {
        shown["evidence"] = *proposal->evidence;
        if (const auto document = ledger::evidence_by_id(database, *proposal->evidence)) {
            shown["evidence_kind"] = document->kind;
            shown["evidence_about"] = personal == Personal::whole || !document->subject_private
                                          ? ledger::subject_of(database, *document)
                                          : std::string("***");
            shown["evidence_dated"] = document->dated_on.iso();
        }
    }
    const bool is_open = proposal->state == ledger::ProposalState::open;
    if (!is_open) shown.erase("confirm");
    if (proposal->kind == uplift_proposal) {
        shown["lines"] = lines_of(database, *proposal);
    } else if (is_open) {
        // Once it was decided, what stands beside it is no longer what stood beside it then.
        shown["changes"] = changes_of(database, *proposal, personal);
    }
    const ordered_json content = ordered_json::parse(proposal->content);
    for (const char* const each : {"ground", "ground_evidence", "reason"}) {
        if (content.is_object() && content.contains(each)) shown[each] = content.at(each);
    }
    return shown.dump();
}

}  // namespace almoner::scheduler
