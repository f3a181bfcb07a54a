#include "scheduler/reconciliation/read_lines.h"

#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::StatementLine;
using ledger::Date;

// Of its booked lines, as far as they say.
void note_day_and_currency(const StatementLine& line, ReadStatement& read) {
    if (!line.booked) return;
    if (read.foreign.empty() && is_foreign(line.currency)) read.foreign = line.currency;
    if (!line.booked_on) return;
    const Date day = *line.booked_on;
    if (!read.first_day || day < *read.first_day) read.first_day = day;
    if (!read.last_day || *read.last_day < day) read.last_day = day;
}

}  // namespace

bool is_foreign(const std::string& currency) {
    return !currency.empty() && currency != "GBP";
}

ReadLines::ReadLines(std::string salt, std::int64_t last_payment, Date today)
    : fingerprints_(std::move(salt)), last_payment_(last_payment), today_(today) {}

ReadStatement& ReadLines::of(std::size_t statement) {
    if (statements_.size() <= statement) statements_.resize(statement + 1);
    return statements_[statement];
}

// Words may look like a reference of ours that was never given out.
std::int64_t ReadLines::payment_of(const StatementLine& line) const {
    const std::int64_t payment = payment_named_by(line);
    return payment <= last_payment_ ? payment : 0;
}

void ReadLines::take(std::size_t statement, const StatementLine& line) {
    ReadStatement& read = of(statement);
    note_day_and_currency(line, read);
    ReadLine& kept = read.lines.emplace_back();
    kept.fingerprint = fingerprints_.of(line);
    kept.place = static_cast<std::uint32_t>(read.lines.size());
    kept.booked = line.booked;
    kept.value_on = line.value_on;
    kept.line.amount = line.amount;
    if (!kept.posts()) return;
    kept.line.booked_on = line.booked_on.value_or(today_);
    kept.line.payment = payment_of(line);
    kept.line.returned = line.returned;
    kept.line.reason = reason_of(line.return_code);
    if (kept.line.payment != 0) {
        kept.bank_reference = line.bank_reference;
    } else {
        kept.line.texts = texts_of(line);
        kept.raw = line.raw;
    }
}

}  // namespace almoner::scheduler
