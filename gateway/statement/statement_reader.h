// Reads a bank statement in whatever format it comes: the one door for files from a bank.
#pragma once

#include "gateway/statement/line_sink.h"
#include "gateway/statement/statement.h"
#include "ledger/values/outcome.h"

#include <string_view>
#include <vector>

namespace almoner::gateway {

// A format. To add one, add its row to the table in statement_reader.cpp; the order is the order of
// asking.
struct StatementReader {
    std::string_view name;
    bool (*recognises)(std::string_view bytes) = nullptr;
    ledger::Outcome<std::vector<Statement>> (*read)(std::string_view bytes,
                                                    const LineSink& sink) = nullptr;
};

[[nodiscard]] const std::vector<StatementReader>& statement_readers();

// The statements of a file with all their lines. Refused only where account, amount, sign or date
// can't be read, or the format isn't known (format-unknown); everything else is in `violations`.
[[nodiscard]] ledger::Outcome<std::vector<Statement>> read_statement(std::string_view bytes);

// The same for large files: the lines go to `sink` one by one and are not kept.
[[nodiscard]] ledger::Outcome<std::vector<Statement>> for_each_line(std::string_view bytes,
                                                                    const LineSink& sink);

}  // namespace almoner::gateway
