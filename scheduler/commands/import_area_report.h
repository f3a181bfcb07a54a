// What an import found and did, gathered while it runs and told at its end.
#pragma once

#include "gateway/area/area_files.h"
#include "gateway/area/area_reading.h"
#include "ledger/calendar/date.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// One field of one record that differs from the books.
struct Change {
    std::string_view field;
    std::string before;  // both empty where they are personal text
    std::string after;
    std::string never;  // why an import may not change it; empty where it may
};

// Compares what the books hold with what a file says, field by field.
class Changes {
  public:
    template <class Value>
    void see(std::string_view field, const Value& before, const Value& after) {
        if (before != after) found_.push_back({field, shown(before), shown(after), {}});
    }
    template <class Value>
    void see_personal(std::string_view field, const Value& before, const Value& after) {
        if (before != after) found_.push_back({field, {}, {}, {}});
    }
    // For what the money already posted depends on.
    template <class Value>
    void see_fixed(std::string_view field,
                   const Value& before,
                   const Value& after,
                   std::string_view why = "An import never moves it. Add a new row instead.") {
        if (before == after) return;
        found_.push_back({field, {}, {}, std::string(why)});
    }

    [[nodiscard]] bool none() const { return found_.empty(); }
    [[nodiscard]] bool may_be_applied() const;
    [[nodiscard]] const std::vector<Change>& found() const { return found_; }
    void forbid(std::string_view why);

  private:
    [[nodiscard]] static std::string shown(const std::string& text) { return text; }
    [[nodiscard]] static std::string shown(std::string_view text) { return std::string(text); }
    [[nodiscard]] static std::string shown(std::int64_t number) { return std::to_string(number); }
    [[nodiscard]] static std::string shown(ledger::Date day) { return day.iso(); }
    [[nodiscard]] static std::string shown(ledger::Money amount);  // "1234.50"
    template <class Value>
    [[nodiscard]] static std::string shown(const std::optional<Value>& value) {
        return value ? shown(*value) : std::string{};
    }

    std::vector<Change> found_;
};

struct Difference {
    gateway::AreaFile file{};
    std::string ref;
    Change change;
};

// Bank details of a known payee, waiting for another person.
struct ProposedPayee {
    std::string row;  // "agreements.csv row 7"
    std::int64_t payee_account = 0;
    std::int64_t proposal = 0;  // 0: not made, since this was only a look
};

struct FileCount {
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t different = 0;  // not applied
    std::size_t same = 0;
};

struct ImportReport {
    std::array<FileCount, gateway::all_area_files.size()> files{};
    std::vector<gateway::AreaFinding> errors;
    std::vector<gateway::AreaFinding> warnings;
    std::vector<Difference> differences;
    std::vector<ProposedPayee> proposals;

    [[nodiscard]] FileCount& count(gateway::AreaFile file) {
        return files.at(static_cast<std::size_t>(file));
    }
};

// As the command answers it; cells of personal columns are left out.
[[nodiscard]] std::string report_json(const ImportReport& report);

// The first findings in words, for a refusal.
[[nodiscard]] std::string first_findings(const std::vector<gateway::AreaFinding>& findings);

}  // namespace almoner::scheduler
