#include "ledger/records/notice_step.h"

#include "ledger/records/notice_tables.h"
#include "ledger/records/private_words.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

const Query steps{
    "SELECT id, notice, state, done_on, actor, drafted_by, matures_on, holds, words_private"
    " FROM notice_step WHERE notice = $1 ORDER BY id"};
const Query clocks{
    "SELECT notice, cause, from_on, days, matures_on FROM notice_clock WHERE notice = $1"
    " ORDER BY id"};

}  // namespace

std::int64_t insert_notice_step(Work& work, std::int64_t person, const NoticeStep& step) {
    return work.records().insert(notice_step_table,
                                 step.notice,
                                 step.state,
                                 step.on,
                                 step.actor,
                                 step.drafted_by,
                                 step.matures_on,
                                 step.holds ? 1 : 0,
                                 insert_words(work, person, step.words));
}

std::int64_t insert_notice_clock(Work& work, const NoticeClock& clock) {
    return work.records().insert(
        notice_clock_table, clock.notice, clock.cause, clock.from_on, clock.days, clock.matures_on);
}

std::vector<NoticeStep> notice_steps(Database& database, std::int64_t notice) {
    return all_rows(database.select(steps, notice), [&](const Rows& rows) {
        return NoticeStep{.id = rows.integer(0),
                          .notice = rows.integer(1),
                          .state = rows.str(2),
                          .on = rows.date(3),
                          .actor = rows.integer(4),
                          .drafted_by = rows.maybe_integer(5),
                          .matures_on = rows.maybe_date(6),
                          .holds = rows.integer(7) != 0,
                          .words = words_of(database, rows.maybe_integer(8))};
    });
}

std::vector<NoticeClock> notice_clocks(Database& database, std::int64_t notice) {
    return all_rows(database.select(clocks, notice), [](const Rows& rows) {
        return NoticeClock{.notice = rows.integer(0),
                           .cause = rows.str(1),
                           .from_on = rows.date(2),
                           .days = rows.integer(3),
                           .matures_on = rows.date(4)};
    });
}

}  // namespace almoner::ledger
