#include "scheduler/reconciliation/line_identity.h"

#include "ledger/journal/sha256.h"

#include <algorithm>
#include <utility>

namespace almoner::scheduler {
namespace {

const ledger::Query known_line{
    "SELECT 1 FROM statement_line WHERE bank_account = $1 AND fingerprint = $2 AND occurrence = "
    "$3"};
const ledger::Query known_lines{
    "SELECT fingerprint, occurrence FROM statement_line WHERE bank_account = $1"
    " ORDER BY fingerprint, occurrence"};
const ledger::Query who_brought{
    "SELECT statement, occurrence FROM statement_line WHERE bank_account = $1 AND fingerprint = "
    "$2"};
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

// Those that don't say their days might.
bool share_a_day(const StatementSpan& one, const StatementSpan& other) {
    if (!one.first_day || !one.last_day || !other.first_day || !other.last_day) return true;
    return *one.first_day <= *other.last_day && *other.first_day <= *one.last_day;
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

std::int32_t LineCounter::Counted::next_of(const Fingerprint& line) {
    std::int32_t& number = last[line];
    ++number;
    const auto others = elsewhere.find(line);
    if (others == elsewhere.end()) return number;
    while (others->second.contains(number)) ++number;
    return number;
}

void LineCounter::Counted::add_held(const Fingerprint& line, Numbers& numbers) const {
    const auto found = last.find(line);
    if (found == last.end()) return;
    const auto others = elsewhere.find(line);
    for (std::int32_t number = 1; number <= found->second; ++number) {
        const bool is_elsewhere = others != elsewhere.end() && others->second.contains(number);
        if (!is_elsewhere) numbers.insert(number);
    }
}

std::vector<LineIdentity> LineCounter::next(std::span<const Fingerprint> lines,
                                            const StatementSpan& statement) {
    if (!counted_.empty()) {
        for (const auto& [line, number] : counted_.back().last) in_file_.insert(line);
    }
    Apart apart{.stored = stored_apart_from(database_, statement)};
    std::vector<LineIdentity> identities;
    identities.reserve(lines.size());
    Counted counted;
    counted.last.reserve(lines.size());
    for (const Fingerprint& line : lines) {
        if (counted.last.try_emplace(line, 0).second) {
            Numbers others = elsewhere(line, statement, apart);
            if (!others.empty()) counted.elsewhere.emplace(line, std::move(others));
        }
        identities.push_back({.fingerprint = line,
                              .occurrence = counted.next_of(line),
                              .place = static_cast<std::uint32_t>(identities.size())});
    }
    statements_.push_back(statement);
    counted_.push_back(std::move(counted));
    std::ranges::sort(identities, [](const LineIdentity& a, const LineIdentity& b) {
        return a.order(octets_of(b.fingerprint), b.occurrence) < 0;
    });
    mark_known(identities);
    return identities;
}

// Of a stored line only who brought it is known; of the file's statements, also what they repeat.
LineCounter::Numbers LineCounter::elsewhere(const Fingerprint& line,
                                            const StatementSpan& statement,
                                            Apart& apart) {
    Numbers numbers;
    if (in_file_.contains(line)) {
        if (!apart.in_file) apart.in_file = in_file_apart_from(statement);
        for (const std::size_t place : *apart.in_file) counted_[place].add_held(line, numbers);
    }
    if (apart.stored.empty()) return numbers;
    const ledger::Blob octets{octets_of(line)};
    for (ledger::Rows rows = database_.select(who_brought, bank_account_, octets); rows.next();) {
        if (!apart.stored.contains(rows.integer(0))) continue;
        numbers.insert(static_cast<std::int32_t>(rows.integer(1)));
    }
    return numbers;
}

// Without balances nobody can tell: what a bank gives in one file is given once. Of other days none
// has a line of it, and a balance that comes again there says nothing.
std::set<std::size_t> LineCounter::in_file_apart_from(const StatementSpan& one) const {
    std::set<std::size_t> apart;
    std::vector<std::size_t> places;
    std::vector<Balances> balances;
    for (std::size_t place = 0; place < statements_.size(); ++place) {
        const StatementSpan& other = statements_[place];
        if (!share_a_day(one, other)) continue;
        places.push_back(place);
        balances.push_back(other.balances);
        if (!one.balances.are_given() || !other.balances.are_given()) apart.insert(place);
    }
    for (const std::size_t at : before_it(one.balances, balances)) apart.insert(places[at]);
    for (const std::size_t at : after_it(one.balances, balances)) apart.insert(places[at]);
    return apart;
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
