// A notice that a command asks about, its moves by the table of its life, and the letters of it.
#pragma once

#include "ledger/records/budget.h"
#include "ledger/records/letter.h"
#include "ledger/records/notice.h"
#include "rules/lifecycle/life_cycles.h"
#include "scheduler/commands/command.h"
#include "scheduler/notice/letter_words.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

struct NoticeInHand {
    ledger::Notice notice{};
    ledger::Budget budget{};
};

// Of the field "notice". Refused: notice-unknown.
[[nodiscard]] ledger::Outcome<NoticeInHand> notice_asked_for(const Asked& asked);

// Through these states, each a move of the table; the words and whether it holds are of the last.
// Refused: illegal-transition.
[[nodiscard]] ledger::Outcome<ledger::Done> move_notice(
    Asked& asked,
    NoticeInHand& in_hand,
    std::initializer_list<rules::NoticeState> states,
    const std::string& words,
    bool holds = false);
// Those that lead from where it stands to running, which whoever answers it has shown.
[[nodiscard]] ledger::Outcome<ledger::Done> bring_to_running(Asked& asked, NoticeInHand& in_hand);
// To matured, unless it is there: its days have run, which whoever asks has looked at.
[[nodiscard]] ledger::Outcome<ledger::Done> bring_to_matured(Asked& asked, NoticeInHand& in_hand);

// What every letter of it has in common. Refused: contact-missing.
[[nodiscard]] ledger::Outcome<LetterCase> letter_case(const Asked& asked,
                                                      const NoticeInHand& in_hand);
struct LetterMade {
    std::int64_t letter = 0;
    std::string recipient_kind{};
    std::string format{};
};
// Writes one to each: HTML into the evidence store, and plain text for who reads that.
[[nodiscard]] std::vector<LetterMade> make_letters(Asked& asked,
                                                   const NoticeInHand& in_hand,
                                                   const std::vector<Recipient>& recipients,
                                                   const LetterCase& about,
                                                   std::string_view cause);

// {"notice", "state", "matures", "letters"}
[[nodiscard]] Answer shown(const Asked& asked,
                           std::int64_t notice,
                           const std::vector<LetterMade>& letters = {});
[[nodiscard]] ledger::Refusal refused_notice(ledger::Refusal refusal);
// Whether nobody recorded yet that it went out, and somebody waits for it: of a notice that was
// taken back nobody does, save for the letter that says so.
[[nodiscard]] bool is_to_be_sent(const ledger::Notice& notice, const ledger::Letter& never_sent);

inline constexpr std::string_view challenged_task = "notice-challenged";
inline constexpr std::string_view unsent_task = "letter-not-sent";
inline constexpr std::string_view returned_task = "letter-returned";
inline constexpr std::string_view no_pdf_task = "letter-without-pdf";
inline constexpr std::string_view served_late_task = "letter-names-earlier-days";
inline constexpr std::size_t longest_reasons = 2'000;
// A letter that is sent so many days after the day that it bears misleads who reads it:
// constructed.
inline constexpr std::int32_t longest_in_a_drawer = 7;
[[nodiscard]] std::string letter_subject(std::int64_t letter);

}  // namespace almoner::scheduler
