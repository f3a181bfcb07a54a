#include "scheduler/commands/status_report.h"

#include "gateway/iso20022/pain002_reader.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/record_table.h"
#include "scheduler/reconciliation/settle.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using gateway::iso20022::PaymentStatus;
using gateway::iso20022::StatusEffect;
using gateway::iso20022::StatusReport;
using ledger::PaymentState;

constexpr std::int32_t task_days = 1;  // a rejected payment is somebody's morning
constexpr std::size_t sniffed = 4'096;

const ledger::Query payments_by_message{
    "SELECT p.id FROM payment p JOIN submission s ON s.id = p.submission"
    " WHERE s.serial = $1 ORDER BY p.id"};

struct Named {
    std::int64_t payment = 0;
    PaymentStatus status;
};

// A level without items speaks for every payment of the message.
std::vector<Named> named_by(ledger::Database& database, const StatusReport& report) {
    std::vector<Named> named;
    bool lists_any = false;
    for (const auto& block : report.blocks) {
        for (const auto& item : block.items) {
            lists_any = true;
            const auto id = ledger::payment_of_ref(item.end_to_end_id);
            if (id) named.push_back({*id, item.status});
        }
    }
    if (lists_any || report.group.effect() == StatusEffect::informs) return named;
    ledger::Rows rows = database.select(payments_by_message, report.original_message_id);
    while (rows.next()) named.push_back({rows.integer(0), report.group});
    return named;
}

bool waits(PaymentState state) {
    return state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked;
}

void open_task(ledger::Work& work, const Named& named) {
    work.records().insert(ledger::task_table,
                          "payment-rejected",
                          ledger::payment_ref(named.payment),
                          work.today() + task_days,
                          "finance",
                          "The bank rejected a payment (" + named.status.reason_code +
                              "): mend the bank details, then pay");
}

}  // namespace

bool is_status_report(std::string_view file) {
    return file.substr(0, sniffed).find("CstmrPmtStsRpt") != std::string_view::npos ||
           file.substr(0, sniffed).find("pain.002") != std::string_view::npos;
}

ledger::Outcome<Answer> import_status_report(ledger::Work& work, std::string_view file) {
    const ledger::Outcome<StatusReport> report = gateway::iso20022::read_pain002(file);
    if (!report.accepted()) return report.refusal();
    const std::vector<Named> named = named_by(work.database(), report.value());
    std::vector<std::int64_t> ids;
    for (const Named& each : named) ids.push_back(each.payment);
    PaymentsInHand payments(work, ids);
    std::int64_t settled = 0;
    std::int64_t rejected = 0;
    std::int64_t informed = 0;
    for (const Named& each : named) {
        if (payments.find(each.payment) == nullptr || !waits(payments.state(each.payment)))
            continue;
        switch (each.status.effect()) {
            case StatusEffect::settles:
                payments.settle(each.payment, work.today());
                ++settled;
                break;
            case StatusEffect::rejects:
                if (payments.state(each.payment) == PaymentState::in_file) break;
                payments.void_payment(each.payment, PaymentState::rejected);
                open_task(work, each);
                ++rejected;
                break;
            case StatusEffect::informs: ++informed; break;
        }
    }
    payments.close();
    return nlohmann::ordered_json{{"report", report.value().message_id},
                                  {"settled", settled},
                                  {"rejected", rejected},
                                  {"informed", informed}}
        .dump();
}

}  // namespace almoner::scheduler
