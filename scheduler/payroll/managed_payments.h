// Payments out of client accounts before they are records, and the runs that they go by.
#pragma once

#include "ledger/records/managed_pay_out.h"
#include "ledger/records/slip_pay_out.h"
#include "rules/release/release.h"
#include "scheduler/commands/command.h"
#include "scheduler/payment_run/draft.h"
#include "scheduler/payment_run/record_runs.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payroll/client_funds.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct ManagedPayment {
    Draft draft{};
    std::vector<ledger::SlipPayOut> slips{};      // what it pays of slips
    std::optional<ledger::ManagedPayOut> what{};  // or what else
    std::string reference{};                      // the payee's own; empty: ours
    std::int64_t person = 0;                      // whose key seals it
};

// What is known before it is looked at whether it may go out.
struct ManagedWish {
    ledger::PaymentKind kind{};
    std::int64_t budget = 0;
    ledger::Option option = ledger::Option::managed_account;
    std::int64_t client_account = 0;
    std::int64_t payee_account = 0;
    bool is_reference_missing = false;
    std::int64_t instead_of = 0;
    ledger::Date due_by{};
    std::vector<DraftPart> parts{};
};

// Dates each and finds what holds it. What one takes of a person's sub-balance is gone for the
// next.
class ManagedDrafts {
  public:
    explicit ManagedDrafts(Asked& asked);

    // Arrives on its day, or on the first that it still can.
    [[nodiscard]] Draft make(const ManagedWish& wish);

  private:
    struct From {
        ledger::Date earliest{};
        ledger::Date opened{};
        std::optional<ledger::Money> item_limit{};
    };
    const From& from(std::int64_t client_account);

    Asked& asked_;
    PayeeBook payees_;
    PeopleBook people_;
    ClientFunds funds_;
    std::map<std::int64_t, From> from_;
};

struct ManagedRun {
    RecordedRun run{};
    ledger::Date entry_on{};
    std::vector<ManagedPayment> payments{};  // in the order of their ids
};

// One run for each client account and day. Everything must be known to be well before.
[[nodiscard]] std::vector<ManagedRun> record_managed(ledger::Work& work,
                                                     std::vector<ManagedPayment> payments);

// What one command proposes to pay, beside slips.
struct ManagedDebt {
    ManagedWish wish{};
    ledger::ManagedPayOut what{};
    std::string reference{};  // the payee's own; empty: ours
    std::int64_t person = 0;  // whose key seals it
};
// A run of one payment; one of the same that was held before comes to its end. Answers {"run",
// "payment", "amount", "entry_on", "confirm"}. Refused with what would hold it: account-blocked,
// client-funds-short, reference-missing, person-died and others of a release.
[[nodiscard]] ledger::Outcome<Answer> propose_managed(Asked& asked, const ManagedDebt& debt);

// {"run", "client_account", "entry_on", "payments", "total", "held", "confirm"} of each.
[[nodiscard]] std::string shown_runs(ledger::Database& database,
                                     const std::vector<ManagedRun>& runs,
                                     ledger::Date today);

}  // namespace almoner::scheduler
