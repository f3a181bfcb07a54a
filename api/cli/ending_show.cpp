#include "api/cli/ending_show.h"

#include "api/cli/access_look.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/ending/final_account.h"

#include <algorithm>
#include <array>

namespace almoner::api {
namespace {

using ledger::Money;
using scheduler::EndingStanding;
using scheduler::FinalAccount;
using scheduler::FunderAccount;
using scheduler::Owed;

struct Part {
    std::string_view name;
    std::string_view words;
};
constexpr std::array parts{Part{"paid-in", "Paid in"},
                           Part{"own-money", "The person's own money"},
                           Part{"spent", "Spent"},
                           Part{"returned", "Payments that came back"},
                           Part{"asked-back", "Asked back by a case"},
                           Part{"other", "Moved to or from another way of managing it"}};

ledger::Refusal unknown_ending() {
    return {.code = "ending-unknown",
            .words = "There is no ending or budget of this number.",
            .next = "Take the number from 'almoner ending list'.",
            .field = "ending",
            .citation = ""};
}

// Of somebody whom the reader may see, once the look is in the access log.
ledger::Outcome<ledger::Budget> budget_to_see(const Program& program,
                                              const Call& call,
                                              Reading& reading,
                                              std::int64_t number) {
    ledger::Database& database = *reading.database;
    const auto budget = ledger::budget_numbered(database, number, ledger::last_day_of_all);
    if (!budget || !reading.scope.sees_person(budget->person)) return unknown_ending();
    const auto person = ledger::person_numbered(database, budget->person, ledger::last_day_of_all);
    const auto look = note_look(program, call, reading, person->ref, ledger::Look::case_record);
    if (!look.accepted()) return look.refusal();
    return *budget;
}

Cell money_or_nothing(Money amount) {
    return amount.is_zero() ? Cell{} : Cell{amount};
}

void add_owed(const EndingStanding& standing, Figures& figures) {
    for (const std::string_view kind : ledger::owed_kinds) {
        bool is_found = false;
        for (const Owed& each : standing.owed) {
            if (each.kind != kind) continue;
            is_found = true;
            figures.rows.push_back({std::string(kind),
                                    each.line.ref,
                                    each.found,
                                    money_or_nothing(each.spent),
                                    money_or_nothing(each.by_body),
                                    money_or_nothing(each.paid_out),
                                    std::max(each.unmet(), Money{}),
                                    std::string{}});
        }
        if (is_found) continue;
        const bool is_open =
            std::ranges::find(standing.unanswered, kind) != standing.unanswered.end();
        figures.rows.push_back({std::string(kind),
                                Cell{},
                                Cell{},
                                Cell{},
                                Cell{},
                                Cell{},
                                Cell{},
                                std::string(is_open ? "not answered yet" : "nothing is owed")});
    }
}

Figures checklist_of(const EndingStanding& standing) {
    Figures figures{.name = "owed",
                    .title = "Ending " + ledger::ending_number(standing.opened.id) + " of budget " +
                             standing.budget.ref + " because of " + standing.opened.because +
                             ", last day " + standing.opened.last_on.words() + ": " +
                             standing.opened.state,
                    .columns = {{"what", "What", Kind::text},
                                {"plan_line", "Plan line", Kind::text},
                                {"owed", "Owed", Kind::money},
                                {"met", "Met", Kind::money},
                                {"by_body", "Owed by the body", Kind::money},
                                {"body_paid", "Paid by the body", Kind::money},
                                {"unmet", "Unmet", Kind::money},
                                {"answer", "Answer", Kind::text}},
                    .rows = {},
                    .notes = {}};
    add_owed(standing, figures);
    return figures;
}

std::string body_ref(ledger::Database& database, std::int32_t body) {
    const auto known = ledger::organisation_numbered(database, body, ledger::last_day_of_all);
    return known ? known->ref : std::string{};
}

class AccountTable {
  public:
    AccountTable(ledger::Database& database, Figures& figures)
        : database_(database), figures_(figures) {}

    void add(const FunderAccount& funder) {
        body_ = body_ref(database_, funder.body);
        stream_ = std::string(name_of(funder.stream));
        for (const Part& part : parts) {
            row(part.name, std::string(part.words), funder.of(part.name), {});
            for (const auto& each : funder.rows) {
                if (each.part != part.name) continue;
                row("", "", {}, each);
            }
        }
        figures_.rows.push_back(
            {body_, stream_, "left", "Left with whoever holds it", Cell{}, Cell{}, funder.left});
        memo("unpaid", "of what was spent, still to be paid out", funder.unpaid);
        memo("owed", "owed at the end and not met: out of what is left", funder.owed);
        memo("waived", "of what is left, given up by two people", funder.waived);
        memo("to-be-repaid", "asked back and not repaid yet", funder.asked_back);
        memo("by-body", "that the public body owes third parties instead", funder.by_body);
        memo("body-paid", "of that, paid by it", funder.body_paid);
        memo("refund", "the person's own, to be paid out to them", funder.refund);
        memo("set-aside", "set aside and not paid out", funder.set_aside);
    }

