#include "api/render/export.h"

#include "api/render/figures.h"
#include "gateway/csv/csv_writer.h"
#include "ledger/views/account_paths.h"
#include "ledger/views/transfer_lines.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace almoner::api {
namespace {

using ledger::AccountPath;
using ledger::AccountPaths;
using ledger::TransferLine;

using Names = std::map<std::int64_t, std::string>;
using ComponentWriter = std::string (*)(const std::string&);

std::string as_it_is(const std::string& component) {
    return component;
}

// A component of a Beancount account begins with a capital or a digit and has letters, digits and
// hyphens.
std::string for_beancount(const std::string& component) {
    std::string legal = component;
    for (char& c : legal) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (c < '0' || c > '9') && c != '-') c = '-';
    }
    if (!legal.empty() && legal[0] >= 'a' && legal[0] <= 'z') {
        legal[0] = static_cast<char>(legal[0] - 'a' + 'A');
    }
    return legal.empty() || legal[0] == '-' ? "X" + legal : legal;
}

// Two accounts never share a name: the later one gets its number in the books.
Names names_of(const AccountPaths& paths, ComponentWriter write) {
    Names names;
    std::set<std::string> taken;
    for (const auto& [id, path] : paths.all()) {
        std::string name;
        for (const std::string& component : path) {
            name += (name.empty() ? "" : ":") + write(component);
        }
        if (!taken.insert(name).second) taken.insert(name += "-" + std::to_string(id));
        names.emplace(id, name);
    }
    return names;
}

std::string event_name(const TransferLine& line) {
    return line.event == nullptr ? "unlisted" : std::string(line.event->name);
}

// Rows leave in blocks, so that an area of any size fits in little memory.
class CsvBlocks {
  public:
    explicit CsvBlocks(std::ostream& out) : out_(out), block_(header()) {
        out_ << block_.bytes();
        header_size_ = block_.bytes().size();
    }
    void row(const std::vector<std::string>& cells) {
        block_.row(cells);
        if (block_.bytes().size() > block_bytes) flush();
    }
    void flush() {
        out_ << std::string_view(block_.bytes()).substr(header_size_);
        block_ = gateway::CsvWriter(header());
    }

  private:
    static constexpr std::size_t block_bytes = 65'536;
    static std::vector<std::string> header() {
        return {"version",
                "transfer",
                "journal",
                "booked",
                "effective",
                "settled",
                "event",
                "debit_account",
                "credit_account",
                "amount_pence",
                "amount_pounds",
                "plan_line",
                "period_first",
                "period_last",
                "reverses_journal"};
    }
    std::ostream& out_;
    gateway::CsvWriter block_;
    std::size_t header_size_ = 0;
};

std::vector<std::string> csv_cells(const TransferLine& line, const Names& names) {
    return {std::to_string(layout_version),
            std::to_string(line.id),
            std::to_string(line.seq),
            line.booked.iso(),
            line.effective.iso(),
            line.settled ? line.settled->iso() : "",
            event_name(line),
            names.at(line.debit),
            names.at(line.credit),
            std::to_string(line.amount.pence()),
            ledger::money_decimal(line.amount),
            line.plan_line,
            line.period ? line.period->first.iso() : "",
            line.period ? line.period->last.iso() : "",
            line.reverses ? std::to_string(*line.reverses) : ""};
}

void write_hledger(std::ostream& out, const TransferLine& line, const Names& names) {
    out << line.effective.iso() << " (" << line.seq << ") " << event_name(line)
        << "  ; transfer:" << line.id << ", booked:" << line.booked.iso();
    if (line.settled) out << ", settled:" << line.settled->iso();
    if (line.period) {
        out << ", first:" << line.period->first.iso() << ", last:" << line.period->last.iso();
    }
    if (!line.plan_line.empty()) out << ", plan-line:" << line.plan_line;
    if (line.reverses) out << ", reverses:" << *line.reverses;
    const std::string sum = ledger::money_decimal(line.amount);
    out << "\n    " << names.at(line.debit) << "  " << sum << " GBP\n    " << names.at(line.credit)
        << "  -" << sum << " GBP\n\n";
}

void write_beancount(std::ostream& out, const TransferLine& line, const Names& names) {
    out << line.effective.iso() << " * \"" << event_name(line) << "\"\n  transfer: " << line.id
        << "\n  journal: " << line.seq << "\n  booked: " << line.booked.iso() << '\n';
    if (line.settled) out << "  settled: " << line.settled->iso() << '\n';
    if (line.period) {
        out << "  first: " << line.period->first.iso() << "\n  last: " << line.period->last.iso()
            << '\n';
    }
    if (!line.plan_line.empty()) out << "  plan-line: \"" << line.plan_line << "\"\n";
    if (line.reverses) out << "  reverses: " << *line.reverses << '\n';
    const std::string sum = ledger::money_decimal(line.amount);
    out << "  " << names.at(line.debit) << "  " << sum << " GBP\n  " << names.at(line.credit)
        << "  -" << sum << " GBP\n\n";
}

void open_hledger(std::ostream& out, const Names& names) {
    out << "; Dates are the day that each sum belongs to; debits are above zero.\n"
           "commodity 1000.00 GBP\n\n";
    for (const auto& [id, name] : names) out << "account " << name << '\n';
    out << '\n';
}

void open_beancount(std::ostream& out, const Names& names) {
    out << "option \"title\" \"Almoner\"\noption \"operating_currency\" \"GBP\"\n\n"
           "1970-01-01 commodity GBP\n";
    for (const auto& [id, name] : names) out << "1970-01-01 open " << name << " GBP\n";
    out << '\n';
}

}  // namespace

std::optional<ExportFormat> export_format_named(std::string_view name) {
    if (name == "csv") return ExportFormat::csv;
    if (name == "hledger") return ExportFormat::hledger;
    if (name == "beancount") return ExportFormat::beancount;
    return std::nullopt;
}

ledger::Outcome<ledger::Done> export_area(const ledger::Scope& scope,
                                          ledger::Database& database,
                                          ExportFormat format,
                                          std::ostream& out,
                                          const ledger::AsOf& as_of) {
    auto allowed = ledger::sees_whole_area(scope);
    if (!allowed.accepted()) return allowed;
    const AccountPaths paths(database);
    const bool beancount = format == ExportFormat::beancount;
    const Names names = names_of(paths, beancount ? for_beancount : as_it_is);
    if (format == ExportFormat::csv) {
        CsvBlocks blocks(out);
        auto done = each_transfer(
            scope,
            database,
            [&](const TransferLine& line) { blocks.row(csv_cells(line, names)); },
            as_of);
        blocks.flush();
        return done;
    }
    if (beancount) {
        open_beancount(out, names);
    } else {
        open_hledger(out, names);
    }
    if (as_of.how != ledger::AsOf::How::now) out << "; Only " << words_of(as_of) << ".\n\n";
    const auto write = beancount ? write_beancount : write_hledger;
    return each_transfer(
        scope, database, [&](const TransferLine& line) { write(out, line, names); }, as_of);
}

}  // namespace almoner::api
