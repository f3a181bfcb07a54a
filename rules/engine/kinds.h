// The closed lists of the rules: regimes, events, effects and the marks of where a rule comes from.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::rules {

// Under whose law a funding line stands.
enum class Regime : std::uint8_t { nhs, asc, sen, chd };
inline constexpr std::array all_regimes{Regime::nhs, Regime::asc, Regime::sen, Regime::chd};
constexpr auto names_of(Regime /*list*/) {
    return std::array<std::string_view, 4>{"nhs", "asc", "sen", "chd"};
}

// The 21 events of the catalogue, then those that its rows name beside them.
enum class Event : std::uint8_t {
    offer,
    approve_plan,
    activate,
    change_payee,
    schedule,
    release,
    emergency,
    pay_supplier,
    pay_payroll,
    card_txn,
    reduce,
    offset,
    reclaim,
    notice,
    suspend,
    stop,
    death,
    move,
    review,
    share_data,
    publish,
    refuse,
    capacity_change,
    transition,
    nomination_change,
    build_budget,
    report,
    card_setup,
    go_live,
    nightly,
    close_review,
    request,
    monitor,
    increase,
    enforce,
    absence,
    change_option,
    post,
    assess,
    contact,
    purge,
    await_payment,
};
inline constexpr std::size_t events_of_catalogue = 21;
constexpr auto names_of(Event /*list*/) {
    return std::array<std::string_view, 42>{"offer",
                                            "approve-plan",
                                            "activate",
                                            "change-payee",
                                            "schedule",
                                            "release",
                                            "emergency",
                                            "pay-supplier",
                                            "pay-payroll",
                                            "card-txn",
                                            "reduce",
                                            "offset",
                                            "reclaim",
                                            "notice",
                                            "suspend",
                                            "stop",
                                            "death",
                                            "move",
                                            "review",
                                            "share-data",
                                            "publish",
                                            "refuse",
                                            "capacity-change",
                                            "transition",
                                            "nomination-change",
                                            "build-budget",
                                            "report",
                                            "card-setup",
                                            "go-live",
                                            "nightly",
                                            "close-review",
                                            "request",
                                            "monitor",
                                            "increase",
                                            "enforce",
                                            "absence",
                                            "change-option",
                                            "post",
                                            "assess",
                                            "contact",
                                            "purge",
                                            "await-payment"};
}

// From the mildest to the worst: the worst of all findings wins.
enum class Effect : std::uint8_t { allow, warn, need_notice, need_review, need_evidence, block };
constexpr auto names_of(Effect /*list*/) {
    return std::array<std::string_view, 6>{
        "allow", "warn", "need-notice", "need-review", "need-evidence", "block"};
}

// How strong the source is.
enum class Mark : std::uint8_t { law, guidance, seed, local, constructed, memory };
constexpr auto names_of(Mark /*list*/) {
    return std::array<std::string_view, 6>{
        "law", "guidance", "guide", "local policy", "constructed", "memory, unverified"};
}

// The name of a value of a closed list whose enumerators count from 0.
template <class List>
[[nodiscard]] constexpr std::string_view name_of_value(List value) {
    return names_of(value)[static_cast<std::size_t>(value)];
}
template <class List>
[[nodiscard]] constexpr std::optional<List> value_named(std::string_view name) {
    constexpr auto names = names_of(List{});
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<List>(i);
    }
    return std::nullopt;
}

// Some values of a closed list of at most 64.
template <class List>
class SetOf {
  public:
    constexpr SetOf() = default;
    template <class... Values>
    constexpr SetOf(List first, Values... rest)  // NOLINT(google-explicit-constructor)
        : bits_(bit(first)) {
        ((bits_ |= bit(rest)), ...);
    }
    [[nodiscard]] static constexpr SetOf all() {
        SetOf set;
        set.bits_ = (std::uint64_t{1} << names_of(List{}).size()) - 1;
        return set;
    }
    constexpr void add(List value) { bits_ |= bit(value); }
    [[nodiscard]] constexpr bool holds(List value) const { return (bits_ & bit(value)) != 0; }
    friend constexpr bool operator==(const SetOf&, const SetOf&) = default;

  private:
    static constexpr std::uint64_t bit(List value) {
        return std::uint64_t{1} << static_cast<unsigned>(value);
    }
    std::uint64_t bits_ = 0;
};
using Events = SetOf<Event>;
using Regimes = SetOf<Regime>;
inline constexpr Regimes every_regime = Regimes::all();

}  // namespace almoner::rules
