#include "ledger/records/payment.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/record_table.h"
#include "ledger/records/reduction_case.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/reconciliation/explain.h"
#include "scheduler/reconciliation/settle.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Explanation;
using ledger::IdRange;
using ledger::Outcome;
using ledger::PaymentState;

const ledger::Query explanations_of_command{
    "SELECT id, item, destination, first_transfer, last_transfer FROM explanation"
    " WHERE seq = $1 ORDER BY id"};
const ledger::Query posted_between{
    "SELECT id, kind, plan_line, effective, settled, period_first, period_last FROM transfer"
    " WHERE id BETWEEN $1 AND $2 AND state IN (0, 2) ORDER BY id"};
const ledger::Query moves_of_command{
    "SELECT entity, first_id, last_id, from_state, to_state FROM state_change"
    " WHERE seq = $1 ORDER BY id DESC"};
const ledger::Query matches_of_command{
    "SELECT id, line, payment, submission, amount FROM line_match WHERE seq = $1 ORDER BY id"};
const ledger::Query tasks_of_command{
    "SELECT id FROM task WHERE seq = $1 AND state = $2 ORDER BY id"};
const ledger::Query matched_later{
    "SELECT 1 FROM line_match m WHERE m.payment = $1 AND m.seq > $2 AND m.undoes IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id) LIMIT 1"};
// Proposed, approved, in a file, sent, recall asked for, or settled.
const ledger::Query paid_again{
    "SELECT 1 FROM payment WHERE reissues = $1 AND state IN (1, 3, 4, 5, 6, 9) LIMIT 1"};

// What a case counted as repaid by a line that the same command explained.
const ledger::Query repaid_by_command{
    "SELECT r.reduction_case FROM case_recovery r JOIN explanation e ON e.item = r.item"
    " WHERE e.seq = $1 ORDER BY r.id LIMIT 1"};

// What a case asks for less since a return that the same command explained.
const ledger::Query lowered_by_command{
    "SELECT reduction_case FROM case_returned WHERE seq = $1 ORDER BY id LIMIT 1"};

constexpr std::string_view cause = "explanation-undone";

struct Move {
    ledger::Entity entity{};
    IdRange ids{};
    int from = 0;
    int to = 0;
};

class Undoing {
  public:
    Undoing(ledger::Work& work, const Explanation& explanation, std::int64_t proposal)
        : work_(work), explanation_(explanation), proposal_(proposal) {}

    // Whether nothing stands on what is undone; where it does, the command must be refused.
    [[nodiscard]] bool undo() {
        const std::int64_t first = work_.books().next_transfer();
        mirror_all();
        undo_matches();
        for (const Move& move : moves()) {
            if (!move_back(move)) return false;
        }
        if (built_on_) return false;
        promise_again();
        end_tasks();
        note({first, work_.books().next_transfer() - 1});
        return true;
    }

  private:
    struct Posted {
        std::int64_t id = 0;
        ledger::TransferDetail detail;
    };

    void mirror_all() {
        std::vector<Posted> posted;
        for (ledger::Rows rows = work_.database().select(
                 posted_between, explanation_.transfers.first, explanation_.transfers.last);
             rows.next();) {
            posted.push_back({.id = rows.integer(0),
                              .detail = {.kind = static_cast<std::uint8_t>(rows.integer(1)),
                                         .plan_line = rows.integer(2),
                                         .effective = rows.date(3),
                                         .settled = rows.date(4),
                                         .period = {rows.date(5), rows.date(6)}}});
        }
        for (const Posted& each : posted) work_.books().mirror(each.id, each.detail);
        work_.records().insert(
            ledger::reversal_table, explanation_.seq, "a bank line was explained wrongly");
    }

    std::vector<Move> moves() {
        std::vector<Move> all;
        for (ledger::Rows rows = work_.database().select(moves_of_command, explanation_.seq);
             rows.next();) {
            all.push_back({.entity = static_cast<ledger::Entity>(rows.integer(0)),
                           .ids = {rows.integer(1), rows.integer(2)},
                           .from = static_cast<int>(rows.integer(3)),
                           .to = static_cast<int>(rows.integer(4))});
        }
        return all;
    }

    bool move_back(const Move& move) {
        switch (move.entity) {
            case ledger::Entity::payment: return payments_back(move);
            case ledger::Entity::submission:
                return 0 != work_.move_state(ledger::Entity::submission,
                                             move.ids,
                                             static_cast<ledger::SubmissionState>(move.to),
                                             static_cast<ledger::SubmissionState>(move.from),
                                             cause);
            case ledger::Entity::suspense_item:
                return 0 != work_.move_state(ledger::Entity::suspense_item,
                                             move.ids,
                                             static_cast<ledger::SuspenseState>(move.to),
                                             static_cast<ledger::SuspenseState>(move.from),
                                             cause);
            case ledger::Entity::task:
                return 0 != work_.move_state(ledger::Entity::task,
                                             move.ids,
                                             static_cast<ledger::TaskState>(move.to),
                                             static_cast<ledger::TaskState>(move.from),
                                             cause);
            case ledger::Entity::payment_run:
            case ledger::Entity::proposal: return true;  // what was decided stays decided
        }
        throw ledger::InvariantBroken("unlisted entity");
    }

