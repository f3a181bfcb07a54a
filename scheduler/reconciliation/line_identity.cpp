#include "scheduler/reconciliation/line_identity.h"

#include "ledger/journal/sha256.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

const ledger::Query known_line{
    "SELECT 1 FROM statement_line WHERE bank_account = $1 AND fingerprint = $2 AND occurrence = "
    "$3"};
const ledger::Query known_lines{
    "SELECT fingerprint, occurrence FROM statement_line WHERE bank_account = $1"
    " ORDER BY fingerprint, occurrence"};
const ledger::Query newest_line{"SELECT COALESCE(MAX(id), 0) FROM statement_line"};

// With fewer stored lines than this for each that is asked about, one pass over all beats single
// look-ups.
constexpr std::int64_t worth_a_pass = 4;

std::int64_t days_of(const std::optional<ledger::Date>& day) {
    return day ? day->days() : -1;
}

void add_words(ledger::CanonicalWriter& out, const gateway::StatementLine& line) {
    out.integer(days_of(line.value_on));
    for (const std::string* text :
         {&line.return_code, &line.counterparty.account, &line.remittance, &line.description}) {
        out.text(*text);
    }
}

// A bank that gives no reference of its own may say so in words.
bool is_reference(const std::string& text) {
    return text.find_first_not_of("0 -") != std::string::npos && text != "NONREF" &&
           text != "NOTPROVIDED";
}

}  // namespace

Fingerprint Fingerprints::of(const gateway::StatementLine& line) {
    octets_.clear();
    octets_.text(salt_);
    octets_.integer(days_of(line.booked_on));
    octets_.integer(line.amount.pence());
    const gateway::References& refs = line.references;
    for (const std::string* text : {&line.bank_reference,
                                    &refs.end_to_end_id,
                                    &refs.payment_information_id,
                                    &refs.transaction_id}) {
        octets_.text(*text);
    }
    // A line that the bank gives out again with more words is the same line. The references stay:
    // some banks give all payments of a batch one reference of their own.
    if (!is_reference(line.bank_reference)) add_words(octets_, line);
    const ledger::Digest digest = ledger::sha256(octets_.octets());
    Fingerprint fingerprint{};
    std::copy_n(digest.begin(), fingerprint.size(), fingerprint.begin());
    return fingerprint;
}

std::vector<LineIdentity> LineCounter::next(std::span<const Fingerprint> lines) {
    std::vector<LineIdentity> identities;
    identities.reserve(lines.size());
    seen_.reserve(seen_.size() + lines.size());
    for (const Fingerprint& line : lines) {
        identities.push_back({.fingerprint = line,
                              .occurrence = ++seen_[line],
                              .place = static_cast<std::uint32_t>(identities.size())});
    }
    std::ranges::sort(identities, [](const LineIdentity& a, const LineIdentity& b) {
        return a.order(octets_of(b.fingerprint), b.occurrence) < 0;
    });
    mark_known(identities);
    return identities;
}

void LineCounter::mark_known(std::vector<LineIdentity>& sorted) {
    std::int64_t stored = 0;
    {
        ledger::Rows newest = database_.select(newest_line);
        if (newest.next()) stored = newest.integer(0);
    }
    if (stored <= worth_a_pass * static_cast<std::int64_t>(sorted.size())) {
        pass_over_stored(sorted);
    } else {
        look_up(sorted);
    }
}

void LineCounter::pass_over_stored(std::vector<LineIdentity>& sorted) {
    ledger::Rows rows = database_.select(known_lines, bank_account_);
    bool there = rows.next();
    for (LineIdentity& line : sorted) {
        while (there && line.order(rows.text(0), rows.integer(1)) > 0) there = rows.next();
        if (!there) return;
        line.known = line.order(rows.text(0), rows.integer(1)) == 0;
    }
}

void LineCounter::look_up(std::vector<LineIdentity>& sorted) {
    for (LineIdentity& line : sorted) {
        const ledger::Blob octets{octets_of(line.fingerprint)};
        line.known = database_.select(known_line, bank_account_, octets, line.occurrence).next();
    }
}

}  // namespace almoner::scheduler
