// The floors of a payment run and of a bank statement: the rows that such a job can't do without.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace almoner::bench {

// One booked line of a statement: a payment that left the account.
struct StatementLine {
    std::string ref;
    std::int64_t pence = 0;
};

// A camt.053.001.08 of these lines, with the fields that a UK bank usually gives.
[[nodiscard]] std::string camt_of(const std::vector<StatementLine>& lines);

// One payment as it stands in a file for the bank.
struct FilePayment {
    std::int64_t sort_code = 0;
    std::int64_t number = 0;
    std::int64_t pence = 0;
    std::string name;
};

// Writes and syncs the payments with the fields of a pain.001 that vary.
void write_payment_file(const std::filesystem::path& file,
                        const std::vector<FilePayment>& payments);

// Selects what is due, writes payment, posting, balance and next due date, one commit; then the
// file, synced.
[[nodiscard]] Run payment_run_floor(const std::filesystem::path& folder, std::int64_t payments);

// Reads the statement as a document, finds each payment by its reference, writes a line, marks the
// payment settled, one commit.
[[nodiscard]] Run statement_floor(const std::filesystem::path& folder, std::int64_t payments);

}  // namespace almoner::bench
