// What a letter says, to whom it is written and how they read: what was decided, why, the sum, what
// can be done, by when, and who to ask.
#pragma once

#include "ledger/records/notice.h"
#include "scheduler/notice/recipients.h"
#include "scheduler/notice/what_arrives.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// What all letters of one notice have in common.
struct LetterCase {
    ledger::Notice notice{};
    std::int64_t days = 0;
    ledger::Date counts_from{};  // its days
    ledger::Date matures_on{};
    bool holds = true;  // a challenge holds it
    ledger::Date written_on{};
    std::string from{};          // whose name it bears
    std::string phone{};         // who to ask
    std::string holder{};        // the name of the person whose budget it is
    std::string easy_decided{};  // what was decided, in easy read: of kind decision
    std::string easy_reasons{};  // the reasons in easy read
    std::string translation{};   // of the whole letter, by a translator
    std::string answer{};        // "upheld", "varied", "withdrawn"; empty: the notice itself
    std::string answer_words{};  // its reasons
    bool runs_anew = false;      // the answer's days count from its own letters
    std::optional<WhatArrives> arriving{};
};

[[nodiscard]] gateway::WrittenLetter letter_to(const Recipient& recipient, const LetterCase& about);
// "We have decided to reduce the direct payment", by the notice's kind.
[[nodiscard]] std::string_view title_of(std::string_view kind);

}  // namespace almoner::scheduler
