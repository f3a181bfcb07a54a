#include "scheduler/commands/proposal.h"

#include "scheduler/commands/account_check.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/assessment.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/erase.h"
#include "scheduler/commands/fee.h"
#include "scheduler/commands/hours.h"
#include "scheduler/commands/import_second_person.h"
#include "scheduler/commands/month_close.h"
#include "scheduler/commands/opening.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person_stop.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_handed_over.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/policy_load.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/recharge.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/commands/representative.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/setting.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/uplift.h"
#include "scheduler/hmrc/number_answers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::Proposal;
using ledger::ProposalState;
using nlohmann::json;

// What the stake of a kind is: an amount for a year, one amount, or one that nobody is paid.
enum class Worth : std::uint8_t { a_year, once, only_told };

struct Kind {
    std::string_view name;
    Outcome<Done> (*take_effect)(Asked&, const Proposal&);
    Worth worth = Worth::a_year;
};
constexpr std::array kinds{
    Kind{agreement_hold_proposal, hold_was_checked, Worth::only_told},
    Kind{agreement_proposal, agreement_takes_effect},
    Kind{assessment_proposal, assessment_takes_effect},
    Kind{erase_proposal, erasure_takes_effect, Worth::only_told},
    Kind{explanation_proposal, explanation_takes_effect, Worth::once},
    Kind{budget_proposal, budget_takes_effect},
    Kind{case_enforce_proposal, case_enforced, Worth::once},
    Kind{case_reduction_proposal, case_decided},
    Kind{case_sum_proposal, case_decided, Worth::once},
    Kind{case_write_off_proposal, case_written_off, Worth::once},
    Kind{ending_met_proposal, ending_met_takes_effect, Worth::once},
    Kind{ending_owed_proposal, ending_answered, Worth::once},
    Kind{fee_charge_proposal, fees_are_charged, Worth::once},
    Kind{fee_terms_proposal, fee_terms_take_effect},
    Kind{hand_over_proposal, hand_over_takes_effect, Worth::once},
    Kind{import_proposal, import_takes_effect},
    Kind{late_hours_proposal, late_hours_decided, Worth::once},
    Kind{month_proposal, month_close_takes_effect, Worth::only_told},
    Kind{number_proposal, number_takes_effect, Worth::only_told},
    Kind{opening_proposal, opening_takes_effect, Worth::once},
    Kind{option_proposal, option_takes_effect},
    Kind{ledger::payee_account_proposal, payee_takes_effect},
    Kind{pay_recovery_proposal, recovery_takes_effect, Worth::once},
    Kind{person_alive_proposal, person_alive_takes_effect},
    Kind{policy_proposal, policy_takes_effect, Worth::only_told},
    Kind{plan_hold_proposal, hold_was_checked, Worth::only_told},
    Kind{plan_line_proposal, plan_line_takes_effect},
    Kind{plan_resume_proposal, plan_resume_takes_effect},
    Kind{recharge_payment_proposal, recharge_payment_takes_effect, Worth::once},
    Kind{recharge_proposal, recharge_takes_effect, Worth::once},
    Kind{representative_proposal, representative_takes_effect},
    Kind{setting_proposal, setting_takes_effect, Worth::once},
    Kind{slip_correction_proposal, slip_is_corrected, Worth::once},
    Kind{uplift_proposal, uplift_takes_effect}};

const Kind& kind_of(const Proposal& proposal) {
    const auto* const kind = std::ranges::find(kinds, proposal.kind, &Kind::name);
    if (kind == kinds.end()) throw ledger::InvariantBroken("a proposal of an unlisted kind");
    return *kind;
}

std::string words_of(Money stake, Worth worth) {
    return in_pounds(stake) + (worth == Worth::a_year ? " a year" : "");
}

// In the order in which a person reads it.
nlohmann::ordered_json shown(const Proposal& proposal, const Stake& stake) {
    return {{"proposal", proposal.id},
            {"kind", proposal.kind},
            {"from", proposal.from_on.iso()},
            {"count", stake.count},
            {"before", stake.before.pence()},
            {"after", stake.after.pence()},
            {"confirm", to_confirm(stake)}};
}

bool is_number(std::string_view text, std::int64_t wanted) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number == wanted;
}

bool confirms(std::string_view given, const Stake& stake) {
    const std::size_t colon = given.find(':');
    if (colon == std::string_view::npos) return false;
    return is_number(given.substr(0, colon), stake.count) &&
           is_total(given.substr(colon + 1), stake.after);
}

Outcome<Done> may_confirm(const Asked& asked, const Proposal& proposal, const Stake& stake) {
    if (proposal.state != ProposalState::open) {
        return refused_in("proposal",
                          "proposal-closed",
                          "This proposal was confirmed or refused already.",
                          "Look at the open ones with 'almoner proposal list'.");
    }
    if (asked.actor.role != Role::checker) {
        return refused_in(
            "as", "needs-checker", "Only a checker confirms a proposal.", "Ask a checker.");
    }
    if (asked.actor.number == proposal.proposed_by) {
        return refused_in("as",
                          "own-proposal",
                          "Nobody confirms what they proposed themselves.",
                          "Ask another checker.");
    }
    const Worth worth = kind_of(proposal).worth;
    if (worth == Worth::only_told) return Done{};
    const Money at_stake = std::max(stake.before, stake.after);
    if (asked.actor.approve_limit && at_stake > *asked.actor.approve_limit) {
        return refused_in("as",
                          "above-approve-limit",
                          "This is worth " + words_of(at_stake, worth) +
                              ", and you may approve up to " +
                              in_pounds(*asked.actor.approve_limit) + ".",
                          "Ask a checker with a higher limit.");
    }
    return Done{};
}

