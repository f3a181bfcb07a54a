// What makes a statement line itself, so that overlapping files are read once and twins are both
// kept.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <string>

namespace almoner::scheduler {

// 16 octets over what the bank says of the line: day, amount, references and words.
[[nodiscard]] std::string fingerprint_of(const gateway::StatementLine& line);

// Lines alike are told apart by their number within the file: the n-th of a file is the n-th of the
// account. A file that repeats lines known before brings nothing new; two real twins both count.
class LineCounter {
  public:
    struct Identity {
        std::string fingerprint;
        std::int32_t occurrence = 1;
        bool known = false;
    };
    LineCounter(ledger::Database& database, std::int64_t bank_account)
        : database_(database), bank_account_(bank_account) {}
    [[nodiscard]] Identity next(const gateway::StatementLine& line);

  private:
    ledger::Database& database_;
    std::int64_t bank_account_;
    std::map<std::string, std::int32_t> seen_;
};

}  // namespace almoner::scheduler
