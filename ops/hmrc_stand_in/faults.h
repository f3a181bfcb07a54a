// What goes wrong at HMRC on demand.
#pragma once

#include "ledger/values/outcome.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace almoner::ops::hmrc_stand_in {

enum class Fault : std::uint8_t {
    outage,       // 503, nothing taken
    lost_answer,  // the submission is taken and 503 comes back
    slow,         // a poll is told to wait once more
    reject,       // the department turns the submission down, for its first employee
    forget,       // the engine forgets what it had acknowledged
    recoverable,  // an error that asks for the same again later
    garbage,      // an answer that is no XML
};
inline constexpr std::size_t fault_kinds = 7;

struct FaultCount {
    Fault fault{};
    std::uint32_t count = 0;
};

// "outage:3", "lost-answer:1", ...; refused with fault-form.
[[nodiscard]] ledger::Outcome<FaultCount> parse_fault(std::string_view text);

// How often each is still to happen.
class FaultPlan {
  public:
    void add(FaultCount fault) { left_[index(fault.fault)] += fault.count; }
    [[nodiscard]] bool take(Fault fault) {
        std::uint32_t& left = left_[index(fault)];
        if (left == 0) return false;
        --left;
        return true;
    }

  private:
    static std::size_t index(Fault fault) { return static_cast<std::size_t>(fault); }
    std::array<std::uint32_t, fault_kinds> left_{};
};

}  // namespace almoner::ops::hmrc_stand_in
