#include "scheduler/notice/case_notice.h"

#include "ledger/records/plan_line.h"
#include "ledger/records/reduction_case.h"
#include "ledger/views/words.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/notice/notice_term.h"
#include "scheduler/notice/told_sum.h"
#include "scheduler/reduction/case_standing.h"

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Notice;
using ledger::Outcome;
using rules::CaseState;

ledger::Refusal no_case() {
    return refused_in("case",
                      "case-unknown",
                      "There is no case of this number.",
                      "Take the number, such as C-0001, from 'almoner case list'.");
}

Outcome<CaseStanding> case_told_of(const Asked& asked, const std::string& number) {
    ledger::Database& database = asked.work.database();
    const auto opened = ledger::find_case(database, number);
    if (!opened) return no_case();
    return standing_of(database, *opened, asked.work.today());
}

Outcome<Done> may_be_told(const CaseStanding& standing) {
    if (standing.state == CaseState::consulted && standing.decision) return Done{};
    return refused_in("case",
                      "case-not-so-far",
                      "A notice tells of what two people decided, after the person was asked; this "
                      "case is " +
                          std::string(name_of_value(standing.state)) + ".",
                      "Decide it and ask the person first: 'almoner case show' says what is next.");
}

ledger::Refusal told_already(const Notice& other) {
    return refused_in("case",
                      "notice-already",
                      "Notice " + other.number + " tells of this case.",
                      "Go on with that one, or take it back with 'almoner notice withdraw'.");
}

std::string line(const std::string& words, Money amount) {
    return words + " = " + ledger::money_with_pence(amount) + "\n";
}

// The earliest day that a notice of today could have.
Date effect_of(const Asked& asked, const Notice& notice) {
    return notice_term(asked.work.database(), notice, asked.work.today()).matures_on;
}

std::string workings_of(const CaseStanding& standing,
                        const Notice& notice,
                        const std::string& words,
                        Money amount) {
    if (takes_a_sum(standing)) return with_total(words, notice.kind, Per::in_all, amount);
    const std::string before = words.empty() || words.ends_with('\n') ? words : words + "\n";
    const Money after = standing.decision->amount;
    const Per per = per_of(standing.line->frequency);
    const std::string period(words_of(per));
    return with_total(before + line("What was planned " + period, after + amount) +
                          line("What is planned " + period + " from then on", after),
                      notice.kind,
                      per,
                      amount);
}

// The lines come to the sum; of a reduction to what it is less by, or to what is left. A case that
// was decided by a program of before may have words alone.
Outcome<Done> come_to_the_sum(const CaseStanding& standing,
                              const std::string& workings,
                              Money amount) {
    if (add_up(workings, amount)) return Done{};
    if (!takes_a_sum(standing) && add_up(workings, standing.decision->amount)) return Done{};
    return workings_differ(amount);
}

}  // namespace

ledger::Refusal workings_differ(Money sum) {
    return refused_in(
        "workings",
        "workings-differ",
        "The lines of the workings do not add up to " + ledger::money_with_pence(sum) + ".",
        "Give every line its amount, as in 'four hours = £40.00; travel = £2.50', so "
        "that together they come to the sum.");
}

std::string by_lines(const std::string& workings) {
    std::string lines;
    for (const char c : workings) {
        if (c == ' ' && (lines.empty() || lines.back() == '\n')) continue;
        lines += c == ';' ? '\n' : c;
    }
    return lines;
}

Outcome<Done> take_from_case(const Asked& asked, const std::string& number, Notice& notice) {
    const Outcome<CaseStanding> found = case_told_of(asked, number);
    if (!found.accepted()) return found.refusal();
    const CaseStanding& standing = found.value();
    if (standing.budget.number != notice.budget) {
        return refused_in("case",
                          "case-of-another-budget",
                          "This case is about another budget.",
                          "Give a case of this budget, or the case's budget.");
    }
    if (notice.kind != notice_for(standing.opened.kind)) {
        return refused_in("case",
                          "case-of-another-kind",
                          "This case is told by a notice of kind " +
                              std::string(notice_for(standing.opened.kind)) + ".",
                          "Write that kind.");
    }
    Outcome<Done> decided = may_be_told(standing);
    if (!decided.accepted()) return decided;
    if (standing.notice) return told_already(*standing.notice);
    notice.case_number = number;
    notice.effect_on = standing.decision->effect_on;
    if (standing.decision->amount.is_zero()) return Done{};
    notice.amount = told_amount(asked.work.database(), standing, effect_of(asked, notice));
    if (!notice.amount) {
        return refused_in("case",
                          "changed-since",
                          "The plan line was changed since this was decided.",
                          "Decide it again with 'almoner case propose', or withdraw the case.");
    }
    const std::string words =
        notice.workings.empty() ? by_lines(standing.decision->workings) : notice.workings;
    Outcome<Done> right = come_to_the_sum(standing, words, *notice.amount);
    if (!right.accepted()) return right;
    notice.workings = workings_of(standing, notice, words, *notice.amount);
    return Done{};
}

Outcome<Done> still_tells(const Asked& asked, const Notice& notice) {
    if (notice.case_number.empty()) return Done{};
    const Outcome<CaseStanding> found = case_told_of(asked, notice.case_number);
    if (!found.accepted()) return found.refusal();
    const CaseStanding& standing = found.value();
    Outcome<Done> decided = may_be_told(standing);
    if (!decided.accepted()) return decided;
    if (standing.notice && standing.notice->id != notice.id) return told_already(*standing.notice);
    const auto amount = told_amount(asked.work.database(), standing, effect_of(asked, notice));
    if (tells_of_decision(standing, notice, amount)) return Done{};
    return refused_in("notice",
                      "notice-tells-otherwise",
                      "This notice tells of another sum or day than is decided in case " +
                          notice.case_number + ".",
                      "Take it back with 'almoner notice withdraw' and draft a new one.");
}

}  // namespace almoner::scheduler
