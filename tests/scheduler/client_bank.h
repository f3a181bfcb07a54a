// The bank of a support service's client account, by the stand-in: it takes the files, books them
// on their days and gives statements.
#pragma once

#include "gateway/outbox/outbox.h"
#include "ledger/calendar/working_days.h"
#include "ledger/records/suspense.h"
#include "ops/bank_stand_in/stand_in.h"
#include "scheduler/commands/payroll_pay.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payment_run/finish_sending.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

namespace almoner::tests {

class ClientBank {
  public:
    // With the same money that people hold there by the books.
    ClientBank(RunArea& area, ops::bank_stand_in::BankAccount account, ledger::Money balance)
        : area_(area),
          account_(std::move(account)),
          bank_(state_.path(),
                {.faults = {},
                 .holidays = scheduler::loaded_holidays(area.area().database()).value()}) {
        bank_.open_account(account_, balance);
    }

    // All that slips owe and is due by then leaves the account: two people, files, the bank.
    void pay(ledger::Date day, ledger::Date until) {
        const auto proposed =
            area_.ask(scheduler::payroll_pay, {{"until", until.iso()}}, {.day = day.iso()});
        if (!proposed.accepted()) {
            EXPECT_EQ(proposed.refusal().code, "nothing-to-pay-out") << day.iso();
            return;
        }
        for (const nlohmann::json& each : proposed.value().at("held")) {
            held.insert(each.at("code").get<std::string>());
        }
        for (const nlohmann::json& run : proposed.value().at("runs")) {
            if (run.at("payments") == 0) continue;
            (void)area_.answer(scheduler::run_approve,
                               {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                               {.actor = ben, .day = day.iso()});
            (void)area_.answer(scheduler::run_send, {{"run", run.at("run")}}, {.day = day.iso()});
        }
        write_files(day);
    }

    // Its statement is read in the evening.
    void close(ledger::Date day) {
        for (const auto& file : bank_.close_day(day)) {
            if (file.bytes.find("<Ntry>") == std::string::npos) continue;
            (void)area_.answer(
                scheduler::import_statement, {{"file", file.bytes}}, {.day = day.iso()});
        }
    }

    // HMRC pays an employer back, and two people say whose money it is.
    void refund(ledger::Date day, ledger::Money amount, const std::string& budget) {
        bank_.pay_in(account_, day, amount, "HMRC", "HMRC NDDS");
        close(day);
        const auto items = ledger::open_suspense_items(area_.area().database());
        ASSERT_EQ(items.size(), 1U);
        const auto proposed = area_.answer(scheduler::statement_explain,
                                           {{"item", std::to_string(items.front().id)},
                                            {"to", "hmrc-refund"},
                                            {"budget", budget},
                                            {"reason", "HMRC's refund"}},
                                           {.day = day.iso()});
        (void)area_.answer(
            scheduler::proposal_confirm,
            {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
            {.actor = ben, .day = day.iso()});
    }

    std::set<std::string> held{};  // why payments were

  private:
    void write_files(ledger::Date day) {
        gateway::Outbox outbox(outbox_.path());
        const auto finished = scheduler::finish_sending(
            area_.area().database(),
            outbox,
            {.now = {.on = day, .at = {9 * 60}}, .hours = {}},
            [&](const scheduler::NextCommand& next) -> ledger::Outcome<scheduler::Answer> {
                const auto answer = area_.ask(
                    scheduler::run_sent, next.fields, {.day = day.iso(), .key = next.key});
                if (!answer.accepted()) return answer.refusal();
                return answer.value().dump();
            });
        ASSERT_TRUE(finished.accepted());
        for (const auto& each : std::filesystem::directory_iterator(outbox_.path())) {
            const std::string name = each.path().filename().string();
            if (!each.is_regular_file() || !taken_.insert(name).second) continue;
            const auto receipt = bank_.receive(name, testing::read_whole(each.path()), day);
            EXPECT_FALSE(receipt.refusal) << name;
        }
    }

    RunArea& area_;
    ops::bank_stand_in::BankAccount account_;
    TempFolder state_;
    TempFolder outbox_;
    ops::bank_stand_in::StandIn bank_;
    std::set<std::string> taken_{};
};

}  // namespace almoner::tests
