#include "scheduler/commands/notice_telling.h"

#include "ledger/records/in_force.h"
#include "ledger/records/period_offset.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/reduction_case.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/reduction/case_standing.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Outcome;
using rules::NoticeState;

// The line is worth again what it was, or nothing of the sum was taken and nothing will be.
bool is_undone(ledger::Database& database,
               const CaseStanding& standing,
               const ledger::Notice& notice,
               Date on) {
    if (!takes_a_sum(standing)) {
        const auto line = standing.decision ? ledger::plan_line_numbered(
                                                  database, standing.decision->plan_line, on)
                                            : std::nullopt;
        return line && notice.amount && standing.decision->amount + *notice.amount <= line->amount;
    }
    if (standing.state != rules::CaseState::closed) return false;
    const auto is_of_it = [&](const auto& each) {
        return each.reduction_case == standing.opened.id;
    };
    const auto is_repaid = [](const ledger::CaseRecovery& each) { return each.way == "repaid"; };
    return std::ranges::none_of(ledger::offsets_standing(database), is_of_it) &&
           std::ranges::none_of(ledger::recoveries_of_case(database, standing.opened.id),
                                is_repaid);
}

// What somebody who reads in another way needs beside the letter.
Outcome<Done> can_be_read_by(const Recipient& to, const LetterCase& about) {
    if (to.format == "easy-read" && about.easy_reasons.empty()) {
        return refused_in("easy_reasons",
                          "easy-reasons-missing",
                          "Somebody who gets the answer reads easy read.",
                          "Write the reasons in short sentences with --easy-reasons.");
    }
    if (to.format == "other-language" && about.translation.empty()) {
        return refused_in("translation",
                          "translation-missing",
                          "Somebody who gets the answer reads another language.",
                          "Have it translated and give it with --translation FILE.");
    }
    return Done{};
}

}  // namespace

// Where one of them can't be written, the answer waits.
Outcome<std::vector<LetterMade>> tell_answer(Asked& asked,
                                             const NoticeInHand& in_hand,
                                             const std::string& outcome,
                                             const std::string& words) {
    ledger::Database& database = asked.work.database();
    const auto recipients = recipients_of(database, in_hand.budget.person, asked.work.today());
    if (!recipients.accepted()) return recipients.refusal();
    Outcome<LetterCase> common = letter_case(asked, in_hand);
    if (!common.accepted()) return common.refusal();
    LetterCase about = std::move(common).value();
    about.answer = outcome;
    about.answer_words = words;
    about.runs_anew = outcome == name_of_value(NoticeState::varied) && asked.fields.has("worse");
    about.easy_reasons = asked.fields.text("easy_reasons");
    about.translation = asked.fields.text("file:translation");
    for (const Recipient& to : recipients.value()) {
        const Outcome<Done> readable = can_be_read_by(to, about);
        if (!readable.accepted()) return readable.refusal();
    }
    return make_letters(asked, in_hand, recipients.value(), about, "answer");
}

Outcome<Done> may_be_taken_back(const Asked& asked, const ledger::Notice& notice) {
    ledger::Database& database = asked.work.database();
    const auto opened = ledger::find_case(database, notice.case_number);
    if (!opened) return Done{};
    const Date today = asked.work.today();
    const CaseStanding standing = standing_of(database, *opened, today);
    if (!standing.took_effect || is_undone(database, standing, notice, today)) return Done{};
    return refused_in(
        "notice",
        "case-in-force",
        "Case " + notice.case_number + " has taken effect: nobody can be told that it will not.",
        takes_a_sum(standing)
            ? "Give up what is left with 'almoner case write-off' first. While money that it took "
              "is not given back, this waits."
            : "Raise the plan line again with 'almoner plan change', from the day on which it was "
              "made less.");
}

Outcome<std::vector<LetterMade>> take_back(Asked& asked,
                                           NoticeInHand& in_hand,
                                           const std::string& words) {
    const bool was_told = in_hand.notice.issued_on.has_value();
    const bool was_answered = in_hand.notice.was_challenged &&
                              in_hand.notice.state != name_of_value(NoticeState::challenged);
    const Outcome<Done> moved = move_notice(asked, in_hand, {NoticeState::withdrawn}, words);
    if (!moved.accepted()) return moved.refusal();
    close_tasks(asked.work, challenged_task, in_hand.notice.number, "it was withdrawn");
    close_tasks(asked.work, unsent_task, in_hand.notice.number, "it was withdrawn");
    if (!was_told) return std::vector<LetterMade>{};
    if (was_answered) {
        // Their letter of an answer is written already: this is told by hand.
        open_task(asked.work,
                  "notice-withdrawn",
                  in_hand.notice.number,
                  "Notice " + in_hand.notice.number +
                      " was withdrawn after its challenge was answered: tell everybody who got "
                      "it.");
        return std::vector<LetterMade>{};
    }
    return tell_answer(asked, in_hand, "withdrawn", words);
}

}  // namespace almoner::scheduler
