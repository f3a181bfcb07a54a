// The messages that the engine answers with.
#pragma once

#include "ops/hmrc_stand_in/submission.h"

#include <string>
#include <string_view>
#include <vector>

namespace almoner::ops::hmrc_stand_in {

struct ErrorWords {
    std::string_view raised_by{};
    std::string_view number{};
    std::string_view type{};
    std::string_view text{};
    std::string_view location{};
};

struct EndPoint {
    std::string url{};
    int poll_after_s = 0;
};

// What HMRC finds of a National Insurance number that it is asked about.
struct NumberAnswer {
    std::string result{};  // "verified", "corrected", "unknown"
    std::string nino{};    // the right one, where it says
};

struct HeldLine {
    std::string correlation_id{};
    std::string transaction_id{};
};

[[nodiscard]] std::string acknowledgement(const Envelope& asked,
                                          const std::string& correlation_id,
                                          const EndPoint& ask_at);
// `numbers`: of a NINO verification request, number_words() of each employee.
[[nodiscard]] std::string accepted_words(const Envelope& asked,
                                         const std::string& correlation_id,
                                         const std::string& numbers);
// Of our own making: HMRC's form of this answer is not known here.
[[nodiscard]] std::string number_words(const std::string& pay_id, const NumberAnswer& answer);
[[nodiscard]] std::string deleted_words(const Envelope& asked);
[[nodiscard]] std::string listed_words(const Envelope& asked, const std::vector<HeldLine>& held);
// By the engine itself.
[[nodiscard]] std::string engine_error(const Envelope& asked, const ErrorWords& error);
// By the department, in the body; the engine only says that there is one.
[[nodiscard]] std::string department_error(const Envelope& asked,
                                           const std::string& correlation_id,
                                           const ErrorWords& error);

}  // namespace almoner::ops::hmrc_stand_in
