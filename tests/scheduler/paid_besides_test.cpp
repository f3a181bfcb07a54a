// What later payments say of an emergency: that it was paid besides, or that it is paid with them.
#include "ledger/records/payee_account.h"
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "tests/support/bank_answers.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::RunArea;
using tests::TestPerson;

json emergency(RunArea& area, const std::string& amount, const std::string& basis) {
    return area.answer(emergency_payment,
                       {{"agreement", "AP1"},
                        {"amount", amount},
                        {"reason", "wages-due"},
                        {"words", "the assistant has to be paid today"},
                        {"basis", basis}});
}

json run_shown(RunArea& area, const json& run) {
    return json::parse(
        run_show(area.area().database(), run["run"], on("2026-11-02")).value())["payments"];
}

TEST(PaidBesides, TheNextPaymentShowsAnAdditionAndNoOtherDoes) {
    RunArea area;
    (void)area.add();
    const std::string first = emergency(area, "80", "addition")["payment"];
    const std::string second = emergency(area, "20", "addition")["payment"];
    const json payments = run_shown(area, area.propose("2026-11-30")[0]);
    ASSERT_EQ(payments.size(), 2U);
    EXPECT_EQ(payments[1]["findings"], json::array());
    const json& finding = payments[0]["findings"][0];
    EXPECT_EQ(finding["code"], "paid-besides");
    EXPECT_EQ(finding["outcome"], "shown");
    EXPECT_EQ(finding["words"],
              "Paid besides: £80.00 by emergency payment " + first +
                  " (proposed), £20.00 by emergency payment " + second + " (proposed).");
    EXPECT_EQ(payments[0]["net"], 40'000);
}

TEST(PaidBesides, AnAdditionThatWasCancelledIsNotShown) {
    RunArea area;
    (void)area.add();
    area.answer(run_cancel, {{"run", emergency(area, "80", "addition")["run"]}});
    EXPECT_EQ(run_shown(area, area.propose("2026-11-02")[0])[0]["findings"], json::array());
}

std::string next_of_first(RunArea& area) {
    return json::parse(
        payment_show(area.area().database(), ledger::payment_ref(1), on("2026-11-20"))
            .value())["next"];
}

void confirm_payee(RunArea& area, const TestPerson& person) {
    area.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-20"));
        account.status = ledger::PayeeStatus::confirmed;
        account.from_on = on("2026-11-20");
        ledger::insert_payee_account(work, account);
    });
}

TEST(PaidBesides, AnAdvanceThatCameBackIsPaidWithItsPeriodOnceThePayeeIsConfirmed) {
    const tests::TempFolder outbox;
    RunArea area;
    const TestPerson person = area.add();
    const json advance = emergency(area, "150", "advance");
    area.approve(advance);
    (void)area.answer(run_send, {{"run", advance["run"]}});
    tests::finish_files(area, outbox.path());
    const std::string ref = ledger::payment_ref(1);
    (void)tests::read_statement(area, tests::bank_line("150.00", "DBIT", ref), "850.00");
    (void)tests::read_statement(
        area, tests::bank_line("150.00", "CRDT", ref + " came back"), "1150.00");
    EXPECT_EQ(next_of_first(area),
              "It is due again, and waits until the payee's bank details are confirmed: then the "
              "next run proposes it.");
    const json held = area.propose("2026-11-02", "2026-11-20")[0];
    EXPECT_EQ(held["held"], 1);
    const std::string with = "It is paid with " + ledger::payment_ref(2) + " of RUN-2, which is ";
    EXPECT_EQ(next_of_first(area),
              with +
                  "held: The payee's bank account is blocked after a return. Confirm the "
                  "payee's bank details with a second person.");
    confirm_payee(area, person);
    const json whole = area.propose("2026-11-02", "2026-11-20")[0];
    EXPECT_EQ(whole["total"], 40'000);
    EXPECT_EQ(next_of_first(area),
              "It is paid with " + ledger::payment_ref(3) + " of RUN-3, which is proposed.");
}

}  // namespace
}  // namespace almoner::scheduler
