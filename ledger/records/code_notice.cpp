#include "ledger/records/code_notice.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT id, seq, employment, kind, dated_on, from_on, tax_code, tax_basis, previous_pay,"
    " previous_tax, evidence, file_sha256, recorded_by FROM code_notice ";
constexpr auto of_employment_text = joined(columns, "WHERE employment = $1 ORDER BY id");
const Query of_employment{of_employment_text.data()};
constexpr auto of_jobs_text =
    joined(columns, "WHERE employment BETWEEN $1 AND $2 ORDER BY employment, id");
const Query of_jobs{of_jobs_text.data()};
constexpr auto on_day_text = joined(
    columns, "WHERE employment = $1 AND from_on <= $2 ORDER BY from_on DESC, id DESC LIMIT 1");
const Query on_day{on_day_text.data()};

CodeNotice read(const Rows& rows) {
    return {.id = rows.integer(0),
            .seq = rows.integer(1),
            .employment = rows.integer(2),
            .kind = rows.str(3),
            .dated_on = rows.date(4),
            .from_on = rows.date(5),
            .tax_code = rows.str(6),
            .tax_basis = rows.str(7),
            .previous_pay = maybe_money(rows, 8),
            .previous_tax = maybe_money(rows, 9),
            .evidence = rows.maybe_integer(10),
            .file_sha256 = rows.str(11),
            .recorded_by = rows.integer(12)};
}

}  // namespace

std::int64_t insert_code_notice(Work& work, const CodeNotice& notice) {
    return work.records().insert(code_notice_table,
                                 notice.employment,
                                 notice.kind,
                                 notice.dated_on,
                                 notice.from_on,
                                 notice.tax_code,
                                 notice.tax_basis,
                                 notice.previous_pay,
                                 notice.previous_tax,
                                 notice.evidence,
                                 notice.file_sha256,
                                 notice.recorded_by);
}

std::vector<CodeNotice> code_notices_of(Database& database, std::int64_t employment) {
    return all_rows(database.select(of_employment, employment), read);
}

std::vector<CodeNotice> code_notices_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(of_jobs, jobs.first, jobs.last), read);
}

const CodeNotice* code_notice_in(std::span<const CodeNotice> notices, Date payday) {
    const CodeNotice* counts = nullptr;
    for (const CodeNotice& each : notices) {
        if (each.from_on > payday) continue;
        if (counts == nullptr || each.from_on >= counts->from_on) counts = &each;
    }
    return counts;
}

std::optional<CodeNotice> code_notice_on(Database& database, std::int64_t employment, Date payday) {
    return only_row(database.select(on_day, employment, payday), read);
}

}  // namespace almoner::ledger
