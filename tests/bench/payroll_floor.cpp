#include "tests/bench/payroll_floor.h"

#include "rules/payroll/slip.h"
#include "tests/bench/floor_database.h"
#include "tests/support/files.h"

#include <array>
#include <vector>

namespace almoner::bench {
namespace {

using ledger::Money;

constexpr std::int64_t payday = 20'574;  // 1 May 2026
constexpr std::int64_t minutes = std::int64_t{64} * 60;
constexpr std::int64_t accounts_of_job = 8;  // two funds, twice net pay, HMRC and pension

struct DueJob {
    std::int64_t job = 0;
    std::int64_t minutes = 0;
    std::int64_t rate = 0;
    std::int64_t weight = 0;  // of the first of two lines, in four
};

class PayrollFloor {
  public:
    PayrollFloor(const std::filesystem::path& file, std::int64_t jobs) : handle_(file) {
        for (const char* const table :
             {"CREATE TABLE account(id INTEGER PRIMARY KEY, debit INTEGER, credit INTEGER)",
              "CREATE TABLE job(id INTEGER PRIMARY KEY, code TEXT, letter TEXT, rate INTEGER, "
              "weight INTEGER, taxable INTEGER, tax INTEGER)",
              "CREATE TABLE sheet(id INTEGER PRIMARY KEY, job INTEGER, minutes INTEGER)",
              "CREATE INDEX sheet_by_job ON sheet(job)",
              "CREATE TABLE slip(id INTEGER PRIMARY KEY, job INTEGER, day INTEGER, gross INTEGER, "
              "taxable INTEGER, tax INTEGER, ni INTEGER, employer INTEGER, loan INTEGER, pension "
              "INTEGER, employer_pension INTEGER, net INTEGER, taxable_to_date INTEGER, "
              "tax_to_date INTEGER)",
              "CREATE INDEX slip_by_job ON slip(job)",
              "CREATE TABLE line(id INTEGER PRIMARY KEY, slip INTEGER, minutes INTEGER, rate "
              "INTEGER, amount INTEGER, sheet INTEGER)",
              "CREATE TABLE split(id INTEGER PRIMARY KEY, slip INTEGER, part INTEGER, net INTEGER, "
              "hmrc INTEGER, pension INTEGER)",
              "CREATE TABLE posted(id INTEGER PRIMARY KEY, slip INTEGER, first INTEGER, last "
              "INTEGER)",
              "CREATE TABLE transfer(id INTEGER PRIMARY KEY, debit INTEGER, credit INTEGER, pence "
              "INTEGER, slip INTEGER)"}) {
            handle_.run(table);
        }
        load(jobs);
    }

    void pay(const rules::SlipRates& rates, const rules::SlipTerms& terms);

  private:
    void load(std::int64_t jobs);
    [[nodiscard]] std::vector<DueJob> due();
    void move(std::int64_t slip, const DueJob& job, const rules::Slip& sums);

