// What those who got a notice are told of what became of it, and how one is taken back.
#pragma once

#include "scheduler/notice/notice_moves.h"

#include <string>
#include <vector>

namespace almoner::scheduler {

// The letters of an answer ("upheld", "withdrawn", ...) to whoever gets the notice. Where one of
// them can't be written, the answer waits. Fields: easy_reasons, file:translation.
[[nodiscard]] ledger::Outcome<std::vector<LetterMade>> tell_answer(Asked& asked,
                                                                   const NoticeInHand& in_hand,
                                                                   const std::string& outcome,
                                                                   const std::string& words);

// Refused: case-in-force, where what it told of has happened and was not undone: who was told that
// it will not happen would be told a lie.
[[nodiscard]] ledger::Outcome<ledger::Done> may_be_taken_back(const Asked& asked,
                                                              const ledger::Notice& notice);

// Taken back, and everybody told who got it; the letters that were made.
[[nodiscard]] ledger::Outcome<std::vector<LetterMade>> take_back(Asked& asked,
                                                                 NoticeInHand& in_hand,
                                                                 const std::string& words);

}  // namespace almoner::scheduler
