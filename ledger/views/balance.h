// What a person has: held, promised, free to spend, and when the next payment comes.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/bank_holidays.h"
#include "ledger/calendar/schedule.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"
#include "ledger/views/came_back.h"
#include "ledger/views/next_payment.h"
#include "ledger/views/person_accounts.h"
#include "ledger/views/waiting_money.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// One way of managing the money, over all of the person's budgets.
struct OptionBalance {
    Option option = Option::none;
    Money held{};           // by the person, a third party or on a managed account; notional: nil
    Money with_body{};      // set aside and not paid out; notional: and what its invoices still owe
    Money on_its_way{};     // of with_body: sent to the bank, and not settled yet
    Money approved{};       // of with_body: approved to be paid, and not sent yet
    Money arriving{};       // settled, and not yet on the client account's statement
    Money promised{};       // of what it is spent from: owed, or approved to be paid
    Money kept_aside{};     // for emergencies (the budget's contingency)
    Money free_to_spend{};  // below zero where more is promised than there is
    Money own_part_late{};  // of the person's own contribution: due and not arrived where we would
                            // see it arrive, which is never in their own account

    friend bool operator==(const OptionBalance&, const OptionBalance&) = default;
};

// One stream of one budget and option, of one commissioner's money.
struct StreamBalance {
    std::string budget{};
    Option option = Option::none;
    Stream stream{};
    std::string body{};  // the commissioner's reference
    Money held{};
    Money with_body{};
    Money on_its_way{};
    Money arriving{};
    Money promised{};
    Money own_part_late{};
    std::optional<Date> left_on{};  // managed another way since then: what is here is to move on

    friend bool operator==(const StreamBalance&, const StreamBalance&) = default;
};

struct PlanLineSpent {
    std::string budget{};
    Option option = Option::none;
    Stream stream{};
    std::string plan_line{};
    std::string purpose{};
    Money planned{};          // each time
    std::string frequency{};  // "weekly", "four-weekly", ...
    Money paid{};             // since the beginning, less what came back
    Money spent{};            // since the beginning

    friend bool operator==(const PlanLineSpent&, const PlanLineSpent&) = default;
};

// What the person adds of their own to an account that only they see.
struct OwnPart {
    Money amount{};
    Frequency each{};

    friend bool operator==(const OwnPart&, const OwnPart&) = default;
};

struct BalanceView {
    std::string person{};  // their reference
    AsOf as_of{};
    std::vector<OptionBalance> options{};  // in the order of all_options, those that have anything
    Money free_to_spend{};                 // over all options
    // Who still has an option's money: "the NHS", "the council", "the NHS and the council".
    std::map<Option, std::string> with_whom{};
    std::map<Option, Date> send_by{};     // when what is approved is to be sent: the first such day
    std::vector<OwnPart> own_parts{};     // what they are to add themselves
    std::vector<NextPayment> next{};      // the earliest first; only for now
    std::vector<CameBack> came_back{};    // and not paid since; only for now
    std::vector<WaitingMoney> waiting{};  // set aside by no period; only for now
    std::string sentence{};               // for the holder
    std::vector<std::string> notes{};     // what comes next, what to add, what is missing or late
};

struct BalanceDetail {
    std::vector<StreamBalance> streams{};
    std::vector<PlanLineSpent> plan_lines{};
};

// Reads a fixed number of rows for each account of the person, however many transfers it has, when
// it is asked for now; walks each account's chain for any other moment.
// Refused with `person-unknown`.
Outcome<BalanceView> balance_of(const Scope& scope,
                                Database& database,
                                std::string_view person,
                                const AsOf& as_of,
                                const BankHolidays& holidays);

// Says of payments that no run has proposed yet what they are expected to be.
void expect(BalanceView& view, const AmountOfNext& amount);

// By stream and plan line. It shows what was bought, so see access.h first.
Outcome<BalanceDetail> balance_detail_of(const Scope& scope,
                                         Database& database,
                                         std::string_view person,
                                         const AsOf& as_of);

}  // namespace almoner::ledger
