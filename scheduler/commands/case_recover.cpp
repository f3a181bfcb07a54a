// How a reclaim is repaid, and what of a case is given up.
#include "ledger/posting/surplus.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/records/proposal.h"
#include "ledger/records/suspense.h"
#include "ledger/values/invariant.h"
#include "rules/engine/dates.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/reduction/returned_after_reclaim.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using nlohmann::json;
using rules::CaseState;

constexpr std::size_t longest_words = 2'000;
constexpr std::size_t most_instalments = 120;
constexpr std::string_view destination_of_reclaims = "reclaim";

Outcome<CaseStanding> reclaim_asked_for(const Asked& asked) {
    Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted() || is_to_be_repaid(found.value().state)) return found;
    return refused_in("case",
                      "case-not-so-far",
                      "Nothing is to be repaid by this case now.",
                      "Look at the case with 'almoner case show'.");
}

// Where the money of the decided line was kept when the case took effect.
ledger::Holding holding_of(ledger::Work& work, const CaseStanding& standing) {
    const ledger::Option option = option_when_matured(work.database(), standing);
    return {static_cast<std::int32_t>(standing.budget.number),
            option,
            client_account_of(work, standing.budget.number, option)};
}

// What of the pay-outs of a case no line of the commissioner's has shown yet.
Money not_counted(ledger::Database& database, std::int64_t reduction_case, Money out) {
    for (const auto& each : ledger::recoveries_of_case(database, reduction_case)) {
        if (each.way == "repaid") out -= each.amount;
    }
    return std::max(out, Money{});
}

// It has left the client account, as that account's own statement shows: a pay-out that is only
// proposed or sent may still come to nothing.
Money left_and_not_counted(ledger::Database& database, std::int64_t reduction_case) {
    Money out;
    for (const ledger::PayOut& each : ledger::pay_outs_of_case(database, reduction_case)) {
        out += each.paid();
    }
    return not_counted(database, reduction_case, out);
}

// Nobody may give up what was paid out, or what may be on its way.
Money may_be_given_up(ledger::Database& database, const CaseStanding& standing) {
    Money out;
    for (const ledger::PayOut& each : ledger::pay_outs_of_case(database, standing.opened.id)) {
        out += each.paid() + each.promised();
    }
    const Money left = left_of(database, standing);
    return std::max(left - not_counted(database, standing.opened.id, out), Money{});
}

ledger::Shares share_of(const CaseStanding& standing, Money amount) {
    return {{standing.line->stream, static_cast<std::int32_t>(standing.line->body), amount}};
}

ledger::TransferDetail detail_of(ledger::Work& work, const CaseStanding& standing) {
    return {.plan_line = standing.line->number, .effective = work.today()};
}

void check_at_most(FieldReading& in, Money amount, Money most, std::string_view words) {
    if (!in.accepted()) return;
    if (amount.is_zero()) {
        in.refuse("nothing-to-take", "The amount is nothing.", "Give an amount.", "amount");
    } else if (amount > most) {
        in.refuse("more-than-is-left",
                  std::string(words) + " is " + in_pounds(most) + ".",
                  "Give that or less.",
                  "amount");
    }
}

// Of a line that two people explained as reclaimed money of the same commissioner and stream.
Outcome<ledger::SuspenseItem> line_that_repays(const Asked& asked, const CaseStanding& standing) {
    const Outcome<std::int64_t> id = asked.fields.number("item");
    if (!id.accepted()) return id.refusal();
    ledger::Database& database = asked.work.database();
    const auto item = ledger::suspense_item_by_id(database, id.value());
    const auto explained = item ? ledger::explanation_of(database, item->id) : std::nullopt;
    if (!explained || explained->destination != destination_of_reclaims) {
        return refused_in("item",
                          "line-is-no-repayment",
                          "This is no bank line that was explained as reclaimed money.",
                          "Explain it with 'almoner statement explain LINE --to reclaim' first.");
    }
    const auto proposal = ledger::proposal_by_id(database, explained->proposal);
    const json content = json::parse(proposal.value().content);
    if (content.at("body").get<std::int64_t>() != standing.line->body ||
        content.at("stream").get<int>() != static_cast<int>(standing.line->stream)) {
        return refused_in("item",
                          "money-of-another-body",
                          "This line repaid another commissioner's money, or another stream's.",
                          "Give the line that repaid this case.");
    }
    return *item;
}

}  // namespace

Outcome<Answer> case_plan(Asked& asked) {
    const Outcome<CaseStanding> found = reclaim_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const CaseStanding& standing = found.value();
    if (standing.waits) {
        return refused_in(
            "case",
            "reconsideration-unanswered",
            "A notice of this case is being reconsidered, and there is no answer yet.",
            "Answer the person in writing first.");
    }
    FieldReading in(asked.fields);
    const Date first = in.date("first");
    const Money each = in.money("amount");
    Money left = left_of(asked.work.database(), standing);
    check_at_most(in, each, left, "What is left to be repaid");
    if (in.accepted() && first < asked.work.today()) {
        in.refuse("day-in-the-past",
                  "The first instalment would be due on a day that is gone.",
                  "Give today or a later day.",
                  "first");
    }
    if (in.accepted() &&
        each.pence() * static_cast<std::int64_t>(most_instalments) < left.pence()) {
        in.refuse("too-many-instalments",
                  "It would take longer than ten years.",
                  "Agree a higher amount, or give up a part with 'almoner case write-off'.",
                  "amount");
    }
    if (!in.accepted()) return in.refusal();
    std::int64_t count = 0;
    for (; left > Money{}; ++count) {
        const Money now = std::min(each, left);
        ledger::insert_case_instalment(asked.work,
                                       standing.opened.id,
                                       {.agreed_on = asked.work.today(),
                                        .due_on = rules::months_after(first, count),
                                        .amount = now});
        left -= now;
    }
    return json{{"case", ledger::case_number(standing.opened.id)},
                {"instalments", count},
                {"last", rules::months_after(first, count - 1).iso()}}
        .dump();
}

