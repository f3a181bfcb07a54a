// A rule as a row of a table: what it asks, where that comes from, and what is found when it fails.
#pragma once

#include "rules/engine/facts.h"
#include "rules/engine/kinds.h"
#include "rules/policy/policy.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::rules {

// What a rule looks at: one funding line of the event, and what all lines share.
struct Case {
    Event event{};
    const Facts& f;
    const LineFacts& line;
    const Policy& policy;
    ledger::Date on{};
};

struct Finding {
    std::string_view rule{};
    Effect effect = Effect::allow;
    std::string_view reason{};
    std::string words{};
    std::string_view next{};
    std::string_view citation{};
    std::optional<std::int64_t> notice_days{};
    std::optional<ledger::Date> due_on{};
    std::optional<Event> follows{};    // what the rule asks for beside the answer
    std::vector<std::string> needs{};  // the facts or the evidence that are wanted
    std::vector<Regime> regimes{};     // for whose lines it was found
    std::vector<std::string> lines{};  // their references, where they are known

    friend bool operator==(const Finding&, const Finding&) = default;
};

// One thing that must hold; `reason` is what it is called when it does not.
struct Condition {
    std::string_view reason{};
    Effect effect = Effect::block;
    std::string_view words{};
    std::string_view next{};
    Truth (*holds)(const Case& c) = nullptr;
    std::optional<Event> follows{};
    // Days, dates and workings of the case at hand.
    void (*detail)(const Case& c, Finding& finding) = nullptr;
};

// The parameters that a rule reads, at most six.
class Parameters {
  public:
    template <class... Each>
    constexpr Parameters(Each... each)  // NOLINT(google-explicit-constructor)
        : list_{each...}, size_(sizeof...(each)) {}
    [[nodiscard]] constexpr std::span<const Parameter> all() const { return {list_.data(), size_}; }

  private:
    std::array<Parameter, 6> list_{};
    std::size_t size_ = 0;
};

struct Rule {
    std::string_view id{};
    Mark mark = Mark::law;
    std::string_view asks{};
    std::string_view citation{};
    Regimes regimes{};
    Events events{};
    Parameters parameters{};
    std::span<const Condition> conditions{};
};

}  // namespace almoner::rules
