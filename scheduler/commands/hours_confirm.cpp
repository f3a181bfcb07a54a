#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_run.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/hours.h"
#include "scheduler/commands/hours_steps.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/payroll/hours_row.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/row_cells.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Proposal;
using ledger::Timesheet;
using ledger::TimesheetStep;
using nlohmann::json;

constexpr std::size_t longest_words = 500;

std::int64_t holder_of_sheet(ledger::Database& database, const Timesheet& sheet) {
    const auto job = ledger::employment_numbered(database, sheet.employment, last_day_of_all);
    return job ? holder_of(database, *job) : 0;
}

// Of the holder, and acting on the day.
bool acts_for(ledger::Database& database,
              std::int64_t holder,
              std::int64_t representative,
              ledger::Date today) {
    const auto all = ledger::representatives_of(database, holder, today);
    return std::ranges::any_of(all, [&](const ledger::Representative& each) {
        return each.number == representative && each.start_on <= today &&
               (!each.end_on || *each.end_on >= today);
    });
}

void read_confirmer(RowCells& cells, TimesheetStep& step) {
    if (cells.need("by")) cells.set_name("by", step.confirmer, ledger::confirmers);
    cells.set_number("representative", step.representative, 1'000'000'000);
    cells.set_number("evidence", step.evidence);
    cells.set_name("channel", step.channel, ledger::confirmed_by_channels);
    if (step.channel.empty() && step.evidence) step.channel = "evidence";
    cells.set_words("words", step.words, longest_words);
    if (step.channel == "standing") {
        cells.complain("channel",
                       "not-in-the-list",
                       "Standing is what 'almoner hours fill' writes.",
                       "Say how the hours of this period were confirmed.");
    }
    if (step.channel.empty() || (step.channel == "evidence" && !step.evidence)) {
        cells.complain("channel",
                       "channel-missing",
                       "It is not said how the holder or the representative confirmed the hours.",
                       "Give --channel telephone (or e-mail, text-message, in-person, portal), or "
                       "--evidence with the document's number.");
    }
}

void check_representative(RowCells& cells,
                          const Asked& asked,
                          std::int64_t holder,
                          TimesheetStep& step) {
    if (step.confirmer != "representative") {
        step.representative = 0;
        return;
    }
    if (!acts_for(asked.work.database(), holder, step.representative, asked.work.today())) {
        cells.complain("representative",
                       "representative-unknown",
                       "Nobody of this number acts for the holder today.",
                       "Take the number from 'almoner person show PERSON'.");
    }
}

Outcome<Answer> propose_late(Asked& asked, const Timesheet& sheet) {
    const ledger::Money worth = worth_of_sheet(asked.work.database(), sheet);
    Outcome<Answer> answer =
        propose(asked,
                {.kind = std::string(late_hours_proposal),
                 .subject = sheet.id,
                 .from_on = asked.work.today(),
                 .content = json{{"ref", "timesheet:" + std::to_string(sheet.id)}}.dump()},
                {.count = 1, .before = {}, .after = worth},
                "timesheet");
    if (!answer.accepted()) return answer;
    json shown = json::parse(answer.value());
    shown["timesheet"] = sheet.id;
    shown["state"] = "late";
    return shown.dump();
}

Outcome<Done> is_entered(const Asked& asked, const Timesheet& sheet) {
    const std::string state = ledger::timesheet_state(asked.work.database(), sheet.id);
    if (state == "entered") return Done{};
    return refused_in("timesheet",
                      "timesheet-not-entered",
                      "This sheet is " + state + " already.",
                      "Withdraw it if it is wrong, and record another.");
}

std::optional<Proposal> open_proposal_of(ledger::Database& database, const Timesheet& sheet) {
    for (const Proposal& each : ledger::open_proposals(database, late_hours_proposal)) {
        if (each.subject == sheet.id) return each;
    }
    return std::nullopt;
}

Timesheet sheet_of(ledger::Database& database, const Proposal& proposal) {
    const auto sheet = ledger::timesheet_by_id(database, proposal.subject);
    if (!sheet) throw ledger::InvariantBroken("a proposal about no timesheet");
    return *sheet;
}

}  // namespace

