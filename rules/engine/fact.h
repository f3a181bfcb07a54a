// What is known of a case: each fact may be unknown, and what is worked out of facts says which
// were missing.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/engine/missing.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace almoner::rules {

template <class T>
struct Fact {
    std::optional<T> value{};

    Fact() = default;
    Fact(T known) : value(std::move(known)) {}  // NOLINT(google-explicit-constructor)
};

// An item of the evidence store. "Yes, we have it" is no evidence: who gave it, when, and its hash.
struct Evidence {
    std::int64_t item = 0;
    std::string given_by{};
    ledger::Date dated_on{};
    std::string sha256{};

    friend bool operator==(const Evidence&, const Evidence&) = default;
};
[[nodiscard]] bool is_complete(const Evidence& evidence);

template <class T>
struct Known {
    std::optional<T> value{};
    Missing missing{};
};
using Truth = Known<bool>;

template <class T>
Known<T> known(const T& plain) {
    return {plain, {}};
}
template <class T>
Known<T> known(const Fact<T>& fact) {
    if (fact.value) return {fact.value, {}};
    return {{}, {&fact}};
}
template <class T>
Known<T> known(const Known<T>& known_already) {
    return known_already;
}

// A function of facts: known when all of them are.
template <class Function, class... Parts>
auto worked_out(Function function, const Parts&... parts) {
    return [&](const auto&... found) {
        Known<decltype(function(*found.value...))> result;
        (result.missing.add(found.missing), ...);
        if (result.missing.empty()) result.value = function(*found.value...);
        return result;
    }(known(parts)...);
}

// One false part makes the whole false, whatever is unknown beside it.
template <class... Parts>
Truth all_of(const Parts&... parts) {
    Truth whole{true, {}};
    const auto take = [&whole](const Truth& part) {
        if (whole.value == false || part.value == true) return;
        if (part.value == false) {
            whole = {false, {}};
        } else {
            whole.value.reset();
            whole.missing.add(part.missing);
        }
    };
    (take(known(parts)), ...);
    return whole;
}
template <class Part>
Truth negated(const Part& part) {
    Truth turned = known(part);
    if (turned.value) turned.value = !*turned.value;
    return turned;
}
template <class... Parts>
Truth any_of(const Parts&... parts) {
    return negated(all_of(negated(parts)...));
}
// Nothing is asked of the second part where the first is false.
template <class When, class Then>
Truth implies(const When& when, const Then& then) {
    return any_of(negated(when), then);
}

template <class A, class B>
Truth at_least(const A& a, const B& b) {
    return worked_out([](const auto& x, const auto& y) { return x >= y; }, a, b);
}
template <class A, class B>
Truth at_most(const A& a, const B& b) {
    return at_least(b, a);
}
template <class A, class B>
Truth is(const A& a, const B& b) {
    return worked_out([](const auto& x, const auto& y) { return x == y; }, a, b);
}
template <class A, class... Bs>
Truth is_one_of(const A& a, const Bs&... bs) {
    return any_of(is(a, bs)...);
}
template <class A, class B>
auto sum_of(const A& a, const B& b) {
    return worked_out([](const auto& x, const auto& y) { return x + y; }, a, b);
}
template <class A, class B>
auto less(const A& a, const B& b) {
    return worked_out([](const auto& x, const auto& y) { return x - y; }, a, b);
}
inline Truth evidenced(const Fact<Evidence>& fact) {
    return worked_out([](const Evidence& evidence) { return is_complete(evidence); }, fact);
}

// What is not on record counts as missing: for what is only told, and asks for nothing.
inline Truth on_record(const Fact<Evidence>& fact) {
    Truth truth = evidenced(fact);
    return truth.value ? truth : Truth{false, {}};
}

using Flag = Fact<bool>;
using Number = Fact<std::int64_t>;
using Sum = Fact<ledger::Money>;
using Day = Fact<ledger::Date>;
using Proof = Fact<Evidence>;

}  // namespace almoner::rules
