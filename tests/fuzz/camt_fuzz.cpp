#include "gateway/statement/statement_json.h"
#include "gateway/statement/statement_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

using almoner::gateway::BalanceCheck;
using almoner::gateway::Statement;
using almoner::gateway::StatementLine;
using almoner::ledger::Money;

namespace {

void check_line(const Statement& statement, const StatementLine& line) {
    if (line.account.empty() || line.account != statement.account) std::abort();
    if (!line.booked_on && !line.value_on) std::abort();
    if (line.currency.size() != 3) std::abort();
    if (line.entry == 0 || line.entry > statement.entries) std::abort();
}

void check_statement(const Statement& statement) {
    std::int64_t sum = 0;
    for (const StatementLine& line : statement.lines) {
        check_line(statement, line);
        if (line.booked) sum += line.amount.pence();
    }
    const bool in_range = sum <= Money::max_pence && sum >= -Money::max_pence;
    if (statement.booked_total.has_value() != in_range) std::abort();
    if (in_range && statement.booked_total->pence() != sum) std::abort();
    if (statement.balance_check == BalanceCheck::agree &&
        statement.opening->amount.pence() + sum != statement.closing->amount.pence()) {
        std::abort();
    }
    if (statement.balance_check == BalanceCheck::disagree && statement.violations.empty())
        std::abort();
    if (statement.violations.size() > Statement::max_violations) std::abort();
}

}  // namespace

// Property: a refusal says what to do next; every line has an account, a date and a currency; the
// lines add up to the total and, unless a violation says so, to closing - opening; reading again
// gives the same; the JSON of it can be written.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto outcome = almoner::gateway::read_statement(bytes);
    const auto again = almoner::gateway::read_statement(bytes);
    if (outcome.accepted() != again.accepted()) std::abort();
    if (!outcome.accepted()) {
        if (outcome.refusal().code.empty() || outcome.refusal().next.empty()) std::abort();
        if (!(outcome.refusal() == again.refusal())) std::abort();
        return 0;
    }
    for (const Statement& each : outcome.value()) check_statement(each);
    if (almoner::gateway::statements_as_json(outcome.value()) !=
        almoner::gateway::statements_as_json(again.value())) {
        std::abort();
    }
    return 0;
}
