#include "scheduler/payment_run/run_facts.h"

#include "ledger/records/operator_file.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::Query;
using ledger::Refusal;
using ledger::Rows;

const Query payee_accounts{
    "SELECT number, version, status, organisation,"
    " CASE WHEN COALESCE(confirmed_by, 0) = 0 THEN COALESCE(proposed_by, 0) ELSE 0 END"
    " FROM payee_account WHERE from_on <= $1 ORDER BY id"};
const Query client_accounts{
    "SELECT number, COALESCE(client_bank_account, 0) FROM organisation WHERE from_on <= $1"
    " ORDER BY version"};
const Query deaths{
    "SELECT p.number, p.died_on FROM person p WHERE p.died_on IS NOT NULL AND p.version ="
    " (SELECT MAX(version) FROM person v WHERE v.number = p.number AND v.from_on <= $1)"
    " ORDER BY p.number"};

#define ALMONER_EARLIER                                                                    \
    "agreement, id, seq, kind, period_first, period_last, attempt, payee_account, budget," \
    " nominal_on, advanced, net, reissues, sets_aside, state, run FROM payment"

const Query earlier_payments{"SELECT " ALMONER_EARLIER " ORDER BY id"};
const Query earlier_of_agreement{"SELECT " ALMONER_EARLIER " WHERE agreement = $1 ORDER BY id"};

#undef ALMONER_EARLIER

// And what of that lowered a reclaim, which is paid to nobody again.
#define ALMONER_CAME_BACK                                                                      \
    "m.payment, CAST(SUM(m.amount) AS BIGINT), COALESCE((SELECT CAST(SUM(c.amount) AS BIGINT)" \
    " FROM case_returned c WHERE c.payment = m.payment), 0) FROM line_match m WHERE"           \
    " m.kind = 'return' AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)"

const Query came_back{"SELECT " ALMONER_CAME_BACK " GROUP BY m.payment"};
const Query came_back_of_agreement{"SELECT " ALMONER_CAME_BACK
                                   " AND m.payment IN (SELECT id FROM payment WHERE agreement = $1)"
                                   " GROUP BY m.payment"};

#undef ALMONER_CAME_BACK

const Query kept_periods{
    "SELECT agreement, period_first FROM period_kept ORDER BY agreement, period_first"};

const Query opening_balances{"SELECT key, as_of FROM opening_balance"};

// "BUDGET|option" out of "kind|bank account|budget|option|commissioner|stream|owed to"; nothing for
// a bank's own balance.
std::string holding_in(std::string_view key) {
    for (int skipped = 0; skipped < 2; ++skipped) {
        const std::size_t bar = key.find('|');
        if (bar == std::string_view::npos) return {};
        key.remove_prefix(bar + 1);
    }
    const std::size_t option = key.find('|');
    if (option == 0 || option == std::string_view::npos) return {};
    return std::string(key.substr(0, key.find('|', option + 1)));
}

constexpr std::string_view holidays_next =
    "Load the list of bank holidays with 'almoner calendar load', then ask again.";

}  // namespace

Outcome<ledger::BankHolidays> holidays_for(ledger::Database& database, const ledger::Period& days) {
    const auto file = operator_file(database, ledger::OperatorFileKind::bank_holidays);
    if (!file) {
        return Refusal{.code = "bank-holidays-missing",
                       .words = "No list of bank holidays is loaded, so no payment day is known.",
                       .next = std::string(holidays_next),
                       .field = "",
                       .citation = ""};
    }
    Outcome<ledger::BankHolidays> holidays = ledger::parse_bank_holidays(file->content);
    if (!holidays.accepted()) return holidays.refusal();
    for (const Date day : {days.first, days.last}) {
        if (holidays.value().covers(day)) continue;
        return Refusal{.code = "bank-holidays-unknown",
                       .words = "The list of bank holidays does not reach " + day.words() + ".",
                       .next = std::string(holidays_next),
                       .field = "until",
                       .citation = ""};
    }
    return holidays;
}

ledger::BacsHours hours_of(const Surroundings& around) {
    ledger::BacsHours hours;
    if (const auto at = ledger::parse_time_of_day(around.setting("cut-off", "22:00"))) {
        hours.cut_off = *at;
    }
    if (const auto at = ledger::parse_time_of_day(around.setting("recall-until", "16:00"))) {
        hours.recall_until = *at;
    }
    return hours;
}

ledger::CivilTime london_now(const ledger::Stamp& stamp) {
    const std::chrono::sys_time<std::chrono::milliseconds> at{
        std::chrono::milliseconds(stamp.at_ms)};
    return ledger::london_civil(std::chrono::floor<std::chrono::seconds>(at));
}

PayeeBook::PayeeBook(ledger::Database& database, Date on) {
    std::map<std::int64_t, std::int32_t> client_account_of;  // of an organisation
    {
        Rows rows = database.select(client_accounts, on);
        while (rows.next()) {
            client_account_of[rows.integer(0)] = static_cast<std::int32_t>(rows.integer(1));
        }
    }
    Rows rows = database.select(payee_accounts, on);
    while (rows.next()) {
        const auto number = static_cast<std::size_t>(rows.integer(0));
        if (number >= by_number_.size()) {
            by_number_.resize(number + 1);
            versions_.resize(number + 1, 0);
        }
        if (versions_[number] > rows.integer(1)) continue;
        versions_[number] = rows.integer(1);
        const std::int64_t organisation = rows.integer(3);
        by_number_[number] = {
            .standing = rows.text(2) == "confirmed" ? rules::PayeeStanding::confirmed
                                                    : rules::PayeeStanding::blocked,
            .client_account = organisation == 0 ? 0 : client_account_of[organisation],
            .entered_alone_by = rows.integer(4)};
    }
}

