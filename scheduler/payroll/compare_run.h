// A run's slips beside what the old provider paid the same jobs that day: what differs, and why.
#pragma once

#include "ledger/records/payroll_run.h"
#include "ledger/values/money.h"
#include "scheduler/payroll/old_figures.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

struct FigureApart {
    std::string_view column{};  // of old_figure_list
    ledger::Money here{};
    ledger::Money there{};
};

// A code for programs, and a sentence for a person.
struct WhyApart {
    std::string code{};
    std::string words{};
};

enum class BesideOld : std::uint8_t { equal, different, only_here, only_there };
[[nodiscard]] std::string_view name_of(BesideOld standing);

struct ComparedJob {
    BesideOld standing = BesideOld::equal;
    std::string employment{};
    std::int64_t employer = 0;  // 0: a job that the books don't know, or that is not to be seen
    std::int64_t slip = 0;      // 0: none here
    std::size_t row = 0;        // of the file; 0: none there
    std::vector<FigureApart> apart{};
    std::vector<WhyApart> why{};
};

struct ComparedSum {
    std::string_view column{};
    ledger::Money here{};
    ledger::Money there{};
};

struct Comparison {
    std::vector<ComparedJob> jobs{};  // slips of the run in their order, then rows of the file
    // Of what both have, by column, in the order of the list; none where no row gives the figure.
    std::vector<ComparedSum> sums{};
    std::vector<std::string_view> not_given{};  // columns that no row of the file gives

    [[nodiscard]] bool is_equal() const;
    [[nodiscard]] std::size_t count(BesideOld standing) const;
};

// `sees`: whether whoever asks may see an employer; a job of another is as one that is not known.
[[nodiscard]] Comparison compare_run(ledger::Database& database,
                                     const ledger::PayrollRun& run,
                                     std::span<const OldRow> rows,
                                     const std::function<bool(std::int64_t employer)>& sees);

}  // namespace almoner::scheduler
