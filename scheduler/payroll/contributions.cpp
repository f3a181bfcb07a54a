#include "scheduler/payroll/contributions.h"

#include "ledger/records/assistant.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/slip_pay_out.h"

#include <map>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Money;

void add_assistant(ledger::Database& database, std::int64_t employment, Contribution& line) {
    const auto job = ledger::employment_numbered(database, employment, last_day_of_all);
    const auto assistant =
        job ? ledger::assistant_numbered(database, job->assistant, last_day_of_all) : std::nullopt;
    if (!assistant) return;
    line.person = assistant->person;
    if (const auto details = ledger::assistant_private(database, assistant->personal)) {
        line.nino = details->nino;
    }
    const auto person = ledger::person_numbered(database, assistant->person, last_day_of_all);
    const auto known = person ? ledger::person_private(database, person->personal) : std::nullopt;
    if (!known) return;
    line.family_name = known->family_name;
    line.given_name = known->given_name;
    line.born_on = known->date_of_birth;
}

Contribution line_of(ledger::Database& database, const ledger::PaySlip& slip) {
    Contribution line{.employer = slip.employer,
                      .worked = slip.worked,
                      .paid_on = slip.paid_on,
                      .pensionable = slip.pension_qualifying,
                      .employee = slip.pension_employee,
                      .relief = slip.pension_relief,
                      .employer_part = slip.pension_employer};
    if (const auto employer = ledger::employer_numbered(database, slip.employer, last_day_of_all)) {
        const ledger::PensionPlace place = ledger::pension_place(database, *employer);
        line.provider = place.provider;
        line.scheme = place.reference;
    }
    add_assistant(database, slip.employment, line);
    return line;
}

bool is_told(const ledger::PaymentRecord& payment) {
    return payment.kind == ledger::PaymentKind::pension_paid &&
           payment.state != ledger::PaymentState::held &&
           payment.state != ledger::PaymentState::cancelled;
}

}  // namespace

std::vector<Contribution> contributions_of(ledger::Database& database,
                                           const ledger::PaymentRun& run) {
    std::vector<Contribution> all;
    ledger::each_payment(database, run.payments, [&](const ledger::PaymentRecord& payment) {
        if (!is_told(payment)) return;
        std::map<std::int64_t, Money> by_slip;
        for (const auto& each : ledger::slip_pay_outs_of(database, payment.id)) {
            by_slip[each.debt.slip] += each.amount;
        }
        for (const auto& [id, amount] : by_slip) {
            const auto slip = ledger::pay_slip_by_id(database, id);
            if (!slip) continue;
            all.push_back(line_of(database, *slip));
            all.back().payment = payment.id;
            all.back().brought = amount;
        }
    });
    return all;
}

}  // namespace almoner::scheduler