    Handle handle_;
    Prepared* split_ = nullptr;
    Prepared* transfer_ = nullptr;
    Prepared* debit_ = nullptr;
    Prepared* credit_ = nullptr;
    std::int64_t transfers_ = 0;
};

void PayrollFloor::load(std::int64_t jobs) {
    handle_.run("BEGIN");
    Prepared account(handle_, "INSERT INTO account VALUES ($1, 0, 0)");
    Prepared job(handle_, "INSERT INTO job VALUES ($1, '1257L', 'A', $2, $3, 0, 0)");
    Prepared sheet(handle_, "INSERT INTO sheet VALUES ($1, $1, $2)");
    for (std::int64_t id = 1; id <= jobs; ++id) {
        for (std::int64_t at = 0; at < accounts_of_job; ++at) {
            account.run({id * accounts_of_job + at});
        }
        job.run({id, 1'271 + id % 500, 1 + id % 3});
        sheet.run({id, minutes + id % 900});
    }
    handle_.run("COMMIT");
    handle_.checkpoint();
}

std::vector<DueJob> PayrollFloor::due() {
    Prepared select(handle_,
                    "SELECT j.id, s.minutes, j.rate, j.weight FROM job j JOIN sheet s ON s.job = "
                    "j.id ORDER BY j.id");
    std::vector<DueJob> due;
    while (select.next()) {
        due.push_back({select.integer(0), select.integer(1), select.integer(2), select.integer(3)});
    }
    return due;
}

// Each of the three sums is parted over two lines, and moved out of each line's fund.
void PayrollFloor::move(std::int64_t slip, const DueJob& job, const rules::Slip& sums) {
    const std::array all{sums.net.pence(),
                         (sums.tax.tax + sums.ni.employee + sums.ni.employer).pence(),
                         (sums.pension.employee + sums.pension.employer).pence()};
    const std::int64_t first_account = job.job * accounts_of_job;
    for (std::int64_t part = 0; part < 2; ++part) {
        std::int64_t sum = 0;
        std::int64_t payable = first_account + 2 + 3 * part;
        std::array<std::int64_t, 3> shares{};
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const std::int64_t first = all.at(i) * job.weight / 4;
            shares.at(i) = part == 0 ? first : all.at(i) - first;
            sum += shares.at(i);
            transfer_->run({++transfers_, first_account + part, payable, shares.at(i), slip});
            credit_->run({payable++, shares.at(i)});
        }
        debit_->run({first_account + part, sum});
        split_->run({slip, part, shares[0], shares[1], shares[2]});
    }
}

void PayrollFloor::pay(const rules::SlipRates& rates, const rules::SlipTerms& terms) {
    const std::vector<DueJob> all = due();
    Prepared slip(handle_,
                  "INSERT INTO slip VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
                  "$5, $6)");
    Prepared line(handle_,
                  "INSERT INTO line(slip, minutes, rate, amount, sheet) VALUES ($1, $2, $3, $4, "
                  "$5)");
    Prepared split(handle_,
                   "INSERT INTO split(slip, part, net, hmrc, pension) VALUES ($1, $2, $3, $4, $5)");
    Prepared posted(handle_, "INSERT INTO posted(slip, first, last) VALUES ($1, $2, $3)");
    Prepared transfer(handle_, "INSERT INTO transfer VALUES ($1, $2, $3, $4, $5)");
    Prepared debit(handle_, "UPDATE account SET debit = debit + $2 WHERE id = $1");
    Prepared credit(handle_, "UPDATE account SET credit = credit + $2 WHERE id = $1");
    split_ = &split;
    transfer_ = &transfer;
    debit_ = &debit;
    credit_ = &credit;
    handle_.run("BEGIN IMMEDIATE");
    std::int64_t id = 0;
    for (const DueJob& each : all) {
        const Money gross = Money::from_pence(each.rate * each.minutes / 60);
        const rules::Slip sums = rules::slip_for(rates, terms, {}, gross).value();
        slip.run({++id,
                  each.job,
                  payday,
                  gross.pence(),
                  sums.taxable.pence(),
                  sums.tax.tax.pence(),
                  sums.ni.employee.pence(),
                  sums.ni.employer.pence(),
                  sums.loans.plan.pence(),
                  sums.pension.employee.pence(),
                  sums.pension.employer.pence(),
                  sums.net.pence()});
        line.run({id, each.minutes, each.rate, gross.pence(), each.job});
        const std::int64_t first = transfers_ + 1;
        move(id, each, sums);
        posted.run({id, first, transfers_});
    }
    handle_.run("COMMIT");
}

}  // namespace

Run payroll_floor(const std::filesystem::path& folder, std::int64_t slips) {
    const std::filesystem::path file = folder / "floor.db";
    const auto paid_on = *ledger::Date::parse("2026-05-01");
    const auto book =
        rules::RateBook::parse(
            testing::read_whole(testing::project_path("ops/reference-data/payroll-rates.csv")))
            .value();
    const rules::SlipRates rates = rules::slip_rates(book, paid_on).value();
    const rules::SlipTerms terms{.paid_on = paid_on,
                                 .period = {rules::PayFrequency::four_weekly, 1},
                                 .code = rules::parse_tax_code("1257L").value(),
                                 .category = rules::ni_category("A").value(),
                                 .pension = rules::PensionScheme{}};
    Run run;
    {
        PayrollFloor floor(file, slips);
        const Stopwatch watch;
        floor.pay(rates, terms);
        run = watch.run();
    }
    std::filesystem::remove(file);
    return run;
}

}  // namespace almoner::bench
