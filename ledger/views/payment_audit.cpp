#include "ledger/views/payment_audit.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/values/invariant.h"
#include "ledger/views/actor_refs.h"

#include <algorithm>
#include <map>
#include <set>

namespace almoner::ledger {
namespace {

const Query journal_row{"SELECT at_ms, booked, actor, command, hash FROM journal WHERE seq = $1"};
const Query changes{
    "SELECT seq, from_state, to_state, cause, day, at_ms, actor FROM state_change"
    " WHERE entity = $1 AND first_id <= $2 AND last_id >= $2 ORDER BY id"};
const Query findings_of{"SELECT seq, code, outcome FROM finding WHERE payment = $1 ORDER BY id"};
const Query redatings{
    "SELECT seq, entry_on, reason FROM payment_redated WHERE payment = $1 ORDER BY id"};
const Query proposal_of_run{"SELECT seq FROM payment_run WHERE id = $1"};

#define ALMONER_AUDITED_LINES                                                        \
    " m.seq, m.kind, m.amount, b.ref, s.ref, s.file_sha256, l.place, l.booked_on,"   \
    " l.amount, l.bank_reference, l.return_reason, s.seq FROM line_match m"          \
    " JOIN statement_line l ON l.id = m.line JOIN statement s ON s.id = l.statement" \
    " JOIN bank_account b ON b.number = l.bank_account AND b.version = 1 WHERE "

const Query lines_of_payment{"SELECT " ALMONER_AUDITED_LINES
                             "m.payment = $1 AND m.payment <> 0 ORDER BY m.id"};
const Query lines_of_submission{"SELECT " ALMONER_AUDITED_LINES
                                "m.submission = $1 AND m.submission <> 0 AND m.payment = 0"
                                " ORDER BY m.id"};

#undef ALMONER_AUDITED_LINES

const Query explained_by{
    "SELECT e.item, e.destination, p.proposed_by FROM explanation e"
    " LEFT JOIN proposal p ON p.id = e.proposal WHERE e.seq = $1 ORDER BY e.id"};
const Query reversal_of{"SELECT seq, original, reason FROM reversal WHERE original = $1"};
const Query version_of_agreement{
    "SELECT ref, version, evidence FROM agreement WHERE number = $1 AND seq <= $2"
    " ORDER BY version DESC LIMIT 1"};
const Query version_of_payee{
    "SELECT version, seq, proposed_by, confirmed_by, evidence FROM payee_account"
    " WHERE number = $1 AND seq <= $2 ORDER BY version DESC LIMIT 1"};
const Query form_signed{
    "SELECT d.html FROM agreement_signing s JOIN agreement_document d ON d.id = s.document"
    " WHERE s.agreement = $1 AND s.seq <= $2 ORDER BY s.id DESC LIMIT 1"};
const Query evidence_of_emergency{"SELECT evidence FROM emergency WHERE payment = $1"};
const Query evidence_on{"SELECT id FROM evidence WHERE subject = $1 ORDER BY id"};
const Query tasks_on{"SELECT seq, kind, due_on, state FROM task WHERE subject = $1 ORDER BY id"};
const Query paid_by_others{
    "SELECT id, state, net, CASE WHEN id = $2 THEN 1 WHEN reissues = $1 THEN 2 ELSE 3 END"
    " FROM payment WHERE agreement = $3 AND id <> $1 AND (id = $2 OR reissues = $1 OR"
    " ($3 <> 0 AND period_first = $4 AND kind = $5)) ORDER BY id"};

std::string relation_of(std::int64_t kind) {
    if (kind == 1) return "paid before";
    return kind == 2 ? "pays again" : "another attempt";
}

class Auditing {
  public:
    Auditing(const Scope& scope, Database& database, const PaymentRecord& payment)
        : scope_(scope), database_(database) {
        audit_.payment = payment;
        audit_.ref = payment_ref(payment.id);
    }

    PaymentAudit run(const Budget& budget) {
        audit_.budget = budget.ref;
        states();
        run_and_file();
        findings();
        lines();
        bank_details();
        explanations();
        others();
        tasks();
        evidence_of_payment();
        reversals();
        transfers();
        commands();
        return std::move(audit_);
    }

