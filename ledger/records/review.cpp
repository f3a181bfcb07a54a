#include "ledger/records/review.h"

#include "ledger/records/private_words.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char review_columns[] =
    "SELECT id, budget, kind, due_on, opened_on, opened_by, words_private FROM review ";
constexpr auto by_id_text = joined(review_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(review_columns, "ORDER BY id");
const Query every{every_text.data()};
constexpr auto of_budget_text = joined(review_columns, "WHERE budget = $1 ORDER BY id");
const Query of_budget{of_budget_text.data()};
const Query steps{
    "SELECT id, review, state, done_on, actor, outcome, covers, involved, agreed, letter,"
    " words_private, cause FROM review_step WHERE review = $1 ORDER BY id"};
const Query last_state{"SELECT state FROM review_step WHERE review = $1 ORDER BY id DESC LIMIT 1"};

Review read_review(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .budget = rows.integer(1),
            .kind = rows.str(2),
            .due_on = rows.date(3),
            .opened_on = rows.date(4),
            .opened_by = rows.integer(5),
            .words = words_of(database, rows.maybe_integer(6))};
}

ReviewStep read_step(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .review = rows.integer(1),
            .state = rows.str(2),
            .on = rows.date(3),
            .actor = rows.integer(4),
            .outcome = rows.str(5),
            .covers = rows.str(6),
            .cause = rows.str(11),
            .involved = rows.maybe_integer(7),
            .agreed = rows.maybe_integer(8),
            .letter = rows.maybe_integer(9),
            .words = words_of(database, rows.maybe_integer(10))};
}

std::vector<Review> all_reviews(Database& database, Rows rows) {
    return all_rows(std::move(rows), [&](const Rows& row) { return read_review(database, row); });
}

}  // namespace

std::int64_t insert_review(Work& work, std::int64_t person, const Review& review) {
    return work.records().insert(review_table,
                                 review.budget,
                                 review.kind,
                                 review.due_on,
                                 review.opened_on,
                                 review.opened_by,
                                 insert_words(work, person, review.words));
}

std::int64_t insert_review_step(Work& work, std::int64_t person, const ReviewStep& step) {
    return work.records().insert(review_step_table,
                                 step.review,
                                 step.state,
                                 step.on,
                                 step.actor,
                                 step.outcome,
                                 step.covers,
                                 step.cause,
                                 step.involved,
                                 step.agreed,
                                 step.letter,
                                 insert_words(work, person, step.words));
}

std::optional<Review> review_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id),
                    [&](const Rows& row) { return read_review(database, row); });
}

std::vector<Review> every_review(Database& database) {
    return all_reviews(database, database.select(every));
}

std::vector<Review> reviews_of(Database& database, std::int64_t budget) {
    return all_reviews(database, database.select(of_budget, budget));
}

std::vector<ReviewStep> steps_of(Database& database, std::int64_t review) {
    return all_rows(database.select(steps, review),
                    [&](const Rows& row) { return read_step(database, row); });
}

std::string state_of(Database& database, std::int64_t review) {
    Rows rows = database.select(last_state, review);
    return rows.next() ? rows.str(0) : std::string{};
}

}  // namespace almoner::ledger
