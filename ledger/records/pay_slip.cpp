#include "ledger/records/pay_slip.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_run_tables.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char slip_columns[] =
    "SELECT "
    "p.id, p.seq, p.run, p.employment, p.employer, p.budget, p.option, "
    "p.client_account, p.payee_account, p.payee_version, p.paid_on, p.tax_year, "
    "p.period_no, p.period_first, p.period_last, p.tax_code, p.tax_basis, "
    "p.ni_letter, p.loans, p.is_after_leaving, p.gross, p.expenses, p.taxable, p.tax, "
    "p.ni_employee, p.ni_employer, p.at_lel, p.lel_to_pt, p.pt_to_uel, p.loan, "
    "p.postgraduate, p.pension_qualifying, p.pension_employee, p.pension_relief, "
    "p.pension_employer, p.attachment, p.recovered, p.net, p.paid, p.allowance, "
    "p.taxable_to_date, p.tax_to_date, p.corrects, p.overpaid, e.first_on, e.last_on "
    "FROM pay_slip p LEFT JOIN pay_slip_period e ON e.slip = p.id ";
constexpr auto by_id_text = joined(slip_columns, "WHERE p.id = $1");
const Query by_id{by_id_text.data()};
constexpr auto of_run_text = joined(slip_columns, "WHERE p.run = $1 ORDER BY p.id");
const Query of_run{of_run_text.data()};
constexpr auto that_count_text =
    joined(slip_columns,
           "JOIN pay_slip_posting b ON b.slip = p.id WHERE p.employment = $1"
           " AND NOT EXISTS (SELECT 1 FROM pay_slip c JOIN pay_slip_posting d ON d.slip = c.id"
           " WHERE c.corrects = p.id AND c.corrects <> 0) ORDER BY p.paid_on, p.id");
const Query that_count{that_count_text.data()};
constexpr auto that_count_of_jobs_text =
    joined(slip_columns,
           "JOIN pay_slip_posting b ON b.slip = p.id WHERE p.employment BETWEEN $1 AND $2"
           " AND NOT EXISTS (SELECT 1 FROM pay_slip c JOIN pay_slip_posting d ON d.slip = c.id"
           " WHERE c.corrects = p.id AND c.corrects <> 0) ORDER BY p.employment, p.paid_on, p.id");
const Query that_count_of_jobs{that_count_of_jobs_text.data()};
constexpr auto managed_text =
    joined(slip_columns,
           "JOIN pay_slip_posting b ON b.slip = p.id WHERE p.client_account <> 0"
           " AND b.way <> 'shown' AND NOT EXISTS (SELECT 1 FROM pay_slip c"
           " JOIN pay_slip_posting d ON d.slip = c.id WHERE c.corrects = p.id AND c.corrects <> 0)"
           " ORDER BY p.paid_on, p.id");
const Query managed{managed_text.data()};
const Query taken_back{"SELECT corrects FROM pay_slip WHERE id = $1"};
#define ALMONER_SLIP_LINE \
    "SELECT slip, line, kind, quantity, rate, amount, counts, rule, timesheet FROM pay_slip_line"
#define ALMONER_SLIP_ORDER "SELECT slip, pay_order, taken, arrears FROM pay_slip_order"
#define ALMONER_SLIP_SPLIT                                                     \
    "SELECT slip, plan_line, body, stream, net_pay, hmrc, pension, attachment" \
    " FROM pay_slip_split"

const Query lines{ALMONER_SLIP_LINE " WHERE slip = $1 ORDER BY line"};
const Query orders{ALMONER_SLIP_ORDER " WHERE slip = $1 ORDER BY id"};
const Query splits{ALMONER_SLIP_SPLIT " WHERE slip = $1 ORDER BY id"};
const Query lines_of_many{ALMONER_SLIP_LINE " WHERE slip BETWEEN $1 AND $2 ORDER BY slip, line"};
const Query orders_of_many{ALMONER_SLIP_ORDER " WHERE slip BETWEEN $1 AND $2 ORDER BY slip, id"};
const Query splits_of_many{ALMONER_SLIP_SPLIT " WHERE slip BETWEEN $1 AND $2 ORDER BY slip, id"};
const Query posted_of_many{
    "SELECT slip FROM pay_slip_posting WHERE slip BETWEEN $1 AND $2 ORDER BY slip"};

