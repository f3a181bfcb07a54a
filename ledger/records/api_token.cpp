#include "ledger/records/api_token.h"

#include "ledger/records/record_table.h"

namespace almoner::ledger {
namespace {

const Query every_token{"SELECT actor, sha256 FROM api_token ORDER BY id"};

}  // namespace

std::vector<ApiToken> api_tokens(Database& database) {
    std::vector<ApiToken> tokens;
    Rows rows = database.select(every_token);
    while (rows.next()) tokens.push_back({.actor = rows.integer(0), .sha256 = rows.str(1)});
    return tokens;
}

std::int64_t insert_api_token(Work& work, const ApiToken& token) {
    return work.records().insert(api_token_table, token.actor, token.sha256);
}

}  // namespace almoner::ledger
