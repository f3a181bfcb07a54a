// The modulus check of bank details that are in the books: of new ones, and of all by a new table.
#pragma once

#include "ledger/area/work.h"
#include "ledger/bank_details/modulus_check.h"
#include "ledger/bank_details/modulus_table.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/private_text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

[[nodiscard]] ledger::CheckResult check_result_of(ledger::ModulusResult result);

// By the table in force today; not_checked where there is none, or the details can't be read.
[[nodiscard]] ledger::CheckResult check_now(ledger::Database& database,
                                            const ledger::BankDetails& details,
                                            ledger::Date today);

// What a person should know of it before money goes there, with what to do; "" of valid details.
[[nodiscard]] std::string_view warning_of(ledger::CheckResult result);

struct Recheck {
    struct One {
        std::string payee;  // its reference
        std::int64_t payee_account = 0;
    };
    std::int64_t checked = 0;
    std::int64_t uncheckable = 0;
    std::int64_t now_pass = 0;  // failed before
    std::vector<One> now_fail;  // did not fail before
};

// Checks the details of every payee with this table. A table that is in force changes the results
// that stand beside the details; one of a day to come does not yet. Each that fails and did not
// fail before makes a task; nothing is refused or blocked for it.
[[nodiscard]] Recheck check_all_again(ledger::Work& work, const ledger::ModulusTable& table);

// What a failed check left to do is done: the payee's details were asked for again.
void close_check_tasks(ledger::Work& work, std::int64_t payee_account);

}  // namespace almoner::scheduler
