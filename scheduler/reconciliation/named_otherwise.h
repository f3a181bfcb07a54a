// The payment that a line of a client account names by its payee's reference instead of ours.
#pragma once

#include "ledger/storage/database.h"
#include "scheduler/reconciliation/bank_line.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almoner::scheduler {

// For the lines of one import: the payments are read once for each account, before any is matched.
class NamedOtherwise {
  public:
    explicit NamedOtherwise(ledger::Database& database) : database_(database) {}

    // What left: the oldest of its amount that no line shows yet; one that was rejected or recalled
    // only where no other fits. What came back: the newest of its amount that left in the two
    // months before, or where the bank says that it is a return, the newest that is no smaller; one
    // that was due on a later day only where no other fits. Of less, nobody knows whether a payee's
    // refund is a return: a scheme's reference is the same each month. No payment leaves twice, and
    // of none more comes back than it paid. To be asked in the order of the days. 0: none.
    [[nodiscard]] std::int64_t payment_of(const BankLine& line);

  private:
    struct Candidate {
        std::int64_t payment = 0;
        ledger::Date entry_on{};
        bool may_leave = false;  // no line shows it yet
        bool is_voided = false;
        std::int64_t words = 0;
        std::int64_t person = 0;
        std::string sealed{};
        std::optional<std::string> reference{};  // opened when it is first looked at
    };
    // By what each pays; of one amount, the oldest first.
    using Candidates = std::multimap<ledger::Money, Candidate>;

    Candidates& of_account(std::int64_t bank_account);
    [[nodiscard]] bool is_named(Candidate& candidate, const BankLine& line);
    [[nodiscard]] std::int64_t that_left(Candidates& candidates, const BankLine& line);
    [[nodiscard]] std::int64_t that_came_back(Candidates& candidates, const BankLine& line);

    ledger::Database& database_;
    std::map<std::int64_t, Candidates> by_account_;
    std::set<std::int64_t> left_;                      // by lines of this import
    std::map<std::int64_t, ledger::Money> came_back_;  // as well, so much of each
};

}  // namespace almoner::scheduler
