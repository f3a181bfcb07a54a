// Each step that a notice took, and when its days began to run.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

struct NoticeStep {
    std::int64_t id = 0;
    std::int64_t notice = 0;
    std::string state{};  // as rules/lifecycle names them
    Date on{};
    std::int64_t actor = 0;
    std::optional<std::int64_t> drafted_by{};  // of the step to issued: never its actor
    std::optional<Date> matures_on{};          // of the step to matured: not after its day
    bool holds = false;   // of a challenge: nothing takes effect until it is answered
    std::string words{};  // why it was challenged, and the answer's reasons; empty once erased

    friend bool operator==(const NoticeStep&, const NoticeStep&) = default;
};

struct NoticeClock {
    std::int64_t notice = 0;
    std::string cause{};  // "issued", "varied" or "served-again"
    Date from_on{};
    std::int64_t days = 0;
    Date matures_on{};

    friend bool operator==(const NoticeClock&, const NoticeClock&) = default;
};

// Their ids. The words are about `person`.
std::int64_t insert_notice_step(Work& work, std::int64_t person, const NoticeStep& step);
std::int64_t insert_notice_clock(Work& work, const NoticeClock& clock);

[[nodiscard]] std::vector<NoticeStep> notice_steps(Database& database, std::int64_t notice);
[[nodiscard]] std::vector<NoticeClock> notice_clocks(Database& database, std::int64_t notice);

}  // namespace almoner::ledger
