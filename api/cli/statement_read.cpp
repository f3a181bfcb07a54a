#include "api/cli/statement_read.h"

#include "api/render/figures.h"
#include "gateway/statement/field_text.h"
#include "gateway/statement/statement_json.h"
#include "gateway/statement/statement_reader.h"

#include <algorithm>
#include <optional>
#include <ostream>

namespace almoner::api {
namespace {

using ledger::Date;
using ledger::Money;

Cell day_cell(const std::optional<Date>& day) {
    return day ? Cell(*day) : Cell();
}

constexpr std::size_t amount_at = 4;  // among the columns of lines

bool is_in_pounds(const std::string& currency) {
    return currency == "GBP";
}

bool all_in_pounds(const std::vector<gateway::Statement>& statements) {
    return std::ranges::all_of(statements, [](const gateway::Statement& each) {
        const bool balances =
            std::ranges::all_of(each.balances, is_in_pounds, &gateway::StatementBalance::currency);
        return balances &&
               std::ranges::all_of(each.lines, is_in_pounds, &gateway::StatementLine::currency);
    });
}

// As its currency counts: "-1234.50" of euros, "-1234" of yen.
std::string decimal(Money amount, const std::string& currency) {
    const std::size_t places = gateway::decimals_of(currency);
    const std::int64_t pence = amount.pence();
    std::string digits = std::to_string(pence);
    const std::string sign = pence < 0 ? "-" : "";
    if (pence < 0) digits.erase(0, 1);
    if (places == 0) return sign + digits;
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    return sign + digits.insert(digits.size() - places, ".");
}

// Where some are not in pounds, each says what it is in.
Cell amount_cell(Money amount, const std::string& currency, Kind kind) {
    if (kind == Kind::money) return amount;
    return currency + " " + decimal(amount, currency);
}

Figures lines_of(const std::vector<gateway::Statement>& statements) {
    const Kind kind = all_in_pounds(statements) ? Kind::money : Kind::text;
    Figures lines{.name = "lines",
                  .title = "Lines",
                  .columns = {{"statement", "Statement", Kind::text},
                              {"account", "Account", Kind::text},
                              {"booked_on", "Booked", Kind::date},
                              {"value_on", "Value", Kind::date, Seen::by_programs},
                              {"amount", "Amount", kind},
                              {"currency", "Currency", Kind::text, Seen::by_programs},
                              {"reference", "Reference", Kind::text},
                              {"counterparty", "With", Kind::text},
                              {"bank_reference", "Bank's own", Kind::text},
                              {"return_reason", "Returned", Kind::text},
                              {"remittance", "Says", Kind::text}},
                  .rows = {},
                  .notes = {}};
    for (const gateway::Statement& statement : statements) {
        for (const gateway::StatementLine& line : statement.lines) {
            lines.rows.push_back({statement.id,
                                  line.account,
                                  day_cell(line.booked_on),
                                  day_cell(line.value_on),
                                  amount_cell(line.amount, line.currency, kind),
                                  line.currency,
                                  line.references.end_to_end_id,
                                  line.counterparty.name,
                                  line.bank_reference,
                                  line.return_code,
                                  line.remittance});
        }
        for (const gateway::Violation& each : statement.violations) {
            lines.notes.push_back(statement.id + ", " + each.where + ": " + each.words);
        }
    }
    return lines;
}

// For a program: the columns don't depend on what the file holds. Those of pence and pounds are
// filled for pounds alone; the last is the amount in whatever `currency` says.
Figures lines_for_programs(const std::vector<gateway::Statement>& statements) {
    Figures lines = lines_of(statements);
    lines.columns[amount_at].kind = Kind::money;
    lines.columns.push_back({"amount_in_currency", "", Kind::text});
    auto row = lines.rows.begin();
    for (const gateway::Statement& statement : statements) {
        for (const gateway::StatementLine& line : statement.lines) {
            (*row)[amount_at] = is_in_pounds(line.currency) ? Cell(line.amount) : Cell();
            row->emplace_back(decimal(line.amount, line.currency));
            ++row;
        }
    }
    return lines;
}

Figures balances_of(const std::vector<gateway::Statement>& statements) {
    const Kind kind = all_in_pounds(statements) ? Kind::money : Kind::text;
    const auto cell = [&](const std::optional<gateway::StatementBalance>& balance) {
        return balance ? amount_cell(balance->amount, balance->currency, kind) : Cell();
    };
    Figures heads{.name = "statements",
                  .title = "Statements",
                  .columns = {{"statement", "Statement", Kind::text},
                              {"account", "Account", Kind::text},
                              {"format", "Format", Kind::text},
                              {"opening_balance", "Opening", kind},
                              {"closing_balance", "Closing", kind},
                              {"lines", "Lines", Kind::number}},
                  .rows = {},
                  .notes = {}};
    for (const gateway::Statement& each : statements) {
        heads.rows.push_back({each.id,
                              each.account,
                              each.format,
                              cell(each.opening),
                              cell(each.closing),
                              static_cast<std::int64_t>(each.lines.size())});
    }
    return heads;
}

}  // namespace

int statement_read(const Program& /*program*/, Call& call) {
    const auto read = gateway::read_statement(call.fields["statement"]);
    if (!read.accepted()) return show_refusal(call, read.refusal());
    switch (call.output) {
        case Call::Output::json:
            *call.out << gateway::statements_as_json(read.value()) << '\n';
            break;
        case Call::Output::csv: *call.out << csv_text(lines_for_programs(read.value())); break;
        case Call::Output::words:
            *call.out << terminal_table(balances_of(read.value())) << '\n'
                      << terminal_table(lines_of(read.value())) << '\n';
            break;
    }
    return exit_ok;
}

}  // namespace almoner::api