  private:
    void row(std::string_view part,
             const std::string& words,
             Money sum,
             const scheduler::AccountRow& each) {
        const bool is_detail = !each.event.empty();
        if (!is_detail && sum.is_zero()) return;
        figures_.rows.push_back({body_,
                                 stream_,
                                 std::string(is_detail ? each.part : part),
                                 is_detail ? "  " + std::string(each.event) : words,
                                 is_detail ? Cell{each.entries} : Cell{},
                                 is_detail ? Cell{each.amount} : Cell{},
                                 is_detail ? Cell{} : Cell{sum}});
    }
    void memo(std::string_view part, const std::string& words, Money amount) {
        if (amount.is_zero()) return;
        figures_.rows.push_back(
            {body_, stream_, std::string(part), words, Cell{}, Cell{amount}, Cell{}});
    }

    ledger::Database& database_;
    Figures& figures_;
    std::string body_{};
    std::string stream_{};
};

Figures table_of(ledger::Database& database, const FinalAccount& account) {
    Figures figures{
        .name = "account",
        .title = "Final account of budget " + account.budget.ref + " on " + account.on.words(),
        .columns = {{"funder", "Funder", Kind::text},
                    {"stream", "Stream", Kind::text},
                    {"part", "Part", Kind::text, Seen::by_programs},
                    {"words", "What", Kind::text},
                    {"entries", "Entries", Kind::number},
                    {"of_which", "Of which", Kind::money},
                    {"amount", "Amount", Kind::money}},
        .rows = {},
        .notes = {}};
    AccountTable table(database, figures);
    for (const FunderAccount& each : account.funders) table.add(each);
    figures.notes.emplace_back(
        account.ties() ? "Each funder's rows come to what the ledger's own counters say is left."
                       : "The rows do NOT come to what the ledger says is left: ask for help "
                         "before you send this.");
    if (!account.left_to_decide().is_zero()) {
        figures.notes.push_back(scheduler::in_pounds(account.left_to_decide()) +
                                " is left about which nobody has decided: it goes back by a case "
                                "and in no other way.");
    }
    return figures;
}

// Of an ending's number, else of a budget's reference.
std::int64_t budget_meant(Reading& reading, const std::string& ref) {
    if (const auto ending = ledger::find_ending(*reading.database, ref)) return ending->budget;
    const auto budget = ledger::budget_by_ref(*reading.database, ref, ledger::last_day_of_all);
    return budget ? budget->number : 0;
}

}  // namespace

int list_endings(const Call& call, Reading& reading) {
    Figures figures{.name = "endings",
                    .title = "Budgets that come to their end",
                    .columns = {{"ending", "Ending", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"because", "Because of", Kind::text},
                                {"last", "Last day", Kind::date},
                                {"state", "State", Kind::text},
                                {"unanswered", "Lines to answer", Kind::number},
                                {"unmet", "Unmet", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Ending& each : ledger::every_ending(*reading.database)) {
        const EndingStanding standing = scheduler::standing_of_ending(*reading.database, each);
        if (!reading.scope.sees_person(standing.budget.person)) continue;
        figures.rows.push_back({ledger::ending_number(each.id),
                                standing.budget.ref,
                                each.because,
                                each.last_on,
                                each.state,
                                static_cast<std::int64_t>(standing.unanswered.size()),
                                standing.unmet()});
    }
    show(call, figures);
    return exit_ok;
}

int show_ending(const Program& program, const Call& call, Reading& reading) {
    const auto ending = ledger::find_ending(*reading.database, call.fields.at("ending"));
    if (!ending) return show_refusal(call, unknown_ending());
    const auto budget = budget_to_see(program, call, reading, ending->budget);
    if (!budget.accepted()) return show_refusal(call, budget.refusal());
    const EndingStanding standing = scheduler::standing_of_ending(*reading.database, *ending);
    Figures figures = checklist_of(standing);
    for (const ledger::EndingStep& step : ledger::steps_of_ending(*reading.database, ending->id)) {
        figures.notes.push_back(step.state + " on " + step.on.words() +
                                (step.words.empty() ? "" : ": " + step.words));
    }
    show(call, figures);
    return exit_ok;
}

int show_account(const Program& program, const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto budget =
        budget_to_see(program, call, reading, budget_meant(reading, call.fields.at("ending")));
    if (!budget.accepted()) return show_refusal(call, budget.refusal());
    show(call,
         table_of(*reading.database,
                  scheduler::final_account(*reading.database, budget.value(), reading.day)));
    return exit_ok;
}

}  // namespace almoner::api
