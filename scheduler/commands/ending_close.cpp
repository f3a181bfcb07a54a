// An ending is closed once all that is owed is met and each funder's money is accounted for.
#include "ledger/posting/closing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/states.h"
#include "ledger/views/person_accounts.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/ending/ending_facts.h"
#include "scheduler/ending/final_account.h"
#include "scheduler/facts/ask_rules.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::AccountName;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PaymentState;
using nlohmann::json;

// Those that may still be paid, or whose outcome the bank has not said yet. Of a period that was
// offset whole nothing is.
const ledger::Query under_way{
    "SELECT id, state, kind, agreement FROM payment WHERE budget = $1 AND state BETWEEN $2 AND $3"
    " AND NOT (state = $4 AND net = 0) ORDER BY id"};
static_assert(PaymentState::proposed < PaymentState::recall_asked &&
              PaymentState::recall_asked < PaymentState::recalled);

struct UnderWay {
    bool may_be_paid = false;
    std::vector<std::int64_t> held_for_good{};
};

// Nobody can mend what holds a payment to a person who has died: what is owed is answered and met
// by the ending. What a body took over is paid by then, by another payment than the held one. So is
// what a client account owed, or it is met otherwise.
UnderWay payments_under_way(ledger::Database& database, const EndingStanding& standing) {
    UnderWay found;
    ledger::Rows rows = database.select(under_way,
                                        standing.budget.number,
                                        static_cast<int>(PaymentState::proposed),
                                        static_cast<int>(PaymentState::recall_asked),
                                        static_cast<int>(PaymentState::held));
    while (rows.next()) {
        const bool is_held = static_cast<PaymentState>(rows.integer(1)) == PaymentState::held;
        const bool is_of_no_agreement =
            ledger::is_pay_out(static_cast<ledger::PaymentKind>(rows.integer(2)));
        const bool is_to_the_dead = standing.opened.because == "death" && rows.integer(3) != 0;
        if (is_held && (is_of_no_agreement || is_to_the_dead)) {
            found.held_for_good.push_back(rows.integer(0));
        } else {
            found.may_be_paid = true;
        }
    }
    return found;
}

void cancel_held(ledger::Work& work, const EndingStanding& standing) {
    for (const std::int64_t id : payments_under_way(work.database(), standing).held_for_good) {
        ledger::move_payments(work,
                              {id, id},
                              PaymentState::held,
                              PaymentState::cancelled,
                              ledger::closed_with_its_ending);
    }
}

Outcome<Done> nothing_waits(ledger::Database& database, const EndingStanding& standing) {
    if (!has_open_proposal(database, standing)) return Done{};
    return refused_in("ending",
                      "proposal-open",
                      "Something about this ending waits for a second person.",
                      "Have it confirmed or refused first: 'almoner proposal list'.");
}

std::vector<ledger::Ending> other_endings(ledger::Database& database,
                                          const EndingStanding& standing) {
    auto all = ledger::endings_of(database, standing.budget.number);
    std::erase_if(all, [&](const ledger::Ending& each) { return each.id == standing.opened.id; });
    return all;
}

// The other lines may have been ended since by hand: then nobody would ask about the rest.
Outcome<Done> rest_is_asked_about(ledger::Database& database,
                                  const EndingStanding& standing,
                                  ledger::Date today) {
    ledger::Date last = std::max(standing.opened.last_on, today - 1);
    for (const ledger::Ending& each : other_endings(database, standing)) {
        if (!is_of_part(database, each)) return Done{};
        last = std::max(last, each.last_on);
    }
    const bool goes_on = std::ranges::any_of(
        ledger::plan_lines_of(database, standing.budget.number, ledger::last_day_of_all),
        [&](const ledger::PlanLine& each) { return !each.end_on || *each.end_on > last; });
    if (goes_on) return Done{};
    return refused_in("ending",
                      "whole-ending-missing",
                      "No plan line of budget " + standing.budget.ref +
                          " goes on any more, and this ending is of one of them alone.",
                      "Open the ending of the whole budget with 'almoner ending open " +
                          standing.budget.ref + "' first.");
}

Outcome<Done> others_are_closed(ledger::Database& database, const EndingStanding& standing) {
    for (const ledger::Ending& each : other_endings(database, standing)) {
        if (each.state != "open") continue;
        return refused_in("ending",
                          "other-ending-open",
                          "Ending " + ledger::ending_number(each.id) +
                              " of this budget, of a line that stopped before, is open.",
                          "Close that one first.");
    }
    return Done{};
}

Outcome<Done> nothing_goes_on(ledger::Database& database,
                              const EndingStanding& standing,
                              ledger::Date today) {
    if (is_of_part(database, standing.opened)) {
        const Outcome<Done> asked = rest_is_asked_about(database, standing, today);
        return asked.accepted() ? nothing_waits(database, standing) : asked;
    }
    Outcome<Done> closed = others_are_closed(database, standing);
    if (!closed.accepted()) return closed;
    const std::string beyond =
        agreements_beyond(database, standing.budget.number, standing.opened.last_on);
    if (!beyond.empty()) {
        return refused_in("ending",
                          "agreements-go-on",
                          "These agreements pay beyond the last day: " + beyond + ".",
                          "End them with 'almoner agreement end' or 'almoner person end' first.");
    }
    if (payments_under_way(database, standing).may_be_paid) {
        return refused_in("ending",
                          "payments-under-way",
                          "A payment of this budget is proposed, held, or under way.",
                          "Cancel its run, recall it, or wait for what the bank says.");
    }
    return nothing_waits(database, standing);
}

