#include "tests/bench/run_floor.h"

#include "tests/bench/floor_database.h"
#include "tests/bench/job_floors.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace almoner::bench {
namespace {

constexpr std::int64_t today = 20'779;
constexpr std::int64_t first_pence = 1'000;
constexpr std::int64_t allocation = 1;
constexpr std::int64_t transit = 2;
constexpr std::int64_t most_controls = 2;  // the accounts above; those of people follow

struct Account {
    std::int64_t posted = 0;  // debits less credits
    std::int64_t pending = 0;
    std::int64_t last = 0;  // its newest transfer
};

struct Payment {
    std::int64_t id = 0;
    std::int64_t pence = 0;
};

class RunFloor {
  public:
    RunFloor(const std::filesystem::path& file, std::int64_t payments);

    void pay(const std::filesystem::path& file);

  private:
    void load();
    [[nodiscard]] std::vector<Payment> read(const char* sql);
    void propose();
    void approve();
    [[nodiscard]] std::vector<FilePayment> outgoing();
    void move(std::int64_t from, std::int64_t to);
    void transfer(Prepared& insert, std::int64_t debit, std::int64_t credit, std::int64_t pence);
    void promise(Prepared& insert, std::int64_t debit, std::int64_t credit, std::int64_t pence);
    void store(Prepared& statement, std::int64_t account);
    [[nodiscard]] Account& account(std::int64_t id) {
        return accounts_[static_cast<std::size_t>(id)];
    }

