// Reads the fields of a command one after another and keeps the first refusal.
#pragma once

#include "scheduler/commands/command.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// A value that was refused comes back empty: look at accepted() before anything is written.
class FieldReading {
  public:
    explicit FieldReading(const Fields& fields) : fields_(fields) {}

    [[nodiscard]] bool has(const std::string& name) const { return fields_.has(name); }
    std::string needed(const std::string& name);
    std::string reference(const std::string& name);
    std::string words(const std::string& name, std::size_t most);  // "" when absent
    ledger::Date date(const std::string& name);
    ledger::Date date_or(const std::string& name, ledger::Date otherwise);
    std::optional<ledger::Date> maybe_date(const std::string& name);
    ledger::Money money(const std::string& name);  // refused below zero and above a million pounds
    std::int64_t number(const std::string& name);

    // A name of a closed list, which `list` names for the refusal.
    template <class Value>
    Value named(const std::string& name,
                std::optional<Value> (*value_named)(std::string_view),
                std::string_view list) {
        const std::string text = needed(name);
        const std::optional<Value> value = value_named(text);
        if (!value)
            refuse("not-in-the-list",
                   "This is none of: " + std::string(list) + ".",
                   "Write one of those.",
                   name);
        return value.value_or(Value{});
    }

    void refuse(std::string_view code,
                std::string_view words,
                std::string_view next,
                const std::string& field);
    void refuse(ledger::Refusal refusal);
    [[nodiscard]] bool accepted() const { return !refusal_.has_value(); }
    [[nodiscard]] const ledger::Refusal& refusal() const { return *refusal_; }

  private:
    template <class Value>
    Value take(const ledger::Outcome<Value>& outcome, const std::string& name);

    const Fields& fields_;
    std::optional<ledger::Refusal> refusal_{};
};

[[nodiscard]] ledger::Refusal refused_in(const std::string& field,
                                         std::string_view code,
                                         std::string_view words,
                                         std::string_view next);

// The document that the field names. Refused: evidence-missing (when it is needed),
// evidence-unknown, evidence-of-another-person.
[[nodiscard]] ledger::Outcome<std::optional<std::int64_t>> evidence_named(const Asked& asked,
                                                                          std::int64_t person,
                                                                          bool is_needed);

// That it is there and about this person. Refused, with evidence as field: evidence-unknown,
// evidence-of-another-person, evidence-about-nobody.
[[nodiscard]] ledger::Outcome<ledger::Done> evidence_numbered(const Asked& asked,
                                                              std::int64_t id,
                                                              std::int64_t person);

// Something for a person to decide, due in two weeks. What tells of somebody is a row of
// private_text.
void open_task(ledger::Work& work,
               std::string_view kind,
               std::string_view subject,
               std::string_view words,
               std::optional<std::int64_t> words_private = std::nullopt);

}  // namespace almoner::scheduler
