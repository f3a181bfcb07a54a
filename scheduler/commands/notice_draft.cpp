#include "ledger/records/in_force.h"
#include "ledger/records/notice_step.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/notice/case_notice.h"
#include "scheduler/notice/decided.h"
#include "scheduler/notice/informing.h"
#include "scheduler/notice/notice_moves.h"
#include "scheduler/notice/told_sum.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Notice;
using ledger::Outcome;

constexpr std::size_t longest_workings = 2'000;
constexpr std::size_t longest_decision = 500;

bool is_listed(std::string_view kind) {
    return ledger::is_deciding(kind) ||
           std::ranges::find(ledger::informing_letters, kind) != ledger::informing_letters.end();
}

// Per what the sum is: all of it where money is asked for once.
Per read_period(FieldReading& in, const Notice& notice) {
    const bool is_once_for_all =
        notice.kind == "reclaim" || notice.kind == "offset" || notice.kind == "transfer";
    if (!in.has("per")) {
        if (!is_once_for_all) {
            in.refuse("period-missing",
                      "Whoever is told of a sum is told what period it is for.",
                      "Add --per week, four-weeks, month, year, once or in-all.",
                      "per");
        }
        return Per::in_all;
    }
    const Per per =
        in.named("per", rules::value_named<Per>, "week, four-weeks, month, year, once, in-all");
    if (in.accepted() && is_once_for_all && per != Per::in_all) {
        in.refuse("sum-is-in-all",
                  "This notice tells of the whole sum.",
                  "Leave --per out, and give the whole sum.",
                  "per");
    }
    return per;
}

void check_sum(FieldReading& in, Notice& notice) {
    const Per per = read_period(in, notice);
    if (!in.accepted()) return;
    if (!add_up(notice.workings, *notice.amount)) {
        in.refuse(workings_differ(*notice.amount));
        return;
    }
    notice.workings = with_total(notice.workings, notice.kind, per, *notice.amount);
}

// What other kinds say by themselves.
void read_decided(FieldReading& in, Notice& notice) {
    const std::string decided = in.words("decided", longest_decision);
    if (!in.accepted()) return;
    const bool is_wanted = notice.kind == "decision";
    if (is_wanted && decided.empty()) {
        in.refuse("decided-missing",
                  "Whoever is told of a decision is told what was decided.",
                  "Add --decided 'We have decided that ...', one sentence.",
                  "decided");
    } else if (!is_wanted && !decided.empty()) {
        in.refuse("decided-by-kind",
                  "What was decided is said by this kind of notice.",
                  "Leave --decided out, or write --kind decision.",
                  "decided");
    }
    if (is_wanted) notice.reasons = with_decision(decided, notice.reasons);
}

void read_decision(FieldReading& in, Notice& notice) {
    (void)in.needed("reasons");
    notice.reasons = in.words("reasons", longest_reasons);
    read_decided(in, notice);
    if (in.has("amount")) notice.amount = in.money("amount");
    notice.workings = by_lines(in.words("workings", longest_workings));
    notice.effect_on = in.maybe_date("effect_on");
    if (!in.accepted()) return;
    if (in.has("case")) {
        for (const char* const each : {"effect_on", "amount", "per"}) {
            if (!in.has(each)) continue;
            in.refuse("as-decided",
                      "How much and from when a notice of a case tells is what was decided in it.",
                      "Leave it out.",
                      each);
        }
        return;
    }
    if (notice.amount && notice.amount <= ledger::Money{}) {
        in.refuse("money-below-zero",
                  "The sum of a notice is above zero.",
                  "Give the sum, or leave it out.",
                  "amount");
    } else if (notice.amount && notice.workings.empty()) {
        in.refuse("workings-missing",
                  "A sum is told with its workings.",
                  "Add --workings 'what = £12.50; what it comes to = £12.50'.",
                  "workings");
    } else if (notice.kind == "reclaim" && !notice.amount) {
        in.refuse("amount-missing",
                  "Whoever is asked for money is told how much.",
                  "Add --amount and --workings.",
                  "amount");
    } else if (notice.amount) {
        check_sum(in, notice);
    }
}

}  // namespace

Outcome<Answer> notice_draft(Asked& asked) {
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const auto budget =
        ledger::budget_by_ref(database, in.reference("budget"), ledger::last_day_of_all);
    if (in.accepted() && !budget) {
        in.refuse("budget-unknown",
                  "There is no budget of this reference.",
                  "Take the reference from 'almoner person show PERSON'.",
                  "budget");
    }
    Notice notice{.kind = in.needed("kind")};
    if (in.accepted() && !is_listed(notice.kind)) {
        in.refuse("not-in-the-list",
                  "This is none of: reduction, stop, suspension, reclaim, offset, transfer, "
                  "decision, first-payment, uplift, moved-date, held-payment, yearly-statement, "
                  "appointment.",
                  "Write one of those.",
                  "kind");
    }
    if (in.accepted() && ledger::is_deciding(notice.kind)) read_decision(in, notice);
    if (!in.accepted()) return in.refusal();
    if (!ledger::is_deciding(notice.kind)) {
        Outcome<Notice> told =
            told_by_the_books(database, notice.kind, budget->number, asked.work.today());
        if (!told.accepted()) return told.refusal();
        notice = std::move(told).value();
    }
    notice.budget = budget->number;
    if (in.has("case")) {
        const Outcome<ledger::Done> taken =
            take_from_case(asked, asked.fields.text("case"), notice);
        if (!taken.accepted()) return taken.refusal();
    }
    notice.drafted_on = asked.work.today();
    notice.drafted_by = asked.actor.number;
    const std::int64_t id = ledger::insert_notice(asked.work, budget->person, notice);
    ledger::insert_notice_step(
        asked.work,
        budget->person,
        {.notice = id, .state = "drafted", .on = asked.work.today(), .actor = asked.actor.number});
    return shown(asked, id);
}

}  // namespace almoner::scheduler
