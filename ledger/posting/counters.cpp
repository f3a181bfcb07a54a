#include "ledger/posting/counters.h"

namespace almoner::ledger {
namespace {

const Query all_accounts{
    "SELECT name, stream, option, body, bank_account, budget, debit_posted, credit_posted,"
    " debit_pending, credit_pending, excused FROM account ORDER BY id"};
const Query all_joints{
    "SELECT budget, option, free, excused FROM joint_held ORDER BY budget, option"};

std::int32_t number(const Rows& rows, int column) {
    return static_cast<std::int32_t>(rows.integer(column));
}

}  // namespace

Counters read_counters(Database& database) {
    Counters counters;
    Rows accounts = database.select(all_accounts);
    while (accounts.next()) {
        counters.accounts.push_back({.key = {.name = static_cast<AccountName>(accounts.integer(0)),
                                             .stream = accounts.stream(1),
                                             .option = accounts.option(2),
                                             .body = number(accounts, 3),
                                             .bank_account = number(accounts, 4),
                                             .budget = number(accounts, 5)},
                                     .debit_posted = accounts.integer(6),
                                     .credit_posted = accounts.integer(7),
                                     .debit_pending = accounts.integer(8),
                                     .credit_pending = accounts.integer(9),
                                     .excused = accounts.integer(10)});
    }
    Rows joints = database.select(all_joints);
    while (joints.next()) {
        counters.joints.push_back({.budget = number(joints, 0),
                                   .option = joints.option(1),
                                   .free = joints.integer(2),
                                   .excused = joints.integer(3)});
    }
    return counters;
}

}  // namespace almoner::ledger