#undef ALMONER_SLIP_LINE
#undef ALMONER_SLIP_ORDER
#undef ALMONER_SLIP_SPLIT

const Query posting{
    "SELECT slip, way, first_transfer, last_transfer, posted_on"
    " FROM pay_slip_posting WHERE slip = $1"};
const Query corrected_by{
    "SELECT c.id FROM pay_slip c JOIN pay_slip_posting d ON d.slip = c.id"
    " WHERE c.corrects = $1 AND c.corrects <> 0"};
#define ALMONER_HOURS_PAID                                                               \
    " COALESCE(t.first_on, e.first_on, p.period_first),"                                 \
    " COALESCE(t.last_on, e.last_on, p.period_last) FROM pay_slip p"                     \
    " JOIN pay_slip_posting b ON b.slip = p.id JOIN pay_slip_line l ON l.slip = p.id"    \
    " LEFT JOIN timesheet t ON t.id = l.timesheet"                                       \
    " LEFT JOIN pay_slip_period e ON e.slip = p.id"                                      \
    " WHERE (l.timesheet <> 0 OR l.rule = 'usual-hours')"                                \
    " AND NOT EXISTS (SELECT 1 FROM pay_slip c JOIN pay_slip_posting d ON d.slip = c.id" \
    " WHERE c.corrects = p.id AND c.corrects <> 0) AND p.employment"
const Query hours_paid{"SELECT DISTINCT p.id, l.timesheet," ALMONER_HOURS_PAID
                       " = $1 ORDER BY 1, 2"};
const Query hours_paid_of_jobs{"SELECT DISTINCT p.employment, p.id, l.timesheet," ALMONER_HOURS_PAID
                               " BETWEEN $1 AND $2 ORDER BY 1, 2, 3"};
#undef ALMONER_HOURS_PAID
const Query run_with_sheet{
    "SELECT p.run FROM pay_slip_line l JOIN pay_slip p ON p.id = l.slip"
    " JOIN payroll_run_step a ON a.run = p.run AND a.state = 'approved'"
    " WHERE l.timesheet = $1 AND l.timesheet <> 0 AND NOT EXISTS (SELECT 1 FROM payroll_run_step e "
    "WHERE e.run = p.run"
    " AND e.state IN ('posted', 'cancelled')) LIMIT 1"};
const Query under_way{
    "SELECT p.run FROM pay_slip p JOIN payroll_run_step a ON a.run = p.run AND a.state = 'approved'"
    " WHERE p.employment = $1 AND NOT EXISTS (SELECT 1 FROM payroll_run_step e WHERE e.run = p.run"
    " AND e.state IN ('posted', 'cancelled')) LIMIT 1"};
const Query many_under_way{
    "SELECT p.employment, MIN(p.run) FROM pay_slip p"
    " JOIN payroll_run_step a ON a.run = p.run AND a.state = 'approved'"
    " WHERE p.employment BETWEEN $1 AND $2 AND NOT EXISTS (SELECT 1 FROM payroll_run_step e"
    " WHERE e.run = p.run AND e.state IN ('posted', 'cancelled'))"
    " GROUP BY p.employment ORDER BY p.employment"};
#define ALMONER_ALLOWANCE_COUNTS                                                                  \
    " AND (EXISTS (SELECT 1 FROM pay_slip_posting b WHERE b.slip = p.id)"                         \
    " OR (EXISTS (SELECT 1 FROM payroll_run_step a WHERE a.run = p.run AND a.state = 'approved')" \
    " AND NOT EXISTS (SELECT 1 FROM payroll_run_step s WHERE s.run = p.run"                       \
    " AND s.state IN ('posted', 'cancelled'))))"                                                  \
    " AND NOT EXISTS (SELECT 1 FROM pay_slip c JOIN pay_slip_posting d ON d.slip = c.id"          \
    " WHERE c.corrects = p.id AND c.corrects <> 0)"
const Query allowance_of_year{
    "SELECT CAST(COALESCE(SUM(p.allowance), 0) AS BIGINT) FROM pay_slip p"
    " WHERE p.employer = $1 AND p.tax_year = $2" ALMONER_ALLOWANCE_COUNTS};
const Query allowances_of_year{
    "SELECT p.employer, CAST(SUM(p.allowance) AS BIGINT) FROM pay_slip p"
    " WHERE p.employer BETWEEN $1 AND $2 AND p.tax_year = $3"
    " AND p.allowance <> 0" ALMONER_ALLOWANCE_COUNTS " GROUP BY p.employer ORDER BY p.employer"};
