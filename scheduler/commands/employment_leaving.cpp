// What a person decides of a job's end: decision 84.
#include "ledger/records/employer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/job_ends.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "rules/payroll/leaving.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/leaving_changed.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/program_rates.h"
#include "scheduler/payroll/row_cells.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Employment;
using ledger::LeavingDecision;
using ledger::Outcome;
using nlohmann::json;

constexpr std::array<std::string_view, 2> answers{"due", "not-due"};
// Nobody's notice is longer than a quarter of a year.
constexpr std::size_t most_weeks = 13;

LeavingDecision decision_of(const Asked& asked, const Employment& job, std::string_view part) {
    return {.employment = job.number,
            .part = std::string(part),
            .decided_on = asked.work.today(),
            .decided_by = asked.actor.number};
}

class Reading {
  public:
    Reading(const Asked& asked, const Employment& job, RowCells& cells)
        : asked_(asked), job_(job), cells_(cells) {}

    std::vector<LeavingDecision> all() {
        take("holiday");
        take_notice();
        take("redundancy");
        const bool is_redundant = rules::owed_at_the_end(job_.end_reason).redundancy;
        const auto* const redundancy = ledger::leaving_decision_in(decisions_, "redundancy");
        if (redundancy != nullptr && redundancy->is_due && !is_redundant) {
            cells_.complain("redundancy",
                            "not-redundant",
                            "The job did not end by redundancy: " + job_.end_reason + ".",
                            "Pay another sum on the terms of the contract, or leave it out.");
        }
        refuse_holiday_paid_with_the_hours();
        const ledger::Money week = week_given();
        for (LeavingDecision& each : decisions_) {
            if (each.is_due && each.part != "holiday") each.week = week;
        }
        if (cells_.is_good() && decisions_.empty()) {
            cells_.complain("holiday",
                            "nothing-to-change",
                            "It is not said what is due.",
                            "Give --holiday, --notice or --redundancy.");
        }
        return decisions_;
    }

  private:
    void refuse_holiday_paid_with_the_hours() {
        const auto* const holiday = ledger::leaving_decision_in(decisions_, "holiday");
        if (holiday == nullptr || !holiday->is_due || job_.holiday != "rolled-up") return;
        cells_.complain("holiday",
                        "holiday-is-rolled-up",
                        "Holiday was paid with the hours: nothing more is due.",
                        "Leave it out.");
    }
    ledger::Money week_given() {
        ledger::Money week;
        if (!cells_.has("week")) return week;
        cells_.set_money("week", week);
        const bool is_used = std::ranges::any_of(decisions_, [](const LeavingDecision& each) {
            return each.is_due && each.part != "holiday";
        });
        if (!is_used && !decisions_.empty()) {
            cells_.complain("week",
                            "week-without-use",
                            "A week's pay is for notice and redundancy pay alone.",
                            "Leave it out, or give --notice or --redundancy with it.");
        }
        return week;
    }
    void take(const std::string& part) {
        if (!cells_.has(part)) return;
        std::string answer;
        cells_.set_name(part, answer, answers);
        LeavingDecision decision = decision_of(asked_, job_, part);
        decision.is_due = answer == "due";
        decisions_.push_back(std::move(decision));
    }
    void take_notice() {
        if (!cells_.has("notice")) return;
        LeavingDecision decision = decision_of(asked_, job_, "notice");
        cells_.set_number("notice", decision.weeks, most_weeks);
        decision.is_due = decision.weeks > 0;
        decisions_.push_back(std::move(decision));
    }

    const Asked& asked_;
    const Employment& job_;
    RowCells& cells_;
    std::vector<LeavingDecision> decisions_;
};

// What an approved run pays is posted as it was approved.
Outcome<Done> may_be_decided(ledger::Database& database, const Employment& job) {
    if (!job.end_on) {
        return refused_in("employment",
                          "job-goes-on",
                          "The job has no last day.",
                          "Record it first with 'almoner employment end'.");
    }
    if (!ledger::run_under_way(database, job.number)) return Done{};
    return refused_in("employment",
                      "run-under-way",
                      "A run that is approved has a slip of this job.",
                      "Post it with 'almoner payroll post' or give it up with 'almoner payroll "
                      "cancel', then decide.");
}

