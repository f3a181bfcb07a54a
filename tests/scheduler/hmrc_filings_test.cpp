// What HMRC is told of slips in the books, and when.
#include "ledger/records/before_take_over.h"
#include "ledger/records/job_ends.h"
#include "ledger/records/payroll_run.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/erase.h"
#include "scheduler/hmrc/rti_of_slips.h"
#include "scheduler/payroll/ending_soon.h"
#include "tests/scheduler/hmrc_filings_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::HmrcFiling;
using ledger::Money;
using nlohmann::json;
using ops::hmrc_stand_in::Fault;
using tests::FieldMap;
using tests::on;
using tests::says;

using HmrcFilings = tests::HmrcFilingsArea;

TEST_F(HmrcFilings, TellOfEachPaydayOnce) {
    pay_80_hours();
    const json answer = submit();
    EXPECT_EQ(purposes(answer), "paid,allowance");
    const std::string told = xml(1);
    for (const char* words : {"<OfficeNo>123</OfficeNo>",
                              "<PayeRef>AB456</PayeRef>",
                              "<NINO>HJ123456B</NINO>",
                              "<Sur>O'Neil</Sur>",
                              "<PayId>J1</PayId>",
                              "<PmtDate>2026-05-01</PmtDate>",
                              "<WeekNo>4</WeekNo>",
                              "<TaxablePay>1016.80</TaxablePay>",
                              "<TaxDeductedOrRefunded>9.80</TaxDeductedOrRefunded>",
                              "<TotalTax>9.80</TotalTax>",
                              "<EmpeeContribnsInPd>3.98</EmpeeContribnsInPd>",
                              "<TotalEmpNICYTD>94.77</TotalEmpNICYTD>",
                              "<StartDate>2026-01-05</StartDate>"}) {
        EXPECT_TRUE(says(told, words)) << words << "\n" << told;
    }
    EXPECT_FALSE(says(told, "<LateReason>"));
    EXPECT_EQ(filing(1).mark.size(), 28U);
    EXPECT_TRUE(says(told, filing(1).mark));
    EXPECT_TRUE(says(xml(2), "<EmpAllceInd>yes</EmpAllceInd>"));
    EXPECT_EQ(submit().at("prepared"), 0);
    EXPECT_EQ(area.count("hmrc_filing"), 2);
}

TEST_F(HmrcFilings, SayWhyTheyComeBehindThePayday) {
    pay_80_hours();
    EXPECT_EQ(held_out({}, "2026-05-02"), "late-reason-missing");
    EXPECT_EQ(refused({{"late_reason", "H"}}), "late-reason-unknown late_reason");
    EXPECT_EQ(held_out({{"late_reason", "G"}}, "2026-05-02"), "none");
    const auto all = ledger::every_hmrc_filing(area.area().database());
    const auto told = std::ranges::find(all, "paid", &HmrcFiling::purpose);
    ASSERT_NE(told, all.end());
    EXPECT_EQ(told->late_reason, "G");
    EXPECT_TRUE(says(xml(told->id), "<LateReason>G</LateReason>"));
}

// On the payday itself it is in time.
TEST_F(HmrcFilings, AreInTimeOnThePayday) {
    pay_80_hours();
    EXPECT_EQ(held_out({}, "2026-05-01"), "none");
    EXPECT_EQ(filing(1).late_reason, "");
}

TEST_F(HmrcFilings, WaitForTheScheme) {
    pay_80_hours();
    change_employer([](ledger::Employer& waits) { waits.hmrc = "asked"; });
    EXPECT_EQ(held_out({}, "2026-05-01"), "scheme-missing");
    change_employer([](ledger::Employer& none) { none.hmrc = "none-needed"; });
    EXPECT_EQ(held_out({}, "2026-05-01"), "scheme-needed");
    EXPECT_EQ(area.count("hmrc_filing"), 0);
    EXPECT_EQ(refused({{"employer", "E9"}}), "employer-unknown employer");
    EXPECT_EQ(refused({{"service", "X"}}), "service-unknown service");
    EXPECT_EQ(refused({{"verify", "J9"}}), "job-unknown verify");
}

