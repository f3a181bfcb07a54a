#include "ledger/journal/sha256.h"
#include "ledger/records/assistant.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_words.h"
#include "ledger/records/slip_recovery.h"
#include "scheduler/commands/payroll_run_fields.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payroll/correct_slip.h"
#include "scheduler/payroll/leaving_changed.h"
#include "scheduler/payroll/owed_wages.h"
#include "scheduler/payroll/slip_digest.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PaySlip;
using nlohmann::json;

constexpr std::size_t longest_words = 2'000;

Outcome<Done> may_correct(ledger::Database& database, const PaySlip& slip) {
    if (!ledger::posting_of_slip(database, slip.id)) {
        return refused_in("slip",
                          "slip-not-posted",
                          "This slip is not in the books yet.",
                          "Draft its run again with 'almoner payroll run'.");
    }
    if (const auto later = ledger::correction_of(database, slip.id)) {
        return refused_in("slip",
                          "slip-corrected-already",
                          "Slip " + std::to_string(*later) + " has taken its place.",
                          "Correct that one.");
    }
    return Done{};
}

std::int64_t assistant_of(ledger::Database& database, std::int64_t employment) {
    const auto job =
        ledger::employment_numbered(database, employment, ledger::last_day_of_all).value();
    return ledger::assistant_numbered(database, job.assistant, ledger::last_day_of_all)
        .value()
        .person;
}

std::string job_ref(ledger::Database& database, std::int64_t employment) {
    return ledger::employment_numbered(database, employment, ledger::last_day_of_all).value().ref;
}

// The sum of what its plan lines bear.
Money cost_of_slip(ledger::Database& database, std::int64_t slip) {
    Money sum;
    for (const ledger::PaySlipSplit& each : ledger::splits_of_slip(database, slip)) {
        sum += each.total();
    }
    return sum;
}

// What people look at, before and after, in pence.
json sums_of(const PaySlip& before, const PaySlip& after) {
    return {{"gross", {before.gross.pence(), after.gross.pence()}},
            {"tax", {before.tax.pence(), after.tax.pence()}},
            {"net", {before.net.pence(), after.net.pence()}}};
}

std::int64_t open_correction_run(Asked& asked, const PaySlip& old, std::int64_t drafted_by) {
    auto run = ledger::payroll_run_by_id(asked.work.database(), old.run).value();
    run.kind = "correction";
    run.employment = old.employment;
    run.drafted_by = drafted_by;
    run.rates = rates_of_program(asked.around).value().version();
    run.rates_sha256 = ledger::sha256_hex(rates_file(asked.around));
    const std::int64_t id = ledger::insert_payroll_run(asked.work, run);
    for (const std::string_view state : {"draft", "approved", "posted"}) {
        ledger::insert_payroll_run_step(
            asked.work,
            {.run = id,
             .state = std::string(state),
             .on = asked.work.today(),
             .actor = state == "draft" ? drafted_by : asked.actor.number});
    }
    return id;
}

}  // namespace

Outcome<Answer> payroll_correct(Asked& asked) {
    const Outcome<PaySlip> found = pay_slip_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PaySlip& old = found.value();
    FieldReading in(asked.fields);
    (void)in.needed("words");
    const std::string words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    ledger::Database& database = asked.work.database();
    const Outcome<Done> allowed = may_correct(database, old);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<DraftSlip> made = slip_reckoned_anew(asked, old);
    if (!made.accepted()) return made.refusal();
    return propose(
        asked,
        {.kind = std::string(slip_correction_proposal),
         .subject = old.id,
         .from_on = old.paid_on,
         .content = json{{"ref", job_ref(database, old.employment)},
                         {"slip", digest_of_slip(made.value())},
                         {"sums", sums_of(old, made.value().slip)}}
                        .dump(),
         .private_row =
             ledger::insert_words(asked.work, assistant_of(database, old.employment), words)},
        {.count = 1, .before = cost_of_slip(database, old.id), .after = made.value().cost()},
        "slip");
}

Outcome<Done> slip_is_corrected(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const PaySlip old = ledger::pay_slip_by_id(database, proposal.subject).value();
    const Outcome<Done> allowed = may_correct(database, old);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<DraftSlip> made = slip_reckoned_anew(asked, old);
    if (!made.accepted()) return made.refusal();
    if (digest_of_slip(made.value()) !=
        json::parse(proposal.content).at("slip").get<std::string>()) {
        return refused_in("proposal",
                          "draft-out-of-date",
                          "Since this was proposed, the records make another slip.",
                          "Refuse the proposal and correct the slip again.");
    }
    const std::int64_t run = open_correction_run(asked, old, proposal.proposed_by);
    const Money short_by = put_in_place(asked.work, run, old, made.value());
    if (!short_by.is_zero()) {
        const auto stored = ledger::payroll_run_by_id(database, run).value();
        (void)look_after_owed_wages(asked, stored, {{old.budget, short_by}});
    }
    tell_changed_leaving_pay(asked.work, rates_of_program(asked.around).value(), old.employment);
    return Done{};
}

Outcome<Answer> payroll_recover(Asked& asked) {
    const Outcome<PaySlip> found = pay_slip_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PaySlip& slip = found.value();
    ledger::Database& database = asked.work.database();
    const Money owed = slip.overpaid - ledger::given_back(database, slip.id, 0);
    if (owed <= Money{} || !ledger::posting_of_slip(database, slip.id)) {
        return refused_in("slip",
                          "nothing-overpaid",
                          "This slip shows nothing that was overpaid.",
                          "Give the number of the corrected slip.");
    }
    const auto agreed = ledger::recoveries_of(database, slip.employment);
    if (std::ranges::find(agreed, slip.id, &ledger::PayRecovery::slip) != agreed.end()) {
        return refused_in("slip",
                          "recovery-agreed-already",
                          "It was agreed before how this is given back.",
                          "It is taken from the next slips as agreed.");
    }
    FieldReading in(asked.fields);
    const Money each = in.money("each");
    if (!in.accepted()) return in.refusal();
    if (each.is_zero() || each > owed) {
        return refused_in("each",
                          "each-above-owed",
                          "What is owed back is " + in_pounds(owed) + ".",
                          "Give what was agreed to be taken from one slip, above nil and at most "
                          "that.");
    }
    const auto evidence = evidence_named(asked, assistant_of(database, slip.employment), true);
    if (!evidence.accepted()) return evidence.refusal();
    return propose(
        asked,
        {.kind = std::string(pay_recovery_proposal),
         .subject = slip.id,
         .from_on = asked.work.today(),
         .content =
             json{{"ref", job_ref(database, slip.employment)}, {"each", each.pence()}}.dump(),
         .evidence = evidence.value()},
        {.count = 1, .before = Money{}, .after = owed},
        "slip");
}

Outcome<Done> recovery_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const PaySlip slip = ledger::pay_slip_by_id(database, proposal.subject).value();
    const json content = json::parse(proposal.content);
    ledger::insert_pay_recovery(
        asked.work,
        {.slip = slip.id,
         .employment = slip.employment,
         .owed = slip.overpaid,
         .each_time = Money::from_pence(content.at("each").get<std::int64_t>()),
         .evidence = proposal.evidence.value(),
         .agreed_on = proposal.from_on,
         .actor = proposal.proposed_by});
    return Done{};
}

}  // namespace almoner::scheduler
