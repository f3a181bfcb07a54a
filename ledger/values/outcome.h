// The answer to "may this happen?": the thing asked for, or the reason it was refused.
#pragma once

#include "ledger/values/invariant.h"

#include <string>
#include <utility>
#include <variant>

namespace almoner::ledger {

// Something that was expected to be possible and that the asker can mend. `code` is stable and in
// kebab-case; the words are for a person and hold no name, NHS number or bank detail.
struct Refusal {
    std::string code;
    std::string words;     // what is wrong
    std::string next;      // what to do about it
    std::string field;     // which input, empty when none
    std::string citation;  // the regulation or guide, empty when none

    friend bool operator==(const Refusal&, const Refusal&) = default;
};

struct Done {};

template <class T>
class [[nodiscard]] Outcome {
  public:
    Outcome(T value) : held_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
    Outcome(Refusal refusal) : held_(std::move(refusal)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool accepted() const { return held_.index() == 0; }
    [[nodiscard]] const T& value() const& { return get<0>(); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(held_)); }
    [[nodiscard]] const Refusal& refusal() const { return get<1>(); }

  private:
    template <std::size_t I>
    const auto& get() const {
        if (held_.index() != I) throw InvariantBroken("outcome read the wrong way");
        return std::get<I>(held_);
    }
    std::variant<T, Refusal> held_;
};

}  // namespace almoner::ledger
