#include "scheduler/spending/spend_identity.h"

#include "ledger/journal/canonical.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/area_salt.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string_view>

namespace almoner::scheduler {
namespace {

constexpr std::string_view salt_of_spending = "spending";
constexpr std::size_t fingerprint_octets = 16;

// The same words, however they are spaced and capitalised.
std::string plain(std::string_view words) {
    std::string text;
    for (const char each : words) {
        const auto octet = static_cast<unsigned char>(each);
        if (std::isspace(octet) != 0) continue;
        text += static_cast<char>(std::tolower(octet));
    }
    return text;
}

}  // namespace

SpendIdentities::SpendIdentities(ledger::Work& work)
    : database_(work.database()), salt_(ledger::area_salt(work, salt_of_spending)) {}

std::string SpendIdentities::fingerprint(const ledger::Spend& spend) const {
    ledger::CanonicalWriter out;
    out.text(salt_);
    out.integers(
        {spend.budget, spend.is_refund ? 1 : 0, spend.spent_on.days(), spend.amount.pence()});
    for (const std::string* const words : {&spend.payee, &spend.what_for, &spend.reference}) {
        out.text(plain(*words));
    }
    const ledger::Digest digest = ledger::sha256(out.octets());
    return {digest.begin(), digest.begin() + fingerprint_octets};
}

std::string SpendIdentities::mark_of(std::string_view file) const {
    return ledger::sha256_hex(salt_ + std::string(file));
}

bool SpendIdentities::name_next(ledger::Spend& spend) {
    spend.fingerprint = fingerprint(spend);
    spend.occurrence = ++seen_[{spend.budget, spend.fingerprint}];
    return !ledger::is_spend_known(database_, spend.budget, spend.fingerprint, spend.occurrence);
}

void SpendIdentities::name_another(ledger::Spend& spend) {
    while (!name_next(spend)) {
    }
}

}  // namespace almoner::scheduler
