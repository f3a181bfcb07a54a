// A local policy as its TOML file says it: keys and plain values, not yet judged by any rule.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace almoner::gateway {

struct PolicyValue {
    std::string key{};  // "surplus.threshold-weeks"
    std::variant<bool, std::int64_t, std::string> value{};
    std::int64_t line = 0;
};

struct PolicyGuarantee {
    ledger::Date from_on{};
    std::string group{};
    ledger::Money weekly{};
};

struct PolicyText {
    std::string version{};
    std::string body{};
    ledger::Date from_on{};
    std::vector<PolicyValue> values{};
    std::vector<PolicyGuarantee> guarantees{};  // [[income-guarantee]]
};

// Refused: policy-unreadable (no TOML), policy-from-missing, policy-value-kind (a fraction, a list,
// a date where none belongs), policy-guarantee.
[[nodiscard]] ledger::Outcome<PolicyText> read_policy(std::string_view toml);

}  // namespace almoner::gateway
