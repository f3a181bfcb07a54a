#include "scheduler/commands/recall_answer.h"

#include "gateway/iso20022/camt029_reader.h"
#include "ledger/records/payment_ref.h"
#include "scheduler/reconciliation/settle.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using gateway::iso20022::RecallAnswer;
using gateway::iso20022::RecallEffect;
using ledger::PaymentState;

constexpr std::size_t sniffed = 4'096;

}  // namespace

bool is_recall_answer(std::string_view file) {
    return file.substr(0, sniffed).find("RsltnOfInvstgtn") != std::string_view::npos;
}

ledger::Outcome<Answer> import_recall_answer(ledger::Work& work, std::string_view file) {
    const ledger::Outcome<RecallAnswer> answer = gateway::iso20022::read_camt029(file);
    if (!answer.accepted()) return answer.refusal();
    std::vector<std::pair<std::int64_t, RecallEffect>> named;
    std::vector<std::int64_t> ids;
    for (const auto& item : answer.value().items) {
        const auto id = ledger::payment_of_ref(item.end_to_end_id);
        if (!id) continue;
        named.emplace_back(*id, answer.value().effect_of(item));
        ids.push_back(*id);
    }
    PaymentsInHand payments(work, ids);
    std::int64_t recalled = 0;
    std::int64_t refused = 0;
    std::int64_t informed = 0;
    for (const auto& [id, effect] : named) {
        const bool waits =
            payments.find(id) != nullptr && payments.state(id) == PaymentState::recall_asked;
        if (!waits || effect == RecallEffect::informs) {
            ++informed;
        } else if (effect == RecallEffect::confirms) {
            payments.void_payment(id, PaymentState::recalled);
            ++recalled;
        } else {
            payments.stay_sent(id);
            ++refused;
        }
    }
    payments.close();
    return nlohmann::ordered_json{{"recall_answer", answer.value().message_id},
                                  {"recalled", recalled},
                                  {"refused", refused},
                                  {"informed", informed}}
        .dump();
}

}  // namespace almoner::scheduler
