// Property: any bytes are read to the end against a small area. A row is recorded whole or is named
// by an error that says what to do and repeats no words about anybody; what is recorded is of a
// known budget and plan line, above zero and within what a person is paid, on a day from the
// budget's first until today, in words that fit; and the same bytes read the same.
#include "gateway/csv/cells.h"
#include "gateway/csv/csv_encoding.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "scheduler/spending/spend_row.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>

using almoner::ledger::Date;
using almoner::scheduler::read_spend_file;
using almoner::scheduler::SpendReading;
using almoner::scheduler::SpendRow;

namespace {

constexpr std::size_t longest_words = 200;
constexpr std::size_t longest_reference = 60;
const Date begins = *Date::from_ymd(2026, 4, 1);
const Date today = *Date::from_ymd(2026, 11, 22);

void require(bool holds) {
    if (!holds) std::abort();
}

// Budgets B1 with the lines L1 and L2, and B2 with L3; of people 1 and 2.
std::unique_ptr<almoner::ledger::Database> small_area() {
    auto area = almoner::ledger::open_sqlite({}, almoner::ledger::SqliteUse::memory);
    (void)almoner::ledger::migrate_sqlite(*area, 0);
    const std::string first = std::to_string(begins.days());
    std::string sql;
    for (const char* const each : {"1", "2"}) {
        const std::string id(each);
        sql +=
            "INSERT INTO budget(id, seq, number, version, ref, from_on, person, lead, start_on,"
            " contingency) VALUES (" +
            id + ", 1, " + id + ", 1, 'B" + id + "', " + first + ", " + id + ", 1, " + first +
            ", 0);";
    }
    for (const char* const each : {"1", "2", "3"}) {
        const std::string id(each);
        sql +=
            "INSERT INTO plan_line(id, seq, number, version, ref, from_on, budget, body, stream,"
            " option, amount, frequency, start_on) VALUES (" +
            id + ", 1, " + id + ", 1, 'L" + id + "', " + first + ", " + (id == "3" ? "2" : "1") +
            ", 1, 1, 3, 10000, 'weekly', " + first + ");";
    }
    area->run_script(sql.c_str());
    return area;
}

void check_row(const SpendRow& row) {
    const auto& spend = row.spend;
    require(spend.budget == 1 || spend.budget == 2);
    require(row.person == spend.budget);
    require(!spend.plan_line || (*spend.plan_line == 3) == (spend.budget == 2));
    require(!spend.plan_line || (*spend.plan_line >= 1 && *spend.plan_line <= 3));
    require(spend.amount > almoner::ledger::Money{});
    require(almoner::gateway::check_most_for_a_person(spend.amount).accepted());
    require(begins <= spend.spent_on && spend.spent_on <= today);
    require(spend.payee.size() <= longest_words && spend.what_for.size() <= longest_words);
    require(spend.reference.size() <= longest_reference);
    for (const std::string& words : {spend.payee, spend.what_for, spend.reference}) {
        require(almoner::gateway::is_utf8(words));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto area = small_area();
    const std::string bytes(data, data + size);
    const SpendReading read = read_spend_file(*area, "the file", bytes, today);
    std::set<std::size_t> wrong;
    for (const auto& each : read.errors) {
        require(!each.code.empty() && !each.words.empty() && !each.next.empty());
        const bool is_words =
            each.field == "payee" || each.field == "what_for" || each.field == "reference";
        require(!is_words || each.value.empty());
        wrong.insert(each.row);
    }
    std::set<std::size_t> good;
    for (const SpendRow& row : read.rows) {
        check_row(row);
        require(!wrong.contains(row.row));
        require(good.insert(row.row).second);
    }
    const SpendReading again = read_spend_file(*area, "the file", bytes, today);
    require(again.rows.size() == read.rows.size() && again.errors.size() == read.errors.size());
    return 0;
}
