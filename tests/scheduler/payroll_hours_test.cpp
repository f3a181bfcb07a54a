// Time to pay: its periods, its sheets, who confirmed them, what becomes of a late one; and what
// codes, orders and absences do beside it.
#include "ledger/records/absence.h"
#include "ledger/records/code_notice.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/pay_order.h"
#include "ledger/records/private_words.h"
#include "ledger/records/timesheet.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/payroll/code_row.h"
#include "scheduler/payroll/ending_soon.h"
#include "scheduler/payroll/pay_calendar.h"
#include "tests/scheduler/payroll_area.h"

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Money;
using nlohmann::json;
using tests::AskedOn;
using tests::FieldMap;
using tests::on;
using tests::with;

ledger::Employer paid(const char* frequency, const char* payday, const char* last) {
    ledger::Employer employer;
    employer.frequency = frequency;
    employer.first_payday = on(payday);
    employer.first_last_on = on(last);
    return employer;
}

TEST(PayCalendar, FourWeeksFollowFourWeeks) {
    const auto employer = paid("four-weekly", "2026-12-04", "2026-11-29");
    const EmployerPeriod first = employer_period(employer, 0, {});
    EXPECT_EQ(first.days, (ledger::Period{on("2026-11-02"), on("2026-11-29")}));
    EXPECT_EQ(first.payday, on("2026-12-04"));
    const EmployerPeriod before = employer_period_holding(employer, on("2026-11-01"), {});
    EXPECT_EQ(before.index, -1);
    EXPECT_EQ(before.days, (ledger::Period{on("2026-10-05"), on("2026-11-01")}));
    EXPECT_EQ(employer_period_holding(employer, on("2027-02-22"), {}).days.first, on("2027-02-22"));
    EXPECT_FALSE(employer_period_from(employer, on("2026-11-03"), {}));
    EXPECT_EQ(employer_period_from(employer, on("2026-11-30"), {})->index, 1);
}

TEST(PayCalendar, MonthsKeepTheirDayOrTheirEnd) {
    const auto ends = paid("monthly", "2026-11-27", "2026-11-30");
    EXPECT_EQ(employer_period(ends, 3, {}).days,
              (ledger::Period{on("2027-02-01"), on("2027-02-28")}));
    EXPECT_EQ(employer_period(ends, 4, {}).days.last, on("2027-03-31"));
    EXPECT_EQ(employer_period_holding(ends, on("2031-12-31"), {}).days.first, on("2031-12-01"));
    EXPECT_EQ(employer_period_holding(ends, on("2021-01-01"), {}).days.last, on("2021-01-31"));
    const auto middle = paid("monthly", "2026-11-20", "2026-11-15");
    EXPECT_EQ(employer_period(middle, 1, {}).days,
              (ledger::Period{on("2026-11-16"), on("2026-12-15")}));
}

TEST(PayCalendar, APaydayThatIsNoWorkingDayComesBeforeAndTheCutOffWithIt) {
    auto employer = paid("weekly", "2026-12-05", "2026-11-29");  // a Saturday
    employer.cut_off_days = 2;
    const EmployerPeriod period = employer_period(employer, 0, {});
    EXPECT_EQ(period.regular_payday, on("2026-12-05"));
    EXPECT_EQ(period.payday, on("2026-12-04"));
    EXPECT_EQ(period.cut_off, on("2026-12-02"));
    EXPECT_EQ(employer_period_open(employer, on("2026-12-02"), {}).index, 0);
    EXPECT_EQ(employer_period_open(employer, on("2026-12-03"), {}).index, 1);
}