// Pay of four weeks at or above 516.00 needs a scheme (payroll.md, section 7): 41 hours at 12.71
// are 521.11, 40 hours 508.40.
TEST_F(HmrcFilings, NameWhoNeedsAScheme) {
    change_employer([](ledger::Employer& none) { none.hmrc = "none-needed"; });
    work_hours(job, 41);
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"scheme-needed"});
    pay();
    EXPECT_EQ(held_out({}, "2026-05-01"), "scheme-needed");
    const auto tasks = look_for_ending_papers(area.area().database(), on("2026-05-02"));
    ASSERT_EQ(tasks.commands.size(), 1U);
    EXPECT_EQ(tasks.commands[0].fields.at("kind"), "scheme-needed");
    EXPECT_EQ(tasks.commands[0].fields.at("subject"), "employer:E1");
}

// The payroll number that the bureau before told; with the first payment alone, and not where it is
// the same.
TEST_F(HmrcFilings, TellThatThePayrollNumberChanged) {
    const auto was = [&](const std::string& payroll_id) {
        area.write([&](ledger::Work& work) {
            ledger::insert_payroll_id_before(
                work, {.employment = job, .payroll_id = payroll_id, .recorded_by = 1});
        });
    };
    was("J1");
    pay_80_hours();
    submit();
    EXPECT_FALSE(says(xml(1), "<PayIdChgd>"));
    was("W/204");
    pay_for_may(job, 80);
    submit({}, "2026-05-29");
    EXPECT_EQ(area.count("hmrc_filing"), 3);
    EXPECT_FALSE(says(xml(3), "<PayIdChgd>"));
}

TEST_F(HmrcFilings, TellTheNumberThatHmrcKnows) {
    area.write([&](ledger::Work& work) {
        ledger::insert_payroll_id_before(
            work, {.employment = job, .payroll_id = "W/204", .recorded_by = 1});
    });
    pay_80_hours();
    submit();
    const std::string told = xml(1);
    EXPECT_TRUE(says(told, "<PayId>J1</PayId>")) << told;
    EXPECT_TRUE(says(told, "<PayrollIdChangedIndicator>yes</PayrollIdChangedIndicator>"));
    EXPECT_TRUE(says(told, "<OldPayrollId>W/204</OldPayrollId>"));
    EXPECT_LT(told.find("<PayIdChgd>"), told.find("<FiguresToDate>"));
}

// The bureau before told of the start, so no message of ours does; the number is told once all the
// same.
TEST_F(HmrcFilings, TellTheNumberOfAJobThatWasTakenOverOnce) {
    earn_before();
    area.write([&](ledger::Work& work) {
        ledger::insert_payroll_id_before(
            work, {.employment = job, .payroll_id = "W/204", .recorded_by = 1});
    });
    pay_80_hours();
    submit();
    EXPECT_TRUE(says(xml(1), "<OldPayrollId>W/204</OldPayrollId>"));
    EXPECT_FALSE(says(xml(1), "<Starter>"));
    pay_for_may(job, 80);
    submit({}, "2026-05-29");
    EXPECT_EQ(area.count("hmrc_filing"), 3);
    EXPECT_TRUE(says(xml(3), "<PayId>J1</PayId>"));
    EXPECT_FALSE(says(xml(3), "<PayIdChgd>"));
}

// Nobody would tell it behind the first message.
TEST_F(HmrcFilings, TakeNoEarlierNumberOnceTheJobWasTold) {
    const auto change = [&](const std::string& payroll_id) {
        const auto outcome = area.ask(employment_change,
                                      {{"employment", "J1"}, {"payroll_id_before", payroll_id}},
                                      {.day = "2026-05-02"});
        return outcome.accepted() ? std::string("accepted") : outcome.refusal().code;
    };
    pay_80_hours();
    EXPECT_EQ(change("W/204"), "accepted");
    submit();
    EXPECT_EQ(change("W/205"), "payroll-id-told");
}

// Statement C of a starter: another job or a pension.
TEST_F(HmrcFilings, LeaveWhoNeedsNoSchemeAlone) {
    change_employer([](ledger::Employer& none) {
        none.hmrc = "none-needed";
        none.claims_allowance = false;
    });
    work_hours(job, 30);  // 381.30: below 516.00, and below 384.00, from which the employer owes
    EXPECT_EQ(codes(draft()), std::vector<std::string>{});
    pay();
    EXPECT_EQ(held_out({}, "2026-05-01"), "none");
    EXPECT_TRUE(look_for_ending_papers(area.area().database(), on("2026-05-02")).commands.empty());
    change_job([](ledger::Employment& second) { second.starter = "C"; });
    EXPECT_EQ(held_out({}, "2026-05-01"), "scheme-needed");
}

