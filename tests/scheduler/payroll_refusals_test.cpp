// Papers of payroll that there is nothing to write about, and a payment that no recall reaches.
#include "ledger/records/absence.h"
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/payroll_documents.h"
#include "scheduler/commands/run_commands.h"
#include "tests/scheduler/payroll_papers_area.h"
#include "tests/support/bank_answers.h"

namespace almoner::scheduler {
namespace {

using tests::FieldMap;
using tests::on;

class PaperRefusals : public tests::PayrollPapersArea {
  protected:
    std::string absence(ledger::Absence away) {
        std::int64_t number = 0;
        away.employment = job;
        away.recorded_on = away.first_on;
        away.recorded_by = 1;
        area.write([&](ledger::Work& work) { number = ledger::insert_absence(work, away); });
        return std::to_string(number);
    }
};

TEST_F(PaperRefusals, WithoutASlipOfTheYearThereIsNoPaperOfIt) {
    const FieldMap of_job{{"job", "J1"}, {"year", "2026-27"}};
    for (const std::string paper : {"p11", "p60"}) {
        FieldMap fields = of_job;
        fields["paper"] = paper;
        EXPECT_EQ(held_out(fields, "2027-04-06"), "nothing-paid") << paper;
    }
    EXPECT_EQ(held_out({{"paper", "p32"}, {"employer", "E1"}, {"year", "2026-27"}}, "2027-04-06"),
              "nothing-paid");
}

TEST_F(PaperRefusals, ALetterOfSicknessIsOfSicknessWhosePayIsKnown) {
    const std::string away = absence({.kind = "maternity",
                                      .first_on = on("2026-09-07"),
                                      .last_on = on("2027-03-07"),
                                      .event_on = on("2026-10-05")});
    EXPECT_EQ(held_out({{"paper", "ssp1"}, {"absence", away}}, "2026-09-08"), "not-sickness");
    const std::string sick =
        absence({.kind = "sickness", .first_on = on("2026-05-10"), .last_on = on("2026-05-10")});
    const FieldMap fields{{"paper", "ssp1"}, {"absence", sick}};
    EXPECT_EQ(held_out(fields, "2026-05-12"), "earnings-unknown");
    pay_80_hours();
    area.write([](ledger::Work& work) { write_setting(work, "contact.phone", ""); });
    EXPECT_EQ(held_out(fields, "2026-05-12"), "contact-missing");
    change_job([](ledger::Employment& each) { each.weekdays = "8"; });
    EXPECT_EQ(held_out(fields, "2026-05-12"), "weekdays-unknown");
}

TEST_F(PaperRefusals, ALetterOfMaternityPayNeedsItsDay) {
    const std::string away =
        absence({.kind = "maternity", .first_on = on("2026-09-07"), .last_on = on("2027-03-07")});
    EXPECT_EQ(held_out({{"paper", "smp1"}, {"absence", away}}, "2026-09-08"), "event-unknown");
}

TEST_F(PaperRefusals, ALetterOfThePensionNamesItsScheme) {
    change_job([](ledger::Employment& each) {
        each.pension = "postponed";
        each.pension_postponed_until = on("2026-07-31");
    });
    change_employer([](ledger::Employer& each) { each.pension_private.reset(); });
    EXPECT_EQ(held_out({{"paper", "pension"}, {"job", "J1"}}), "scheme-missing");
}

// £400.00 that went as a list for another bank, whose recall is not ours to ask.
TEST(RecallRefusals, AnotherBankTakesNoRecallFromHere) {
    tests::RunArea area;
    const tests::TempFolder outbox;
    area.add();
    const auto run = area.propose("2026-11-20")[0];
    (void)area.approve(run);
    (void)area.answer(run_send, {{"run", run["run"]}, {"other_bank", "yes"}});
    tests::finish_files(area, outbox.path());
    const auto asked = area.ask(run_recall, {{"payment", ledger::payment_ref(1)}});
    ASSERT_FALSE(asked.accepted());
    EXPECT_EQ(asked.refusal().code, "recall-not-possible");
    EXPECT_EQ(asked.refusal().words,
              "This payment went by another bank, which takes no recall from here.");
}

}  // namespace
}  // namespace almoner::scheduler
