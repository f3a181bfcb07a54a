// A small area for the tests of what is read: one NHS body, one council, and the postings that a
// test asks for, each as a command of its own.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"
#include "ledger/posting/owed.h"
#include "ledger/posting/payment.h"
#include "tests/support/test_area.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::tests {

// Pence.
[[nodiscard]] ledger::Money pence(std::int64_t amount);
[[nodiscard]] ledger::Date day(const char* iso);

class SmallArea {
  public:
    SmallArea();

    [[nodiscard]] ledger::Database& database() { return area_.database(); }
    [[nodiscard]] TestArea& area() { return area_; }

    // A person with one budget; the budget's number.
    std::int32_t person(const std::string& ref, const std::string& budget, ledger::Money kept = {});
    std::int64_t plan_line(std::int32_t budget, const std::string& ref, ledger::Option option);

    // On 22 November 2026 unless the detail says otherwise. The first transfer's id.
    std::int64_t choose(const ledger::Posting& posting, ledger::TransferDetail detail = {});
    std::int64_t happens(const ledger::Posting& posting, ledger::TransferDetail detail = {});
    void settle(std::int64_t first, std::int64_t count, ledger::Date on);
    void release(std::int64_t first, std::int64_t count);
    [[nodiscard]] std::int64_t last_seq() const { return last_seq_; }

    // Set aside and approved, both transfers of each share pending; settled where `on` is given.
    std::int64_t approved(const ledger::Payment& payment, ledger::TransferDetail detail = {});
    void paid(const ledger::Payment& payment, ledger::TransferDetail detail = {});

    [[nodiscard]] ledger::Share nhs(std::int64_t amount) const;
    [[nodiscard]] ledger::Share council(std::int64_t amount) const;
    [[nodiscard]] ledger::Share own(std::int64_t amount) const;
    [[nodiscard]] ledger::Payment payment(std::int32_t budget,
                                          ledger::Option option,
                                          const ledger::Shares& shares) const;

    std::int32_t nhs_body = 0;
    std::int32_t council_body = 0;
    std::int32_t nhs_bank = 0;
    std::int32_t council_bank = 0;

  private:
    std::int64_t run(const ledger::Handler& handler);
    TestArea area_;
    std::int64_t last_seq_ = 0;
};

}  // namespace almoner::tests