// Years without rates are no ground to refuse it: the run says that they are missing.
Outcome<Done> gives_redundancy_pay(const Asked& asked,
                                   const Employment& job,
                                   const std::vector<LeavingDecision>& decisions) {
    const auto* const redundancy = ledger::leaving_decision_in(decisions, "redundancy");
    const auto book = rates_of_program(asked.around);
    if (redundancy == nullptr || !redundancy->is_due || !book.accepted()) return Done{};
    ledger::Database& database = asked.work.database();
    const auto person =
        ledger::person_numbered(database, assistant_person(database, job), ledger::last_day_of_all);
    const auto known = person ? ledger::person_private(database, person->personal) : std::nullopt;
    if (!known || !known->date_of_birth) return Done{};
    const auto pay = rules::redundancy_pay(book.value(),
                                           {.began_on = job.start_on, .ends_on = *job.end_on},
                                           *known->date_of_birth,
                                           redundancy->week);
    if (pay.accepted() || pay.refusal().code == "payroll-rate-missing") return Done{};
    ledger::Refusal refusal = pay.refusal();
    refusal.field = "redundancy";
    return refusal;
}

// About the assistant, or about the holder, who may have died.
Outcome<Done> has_paper(const Asked& asked,
                        const Employment& job,
                        std::vector<LeavingDecision>& decisions) {
    std::optional<std::int64_t> paper;
    if (asked.fields.has("evidence")) {
        const auto number = asked.fields.number("evidence");
        if (!number.accepted()) return number.refusal();
        paper = number.value();
        ledger::Database& database = asked.work.database();
        auto known = evidence_numbered(asked, *paper, assistant_person(database, job));
        if (!known.accepted()) known = evidence_numbered(asked, *paper, holder_of(database, job));
        if (!known.accepted()) return known.refusal();
    }
    for (LeavingDecision& each : decisions) {
        each.evidence = paper;
        if (each.is_due || paper) continue;
        return refused_in(
            "evidence",
            "evidence-missing",
            "That something is not due at a job's end needs a paper: " + each.part + ".",
            "Add the letter with 'almoner evidence add' and give its number.");
    }
    return Done{};
}

// Slips in the books that paid something else.
void add_slips_to_correct(Asked& asked, const Employment& job, json& answer) {
    const auto book = rates_of_program(asked.around);
    if (!book.accepted()) return;
    tell_changed_leaving_pay(asked.work, book.value(), job.number);
    json slips = json::array();
    for (const auto& each : changed_leaving_pay(asked.work.database(), book.value(), job.number)) {
        if (slips.empty() || slips.back() != each.slip) slips.push_back(each.slip);
    }
    if (!slips.empty()) answer["to_correct"] = slips;
}

}  // namespace

Outcome<Answer> employment_leaving(Asked& asked) {
    const Outcome<Employment> known = employment_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    const Employment& job = known.value();
    const Outcome<Done> open = may_be_decided(asked.work.database(), job);
    if (!open.accepted()) return open.refusal();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    std::vector<LeavingDecision> decisions = Reading(asked, job, cells).all();
    if (!errors.empty()) return refusal_of(errors);
    const Outcome<Done> law = gives_redundancy_pay(asked, job, decisions);
    if (!law.accepted()) return law.refusal();
    const Outcome<Done> paper = has_paper(asked, job, decisions);
    if (!paper.accepted()) return paper.refusal();
    json answer{{"employment", job.ref}, {"end_on", job.end_on->iso()}};
    for (const LeavingDecision& each : decisions) {
        ledger::insert_leaving_decision(asked.work, each);
        answer[each.part] = each.is_due ? "due" : "not-due";
        if (each.weeks > 0) answer["notice_weeks"] = each.weeks;
    }
    add_slips_to_correct(asked, job, answer);
    return answer.dump();
}

}  // namespace almoner::scheduler
