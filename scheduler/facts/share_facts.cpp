#include "scheduler/facts/share_facts.h"

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "scheduler/facts/attested.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using rules::Recipient;
using rules::SharedPart;
using rules::SharedParts;

constexpr std::size_t count_of_parts = names_of(SharedPart{}).size();

bool is_own_client(ledger::Database& database, const ledger::DataShare& share, Date on) {
    const auto service = ledger::organisation_numbered(database, share.recipient, on);
    if (!service) return false;
    const std::string payee = "support-service:" + service->ref;
    for (const ledger::Budget& budget :
         ledger::budgets_of(database, share.person, ledger::last_day_of_all)) {
        const auto agreements = ledger::agreements_of(database, budget.number, on);
        const bool is_paid = std::ranges::any_of(agreements, [&](const ledger::Agreement& each) {
            return each.payee == payee && each.status != ledger::AgreementStatus::draft &&
                   !(each.end_on && *each.end_on < on);
        });
        if (is_paid) return true;
    }
    return false;
}

}  // namespace

SharedParts parts_of(std::int64_t bits) {
    SharedParts parts;
    for (std::size_t i = 0; i < count_of_parts; ++i) {
        if (((bits >> i) & 1) != 0) parts.add(static_cast<SharedPart>(i));
    }
    return parts;
}

std::int64_t bits_of(SharedParts parts) {
    std::int64_t bits = 0;
    for (std::size_t i = 0; i < count_of_parts; ++i) {
        if (parts.holds(static_cast<SharedPart>(i))) bits |= std::int64_t{1} << i;
    }
    return bits;
}

rules::Facts facts_to_share(ledger::Database& database, const ledger::DataShare& share, Date on) {
    rules::Facts facts;
    for (const ledger::Budget& each :
         ledger::budgets_of(database, share.person, ledger::last_day_of_all)) {
        take_attested(
            database,
            ledger::attested_facts_of(database, {ledger::CaseKind::budget, each.number}, on),
            facts);
    }
    rules::InformationFacts& known = facts.information;
    const std::optional<bool> said = known.sharing_consent.value;
    // No document of a consent outlasts the no that is recorded; a legal basis needs no consent.
    const bool was_withheld = share.basis == "consent" && said == false;
    known.sharing_consent = !was_withheld && (share.evidence.has_value() || said.value_or(false));
    known.has_named_recipient = share.recipient != 0 || !share.name.empty();
    known.has_purpose = !share.purpose.empty();
    const auto recipient = rules::value_named<Recipient>(share.recipient_kind);
    if (!recipient) return facts;
    known.recipient = *recipient;
    const SharedParts parts = parts_of(share.parts);
    const SharedParts needed = needed_by(*recipient);
    known.minimum_fields = true;
    known.holds_health_data = false;
    for (std::size_t i = 0; i < count_of_parts; ++i) {
        const auto part = static_cast<SharedPart>(i);
        if (!parts.holds(part)) continue;
        if (!needed.holds(part)) known.minimum_fields = false;
        if (tells_of_health(part)) known.holds_health_data = true;
    }
    known.is_own_client =
        *recipient == Recipient::support_service && is_own_client(database, share, on);
    known.decision_recorded = true;  // the command's own journal row
    return facts;
}

}  // namespace almoner::scheduler
