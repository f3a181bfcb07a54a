// All that the books know of a budget's end: what was asked, what is owed of it and by whom.
#pragma once

#include "ledger/records/budget.h"
#include "ledger/records/ending.h"
#include "ledger/records/plan_line.h"
#include "ledger/values/outcome.h"
#include "rules/stop/stop_facts.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// What two people found of one kind on one plan line, and how much of it was met.
struct Owed {
    std::string kind{};
    ledger::PlanLine line{};
    ledger::Money found{};
    ledger::Money spent{};    // records of spending that stand, and what documents show
    ledger::Money by_body{};  // the public body owes it now
    // Of that: paid by it, less what came back; and proposed or on its way. As they are now.
    ledger::Money paid_out{};
    ledger::Money on_its_way{};
    std::int64_t evidence = 0;

    [[nodiscard]] ledger::Money unmet() const { return found - spent - by_body; }
    [[nodiscard]] ledger::Money left_to_pay() const { return by_body - paid_out - on_its_way; }
};

struct EndingStanding {
    ledger::Ending opened{};
    ledger::Budget budget{};
    std::vector<Owed> owed{};
    std::vector<std::string_view> unanswered{};  // of owed_kinds, in their order

    [[nodiscard]] bool is_open() const { return opened.state == "open"; }
    // Below nothing counts as nothing: what was met above what was found is no money to take.
    [[nodiscard]] ledger::Money unmet() const;
    // What the public body took over and no bank line shows as paid.
    [[nodiscard]] ledger::Money unpaid_by_body() const;
    [[nodiscard]] const Owed* of(std::string_view kind, std::int64_t plan_line) const;
};

// By what was in the books at a journal row.
[[nodiscard]] EndingStanding standing_of_ending(
    ledger::Database& database,
    const ledger::Ending& opened,
    std::int64_t last_row = std::numeric_limits<std::int64_t>::max());

// On which ground payments stop; none where the person moves: nothing stops there.
[[nodiscard]] rules::StopGround ground_of(const ledger::Ending& ending);
// The case that opened it by stopping a plan line.
struct StopOfLine {
    std::int64_t reduction_case = 0;
    std::int64_t plan_line = 0;
};
[[nodiscard]] std::optional<StopOfLine> stop_that_opened(ledger::Database& database,
                                                         const ledger::Ending& ending);
// A case opened it that stopped a plan line, and others of the budget went on beyond its last day
// when it was opened, or go on still: what is owed on that line is met, and nothing else is closed.
// Lines that stop or end later have an ending of their own.
[[nodiscard]] bool is_of_part(ledger::Database& database, const ledger::Ending& ending);
// The ending that closed the whole budget: up to its last day nothing is due any more.
[[nodiscard]] std::optional<ledger::Ending> closed_as_a_whole(ledger::Database& database,
                                                              std::int64_t budget);
// What is owed on this line is the public body's by law.
[[nodiscard]] bool liabilities_move(const ledger::Ending& ending, const ledger::PlanLine& line);

// Nothing that the law moves to the public body is left with the person (STP-04).
[[nodiscard]] bool are_liabilities_moved(const EndingStanding& standing);

// All kinds are answered and what is owed is met. Refused: owed-unanswered, owed-unmet.
[[nodiscard]] ledger::Outcome<ledger::Done> nothing_is_owed_of(const EndingStanding& standing,
                                                               const std::string& field);
// Nothing is asked back before what is owed is met, by every ending of the budget. Refused: as
// above, and ending-missing (the person died and nobody asked what is owed).
[[nodiscard]] ledger::Outcome<ledger::Done> nothing_is_owed_first(ledger::Database& database,
                                                                  const ledger::Budget& budget,
                                                                  const std::string& field);

}  // namespace almoner::scheduler
