#include "ledger/records/payroll_query.h"

#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array query_columns{"about"sv,
                                   "subject"sv,
                                   "employer"sv,
                                   "asked_by"sv,
                                   "channel"sv,
                                   "words"sv,
                                   "asked_on"sv,
                                   "due_on"sv,
                                   "actor"sv};
constexpr std::array answer_columns{"query"sv, "words"sv, "answered_on"sv, "actor"sv};

constexpr char columns[] =
    "SELECT id, about, subject, employer, asked_by, channel, words, asked_on, due_on, actor"
    " FROM payroll_query ";
constexpr auto by_id_text = joined(columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto all_text = joined(columns, "ORDER BY due_on, id");
const Query all{all_text.data()};
const Query answer_of{
    "SELECT query, words, answered_on, actor FROM payroll_query_answer WHERE query = $1"};

PayrollQuery read_query(Database& database, const Rows& rows) {
    return {.id = rows.integer(0),
            .about = rows.str(1),
            .subject = rows.integer(2),
            .employer = rows.integer(3),
            .asked_by = rows.str(4),
            .channel = rows.str(5),
            .words = private_text(database, rows.integer(6)).value_or(""),
            .asked_on = rows.date(7),
            .due_on = rows.date(8),
            .actor = rows.integer(9)};
}

}  // namespace

const RecordTable payroll_query_table{"payroll_query", query_columns};
const RecordTable payroll_query_answer_table{"payroll_query_answer", answer_columns};

std::int64_t insert_payroll_query(Work& work, std::int64_t person, const PayrollQuery& query) {
    const std::int64_t words = insert_private_text(work, person, query.words);
    return work.records().insert(payroll_query_table,
                                 query.about,
                                 query.subject,
                                 query.employer,
                                 query.asked_by,
                                 query.channel,
                                 words,
                                 query.asked_on,
                                 query.due_on,
                                 query.actor);
}

void insert_payroll_answer(Work& work, std::int64_t person, const PayrollAnswer& answer) {
    const std::int64_t words = insert_private_text(work, person, answer.words);
    work.records().insert(
        payroll_query_answer_table, answer.query, words, answer.answered_on, answer.actor);
}

std::optional<PayrollQuery> payroll_query_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id),
                    [&](const Rows& row) { return read_query(database, row); });
}

std::vector<PayrollQuery> every_payroll_query(Database& database) {
    return all_rows(database.select(all),
                    [&](const Rows& row) { return read_query(database, row); });
}

std::optional<PayrollAnswer> answer_to_payroll_query(Database& database, std::int64_t query) {
    return only_row(database.select(answer_of, query), [&](const Rows& rows) {
        return PayrollAnswer{.query = rows.integer(0),
                             .words = private_text(database, rows.integer(1)).value_or(""),
                             .answered_on = rows.date(2),
                             .actor = rows.integer(3)};
    });
}

}  // namespace almoner::ledger