    Handle handle_;
    std::int64_t payments_;
    std::vector<Account> accounts_;
    std::int64_t transfers_ = 0;
};

constexpr char insert_account[] = "INSERT INTO account VALUES ($1, $2, $3, $4)";
constexpr char update_account[] =
    "UPDATE account SET posted = $2, pending = $3, last = $4 WHERE id = $1";
constexpr char insert_transfer[] =
    "INSERT INTO transfer VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

RunFloor::RunFloor(const std::filesystem::path& file, std::int64_t payments)
    : handle_(file),
      payments_(payments),
      accounts_(static_cast<std::size_t>(most_controls + 3 * payments + 1)) {
    for (const char* const table :
         {"CREATE TABLE account(id INTEGER PRIMARY KEY, posted INTEGER, pending INTEGER, last "
          "INTEGER)",
          "CREATE TABLE payee(id INTEGER PRIMARY KEY, sort_code INTEGER, number INTEGER, name "
          "TEXT)",
          "CREATE TABLE plan(id INTEGER PRIMARY KEY, payee INTEGER, pence INTEGER, start INTEGER)",
          "CREATE TABLE payment(id INTEGER PRIMARY KEY, plan INTEGER, due INTEGER, pence INTEGER, "
          "state INTEGER, transfer INTEGER, file INTEGER, UNIQUE (plan, due))",
          "CREATE TABLE part(id INTEGER PRIMARY KEY, payment INTEGER, plan INTEGER, stream "
          "INTEGER, pence INTEGER)",
          "CREATE TABLE transfer(id INTEGER PRIMARY KEY, state INTEGER, debit INTEGER, credit "
          "INTEGER, pence INTEGER, at INTEGER, kind INTEGER, prev_debit INTEGER, prev_credit "
          "INTEGER, debit_after INTEGER, credit_after INTEGER)",
          "CREATE TABLE file(id INTEGER PRIMARY KEY, items INTEGER, state INTEGER)"}) {
        handle_.run(table);
    }
    load();
}

void RunFloor::load() {
    handle_.run("BEGIN");
    Prepared control(handle_, insert_account);
    for (std::int64_t id = 1; id <= most_controls; ++id) control.run({id, 0, 0, 0});
    Prepared payee(handle_, "INSERT INTO payee VALUES ($1, $2, $3, 'Budget holder ' || $1)");
    Prepared plan(handle_, "INSERT INTO plan VALUES ($1, $2, $3, $4)");
    for (std::int64_t id = 1; id <= payments_; ++id) {
        payee.run({id, 100'000 + id * 7'919 % 800'000, 10'000'000 + id * 104'729 % 80'000'000});
        plan.run({id, id, first_pence + id * 31 % 90'000, today});
    }
    handle_.run("COMMIT");
    handle_.checkpoint();
}

std::vector<Payment> RunFloor::read(const char* sql) {
    Prepared select(handle_, sql);
    std::vector<Payment> payments;
    select.bind({today});
    while (select.next()) payments.push_back({select.integer(0), select.integer(1)});
    return payments;
}

void RunFloor::transfer(Prepared& insert,
                        std::int64_t debit,
                        std::int64_t credit,
                        std::int64_t pence) {
    Account& to = account(debit);
    Account& from = account(credit);
    to.posted += pence;
    from.posted -= pence;
    const std::int64_t id = ++transfers_;
    insert.run({id, 0, debit, credit, pence, today, 7, to.last, from.last, to.posted, from.posted});
    to.last = from.last = id;
}

void RunFloor::promise(Prepared& insert,
                       std::int64_t debit,
                       std::int64_t credit,
                       std::int64_t pence) {
    Account& to = account(debit);
    Account& from = account(credit);
    to.pending += pence;
    from.pending -= pence;
    const std::int64_t id = ++transfers_;
    insert.run({id, 1, debit, credit, pence, today, 8, to.last, from.last, to.posted, from.posted});
    to.last = from.last = id;
}

void RunFloor::store(Prepared& statement, std::int64_t account_id) {
    const Account& now = account(account_id);
    statement.run({account_id, now.posted, now.pending, now.last});
}

void RunFloor::propose() {
    const std::vector<Payment> due =
        read("SELECT id, pence FROM plan WHERE start <= $1 ORDER BY id");
    Prepared payment(handle_, "INSERT INTO payment VALUES ($1, $2, $3, $4, 1, 0, 0)");
    Prepared part(handle_, "INSERT INTO part VALUES ($1, $1, $2, 1, $3)");
    Prepared row(handle_, insert_transfer);
    Prepared open(handle_, insert_account);
    Prepared update(handle_, update_account);
    handle_.run("BEGIN IMMEDIATE");
    std::int64_t id = 0;
    for (const Payment& plan : due) {
        const std::int64_t undrawn = most_controls + ++id;
        payment.run({id, plan.id, today, plan.pence});
        part.run({id, plan.id, plan.pence});
        transfer(row, allocation, undrawn, plan.pence);
        store(open, undrawn);
    }
    store(update, allocation);
    handle_.run("COMMIT");
}

void RunFloor::approve() {
    const std::vector<Payment> payments = read(
        "SELECT payment.id, part.pence FROM payment JOIN part ON part.id = payment.id"
        " WHERE payment.due = $1 AND payment.state = 1 ORDER BY payment.id");
    Prepared row(handle_, insert_transfer);
    Prepared open(handle_, insert_account);
    Prepared update(handle_, update_account);
    handle_.run("BEGIN IMMEDIATE");
    std::int64_t next = most_controls + payments_;
    for (const Payment& payment : payments) {
        const std::int64_t undrawn = most_controls + payment.id;
        const std::int64_t fund = ++next;
        const std::int64_t held = ++next;
        promise(row, undrawn, fund, payment.pence);
        promise(row, held, transit, payment.pence);
        store(update, undrawn);
        store(open, fund);
        store(open, held);
    }
    store(update, transit);
    Prepared state(handle_, "UPDATE payment SET state = 2, transfer = $1 + 2 * id WHERE state = 1");
    state.run({payments_});
    handle_.run("COMMIT");
}

std::vector<FilePayment> RunFloor::outgoing() {
    Prepared select(handle_,
                    "SELECT y.sort_code, y.number, m.pence, y.name FROM payment m"
                    " JOIN plan p ON p.id = m.plan JOIN payee y ON y.id = p.payee"
                    " WHERE m.state = 2 ORDER BY m.id");
    std::vector<FilePayment> payments;
    while (select.next()) {
        payments.push_back(
            {select.integer(0), select.integer(1), select.integer(2), select.text(3)});
    }
    return payments;
}

// With its file, which goes the same way.
void RunFloor::move(std::int64_t from, std::int64_t to) {
    Prepared payment(handle_, "UPDATE payment SET state = $2, file = 1 WHERE state = $1");
    Prepared file(handle_, "INSERT OR REPLACE INTO file VALUES (1, $1, $2)");
    handle_.run("BEGIN IMMEDIATE");
    payment.run({from, to});
    file.run({payments_, to});
    handle_.run("COMMIT");
}

void RunFloor::pay(const std::filesystem::path& file) {
    propose();
    approve();
    const std::vector<FilePayment> payments = outgoing();
    move(2, 3);
    write_payment_file(file, payments);
    move(3, 4);
}

}  // namespace

Run four_step_run_floor(const std::filesystem::path& folder, std::int64_t payments) {
    const std::filesystem::path file = folder / "floor.db";
    Run run;
    {
        RunFloor floor(file, payments);
        const Stopwatch watch;
        floor.pay(folder / "floor.xml");
        run = watch.run();
    }
    std::filesystem::remove(file);
    std::filesystem::remove(folder / "floor.xml");
    return run;
}

}  // namespace almoner::bench
