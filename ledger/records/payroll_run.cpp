#include "ledger/records/payroll_run.h"

#include "ledger/records/numbered_ref.h"
#include "ledger/records/payroll_run_tables.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr std::string_view prefix = "PR-";

constexpr char run_columns[] =
    "SELECT id, seq, service, kind, frequency, payday, employment, rates, rates_sha256,"
    " drafted_by, (SELECT s.state FROM payroll_run_step s WHERE s.run = payroll_run.id"
    " ORDER BY s.id DESC LIMIT 1) FROM payroll_run ";
constexpr auto by_id_text = joined(run_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(run_columns, "ORDER BY id");
const Query every{every_text.data()};
const Query steps{
    "SELECT run, state, done_on, actor FROM payroll_run_step WHERE run = $1"
    " ORDER BY id"};
const Query findings{
    "SELECT run, slip, employment, code, amount, other FROM pay_slip_finding WHERE run = $1"
    " ORDER BY id"};

PayrollRun read_run(const Rows& rows) {
    return {.id = rows.integer(0),
            .seq = rows.integer(1),
            .service = rows.integer(2),
            .kind = rows.str(3),
            .frequency = rows.str(4),
            .payday = rows.date(5),
            .employment = rows.integer(6),
            .rates = rows.str(7),
            .rates_sha256 = rows.str(8),
            .drafted_by = rows.integer(9),
            .state = rows.is_null(10) ? std::string{} : rows.str(10)};
}

}  // namespace

std::string payroll_run_ref(std::int64_t id) {
    return numbered_ref(prefix, id);
}

std::int64_t insert_payroll_run(Work& work, const PayrollRun& run) {
    return work.records().insert(payroll_run_table,
                                 run.service,
                                 run.kind,
                                 run.frequency,
                                 run.payday,
                                 run.employment,
                                 run.rates,
                                 run.rates_sha256,
                                 run.drafted_by);
}

void insert_payroll_run_step(Work& work, const PayrollRunStep& step) {
    work.records().insert(payroll_run_step_table, step.run, step.state, step.on, step.actor);
}

void insert_pay_finding(Work& work, const PayFinding& finding) {
    work.records().insert(pay_slip_finding_table,
                          finding.run,
                          finding.slip,
                          finding.employment,
                          finding.code,
                          finding.amount,
                          finding.other);
}

std::optional<PayrollRun> payroll_run_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read_run);
}

std::optional<PayrollRun> find_payroll_run(Database& database, std::string_view ref) {
    const auto id = id_of_ref(prefix, ref);
    return id ? payroll_run_by_id(database, *id) : std::nullopt;
}

std::vector<PayrollRun> every_payroll_run(Database& database) {
    return all_rows(database.select(every), read_run);
}

std::vector<PayrollRunStep> steps_of_payroll_run(Database& database, std::int64_t run) {
    return all_rows(database.select(steps, run), [](const Rows& rows) {
        return PayrollRunStep{.run = rows.integer(0),
                              .state = rows.str(1),
                              .on = rows.date(2),
                              .actor = rows.integer(3)};
    });
}

std::vector<PayFinding> findings_of_payroll_run(Database& database, std::int64_t run) {
    return all_rows(database.select(findings, run), [](const Rows& rows) {
        return PayFinding{.run = rows.integer(0),
                          .slip = rows.integer(1),
                          .employment = rows.integer(2),
                          .code = rows.str(3),
                          .amount = rows.integer(4),
                          .other = rows.integer(5)};
    });
}

}  // namespace almoner::ledger
