#include "scheduler/commands/employer.h"

#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/employer_row.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/pension_terms.h"
#include "scheduler/payroll/program_rates.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Employer;
using ledger::Outcome;
using nlohmann::json;

Outcome<Done> document(const Asked& asked,
                       std::optional<std::int64_t> id,
                       std::int64_t person,
                       const std::string& field) {
    if (!id) return Done{};
    const Outcome<Done> known = evidence_numbered(asked, *id, person);
    if (known.accepted()) return Done{};
    ledger::Refusal refusal = known.refusal();
    refusal.field = field;
    return refusal;
}

// HMRC's letter is what says that there is a scheme, and that somebody may act for it.
Outcome<Done> has_papers(const Asked& asked, const EmployerRow& row, const Employer& before) {
    const Employer& employer = row.employer;
    const bool is_told = employer.hmrc == "registered" || employer.hmrc == "agent-authorised";
    if (is_told && employer.hmrc != before.hmrc && !asked.fields.has("hmrc_evidence")) {
        return refused_in("hmrc_evidence",
                          "evidence-missing",
                          "This rests on a letter of HMRC's.",
                          "Add it with 'almoner evidence add --person' and give its number.");
    }
    for (const auto& [id, field] : {std::pair{employer.hmrc_evidence, "hmrc_evidence"},
                                    std::pair{employer.insurance_evidence, "insurance_evidence"}}) {
        const Outcome<Done> known = document(asked, id, row.holder, field);
        if (!known.accepted()) return known;
    }
    return Done{};
}

Answer answer_of(const Asked& asked, const Employer& employer) {
    const bool managed = has_managed_money(asked.work.database(), employer, asked.work.today());
    return json{{"employer", employer.ref},
                {"from", employer.from_on.iso()},
                {"hmrc", employer.hmrc},
                {"frequency", employer.frequency},
                {"money", managed ? "managed" : "payroll-only"}}
        .dump();
}

Outcome<Answer> store(Asked& asked, const EmployerRow& row, const Employer& before) {
    const Outcome<Done> papers = has_papers(asked, row, before);
    if (!papers.accepted()) return papers.refusal();
    (void)store_employer(asked.work, row);
    return answer_of(asked, row.employer);
}

}  // namespace

Outcome<Answer> employer_add(Asked& asked) {
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    EmployerRow row =
        read_employer(cells, asked.work.database(), KnownSchemes(asked.work.database()), {});
    const auto book = rates_of_program(asked.around);
    if (book.accepted()) check_contributions(cells, book.value(), {}, row.employer);
    if (!errors.empty()) return refusal_of(errors);
    row.employer.from_on = asked.work.today();
    return store(asked, row, {});
}

Outcome<Answer> employer_change(Asked& asked) {
    const Outcome<Employer> known = employer_asked_for(asked);
    if (!known.accepted()) return known.refusal();
    const Outcome<ledger::Date> from = change_day(asked, known.value().from_on);
    if (!from.accepted()) return from.refusal();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    EmployerRow row = read_employer(
        cells, asked.work.database(), KnownSchemes(asked.work.database()), known.value());
    cells.set_day("end_on", row.employer.end_on);
    const auto book = rates_of_program(asked.around);
    if (book.accepted()) check_contributions(cells, book.value(), known.value(), row.employer);
    if (!errors.empty()) return refusal_of(errors);
    const bool has_new_words = row.paye_reference || row.accounts_reference || row.pension;
    if (row.employer == known.value() && !has_new_words) {
        return refused_in("employer",
                          "nothing-to-change",
                          "This is what is known of the employer already.",
                          "Give what is to change.");
    }
    row.employer.from_on = from.value();
    return store(asked, row, known.value());
}

}  // namespace almoner::scheduler
