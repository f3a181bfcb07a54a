// A person whose one payment is two funders' money.
#pragma once

#include "tests/support/run_area.h"

namespace almoner::tests {

// £200 of NHS money and £100 of the partner's social care in each payment.
inline TestPerson add_paid_by_two(RunArea& area) {
    PersonTerms terms;
    terms.line.amount = pounds(50);
    const TestPerson person = area.add(terms);
    area.write([&](ledger::Work& work) {
        ledger::PlanLine line = terms.line;
        line.ref = "CARE";
        line.budget = person.budget;
        line.body = area.partner;
        line.stream = ledger::Stream::social_care;
        line.amount = pounds(25);
        ledger::insert_plan_line(work, line);
    });
    return person;
}

}  // namespace almoner::tests