class PayrollHours : public tests::PayrollArea {
  protected:
    PayrollHours() {
        employ();
        (void)area.answer(rate_set, {{"employment", "J1"}, {"kind", "day"}, {"rate", "12.71"}});
    }
    ledger::Database& database() { return area.area().database(); }
    std::int64_t job_number() {
        return ledger::employment_by_ref(database(), "J1", last_day_of_all)->number;
    }
    // 2 to 29 November.
    static FieldMap sheet(const FieldMap& more = {{"day", "64"}}) {
        return with({{"employment", "J1"}, {"period", "2026-11-02"}}, more);
    }
    std::string recorded(const FieldMap& fields = sheet()) {
        return std::to_string(area.answer(hours_record, fields).at("timesheet").get<int>());
    }
    static FieldMap by_telephone(const std::string& id) {
        return {{"timesheet", id}, {"by", "holder"}, {"channel", "telephone"}};
    }
    static AskedOn in_time() { return {.day = "2026-12-01"}; }
    static AskedOn too_late() { return {.day = "2026-12-02"}; }
};

TEST_F(PayrollHours, HoursAreEnteredOncePerPeriod) {
    const json entered =
        area.answer(hours_record, sheet({{"day", "60:30"}, {"sleep-in", "2"}, {"mileage", "30"}}));
    EXPECT_EQ(entered.at("from"), "2026-11-02");
    EXPECT_EQ(entered.at("to"), "2026-11-29");
    EXPECT_EQ(entered.at("cut_off"), "2026-12-01");
    EXPECT_EQ(entered.at("state"), "entered");
    const auto known = ledger::timesheet_in_force(database(), job_number(), on("2026-11-02"));
    ASSERT_TRUE(known);
    const auto lines = ledger::lines_of_timesheet(database(), known->id);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines.front().quantity, 3630);
    // The same again is no other sheet; other hours are refused.
    const json again =
        area.answer(hours_record, sheet({{"day", "60.5"}, {"sleep-in", "2"}, {"mileage", "30"}}));
    EXPECT_FALSE(entered.contains("as_before"));
    EXPECT_EQ(again.value("as_before", false), true);
    EXPECT_EQ(area.count("timesheet"), 1);
    EXPECT_EQ(refused(hours_record, sheet()), "sheet-exists period");
}

TEST_F(PayrollHours, ImpossibleHoursAreRefused) {
    const struct {
        const char* field;
        const char* value;
        const char* refusal;
    } rows[] = {{"day", "672:01", "hours-beyond-the-clock quantity"},
                {"day", "-1", "hours-unreadable day"},
                {"day", "0", "quantity-nothing day"},
                {"day", "1.333", "hours-unreadable day"},
                {"sleep-in", "29", "hours-beyond-the-clock quantity"},
                {"employment", "J9", "employment-unknown employment"},
                {"period", "2026-11-03", "no-pay-period period"},
                {"period", "2026-10-05", "before-start period"}};
    for (const auto& row : rows) {
        EXPECT_EQ(refused(hours_record, with(sheet({{"day", "1"}}), {{row.field, row.value}})),
                  row.refusal)
            << row.field << " " << row.value;
    }
    EXPECT_EQ(refused(hours_record, sheet({})), "sheet-empty quantity");
    EXPECT_EQ(refused(hours_record, sheet({{"day", "672"}})), "accepted");
}

TEST_F(PayrollHours, AFileIsReadWholeAndTheSameFileChangesNothing) {
    const std::string good =
        "employment,period,day,kind,quantity\nJ1,2026-11-02,2026-11-02,day,8\n"
        "J1,2026-11-02,2026-11-04,day,7:30\nJ1,2026-11-30,,day,40\n";
    const json first = area.answer(hours_import, {{"file", good}});
    EXPECT_EQ(first.at("sheets"), 2);
    EXPECT_EQ(first.at("new"), 2);
    const json again = area.answer(hours_import, {{"file", good}});
    EXPECT_EQ(again.at("new"), 0);
    EXPECT_EQ(again.at("known"), 2);
    EXPECT_EQ(area.count("timesheet"), 2);
    const auto outcome = area.ask(
        hours_import,
        {{"file",
          "employment,period,day,kind,quantity\nJ9,2026-12-28,,day,8\nJ1,2026-12-28,,noon,8\n"
          "J1,2026-12-28,2027-02-01,day,8\nJ1,2026-12-28,2026-12-28,day,25\n"
          "J1,2026-11-02,,day,9\n"}});
    ASSERT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.refusal().code, "hours-file-has-errors");
    EXPECT_EQ(outcome.refusal().field, "file");
    const std::string& words = outcome.refusal().words;
    for (const char* const part : {"row 2, employment \"J9\"",
                                   "row 3, kind \"noon\"",
                                   "row 4, day \"2027-02-01\"",
                                   "row 4, quantity",
                                   "row 6, period"}) {
        EXPECT_NE(words.find(part), std::string::npos) << part << "\n" << words;
    }
    EXPECT_EQ(area.count("timesheet"), 2);
}

