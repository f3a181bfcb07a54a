// The operator's table of which sum a sort code's account numbers must fit, with its version and
// date.
#pragma once

#include "ledger/bank_details/sort_code.h"
#include "ledger/calendar/date.h"
#include "ledger/values/outcome.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace almoner::ledger {

enum class ModulusMethod : std::uint8_t { mod10, mod11, double_alternate };

// One line of the weight table (Vocalink "Validating account numbers" 2.3.2): u v w x y z are the
// digits of the sort code, a to h those of the account number, and there is a weight for each.
struct ModulusRule {
    ModulusMethod method{};
    std::array<std::int16_t, 14> weights{};
    int exception = 0;  // 1 to 14, 0 for none
};

// What the operator says about the files; the files do not say it themselves.
struct ModulusEdition {
    std::string version;  // "8.50"
    Date valid_from;
};

class ModulusTable {
  public:
    // Fields split on white space; 17 or 18 to a line of the weight table, 2 to a line of the
    // substitution table. Refused with the line: `modulus-table-empty`, `modulus-table-line`,
    // `modulus-table-exception` (one that we do not know), `modulus-table-overlap` (a third rule
    // for one sort code), `modulus-substitution-line`.
    static Outcome<ModulusTable> parse(std::string_view weights,
                                       std::string_view substitutions,
                                       ModulusEdition edition);

    // The one or two rules for a sort code in the table's order; empty when it is in no range.
    [[nodiscard]] std::span<const ModulusRule> rules_for(const SortCode& code) const;
    // Exception 5: the sort code to check instead, if the substitution table has one.
    [[nodiscard]] std::optional<SortCode> substitute_for(const SortCode& code) const;

    [[nodiscard]] const ModulusEdition& edition() const { return edition_; }
    [[nodiscard]] std::size_t lines() const { return lines_; }

  private:
    // Ranges never overlap: two rules for one sort code stand next to each other in `rules_`.
    struct Range {
        SortCode first;
        SortCode last;
        std::size_t rule = 0;
        std::size_t count = 0;
    };
    friend class ModulusTableBuilder;

    ModulusEdition edition_;
    std::vector<Range> ranges_;
    std::vector<ModulusRule> rules_;
    std::vector<std::pair<SortCode, SortCode>> substitutions_;  // sorted
    std::size_t lines_ = 0;
};

}  // namespace almoner::ledger
