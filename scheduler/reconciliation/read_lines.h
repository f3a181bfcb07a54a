// The lines of a bank's file as they are read one by one: of each only what is posted is kept.
#pragma once

#include "gateway/statement/statement.h"
#include "ledger/calendar/date.h"
#include "scheduler/reconciliation/bank_line.h"
#include "scheduler/reconciliation/line_identity.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct ReadLine {
    Fingerprint fingerprint{};
    std::uint32_t place = 0;  // in its statement, from 1
    bool booked = true;
    std::optional<ledger::Date> value_on{};
    BankLine line{};               // its id and account come when it is stored
    std::string bank_reference{};  // where it names a payment of ours, else:
    std::string raw{};             // whose it is will be found out from its words

    [[nodiscard]] bool posts() const { return booked && !line.amount.is_zero(); }
};

struct ReadStatement {
    std::vector<ReadLine> lines{};
    std::string foreign{};  // the first currency of a booked line that is not pounds
    std::optional<ledger::Date> first_day{};  // of its booked lines
    std::optional<ledger::Date> last_day{};
};

class ReadLines {
  public:
    // `last_payment` is the highest number that was given out.
    ReadLines(std::string salt, std::int64_t last_payment, ledger::Date today);

    // `statement` counts from 0, as in gateway::LineSink.
    void take(std::size_t statement, const gateway::StatementLine& line);
    [[nodiscard]] ReadStatement& of(std::size_t statement);

  private:
    [[nodiscard]] std::int64_t payment_of(const gateway::StatementLine& line) const;

    Fingerprints fingerprints_;
    std::int64_t last_payment_;
    ledger::Date today_;
    std::deque<ReadStatement> statements_;  // who has one keeps it while others come
};

// No currency says pounds.
[[nodiscard]] bool is_foreign(const std::string& currency);

}  // namespace almoner::scheduler
