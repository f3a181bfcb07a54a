// A payroll that another bureau ran, taken over: its employers, assistants, jobs, rates and the
// year's figures, all of it or nothing.
#pragma once

#include "gateway/area/area_reading.h"
#include "ledger/records/employment.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/command.h"
#include "scheduler/payroll/employer_row.h"
#include "scheduler/payroll/row_cells.h"

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace almoner::scheduler {

inline constexpr std::array figures_columns{gateway::CsvColumn{"employment"},
                                            gateway::CsvColumn{"tax_year"},
                                            gateway::CsvColumn{"up_to"},
                                            gateway::CsvColumn{"gross"},
                                            gateway::CsvColumn{"taxable"},
                                            gateway::CsvColumn{"tax"},
                                            gateway::CsvColumn{"loan", false},
                                            gateway::CsvColumn{"postgraduate", false},
                                            gateway::CsvColumn{"pension_employee", false},
                                            gateway::CsvColumn{"pension_employer", false},
                                            gateway::CsvColumn{"statutory", false}};
inline constexpr std::array ni_columns{gateway::CsvColumn{"employment"},
                                       gateway::CsvColumn{"tax_year"},
                                       gateway::CsvColumn{"letter"},
                                       gateway::CsvColumn{"gross"},
                                       gateway::CsvColumn{"at_lel"},
                                       gateway::CsvColumn{"lel_to_pt"},
                                       gateway::CsvColumn{"pt_to_uel"},
                                       gateway::CsvColumn{"employee"},
                                       gateway::CsvColumn{"employer"}};
// Wages of one payday before the take-over: average earnings stand on them.
inline constexpr std::array wage_columns{
    gateway::CsvColumn{"employment"}, gateway::CsvColumn{"paid_on"}, gateway::CsvColumn{"gross"}};
// What was used of a year's Employment Allowance before the take-over.
inline constexpr std::array allowance_columns{
    gateway::CsvColumn{"employer"}, gateway::CsvColumn{"tax_year"}, gateway::CsvColumn{"used"}};
// What was recovered of a year's statutory pay before the take-over, by kind.
inline constexpr std::array recovered_columns{gateway::CsvColumn{"employer"},
                                              gateway::CsvColumn{"tax_year"},
                                              gateway::CsvColumn{"kind"},
                                              gateway::CsvColumn{"recovered"},
                                              gateway::CsvColumn{"compensation", false}};
// What the old provider says that a column adds up to; the column "rows" counts them.
inline constexpr std::array total_columns{
    gateway::CsvColumn{"file"}, gateway::CsvColumn{"column"}, gateway::CsvColumn{"total"}};

// The files of a folder: employers.csv, assistants.csv, employments.csv, rates.csv,
// year_to_date.csv, ni_to_date.csv, earlier_wages.csv, allowance.csv, recovered.csv, totals.csv;
// each may be left out, but the totals where there are figures. A row whose reference the books
// know is left as they have it.
class TakeOver {
  public:
    // `proposed_by`: who asked for it, where whoever asks now confirms it; 0: nobody before.
    explicit TakeOver(Asked& asked, std::int64_t proposed_by = 0);

    // Writes rows as it reads them: whoever asks takes everything back where there are errors.
    void take(const gateway::AreaBytes& files);
    // Writes nothing. Errors are those of the files where none of their rows is new; else a row may
    // name another that is not written.
    void look_at(const gateway::AreaBytes& files);
    [[nodiscard]] bool any_new() const;

    [[nodiscard]] const RowCells::Errors& errors() const { return errors_; }
    [[nodiscard]] Answer answer() const;

  private:
    struct Count {
        std::size_t fresh = 0;
        std::size_t known = 0;
        std::size_t waits = 0;  // they name a row that has errors
    };
    using Read = void (TakeOver::*)(RowCells&);

    void read_file(const gateway::AreaBytes& files,
                   std::string_view name,
                   std::span<const gateway::CsvColumn> columns,
                   Read read);
    void read_employer_row(RowCells& row);
    void read_assistant_row(RowCells& row);
    void read_employment_row(RowCells& row);
    void find_other_faults(RowCells& row);
    void read_rate_row(RowCells& row);
    void read_figures_row(RowCells& row);
    void read_ni_row(RowCells& row);
    void read_wage_row(RowCells& row);
    void read_allowance_row(RowCells& row);
    void read_recovered_row(RowCells& row);
    void read_total_row(RowCells& row);
    void check_totals_are_there(const gateway::AreaBytes& files);
    void store_account(RowCells& row, std::int64_t person, const ledger::BankDetails& bank);
    std::optional<ledger::Employment> job_of(RowCells& row);
    std::optional<std::int64_t> employer_of(RowCells& row);
    std::optional<std::int64_t> year_of(RowCells& row);
    ledger::Money summed(RowCells& row, std::string_view column, bool may_be_below_zero = false);
    // Whether the row's reference is known already, or waits for another row.
    bool is_known_or_bad(RowCells& row, std::string_view column, bool is_known);
    [[nodiscard]] bool names_bad(RowCells& row, std::string_view column) const;
    Count& count() { return counts_[file_]; }
    // Counts a new row: whether it is to be written.
    bool writes() {
        ++count().fresh;
        return !only_looks_;
    }
    // Who is named where a record names one: whoever confirms stands in the journal.
    [[nodiscard]] std::int64_t brought_by() const {
        return proposed_by_ != 0 ? proposed_by_ : asked_.actor.number;
    }

    Asked& asked_;
    std::int64_t proposed_by_ = 0;
    bool only_looks_ = false;
    KnownSchemes schemes_;
    RowCells::Errors errors_{};
    std::string file_{};
    std::map<std::string, Count> counts_{};
    std::set<std::pair<std::string, std::string>> bad_{};  // a column and a reference
    std::map<std::pair<std::string, std::string>, ledger::Money> sums_{};  // of a file's column
    std::map<std::string, std::size_t> rows_{};
    std::set<std::pair<std::string, std::string>> totals_{};  // that were given
};

}  // namespace almoner::scheduler