// Pasted twice, or worked twice: a person says which. Other hours of the same day are other work.
TEST_F(PayrollHours, TwoRowsThatSayTheSameAreAskedAbout) {
    const std::string header = "employment,period,day,kind,quantity\n";
    const std::string once = "J1,2026-11-02,2026-11-02,day,8\n";
    const auto twice = area.ask(hours_import, {{"file", header + once + once}});
    ASSERT_FALSE(twice.accepted());
    EXPECT_NE(twice.refusal().words.find("row 3, quantity \"8\": Row 2 says the same. If it was "
                                         "worked twice write the sum in one row"),
              std::string::npos)
        << twice.refusal().words;
    EXPECT_EQ(area.count("timesheet"), 0);
    const json other = area.answer(
        hours_import,
        {{"file", header + once + "J1,2026-11-02,2026-11-02,day,2\nJ1,2026-11-02,,day,8\n"}});
    EXPECT_EQ(other.at("new"), 1);
}

TEST_F(PayrollHours, TheHolderConfirmsInTime) {
    const std::string id = recorded();
    EXPECT_EQ(refused(hours_confirm, {{"timesheet", id}, {"by", "holder"}}, in_time()),
              "channel-missing channel");
    EXPECT_EQ(refused(hours_confirm, {{"timesheet", id}, {"channel", "telephone"}}, in_time()),
              "empty by");
    EXPECT_EQ(refused(hours_confirm, with(by_telephone(id), {{"channel", "standing"}}), in_time()),
              "not-in-the-list channel");
    EXPECT_EQ(refused(hours_confirm,
                      with(by_telephone(id), {{"by", "representative"}, {"representative", "7"}}),
                      in_time()),
              "representative-unknown representative");
    EXPECT_EQ(refused(hours_confirm, by_telephone("99"), in_time()), "timesheet-unknown timesheet");
    EXPECT_EQ(
        refused(hours_confirm, with(by_telephone(id), {{"evidence", document("PA1")}}), in_time()),
        "evidence-of-another-person evidence");
    const json confirmed = area.answer(
        hours_confirm, with(by_telephone(id), {{"words", "She rang back."}}), in_time());
    EXPECT_EQ(confirmed.at("state"), "confirmed");
    const auto steps = ledger::steps_of_timesheet(database(), std::stoll(id));
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps.back().confirmer, "holder");
    EXPECT_EQ(steps.back().words, "She rang back.");
    EXPECT_EQ(refused(hours_confirm, by_telephone(id), in_time()),
              "timesheet-not-entered timesheet");
}

