// A job that ends after six years, and what is said of its end.
#pragma once

#include "ledger/records/evidence.h"
#include "scheduler/commands/employer.h"
#include "tests/scheduler/payroll_run_area.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::tests {

// Six years in the job, 46 years old, 195.00 a week before; the last 40 hours end with the holder's
// death. Six weeks of notice are 1,170.00; five years from 41 and one before are 8.5 weeks of
// redundancy pay: 1,657.50; 12.07% of 40 hours are five hours of holiday: 63.55 at 12.71.
class JobThatEnds : public PayrollRunArea {
  protected:
    JobThatEnds() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    void start_on(const std::string& day) {
        change_terms("2026-01-05", [&](ledger::Employment& now) { now.start_on = on(day); });
    }
    void end_after_six_years(const std::string& reason = "holder-died") {
        start_on("2020-04-21");
        earn_before();
        work_hours(job, 40);
        end_job("2026-04-20", reason);
    }
    nlohmann::json decide_leaving(const FieldMap& what) {
        return area.answer(scheduler::employment_leaving, of_job(what), {.day = "2026-04-22"});
    }
    std::string refused(const FieldMap& what) {
        const auto outcome =
            area.ask(scheduler::employment_leaving, of_job(what), {.day = "2026-04-22"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    }
    std::string paper() {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_evidence(work,
                                         {.kind = "letter",
                                          .person = holder.person,
                                          .subject = "What was agreed",
                                          .dated_on = on("2026-04-21"),
                                          .given_by = 1,
                                          .media_type = "text/plain"},
                                         "The assistant works on for a cousin.");
        });
        return std::to_string(id);
    }
    std::vector<std::string> lines_of(const ledger::PaySlip& slip) {
        std::vector<std::string> all;
        for (const auto& each : ledger::lines_of_slip(area.area().database(), slip.id)) {
            all.push_back(each.kind + " " + std::to_string(each.quantity) + " at " +
                          std::to_string(each.rate.pence()) + " is " +
                          std::to_string(each.amount.pence()) + " " + each.counts);
        }
        return all;
    }

    // Those that are open, with whom they are about.
    std::vector<std::string> tasks() {
        std::vector<std::string> all;
        const auto rows = area.area().database().prepare(
            "SELECT subject, words FROM task WHERE kind = 'leaving-pay-changed' AND state = 1"
            " ORDER BY id");
        while (rows->step()) {
            all.push_back(std::string(rows->text(0)) + ": " + std::string(rows->text(1)));
        }
        return all;
    }

  private:
    static FieldMap of_job(FieldMap fields) {
        fields["employment"] = "J1";
        return fields;
    }
};

inline const FieldMap all_due{{"holiday", "due"}, {"notice", "6"}, {"redundancy", "due"}};

}  // namespace almoner::tests
