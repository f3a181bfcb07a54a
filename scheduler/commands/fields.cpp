#include "gateway/csv/cells.h"
#include "scheduler/commands/command.h"

#include <cstddef>
#include <utility>

namespace almoner::scheduler {
namespace {

constexpr std::size_t largest_number = 1'000'000'000'000'000;

// The value that a cell reader makes of a field; its refusal names the field.
template <class Read>
auto read_field(const Fields& fields, const std::string& name, Read read)
    -> decltype(read(std::string_view{})) {
    const ledger::Outcome<std::string> text = fields.need(name);
    if (!text.accepted()) return text.refusal();
    auto value = read(std::string_view(text.value()));
    if (value.accepted()) return value;
    ledger::Refusal refusal = value.refusal();
    refusal.field = name;
    return refusal;
}

}  // namespace

bool Fields::has(const std::string& name) const {
    const auto found = values_.find(name);
    return found != values_.end() && !found->second.empty();
}

std::string Fields::text(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string{} : found->second;
}

ledger::Outcome<std::string> Fields::need(const std::string& name) const {
    if (has(name)) return text(name);
    return ledger::Refusal{.code = "field-missing",
                           .words = "The " + name + " is missing.",
                           .next = "Give it and ask again.",
                           .field = name,
                           .citation = {}};
}

ledger::Outcome<ledger::Date> Fields::date(const std::string& name) const {
    return read_field(*this, name, gateway::read_date);
}

ledger::Outcome<ledger::Money> Fields::money(const std::string& name) const {
    return read_field(*this, name, gateway::read_money);
}

ledger::Outcome<std::int64_t> Fields::number(const std::string& name) const {
    return read_field(*this, name, [](std::string_view cell) -> ledger::Outcome<std::int64_t> {
        const auto number = gateway::read_whole_number(cell, largest_number);
        if (!number.accepted()) return number.refusal();
        return static_cast<std::int64_t>(number.value());
    });
}

std::string Surroundings::setting(const std::string& name, std::string_view otherwise) const {
    const auto found = settings.find(name);
    return found == settings.end() ? std::string(otherwise) : found->second;
}

}  // namespace almoner::scheduler