// The bureau before told HMRC of the start; of this year it had paid nothing yet.
TEST_F(HmrcFilings, TellOfNoStartThatAnotherBureauTold) {
    area.write([&](ledger::Work& work) {
        ledger::insert_opening_wage(work,
                                    {.employment = job,
                                     .paid_on = on("2026-03-06"),
                                     .gross = Money::from_pence(780'00),
                                     .recorded_on = on("2026-04-04"),
                                     .recorded_by = 1});
    });
    pay_80_hours();
    submit();
    EXPECT_FALSE(says(xml(1), "<Starter>")) << xml(1);
}

TEST_F(HmrcFilings, NameWhatHmrcCantTake) {
    pay_80_hours();
    name(assistant_of(job), {.given_name = "Ed", .family_name = "O'Neil"});
    EXPECT_EQ(held_out({}, "2026-05-01"), "birth-date-missing");
    EXPECT_EQ(area.count("hmrc_filing_slip"), 0);
}

// The same day, the right sums, and why it is late; HMRC has had the start of the job.
TEST_F(HmrcFilings, CorrectWhatWasTold) {
    pay_80_hours();
    submit();
    send();
    correct();
    EXPECT_EQ(purposes(submit({}, "2026-05-05")), "corrected");
    const std::string told = xml(3);
    EXPECT_TRUE(says(told, "<LateReason>H</LateReason>")) << told;
    EXPECT_TRUE(says(told, "<TaxablePay>1042.22</TaxablePay>"));
    EXPECT_TRUE(says(told, "<TotalTax>14.80</TotalTax>"));
    EXPECT_FALSE(says(told, "<Starter>"));
    EXPECT_EQ(submit({}, "2026-05-05").at("prepared"), 0);
}

// The second payday was told with the sums of the wrong first one: both are told anew.
TEST_F(HmrcFilings, CorrectTheSumsOfLaterPaydaysToo) {
    pay_80_hours();
    pay_for_may(job, 80);
    EXPECT_EQ(purposes(submit({}, "2026-04-30")), "paid,paid,allowance");
    correct();
    EXPECT_EQ(purposes(submit({}, "2026-06-01")), "corrected,corrected");
    EXPECT_TRUE(says(xml(5), "<PmtDate>2026-05-29</PmtDate>"));
    EXPECT_TRUE(says(xml(5), "<TaxablePay>2059.02</TaxablePay>")) << xml(5);
}

// What was never told is simply told right.
TEST_F(HmrcFilings, OfASlipThatWasCorrectedBeforeAreNoCorrection) {
    pay_80_hours();
    correct();
    EXPECT_EQ(purposes(submit({{"late_reason", "G"}}, "2026-05-05")), "paid,allowance");
    EXPECT_TRUE(says(xml(1), "1042.22"));
}

// What was told of a payday stays, whatever the employer agrees with the scheme later.
TEST_F(HmrcFilings, KeepTheReliefOfEachPayday) {
    change_job([&](ledger::Employment& enrolled) {
        enrolled.pension = "enrolled";
        enrolled.pension_since = on("2026-01-05");
    });
    pay_80_hours();
    submit();
    const ledger::PaySlip slip = slips(job).front();
    ASSERT_GT(slip.pension_employee, Money{});
    const std::string before = xml(1);
    const bool is_at_source = says(before, "EmpeePenContribnsNotPaidYTD");
    EXPECT_TRUE(is_at_source) << before;
    area.write([&](ledger::Work& work) {
        auto changed =
            *ledger::employer_numbered(work.database(), employer, ledger::last_day_of_all);
        changed.from_on = on("2026-06-01");
        changed.pension_relief = "net-pay";
        ledger::insert_employer(work, changed);
    });
    EXPECT_EQ(submit({}, "2026-05-02").at("prepared"), 0);
    // The next slip is by the new relief, and the year so far holds both.
    const auto changed =
        *ledger::employer_numbered(area.area().database(), employer, ledger::last_day_of_all);
    ledger::PaySlip next = slip;
    next.id += 1;
    next.paid_on = on("2026-06-26");
    const auto told = rti_employee(area.area().database(), changed, next, false);
    EXPECT_EQ(told.payment.pension_net_pay, slip.pension_employee);
    EXPECT_EQ(told.payment.pension_relief_at_source, std::nullopt);
    EXPECT_EQ(told.to_date.pension_net_pay, slip.pension_employee);
    EXPECT_EQ(told.to_date.pension_relief_at_source, slip.pension_employee);
}

// The day of leaving was recorded after the last payday had been told.
TEST_F(HmrcFilings, TellWhoLeftAfterTheLastPayday) {
    pay_80_hours();
    submit();
    leave("2026-04-24");
    EXPECT_EQ(purposes(submit({}, "2026-05-05")), "corrected");
    EXPECT_TRUE(says(xml(3), "<LeavingDate>2026-04-24</LeavingDate>")) << xml(3);
    EXPECT_FALSE(says(xml(3), "<Starter>"));
    EXPECT_EQ(submit({}, "2026-05-05").at("prepared"), 0);
}

// The first message, with the start of the job, is turned down while the second one waits.
TEST_F(HmrcFilings, TellOfTheStartAgainWhereItWasTurnedDown) {
    pay_80_hours();
    pay_for_may(job, 80);
    submit();
    EXPECT_FALSE(says(xml(2), "<Starter>"));
    engine.expect({Fault::reject, 1});
    EXPECT_EQ(send().turned_down, 1);
    ASSERT_EQ(state(1), "rejected");
    EXPECT_EQ(purposes(submit({{"again", "yes"}}, "2026-05-01")), "paid");
    EXPECT_TRUE(says(xml(4), "<Starter>")) << xml(4);
}

// £100.00 of the wages were maternity pay: all four sums of the year so far stay.
TEST_F(HmrcFilings, CorrectTheStatutoryPayOfLaterPaydaysToo) {
    pay_80_hours();
    submit();
    const ledger::PaySlip slip = slips(job).front();
    const auto employer_now =
        *ledger::employer_numbered(area.area().database(), employer, ledger::last_day_of_all);
    EXPECT_TRUE(is_told_alike(area.area().database(), employer_now, slip, 1));
    area.write([&](ledger::Work& work) {
        ledger::insert_pay_slip_line(
            work,
            {.slip = slip.id, .line = 9, .kind = "maternity", .amount = Money::from_pence(100'00)});
    });
    EXPECT_FALSE(is_told_alike(area.area().database(), employer_now, slip, 1));
    EXPECT_EQ(purposes(submit({}, "2026-05-05")), "corrected");
    EXPECT_TRUE(says(xml(3), "<SMPYTD>100.00</SMPYTD>")) << xml(3);
}

TEST_F(HmrcFilings, TakeTheClaimOfTheAllowanceBack) {
    pay_80_hours();
    submit();
    change_employer([](ledger::Employer& ends) { ends.claims_allowance = false; });
    EXPECT_EQ(purposes(submit()), "allowance");
    EXPECT_TRUE(says(xml(3), "<EmpAllceInd>no</EmpAllceInd>"));
}

TEST_F(HmrcFilings, SayThatTheYearIsOverWithTheLastPayday) {
    pay_80_hours();
    EXPECT_EQ(refused({{"last_of_year", "2026-27"}}), "year-goes-on last_of_year");
    EXPECT_EQ(refused({{"last_of_year", "2026"}}), "year-unreadable last_of_year");
    submit({{"last_of_year", "2026-27"}, {"late_reason", "G"}}, "2027-04-13");
    EXPECT_TRUE(says(xml(1), "<FinalSubmission>")) << xml(1);
    EXPECT_TRUE(filing(1).says_yes);
    const auto all = ledger::every_hmrc_filing(area.area().database());
    EXPECT_EQ(std::ranges::count(all, "last-of-year", &HmrcFiling::purpose), 0);
}

// A payday that goes untold for want of a reason keeps the year open.
TEST_F(HmrcFilings, SayThatTheYearIsOverOnlyOnceAllOfItIsTold) {
    pay_80_hours();
    const json answer = submit({{"last_of_year", "2026-27"}}, "2027-04-13");
    // From 6 May to 5 March nobody was paid, ten months.
    EXPECT_EQ(answer.at("prepared"), 11);
    EXPECT_TRUE(purposes(answer).ends_with("nobody-paid,nobody-paid,allowance"))
        << purposes(answer);
    ASSERT_EQ(answer.at("held_out").size(), 2U);
    EXPECT_EQ(answer.at("held_out").at(0).at("code"), "late-reason-missing");
    EXPECT_EQ(answer.at("held_out").at(1).at("code"), "payday-held-out");
}

// Hours of the last four weeks are confirmed, and nobody has paid them: neither the payday that
// goes now nor a summary says that it was the last.
TEST_F(HmrcFilings, SayThatTheYearIsOverOnlyOnceNoPaydayWaits) {
    const FieldMap last{{"last_of_year", "2026-27"}, {"late_reason", "G"}};
    pay_80_hours();
    const std::int64_t sheet = work_hours(job, 40, {on("2027-03-01"), on("2027-03-28")});
    const json waits = submit(last, "2027-04-13");
    EXPECT_FALSE(filing(1).says_yes);
    EXPECT_FALSE(says(purposes(waits), "last-of-year")) << waits;
    ASSERT_FALSE(waits.at("held_out").empty());
    const json& why = waits.at("held_out").back();
    EXPECT_EQ(why.at("purpose"), "last-of-year");
    EXPECT_EQ(why.at("code"), "payday-waits");
    withdraw(sheet);
    EXPECT_TRUE(says(purposes(submit(last, "2027-04-13")), "last-of-year"));
}

TEST_F(HmrcFilings, SayThatTheYearIsOverByASummaryOtherwise) {
    pay_80_hours();
    submit();
    const json answer = submit({{"last_of_year", "2026-27"}}, "2027-04-13");
    EXPECT_TRUE(purposes(answer).ends_with("last-of-year")) << purposes(answer);
    EXPECT_TRUE(says(xml(area.count("hmrc_filing")), "<FinalSubmission>"));
    EXPECT_EQ(submit({{"last_of_year", "2026-27"}}, "2027-04-13").at("prepared"), 0);
}

TEST_F(HmrcFilings, AskForANumber) {
    EXPECT_EQ(purposes(submit({{"verify", "J1"}})), "nino");
    EXPECT_TRUE(says(xml(1), "<NINOverificationRequest>")) << xml(1);
    EXPECT_EQ(submit({{"verify", "J1"}}).at("prepared"), 0);
    EXPECT_EQ(send().accepted, 1);
}

// Of whom is erased the message holds nothing any more; of the others it does.
TEST_F(HmrcFilings, AreSealedByPerson) {
    const std::int64_t other = add_job({{.plan_line = holder.line}});
    name(assistant_of(other),
         {.given_name = "Pat",
          .family_name = "Doe",
          .date_of_birth = on("1980-02-03"),
          .address = "2 Mill Lane, Anytown",
          .postcode = "NE1 7XF"});
    area.write([&](ledger::Work& work) {
        ledger::Assistant changed = *ledger::assistant_of_person(
            work.database(), assistant_of(other), ledger::last_day_of_all);
        changed.personal = ledger::insert_assistant_private(work, changed.person, {.gender = "F"});
        ledger::insert_assistant(work, changed);
    });
    work_hours(other, 20);
    pay_80_hours();
    submit();
    ASSERT_TRUE(says(xml(1), "<Sur>Doe</Sur>"));
    const auto whose = [&](std::int64_t employment) {
        for (const auto& part : ledger::parts_of_filing(area.area().database(), 1)) {
            if (part.employment == employment) {
                return ledger::private_text(area.area().database(), part.body_private)
                    .value_or("nothing");
            }
        }
        return std::string("no part");
    };
    EXPECT_TRUE(says(whose(other), "<Sur>Doe</Sur>"));
    EXPECT_FALSE(says(whose(other), "O'Neil"));
    area.write([&](ledger::Work& work) { (void)work.records().erase(assistant_of(other)); });
    EXPECT_EQ(whose(other), "nothing");
    EXPECT_TRUE(says(whose(job), "O'Neil"));
    EXPECT_EQ(body_of_filing(area.area().database(), filing(1)).refusal().code, "filing-erased");
    EXPECT_EQ(open_filings(area.area().database()).size(), 1U);
}

}  // namespace
}  // namespace almoner::scheduler
