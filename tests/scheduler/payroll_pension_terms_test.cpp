// The duties of automatic enrolment, where an employer's scheme and a job's state are recorded.
#include "scheduler/payroll/program_rates.h"
#include "tests/scheduler/payroll_area.h"
#include "tests/support/files.h"

namespace almoner::scheduler {
namespace {

using tests::with;

class PensionTerms : public tests::PayrollArea {
  protected:
    PensionTerms() {
        area.settings[program_rates] =
            testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv"));
    }
};

// Pensions Act 2008 s.20: 8% together and 3% of it from the employer.
TEST_F(PensionTerms, ContributionsReachTheLeastOfTheLaw) {
    const char* const low = "pension-contributions-too-low pension_employer";
    EXPECT_EQ(refused(employer_add,
                      with(employer(), {{"pension_employee", "4"}, {"pension_employer", "3"}})),
              low);
    EXPECT_EQ(refused(employer_add,
                      with(employer(), {{"pension_employee", "6"}, {"pension_employer", "2"}})),
              low);
    EXPECT_EQ(refused(employer_add, employer()), "accepted");
    EXPECT_EQ(refused(employer_change, {{"employer", "E1"}, {"pension_employer", "2"}}), low);
}

// Three months from 2 November: the next assessment is on 2 February at the latest.
TEST_F(PensionTerms, APostponementLastsThreeMonthsAtMost) {
    (void)area.answer(employer_add, employer());
    (void)area.answer(assistant_add, assistant());
    const auto until = [&](const char* day) {
        return refused(employment_add,
                       with(job(),
                            {{"pension", "postponed"},
                             {"pension_since", "2026-11-02"},
                             {"pension_postponed_until", day}}));
    };
    EXPECT_EQ(until("2027-02-03"), "postponement-too-long pension_postponed_until");
    EXPECT_EQ(until("2027-02-02"), "accepted");
}

// Enrolled on 2 November, told on the 9th: the month is from the 9th to 8 December.
TEST_F(PensionTerms, OptingOutHasItsMonth) {
    employ({{"pension", "enrolled"},
            {"pension_since", "2026-11-02"},
            {"pension_told_on", "2026-11-09"}});
    const auto out_on = [&](const char* day) {
        return refused(employment_change,
                       {{"employment", "J1"}, {"pension", "opted-out"}, {"pension_since", day}});
    };
    EXPECT_EQ(out_on("2026-11-08"), "opt-out-too-early pension_since");
    EXPECT_EQ(out_on("2026-12-09"), "opt-out-too-late pension");
    EXPECT_EQ(out_on("2026-12-08"), "accepted");
}

}  // namespace
}  // namespace almoner::scheduler