TEST_F(PayrollHours, WhatComesBehindTheCutOffIsDecidedByAnother) {
    const std::string id = recorded();
    const json late = area.answer(hours_confirm, by_telephone(id), too_late());
    EXPECT_EQ(late.at("state"), "late");
    // 64 hours at 12.71.
    EXPECT_EQ(late.at("after"), 81344);
    const FieldMap decision{{"timesheet", id}, {"decision", "next-run"}, {"confirm", "1:81344"}};
    EXPECT_EQ(refused(hours_decide, decision), "needs-checker as");
    EXPECT_EQ(refused(hours_decide, with(decision, {{"decision", ""}}), as_ben("2026-12-03")),
              "decision-missing decision");
    EXPECT_EQ(
        refused(hours_decide, with(decision, {{"decision", "perhaps"}}), as_ben("2026-12-03")),
        "not-in-the-list decision");
    EXPECT_EQ(refused(hours_decide, with(decision, {{"confirm", "1:5"}}), as_ben("2026-12-03")),
              "confirm-differs confirm");
    EXPECT_EQ(refused(hours_withdraw, {{"timesheet", id}, {"words", "Wrong."}}),
              "late-hours-open timesheet");
    (void)area.answer(hours_decide, decision, as_ben("2026-12-03"));
    EXPECT_EQ(ledger::timesheet_state(database(), std::stoll(id)), "decided");
    EXPECT_EQ(ledger::late_decision(database(), std::stoll(id)), "next-run");
    EXPECT_EQ(refused(hours_decide, decision, as_ben("2026-12-03")),
              "timesheet-not-late timesheet");
}

TEST_F(PayrollHours, LateHoursThatAreRefusedAreNotPaid) {
    const std::string id = recorded();
    const json late = area.answer(hours_confirm, by_telephone(id), too_late());
    (void)area.answer(proposal_refuse,
                      {{"proposal", std::to_string(late.at("proposal").get<int>())}},
                      as_ben("2026-12-03"));
    EXPECT_EQ(ledger::late_decision(database(), std::stoll(id)), "not-paid");
}

TEST_F(PayrollHours, AWithdrawnSheetMakesRoomForAnother) {
    const std::string id = recorded();
    EXPECT_EQ(refused(hours_withdraw, {{"timesheet", id}}), "empty words");
    (void)area.answer(hours_withdraw, {{"timesheet", id}, {"words", "Of another week."}});
    EXPECT_EQ(ledger::timesheet_in_force(database(), job_number(), on("2026-11-02")), std::nullopt);
    EXPECT_EQ(refused(hours_withdraw, {{"timesheet", id}, {"words", "Again."}}),
              "timesheet-withdrawn timesheet");
    (void)recorded(sheet({{"day", "10"}}));
    const auto known = ledger::timesheet_in_force(database(), job_number(), on("2026-11-02"));
    EXPECT_EQ(known->occurrence, 2);
}

TEST_F(PayrollHours, TheLastSheetIsCopiedWithoutItsDays) {
    const FieldMap next{{"employment", "J1"}, {"period", "2026-11-30"}};
    EXPECT_EQ(refused(hours_copy, next), "nothing-to-copy employment");
    (void)area.answer(hours_import,
                      {{"file",
                        "employment,period,day,kind,quantity\nJ1,2026-11-02,2026-11-02,day,8\n"
                        "J1,2026-11-02,2026-11-04,day,7:30\n"}});
    const json copied = area.answer(hours_copy, next);
    EXPECT_EQ(copied.at("from"), "2026-11-30");
    const auto lines = ledger::lines_of_timesheet(database(), copied.at("timesheet").get<int>());
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines.front(), (ledger::TimesheetLine{std::nullopt, "day", 930}));
    EXPECT_EQ(refused(hours_copy, {{"employment", "J1"}, {"period", "2026-11-03"}}),
              "no-pay-period period");
}

TEST_F(PayrollHours, NothingIsCopiedBehindTheLastDay) {
    (void)recorded();
    (void)area.answer(employment_end,
                      {{"employment", "J1"}, {"on", "2026-11-29"}, {"reason", "resigned"}});
    EXPECT_EQ(refused(hours_copy, {{"employment", "J1"}, {"period", "2026-11-30"}}),
              "after-end period");
    EXPECT_EQ(area.count("timesheet"), 1);
}

