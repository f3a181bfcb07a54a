#include "tests/support/bank_answers.h"

#include "gateway/outbox/outbox.h"
#include "ledger/area/scope.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/payment_run/finish_sending.h"
#include "tests/gateway/sample_camt.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::Answer;

ledger::Outcome<Answer> as_next(RunArea& area, const scheduler::NextCommand& next) {
    const auto answer = area.ask(scheduler::run_sent, next.fields, {.key = next.key});
    if (!answer.accepted()) return answer.refusal();
    return answer.value().dump();
}

}  // namespace

void finish_files(RunArea& area, const std::filesystem::path& outbox_folder) {
    gateway::Outbox outbox(outbox_folder);
    const auto finished =
        scheduler::finish_sending(area.area().database(), outbox, at_nine, [&](const auto& next) {
            return as_next(area, next);
        });
    ASSERT_TRUE(finished.accepted());
}

void send_all(RunArea& area, const std::filesystem::path& outbox_folder, const std::string& until) {
    const json run = area.propose(until)[0];
    (void)area.approve(run);
    (void)area.answer(scheduler::run_send, {{"run", run["run"]}});
    finish_files(area, outbox_folder);
}

std::string bank_line(const std::string& amount,
                      std::string_view sign,
                      const std::string& reference) {
    std::string text(testing::camt_entry);
    text = testing::replaced(text, "412.50", amount);
    text = testing::replaced(text, "DBIT", sign);
    text = testing::replaced(text, "ALM000001", reference);
    text = testing::replaced(text, "PHB 000001", reference);
    return testing::replaced(text, "BK1", "BK" + amount + std::string(sign) + reference);
}

json read_statement(RunArea& area, const std::string& lines, std::string_view closing) {
    const std::string camt =
        testing::replaced(testing::camt_with(lines, closing), "20000055779911", "08999966374958");
    return area.answer(scheduler::import_statement, {{"file", camt}}, {.day = "2026-11-20"});
}

json read_status(RunArea& area, const std::string& reference, std::string_view status) {
    const std::string report =
        R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr>)"
        R"(<MsgId>R1</MsgId><CreDtTm>2026-11-20T09:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>)"
        R"(<OrgnlMsgId>NOTPROVIDED</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>)"
        R"(<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>RUN)"
        R"(</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>)" +
        reference + "</OrgnlEndToEndId><TxSts>" + std::string(status) +
        "</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    return area.answer(scheduler::import_statement, {{"file", report}}, {.day = "2026-11-20"});
}

void expect_sound(RunArea& area) {
    (void)november(area);
    for (const auto& fault : ledger::verify(area.area().database()).faults) {
        ADD_FAILURE() << fault.table << " " << fault.first_id << ": " << fault.words;
    }
}

ledger::MonthReport november(RunArea& area) {
    const auto report = ledger::month_report(ledger::everything(1, "month end"),
                                             area.area().database(),
                                             "ICB",
                                             *ledger::month_named("2026-11"),
                                             ledger::now_on(on("2026-11-22")))
                            .value();
    // The statements of these tests open with money that the books of a RunArea were never given.
    for (const auto& each : report.ties.disagreements) {
        if (!each.what.starts_with("last closing balance")) ADD_FAILURE() << words_of(each);
    }
    EXPECT_GT(report.ties.compared, 0);
    return report;
}

}  // namespace almoner::tests