#undef ALMONER_ALLOWANCE_COUNTS
const Query by_order{
    "SELECT o.taken, o.arrears, p.paid_on FROM pay_slip_order o"
    " JOIN pay_slip_posting b ON b.slip = o.slip JOIN pay_slip p ON p.id = o.slip"
    " WHERE o.pay_order = $1 AND o.slip <> $2 AND NOT EXISTS (SELECT 1 FROM pay_slip c"
    " JOIN pay_slip_posting d ON d.slip = c.id WHERE c.corrects = o.slip AND c.corrects <> 0)"
    " ORDER BY p.paid_on, o.id"};

const Query recoveries{
    "SELECT slip, employment, owed, each_time, evidence, agreed_on, actor FROM pay_recovery"
    " WHERE employment = $1 ORDER BY id"};

const Query with_recoveries{
    "SELECT DISTINCT employment FROM pay_recovery WHERE employment BETWEEN $1 AND $2"
    " ORDER BY employment"};

std::optional<Period> closed_by(std::optional<Date> first, std::optional<Date> last) {
    if (!first || !last) return std::nullopt;
    return Period{*first, *last};
}

PaySlip read_slip(const Rows& rows) {
    return {.id = rows.integer(0),
            .seq = rows.integer(1),
            .run = rows.integer(2),
            .employment = rows.integer(3),
            .employer = rows.integer(4),
            .budget = rows.integer(5),
            .option = rows.option(6),
            .client_account = rows.integer(7),
            .payee_account = rows.integer(8),
            .payee_version = rows.integer(9),
            .paid_on = rows.date(10),
            .tax_year = rows.integer(11),
            .period_no = rows.integer(12),
            .worked = {rows.date(13), rows.date(14)},
            .tax_code = rows.str(15),
            .tax_basis = rows.str(16),
            .ni_letter = rows.str(17),
            .loans = rows.str(18),
            .is_after_leaving = rows.integer(19) != 0,
            .gross = rows.money(20),
            .expenses = rows.money(21),
            .taxable = rows.money(22),
            .tax = rows.money(23),
            .ni_employee = rows.money(24),
            .ni_employer = rows.money(25),
            .at_lel = rows.money(26),
            .lel_to_pt = rows.money(27),
            .pt_to_uel = rows.money(28),
            .loan = rows.money(29),
            .postgraduate = rows.money(30),
            .pension_qualifying = rows.money(31),
            .pension_employee = rows.money(32),
            .pension_relief = rows.money(33),
            .pension_employer = rows.money(34),
            .attachment = rows.money(35),
            .recovered = rows.money(36),
            .net = rows.money(37),
            .paid = rows.money(38),
            .allowance = rows.money(39),
            .taxable_to_date = rows.money(40),
            .tax_to_date = rows.money(41),
            .corrects = rows.integer(42),
            .overpaid = rows.money(43),
            .closes = closed_by(rows.maybe_date(44), rows.maybe_date(45))};
}

PaySlipLine read_line(const Rows& rows) {
    return {.slip = rows.integer(0),
            .line = rows.integer(1),
            .kind = rows.str(2),
            .quantity = rows.integer(3),
            .rate = rows.money(4),
            .amount = rows.money(5),
            .counts = rows.str(6),
            .rule = rows.str(7),
            .timesheet = rows.integer(8)};
}

PaySlipOrder read_order(const Rows& rows) {
    return {.slip = rows.integer(0),
            .pay_order = rows.integer(1),
            .taken = rows.money(2),
            .arrears = rows.money(3)};
}

PaySlipSplit read_split(const Rows& rows) {
    return {.slip = rows.integer(0),
            .plan_line = rows.integer(1),
            .body = rows.integer(2),
            .stream = rows.stream(3),
            .net_pay = rows.money(4),
            .hmrc = rows.money(5),
            .pension = rows.money(6),
            .attachment = rows.money(7)};
}

}  // namespace