PayeeFacts PayeeBook::of(std::int64_t payee_account) const {
    const auto at = static_cast<std::size_t>(payee_account);
    return at < by_number_.size() ? by_number_[at] : PayeeFacts{};
}

PeopleBook::PeopleBook(ledger::Database& database, Date on)
    : representatives_(ledger::representatives_on(database, on)) {
    Rows rows = database.select(deaths, on);
    while (rows.next()) deaths_.emplace_back(rows.integer(0), rows.date(1));
    std::ranges::stable_sort(representatives_, {}, &ledger::Representative::person);
}

std::optional<Date> PeopleBook::died_on(std::int64_t person) const {
    const auto at =
        std::ranges::lower_bound(deaths_, person, {}, &std::pair<std::int64_t, Date>::first);
    if (at == deaths_.end() || at->first != person) return std::nullopt;
    return at->second;
}

bool PeopleBook::has_representative(std::int64_t person, Date on) const {
    const auto all =
        std::ranges::equal_range(representatives_, person, {}, &ledger::Representative::person);
    return std::ranges::any_of(all, [&](const ledger::Representative& each) {
        return each.start_on <= on && (!each.end_on || on <= *each.end_on);
    });
}

TakeOvers::TakeOvers(ledger::Database& database) {
    Rows rows = database.select(opening_balances);
    while (rows.next()) {
        const std::string holding = holding_in(rows.text(0));
        if (holding.empty()) continue;
        Date& on = by_holding_.try_emplace(holding, rows.date(1)).first->second;
        on = std::max(on, rows.date(1));
    }
}

std::optional<Date> TakeOvers::taken_over_on(const std::string& budget_ref,
                                             ledger::Option option) const {
    if (by_holding_.empty()) return std::nullopt;
    const auto found = by_holding_.find(budget_ref + "|" + std::string(name_of(option)));
    if (found == by_holding_.end()) return std::nullopt;
    return found->second;
}

EarlierPayments::EarlierPayments(ledger::Database& database) {
    take(database.select(earlier_payments));
    take_returns(database.select(came_back));
    put_in_order();
    Rows rows = database.select(kept_periods);
    while (rows.next()) kept_.emplace_back(rows.integer(0), rows.date(1));
}

EarlierPayments::EarlierPayments(ledger::Database& database, std::int64_t agreement) {
    take(database.select(earlier_of_agreement, agreement));
    take_returns(database.select(came_back_of_agreement, agreement));
    put_in_order();
}

void EarlierPayments::take(Rows rows) {
    while (rows.next()) {
        payments_.push_back({.agreement = rows.integer(0),
                             .id = rows.integer(1),
                             .seq = rows.integer(2),
                             .run = rows.integer(15),
                             .kind = static_cast<ledger::PaymentKind>(rows.integer(3)),
                             .period = {rows.date(4), rows.date(5)},
                             .attempt = static_cast<std::int32_t>(rows.integer(6)),
                             .payee_account = rows.integer(7),
                             .budget = rows.integer(8),
                             .nominal_on = rows.date(9),
                             .advanced = rows.money(10),
                             .net = rows.money(11),
                             .reissues = rows.integer(12),
                             .sets_aside = rows.integer(13) != 0,
                             .state = static_cast<ledger::PaymentState>(rows.integer(14))});
    }
}

// While they stand in the order of their ids.
void EarlierPayments::take_returns(Rows rows) {
    while (rows.next()) {
        const auto payment = std::ranges::lower_bound(payments_, rows.integer(0), {}, &Earlier::id);
        if (payment == payments_.end() || payment->id != rows.integer(0)) continue;
        const ledger::Money kept = rows.money(2);
        payment->came_back = rows.money(1) - kept;
        // One of which a case keeps a part is as one that arrived, and of which the rest came back.
        if (!kept.is_zero() && payment->state == ledger::PaymentState::returned) {
            payment->state = ledger::PaymentState::settled;
        }
    }
}

void EarlierPayments::put_in_order() {
    for (std::size_t at = 0; at < payments_.size(); ++at) {
        const bool is_part = payments_[at].kind == ledger::PaymentKind::returned_part;
        if (payments_[at].reissues == 0 || is_part) continue;
        const auto before =
            std::ranges::lower_bound(payments_, payments_[at].reissues, {}, &Earlier::id);
        if (before != payments_.end() && before->id == payments_[at].reissues) {
            before->is_reissued = true;
        }
    }
    std::ranges::stable_sort(payments_, {}, &Earlier::agreement);
}

std::span<const Earlier> EarlierPayments::of(std::int64_t agreement) const {
    const auto found = std::ranges::equal_range(payments_, agreement, {}, &Earlier::agreement);
    return {found.begin(), found.end()};
}

void EarlierPayments::take_as_held(std::span<const std::int64_t> ids) {
    for (Earlier& payment : payments_) {
        if (std::ranges::binary_search(ids, payment.id)) {
            payment.state = ledger::PaymentState::held;
        }
    }
}

bool EarlierPayments::is_kept(std::int64_t agreement, Date period_first) const {
    return std::ranges::binary_search(kept_, std::pair(agreement, period_first));
}

}  // namespace almoner::scheduler
