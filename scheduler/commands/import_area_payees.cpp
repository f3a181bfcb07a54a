#include "scheduler/commands/import_area_payees.h"

#include "ledger/bank_details/modulus_check.h"
#include "ledger/records/in_force.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/account_check.h"
#include "scheduler/commands/modulus_load.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::AccountDetails;
using gateway::AreaFile;
using ledger::BankDetails;
using ledger::CheckResult;
using ledger::PayeeAccount;
using ledger::PayeeStatus;

BankDetails stored(const AccountDetails& details) {
    return {.account_name = details.name,
            .sort_code = std::string(details.sort_code.digits()),
            .account_number = std::string(details.account_number.digits())};
}

std::string row_words(AreaFile file, std::size_t row) {
    return std::string(gateway::file_name(file)) + " row " + std::to_string(row);
}

gateway::AreaFinding warning(const AccountDetails& details,
                             AreaFile file,
                             std::size_t row,
                             CheckResult result) {
    const bool invalid = result == CheckResult::invalid;
    return {.file = std::string(gateway::file_name(file)),
            .row = row,
            .field = "account_number",
            .value = details.account_number.masked(),
            .code = invalid ? "account-invalid" : "account-uncheckable",
            .words = invalid ? "This account number can't exist under its sort code."
                             : "Nothing is known about the account numbers of this sort code.",
            .next = "Check both numbers with the account's holder before the first payment."};
}

gateway::AreaFinding unchecked() {
    return {.file = {},
            .row = 0,
            .field = {},
            .value = {},
            .code = "accounts-not-checked",
            .words = "No modulus table is in force: no sort code and account number was checked.",
            .next =
                "Load the table with 'almoner modulus load' before the import, or try the "
                "accounts with 'almoner check accounts'."};
}

}  // namespace

PayeeImport::PayeeImport(ImportContext& context)
    : context_(context), table_(modulus_in_force(context.work.database(), context.work.today())) {
    load();
}

void PayeeImport::load() {
    ledger::Database& database = context_.work.database();
    for (const PayeeAccount& account :
         ledger::payee_accounts_on(database, ledger::last_day_of_all)) {
        const std::int64_t number = account.number;
        auto details = ledger::bank_private(database, account.bank_private);
        auto& owned = account.person != 0 ? of_person_[account.person]
                                          : of_organisation_[account.organisation];
        owned.push_back(number);
        accounts_.emplace(number, Account{account, std::move(details)});
    }
}

void PayeeImport::import_organisations() {
    const gateway::AreaFiles& rows = context_.rows;
    const KnownArea& known = context_.known;
    for (const auto& row : rows.third_parties) {
        import_organisation(known.third_parties.number(row.third_party),
                            row.details,
                            {AreaFile::third_parties, row.row});
    }
    for (const auto& row : rows.providers) {
        import_organisation(
            known.providers.number(row.provider), row.details, {AreaFile::providers, row.row});
    }
    std::unordered_map<std::string_view, const gateway::BankAccountRow*> by_ref;
    for (const auto& row : rows.bank_accounts) by_ref.emplace(row.bank_account, &row);
    // One whose bank account the files leave out is in the books, and so are its details.
    for (const auto& row : rows.support_services) {
        const auto account = by_ref.find(row.client_bank_account);
        if (account == by_ref.end()) continue;
        import_organisation(known.support_services.number(row.support_service),
                            account->second->details,
                            {AreaFile::bank_accounts, account->second->row});
    }
}

void PayeeImport::import_organisation(std::int64_t organisation,
                                      const AccountDetails& details,
                                      Place place) {
    const auto found = of_organisation_.find(organisation);
    if (found == of_organisation_.end()) {
        add({.organisation = organisation}, details, place);
        return;
    }
    const Account& account = accounts_.at(found->second.back());
    if (account.details != stored(details)) propose(account.record, details, place);
}

std::int64_t PayeeImport::account_of_person(std::int64_t person,
                                            std::int64_t current,
                                            const gateway::AgreementRow& row) {
    const Place place{AreaFile::agreements, row.row};
    const AccountDetails& details = row.details.value();
    if (current != 0) {
        const Account& account = accounts_.at(current);
        if (account.details != stored(details)) propose(account.record, details, place);
        return current;
    }
    const bool is_new = new_person_.try_emplace(person, !of_person_.contains(person)).first->second;
    for (const std::int64_t number : of_person_[person]) {
        if (accounts_.at(number).details == stored(details)) return number;
    }
    // Somebody who is paid already gets further details only with a second person's word.
    PayeeAccount account{.person = person,
                         .status = is_new ? PayeeStatus::confirmed : PayeeStatus::blocked};
    const std::int64_t number = add(account, details, place);
    if (!is_new) propose(accounts_.at(number).record, details, place);
    return number;
}

std::int64_t PayeeImport::account_of_organisation(std::int64_t organisation) const {
    return of_organisation_.at(organisation).back();
}

std::int64_t PayeeImport::add(PayeeAccount account, const AccountDetails& details, Place place) {
    account.from_on = context_.from;
    account.check_result = checked(details, place);
    account.proposed_by = context_.importer;
    // Two people have looked at whom the files alone name; others wait for one more.
    if (context_.proposed_by != 0 && account.status == PayeeStatus::confirmed) {
        account.proposed_by = context_.proposed_by;
        account.confirmed_by = context_.importer;
    }
    account.bank_private =
        ledger::insert_bank_private(context_.work, account.person, stored(details));
    account.number = ledger::insert_payee_account(context_.work, account);
    auto& owned =
        account.person != 0 ? of_person_[account.person] : of_organisation_[account.organisation];
    owned.push_back(account.number);
    accounts_.emplace(account.number, Account{account, stored(details)});
    return account.number;
}

void PayeeImport::propose(const PayeeAccount& account, const AccountDetails& details, Place place) {
    ProposedPayee& payee = context_.report.proposals.emplace_back(
        ProposedPayee{row_words(place.file, place.row), account.number});
    if (const auto open = open_proposal(account.number, stored(details))) {
        payee.proposal = *open;
        return;
    }
    const CheckResult result = checked(details, place);
    const bool blocked = account.status == PayeeStatus::blocked;
    if (!context_.apply && !blocked) return;
    payee.proposal = ledger::insert_proposal(
        context_.work,
        {.kind = std::string(ledger::payee_account_proposal),
         .subject = account.number,
         .from_on = context_.from,
         .content = nlohmann::json{{"check_result", name_of(result)}}.dump(),
         .private_row = ledger::insert_bank_private(context_.work, account.person, stored(details)),
         .proposed_by = context_.importer});
}

std::optional<std::int64_t> PayeeImport::open_proposal(std::int64_t payee_account,
                                                       const BankDetails& details) const {
    ledger::Database& database = context_.work.database();
    for (const auto& open : ledger::open_proposals(database, ledger::payee_account_proposal)) {
        const bool same = open.subject == payee_account && open.private_row &&
                          ledger::bank_private(database, *open.private_row) == details;
        if (same) return open.id;
    }
    return std::nullopt;
}

CheckResult PayeeImport::checked(const AccountDetails& details, Place place) {
    if (!table_) {
        if (!std::exchange(said_unchecked_, true)) context_.report.warnings.push_back(unchecked());
        return CheckResult::not_checked;
    }
    const CheckResult result =
        check_result_of(ledger::check(*table_, details.sort_code, details.account_number));
    if (result != CheckResult::valid) {
        context_.report.warnings.push_back(warning(details, place.file, place.row, result));
    }
    return result;
}

}  // namespace almoner::scheduler
