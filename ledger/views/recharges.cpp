#include "ledger/views/recharges.h"

#include "ledger/posting/account.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/views/transfer_lines.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace almoner::ledger {
namespace {

const Query still_owed{
    "SELECT bank_account, stream, body, debit_posted - credit_posted FROM account"
    " WHERE budget = 0 AND name = 40"};
const Query with_others{
    "SELECT body, stream, name, SUM(debit_posted - credit_posted) FROM account WHERE budget = 0"
    " AND name IN (34, 40) AND body <> $1 AND body <> 0 AND stream < 6 AND bank_account IN"
    " (SELECT number FROM bank_account WHERE owner = $1) GROUP BY body, stream, name"
    " ORDER BY body, stream, name"};
static_assert(static_cast<int>(AccountName::bank) == 34 &&
              static_cast<int>(AccountName::receivable_partner) == 40);
static_assert(static_cast<int>(Stream::unassigned) == 6);

std::string body_ref(Database& database, std::int64_t number) {
    const auto body = organisation_numbered(database, number, last_day_of_all);
    return body ? body->ref : std::to_string(number);
}

std::string bank_ref(Database& database, std::int64_t number) {
    const auto account = bank_account_numbered(database, number, last_day_of_all);
    return account ? account->ref : std::to_string(number);
}

std::string payment_words(Database& database, const Recharge& recharge) {
    if (!recharge.in_books) return "outside";
    switch (payment_of_recharge(database, recharge.id).state) {
        case RechargePayment::State::none: return "not approved";
        case RechargePayment::State::approved: return "approved";
        case RechargePayment::State::paid: return "paid";
    }
    return {};
}

using Place = std::tuple<std::int64_t, Stream, std::int64_t>;  // bank account, stream, partner
using Owed = std::map<Place, Money>;

Owed owed_by_place(Database& database) {
    Owed owed;
    for (Rows rows = database.select(still_owed); rows.next();) {
        owed[{rows.integer(0), rows.stream(1), rows.integer(2)}] = rows.money(3);
    }
    return owed;
}

Place place_of(const Recharge& recharge) {
    return {recharge.bank_account, recharge.stream, recharge.partner};
}

RechargeLine line_of(Database& database, const Recharge& recharge, Money owed, Date today) {
    return {.id = recharge.id,
            .lead = body_ref(database, recharge.lead),
            .partner = body_ref(database, recharge.partner),
            .bank_account = bank_ref(database, recharge.bank_account),
            .stream = recharge.stream,
            .until_on = recharge.until_on,
            .claimed_on = recharge.claimed_on,
            .claimed = recharge.amount,
            .received = recharge.amount - owed,
            .owed = owed,
            .days = owed.is_zero() ? 0 : today - recharge.claimed_on,
            .partner_pays = payment_words(database, recharge)};
}

}  // namespace

Outcome<std::vector<RechargeLine>> recharges(const Scope& scope, Database& database, Date today) {
    const Outcome<Done> allowed = sees_whole_area(scope);
    if (!allowed.accepted()) return allowed.refusal();
    std::vector<Recharge> all = every_recharge(database);
    Owed owed = owed_by_place(database);
    std::vector<RechargeLine> lines;
    // The newest are owed until all that is owed is told.
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        Money& left = owed[place_of(*each)];
        const Money of_this = std::max(Money{}, std::min(left, each->amount));
        left -= of_this;
        lines.push_back(line_of(database, *each, of_this, today));
    }
    std::ranges::reverse(lines);
    return lines;
}

std::vector<PartnerMoney> partner_money(Database& database, std::int64_t commissioner) {
    std::map<std::pair<std::int64_t, Stream>, PartnerMoney> money;
    for (Rows rows = database.select(with_others, commissioner); rows.next();) {
        PartnerMoney& of = money[{rows.integer(0), rows.stream(1)}];
        const bool at_bank = rows.integer(2) == static_cast<int>(AccountName::bank);
        if (at_bank) of.lent = std::max(Money{}, -rows.money(3));
        if (!at_bank) of.claimed = rows.money(3);
    }
    Owed owed = owed_by_place(database);
    for (const Recharge& recharge : every_recharge(database)) {
        if (recharge.partner != commissioner || !recharge.in_books) continue;
        Money& left = owed[place_of(recharge)];
        money[{recharge.lead, recharge.stream}].owed += left;
        left = {};
    }
    std::vector<PartnerMoney> all;
    for (auto& [key, of] : money) {
        of.with = body_ref(database, key.first);
        of.stream = key.second;
        of.unclaimed = std::max(Money{}, of.lent - of.claimed);
        if (!of.lent.is_zero() || !of.claimed.is_zero() || !of.owed.is_zero()) all.push_back(of);
    }
    return all;
}

}  // namespace almoner::ledger
