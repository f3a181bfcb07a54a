// One command's unit of work: what a handler may read and change, all of it or nothing.
#pragma once

#include "ledger/area/stamp.h"
#include "ledger/posting/books.h"
#include "ledger/posting/events.h"
#include "ledger/records/records.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace almoner::ledger {

struct IdRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

class Work {
  public:
    Work(Database& database, Books& books, Records& records)
        : database_(database), books_(books), records_(records) {}

    // Reads see what this command and those before it wrote, but counters of accounts: ask books().
    [[nodiscard]] Database& database() { return database_; }
    [[nodiscard]] Books& books() { return books_; }
    [[nodiscard]] Records& records() { return records_; }
    [[nodiscard]] const Stamp& stamp() const { return *stamp_; }
    [[nodiscard]] Date today() const { return stamp_->today; }
    [[nodiscard]] std::int64_t seq() const { return seq_; }

    // Runs a posting of the posting table: its legs post or are promised, `detail.kind` is its
    // event. The first transfer's id; those of the other legs follow it. 0 where it moves nothing.
    std::int64_t post(const Posting& posting, TransferDetail detail);
    // A command of facts always posts; say so before it ends. `owner` answers for what it
    // overdraws.
    void posts_facts(std::string_view reason, std::string_view owner);

    // What is stored beside the journal row of a refusal, which leaves no other trace: it may
    // insert records and nothing else. Of a command that moves no money a refusal is not kept at
    // all.
    void keep_if_refused(std::function<void(Work&)> keep) { keep_ = std::move(keep); }
    // The words of its refusal tell of this person: the journal keeps their commitment, and they
    // stand sealed beside it.
    void refusal_tells_of(std::int64_t person) { told_of_ = person; }

    // Moves every row of these ids that is in state `from`; how many there were.
    template <class State>
    std::int64_t move_state(
        Entity entity, const IdRange& ids, State from, State to, std::string_view cause) {
        return move(entity, ids, static_cast<int>(from), static_cast<int>(to), cause);
    }

    // The same where the rows get more than a new state: `update` is given both states, sets them
    // through records().change in the rows of `ids` that are in the first, and returns how many.
    template <class State, class Update>
    // NOLINTNEXTLINE(readability-function-size): what a change of state is made of
    std::int64_t move_state_by(Entity entity,
                               const IdRange& ids,
                               State from,
                               State to,
                               std::string_view cause,
                               const Update& update) {
        const std::int64_t moved = update(static_cast<int>(from), static_cast<int>(to));
        note_move(moved, entity, ids, static_cast<int>(from), static_cast<int>(to), cause);
        return moved;
    }

  private:
    friend class AreaWriter;
    void note_move(std::int64_t moved,
                   Entity entity,
                   const IdRange& ids,
                   int from,
                   int to,
                   std::string_view cause);
    std::int64_t move(Entity entity, const IdRange& ids, int from, int to, std::string_view cause);

    Database& database_;
    Books& books_;
    Records& records_;
    const Stamp* stamp_ = nullptr;  // of the command that runs
    std::int64_t seq_ = 0;
    Nature nature_ = Nature::choice;
    std::string reason_;
    std::string owner_;
    std::function<void(Work&)> keep_;
    std::optional<std::int64_t> told_of_;
};

}  // namespace almoner::ledger
