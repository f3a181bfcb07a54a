// Numbers that fit their check digits and belong to nobody, each given out once.
#pragma once

#include "gateway/area/area_rows.h"
#include "ledger/people/nhs_number.h"

#include <cstdint>
#include <string>

namespace almoner::ops::demo {

// Of the range from 999 000 0000 on, which is kept for tests. Enough for 900,000 people.
class NhsNumbers {
  public:
    [[nodiscard]] ledger::NhsNumber next();

  private:
    std::uint32_t tried_ = 0;
};

// Account numbers under 08-99-99, the sort code of an example in Vocalink's specification, that fit
// its modulus check: the tables' line for 089000 to 089999 is MOD10 with the weights 7 1 3 7 1 3
// 7 1.
class AccountNumbers {
  public:
    explicit AccountNumbers(std::uint64_t seed);
    [[nodiscard]] gateway::AccountDetails next(std::string name);

  private:
    std::uint64_t at_ = 0;
};

}  // namespace almoner::ops::demo
