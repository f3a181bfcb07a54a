#include "ledger/records/budget_answer.h"

#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array answer_columns{"budget"sv,
                                    "answer"sv,
                                    "streams"sv,
                                    "answered_on"sv,
                                    "actor"sv,
                                    "letter"sv,
                                    "amount"sv,
                                    "frequency"sv,
                                    "ways"sv,
                                    "accounts"sv,
                                    "reasons_private"sv,
                                    "challenge_private"sv};

const Query answers_of{
    "SELECT id, budget, answer, streams, answered_on, actor, letter, amount, frequency, ways,"
    " accounts, COALESCE(reasons_private, 0), COALESCE(challenge_private, 0)"
    " FROM budget_answer WHERE budget = $1 ORDER BY id"};

std::string opened(Database& database, std::int64_t text) {
    return text == 0 ? std::string{} : private_text(database, text).value_or("");
}

BudgetAnswer read(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .budget = rows.integer(1),
            .answer = rows.str(2),
            .streams = rows.str(3),
            .on = rows.date(4),
            .actor = rows.integer(5),
            .letter = rows.maybe_integer(6),
            .amount = rows.money(7),
            .frequency = rows.str(8),
            .ways = rows.str(9),
            .accounts = rows.str(10),
            .reasons = opened(database, rows.integer(11)),
            .challenge = opened(database, rows.integer(12))};
}

std::optional<std::int64_t> sealed(Work& work, std::int64_t person, const std::string& words) {
    if (words.empty()) return std::nullopt;
    return insert_private_text(work, person, words);
}

}  // namespace

const RecordTable budget_answer_table{"budget_answer", answer_columns};

std::int64_t insert_budget_answer(Work& work, std::int64_t person, const BudgetAnswer& answer) {
    const auto reasons = sealed(work, person, answer.reasons);
    const auto challenge = sealed(work, person, answer.challenge);
    return work.records().insert(budget_answer_table,
                                 answer.budget,
                                 answer.answer,
                                 answer.streams,
                                 answer.on,
                                 answer.actor,
                                 answer.letter,
                                 answer.amount,
                                 answer.frequency,
                                 answer.ways,
                                 answer.accounts,
                                 reasons,
                                 challenge);
}

std::vector<BudgetAnswer> budget_answers_of(Database& database, std::int64_t budget) {
    return all_rows(database.select(answers_of, budget),
                    [&](const Rows& rows) { return read(database, rows); });
}

}  // namespace almoner::ledger