Outcome<Answer> hours_confirm(Asked& asked) {
    const Outcome<Timesheet> sheet = sheet_asked_for(asked);
    if (!sheet.accepted()) return sheet.refusal();
    const Outcome<Done> possible = is_entered(asked, sheet.value());
    if (!possible.accepted()) return possible.refusal();
    ledger::Database& database = asked.work.database();
    const std::int64_t holder = holder_of_sheet(database, sheet.value());
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    TimesheetStep step;
    read_confirmer(cells, step);
    check_representative(cells, asked, holder, step);
    if (!errors.empty()) return refusal_of(errors);
    if (step.evidence) {
        const Outcome<Done> known = evidence_numbered(asked, *step.evidence, holder);
        if (!known.accepted()) return known.refusal();
    }
    const bool is_late = asked.work.today() > period_of_sheet(database, sheet.value()).cut_off;
    step.state = is_late ? "late" : "confirmed";
    take_sheet_step(asked, sheet.value(), step);
    if (is_late) return propose_late(asked, sheet.value());
    return sheet_answer(asked, sheet.value());
}

Outcome<Answer> hours_decide(Asked& asked) {
    const Outcome<Timesheet> sheet = sheet_asked_for(asked);
    if (!sheet.accepted()) return sheet.refusal();
    const auto proposal = open_proposal_of(asked.work.database(), sheet.value());
    if (proposal) return confirm(asked, *proposal);
    return refused_in("timesheet",
                      "timesheet-not-late",
                      "Nothing is to be decided of this sheet.",
                      "Look at 'almoner hours list'.");
}

Outcome<Done> late_hours_decided(Asked& asked, const Proposal& proposal) {
    TimesheetStep step{.state = "decided", .proposal = proposal.id};
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    cells.set_name("decision", step.decision, ledger::late_decisions);
    cells.set_words("words", step.words, longest_words);
    if (!errors.empty()) return refusal_of(errors);
    if (step.decision.empty()) {
        return refused_in("decision",
                          "decision-missing",
                          "It is not said what becomes of the late hours.",
                          "Use 'almoner hours decide SHEET --decision off-cycle' (or next-run, "
                          "not-paid).");
    }
    take_sheet_step(asked, sheet_of(asked.work.database(), proposal), step);
    return Done{};
}

void late_hours_refused(Asked& asked, const Proposal& proposal) {
    take_sheet_step(asked,
                    sheet_of(asked.work.database(), proposal),
                    {.state = "decided", .decision = "not-paid", .proposal = proposal.id});
}

Outcome<Answer> hours_withdraw(Asked& asked) {
    const Outcome<Timesheet> sheet = sheet_asked_for(asked);
    if (!sheet.accepted()) return sheet.refusal();
    ledger::Database& database = asked.work.database();
    if (ledger::timesheet_state(database, sheet.value().id) == "withdrawn") {
        return refused_in("timesheet",
                          "timesheet-withdrawn",
                          "This sheet was withdrawn already.",
                          "Nothing needs to be done.");
    }
    if (const auto open = open_proposal_of(database, sheet.value())) {
        return refused_in("timesheet",
                          "late-hours-open",
                          "Proposal " + std::to_string(open->id) + " about it is still open.",
                          "Have it decided or refused first.");
    }
    if (const auto run = ledger::run_holding_sheet(database, sheet.value().id)) {
        return refused_in(
            "timesheet",
            "sheet-in-approved-run",
            "Run " + ledger::payroll_run_ref(*run) + ", which is approved, pays this sheet.",
            "Cancel that run with 'almoner payroll cancel', or post it and correct "
            "the slip.");
    }
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    TimesheetStep step{.state = "withdrawn"};
    if (cells.need("words")) cells.set_words("words", step.words, longest_words);
    if (!errors.empty()) return refusal_of(errors);
    take_sheet_step(asked, sheet.value(), step);
    return sheet_answer(asked, sheet.value());
}

}  // namespace almoner::scheduler
