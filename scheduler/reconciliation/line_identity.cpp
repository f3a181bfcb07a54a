#include "scheduler/reconciliation/line_identity.h"

#include "ledger/journal/canonical.h"
#include "ledger/journal/sha256.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

const ledger::Query known_line{
    "SELECT 1 FROM statement_line WHERE bank_account = $1 AND fingerprint = $2 AND occurrence = "
    "$3"};

std::int64_t days_of(const std::optional<ledger::Date>& day) {
    return day ? day->days() : -1;
}

}  // namespace

Fingerprint fingerprint_of(const gateway::StatementLine& line) {
    ledger::CanonicalWriter out;
    out.integer(days_of(line.booked_on));
    out.integer(days_of(line.value_on));
    out.integer(line.amount.pence());
    const gateway::References& refs = line.references;
    for (const std::string* text : {&refs.end_to_end_id,
                                    &refs.payment_information_id,
                                    &refs.transaction_id,
                                    &line.bank_reference,
                                    &line.return_code,
                                    &line.counterparty.account,
                                    &line.remittance,
                                    &line.description}) {
        out.text(*text);
    }
    const ledger::Digest digest = ledger::sha256(out.octets());
    Fingerprint fingerprint{};
    std::copy_n(digest.begin(), fingerprint.size(), fingerprint.begin());
    return fingerprint;
}

LineCounter::Identity LineCounter::next(const gateway::StatementLine& line) {
    Identity identity{.fingerprint = fingerprint_of(line)};
    identity.occurrence = ++seen_[identity.fingerprint];
    const ledger::Blob octets{octets_of(identity.fingerprint)};
    identity.known =
        database_.select(known_line, bank_account_, octets, identity.occurrence).next();
    return identity;
}

}  // namespace almoner::scheduler
