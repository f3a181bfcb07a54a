#include "scheduler/payroll/code_row.h"

#include "ledger/records/in_force.h"
#include "rules/payroll/tax_code.h"
#include "scheduler/payroll/employment_row.h"

#include <algorithm>
#include <charconv>

namespace almoner::scheduler {
namespace {

using ledger::CodeNotice;
using ledger::Money;

// A notice that is dated much later than it counts is a slip of the year (constructed).
constexpr std::int32_t most_days_apart = 400;

bool is_same(const CodeNotice& a, const CodeNotice& b) {
    return a.employment == b.employment && a.kind == b.kind && a.dated_on == b.dated_on &&
           a.from_on == b.from_on && a.tax_code == b.tax_code && a.tax_basis == b.tax_basis &&
           a.previous_pay == b.previous_pay && a.previous_tax == b.previous_tax;
}

void set_money(RowCells& row, std::string_view column, std::optional<Money>& into) {
    if (!row.has(column)) return;
    Money amount;
    row.set_money(column, amount);
    into = amount;
}

void read_figures(RowCells& row, CodeNotice& notice) {
    set_money(row, "previous_pay", notice.previous_pay);
    set_money(row, "previous_tax", notice.previous_tax);
    if (notice.previous_pay.has_value() != notice.previous_tax.has_value()) {
        row.complain(notice.previous_pay ? "previous_tax" : "previous_pay",
                     "previous-half-told",
                     "A notice names earlier pay and tax together.",
                     "Fill in both, or leave both empty.");
    }
    if (notice.previous_pay && notice.kind != "P6" && !notice.kind.empty()) {
        row.complain("previous_pay",
                     "previous-without-p6",
                     "Only a P6 names earlier pay and tax.",
                     "Leave them out, or write P6.");
    }
}

void read_days(RowCells& row, CodeNotice& notice, const ledger::Employment& job) {
    if (row.need("dated_on")) row.set_day("dated_on", notice.dated_on);
    if (row.need("from_on")) row.set_day("from_on", notice.from_on);
    if (!row.is_good()) return;
    if (notice.from_on < job.start_on) {
        row.complain("from_on",
                     "before-start",
                     "The employment began on " + job.start_on.iso() + ".",
                     "Give that day or a later one.");
    } else if (notice.dated_on - notice.from_on > most_days_apart ||
               notice.from_on - notice.dated_on > most_days_apart) {
        row.complain("from_on",
                     "days-far-apart",
                     "The notice is dated more than a year from the day on which it counts.",
                     "Correct one of the two days.");
    }
}

std::optional<ledger::Employment> read_job(RowCells& row, ledger::Database& database) {
    std::string ref;
    if (row.need("employment")) row.set("employment", ref, gateway::read_reference);
    if (ref.empty()) return std::nullopt;
    auto job = ledger::employment_by_ref(database, ref, ledger::last_day_of_all);
    if (!job) {
        row.complain("employment",
                     "employment-unknown",
                     "There is no employment of this reference.",
                     "Look at 'almoner employer show EMPLOYER'.");
    }
    return job;
}

void read_notice(RowCells& row, ledger::Database& database, CodeReading& reading) {
    CodeNotice notice;
    const auto job = read_job(row, database);
    if (row.need("kind")) row.set_name("kind", notice.kind, ledger::code_notice_kinds);
    if (row.need("tax_code")) row.set("tax_code", notice.tax_code, read_tax_code);
    row.set("tax_basis", notice.tax_basis, read_tax_basis);
    row.set_number("evidence", notice.evidence);
    read_figures(row, notice);
    if (!job) return;
    notice.employment = job->number;
    read_days(row, notice, *job);
    if (!row.is_good()) return;
    const auto known = ledger::code_notices_of(database, job->number);
    const auto same = [&](const CodeNotice& each) { return is_same(each, notice); };
    if (std::ranges::any_of(known, same) || std::ranges::any_of(reading.notices, same)) {
        ++reading.known;
    } else {
        reading.notices.push_back(notice);
    }
}

}  // namespace

CodeReading read_code_fields(ledger::Database& database, const Fields& fields) {
    CodeReading reading;
    RowCells row({}, 0, cells_of(fields), reading.errors);
    read_notice(row, database, reading);
    return reading;
}

CodeReading read_code_file(ledger::Database& database,
                           const std::string& name,
                           std::string_view bytes) {
    CodeReading reading;
    read_rows(name, bytes, code_columns, reading.errors, [&](RowCells& row) {
        read_notice(row, database, reading);
    });
    std::ranges::stable_sort(reading.errors, {}, &gateway::AreaFinding::row);
    return reading;
}

std::string uplifted_code(const std::string& code, char letter, std::int64_t add) {
    const auto read = rules::parse_tax_code(code);
    if (!read.accepted() || read.value().kind != rules::TaxCodeKind::allowance) return {};
    if (read.value().number == 0 || code.back() != letter) return {};
    const std::size_t first = code.find_first_of("0123456789");
    const std::string raised =
        code.substr(0, first) + std::to_string(read.value().number + add) + letter;
    return rules::parse_tax_code(raised).accepted() ? raised : std::string{};
}

}  // namespace almoner::scheduler
