#include "ledger/records/api_token.h"

#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array end_columns{"token"sv};

const Query tokens_in_use{
    "SELECT t.id, t.actor, t.sha256 FROM api_token t WHERE NOT EXISTS"
    " (SELECT 1 FROM api_token_end e WHERE e.token = t.id) ORDER BY t.id"};
const Query every_token{
    "SELECT t.id, t.actor, t.sha256, made.booked, gone.booked FROM api_token t"
    " JOIN journal made ON made.seq = t.seq LEFT JOIN api_token_end e ON e.token = t.id"
    " LEFT JOIN journal gone ON gone.seq = e.seq ORDER BY t.id"};
const Query by_digest{"SELECT 1 FROM api_token WHERE sha256 = $1"};

ApiToken read(const Rows& rows) {
    return {.id = rows.integer(0), .actor = rows.integer(1), .sha256 = rows.str(2)};
}

}  // namespace

const RecordTable api_token_end_table{"api_token_end", end_columns};

std::vector<ApiToken> api_tokens(Database& database) {
    return all_rows(database.select(tokens_in_use), read);
}

std::vector<DatedApiToken> every_api_token(Database& database) {
    return all_rows(database.select(every_token), [](const Rows& rows) {
        return DatedApiToken{
            .token = read(rows), .added_on = rows.date(3), .ended_on = rows.maybe_date(4)};
    });
}

bool is_api_token(Database& database, std::string_view sha256) {
    return database.select(by_digest, sha256).next();
}

std::int64_t insert_api_token(Work& work, const ApiToken& token) {
    return work.records().insert(api_token_table, token.actor, token.sha256);
}

void end_api_token(Work& work, std::int64_t token) {
    work.records().insert(api_token_end_table, token);
}

}  // namespace almoner::ledger
