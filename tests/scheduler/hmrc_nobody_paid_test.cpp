// A month in which nobody was paid, told to HMRC once nobody waits for its payday any more.
#include "ledger/records/absence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/timesheet.h"
#include "scheduler/commands/payroll_runs.h"
#include "tests/scheduler/hmrc_filings_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::says;

using HmrcFilingsOfNobody = tests::HmrcFilingsArea;

// From 6 May to 5 June 2026 the calendar has a payday: 29 May. Nobody worked for it, and a run
// without a slip is approved by nobody; from the 15th on HMRC is told (constructed; by the 19th).
TEST_F(HmrcFilingsOfNobody, SayThatNobodyWasPaidInAMonth) {
    pay_80_hours();
    submit();
    const json run = draft("2026-05-29");
    EXPECT_EQ(area.refusal(payroll_approve,
                           {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-05-28"}),
              "nothing-to-approve");
    EXPECT_EQ(submit({}, "2026-06-14").at("prepared"), 0);
    EXPECT_EQ(held_out({}, "2026-06-14"), "none");
    EXPECT_EQ(purposes(submit({}, "2026-06-15")), "nobody-paid");
    EXPECT_TRUE(says(xml(3), "<NoPaymentForPeriod>yes</NoPaymentForPeriod>"));
    EXPECT_TRUE(says(xml(3), "<From>2026-05-06</From>"));
    EXPECT_TRUE(says(xml(3), "<To>2026-06-05</To>"));
    EXPECT_EQ(submit({}, "2026-06-16").at("prepared"), 0);
}

// Hours that came late, then a run of them: both may still pay somebody on 29 May.
TEST_F(HmrcFilingsOfNobody, SayWhoseMonthWaitsForItsHours) {
    pay_80_hours();
    submit();
    const std::int64_t sheet = work_hours(job, 80, tests::four_weeks_in_may, "late");
    EXPECT_EQ(held_out({}, "2026-06-14"), "none");
    EXPECT_EQ(held_out({}, "2026-06-15"), "payday-waits");
    decide(sheet, "off-cycle");
    const json run =
        area.answer(payroll_run, {{"payday", "2026-06-05"}, {"job", "J1"}}, {.day = "2026-06-05"});
    EXPECT_EQ(held_out({}, "2026-06-15"), "payday-waits");
    (void)area.answer(payroll_cancel, {{"run", run.at("run")}}, {.day = "2026-06-15"});
    EXPECT_EQ(submit({}, "2026-06-15").at("prepared"), 0);
    area.write([&](ledger::Work& work) {
        ledger::insert_timesheet_step(work,
                                      1,
                                      {.timesheet = sheet,
                                       .step = 4,
                                       .state = "withdrawn",
                                       .on = on("2026-06-15"),
                                       .actor = 1});
    });
    EXPECT_EQ(purposes(submit({}, "2026-06-15")), "nobody-paid");
}

// Usual hours are waited for; leave without pay for all of them, and jury duty, are not.
TEST_F(HmrcFilingsOfNobody, SayThatNobodyWasPaidWhereAllWasLeaveWithoutPay) {
    change_job([](ledger::Employment& usual) {
        usual.has_fixed_hours = true;
        usual.weekly_minutes = 20 * 60;
    });
    pay_80_hours();
    submit();
    EXPECT_EQ(held_out({}, "2026-06-15"), "payday-waits");
    be_away(job, "unpaid", "2026-04-27", "2026-05-20");
    EXPECT_EQ(held_out({}, "2026-06-15"), "payday-waits");  // 21 and 22 May are working days
    be_away(job, "jury", "2026-05-21", "2026-05-22");
    EXPECT_EQ(purposes(submit({}, "2026-06-15")), "nobody-paid");
}

// Bereavement pay needs 26 weeks of service (gov.uk): from 30 March on there were five or six.
TEST_F(HmrcFilingsOfNobody, SayThatNobodyWasPaidWhereNothingIsDueForTheLeave) {
    change_job([](ledger::Employment& begun) { begun.start_on = on("2026-03-30"); });
    pay_80_hours();
    submit();
    const auto bereaved = [&](const std::string& first, std::optional<ledger::Date> died_on) {
        area.write([&](ledger::Work& work) {
            ledger::insert_absence(work,
                                   {.employment = job,
                                    .kind = "bereavement",
                                    .first_on = on(first),
                                    .last_on = on(first) + 6,
                                    .event_on = died_on,
                                    .recorded_on = on("2026-05-10"),
                                    .recorded_by = 1});
        });
    };
    bereaved("2026-05-04", on("2026-05-03"));
    const json run = draft("2026-05-29");
    EXPECT_EQ(codes(run), (std::vector<std::string>{"no-timesheet", "service-too-short"}));
    (void)area.answer(payroll_cancel, {{"run", run.at("run")}}, {.day = "2026-05-28"});
    EXPECT_EQ(held_out({}, "2026-06-14"), "none");
    bereaved("2026-05-11", std::nullopt);  // nobody knows yet whether it is due
    EXPECT_EQ(held_out({}, "2026-06-15"), "payday-waits");
}

}  // namespace
}  // namespace almoner::scheduler