  private:
    void touched(std::int64_t seq, const std::string& did) {
        std::vector<std::string>& known = touched_[seq];
        if (std::ranges::find(known, did) == known.end()) known.push_back(did);
    }

    // A range row moved only those that were in its first state.
    void states() {
        const PaymentRecord& payment = audit_.payment;
        note_row(payment.seq, PaymentState::proposed);
        for (Rows rows = database_.select(changes, static_cast<int>(Entity::payment), payment.id);
             rows.next();) {
            if (static_cast<PaymentState>(rows.integer(1)) != audit_.states.back().state) continue;
            AuditedState state{.seq = rows.integer(0),
                               .at_ms = rows.integer(5),
                               .day = rows.date(4),
                               .actor = actor_ref(database_, rows.integer(6)),
                               .state = static_cast<PaymentState>(rows.integer(2)),
                               .cause = rows.str(3)};
            touched(state.seq, std::string(name_of(state.state)));
            audit_.states.push_back(std::move(state));
        }
        for (Rows rows = database_.select(redatings, payment.id); rows.next();) {
            touched(rows.integer(0), "moved to " + rows.date(1).iso() + " (" + rows.str(2) + ")");
        }
    }

    void note_row(std::int64_t seq, PaymentState state) {
        Rows rows = database_.select(journal_row, seq);
        if (!rows.next()) throw InvariantBroken("a payment without its journal row");
        audit_.states.push_back({.seq = seq,
                                 .at_ms = rows.integer(0),
                                 .day = rows.date(1),
                                 .actor = actor_ref(database_, rows.integer(2)),
                                 .state = state,
                                 .cause = "proposed"});
        touched(seq, "proposed");
    }

    void run_and_file() {
        const auto run = run_by_id(database_, audit_.payment.run);
        if (!run) throw InvariantBroken("a payment without its run");
        Rows proposed = database_.select(proposal_of_run, run->id);
        if (!proposed.next()) throw InvariantBroken("a payment without its run");
        AuditedDecision decision{.what = "run " + run_ref(run->id),
                                 .proposed_by = actor_ref(database_, run->proposed_by),
                                 .seq = proposed.integer(0)};
        for (Rows rows = database_.select(changes, static_cast<int>(Entity::payment_run), run->id);
             rows.next();) {
            const auto state = static_cast<RunState>(rows.integer(2));
            touched(rows.integer(0), "run " + std::string(name_of(state)));
            if (state != RunState::approved) continue;
            decision.confirmed_by = actor_ref(database_, rows.integer(6));
            decision.seq = rows.integer(0);
        }
        audit_.decisions.push_back(std::move(decision));
        const std::vector<Submission> files = submissions_of_run(database_, run->id);
        for (const Submission& each : files) {
            if (each.id == audit_.payment.submission || was_in_before(each, files)) file(each);
        }
    }

    // A file that was too late for its day, in which it stood before: where its command made others
    // that went out, or several that were too late, nobody can tell which it was.
    [[nodiscard]] bool was_in_before(const Submission& file,
                                     const std::vector<Submission>& files) const {
        const auto made_with_it = std::ranges::count_if(
            files, [&](const Submission& each) { return each.seq == file.seq; });
        const bool was_put_in_then = std::ranges::any_of(audit_.states, [&](const auto& state) {
            return state.state == PaymentState::in_file && state.seq == file.seq;
        });
        return was_put_in_then && made_with_it == 1 && file.state == SubmissionState::rejected;
    }

    void file(const Submission& file) {
        touched(file.seq, "file " + file.file_name + " made");
        for (Rows rows = database_.select(changes, static_cast<int>(Entity::submission), file.id);
             rows.next();) {
            const auto state = static_cast<SubmissionState>(rows.integer(2));
            touched(rows.integer(0), "file " + file.file_name + " " + std::string(name_of(state)));
        }
        audit_.files.push_back(file);
        read_lines(database_.select(lines_of_submission, file.id));
    }