Outcome<Answer> case_repaid(Asked& asked) {
    Outcome<CaseStanding> found = reclaim_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    CaseStanding standing = std::move(found).value();
    const auto item = line_that_repays(asked, standing);
    if (!item.accepted()) return item.refusal();
    ledger::Work& work = asked.work;
    const ledger::Holding holding = holding_of(work, standing);
    FieldReading in(asked.fields);
    const Money amount = in.money("amount");
    check_at_most(in, amount, left_of(work.database(), standing), "What is left to be repaid");
    check_at_most(in,
                  amount,
                  item.value().amount - ledger::repaid_by(work.database(), item.value().id),
                  "What of the line no case has counted yet");
    if (!in.accepted()) return in.refusal();
    if (holding.client_account != 0) {
        // Its own line has posted that side.
        if (amount > left_and_not_counted(work.database(), standing.opened.id)) {
            return refused_in("amount",
                              "not-paid-out",
                              "A client account in these books holds this money, and no statement "
                              "of it shows that a pay-out of this case took as much away.",
                              "Pay it out with 'almoner case collect', have the run approved and "
                              "sent, and import the client account's statement first.");
        }
    } else {
        work.post(post(ledger::ReclaimPaidByHolder{holding, share_of(standing, amount)}),
                  detail_of(work, standing));
    }
    ledger::insert_case_recovery(work,
                                 {.reduction_case = standing.opened.id,
                                  .way = "repaid",
                                  .amount = amount,
                                  .on = item.value().booked_on,
                                  .item = item.value().id});
    end_if_nothing_is_left(work, standing);
    return case_shown(standing);
}

Outcome<Answer> case_write_off(Asked& asked) {
    const Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const CaseStanding& standing = found.value();
    const bool is_reclaim = is_to_be_repaid(standing.state);
    if (!is_reclaim && standing.state != CaseState::applying) {
        return refused_in("case",
                          "case-not-so-far",
                          "Nothing is to be repaid or offset by this case now.",
                          "Before it takes effect a case is withdrawn: 'almoner case withdraw'.");
    }
    FieldReading in(asked.fields);
    const Money amount = in.money("amount");
    check_at_most(in,
                  amount,
                  may_be_given_up(asked.work.database(), standing),
                  "What is left of it and neither paid out of a client account nor on its way");
    const std::string way = in.needed("way");
    const bool is_listed = way == "waived" || (is_reclaim && way == "lost");
    if (in.accepted() && !is_listed) {
        in.refuse("not-in-the-list",
                  is_reclaim ? "This is neither waived nor lost."
                             : "What was not offset yet can only be waived.",
                  "Write one that it can be.",
                  "way");
    }
    (void)in.needed("words");
    const std::string words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    ledger::Proposal proposal{.kind = std::string(case_write_off_proposal),
                              .subject = standing.opened.id,
                              .from_on = asked.work.today(),
                              .content = json{
                                  {"ref", ledger::case_number(standing.opened.id)},
                                  {"amount", amount.pence()},
                                  {"way",
                                   way}}.dump()};
    proposal.private_row = ledger::insert_private_text(asked.work, standing.budget.person, words);
    return propose(asked, std::move(proposal), {.before = amount, .after = amount}, "case");
}

Outcome<Done> case_written_off(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Work& work = asked.work;
    const auto opened = ledger::case_by_id(work.database(), proposal.subject);
    if (!opened) throw ledger::InvariantBroken("a proposal for a case that is not there");
    CaseStanding standing = standing_of(work.database(), *opened, work.today());
    const json content = json::parse(proposal.content);
    const Money amount = Money::from_pence(content.at("amount").get<std::int64_t>());
    const auto way = content.at("way").get<std::string>();
    if (amount > may_be_given_up(work.database(), standing)) {
        return refused_in("proposal",
                          "more-than-is-left",
                          "Less is left of the case than when this was proposed, or it is on its "
                          "way out of a client account.",
                          "Refuse this proposal and propose what is left.");
    }
    if (opened->kind == "reclaim") {
        const ledger::Holding holding = holding_of(work, standing);
        const ledger::Shares shares = share_of(standing, amount);
        const ledger::Posting posting = way == "lost"
                                            ? post(ledger::ReclaimLost{holding, shares})
                                            : post(ledger::ReclaimWaived{holding, shares});
        work.post(posting, detail_of(work, standing));
    }
    ledger::insert_case_recovery(work,
                                 {.reduction_case = opened->id,
                                  .way = way,
                                  .amount = amount,
                                  .on = work.today(),
                                  .proposal = proposal.id});
    end_if_nothing_is_left(work, standing);
    return Done{};
}

}  // namespace almoner::scheduler