    // The file is with the bank, whoever noted it: a payment in it stays sent.
    bool payments_back(const Move& move) {
        const auto from = static_cast<PaymentState>(move.from);
        const auto to = static_cast<PaymentState>(move.to);
        if (from == PaymentState::in_file) return true;
        // What was cancelled since a payment settled in its stead stays so: the next run proposes
        // it.
        if (to == PaymentState::cancelled) return true;
        if (ledger::move_payments(work_, move.ids, to, from) !=
            move.ids.last - move.ids.first + 1) {
            return false;
        }
        for (std::int64_t id = move.ids.first; id <= move.ids.last; ++id) {
            built_on_ = built_on_ || is_built_on(id, to);
            const bool waits = from == PaymentState::sent || from == PaymentState::recall_asked;
            if (waits && to == PaymentState::settled) waiting_.push_back(id);
        }
        return true;
    }

    bool is_built_on(std::int64_t payment, PaymentState state) {
        return work_.database().select(matched_later, payment, explanation_.seq).next() ||
               (state == PaymentState::returned &&
                work_.database().select(paid_again, payment).next());
    }

    void promise_again() {
        PaymentsInHand payments(work_, waiting_);
        for (const std::int64_t id : waiting_) payments.promise_again(id);
    }

    void undo_matches() {
        struct Match {
            std::int64_t id, line, payment, submission;
            ledger::Money amount;
        };
        std::vector<Match> matches;
        for (ledger::Rows rows = work_.database().select(matches_of_command, explanation_.seq);
             rows.next();) {
            matches.push_back({rows.integer(0),
                               rows.integer(1),
                               rows.integer(2),
                               rows.integer(3),
                               rows.money(4)});
        }
        for (const Match& match : matches) {
            if (match.payment != 0) built_on_ = built_on_ || is_matched_later(match.payment);
            work_.records().insert(ledger::line_match_table,
                                   match.line,
                                   "undone",
                                   match.payment,
                                   match.submission,
                                   match.amount,
                                   cause,
                                   std::optional(match.id));
        }
    }

    bool is_matched_later(std::int64_t payment) {
        return work_.database().select(matched_later, payment, explanation_.seq).next();
    }

    void end_tasks() {
        std::vector<std::int64_t> tasks;
        for (ledger::Rows rows = work_.database().select(
                 tasks_of_command, explanation_.seq, static_cast<int>(ledger::TaskState::open));
             rows.next();) {
            tasks.push_back(rows.integer(0));
        }
        for (const std::int64_t task : tasks) {
            work_.move_state(ledger::Entity::task,
                             {task, task},
                             ledger::TaskState::open,
                             ledger::TaskState::done,
                             cause);
        }
    }

    // Two lines that were explained by each other are undone together.
    void note(const IdRange& transfers) {
        std::vector<Explanation> undone;
        for (ledger::Rows rows = work_.database().select(explanations_of_command, explanation_.seq);
             rows.next();) {
            undone.push_back({.id = rows.integer(0),
                              .item = rows.integer(1),
                              .destination = rows.str(2),
                              .transfers = {rows.integer(3), rows.integer(4)}});
        }
        for (const Explanation& each : undone) {
            ledger::insert_explanation(work_,
                                       {.item = each.item,
                                        .destination = each.destination,
                                        .proposal = proposal_,
                                        .transfers = transfers,
                                        .undoes = each.id});
        }
    }

    ledger::Work& work_;
    const Explanation& explanation_;
    std::int64_t proposal_;
    std::vector<std::int64_t> waiting_;
    bool built_on_ = false;
};

}  // namespace

Outcome<Done> undo_explanation(ledger::Work& work, std::int64_t item, std::int64_t proposal) {
    const auto explanation = ledger::explanation_of(work.database(), item);
    if (!explanation) {
        return refused("line-not-explained",
                       "This line is not explained, so there is nothing to undo.",
                       "Look at the lines with 'almoner statement unexplained'.",
                       "item");
    }
    {
        ledger::Rows rows = work.database().select(repaid_by_command, explanation->seq);
        if (rows.next()) {
            return refused(
                "explanation-built-on",
                "Case " + ledger::case_number(rows.integer(0)) +
                    " counts this line as repaid, and what was repaid stays counted.",
                "Leave it: what a case has counted as repaid is not taken out of it again.",
                "item");
        }
    }
    {
        ledger::Rows rows = work.database().select(lowered_by_command, explanation->seq);
        if (rows.next()) {
            return refused("explanation-built-on",
                           "Case " + ledger::case_number(rows.integer(0)) +
                               " asks for less since this payment came back.",
                           "Leave it: what a case asks for is not raised without a new decision.",
                           "item");
        }
    }
    if (Undoing(work, *explanation, proposal).undo()) return Done{};
    return refused("explanation-built-on",
                   "Something has happened since that stands on this explanation.",
                   "Undo the later explanation first, or cancel the run that pays the money again.",
                   "item");
}

}  // namespace almoner::scheduler
