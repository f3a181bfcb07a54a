// A managed account that pays: its client account's files, its bank's lines, and payees that are
// organisations.
#pragma once

#include "gateway/outbox/outbox.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/payroll_pay.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/payment_run/finish_sending.h"
#include "scheduler/reconciliation/settle.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/payroll_run_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

namespace almoner::tests {

inline constexpr std::string_view client_iban = "08999911223344";

class ManagedPaying : public PayrollRunArea {
  protected:
    explicit ManagedPaying(std::int64_t fund_pence = 2'000'00)
        : PayrollRunArea(ledger::Option::managed_account, fund_pence) {
        area.write([&](ledger::Work& work) {
            auto made = *ledger::employer_numbered(work.database(), employer, on("2026-04-01"));
            made.accounts_private =
                ledger::insert_private_text(work, holder.person, "123PA 0004 5678");
            made.pension_private = ledger::insert_private_text(
                work, holder.person, ledger::words_of_pension({"Nest", "EMP000123456"}));
            ledger::insert_employer(work, made);
            add_payee(work, "HMRC");
            add_payee(work, "NEST");
        });
    }
    static std::int64_t add_payee(ledger::Work& work,
                                  const std::string& ref,
                                  const std::string& name = {}) {
        const auto organisation =
            ledger::insert_organisation(work,
                                        {.ref = ref,
                                         .from_on = on("2020-01-01"),
                                         .kind = ledger::OrganisationKind::provider,
                                         .name = name.empty() ? ref + " Payments" : name});
        return ledger::insert_payee_account(
            work,
            {.from_on = on("2020-01-01"),
             .organisation = organisation,
             .bank_private = ledger::insert_bank_private(work, 0, {ref, "107999", "88837491"}),
             .proposed_by = 1,
             .confirmed_by = 2});
    }
    // A line that the council pays beside the NHS, with its money in the account.
    std::int64_t add_council_line(std::int64_t fund_pence) {
        constexpr auto social_care = ledger::Stream::social_care;
        std::int64_t number = 0;
        area.write([&](ledger::Work& work) {
            ledger::PlanLine line =
                *ledger::plan_line_numbered(work.database(), holder.line, on("2026-05-01"));
            line.number = 0;
            line.ref = "LCARE";
            line.body = area.partner;
            line.stream = social_care;
            number = ledger::insert_plan_line(work, line);
            work.post(
                post(ledger::PersonTakenOver{holding(), {share(fund_pence, social_care)}, {}}),
                {.effective = on("2026-04-01")});
        });
        return number;
    }
    void post_slips(std::int64_t hours = 80) {
        work_hours(job, hours);
        const nlohmann::json run = draft();
        approve(run, "2026-04-28");
        (void)area.answer(scheduler::payroll_post, {{"run", run.at("run")}}, {.day = "2026-04-28"});
    }
    nlohmann::json propose(const std::string& until = "2026-05-01",
                           const std::string& day = "2026-04-28") {
        return area.answer(scheduler::payroll_pay, {{"until", until}}, {.day = day});
    }
    std::string refused(const std::string& until = "2026-05-01",
                        const std::string& day = "2026-04-28") {
        return area.refusal(scheduler::payroll_pay, {{"until", until}}, {.day = day});
    }
    void approve_run(const nlohmann::json& run, const std::string& day = "2026-04-28") {
        (void)area.answer(scheduler::run_approve,
                          {{"run", run.at("run")}, {"confirm", run.at("confirm")}},
                          {.actor = ben, .day = day});
    }
    void send(const nlohmann::json& proposed, const std::string& day = "2026-04-28") {
        for (const nlohmann::json& run : proposed.at("runs")) {
            approve_run(run, day);
            (void)area.answer(scheduler::run_send, {{"run", run.at("run")}}, {.day = day});
        }
        write_files(day);
    }
    void write_files(const std::string& day) {
        gateway::Outbox outbox(outbox_.path());
        const auto finished = scheduler::finish_sending(
            area.area().database(),
            outbox,
            {.now = {.on = on(day), .at = {9 * 60}}, .hours = {}},
            [&](const scheduler::NextCommand& next) -> ledger::Outcome<scheduler::Answer> {
                const auto answer =
                    area.ask(scheduler::run_sent, next.fields, {.day = day, .key = next.key});
                if (!answer.accepted()) return answer.refusal();
                return answer.value().dump();
            });
        ASSERT_TRUE(finished.accepted());
    }
    // The bank says that it did not pay it.
    void reject(std::int64_t payment) {
        area.write([&](ledger::Work& work) {
            scheduler::PaymentsInHand payments(work, {payment});
            payments.void_payment(payment, ledger::PaymentState::rejected);
            payments.close();
        });
    }
    nlohmann::json bank(const std::string& amount,
                        std::string_view sign,
                        const std::string& reference,
                        const std::string& day = "2026-05-01") {
        return bank_lines(bank_line(amount, sign, reference), day);
    }
    static std::string client_statement(const std::string& lines, const std::string& day) {
        std::string camt =
            testing::replaced(testing::without_balances(testing::camt_with(lines, "0.00")),
                              "20000055779911",
                              client_iban);
        for (std::size_t at = camt.find("2026-11-20"); at != std::string::npos;
             at = camt.find("2026-11-20", at + 10)) {
            camt.replace(at, 10, day);
        }
        return camt;
    }
    nlohmann::json bank_lines(const std::string& lines, const std::string& day) {
        return area.answer(
            scheduler::import_statement, {{"file", client_statement(lines, day)}}, {.day = day});
    }
    std::int64_t held() { return area.balance(ledger::held(holding(), share(0))).posted.pence(); }
    ledger::PaymentState state(std::int64_t payment) {
        return ledger::payment_by_id(area.area().database(), payment)->state;
    }
    std::string file_sent() {
        std::string all;
        for (const auto& each : std::filesystem::recursive_directory_iterator(outbox_.path())) {
            if (each.is_regular_file()) all += testing::read_whole(each.path());
        }
        return all;
    }

    TempFolder outbox_;
};

}  // namespace almoner::tests
