#include "scheduler/payroll/pay_payees.h"

#include "gateway/text/transliterate.h"
#include "ledger/records/assistant.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/pay_order.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/private_words.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;

constexpr std::size_t longest_reference = 18;  // of a Bacs item

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

PayPayee known_by(std::int64_t account, std::string_view reference, std::int64_t person) {
    std::string carried = bank_reference(reference);
    const bool is_missing = carried.empty();
    return {.payee_account = account,
            .reference = std::move(carried),
            .is_reference_missing = is_missing,
            .person = person};
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(text);
}

std::int64_t confirmed_of(const std::vector<ledger::PayeeAccount>& accounts) {
    std::int64_t number = 0;
    for (const ledger::PayeeAccount& each : accounts) {
        if (each.status == ledger::PayeeStatus::confirmed) number = each.number;
    }
    return number;
}

// What two are called names neither.
void add(std::map<std::string, std::int64_t, std::less<>>& accounts,
         std::string_view called,
         std::int64_t account) {
    const auto [known, is_new] = accounts.emplace(without_spaces(called), account);
    if (!is_new) known->second = 0;
}

std::int64_t found_in(const std::map<std::string, std::int64_t, std::less<>>& accounts,
                      std::string_view called) {
    const auto found = accounts.find(called);
    return found == accounts.end() ? 0 : found->second;
}

std::optional<ledger::Assistant> assistant_of(ledger::Database& database, std::int64_t employment) {
    const auto job = ledger::employment_numbered(database, employment, ledger::last_day_of_all);
    if (!job) return std::nullopt;
    return ledger::assistant_numbered(database, job->assistant, ledger::last_day_of_all);
}

}  // namespace

std::string without_spaces(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (const char c : text) {
        if (c != ' ') plain.push_back(upper(c));
    }
    return plain;
}

std::string bank_reference(std::string_view text) {
    std::string plain = without_spaces(text);
    const bool is_whole = plain.size() <= longest_reference &&
                          gateway::written_in(gateway::CharacterSet::bacs, plain);
    return is_whole ? plain : std::string{};
}

PayPayees::PayPayees(ledger::Database& database, Date today) : database_(database), today_(today) {
    for (const ledger::Organisation& each : ledger::organisations_on(database, today)) {
        if (each.kind != ledger::OrganisationKind::provider) continue;
        const std::int64_t account =
            confirmed_of(ledger::payee_accounts_of_organisation(database, each.number, today));
        add(by_ref_, each.ref, account);
        add(by_name_, each.name, account);
    }
}

std::int64_t PayPayees::account_of(std::string_view provider) const {
    const std::string plain = without_spaces(provider);
    const auto known = by_ref_.find(plain);
    return known == by_ref_.end() ? found_in(by_name_, plain) : known->second;
}

PayPayee PayPayees::of(const OpenPay& pay) const {
    if (pay.kind == ledger::PaymentKind::hmrc_paid) return of_hmrc(pay);
    if (pay.kind == ledger::PaymentKind::pension_paid) return of_pension(pay);
    return pay.kind == ledger::PaymentKind::attachment_paid ? of_order(pay) : of_wages(pay);
}

PayPayee PayPayees::of_hmrc(const OpenPay& pay) const {
    const auto employer = ledger::employer_numbered(database_, pay.employer, today_);
    if (!employer) return {.is_reference_missing = true};
    const std::string office =
        without_spaces(ledger::words_of(database_, employer->accounts_private));
    return known_by(found_in(by_ref_, hmrc_payee),  // whoever else is called so
                    office.empty() ? office : office + pay.period,
                    ledger::holder_of(database_, *employer));
}

PayPayee PayPayees::of_pension(const OpenPay& pay) const {
    const auto employer = ledger::employer_numbered(database_, pay.employer, today_);
    if (!employer) return {.is_reference_missing = true};
    const ledger::PensionPlace place = ledger::pension_place(database_, *employer);
    return known_by(
        account_of(place.provider), place.reference, ledger::holder_of(database_, *employer));
}

// Where they have other bank details by now, these are paid.
PayPayee PayPayees::of_wages(const OpenPay& pay) const {
    const auto slip = ledger::pay_slip_by_id(database_, pay.slip);
    if (!slip) return {};
    const auto assistant = assistant_of(database_, slip->employment);
    const std::int64_t own =
        assistant
            ? confirmed_of(ledger::payee_accounts_of_person(database_, assistant->person, today_))
            : 0;
    return {.payee_account = own == 0 ? slip->payee_account : own};
}

// "B4 17823, DWP": the court's reference, then after the last comma who is paid.
PayPayee PayPayees::of_order(const OpenPay& pay) const {
    const auto slip = ledger::pay_slip_by_id(database_, pay.slip);
    if (!slip) return {};
    const auto assistant = assistant_of(database_, slip->employment);
    const auto orders = ledger::pay_orders_of(database_, slip->employment, ledger::last_day_of_all);
    const auto order = std::ranges::find(orders, pay.pay_order, &ledger::PayOrder::number);
    if (order == orders.end() || !assistant) return {.is_reference_missing = true};
    const std::string words = ledger::words_of(database_, order->words_private);
    const std::size_t comma = words.rfind(',');
    if (comma == std::string::npos) return {.is_reference_missing = true};
    return known_by(account_of(trimmed(std::string_view(words).substr(comma + 1))),
                    std::string_view(words).substr(0, comma),
                    assistant->person);
}

}  // namespace almoner::scheduler
