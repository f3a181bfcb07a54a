// What of a period's payment is offset: each case in force, under the period's cap, and only as far
// as the planned care stays funded.
#pragma once

#include "ledger/records/period_offset.h"
#include "scheduler/reduction/case_standing.h"
#include "scheduler/reduction/free_balance.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace almoner::scheduler {

// What one case takes off one plan line of a payment, and what the rules looked at.
struct OffsetTaken {
    ledger::PeriodOffset offset{};
    std::int64_t person = 0;
    std::string policy{};  // its version
    std::string effect{};
    std::int64_t asked = 0;  // how many rules
    std::string details{};
};

// One plan line's money in a period of an agreement.
struct OffsetPlace {
    std::int64_t budget = 0;
    std::int64_t agreement = 0;
    ledger::Date period_first{};
    ledger::Date period_last{};
    std::int64_t plan_line = 0;
    std::int32_t body = 0;
    ledger::Stream stream{};
    ledger::Money due{};  // less what earlier cases took
};

// A case that could take nothing off a period, and why.
struct OffsetRefused {
    std::int64_t reduction_case = 0;
    std::string words{};
    OffsetTaken looked_at{};  // nothing of it was taken
};

class OffsetBook {
  public:
    // Reads nothing more of an area that has no case of this kind.
    OffsetBook(ledger::Database& database, ledger::Date today);

    [[nodiscard]] bool none() const { return cases_.empty(); }
    // In the order of the cases. What was taken for this period before counts as not taken, and is
    // the most that is taken again. Counts as taken once it is kept.
    [[nodiscard]] std::vector<OffsetTaken> take(const OffsetPlace& place,
                                                std::vector<OffsetRefused>& refused);
    // What is free of the money that a case of the budget is about, less what all of them have
    // used.
    [[nodiscard]] FreeBounds free_for(const CaseStanding& standing);
    // Cases in force that can take no more: their plan line has ended.
    [[nodiscard]] std::vector<OffsetRefused> stranded() const;
    void keep() { since_.clear(); }
    // What was taken since is not: no payment is recorded with it.
    void undo();
    // What this payment was made less by, of the plan line.
    [[nodiscard]] ledger::Money taken_off(std::int64_t payment, std::int64_t plan_line);

  private:
    // Agreement, plan line, first day: a period's place.
    using Period = std::tuple<std::int64_t, std::int64_t, ledger::Date>;
    struct Taken {
        ledger::Money amount{};
        ledger::Stream stream{};
        std::int32_t body = 0;
        ledger::Date counts_on{};  // the later of the period's first day and of the payment's
        std::int64_t seq = 0;
    };
    struct Open {
        CaseStanding standing{};
        ledger::Money amount{};  // less what was given up
        std::map<Period, Taken> taken{};
    };
    struct Before {
        std::size_t reduction_case = 0;  // its place in cases_
        Period period{};
        std::optional<Taken> taken{};
    };
    [[nodiscard]] ledger::Money applied_since(const OffsetPlace& place,
                                              const FreeBalance& known,
                                              bool is_of_funder) const;
    [[nodiscard]] static ledger::Money left_of(const Open& open);
    [[nodiscard]] FreeBounds free_now(const CaseStanding& standing, const OffsetPlace& place);
    [[nodiscard]] std::optional<OffsetTaken> take_one(Open& open,
                                                      const OffsetPlace& place,
                                                      std::vector<OffsetRefused>& refused);

    ledger::Database& database_;
    ledger::Date today_{};
    std::vector<Open> cases_{};
    std::vector<Before> since_{};
    // By case, stream and body: as they are known today.
    std::map<std::tuple<std::int64_t, ledger::Stream, std::int32_t>, FreeBounds> bounds_{};
};

}  // namespace almoner::scheduler