TEST_F(PayrollHours, UsualHoursArePaidUnlessTold) {
    (void)area.answer(employment_change, {{"employment", "J1"}, {"fixed_hours", "yes"}});
    // Mondays and Wednesdays, eight hours each; a week of sickness takes two of the eight days.
    (void)area.answer(
        absence_record,
        {{"employment", "J1"}, {"kind", "sickness"}, {"from", "2026-11-09"}, {"to", "2026-11-15"}});
    EXPECT_EQ(area.answer(hours_fill, {}, in_time()).at("sheets"), 1);
    EXPECT_EQ(area.answer(hours_fill, {}, in_time()).at("sheets"), 0);
    const auto known = ledger::timesheet_in_force(database(), job_number(), on("2026-11-02"));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->source, "usual");
    EXPECT_EQ(ledger::timesheet_state(database(), known->id), "confirmed");
    EXPECT_EQ(ledger::lines_of_timesheet(database(), known->id).front().quantity, 6 * 480);
    EXPECT_EQ(refused(hours_fill, {{"employer", "E9"}}), "employer-unknown employer");
    EXPECT_EQ(area.answer(hours_fill, {{"employer", "E1"}, {"period", "2026-11-30"}}).at("sheets"),
              1);
}

// Sickness without a last day ends with the job; what begins behind it has to be withdrawn first.
TEST_F(PayrollHours, AbsencesEndWithTheJob) {
    const FieldMap sick{{"employment", "J1"}, {"kind", "sickness"}, {"from", "2026-11-09"}};
    const FieldMap end{{"employment", "J1"}, {"on", "2026-11-10"}, {"reason", "resigned"}};
    const json later = area.answer(
        absence_record,
        {{"employment", "J1"}, {"kind", "unpaid"}, {"from", "2026-11-02"}, {"to", "2026-11-03"}});
    (void)area.answer(absence_record, sick);
    (void)area.answer(absence_change,
                      {{"absence", later.at("absence").dump()}, {"to", "2026-11-04"}});
    (void)area.answer(employment_end, end);
    const auto absences = ledger::absences_of(database(), job_number());
    ASSERT_EQ(absences.size(), 2U);
    EXPECT_EQ(absences[0].last_on, on("2026-11-04"));
    EXPECT_EQ(absences[1].last_on, on("2026-11-10"));
}

TEST_F(PayrollHours, AJobDoesNotEndBeforeAnAbsenceThatBegins) {
    (void)area.answer(absence_record,
                      {{"employment", "J1"}, {"kind", "sickness"}, {"from", "2026-11-16"}});
    const FieldMap end{{"employment", "J1"}, {"on", "2026-11-10"}, {"reason", "resigned"}};
    EXPECT_EQ(refused(employment_end, end), "absence-beyond-the-end on");
}

TEST_F(PayrollHours, AnAbsenceIsRecordedChangedAndWithdrawn) {
    const FieldMap sick{{"employment", "J1"}, {"kind", "sickness"}, {"from", "2026-11-09"}};
    const json recorded_now = area.answer(absence_record, sick);
    const std::string number = std::to_string(recorded_now.at("absence").get<int>());
    EXPECT_EQ(refused(absence_record, with(sick, {{"from", "2026-11-20"}})),
              "absence-overlaps from");
    EXPECT_EQ(refused(absence_record, with(sick, {{"to", "2026-11-08"}})),
              "absence-turned-round to");
    EXPECT_EQ(refused(absence_record, with(sick, {{"from", "2026-11-01"}})), "before-start from");
    EXPECT_EQ(refused(absence_record, with(sick, {{"hours", "8"}})), "holiday-without-hours hours");
    const FieldMap day_off{{"kind", "holiday"}, {"from", "2026-11-05"}, {"to", "2026-11-05"}};
    FieldMap off = with(sick, day_off);
    off["hours"] = "24:01";
    EXPECT_EQ(refused(absence_record, off), "hours-beyond-the-clock hours");
    off["hours"] = "24";
    const json day = area.answer(absence_record, off);
    (void)area.answer(absence_change, {{"absence", day.at("absence").dump()}, {"withdraw", "yes"}});
    EXPECT_EQ(refused(absence_record, with(sick, {{"kind", "maternity"}})),
              "event-missing event_on");
    EXPECT_EQ(refused(absence_record, with(sick, {{"kind", "flu"}})), "not-in-the-list kind");
    (void)area.answer(absence_change, {{"absence", number}, {"to", "2026-11-15"}});
    EXPECT_EQ(refused(absence_change, {{"absence", number}, {"to", "2026-11-15"}}),
              "nothing-to-change absence");
    (void)area.answer(absence_record, with(sick, {{"from", "2026-11-20"}, {"to", "2026-11-20"}}));
    EXPECT_EQ(ledger::absences_of(database(), job_number()).size(), 2U);
    (void)area.answer(absence_change, {{"absence", number}, {"withdraw", "yes"}});
    EXPECT_EQ(ledger::absences_of(database(), job_number()).size(), 1U);
    EXPECT_EQ(refused(absence_change, {{"absence", number}, {"to", "2026-11-16"}}),
              "absence-unknown absence");
}

