#include "ledger/bank_details/modulus_table.h"

#include <algorithm>
#include <charconv>

namespace almoner::ledger {
namespace {

Refusal refuse_line(const char* code, std::size_t line, const std::string& what) {
    return {code,
            "Line " + std::to_string(line) + " of the modulus table " + what,
            "Load the files as Vocalink publishes them, unchanged.",
            {},
            "Vocalink, Validating account numbers 2.3"};
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

std::vector<std::string_view> fields_of(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at < line.size();) {
        while (at < line.size() && is_space(line[at])) ++at;
        const std::size_t start = at;
        while (at < line.size() && !is_space(line[at])) ++at;
        // A line of more fields than any we know is wrong however it goes on.
        if (at > start && fields.size() < 20) fields.push_back(line.substr(start, at - start));
    }
    return fields;
}

// Calls `each(line number, fields)` until it refuses; blank lines and a Ctrl-Z at the end are
// passed over.
template <class Each>
std::optional<Refusal> for_each_line(std::string_view text, const Each& each) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto fields = fields_of(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (fields.empty() || fields[0] == "\x1A") continue;
        if (auto refusal = each(number, fields)) return refusal;
    }
    return std::nullopt;
}

std::optional<int> number_in(std::string_view text, int least, int most) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

std::optional<ModulusMethod> method_named(std::string_view name) {
    if (name == "MOD10") return ModulusMethod::mod10;
    if (name == "MOD11") return ModulusMethod::mod11;
    if (name == "DBLAL") return ModulusMethod::double_alternate;
    return std::nullopt;
}

struct WeightLine {
    SortCode first;
    SortCode last;
    ModulusRule rule;
};

constexpr std::size_t weights_from = 3;
constexpr std::size_t exception_at = 17;
constexpr int last_exception = 14;

// The line without its exception; nothing when it is not one.
std::optional<WeightLine> weight_line(const std::vector<std::string_view>& fields) {
    if (fields.size() != exception_at && fields.size() != exception_at + 1) return std::nullopt;
    const auto first = SortCode::parse(fields[0]);
    const auto last = SortCode::parse(fields[1]);
    const auto method = method_named(fields[2]);
    if (!first || !last || !method || *last < *first) return std::nullopt;
    WeightLine line{.first = *first, .last = *last, .rule = {.method = *method}};
    for (std::size_t i = 0; i < line.rule.weights.size(); ++i) {
        const auto weight = number_in(fields[weights_from + i], -999, 999);
        if (!weight) return std::nullopt;
        line.rule.weights[i] = static_cast<std::int16_t>(*weight);
    }
    return line;
}

}  // namespace

class ModulusTableBuilder {
  public:
    std::optional<Refusal> add_weights(std::size_t number,
                                       const std::vector<std::string_view>& fields) {
        auto line = weight_line(fields);
        if (!line) return refuse_line("modulus-table-line", number, "can't be read.");
        if (fields.size() > exception_at) {
            const auto exception = number_in(fields[exception_at], 1, last_exception);
            if (!exception) {
                return refuse_line("modulus-table-exception",
                                   number,
                                   "has an exception that this program does not know.");
            }
            line->rule.exception = *exception;
        }
        return place(number, *line);
    }

    std::optional<Refusal> add_substitution(std::size_t number,
                                            const std::vector<std::string_view>& fields) {
        const auto from = fields.size() == 2 ? SortCode::parse(fields[0]) : std::nullopt;
        const auto to = fields.size() == 2 ? SortCode::parse(fields[1]) : std::nullopt;
        if (!from || !to) {
            return refuse_line(
                "modulus-substitution-line", number, "of substitutions can't be read.");
        }
        table_.substitutions_.emplace_back(*from, *to);
        return std::nullopt;
    }

    Outcome<ModulusTable> finish(ModulusEdition edition) {
        if (table_.ranges_.empty()) {
            return Refusal{"modulus-table-empty",
                           "The modulus table has no lines.",
                           "Load the weight table as Vocalink publishes it.",
                           {},
                           {}};
        }
        std::ranges::sort(table_.substitutions_);
        table_.edition_ = std::move(edition);
        return std::move(table_);
    }

  private:
    // The published table is in order of sort code, and two lines for a range are the same range.
    std::optional<Refusal> place(std::size_t number, const WeightLine& line) {
        auto& ranges = table_.ranges_;
        const bool second = !ranges.empty() && ranges.back().first == line.first &&
                            ranges.back().last == line.last && ranges.back().count == 1;
        if (second) {
            ++ranges.back().count;
        } else if (!ranges.empty() && line.first <= ranges.back().last) {
            return refuse_line("modulus-table-overlap",
                               number,
                               "is out of order, or gives a sort code a third rule.");
        } else {
            ranges.push_back({line.first, line.last, table_.rules_.size(), 1});
        }
        table_.rules_.push_back(line.rule);
        ++table_.lines_;
        return std::nullopt;
    }

    ModulusTable table_;
};

Outcome<ModulusTable> ModulusTable::parse(std::string_view weights,
                                          std::string_view substitutions,
                                          ModulusEdition edition) {
    ModulusTableBuilder builder;
    auto refusal = for_each_line(weights, [&](std::size_t number, const auto& fields) {
        return builder.add_weights(number, fields);
    });
    if (!refusal) {
        refusal = for_each_line(substitutions, [&](std::size_t number, const auto& fields) {
            return builder.add_substitution(number, fields);
        });
    }
    if (refusal) return *refusal;
    return builder.finish(std::move(edition));
}

std::span<const ModulusRule> ModulusTable::rules_for(const SortCode& code) const {
    const auto after = std::ranges::upper_bound(ranges_, code, {}, &Range::first);
    if (after == ranges_.begin()) return {};
    const Range& range = *std::prev(after);
    if (range.last < code) return {};
    return std::span(rules_).subspan(range.rule, range.count);
}

std::optional<SortCode> ModulusTable::substitute_for(const SortCode& code) const {
    const auto found =
        std::ranges::lower_bound(substitutions_, code, {}, &std::pair<SortCode, SortCode>::first);
    if (found == substitutions_.end() || found->first != code) return std::nullopt;
    return found->second;
}

}  // namespace almoner::ledger