// Somebody still waits for their wage or their invoice, whoever owes it by law.
Outcome<Done> body_has_paid(const EndingStanding& standing) {
    const Money unpaid = standing.unpaid_by_body();
    if (unpaid.is_zero()) return Done{};
    return refused_in(
        "ending",
        "body-debt-unpaid",
        in_pounds(unpaid) + " that the public body took over is not paid yet.",
        "Pay it with 'almoner ending pay', have its run approved and sent, and import "
        "the bank statement that shows it.");
}

Outcome<Done> all_is_accounted_for(ledger::Database& database,
                                   const EndingStanding& standing,
                                   ledger::Date today) {
    const Money left = final_account(database, standing.budget, today).left_to_decide();
    if (left.is_zero()) return Done{};
    return refused_in("ending",
                      "money-left",
                      in_pounds(left) + " of the funders' money is left.",
                      "Record what it was spent on, or take it back by a case: a review, 'almoner "
                      "case open --kind reclaim' and its notice. What is not worth it is waived "
                      "there.");
}

ledger::Share share_at(ledger::Books& books, const AccountKey& key) {
    return {key.stream, key.body, books.balance(key).posted};
}

// Each option's money by itself: its accounts are told apart by it.
class Closing {
  public:
    explicit Closing(Asked& asked) : asked_(asked) {}

    void close(const AccountKey& key) {
        const ledger::Share share = share_at(asked_.work.books(), key);
        if (share.amount <= Money{}) return;
        const ledger::Holding holding{key.budget, key.option};
        if (key.name == AccountName::undrawn) {
            post(ledger::UnapprovedGivenBack{holding, {share}});
            given_back_ += share.amount;
        } else if (key.name == AccountName::fund && key.stream == ledger::Stream::person) {
            post(ledger::OwnShareOwedBack{holding, {share}});
            // The holder has it in their own account already.
            if (key.option == ledger::Option::direct_payment) {
                post(ledger::OwnShareKept{holding, {share}});
            }
            own_share_ += share.amount;
        }
    }

    void close_all(std::int64_t budget) {
        for (const ledger::CountedAccount& each : ledger::accounts_of_budget(
                 asked_.work.database(), budget, ledger::now_on(asked_.work.today()))) {
            close(each.key);
        }
    }

    [[nodiscard]] Money given_back() const { return given_back_; }
    [[nodiscard]] Money own_share() const { return own_share_; }

  private:
    template <class Posted>
    void post(const Posted& event) {
        asked_.work.post(ledger::post(event), {.effective = asked_.work.today()});
    }

    Asked& asked_;
    Money given_back_{};
    Money own_share_{};
};

// Of the budget; and of each agreement that it paid by, whose final account this is.
Outcome<Done> lives_end(ledger::Database& database, const EndingStanding& standing) {
    const auto life = life_of(database, standing.budget);
    Outcome<Done> ends = may_become(life, end_of(life), "ending");
    for (const auto& each :
         ledger::agreements_of(database, standing.budget.number, ledger::last_day_of_all)) {
        if (!ends.accepted()) return ends;
        if (each.status != ledger::AgreementStatus::draft) ends = may_be_closed(each, "ending");
    }
    return ends;
}

}  // namespace

Outcome<Answer> ending_close(Asked& asked) {
    const Outcome<EndingStanding> found = open_ending_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const EndingStanding& standing = found.value();
    ledger::Work& work = asked.work;
    work.books().fold();  // what is left is read from the tables
    const Outcome<Done> over = nothing_goes_on(work.database(), standing, work.today());
    if (!over.accepted()) return over.refusal();
    const bool is_part = is_of_part(work.database(), standing.opened);
    const Outcome<Done> met =
        is_part ? nothing_is_owed_of(standing, "ending")
                : nothing_is_owed_first(work.database(), standing.budget, "ending");
    if (!met.accepted()) return met.refusal();
    const Outcome<Done> paid = body_has_paid(standing);
    if (!paid.accepted()) return paid.refusal();
    const Outcome<Done> allowed =
        ask_rules(asked,
                  {.event = event_of(standing.opened),
                   .about = {ledger::CaseKind::budget, standing.budget.number},
                   .person = standing.budget.person,
                   .on = work.today(),
                   .field = "ending"},
                  facts_of_ending(work.database(), standing, work.today()));
    if (!allowed.accepted()) return allowed.refusal();
    Closing closing(asked);
    // The accounts go on with the other lines of the budget.
    if (!is_part) {
        const Outcome<Done> accounted =
            all_is_accounted_for(work.database(), standing, work.today());
        if (!accounted.accepted()) return accounted.refusal();
        const Outcome<Done> moves = lives_end(work.database(), standing);
        if (!moves.accepted()) return moves.refusal();
        cancel_held(work, standing);
        closing.close_all(standing.budget.number);
    }
    ledger::insert_ending_step(work,
                               standing.budget.person,
                               {.ending = standing.opened.id,
                                .state = "closed",
                                .on = work.today(),
                                .actor = asked.actor.number});
    const std::string number = ledger::ending_number(standing.opened.id);
    close_tasks(work, "ending-open", "ending:" + number, "closed");
    return json{{"ending", number},
                {"budget", standing.budget.ref},
                {"state", "closed"},
                {"given_back", closing.given_back().pence()},
                {"own_share", closing.own_share().pence()}}
        .dump();
}

}  // namespace almoner::scheduler
