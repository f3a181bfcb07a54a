// The local policy: the values of the parameters that hold from a day on, and what may not be
// loosened.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "rules/policy/parameters.h"

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace almoner::rules {

// The weekly income that an adult of a group keeps. Uprated each year, so never in the code: an
// area that has none given is asked for it (SI 2014/2672 reg 7).
struct IncomeGuarantee {
    ledger::Date from_on{};
    std::string group{};
    ledger::Money weekly{};

    friend bool operator==(const IncomeGuarantee&, const IncomeGuarantee&) = default;
};

// A value as a file gives it: yes or no, a whole number, or words.
using GivenValue = std::variant<bool, std::int64_t, std::string>;
struct Given {
    std::string key{};
    GivenValue value{};
    std::string where{};  // "line 12", for whoever mends it
};

struct GivenPolicy {
    std::string version{};
    std::string body{};
    ledger::Date from_on{};
    std::vector<Given> values{};
    std::vector<IncomeGuarantee> guarantees{};
};

struct PolicyMade;

class Policy {
  public:
    Policy();  // the defaults of the catalogue

    [[nodiscard]] const std::string& version() const { return version_; }
    [[nodiscard]] const std::string& body() const { return body_; }
    [[nodiscard]] ledger::Date from_on() const { return from_on_; }
    [[nodiscard]] std::int64_t number(Parameter parameter) const {
        return values_[static_cast<std::size_t>(parameter)];
    }
    [[nodiscard]] bool flag(Parameter parameter) const { return number(parameter) != 0; }
    [[nodiscard]] ledger::Money money(Parameter parameter) const {
        return ledger::Money::from_pence(number(parameter));
    }
    // The amount in force on the day; nothing when the policy does not give it.
    [[nodiscard]] std::optional<ledger::Money> income_guarantee(std::string_view group,
                                                                ledger::Date on) const;

    friend bool operator==(const Policy&, const Policy&) = default;

  private:
    friend PolicyMade make_policy(const GivenPolicy& given);
    std::string version_ = "defaults";
    std::string body_{};
    ledger::Date from_on_{};
    std::array<std::int64_t, parameter_count> values_{};
    std::vector<IncomeGuarantee> guarantees_{};
};

struct PolicyMade {
    Policy policy{};
    // Each with the key as its field: policy-key-unknown, policy-key-twice, policy-value-kind,
    // policy-value-range, policy-choice-unknown, policy-loosens, policy-version-missing. The policy
    // holds only what was right; one with problems is not to be used.
    std::vector<ledger::Refusal> problems{};
};
[[nodiscard]] PolicyMade make_policy(const GivenPolicy& given);

// The same values, each as near as its bounds let it be: a policy that was loaded stays readable
// when a bound becomes narrower.
[[nodiscard]] GivenPolicy within_bounds(GivenPolicy given);

struct PolicyChange {
    const ParameterRow* row = nullptr;
    std::int64_t before = 0;
    std::int64_t after = 0;
};
[[nodiscard]] std::vector<PolicyChange> changes(const Policy& before, const Policy& after);

// The latest of several policies that has begun by that day; the defaults before the first.
[[nodiscard]] Policy policy_on(const std::vector<Policy>& policies, ledger::Date on);

}  // namespace almoner::rules
