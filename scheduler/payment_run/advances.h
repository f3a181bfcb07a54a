// What emergency advances brought forward, and which periods of their agreement count on it.
#pragma once

#include "ledger/calendar/schedule.h"
#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "scheduler/payment_run/draft.h"
#include "scheduler/payment_run/run_facts.h"

#include <map>
#include <span>
#include <tuple>
#include <vector>

namespace almoner::scheduler {

// An advance counts for its agreement and whose money it is. Its own period takes it first, on its
// own plan line first; what that can't bear goes on to the next period.
class Advances {
  public:
    // The payments of one agreement, in the order of their ids; they outlive this.
    Advances(ledger::Database& database, std::span<const Earlier> earlier);

    // A payment that counts on advances and stands: no period before it may take these as well.
    void reserve(const Earlier& regular);
    // The periods are looked at in their order, each of them: takes in the advances on it. `by` is
    // the payment that set its money aside, or nullptr.
    void reach(const ledger::PaymentDate& date, const Earlier* by);
    // What is free is taken off the parts' net.
    void net(Draft& draft) const;
    // What was set aside with advances and no period has used, as far as the parts can use it.
    void stand(Draft& draft) const;
    // The period of these parts counts on what net and stand gave them.
    void take(std::span<const DraftPart> parts);
    // The period was paid, or is promised, with what its reserved payment says.
    void take_recorded(const Earlier& regular);

    // Netted before, and with the holder no more: it is due again.
    [[nodiscard]] ledger::Money lost() const { return lost_; }
    // With the holder and not netted from any period so far.
    struct Left {
        ledger::Stream stream{};
        std::int32_t body = 0;
        ledger::Money amount{};
    };
    [[nodiscard]] std::vector<Left> left() const;
    [[nodiscard]] bool none() const { return all_.empty(); }

  private:
    using Key = std::tuple<std::int64_t, ledger::Stream, std::int32_t>;  // plan line, stream, body
    using Pool = std::map<Key, ledger::Money>;
    struct One {
        const Earlier* payment = nullptr;
        Pool out;    // with the holder
        Pool aside;  // set aside when it was proposed
        bool is_reached = false;
    };
    static ledger::Money draw(Pool& pool, const Key& key, ledger::Money at_most);
    static Key key_of(const auto& part) { return {part.plan_line, part.stream, part.body}; }
    static void add(Pool& pool, const Pool& more);
    // Of the pool, what periods still to come have not taken; theirs comes out of their own
    // advances first.
    [[nodiscard]] Pool free_of(const Pool& pool, Pool One::* own) const;

    ledger::Database& database_;
    std::vector<One> all_;
    Pool out_;
    Pool aside_;
    Pool reserved_;
    ledger::Money lost_{};
};

// Whether it is an advance, or pays again what came back of one.
[[nodiscard]] bool brings_forward(std::span<const Earlier> earlier, const Earlier& payment);

}  // namespace almoner::scheduler
