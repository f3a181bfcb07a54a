#include "scheduler/commands/payroll_runs.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/many_jobs.h"
#include "ledger/records/newest_command.h"
#include "ledger/records/organisation.h"
#include "ledger/storage/read_beside.h"
#include "scheduler/commands/payroll_run_fields.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/payroll/draft_payroll.h"
#include "scheduler/payroll/owed_wages.h"
#include "scheduler/payroll/post_slips.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using ledger::PayrollRun;
using nlohmann::json;

std::int64_t findings_in(const PayrollDraft& draft) {
    std::size_t all = draft.held_out.size();
    for (const DraftSlip& each : draft.slips) all += each.findings.size();
    return static_cast<std::int64_t>(all);
}

// One draft of the same kind, payday and people at a time.
std::optional<PayrollRun> draft_before(ledger::Database& database, const PayrollRun& wanted) {
    for (const PayrollRun& each : ledger::every_payroll_run(database)) {
        const bool is_same = each.state == "draft" && each.service == wanted.service &&
                             each.kind == wanted.kind && each.frequency == wanted.frequency &&
                             each.payday == wanted.payday && each.employment == wanted.employment;
        if (is_same) return each;
    }
    return std::nullopt;
}

void step(Asked& asked, std::int64_t run, std::string_view state) {
    ledger::insert_payroll_run_step(asked.work,
                                    {.run = run,
                                     .state = std::string(state),
                                     .on = asked.work.today(),
                                     .actor = asked.actor.number});
}

Outcome<Done> may_approve(const Asked& asked, const PayrollRun& run, const CountAndTotal& sum) {
    if (run.state != "draft") {
        return refused("payroll-run-not-a-draft",
                       "This run is " + run.state + " already.",
                       "Look at it with 'almoner payroll show'.",
                       "run");
    }
    if (asked.actor.role != Role::checker) {
        return refused("needs-checker",
                       "Only a checker may approve a payroll run.",
                       "Ask a checker who did not draft it.");
    }
    if (asked.actor.number == run.drafted_by) {
        return refused("own-proposal",
                       "Nobody approves what they drafted themselves.",
                       "Ask another checker to approve this run.");
    }
    if (sum.count == 0) {
        return refused("nothing-to-approve",
                       "This run has no slip.",
                       "See what is missing with 'almoner payroll show', and draft it again.",
                       "run");
    }
    if (asked.actor.approve_limit && sum.total > *asked.actor.approve_limit) {
        return refused("above-approve-limit",
                       "This run comes to " + in_pounds(sum.total) +
                           ", and you may approve up to " + in_pounds(*asked.actor.approve_limit) +
                           ".",
                       "Ask a checker with a higher limit.");
    }
    return Done{};
}

// Out of the same records, on the same day and with the same rates the same comes out: since the
// draft nobody has written anything but who looked at what, and tasks.
bool is_untouched(const Asked& asked, const PayrollRun& run) {
    static constexpr std::array<std::string_view, 2> no_facts{"access_log", "task"};
    ledger::Database& database = asked.work.database();
    const auto steps = ledger::steps_of_payroll_run(database, run.id);
    return !steps.empty() && steps.front().on == asked.work.today() &&
           run.rates_sha256 == ledger::sha256_hex(rates_file(asked.around)) &&
           ledger::newest_command(database, no_facts) <= run.seq;
}

// What people have seen is what the records still make of it. It is read while that is worked out.
Outcome<Done> is_up_to_date(const Asked& asked, const PayrollRun& run, std::int64_t slips) {
    if (is_untouched(asked, run)) return Done{};
    const auto book = rates_of_program(asked.around);
    if (!book.accepted()) return book.refusal();
    ledger::ReadBeside<PayrollDraft> reading(
        asked.work.database(), slips, [id = run.id](ledger::Database& database) {
            return stored_draft(database, id);
        });
    const auto now = draft_payroll(asked, book.value(), run);
    if (!now.accepted()) return now.refusal();
    const PayrollDraft seen = reading.get();
    if (now.value().slips == seen.slips && now.value().held_out == seen.held_out) return Done{};
    return refused(
        "draft-out-of-date",
        "Since this run was drafted, hours, terms, bank details, funds or rates have changed.",
        "Draft it again with 'almoner payroll run', look at it, and approve that one.",
        "run");
}

Outcome<Done> is_confirmed(const Asked& asked, const CountAndTotal& sum) {
    const Outcome<std::string> given = asked.fields.need("confirm");
    if (given.accepted() && confirms(given.value(), sum)) return Done{};
    return refused(
        "confirm-differs",
        "This run has " + std::to_string(sum.count) + (sum.count == 1 ? " slip" : " slips") +
            " and costs " + in_pounds(sum.total) + " in all; what was confirmed is not the same.",
        "Look at the run, then confirm with " + to_confirm(sum) + " (pence) if that is right.",
        "confirm");
}

}  // namespace