std::int64_t insert_pay_slip(Work& work, const PaySlip& slip) {
    const std::int64_t id = work.records().insert(pay_slip_table,
                                                  slip.run,
                                                  slip.employment,
                                                  slip.employer,
                                                  slip.budget,
                                                  slip.option,
                                                  slip.client_account,
                                                  slip.payee_account,
                                                  slip.payee_version,
                                                  slip.paid_on,
                                                  slip.tax_year,
                                                  slip.period_no,
                                                  slip.worked.first,
                                                  slip.worked.last,
                                                  slip.tax_code,
                                                  slip.tax_basis,
                                                  slip.ni_letter,
                                                  slip.loans,
                                                  slip.is_after_leaving,
                                                  slip.gross,
                                                  slip.expenses,
                                                  slip.taxable,
                                                  slip.tax,
                                                  slip.ni_employee,
                                                  slip.ni_employer,
                                                  slip.at_lel,
                                                  slip.lel_to_pt,
                                                  slip.pt_to_uel,
                                                  slip.loan,
                                                  slip.postgraduate,
                                                  slip.pension_qualifying,
                                                  slip.pension_employee,
                                                  slip.pension_relief,
                                                  slip.pension_employer,
                                                  slip.attachment,
                                                  slip.recovered,
                                                  slip.net,
                                                  slip.paid,
                                                  slip.allowance,
                                                  slip.taxable_to_date,
                                                  slip.tax_to_date,
                                                  slip.corrects,
                                                  slip.overpaid);
    if (slip.closes) {
        work.records().insert(pay_slip_period_table, id, slip.closes->first, slip.closes->last);
    }
    return id;
}

void insert_pay_slip_line(Work& work, const PaySlipLine& line) {
    work.records().insert(pay_slip_line_table,
                          line.slip,
                          line.line,
                          line.kind,
                          line.quantity,
                          line.rate,
                          line.amount,
                          line.counts,
                          line.rule,
                          line.timesheet);
}

void insert_pay_slip_order(Work& work, const PaySlipOrder& order) {
    work.records().insert(
        pay_slip_order_table, order.slip, order.pay_order, order.taken, order.arrears);
}

void insert_pay_slip_split(Work& work, const PaySlipSplit& split) {
    work.records().insert(pay_slip_split_table,
                          split.slip,
                          split.plan_line,
                          split.body,
                          split.stream,
                          split.net_pay,
                          split.hmrc,
                          split.pension,
                          split.attachment);
}

void insert_pay_slip_posting(Work& work, const PaySlipPosting& in_books) {
    work.records().insert(pay_slip_posting_table,
                          in_books.slip,
                          in_books.way,
                          in_books.first_transfer,
                          in_books.last_transfer,
                          in_books.on);
}

void insert_pay_recovery(Work& work, const PayRecovery& recovery) {
    work.records().insert(pay_recovery_table,
                          recovery.slip,
                          recovery.employment,
                          recovery.owed,
                          recovery.each_time,
                          recovery.evidence,
                          recovery.agreed_on,
                          recovery.actor);
}

std::optional<PaySlip> pay_slip_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read_slip);
}

std::vector<PaySlip> slips_of_run(Database& database, std::int64_t run) {
    return all_rows(database.select(of_run, run), read_slip);
}

std::vector<PaySlip> slips_that_count(Database& database, std::int64_t employment) {
    return all_rows(database.select(that_count, employment), read_slip);
}

std::vector<PaySlip> slips_that_count_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(that_count_of_jobs, jobs.first, jobs.last), read_slip);
}

std::vector<PaySlip> managed_slips_that_count(Database& database) {
    return all_rows(database.select(managed), read_slip);
}

std::vector<std::int64_t> slip_and_before(Database& database, const PaySlip& slip) {
    std::vector<std::int64_t> all{slip.id};
    for (std::int64_t before = slip.corrects; before != 0;) {
        all.push_back(before);
        Rows rows = database.select(taken_back, before);
        before = rows.next() ? rows.integer(0) : 0;
    }
    return all;
}

std::vector<PaySlipLine> lines_of_slip(Database& database, std::int64_t slip) {
    return all_rows(database.select(lines, slip), read_line);
}

std::vector<PaySlipOrder> orders_of_slip(Database& database, std::int64_t slip) {
    return all_rows(database.select(orders, slip), read_order);
}

std::vector<PaySlipSplit> splits_of_slip(Database& database, std::int64_t slip) {
    return all_rows(database.select(splits, slip), read_split);
}

std::vector<PaySlipLine> lines_of_slips(Database& database, const Stretch& slips) {
    return all_rows(database.select(lines_of_many, slips.first, slips.last), read_line);
}

std::vector<PaySlipOrder> orders_of_slips(Database& database, const Stretch& slips) {
    return all_rows(database.select(orders_of_many, slips.first, slips.last), read_order);
}

