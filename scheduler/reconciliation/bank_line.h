// A new booked line of one of our bank accounts, as it is stored and then matched.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "scheduler/reconciliation/bank_reason.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

struct BankLine {
    std::int64_t id = 0;  // of statement_line
    std::int64_t bank_account = 0;
    std::int32_t owner = 0;  // the organisation whose account it is
    bool is_client_account = false;
    ledger::Date booked_on{};
    ledger::Money amount;             // credit above zero
    std::int64_t payment = 0;         // that its references name; 0: none
    bool is_named_otherwise = false;  // by its payee's reference, not by ours
    bool returned = false;
    BankReason reason{};               // why it came back
    std::vector<std::string> texts{};  // where a submission's serial may stand
};

// What the references and words of a line name, and nothing that is guessed from amount and date.
[[nodiscard]] std::int64_t payment_named_by(const gateway::StatementLine& line);
[[nodiscard]] std::vector<std::string> texts_of(const gateway::StatementLine& line);
// `word` stands in the text between other signs than letters and digits: ALM-1 stands in the block
// ALM-1-2 of its own file, and not in ALM-12-1; 000123 stands in no longer number.
[[nodiscard]] bool has_whole_word(std::string_view text, std::string_view word);

}  // namespace almoner::scheduler
