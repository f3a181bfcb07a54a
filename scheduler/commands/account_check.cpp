#include "scheduler/commands/account_check.h"

#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/records/task.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/modulus_load.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/tasks.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace almoner::scheduler {
namespace {

using ledger::CheckResult;
using ledger::PayeeAccount;

constexpr std::string_view kind = "account-check-failed";
constexpr std::int32_t task_days = 7;

std::string subject_of(std::int64_t payee_account) {
    return "payee account " + std::to_string(payee_account);
}

// Nothing where the details were erased, or are such as no table tells anything of.
std::optional<CheckResult> checked(const ledger::ModulusTable& table,
                                   const ledger::BankDetails& details) {
    const auto sort_code = ledger::SortCode::parse(details.sort_code);
    const auto number = ledger::AccountNumber::parse(details.account_number);
    if (!sort_code || !number) return std::nullopt;
    return check_result_of(ledger::check(table, *sort_code, *number));
}

std::optional<CheckResult> checked(ledger::Database& database,
                                   const ledger::ModulusTable& table,
                                   const PayeeAccount& account) {
    const auto details = ledger::bank_private(database, account.bank_private);
    return details ? checked(table, *details) : std::nullopt;
}

void keep_result(ledger::Work& work, PayeeAccount account, CheckResult result) {
    account.check_result = result;
    account.from_on = std::max(account.from_on, work.today());
    ledger::insert_payee_account(work, account);
}

void open_task(ledger::Work& work, const Recheck::One& failed, const std::string& version) {
    const std::string subject = subject_of(failed.payee_account);
    const std::string words = "The account number that " + failed.payee +
                              " is paid on does not pass the check by table " + version +
                              ": ask the payee for both numbers again";
    ledger::insert_task(work,
                        {.kind = kind,
                         .subject = subject,
                         .due_on = work.today() + task_days,
                         .owner = "finance",
                         .words = words});
}

void open_tasks_anew(ledger::Work& work, const Recheck& all, const std::string& version) {
    for (const Recheck::One& failed : all.now_fail) {
        close_check_tasks(work, failed.payee_account);  // of a table that was loaded ahead of it
        open_task(work, failed, version);
    }
}

}  // namespace

CheckResult check_result_of(ledger::ModulusResult result) {
    switch (result) {
        case ledger::ModulusResult::valid: return CheckResult::valid;
        case ledger::ModulusResult::invalid: return CheckResult::invalid;
        case ledger::ModulusResult::uncheckable: return CheckResult::uncheckable;
    }
    throw ledger::InvariantBroken("unlisted modulus result");
}

CheckResult check_now(ledger::Database& database,
                      const ledger::BankDetails& details,
                      ledger::Date today) {
    const auto table = modulus_in_force(database, today);
    const auto result = table ? checked(*table, details) : std::nullopt;
    return result.value_or(CheckResult::not_checked);
}

std::string_view warning_of(CheckResult result) {
    switch (result) {
        case CheckResult::valid: return {};
        case CheckResult::invalid:
            return "This account number can't exist under its sort code: ask the account's holder "
                   "for both numbers again, and propose the right ones, before money goes there.";
        case CheckResult::uncheckable:
            return "This sort code is in no range of the modulus table, so the account number "
                   "cannot be checked: ask the account's holder for both numbers again before "
                   "money goes there.";
        case CheckResult::not_checked:
            return "No modulus table is in force, so nothing says whether this bank and account "
                   "number can exist. Load the table with 'almoner modulus load', or ask the "
                   "account's holder for both numbers again before money goes there.";
    }
    throw ledger::InvariantBroken("unlisted check result");
}

Recheck check_all_again(ledger::Work& work, const ledger::ModulusTable& table) {
    Recheck all;
    const bool in_force = table.edition().valid_from <= work.today();
    for (const PayeeAccount& account :
         ledger::payee_accounts_on(work.database(), ledger::last_day_of_all)) {
        const auto result = checked(work.database(), table, account);
        if (!result) continue;
        ++all.checked;
        if (*result == CheckResult::uncheckable) ++all.uncheckable;
        if (*result == account.check_result) continue;
        if (in_force) keep_result(work, account, *result);
        if (*result == CheckResult::invalid) {
            all.now_fail.push_back({payee_ref(work.database(), account.number), account.number});
        } else if (account.check_result == CheckResult::invalid) {
            ++all.now_pass;
            if (in_force) close_check_tasks(work, account.number);
        }
    }
    open_tasks_anew(work, all, table.edition().version);
    return all;
}

void close_check_tasks(ledger::Work& work, std::int64_t payee_account) {
    (void)close_tasks(work, kind, subject_of(payee_account), "bank details checked again");
}

}  // namespace almoner::scheduler
