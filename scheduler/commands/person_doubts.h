// Whether a person's details can be right beside those of everybody else.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace almoner::scheduler {

// The NHS numbers of everybody in the area, by whose they are now: their search marks, nothing is
// opened for it.
class NhsNumbers {
  public:
    explicit NhsNumbers(ledger::Database& database);

    // Somebody else who has this number; nothing for an empty one. Takes note of it as `person`'s.
    [[nodiscard]] std::optional<std::string> other_than(std::int64_t person,
                                                        const std::string& ref,
                                                        const std::string& digits);

  private:
    struct Owner {
        std::int64_t person = 0;
        std::string ref{};
    };
    ledger::Database& database_;
    std::map<std::string, Owner> owners_;
};

[[nodiscard]] bool is_born_by(const std::optional<ledger::Date>& birth, ledger::Date today);

}  // namespace almoner::scheduler
