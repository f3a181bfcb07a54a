// A budget holder who employs, and an assistant who works for them: what tests of payroll begin
// with.
#pragma once

#include "ledger/records/in_force.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/hours.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace almoner::tests {

using FieldMap = std::map<std::string, std::string>;

inline FieldMap with(FieldMap fields, const FieldMap& more) {
    for (const auto& [name, value] : more) fields[name] = value;
    return fields;
}

class PayrollArea : public ::testing::Test {
  protected:
    PayrollArea() { holder = area.add(); }

    // Periods of four weeks that end on Sundays; the first is paid on Friday 4 December 2026 for
    // the days up to 29 November, and its hours are in time until Tuesday 1 December.
    static FieldMap employer() {
        return {{"employer", "E1"},
                {"budget", "BP1"},
                {"frequency", "four-weekly"},
                {"first_payday", "2026-12-04"},
                {"first_period_last", "2026-11-29"},
                {"cut_off_days", "3"}};
    }
    static FieldMap assistant() {
        return {{"assistant", "PA1"},
                {"given_name", "Rosa"},
                {"family_name", "Example"},
                {"date_of_birth", "1990-05-17"},
                {"nino", "AB123456C"},
                {"gender", "F"}};
    }
    static FieldMap job() {
        return {{"employment", "J1"},
                {"employer", "E1"},
                {"assistant", "PA1"},
                {"start_on", "2026-11-02"},
                {"plan_lines", "LP1"},
                {"starter", "A"},
                {"weekly_hours", "16"},
                {"weekdays", "1|3"},
                {"holiday", "regular"}};
    }
    void employ(const FieldMap& more = {}) {
        (void)area.answer(scheduler::employer_add, employer());
        (void)area.answer(scheduler::assistant_add, assistant());
        (void)area.answer(scheduler::employment_add, with(job(), more));
    }
    std::string document(const std::string& person) {
        const auto stored = area.answer(scheduler::evidence_add,
                                        {{"file:document", "a letter for " + person},
                                         {"kind", "letter"},
                                         {"subject", "person:" + person},
                                         {"dated_on", "2026-11-01"},
                                         {"media_type", "text/plain"},
                                         {"person", person}});
        return std::to_string(stored.at("evidence").get<int>());
    }
    // "code field".
    std::string refused(scheduler::CommandHandler handler,
                        const FieldMap& fields,
                        const AskedOn& how = {}) {
        const auto outcome = area.ask(handler, fields, how);
        if (outcome.accepted()) return "accepted";
        EXPECT_FALSE(outcome.refusal().next.empty()) << outcome.refusal().code;
        return outcome.refusal().code + " " + outcome.refusal().field;
    }
    static AskedOn as_ben(const std::string& day) { return {.actor = ben, .day = day}; }

    RunArea area;
    TestPerson holder;
};

}  // namespace almoner::tests
