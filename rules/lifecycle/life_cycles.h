// The lives of budget, plan, agreement, review, notice and case, each as one table of moves. A
// payment's own stands in ledger/records/payment_states.h.
#pragma once

#include "ledger/values/outcome.h"
#include "rules/engine/kinds.h"

#include <array>
#include <string>
#include <string_view>

namespace almoner::rules {

template <class State>
struct Move {
    State from{};
    State to{};
    std::string_view trigger{};
    std::string_view guards{};  // rules that must hold: "SUF-01, OPT-*"
};

enum class BudgetState : std::uint8_t { draft, indicative, agreed, active, revised, ended, voided };
constexpr auto names_of(BudgetState /*list*/) {
    return std::array<std::string_view, 7>{
        "draft", "indicative", "agreed", "active", "revised", "ended", "void"};
}
// The old version of a budget that is revised is kept; its new version begins as active.
// clang-format off
inline constexpr std::array budget_moves{
    Move{BudgetState::draft,      BudgetState::indicative, "calculated",        "PLN-06, CTB-*"},
    Move{BudgetState::indicative, BudgetState::agreed,     "plan-approved",     "SUF-01, SUF-02, OPT-01, OPT-02"},
    Move{BudgetState::agreed,     BudgetState::active,     "line-active",       ""},
    Move{BudgetState::active,     BudgetState::revised,    "reviewed",          "RED-05"},
    Move{BudgetState::revised,    BudgetState::active,     "next-version",      ""},  // constructed
    Move{BudgetState::active,     BudgetState::ended,      "all-lines-closed",  ""},
    Move{BudgetState::draft,      BudgetState::voided,     "voided",            ""},
    Move{BudgetState::indicative, BudgetState::voided,     "voided",            ""},
    Move{BudgetState::agreed,     BudgetState::voided,     "voided",            ""},
};
// clang-format on

enum class PlanState : std::uint8_t { draft, submitted, returned, approved, under_review, closed };
constexpr auto names_of(PlanState /*list*/) {
    return std::array<std::string_view, 6>{
        "draft", "submitted", "returned", "approved", "under-review", "closed"};
}
// Only one version of a plan is approved on any date.
// clang-format off
inline constexpr std::array plan_moves{
    Move{PlanState::draft,        PlanState::submitted,    "submitted",            ""},
    Move{PlanState::submitted,    PlanState::returned,     "returned",             ""},
    Move{PlanState::submitted,    PlanState::approved,     "approved-and-agreed",  "PLN-01, PLN-02, PLN-03, PLN-04, PLN-05"},
    Move{PlanState::returned,     PlanState::submitted,    "mended",               ""},  // constructed
    Move{PlanState::approved,     PlanState::under_review, "review-opened",        ""},
    Move{PlanState::under_review, PlanState::approved,     "next-version",         "PLN-01, PLN-02, PLN-03, PLN-04, PLN-05"},
    Move{PlanState::under_review, PlanState::closed,       "closed",               ""},
};
// clang-format on

enum class AgreementState : std::uint8_t {
    requested,
    assessing,
    refused,
    offered,
    is_signed,
    active,
    on_hold,
    notice_to_stop,
    stopped,
    final_account,
    closed
};
constexpr auto names_of(AgreementState /*list*/) {
    return std::array<std::string_view, 11>{"requested",
                                            "assessing",
                                            "refused",
                                            "offered",
                                            "signed",
                                            "active",
                                            "on-hold",
                                            "notice-to-stop",
                                            "stopped",
                                            "final-account",
                                            "closed"};
}
// clang-format off
inline constexpr std::array agreement_moves{
    Move{AgreementState::requested,      AgreementState::assessing,      "request-taken",     "ELI-*, CAP-*"},
    Move{AgreementState::assessing,      AgreementState::refused,        "refused",           "ELI-05, ELI-07"},
    Move{AgreementState::assessing,      AgreementState::offered,        "offered",           "ELI-*, CAP-*"},
    Move{AgreementState::offered,        AgreementState::is_signed,      "signed",            "CON-01, NOM-01, NOM-02"},
    Move{AgreementState::offered,        AgreementState::closed,         "taken-back",        ""},  // constructed: a draft that nobody signed
    Move{AgreementState::is_signed,      AgreementState::active,         "activated",         "ACC-01, ACC-04, PLN-04"},
    Move{AgreementState::active,         AgreementState::on_hold,        "suspended",         "STP-06"},
    Move{AgreementState::on_hold,        AgreementState::active,         "resumed",           ""},
    Move{AgreementState::active,         AgreementState::notice_to_stop, "stop-decided",      "STP-03"},
    Move{AgreementState::on_hold,        AgreementState::notice_to_stop, "stop-decided",      "STP-03"},
    Move{AgreementState::active,         AgreementState::notice_to_stop, "holder-leaves",     "STP-07"},
    Move{AgreementState::notice_to_stop, AgreementState::stopped,        "notice-matured",    "STP-04, STP-05"},
    Move{AgreementState::active,         AgreementState::stopped,        "death",             "DTH-01"},
    Move{AgreementState::active,         AgreementState::stopped,        "signed-off-ground", "STP-03"},
    Move{AgreementState::on_hold,        AgreementState::stopped,        "death",             "DTH-01"},  // constructed, and
    Move{AgreementState::notice_to_stop, AgreementState::stopped,        "death",             "DTH-01"},  // the next: death waits
    Move{AgreementState::on_hold,        AgreementState::stopped,        "signed-off-ground", "STP-03"},  // for no notice
    Move{AgreementState::stopped,        AgreementState::final_account,  "accounted",         "MOV-02, FND-04"},
    Move{AgreementState::final_account,  AgreementState::closed,         "closed",            ""},
};
// clang-format on

enum class ReviewState : std::uint8_t {
    scheduled,
    started,
    evidence_gathered,
    decided,
    notified,
    closed,
    further_review
};
constexpr auto names_of(ReviewState /*list*/) {
    return std::array<std::string_view, 7>{"scheduled",
                                           "started",
                                           "evidence-gathered",
                                           "decided",
                                           "notified",
                                           "closed",
                                           "further-review"};
}
// Overdue is a flag, not a state.
// clang-format off
inline constexpr std::array review_moves{
    Move{ReviewState::scheduled,         ReviewState::started,           "started",        ""},
    Move{ReviewState::started,           ReviewState::evidence_gathered, "gathered",       "REV-05"},
    Move{ReviewState::evidence_gathered, ReviewState::decided,           "decided",        "REV-04"},
    Move{ReviewState::decided,           ReviewState::notified,          "notified",       "INF-02"},
    Move{ReviewState::notified,          ReviewState::closed,            "closed",         ""},
    Move{ReviewState::closed,            ReviewState::further_review,    "holder-asks",    "RED-07"},
    Move{ReviewState::further_review,    ReviewState::decided,           "decided-again",  "REV-04"},
};
// clang-format on

enum class NoticeState : std::uint8_t {
    drafted,
    format_checked,
    issued,
    deemed_received,
    running,
    matured,
    challenged,
    upheld,
    varied,
    withdrawn
};
constexpr auto names_of(NoticeState /*list*/) {
    return std::array<std::string_view, 10>{"drafted",
                                            "format-checked",
                                            "issued",
                                            "deemed-received",
                                            "running",
                                            "matured",
                                            "challenged",
                                            "upheld",
                                            "varied",
                                            "withdrawn"};
}
// clang-format off
inline constexpr std::array notice_moves{
    Move{NoticeState::drafted,         NoticeState::format_checked,  "format-checked",   "INF-02"},
    Move{NoticeState::format_checked,  NoticeState::issued,          "issued",           ""},
    Move{NoticeState::issued,          NoticeState::deemed_received, "service-days-run", "LET-01"},
    Move{NoticeState::deemed_received, NoticeState::running,         "clock-started",    ""},
    Move{NoticeState::running,         NoticeState::matured,         "days-run",         ""},
    Move{NoticeState::running,         NoticeState::challenged,      "reconsideration",  "RED-06, RCL-05, STP-03"},
    Move{NoticeState::matured,         NoticeState::challenged,      "came-in-time",     "RED-06, RCL-05"},  // entered late
    Move{NoticeState::issued,          NoticeState::challenged,      "came-early",       "RED-06, RCL-05, STP-03"},  // constructed, and
    Move{NoticeState::deemed_received, NoticeState::challenged,      "came-early",       "RED-06, RCL-05, STP-03"},  // the next: it was read at once
    Move{NoticeState::challenged,      NoticeState::upheld,          "upheld",           ""},
    Move{NoticeState::challenged,      NoticeState::varied,          "varied",           ""},
    Move{NoticeState::challenged,      NoticeState::withdrawn,       "withdrawn",        ""},
    Move{NoticeState::upheld,          NoticeState::running,         "runs-on",          ""},  // constructed
    Move{NoticeState::drafted,         NoticeState::withdrawn,       "taken-back",       ""},  // constructed, and
    Move{NoticeState::issued,          NoticeState::withdrawn,       "taken-back",       ""},  // the next two: the body
    Move{NoticeState::running,         NoticeState::withdrawn,       "taken-back",       ""},  // thinks better of it
    Move{NoticeState::matured,         NoticeState::withdrawn,       "taken-back",       ""},  // constructed: its case did not happen
    Move{NoticeState::varied,          NoticeState::running,         "runs-anew",        ""},  // constructed: its days anew if worse
};
// clang-format on

enum class CaseState : std::uint8_t {
    flagged,
    enquiry,
    reviewed,
    decided,
    consulted,
    noticed,
    reconsidered,
    matured,
    applying,
    awaiting_repayment,
    recovered,
    part_waived,
    waived,
    enforced,
    closed
};
constexpr auto names_of(CaseState /*list*/) {
    return std::array<std::string_view, 15>{"flagged",
                                            "enquiry",
                                            "reviewed",
                                            "decided",
                                            "consulted",
                                            "noticed",
                                            "reconsidered",
                                            "matured",
                                            "applying",
                                            "awaiting-repayment",
                                            "recovered",
                                            "part-waived",
                                            "waived",
                                            "enforced",
                                            "closed"};
}
// clang-format off
inline constexpr std::array case_moves{
    Move{CaseState::flagged,            CaseState::enquiry,            "asked-why",          "SRP-01"},
    Move{CaseState::enquiry,            CaseState::reviewed,           "review-closed",      "RED-01"},
    Move{CaseState::reviewed,           CaseState::decided,            "decided",            "SRP-01"},
    Move{CaseState::decided,            CaseState::closed,             "nothing-to-do",      ""},
    Move{CaseState::decided,            CaseState::consulted,          "consulted",          "RED-08"},
    Move{CaseState::consulted,          CaseState::decided,            "decided-again",      "RED-06, RCL-05"},  // constructed: its notice was taken back
    Move{CaseState::consulted,          CaseState::noticed,            "notice-issued",      "RED-02, RCL-04"},
    Move{CaseState::noticed,            CaseState::reconsidered,       "reconsidered",       "RED-06, RCL-05"},
    Move{CaseState::noticed,            CaseState::matured,            "notice-matured",     ""},
    Move{CaseState::reconsidered,       CaseState::matured,            "notice-matured",     ""},
    Move{CaseState::matured,            CaseState::applying,           "offset-or-reduced",  "RED-03, RED-04, RED-05"},
    Move{CaseState::matured,            CaseState::awaiting_repayment, "repayment-asked",    "RCL-01, RCL-02, RCL-03"},
    Move{CaseState::applying,           CaseState::recovered,          "all-applied",        ""},
    Move{CaseState::applying,           CaseState::part_waived,        "part-waived",        "RCL-05"},
    Move{CaseState::applying,           CaseState::waived,             "waived",             "RCL-05"},
    Move{CaseState::awaiting_repayment, CaseState::recovered,          "repaid",             "RCL-07"},
    Move{CaseState::awaiting_repayment, CaseState::part_waived,        "part-waived",        "RCL-05"},
    Move{CaseState::awaiting_repayment, CaseState::waived,             "waived",             "RCL-05"},
    Move{CaseState::awaiting_repayment, CaseState::enforced,           "enforced",           "RCL-06"},
    Move{CaseState::recovered,          CaseState::closed,             "closed",             ""},
    Move{CaseState::part_waived,        CaseState::closed,             "closed",             ""},
    Move{CaseState::waived,             CaseState::closed,             "closed",             ""},
    Move{CaseState::enforced,           CaseState::closed,             "closed",             ""},
    Move{CaseState::reviewed,           CaseState::closed,             "withdrawn",          ""},  // constructed
    Move{CaseState::consulted,          CaseState::closed,             "withdrawn",          ""},  // constructed
    Move{CaseState::noticed,            CaseState::closed,             "withdrawn",          ""},  // constructed
    Move{CaseState::reconsidered,       CaseState::closed,             "withdrawn",          ""},  // constructed
};
// clang-format on
// Before its notice has matured a case is a memo: it has no entry in the ledger.
[[nodiscard]] constexpr bool may_post(CaseState state) {
    return state >= CaseState::matured && state != CaseState::closed;
}

// The words of a move that no table has: "illegal-transition".
[[nodiscard]] ledger::Refusal illegal_transition(std::string_view what,
                                                 std::string_view from,
                                                 std::string_view to,
                                                 std::string_view possible);

// The first move of the table from one state to the other, or why there is none.
template <class State, std::size_t N>
[[nodiscard]] ledger::Outcome<Move<State>> find_move(const std::array<Move<State>, N>& moves,
                                                     std::string_view what,
                                                     State from,
                                                     State to) {
    std::string possible;
    for (const Move<State>& move : moves) {
        if (move.from != from) continue;
        if (move.to == to) return move;
        possible += (possible.empty() ? "" : ", ") + std::string(name_of_value(move.to));
    }
    return illegal_transition(what, name_of_value(from), name_of_value(to), possible);
}

}  // namespace almoner::rules
