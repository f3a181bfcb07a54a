#include "rules/payroll/pension.h"

#include "rules/payroll/pension_duties.h"
#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;
using ledger::Period;

PensionRates rates() {
    return pension_rates(our_rates(), on("2026-06-19")).value();
}

WorkerKind kind(std::string_view born_on, std::int64_t pay) {
    return worker_kind(rates(),
                       {.born_on = on(born_on),
                        .state_pension_from = on("2026-07-01"),
                        .assessed_on = on("2026-06-19"),
                        .frequency = PayFrequency::four_weekly,
                        .pay = pence(pay)});
}

// Four-weekly: the trigger is 768.00, the limits 480.00 and 3,867.00.
TEST(PensionAssessment, GoesByAgeAndByThePeriodsPay) {
    EXPECT_EQ(kind("2004-06-19", 76'800), WorkerKind::eligible);
    EXPECT_EQ(kind("2004-06-19", 76'799), WorkerKind::non_eligible);
    EXPECT_EQ(kind("2004-06-20", 76'800), WorkerKind::non_eligible);
    EXPECT_EQ(kind("2004-06-19", 48'001), WorkerKind::non_eligible);
    EXPECT_EQ(kind("2004-06-19", 48'000), WorkerKind::entitled);
    EXPECT_EQ(kind("2010-06-19", 76'800), WorkerKind::non_eligible);
    EXPECT_EQ(kind("2010-06-20", 76'800), WorkerKind::outside);
    EXPECT_EQ(kind("1951-06-20", 76'800), WorkerKind::eligible);
    EXPECT_EQ(kind("1951-06-19", 76'800), WorkerKind::outside);
    WorkerFacts pensioner{.born_on = on("1959-06-01"),
                          .state_pension_from = on("2026-06-19"),
                          .assessed_on = on("2026-06-19"),
                          .frequency = PayFrequency::four_weekly,
                          .pay = pence(200'000)};
    EXPECT_EQ(worker_kind(rates(), pensioner), WorkerKind::non_eligible);
}

// 1,016.80 in four weeks: 536.80 qualifies. 5% = 26.84, of which the scheme claims 20%: 5.37 (from
// 5.368); 21.47 is taken. The employer gives 3% = 16.10 (from 16.104).
TEST(PensionContributions, AreOfQualifyingEarnings) {
    const PensionScheme at_source;
    EXPECT_EQ(pension_due(rates(), at_source, PayFrequency::four_weekly, pence(101'680)),
              (PensionDue{pence(53'680), pence(2'147), pence(537), pence(1'610), pence(0)}));
    const PensionScheme net_pay{.relief = PensionRelief::net_pay};
    EXPECT_EQ(pension_due(rates(), net_pay, PayFrequency::four_weekly, pence(101'680)),
              (PensionDue{pence(53'680), pence(2'684), pence(0), pence(1'610), pence(2'684)}));
    EXPECT_EQ(pension_due(rates(), at_source, PayFrequency::four_weekly, pence(48'000)),
              PensionDue{});
    EXPECT_EQ(pension_due(rates(), at_source, PayFrequency::four_weekly, pence(500'000)).qualifying,
              pence(338'700));
}

TEST(PensionContributions, ReachTheLeastThatTheLawAsks) {
    EXPECT_TRUE(check_pension_scheme(rates(), {}).accepted());
    EXPECT_TRUE(check_pension_scheme(rates(), {.employee_bp = 0, .employer_bp = 800}).accepted());
    EXPECT_FALSE(check_pension_scheme(rates(), {.employee_bp = 499}).accepted());
    EXPECT_EQ(
        check_pension_scheme(rates(), {.employee_bp = 600, .employer_bp = 299}).refusal().code,
        "pension-contributions-too-low");
    EXPECT_EQ(pension_rates(our_rates(), on("2027-04-06")).refusal().code, "payroll-rate-missing");
}

PensionAction action(const PensionRecord& record, WorkerKind kind, const PensionDay& day) {
    return pension_action(our_rates(), record, kind, day).value();
}

TEST(PensionDuties, AskForWhatTheStatusAndTheAssessmentSay) {
    const PensionDay day{.on = on("2026-06-19")};
    const PensionRecord nobody;
    EXPECT_EQ(action(nobody, WorkerKind::eligible, day), PensionAction::enrol);
    EXPECT_EQ(action(nobody, WorkerKind::non_eligible, day), PensionAction::tell_may_opt_in);
    EXPECT_EQ(action(nobody, WorkerKind::entitled, day), PensionAction::tell_may_join);
    EXPECT_EQ(action(nobody, WorkerKind::outside, day), PensionAction::nothing);
    EXPECT_EQ(action(nobody, WorkerKind::entitled, {.on = day.on, .told = true}),
              PensionAction::nothing);
    const PensionRecord active{PensionStatus::active, on("2026-01-01"), {}};
    EXPECT_EQ(action(active, WorkerKind::eligible, day), PensionAction::nothing);
    const PensionRecord waits{PensionStatus::postponed, on("2026-03-20"), on("2026-06-19")};
    EXPECT_EQ(action(waits, WorkerKind::eligible, {.on = on("2026-06-18")}),
              PensionAction::nothing);
    EXPECT_EQ(action(waits, WorkerKind::eligible, day), PensionAction::enrol);
}

TEST(PensionDuties, AtReEnrolmentWhoOptedOutOfLateMayBeLeftOut) {
    const PensionRecord out{PensionStatus::opted_out, on("2025-06-20"), {}};
    const PensionDay chosen{.on = on("2026-06-19"), .is_reenrolment = true};
    EXPECT_EQ(action(out, WorkerKind::eligible, {.on = chosen.on}), PensionAction::nothing);
    EXPECT_EQ(action(out, WorkerKind::eligible, chosen), PensionAction::may_leave_out);
    EXPECT_EQ(action(out, WorkerKind::non_eligible, chosen), PensionAction::nothing);
    const PensionRecord before{PensionStatus::ceased, on("2025-06-19"), {}};
    EXPECT_EQ(action(before, WorkerKind::eligible, chosen), PensionAction::enrol);
}

TEST(PensionDuties, PostponeForThreeMonthsAtMost) {
    const auto refusal = [](std::string_view until, bool at_reenrolment = false) {
        const auto checked =
            check_postponement(our_rates(), {on("2026-06-01"), on(until)}, at_reenrolment);
        return checked.accepted() ? "accepted" : checked.refusal().code;
    };
    EXPECT_EQ(refusal("2026-08-31"), "accepted");
    EXPECT_EQ(refusal("2026-09-01"), "postponement-too-long");
    EXPECT_EQ(refusal("2026-06-30", true), "postponement-not-now");
    EXPECT_EQ(refusal("2026-05-31"), "period-turned-round");
    EXPECT_EQ(notice_due_by(our_rates(), on("2026-06-01")).value(), on("2026-07-13"));
}

TEST(PensionDuties, AWorkerMayOptInOrJoin) {
    EXPECT_EQ(opt_in({}, WorkerKind::non_eligible).value(), OptInAnswer::enrol_with_employer);
    EXPECT_EQ(opt_in({}, WorkerKind::entitled).value(), OptInAnswer::join_without_employer);
    EXPECT_EQ(opt_in({}, WorkerKind::outside).refusal().code, "pension-age");
    EXPECT_EQ(opt_in({PensionStatus::active, {}, {}}, WorkerKind::eligible).refusal().code,
              "pension-already-in");
}

// Enrolled on 1 June, told on the 10th: the month runs from 10 June to 9 July.
TEST(PensionDuties, AWorkerMayOptOutWithinAMonthOfEnrolmentAndLetter) {
    const PensionRecord active{PensionStatus::active, on("2026-06-01"), {}};
    const auto refusal = [&](std::string_view asked_on, const PensionRecord& record) {
        const auto checked = check_opt_out(our_rates(), record, on("2026-06-10"), on(asked_on));
        return checked.accepted() ? "accepted" : checked.refusal().code;
    };
    EXPECT_EQ(refusal("2026-06-09", active), "opt-out-too-early");
    EXPECT_EQ(refusal("2026-06-10", active), "accepted");
    EXPECT_EQ(refusal("2026-07-09", active), "accepted");
    EXPECT_EQ(refusal("2026-07-10", active), "opt-out-too-late");
    EXPECT_EQ(refusal("2026-06-10", {}), "pension-not-in");
}

// Duties from 15 January 2020: re-enrolment around 15 January 2023, 2026, 2029.
TEST(PensionDuties, ComeRoundEveryThreeYears) {
    const auto cycle = [](std::string_view day) {
        return next_reenrolment(our_rates(), on("2020-01-15"), on(day)).value();
    };
    const PensionCycle of_2026{
        on("2026-01-15"), {on("2025-10-15"), on("2026-04-14")}, on("2026-06-14")};
    EXPECT_EQ(cycle("2025-06-01"), of_2026);
    EXPECT_EQ(cycle("2026-04-14"), of_2026);
    EXPECT_EQ(cycle("2026-04-15").anniversary, on("2029-01-15"));
}

TEST(MonthsLater, EndsWithAShorterMonth) {
    EXPECT_EQ(months_later(on("2026-01-31"), 1), on("2026-02-28"));
    EXPECT_EQ(months_later(on("2027-11-30"), 3), on("2028-02-29"));
    EXPECT_EQ(months_later(on("2026-01-15"), -3), on("2025-10-15"));
    EXPECT_EQ(months_later(on("2026-12-31"), 12), on("2027-12-31"));
}

}  // namespace
}  // namespace almoner::rules
