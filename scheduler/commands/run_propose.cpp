#include "ledger/records/bank_account.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_words.h"
#include "ledger/records/task.h"
#include "scheduler/commands/person_of_subject.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/draft_builder.h"
#include "scheduler/payment_run/give_back.h"
#include "scheduler/payment_run/record_runs.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Outcome;

const ledger::Query task_subjects{
    "SELECT kind, subject FROM task WHERE kind IN ('overpaid', 'contribution-changed',"
    " 'advance-left', 'offset-waits', 'offset-too-much')"};

const ledger::Query any_run{"SELECT 1 FROM payment_run LIMIT 1"};

constexpr std::int32_t days_to_answer = 14;
constexpr std::int32_t catch_up_days = 35;  // a cycle and a week: what a first run may be late
constexpr std::string_view days_ahead_unless_set = "10";  // constructed: a Bacs cycle and a week

std::int32_t days_ahead(const Surroundings& around) {
    const std::string text = around.setting("propose-ahead-days", days_ahead_unless_set);
    std::int32_t days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    return days;
}

Outcome<Date> until_of(Asked& asked) {
    if (asked.fields.has("until")) return asked.fields.date("until");
    return asked.work.today() + days_ahead(asked.around);
}

Outcome<ProposalScope> scope_of(Asked& asked) {
    ledger::Database& database = asked.work.database();
    const Outcome<Date> until = until_of(asked);
    if (!until.accepted()) return until.refusal();
    ProposalScope scope{.until = until.value(),
                        .today = asked.work.today(),
                        .now = london_now(asked.work.stamp()),
                        .hours = hours_of(asked.around)};
    scope.balance_of = in_books(asked.work);
    scope.books_opened = Date::parse(asked.around.setting("books-opened", ""));
    if (asked.fields.has("bank_account") && asked.fields.text("bank_account") != "all") {
        const auto account = ledger::bank_account_by_ref(
            database, asked.fields.text("bank_account"), asked.work.today());
        if (!account) {
            return refused("unknown-bank-account",
                           "No bank account has this reference.",
                           "Take a reference from the area's bank accounts, or leave it out.",
                           "bank_account");
        }
        scope.bank_account = account->number;
    }
    if (!asked.fields.has("stream")) return scope;
    scope.stream = ledger::stream_named(asked.fields.text("stream"));
    if (scope.stream) return scope;
    return refused("unknown-stream",
                   "That is not a funding stream.",
                   "Give nhs, social-care, children or education, or leave it out.",
                   "stream");
}

std::int64_t insert_tasks(ledger::Work& work, const std::vector<DraftTask>& tasks) {
    if (tasks.empty()) return 0;
    std::set<std::pair<std::string, std::string>> known;
    {
        ledger::Rows rows = work.database().select(task_subjects);
        while (rows.next()) known.emplace(rows.str(0), rows.str(1));
    }
    std::int64_t inserted = 0;
    for (const DraftTask& task : tasks) {
        if (!known.emplace(task.kind, task.subject).second) continue;
        ledger::insert_task(
            work,
            {.kind = task.kind,
             .subject = task.subject,
             .due_on = work.today() + days_to_answer,
             .owner = "finance",
             .words = task.words,
             .words_private = ledger::insert_words(
                 work, person_of_subject(work.database(), task.subject), task.told)});
        ++inserted;
    }
    return inserted;
}

// An area that was taken over from another system may have been paid there for years.
Outcome<ledger::Done> is_not_paid_elsewhere(const Asked& asked,
                                            const ProposalScope& scope,
                                            const std::vector<Draft>& drafts) {
    if (scope.books_opened || asked.fields.has("catch_up")) return ledger::Done{};
    if (asked.work.database().select(any_run).next()) return ledger::Done{};
    std::int64_t late = 0;
    ledger::Money sum;
    Date first = scope.today;
    for (const Draft& draft : drafts) {
        // What was taken over as still to be paid was not paid elsewhere.
        if (draft.kind == ledger::PaymentKind::waiting_money) continue;
        if (draft.nominal_on > scope.today - catch_up_days) continue;
        ++late;
        sum += draft.net;
        first = std::min(first, draft.nominal_on);
    }
    if (late == 0) return ledger::Done{};
    return refused("books-not-opened",
                   "This first run would pay " + std::to_string(late) + " payments of " +
                       in_pounds(sum) + " that fell due long ago, the first on " + first.words() +
                       ".",
                   "If they were paid elsewhere, say up to which day with 'almoner setting set "
                   "books-opened DAY'; if they are still owed, give --catch-up.",
                   "catch_up");
}

nlohmann::json shown(const RecordedRun& run) {
    return {{"run", ledger::run_ref(run.id)},
            {"payments", run.count},
            {"held", run.held},
            {"late", run.late},
            {"total", run.total.pence()},
            {"confirm", std::to_string(run.count) + ":" + std::to_string(run.total.pence())}};
}

}  // namespace

Outcome<Answer> run_propose(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<ProposalScope> scope = scope_of(asked);
    if (!scope.accepted()) return scope.refusal();
    const ledger::Period days{work.today(), std::max(work.today(), scope.value().until)};
    const Outcome<ledger::BankHolidays> holidays = holidays_for(work.database(), days);
    if (!holidays.accepted()) return holidays.refusal();

    DraftBuilder builder(work.database(), holidays.value(), scope.value());
    Drafts drafts = builder.build();
    const auto expected = is_not_paid_elsewhere(asked, scope.value(), drafts.drafts);
    if (!expected.accepted()) return expected.refusal();
    for (const std::int64_t held : drafts.withdrawn) {
        give_back_set_aside(work, ledger::payment_by_id(work.database(), held).value());
        drafts.taken_up.push_back(held);
    }
    for (const std::int64_t held : drafts.taken_up) {
        move_payments(
            work, {held, held}, ledger::PaymentState::held, ledger::PaymentState::cancelled);
    }
    const std::int64_t tasks = insert_tasks(work, drafts.tasks);
    nlohmann::json runs = nlohmann::json::array();
    bool some_are_held = false;
    for (const RecordedRun& run : record_runs(work,
                                              std::move(drafts.drafts),
                                              ledger::RunKind::scheduled,
                                              {work.today(), scope.value().until})) {
        runs.push_back(shown(run));
        some_are_held = some_are_held || run.held > 0;
    }
    return nlohmann::json{{"until", scope.value().until.iso()},
                          {"runs", runs},
                          {"new_tasks", tasks},
                          {"partial", some_are_held}}
        .dump();
}

}  // namespace almoner::scheduler