    void findings() {
        for (Rows rows = database_.select(findings_of, audit_.payment.id); rows.next();) {
            audit_.findings.push_back(
                {.seq = rows.integer(0), .code = rows.str(1), .outcome = rows.str(2)});
            touched(rows.integer(0), "finding " + rows.str(1));
        }
    }

    void lines() { read_lines(database_.select(lines_of_payment, audit_.payment.id)); }

    void read_lines(Rows rows) {
        while (rows.next()) {
            audit_.lines.push_back({.seq = rows.integer(0),
                                    .kind = rows.str(1),
                                    .amount = rows.money(2),
                                    .bank_account = rows.str(3),
                                    .statement = rows.str(4),
                                    .file_sha256 = rows.str(5),
                                    .place = rows.integer(6),
                                    .booked_on = rows.date(7),
                                    .line_amount = rows.money(8),
                                    .bank_reference = rows.str(9),
                                    .return_reason = rows.str(10)});
            touched(rows.integer(11), "statement " + rows.str(4) + " read");
            touched(rows.integer(0), "bank line matched: " + rows.str(1));
        }
    }

    // What it was paid on: as confirmed when the file was made, else when it was proposed.
    void bank_details() {
        const PaymentRecord& payment = audit_.payment;
        const std::int64_t until = audit_.files.empty() ? payment.seq : audit_.files.back().seq;
        {
            Rows rows = database_.select(version_of_payee, payment.payee_account, until);
            if (rows.next()) {
                audit_.decisions.push_back(
                    {.what = "bank details " + std::to_string(payment.payee_account) +
                             ", version " + std::to_string(rows.integer(0)),
                     .proposed_by = actor_ref(database_, rows.integer(2)),
                     .confirmed_by = rows.integer(3) == 0 ? std::string{}
                                                          : actor_ref(database_, rows.integer(3)),
                     .seq = rows.integer(1)});
                note_evidence(rows.maybe_integer(4), "the bank details");
            }
        }
        Rows rows = database_.select(version_of_agreement, payment.agreement, payment.seq);
        if (!rows.next()) throw InvariantBroken("a payment without its agreement");
        audit_.agreement = rows.str(0) + ", version " + std::to_string(rows.integer(1));
        note_evidence(rows.maybe_integer(2), "the agreement");
        form_that_was_signed();
    }

    // Where it was written out here; what was signed elsewhere has its evidence alone.
    void form_that_was_signed() {
        Rows rows = database_.select(form_signed, audit_.payment.agreement, audit_.payment.seq);
        if (rows.next()) note_evidence(rows.maybe_integer(0), "the form that was signed");
    }

    // Two people moved a line out of suspense: the second one's command matched it.
    void explanations() {
        std::set<std::int64_t> seen;
        for (const AuditedLine& line : audit_.lines) {
            if (!seen.insert(line.seq).second) continue;
            for (Rows rows = database_.select(explained_by, line.seq); rows.next();) {
                audit_.decisions.push_back(
                    {.what =
                         "suspense item " + std::to_string(rows.integer(0)) + " to " + rows.str(1),
                     .proposed_by = actor_ref(database_, rows.maybe_integer(2).value_or(0)),
                     .confirmed_by = actor_of(line.seq),
                     .seq = line.seq});
            }
        }
    }

    [[nodiscard]] std::string actor_of(std::int64_t seq) {
        Rows rows = database_.select(journal_row, seq);
        return rows.next() ? actor_ref(database_, rows.integer(2)) : std::string{};
    }

    void others() {
        const PaymentRecord& payment = audit_.payment;
        for (Rows rows = database_.select(paid_by_others,
                                          payment.id,
                                          payment.reissues,
                                          payment.agreement,
                                          payment.period.first,
                                          static_cast<int>(payment.kind));
             rows.next();) {
            audit_.others.push_back({.payment = payment_ref(rows.integer(0)),
                                     .relation = relation_of(rows.integer(3)),
                                     .state = static_cast<PaymentState>(rows.integer(1)),
                                     .net = rows.money(2)});
        }
    }

