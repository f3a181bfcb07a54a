// Hours, numbers and names as the papers of payroll say them.
#pragma once

#include "gateway/payroll_documents/payslip.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::gateway {

[[nodiscard]] std::string hours_words(std::int64_t hundredths);  // "80", "7.5", "0.25"
[[nodiscard]] std::string tenths_words(std::int64_t tenths);     // "12", "-0.5"
[[nodiscard]] std::string nino_words(const std::string& nino);   // "HJ 12 34 56 B", "not known yet"
[[nodiscard]] std::vector<std::string> named_and_addressed(const PayrollParties& parties);

}  // namespace almoner::gateway
