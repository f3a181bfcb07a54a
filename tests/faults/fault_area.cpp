#include "tests/faults/fault_area.h"

#include "ledger/calendar/bank_holidays.h"
#include "ledger/journal/sha256.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/verify/verify.h"
#include "ops/bank_stand_in/stand_in.h"
#include "tests/support/files.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using testing::project_path;
using testing::read_whole;

const ledger::Query every_payment{
    "SELECT id, state, net, submission, attempt FROM payment ORDER BY id"};
const ledger::Query every_counter{
    "SELECT id, debit_posted, credit_posted, debit_pending, credit_pending FROM account"
    " ORDER BY id"};

// The bank's days: the run is sent on the first, and paid on the second.
constexpr const char* run_day = "2026-03-30";
constexpr const char* bank_day = "2026-04-02";

std::vector<std::string> rows_of(ledger::Database& database, const ledger::Query& query) {
    constexpr int columns = 5;
    std::vector<std::string> all;
    ledger::Rows rows = database.select(query);
    while (rows.next()) {
        std::string line;
        for (int column = 0; column < columns; ++column) {
            line += std::to_string(rows.integer(column)) + " ";
        }
        all.push_back(std::move(line));
    }
    return all;
}

std::vector<std::string> files_in(const fs::path& folder) {
    std::vector<std::string> files;
    if (!fs::exists(folder)) return files;
    for (const auto& file : fs::directory_iterator(folder)) {
        const std::string name = file.path().filename().string();
        // What was left half written hides behind a dot and is nobody's file.
        if (name.starts_with('.') || !file.is_regular_file()) continue;
        files.push_back(name + " " + ledger::sha256_hex(read_whole(file.path())));
    }
    std::ranges::sort(files);
    return files;
}

void copy_data(const fs::path& from, const fs::path& to) {
    fs::remove_all(to);
    fs::copy(from, to, fs::copy_options::recursive);
}

}  // namespace

Result result_in(const fs::path& data) {
    const auto database = ledger::open_sqlite(data, ledger::SqliteUse::read);
    Result result{.payments = rows_of(*database, every_payment),
                  .accounts = rows_of(*database, every_counter),
                  .files = files_in(data / "outbox"),
                  .faults = {}};
    for (const ledger::Fault& fault : ledger::verify(*database).faults) {
        result.faults.push_back(fault.words);
    }
    return result;
}

FaultArea::FaultArea() : data_(folder_.path() / "data") {
    const ProgramEnd made = run_almoner(
        {"demo", "--people", "20", "--seed", "3", "--to", "2026-03-25", "--data", data_.string()});
    if (made.exit_code != 0) throw std::runtime_error("no area: " + made.err);
    fs::copy(data_ / "credentials", folder_.path() / "credentials", fs::copy_options::recursive);
    take("propose", {"run", "propose", "--until", "2026-04-09", "--as", "jo"});
    std::int64_t count = 0;
    std::int64_t total = 0;
    {
        const auto database = ledger::open_sqlite(data_, ledger::SqliteUse::read);
        static const ledger::Query in_run{
            "SELECT COUNT(*), CAST(SUM(net) AS BIGINT) FROM payment WHERE run = 1 AND state = 1"};
        ledger::Rows rows = database->select(in_run);
        if (!rows.next()) throw std::runtime_error("nothing was proposed");
        count = rows.integer(0);
        total = rows.integer(1);
    }
    take("approve",
         {"run",
          "approve",
          "RUN-1",
          "--confirm",
          std::to_string(count) + ":" + std::to_string(total),
          "--as",
          "sam"});
    take("send", {"run", "send", "RUN-1", "--as", "jo"});
    take("import", {"statement", "import", bank_answers(), "--as", "jo"});
}

const Step& FaultArea::step(const std::string& name) const {
    const auto found = std::ranges::find(steps_, name, &Step::name);
    if (found == steps_.end()) throw std::logic_error("no such step");
    return *found;
}

void FaultArea::take(const std::string& name, std::vector<std::string> words) {
    copy_data(data_, folder_.path() / ("before-" + name));
    steps_.push_back({.name = name, .words = std::move(words)});
    const ProgramEnd end = run_almoner(this->words(name, data_));
    if (end.exit_code != 0) throw std::runtime_error(name + ": " + end.err);
    after_[name] = result_in(data_);
}

std::vector<std::string> FaultArea::words(const std::string& name, const fs::path& data) const {
    std::vector<std::string> all = step(name).words;
    const std::string user = all.back();
    const std::string day = name == "import" ? bank_day : run_day;
    const std::string credential = (folder_.path() / "credentials" / user).string();
    for (const std::string& more : {std::string("--credential-file"),
                                    credential,
                                    std::string("--key"),
                                    "fault-" + name,
                                    std::string("--as-of"),
                                    day,
                                    std::string("--data"),
                                    data.string()}) {
        all.push_back(more);
    }
    return all;
}

fs::path FaultArea::before(const std::string& name) {
    const fs::path copy = folder_.path() / "copy";
    copy_data(folder_.path() / ("before-" + name), copy);
    return copy;
}

// The bank reads what is in the outbox and closes its days; one statement shows the run's money.
std::string FaultArea::bank_answers() {
    using ledger::Date;
    const fs::path state = folder_.path() / "bank";
    fs::create_directories(state);
    ops::bank_stand_in::Behaviour behaviour;
    behaviour.holidays =
        ledger::parse_bank_holidays(
            read_whole(project_path("ops/reference-data/bank-holidays-england-wales.csv")))
            .value();
    ops::bank_stand_in::StandIn bank(state, std::move(behaviour));
    for (const auto& file : fs::directory_iterator(data_ / "outbox")) {
        if (!file.is_regular_file()) continue;
        const auto receipt = bank.receive(
            file.path().filename().string(), read_whole(file.path()), Date::parse(run_day).value());
        if (receipt.refusal) throw std::runtime_error(receipt.refusal->words);
    }
    const Date day = Date::parse(bank_day).value();
    for (const auto& account : bank.accounts()) {
        const std::string statement = bank.statement(account, day);
        if (statement.find("<Ntry>") == std::string::npos) continue;
        const fs::path file = folder_.path() / "statement.xml";
        std::ofstream(file, std::ios::binary) << statement;
        return file.string();
    }
    throw std::runtime_error("the bank booked nothing on " + std::string(bank_day));
}

}  // namespace almoner::tests
