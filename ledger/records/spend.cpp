#include "ledger/records/spend.h"

#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr char spend_columns[] =
    "SELECT id, seq, budget, kind, spent_on, amount, plan_line, words_private, fingerprint,"
    " occurrence, file_sha256, recorded_by FROM spend ";
constexpr auto by_id_text = joined(spend_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto of_budget_text = joined(spend_columns, "WHERE budget = $1 ORDER BY id");
const Query of_budget{of_budget_text.data()};
const Query known{"SELECT 1 FROM spend WHERE budget = $1 AND fingerprint = $2 AND occurrence = $3"};
const Query steps{
    "SELECT id, seq, spend, step, state, done_on, actor, plan_line, first_transfer, last_transfer,"
    " question, words_private FROM spend_step WHERE spend = $1 AND seq <= $2 ORDER BY step"};

constexpr std::array<std::string_view, 3> state_names{"unconfirmed", "confirmed", "withdrawn"};
constexpr std::string_view refund = "refund";
constexpr char separator = '\x1f';

// Payee, purpose and reference are one piece of text, erased together.
std::string told_words(const Spend& spend) {
    return spend.payee + separator + spend.what_for + separator + spend.reference;
}

void take_words(Spend& spend, std::string_view words) {
    for (std::string* const part : {&spend.payee, &spend.what_for, &spend.reference}) {
        const std::size_t end = words.find(separator);
        *part = words.substr(0, end);
        words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    }
}

Spend read_spend(Database& database, const Rows& rows) {
    Spend spend{.id = rows.integer(0),
                .seq = rows.integer(1),
                .budget = rows.integer(2),
                .is_refund = rows.text(3) == refund,
                .spent_on = rows.date(4),
                .amount = rows.money(5),
                .plan_line = rows.maybe_integer(6),
                .fingerprint = rows.str(8),
                .occurrence = static_cast<std::int32_t>(rows.integer(9)),
                .file_sha256 = rows.str(10),
                .recorded_by = rows.integer(11)};
    if (!rows.is_null(7)) {
        take_words(spend, private_text(database, rows.integer(7)).value_or(""));
    }
    return spend;
}

SpendState state_named(std::string_view name) {
    if (name == state_names[1]) return SpendState::confirmed;
    return name == state_names[2] ? SpendState::withdrawn : SpendState::unconfirmed;
}

SpendStep read_step(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .seq = rows.integer(1),
            .spend = rows.integer(2),
            .step = rows.integer(3),
            .state = state_named(rows.text(4)),
            .on = rows.date(5),
            .actor = rows.integer(6),
            .plan_line = rows.maybe_integer(7),
            .first_transfer = rows.integer(8),
            .last_transfer = rows.integer(9),
            .question = rows.str(10),
            .words = rows.is_null(11) ? std::string{}
                                      : private_text(database, rows.integer(11)).value_or("")};
}

}  // namespace

std::string_view name_of(SpendState value) {
    return state_names.at(static_cast<std::size_t>(value));
}

std::int64_t insert_spend(Work& work, std::int64_t person, const Spend& spend) {
    const bool has_words =
        !spend.payee.empty() || !spend.what_for.empty() || !spend.reference.empty();
    const auto words = has_words
                           ? std::optional(insert_private_text(work, person, told_words(spend)))
                           : std::nullopt;
    return work.records().insert(spend_table,
                                 spend.budget,
                                 spend.is_refund ? refund : std::string_view("spent"),
                                 spend.spent_on,
                                 spend.amount,
                                 spend.plan_line,
                                 words,
                                 Blob{spend.fingerprint},
                                 spend.occurrence,
                                 spend.file_sha256,
                                 spend.recorded_by);
}

std::int64_t insert_spend_step(Work& work, std::int64_t person, const SpendStep& step) {
    const auto words = step.words.empty()
                           ? std::nullopt
                           : std::optional(insert_private_text(work, person, step.words));
    return work.records().insert(spend_step_table,
                                 step.spend,
                                 step.step,
                                 name_of(step.state),
                                 step.on,
                                 step.actor,
                                 step.plan_line,
                                 step.first_transfer,
                                 step.last_transfer,
                                 step.question,
                                 words);
}

std::optional<Spend> spend_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id),
                    [&](const Rows& row) { return read_spend(database, row); });
}

std::vector<Spend> spends_of(Database& database, std::int64_t budget) {
    return all_rows(database.select(of_budget, budget),
                    [&](const Rows& row) { return read_spend(database, row); });
}

bool is_spend_known(Database& database,
                    std::int64_t budget,
                    std::string_view fingerprint,
                    std::int32_t occurrence) {
    return database.select(known, budget, Blob{fingerprint}, occurrence).next();
}

std::vector<SpendStep> steps_of_spend(Database& database,
                                      std::int64_t spend,
                                      std::int64_t last_row) {
    return all_rows(database.select(steps, spend, last_row),
                    [&](const Rows& row) { return read_step(database, row); });
}

SpendState state_after(const std::vector<SpendStep>& taken) {
    return taken.empty() ? SpendState::unconfirmed : taken.back().state;
}

}  // namespace almoner::ledger