Outcome<Answer> payroll_run(Asked& asked) {
    const auto book = rates_of_program(asked.around);
    if (!book.accepted()) return book.refusal();
    Outcome<PayrollRun> read = run_wanted(asked);
    if (!read.accepted()) return read.refusal();
    PayrollRun run = std::move(read).value();
    const auto drafted = draft_payroll(asked, book.value(), run);
    if (!drafted.accepted()) return drafted.refusal();
    const PayrollDraft& draft = drafted.value();
    if (draft.slips.empty() && draft.held_out.empty()) {
        return refused("nobody-paid",
                       "Everybody of this run is paid already, or there is nobody in it.",
                       "Look at the runs with 'almoner payroll runs'.",
                       "payday");
    }
    run.rates = book.value().version();
    run.rates_sha256 = ledger::sha256_hex(rates_file(asked.around));
    run.drafted_by = asked.actor.number;
    const auto before = draft_before(asked.work.database(), run);
    if (before) step(asked, before->id, "cancelled");
    run.id = ledger::insert_payroll_run(asked.work, run);
    step(asked, run.id, "draft");
    write_draft(asked.work, run.id, draft);
    const CountAndTotal sum = draft.sum();
    json answer{{"run", ledger::payroll_run_ref(run.id)},
                {"payday", run.payday.iso()},
                {"employers", draft.employers},
                {"slips", sum.count},
                {"held_out", draft.held_out.size()},
                {"findings", findings_in(draft)},
                {"total", sum.total.pence()},
                {"confirm", to_confirm(sum)}};
    if (before) answer["replaces"] = ledger::payroll_run_ref(before->id);
    return answer.dump();
}

Outcome<Answer> payroll_approve(Asked& asked) {
    const Outcome<PayrollRun> found = payroll_run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PayrollRun& run = found.value();
    ledger::Database& database = asked.work.database();
    const CountAndTotal sum{.count = ledger::slips_in_run(database, run.id),
                            .total = ledger::cost_of_run(database, run.id)};
    const Outcome<Done> allowed = may_approve(asked, run, sum);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> same = is_up_to_date(asked, run, sum.count);
    if (!same.accepted()) return same.refusal();
    const Outcome<Done> confirmed = is_confirmed(asked, sum);
    if (!confirmed.accepted()) return confirmed.refusal();
    step(asked, run.id, "approved");
    return json{{"run", ledger::payroll_run_ref(run.id)},
                {"slips", sum.count},
                {"total", sum.total.pence()},
                {"state", "approved"}}
        .dump();
}

Outcome<Answer> payroll_post(Asked& asked) {
    const Outcome<PayrollRun> found = payroll_run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PayrollRun& run = found.value();
    if (run.state != "approved" && run.state != "posted") {
        return refused("payroll-run-not-approved",
                       "This run is " + run.state + ".",
                       run.state == "draft" ? "Have it approved with 'almoner payroll approve'."
                                            : "Draft it again with 'almoner payroll run'.",
                       "run");
    }
    const PostedSlips posted = post_slips(asked.work, run.id);
    if (run.state == "approved") step(asked, run.id, "posted");
    const json emergencies = look_after_owed_wages(asked, run, posted.short_by_budget);
    return json{{"run", ledger::payroll_run_ref(run.id)},
                {"state", "posted"},
                {"posted", posted.posted.count},
                {"posted_total", posted.posted.total.pence()},
                {"slips_owed", posted.owed.count},
                {"owed_total", posted.owed.total.pence()},
                {"shown", posted.shown.count},
                {"shown_total", posted.shown.total.pence()},
                {"emergencies", emergencies}}
        .dump();
}

Outcome<Answer> payroll_cancel(Asked& asked) {
    const Outcome<PayrollRun> found = payroll_run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PayrollRun& run = found.value();
    if (run.state == "cancelled") {
        return refused("payroll-run-cancelled",
                       "This run was cancelled before.",
                       "Draft another one with 'almoner payroll run'.",
                       "run");
    }
    if (run.state == "posted") {
        return refused("payroll-run-posted",
                       "The slips of this run are in the books.",
                       "Correct a slip with 'almoner payroll correct'.",
                       "run");
    }
    step(asked, run.id, "cancelled");
    return json{{"run", ledger::payroll_run_ref(run.id)}, {"state", "cancelled"}}.dump();
}

}  // namespace almoner::scheduler
