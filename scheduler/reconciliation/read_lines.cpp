#include "scheduler/reconciliation/read_lines.h"

#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::StatementLine;
using ledger::Date;

// The books count days from 1970 on. Banks post-date by days, never by years.
const Date first_day{};
constexpr std::int32_t furthest_ahead = 366;

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

std::optional<UnpostableLine> ReadLines::problem_of(const StatementLine& line) const {
    if (!line.booked) return std::nullopt;
    if (is_foreign(line.currency)) return UnpostableLine{.currency = line.currency};
    const Date booked = line.booked_on.value_or(today_);
    if (booked < first_day || today_ + furthest_ahead < booked)
        return UnpostableLine{.day = booked};
    return std::nullopt;
}

// Words may look like a reference of ours that was never given out.
std::int64_t ReadLines::payment_of(const StatementLine& line) const {
    const std::int64_t payment = payment_named_by(line);
    return payment <= last_payment_ ? payment : 0;
}

void ReadLines::take(std::size_t statement, const StatementLine& line) {
    ReadStatement& read = of(statement);
    if (!read.unpostable) read.unpostable = problem_of(line);
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
    kept.line.return_code = line.return_code;
    if (kept.line.payment != 0) {
        kept.bank_reference = line.bank_reference;
    } else {
        kept.line.texts = texts_of(line);
        kept.raw = line.raw;
    }
}

}  // namespace almoner::scheduler
