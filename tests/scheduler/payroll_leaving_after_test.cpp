// What the end of a job owes once something came behind it: the end of the budget, or another
// decision.
#include "ledger/records/ending.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/payroll/pay_findings.h"
#include "tests/scheduler/payroll_leaving_area.h"

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::all_due;
using tests::FieldMap;
using tests::on;

using JobEndedOtherwise = tests::JobThatEnds;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class JobOfABudgetThatEnds : public tests::JobThatEnds {
  protected:
    void open_ending() {
        area.write([&](ledger::Work& work) {
            const std::int64_t id = ledger::insert_ending(work,
                                                          holder.person,
                                                          {.budget = holder.budget,
                                                           .because = "death",
                                                           .last_on = on("2026-04-20"),
                                                           .opened_on = on("2026-04-21"),
                                                           .opened_by = 1});
            ledger::insert_ending_step(
                work,
                holder.person,
                {.ending = id, .state = "open", .on = on("2026-04-21"), .actor = 1});
        });
        letter = paper();
    }
    std::string nothing(const std::string& what) { return say(what, {{"nothing", "yes"}}); }
    std::string say(const std::string& what, FieldMap fields) {
        fields.insert({{"ending", "E-0001"}, {"what", what}, {"evidence", letter}});
        const auto outcome = area.ask(ending_answer, fields, {.day = "2026-05-06"});
        return outcome.accepted() ? "accepted" : outcome.refusal().code;
    }
    // The most weeks of notice are known from the day after the job's last one on.
    void lose_rates() {
        std::string& rates = area.settings.at(program_rates);
        const std::string since = "2024-04-06,2027-04-05,notice.most_weeks";
        rates.replace(rates.find(since), since.size(), "2026-04-21,2027-04-05,notice.most_weeks");
    }

    std::string letter{};
};

// What is left of the year's holiday, notice and redundancy pay stands in the way of "nothing".
TEST_F(JobOfABudgetThatEnds, IsNotAnsweredWithNothing) {
    end_after_six_years();
    open_ending();
    EXPECT_EQ(nothing("hmrc,notice-pay"), "leaving-pay-open");
    EXPECT_EQ(nothing("redundancy"), "leaving-pay-open");
    (void)decide_leaving(all_due);
    EXPECT_EQ(nothing("redundancy"), "leaving-pay-open");
    pay_job("2026-04-24");
    EXPECT_EQ(nothing("hmrc,notice-pay"), "accepted");
    EXPECT_EQ(nothing("redundancy"), "accepted");
    EXPECT_EQ(nothing("holiday-pay"), "accepted");
}

// Of 1,170.00 of notice that a run still pays none is owed beside it; of what payroll will not pay
// the answer is free.
TEST_F(JobOfABudgetThatEnds, IsNotAnsweredWithAnAmountThatPayrollPays) {
    end_after_six_years();
    open_ending();
    EXPECT_EQ(say("notice-pay", {{"amount", "1170.00"}}), "leaving-pay-open");
    (void)decide_leaving({{"notice", "6"}});
    EXPECT_EQ(say("notice-pay", {{"amount", "1170.00"}}), "leaving-pay-open");
    EXPECT_EQ(say("hmrc", {{"amount", "216.80"}}), "accepted");
    (void)decide_leaving({{"notice", "0"}, {"evidence", letter}});
    EXPECT_EQ(say("notice-pay", {{"amount", "1170.00"}}), "accepted");
}