std::vector<PaySlipSplit> splits_of_slips(Database& database, const Stretch& slips) {
    return all_rows(database.select(splits_of_many, slips.first, slips.last), read_split);
}

std::vector<std::int64_t> posted_slips(Database& database, const Stretch& slips) {
    return all_rows(database.select(posted_of_many, slips.first, slips.last),
                    [](const Rows& rows) { return rows.integer(0); });
}

std::optional<PaySlipPosting> posting_of_slip(Database& database, std::int64_t slip) {
    return only_row(database.select(posting, slip), [](const Rows& rows) {
        return PaySlipPosting{.slip = rows.integer(0),
                              .way = rows.str(1),
                              .first_transfer = rows.integer(2),
                              .last_transfer = rows.integer(3),
                              .on = rows.date(4)};
    });
}

std::optional<std::int64_t> correction_of(Database& database, std::int64_t slip) {
    return only_row(database.select(corrected_by, slip),
                    [](const Rows& rows) { return rows.integer(0); });
}

std::vector<PayRecovery> recoveries_of(Database& database, std::int64_t employment) {
    return all_rows(database.select(recoveries, employment), [](const Rows& rows) {
        return PayRecovery{.slip = rows.integer(0),
                           .employment = rows.integer(1),
                           .owed = rows.money(2),
                           .each_time = rows.money(3),
                           .evidence = rows.integer(4),
                           .agreed_on = rows.date(5),
                           .actor = rows.integer(6)};
    });
}

std::vector<std::int64_t> jobs_with_recoveries(Database& database, const Stretch& jobs) {
    return all_rows(database.select(with_recoveries, jobs.first, jobs.last),
                    [](const Rows& rows) { return rows.integer(0); });
}

std::vector<PaidHours> paid_hours_of(Database& database, std::int64_t employment) {
    return all_rows(database.select(hours_paid, employment), [](const Rows& rows) {
        return PaidHours{.slip = rows.integer(0),
                         .timesheet = rows.integer(1),
                         .days = {rows.date(2), rows.date(3)}};
    });
}

std::vector<PaidHoursOfJob> paid_hours_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(hours_paid_of_jobs, jobs.first, jobs.last),
                    [](const Rows& rows) {
                        return PaidHoursOfJob{.employment = rows.integer(0),
                                              .hours = {.slip = rows.integer(1),
                                                        .timesheet = rows.integer(2),
                                                        .days = {rows.date(3), rows.date(4)}}};
                    });
}

std::optional<std::int64_t> run_holding_sheet(Database& database, std::int64_t timesheet) {
    return only_row(database.select(run_with_sheet, timesheet),
                    [](const Rows& rows) { return rows.integer(0); });
}

std::optional<std::int64_t> run_under_way(Database& database, std::int64_t employment) {
    return only_row(database.select(under_way, employment),
                    [](const Rows& rows) { return rows.integer(0); });
}

std::vector<JobUnderWay> jobs_under_way(Database& database, const Stretch& jobs) {
    return all_rows(database.select(many_under_way, jobs.first, jobs.last), [](const Rows& rows) {
        return JobUnderWay{.employment = rows.integer(0), .run = rows.integer(1)};
    });
}

std::vector<AllowanceOfEmployer> allowances_used(Database& database,
                                                 const Stretch& employers,
                                                 std::int64_t tax_year) {
    return all_rows(database.select(allowances_of_year, employers.first, employers.last, tax_year),
                    [](const Rows& rows) {
                        return AllowanceOfEmployer{.employer = rows.integer(0),
                                                   .used = rows.money(1)};
                    });
}

Money allowance_used(Database& database, std::int64_t employer, std::int64_t tax_year) {
    return only_row(database.select(allowance_of_year, employer, tax_year),
                    [](const Rows& rows) { return rows.money(0); })
        .value_or(Money{});
}

// What later slips took counts against what is owed; what is carried over comes from before.
TakenByOrder taken_by_order(Database& database,
                            std::int64_t pay_order,
                            Date up_to,
                            std::int64_t without) {
    TakenByOrder all;
    for (Rows rows = database.select(by_order, pay_order, without); rows.next();) {
        all.taken += rows.money(0);
        if (rows.date(2) <= up_to) all.arrears = rows.money(1);
    }
    return all;
}

}  // namespace almoner::ledger
