// What a proposal asks of the records beside the agreements: each fact read once for all payments.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/bacs_cycle.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/representative.h"
#include "ledger/values/outcome.h"
#include "rules/release/release.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace almoner::scheduler {

// Refused: bank-holidays-missing, bank-holidays-unknown (the list says nothing of a day's year).
[[nodiscard]] ledger::Outcome<ledger::BankHolidays> holidays_for(ledger::Database& database,
                                                                 const ledger::Period& days);
[[nodiscard]] ledger::BacsHours hours_of(const Surroundings& around);
[[nodiscard]] ledger::CivilTime london_now(const ledger::Stamp& stamp);

struct PayeeFacts {
    rules::PayeeStanding standing = rules::PayeeStanding::none;
    std::int32_t client_account = 0;
    std::int64_t entered_alone_by = 0;  // the actor whose import alone says so; 0: two people did
};

// By the number of the payee's account, as it counts on a day.
class PayeeBook {
  public:
    PayeeBook(ledger::Database& database, ledger::Date on);
    [[nodiscard]] PayeeFacts of(std::int64_t payee_account) const;

  private:
    std::vector<PayeeFacts> by_number_;
    std::vector<std::int64_t> versions_;
};

class PeopleBook {
  public:
    PeopleBook(ledger::Database& database, ledger::Date on);
    [[nodiscard]] std::optional<ledger::Date> died_on(std::int64_t person) const;
    [[nodiscard]] bool has_representative(std::int64_t person, ledger::Date on) const;

  private:
    std::vector<std::pair<std::int64_t, ledger::Date>> deaths_;  // by person
    std::vector<ledger::Representative> representatives_;        // by person
};

// People who were taken over from another system: what fell due until then was paid there.
class TakeOvers {
  public:
    explicit TakeOvers(ledger::Database& database);
    [[nodiscard]] std::optional<ledger::Date> taken_over_on(const std::string& budget_ref,
                                                            ledger::Option option) const;

  private:
    std::map<std::string, ledger::Date> by_holding_;  // "BUDGET|option"
};

// A payment that was proposed before, as much of it as a new proposal compares with.
struct Earlier {
    std::int64_t agreement = 0;
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t run = 0;
    ledger::PaymentKind kind{};
    ledger::Period period{};
    std::int32_t attempt = 0;
    std::int64_t payee_account = 0;
    std::int64_t budget = 0;
    ledger::Date nominal_on{};
    ledger::Money advanced{};
    ledger::Money net{};
    ledger::Money came_back{};
    std::int64_t reissues = 0;
    bool sets_aside = false;
    ledger::PaymentState state{};
    bool is_reissued = false;  // a later attempt of the whole took its place
};

// Every payment so far, by agreement, then id; and the periods that were only set aside.
class EarlierPayments {
  public:
    explicit EarlierPayments(ledger::Database& database);
    EarlierPayments(ledger::Database& database, std::int64_t agreement);

    [[nodiscard]] bool empty() const { return payments_.empty(); }
    [[nodiscard]] std::span<const Earlier> of(std::int64_t agreement) const;
    [[nodiscard]] const std::vector<Earlier>& all() const { return payments_; }
    // As if these were held; in the order of their ids.
    void take_as_held(std::span<const std::int64_t> ids);
    [[nodiscard]] bool is_kept(std::int64_t agreement, ledger::Date period_first) const;

  private:
    void take(ledger::Rows rows);
    void take_returns(ledger::Rows rows);
    void put_in_order();

    std::vector<Earlier> payments_;
    std::vector<std::pair<std::int64_t, ledger::Date>> kept_;
};

}  // namespace almoner::scheduler