// Proposed before payroll knew that the job had ended, and confirmed behind it.
TEST_F(JobOfABudgetThatEnds, IsNotConfirmedWithAnAmountThatPayrollPaysSince) {
    open_ending();
    const json proposed = area.answer(
        ending_answer,
        {{"ending", "E-0001"}, {"what", "notice-pay"}, {"amount", "1170.00"}, {"evidence", letter}},
        {.day = "2026-05-06"});
    const auto confirmed = [&] {
        const auto outcome = area.ask(
            proposal_confirm,
            {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
            {.actor = tests::ben, .day = "2026-05-06"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    };
    end_after_six_years();
    EXPECT_EQ(confirmed(), "leaving-pay-open proposal");
    (void)decide_leaving({{"notice", "0"}, {"evidence", letter}});
    EXPECT_EQ(confirmed(), "accepted");
}

// A job without rates is open itself, and stands in the way of nothing else.
TEST_F(JobOfABudgetThatEnds, WithoutRatesIsOpenUntilItIsDecided) {
    end_after_six_years("dismissed");
    open_ending();
    lose_rates();
    EXPECT_EQ(nothing("hmrc,pension"), "accepted");
    EXPECT_EQ(nothing("notice-pay"), "leaving-pay-open");
    EXPECT_EQ(nothing("redundancy"), "accepted");  // none is owed to whoever is dismissed
    (void)decide_leaving({{"notice", "0"}, {"evidence", letter}});
    EXPECT_EQ(nothing("notice-pay"), "accepted");
}

// Six weeks of notice at 195.00 were paid, eight are due: 1,560.00. No run makes it good by itself,
// and the correction is what ends the task.
TEST_F(JobEndedOtherwise, SaysThatWhatWasPaidIsDecidedOtherwise) {
    end_after_six_years();
    (void)decide_leaving(all_due);
    pay_job("2026-04-24");
    EXPECT_EQ(tasks(), std::vector<std::string>{});
    EXPECT_EQ(decide_leaving({{"notice", "8"}}).at("to_correct"), json::array({1}));
    EXPECT_EQ(
        tasks(),
        std::vector<std::string>{
            "employment:J1: Slip 1 paid £1,170 of notice at the end of the job, and by what was "
            "decided since £1,560 is due: correct it with 'almoner payroll correct 1'."});
    EXPECT_EQ(codes(draft("2026-05-29")), std::vector<std::string>{"notice-changed"});
    EXPECT_EQ(words_of_finding({.code = "notice-changed", .amount = 1'560'00, .other = 1}),
              "Slip 1 paid notice that was not worked, and £1,560.00 of it is due by what was "
              "decided since: correct that slip with 'almoner payroll correct'.");
    confirm(area.answer(payroll_correct,
                        {{"slip", "1"}, {"words", "Eight weeks were not worked."}},
                        {.day = "2026-05-05"}));
    EXPECT_EQ(sum_of("notice-in-lieu"), pence(1'560'00));
    EXPECT_EQ(sum_of("redundancy"), pence(1'657'50));
    EXPECT_EQ(tasks(), std::vector<std::string>{});
    EXPECT_EQ(area.refusal(payroll_run, cycle("2026-05-29"), {.day = "2026-05-05"}), "nobody-paid");
    expect_clean();
}

// Paid and then not due: also of holiday and redundancy pay. Deciding as it was paid ends the task.
TEST_F(JobEndedOtherwise, SaysThatWhatWasPaidIsNotDue) {
    end_after_six_years();
    (void)decide_leaving(all_due);
    pay_job("2026-04-24");
    const json answer =
        decide_leaving({{"holiday", "not-due"}, {"redundancy", "not-due"}, {"evidence", paper()}});
    EXPECT_EQ(answer.at("to_correct"), json::array({1}));
    EXPECT_EQ(
        tasks(),
        std::vector<std::string>{
            "employment:J1: Slip 1 paid £63.55 of holiday at the end of the job, and by what was "
            "decided since £0 is due: correct it with 'almoner payroll correct 1'. Slip 1 paid "
            "£1,657.50 of redundancy at the end of the job, and by what was decided since £0 is "
            "due: correct it with 'almoner payroll correct 1'."});
    EXPECT_EQ(codes(draft("2026-05-29")),
              (std::vector<std::string>{"holiday-changed", "redundancy-changed"}));
    EXPECT_FALSE(decide_leaving(all_due).contains("to_correct"));
    EXPECT_EQ(tasks(), std::vector<std::string>{});
}

}  // namespace
}  // namespace almoner::scheduler