TEST_F(PayrollHours, ACodeCountsFromItsDayAndOnce) {
    const FieldMap notice{{"employment", "J1"},
                          {"kind", "P6"},
                          {"dated_on", "2026-11-10"},
                          {"from_on", "2026-11-14"},
                          {"tax_code", "k475"},
                          {"tax_basis", "M1"},
                          {"previous_pay", "1000"},
                          {"previous_tax", "200"}};
    EXPECT_EQ(area.answer(code_record, notice).at("new"), 1);
    EXPECT_EQ(area.answer(code_record, notice).at("known"), 1);
    const auto known = ledger::code_notice_on(database(), job_number(), on("2026-11-14"));
    ASSERT_TRUE(known);
    EXPECT_EQ(known->tax_code, "K475");
    EXPECT_EQ(known->tax_basis, "N");
    EXPECT_EQ(known->previous_tax, Money::from_pence(200'00));
    EXPECT_EQ(ledger::code_notice_on(database(), job_number(), on("2026-11-13")), std::nullopt);
    EXPECT_EQ(refused(code_record, with(notice, {{"tax_code", "K0"}})).substr(0, 9), "tax-code-");
    EXPECT_EQ(refused(code_record, with(notice, {{"previous_tax", ""}})),
              "previous-half-told previous_tax");
    EXPECT_EQ(refused(code_record, with(notice, {{"kind", "P9"}})),
              "previous-without-p6 previous_pay");
    EXPECT_EQ(refused(code_record, with(notice, {{"from_on", "2026-10-01"}})),
              "before-start from_on");
    EXPECT_EQ(refused(code_record, with(notice, {{"from_on", "2028-11-14"}})),
              "days-far-apart from_on");
}

TEST_F(PayrollHours, CodesComeByFileAndByUplift) {
    const std::string file =
        "employment,kind,dated_on,from_on,tax_code\nJ1,P9,2027-02-20,2027-04-06,1290L\n";
    EXPECT_EQ(area.answer(code_import, {{"file", file}}).at("new"), 1);
    EXPECT_EQ(area.answer(code_import, {{"file", file}}).at("new"), 0);
    const auto outcome =
        area.ask(code_import,
                 {{"file", "employment,kind,dated_on,from_on,tax_code\nJ9,P9,x,2027-04-06,12Q\n"}});
    ASSERT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.refusal().code, "code-file-has-errors");
    EXPECT_NE(outcome.refusal().words.find("tax_code \"12Q\""), std::string::npos);
    const FieldMap uplift{{"letter", "L"}, {"add", "10"}, {"from", "2027-04-06"}};
    // Who has a notice of their own keeps it.
    EXPECT_EQ(area.answer(code_uplift, uplift).at("raised"), 0);
    EXPECT_EQ(area.answer(code_uplift, with(uplift, {{"from", "2028-04-06"}})).at("raised"), 1);
    EXPECT_EQ(ledger::code_notice_on(database(), job_number(), on("2028-04-06"))->tax_code,
              "1300L");
    EXPECT_EQ(refused(code_uplift, with(uplift, {{"add", "0"}})), "uplift-nothing add");
    EXPECT_EQ(refused(code_uplift, with(uplift, {{"letter", "K"}})), "not-in-the-list letter");
    EXPECT_EQ(uplifted_code("S1257L", 'L', 10), "S1267L");
    EXPECT_EQ(uplifted_code("0T", 'L', 10), "");
    EXPECT_EQ(uplifted_code("1257M", 'L', 10), "");
    EXPECT_EQ(uplifted_code("BR", 'L', 10), "");
}

TEST_F(PayrollHours, AnOrderTakesInOneWay) {
    const FieldMap order{{"order", "O1"},
                         {"employment", "J1"},
                         {"made_on", "2026-11-01"},
                         {"rule", "fixed"},
                         {"sum", "25"},
                         {"protected_sum", "150"},
                         {"words", "Vale County Court 123"}};
    (void)area.answer(pay_order_add, order);
    const auto known = ledger::pay_order_by_ref(database(), "O1", last_day_of_all);
    EXPECT_EQ(known->sum, Money::from_pence(25'00));
    EXPECT_EQ(ledger::words_of(database(), known->words_private), "Vale County Court 123");
    EXPECT_EQ(refused(pay_order_add, order), "order-exists order");
    const FieldMap other = with(order, {{"order", "O2"}});
    EXPECT_EQ(refused(pay_order_add, with(other, {{"share", "5"}})), "order-rule rule");
    EXPECT_EQ(
        refused(pay_order_add, with(other, {{"rule", "bands"}, {"sum", ""}, {"bands", "ct"}})),
        "bands-unknown bands");
    const std::string bands =
        "name,frequency,holds_from,from,share\nct,four-weekly,2026-04-01,0,0\n"
        "ct,four-weekly,2026-04-01,500,3\n";
    EXPECT_EQ(area.answer(pay_order_bands_load, {{"file", bands}}).at("new"), 2);
    EXPECT_EQ(area.answer(pay_order_bands_load, {{"file", bands}}).at("known"), 2);
    EXPECT_EQ(refused(pay_order_bands_load,
                      {{"file",
                        "name,frequency,holds_from,from,share\nct,four-weekly,2026-04-01,0,9\n"}}),
              "band-file-has-errors file");
    (void)area.answer(pay_order_add,
                      with(other, {{"rule", "bands"}, {"sum", ""}, {"bands", "ct"}}));
    (void)area.answer(pay_order_end, {{"order", "O1"}, {"on", "2026-12-31"}});
    EXPECT_EQ(refused(pay_order_end, {{"order", "O1"}, {"on", "2026-12-31"}}), "order-ended order");
    EXPECT_EQ(refused(pay_order_end, {{"order", "O9"}, {"on", "2026-12-31"}}),
              "order-unknown order");
}

TEST_F(PayrollHours, PapersThatEndSoonBecomeTasks) {
    (void)area.answer(employment_change,
                      {{"employment", "J1"},
                       {"right_to_work_on", "2026-11-02"},
                       {"right_to_work_until", "2027-03-31"}});
    (void)area.answer(employer_change, {{"employer", "E1"}, {"insured_until", "2027-04-01"}});
    EXPECT_TRUE(look_for_ending_papers(database(), on("2027-02-28")).commands.empty());
    const auto first = look_for_ending_papers(database(), on("2027-03-01"));
    ASSERT_EQ(first.commands.size(), 1U);
    EXPECT_EQ(first.commands.front().fields.at("subject"), "employment:J1");
    EXPECT_EQ(look_for_ending_papers(database(), on("2027-03-02")).commands.size(), 2U);
    (void)area.answer(employment_end,
                      {{"employment", "J1"}, {"on", "2026-12-01"}, {"reason", "resigned"}});
    EXPECT_EQ(look_for_ending_papers(database(), on("2027-03-02")).commands.size(), 1U);
}

}  // namespace
}  // namespace almoner::scheduler
