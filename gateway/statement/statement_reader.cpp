#include "gateway/statement/statement_reader.h"

#include "gateway/iso20022/camt_reader.h"

#include <utility>

namespace almoner::gateway {

using ledger::Outcome;
using ledger::Refusal;

const std::vector<StatementReader>& statement_readers() {
    static const std::vector<StatementReader> readers{
        {"camt", iso20022::looks_like_xml, iso20022::read_camt},
    };
    return readers;
}

Outcome<std::vector<Statement>> for_each_line(std::string_view bytes, const LineSink& sink) {
    for (const StatementReader& reader : statement_readers()) {
        if (reader.recognises(bytes)) return reader.read(bytes, sink);
    }
    return Refusal{"format-unknown",
                   "The file is not a bank statement in a format that is read here.",
                   "Download it from the bank as camt.053 (XML).",
                   "file",
                   ""};
}

Outcome<std::vector<Statement>> read_statement(std::string_view bytes) {
    std::vector<std::vector<StatementLine>> lines;
    Outcome<std::vector<Statement>> outcome =
        for_each_line(bytes, [&lines](std::size_t statement, StatementLine&& line) {
            if (lines.size() <= statement) lines.resize(statement + 1);
            lines[statement].push_back(std::move(line));
        });
    if (!outcome.accepted()) return outcome;
    std::vector<Statement> statements = std::move(outcome).value();
    for (std::size_t i = 0; i < lines.size(); ++i) statements[i].lines = std::move(lines[i]);
    return statements;
}

}  // namespace almoner::gateway
