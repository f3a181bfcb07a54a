#include "ledger/records/in_force.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/employment_row.h"
#include "scheduler/payroll/family_question.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/pension_terms.h"
#include "scheduler/payroll/program_rates.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Employment;
using ledger::Outcome;
using nlohmann::json;

Outcome<Done> has_papers(const Asked& asked, const Employment& job) {
    if (!job.right_to_work_evidence) return Done{};
    const Outcome<Done> known = evidence_numbered(
        asked, *job.right_to_work_evidence, assistant_person(asked.work.database(), job));
    if (known.accepted()) return Done{};
    ledger::Refusal refusal = known.refusal();
    refusal.field = "right_to_work_evidence";
    return refusal;
}

Outcome<Answer> store(Asked& asked, EmploymentRow& row, bool asks_rules) {
    const Outcome<Done> papers = has_papers(asked, row.employment);
    if (!papers.accepted()) return papers.refusal();
    std::vector<std::string> wanted;
    if (asks_rules) {
        const auto answer =
            ask_about_employment(asked, row, holder_of(asked.work.database(), row.employment));
        if (!answer.accepted()) return answer.refusal();
        wanted = answer.value();
    }
    insert_employment_row(asked.work, row, asked.actor.number);
    return json{{"employment", row.employment.ref},
                {"from", row.employment.from_on.iso()},
                {"tax_code", row.employment.tax_code},
                {"tax_basis", row.employment.tax_basis},
                {"wanted_before_the_first_wage", wanted}}
        .dump();
}

// What the rules of family look at.
bool asks_afresh(const EmploymentRow& row,
                 const Employment& before,
                 const std::vector<ledger::PaidFrom>& lines) {
    return row.employment.relation != before.relation ||
           row.employment.lives_with_holder != before.lives_with_holder || row.lines != lines;
}

Outcome<Done> has_not_ended(const Employment& job) {
    if (!job.end_on) return Done{};
    return refused_in(
        "employment",
        "employment-ended",
        "This employment ended on " + job.end_on->iso() + ".",
        "Add a new one if the assistant works again; where that day is wrong, give the "
        "right one with 'almoner employment end'.");
}

}  // namespace

Outcome<Answer> employment_add(Asked& asked) {
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    EmploymentRow row =
        read_employment(cells, asked.work.database(), {}, emergency_code(asked.around));
    const auto book = rates_of_program(asked.around);
    if (book.accepted()) check_pension_state(cells, book.value(), {}, row.employment);
    if (!errors.empty()) return refusal_of(errors);
    // It counts from its first day, also where that is past.
    row.employment.from_on = std::min(row.employment.start_on, asked.work.today());
    return store(asked, row, true);
}

Outcome<Answer> employment_change(Asked& asked) {
    const Outcome<Employment> known = employment_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    const Outcome<Done> lasts = has_not_ended(known.value());
    if (!lasts.accepted()) return lasts.refusal();
    const Outcome<Date> from = change_day(asked, known.value().from_on);
    if (!from.accepted()) return from.refusal();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    EmploymentRow row =
        read_employment(cells, asked.work.database(), known.value(), emergency_code(asked.around));
    const auto book = rates_of_program(asked.around);
    if (book.accepted()) check_pension_state(cells, book.value(), known.value(), row.employment);
    if (!errors.empty()) return refusal_of(errors);
    const auto lines = ledger::paid_from(asked.work.database(), known.value());
    if (row.employment == known.value() && row.lines == lines && !row.tells_more()) {
        return refused_in("employment",
                          "nothing-to-change",
                          "This is what is known of the employment already.",
                          "Give what is to change.");
    }
    row.employment.from_on = from.value();
    return store(asked, row, asks_afresh(row, known.value(), lines));
}

Outcome<Answer> rate_set(Asked& asked) {
    const Outcome<Employment> job = employment_asked_for(asked);
    if (!job.accepted()) return job.refusal();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    ledger::EmploymentRate rate{.employment = job.value().number,
                                .from_on = asked.work.today(),
                                .actor = asked.actor.number};
    read_rate(cells, rate, job.value().start_on);
    if (!errors.empty()) return refusal_of(errors);
    const auto rates = ledger::rates_of(asked.work.database(), rate.employment);
    if (ledger::rate_on(rates, rate.kind, rate.from_on) == rate.rate) {
        return refused_in("rate",
                          "rate-same",
                          "This is the rate on that day already.",
                          "Nothing needs to be done.");
    }
    ledger::insert_employment_rate(asked.work, rate);
    return json{{"employment", job.value().ref},
                {"kind", rate.kind},
                {"rate", rate.rate.pence()},
                {"from", rate.from_on.iso()}}
        .dump();
}

}  // namespace almoner::scheduler