    void tasks() {
        for (Rows rows = database_.select(tasks_on, audit_.ref); rows.next();) {
            audit_.tasks.push_back(
                {.seq = rows.integer(0),
                 .kind = rows.str(1),
                 .due_on = rows.date(2),
                 .is_done = static_cast<TaskState>(rows.integer(3)) == TaskState::done});
            touched(rows.integer(0), "task " + rows.str(1));
        }
    }

    void evidence_of_payment() {
        {
            Rows rows = database_.select(evidence_of_emergency, audit_.payment.id);
            if (rows.next()) note_evidence(rows.maybe_integer(0), "the emergency");
        }
        std::vector<std::int64_t> about;
        for (Rows rows = database_.select(evidence_on, "payment:" + audit_.ref); rows.next();) {
            about.push_back(rows.integer(0));
        }
        for (const std::int64_t id : about) note_evidence(id, "the payment");
    }

    void note_evidence(std::optional<std::int64_t> id, const std::string& of) {
        if (!id) return;
        const auto evidence = evidence_by_id(database_, *id);
        if (evidence && (evidence->person == 0 || scope_.sees_person(evidence->person))) {
            audit_.evidence.push_back({.of = of, .evidence = *evidence});
        }
    }

    // Only what undid a bank line of this payment: a run's command is never reversed as a whole.
    void reversals() {
        std::set<std::int64_t> matched;
        for (const AuditedLine& line : audit_.lines) matched.insert(line.seq);
        for (const std::int64_t seq : matched) {
            for (Rows rows = database_.select(reversal_of, seq); rows.next();) {
                audit_.reversals.push_back(
                    {.seq = rows.integer(0), .original = rows.integer(1), .reason = rows.str(2)});
                touched(rows.integer(0), "journal row " + std::to_string(seq) + " reversed");
            }
        }
    }

    void transfers() {
        std::set<std::int64_t> seqs;
        for (const auto& [seq, did] : touched_) seqs.insert(seq);
        audit_.transfers = transfers_made_for(
            database_, audit_.payment, parts_of(database_, audit_.payment.id), seqs);
    }

    void commands() {
        for (const auto& [seq, did] : touched_) {
            Rows rows = database_.select(journal_row, seq);
            if (!rows.next()) throw InvariantBroken("a record without its journal row");
            AuditedCommand command{.seq = seq,
                                   .at_ms = rows.integer(0),
                                   .booked = rows.date(1),
                                   .actor = actor_ref(database_, rows.integer(2)),
                                   .command = rows.str(3),
                                   .hash = hex(rows.text(4))};
            for (const std::string& each : did) {
                command.did += (command.did.empty() ? "" : ", ") + each;
            }
            audit_.commands.push_back(std::move(command));
        }
    }

    const Scope& scope_;
    Database& database_;
    PaymentAudit audit_;
    std::map<std::int64_t, std::vector<std::string>> touched_;
};

// A part of a payment proves nothing: who may not see one of its streams sees none of it.
bool may_see(const Scope& scope, Database& database, const Budget& budget, std::int64_t payment) {
    return scope.sees_person(budget.person) &&
           std::ranges::all_of(parts_of(database, payment),
                               [&](const PaymentPart& part) { return scope.sees(part.stream); });
}

}  // namespace

Outcome<PaymentAudit> audit_of(const Scope& scope, Database& database, const std::string& payment) {
    const auto id = payment_of_ref(payment);
    const auto record = id ? payment_by_id(database, *id) : std::nullopt;
    const auto budget =
        record ? budget_numbered(database, record->budget, last_day_of_all) : std::nullopt;
    if (!budget || !may_see(scope, database, *budget, *id)) {
        return Refusal{.code = "payment-not-found",
                       .words = "There is no payment " + payment + ".",
                       .next = "Take the reference from 'almoner run show', like ALM0000001A5.",
                       .field = "payment",
                       .citation = ""};
    }
    return Auditing(scope, database, *record).run(*budget);
}

}  // namespace almoner::ledger
