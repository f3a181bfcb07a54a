// Where a command finds the file of payroll rates that the program carries.
#pragma once

#include "rules/payroll/rate_book.h"
#include "scheduler/commands/command.h"

#include <string>

namespace almoner::scheduler {

// Among the settings; no area can set this name.
inline constexpr const char* program_rates = "program.payroll-rates";

[[nodiscard]] inline std::string rates_file(const Surroundings& around) {
    return around.setting(program_rates, "");
}

// Refused: what the file's parser refuses.
[[nodiscard]] inline ledger::Outcome<rules::RateBook> rates_of_program(const Surroundings& around) {
    return rules::RateBook::parse(rates_file(around));
}

}  // namespace almoner::scheduler
