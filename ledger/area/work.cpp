#include "ledger/area/work.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

const Query move_payment{"UPDATE payment SET state = $4 WHERE id BETWEEN $1 AND $2 AND state = $3"};
const Query move_run{"UPDATE payment_run SET state = $4 WHERE id BETWEEN $1 AND $2 AND state = $3"};
const Query move_submission{
    "UPDATE submission SET state = $4 WHERE id BETWEEN $1 AND $2 AND state = $3"};
const Query move_task{"UPDATE task SET state = $4 WHERE id BETWEEN $1 AND $2 AND state = $3"};
const Query move_suspense{
    "UPDATE suspense_item SET state = $4 WHERE id BETWEEN $1 AND $2 AND state = $3"};
const Query move_proposal{
    "UPDATE proposal SET state = $4 WHERE id BETWEEN $1 AND $2 AND state = $3"};

const Query& query_of(Entity entity) {
    switch (entity) {
        case Entity::payment: return move_payment;
        case Entity::payment_run: return move_run;
        case Entity::submission: return move_submission;
        case Entity::task: return move_task;
        case Entity::suspense_item: return move_suspense;
        case Entity::proposal: return move_proposal;
    }
    throw InvariantBroken("unlisted entity");
}

}  // namespace

std::int64_t Work::post(const Posting& posting, TransferDetail detail) {
    detail.kind = static_cast<std::uint8_t>(posting.event);
    std::int64_t first = 0;
    for (const Leg& leg : posting.legs) {
        const std::int64_t id = posting.effect == Effect::promises ? books_.reserve(leg, detail)
                                                                   : books_.post(leg, detail);
        if (first == 0) first = id;
    }
    return first;
}

void Work::posts_facts(std::string_view reason, std::string_view owner) {
    nature_ = Nature::fact;
    reason_ = reason;
    owner_ = owner;
}

std::int64_t Work::move(
    Entity entity, const IdRange& ids, int from, int to, std::string_view cause) {
    const std::int64_t moved = records_.change(query_of(entity), ids.first, ids.last, from, to);
    note_move(moved, entity, ids, from, to, cause);
    return moved;
}

// NOLINTNEXTLINE(readability-function-size): what a change of state is made of
void Work::note_move(std::int64_t moved,
                     Entity entity,
                     const IdRange& ids,
                     int from,
                     int to,
                     std::string_view cause) {
    if (moved == 0) return;
    records_.insert(state_change_table,
                    static_cast<int>(entity),
                    ids.first,
                    ids.last,
                    from,
                    to,
                    cause,
                    stamp_->today,
                    stamp_->at_ms,
                    stamp_->actor);
}

}  // namespace almoner::ledger
