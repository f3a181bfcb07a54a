#include "rules/engine/fact_list.h"

#include "rules/engine/kinds.h"

#include <utility>

namespace almoner::rules {
namespace {

template <class List>
struct Names {
    static constexpr auto list = names_of(List{});
};

template <class List>
bool choose(void* at, std::string_view name) {
    const auto value = value_named<List>(name);
    if (value) *static_cast<Fact<List>*>(at) = *value;
    return value.has_value();
}

template <class List>
std::string_view chosen(const void* at) {
    const auto& fact = *static_cast<const Fact<List>*>(at);
    return fact.value ? name_of_value(*fact.value) : std::string_view{};
}

void give_kind(const Fact<bool>& /*fact*/, FactSlot& slot) {
    slot.kind = FactKind::flag;
}
void give_kind(const Fact<std::int64_t>& /*fact*/, FactSlot& slot) {
    slot.kind = FactKind::number;
}
void give_kind(const Fact<ledger::Money>& /*fact*/, FactSlot& slot) {
    slot.kind = FactKind::money;
}
void give_kind(const Fact<ledger::Date>& /*fact*/, FactSlot& slot) {
    slot.kind = FactKind::date;
}
void give_kind(const Fact<Evidence>& /*fact*/, FactSlot& slot) {
    slot.kind = FactKind::evidence;
}
void give_kind(const Fact<std::string>& /*fact*/, FactSlot& slot) {
    slot.kind = FactKind::text;
}
template <class List>
void give_kind(const Fact<List>& /*fact*/, FactSlot& slot) {
    slot.kind = FactKind::choice;
    slot.choices = Names<List>::list;
    slot.choose = choose<List>;
    slot.chosen = chosen<List>;
}

struct Listing {
    std::vector<FactSlot>& slots;
    std::string prefix;

    template <class T>
    void operator()(std::string_view name, const Fact<T>& fact, std::string_view words) const {
        FactSlot slot{.name = prefix + std::string(name), .words = words, .at = &fact};
        give_kind(fact, slot);
        slot.is_known = [](const void* at) {
            return static_cast<const Fact<T>*>(at)->value.has_value();
        };
        slot.forget = [](void* place) { static_cast<Fact<T>*>(place)->value.reset(); };
        slots.push_back(std::move(slot));
    }
};

}  // namespace

std::vector<FactSlot> slots_of(const Facts& facts) {
    std::vector<FactSlot> slots;
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
        LineFacts::describe(facts.lines[i], Listing{slots, "lines[" + std::to_string(i) + "]."});
    }
    Facts::each_group(facts, [&slots](std::string_view name, const auto& group) {
        group.describe(group, Listing{slots, std::string(name) + "."});
    });
    return slots;
}

std::vector<FactSlot> slots_of(Facts& facts) {
    std::vector<FactSlot> slots = slots_of(std::as_const(facts));
    for (FactSlot& slot : slots)
        slot.place = const_cast<void*>(slot.at);  // NOLINT: facts may change
    return slots;
}

}  // namespace almoner::rules