Outcome<Done> is_confirmed(const Asked& asked, const Stake& stake, Worth worth) {
    const Outcome<std::string> given = asked.fields.need("confirm");
    if (given.accepted() && confirms(given.value(), stake)) return Done{};
    return refused_in(
        "confirm",
        "confirm-differs",
        "The proposal has " + std::to_string(stake.count) + " and " + words_of(stake.after, worth) +
            " in all; what was confirmed is not the same.",
        "Look at it, then confirm with " + to_confirm(stake) + " (pence) if that is right.");
}

Outcome<Proposal> proposal_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("proposal");
    if (!id.accepted()) return id.refusal();
    const auto proposal = ledger::proposal_by_id(asked.work.database(), id.value());
    if (proposal) return *proposal;
    return refused_in("proposal",
                      "proposal-unknown",
                      "There is no proposal of this number.",
                      "Look at the open ones with 'almoner proposal list'.");
}

void close(ledger::Work& work, std::int64_t id, ProposalState to, std::string_view cause) {
    work.move_state(ledger::Entity::proposal, {id, id}, ProposalState::open, to, cause);
}

}  // namespace

Stake stake_of(ledger::Database& database, const Proposal& proposal, ledger::Date today) {
    if (proposal.kind == ledger::payee_account_proposal) {
        const Money worth = worth_of_payee(database, proposal.subject, today);
        return {.count = 1, .before = worth, .after = worth};
    }
    const json content = json::parse(proposal.content);
    return {.count = content.at("count").get<std::int64_t>(),
            .before = Money::from_pence(content.at("before").get<std::int64_t>()),
            .after = Money::from_pence(content.at("after").get<std::int64_t>())};
}

std::string to_confirm(const Stake& stake) {
    return std::to_string(stake.count) + ":" + std::to_string(stake.after.pence());
}

Outcome<Answer> propose(Asked& asked,
                        Proposal proposal,
                        const Stake& stake,
                        const std::string& field) {
    const auto open = ledger::open_proposals(asked.work.database(), proposal.kind);
    const auto same = std::ranges::find(open, proposal.subject, &Proposal::subject);
    if (proposal.subject != 0 && same != open.end()) {
        return refused_in(field,
                          "proposal-open",
                          "Proposal " + std::to_string(same->id) + " for this is still open.",
                          "Have it confirmed or refused first.");
    }
    json content = json::parse(proposal.content);
    content["count"] = stake.count;
    content["before"] = stake.before.pence();
    content["after"] = stake.after.pence();
    proposal.content = content.dump();
    proposal.proposed_by = asked.actor.number;
    proposal.id = ledger::insert_proposal(asked.work, proposal);
    return shown(proposal, stake).dump();
}

Outcome<Answer> confirm(Asked& asked, const Proposal& proposal) {
    const Stake stake = stake_of(asked.work.database(), proposal, asked.work.today());
    const Outcome<Done> allowed = may_confirm(asked, proposal, stake);
    if (!allowed.accepted()) return allowed.refusal();
    const Kind& kind = kind_of(proposal);
    const Outcome<Done> confirmed = is_confirmed(asked, stake, kind.worth);
    if (!confirmed.accepted()) return confirmed.refusal();
    const Outcome<Done> done = kind.take_effect(asked, proposal);
    if (!done.accepted()) return done.refusal();
    close(asked.work, proposal.id, ProposalState::confirmed, "confirmed");
    auto answer = shown(proposal, stake);
    answer.erase("confirm");
    answer["state"] = "confirmed";
    if (proposal.kind == ledger::payee_account_proposal) {
        const auto words = warning_of(proposed_check(asked, proposal));
        if (!words.empty()) answer["warning"] = words;
    }
    if (proposal.kind == erase_proposal) {
        answer["copies_of_the_key_until"] = key_copies_until(asked).iso();
    }
    return answer.dump();
}

Outcome<Answer> proposal_confirm(Asked& asked) {
    const Outcome<Proposal> proposal = proposal_asked_for(asked);
    if (!proposal.accepted()) return proposal.refusal();
    return confirm(asked, proposal.value());
}

Outcome<Answer> proposal_refuse(Asked& asked) {
    const Outcome<Proposal> proposal = proposal_asked_for(asked);
    if (!proposal.accepted()) return proposal.refusal();
    const Proposal& open = proposal.value();
    if (open.state != ProposalState::open) {
        return refused_in("proposal",
                          "proposal-closed",
                          "This proposal was confirmed or refused already.",
                          "Look at the open ones with 'almoner proposal list'.");
    }
    if (asked.actor.role != Role::checker && asked.actor.number != open.proposed_by) {
        return refused_in("as",
                          "needs-checker",
                          "Only a checker, or who proposed it, refuses a proposal.",
                          "Ask a checker.");
    }
    close(asked.work, open.id, ProposalState::refused, "refused");
    if (open.kind == plan_hold_proposal || open.kind == agreement_hold_proposal) {
        hold_was_refused(asked, open);
    }
    if (open.kind == late_hours_proposal) late_hours_refused(asked, open);
    return json{{"proposal", open.id}, {"kind", open.kind}, {"state", "refused"}}.dump();
}

}  // namespace almoner::scheduler
