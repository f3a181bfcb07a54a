#include "ledger/journal/head.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query newest_row{"SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"};
const Query first_row{"SELECT hash FROM journal WHERE seq = 1"};

}  // namespace

JournalHead journal_head(Database& database) {
    JournalHead head;
    Rows rows = database.select(newest_row);
    if (!rows.next()) return head;
    head.seq = rows.integer(0);
    const std::string_view hash = rows.text(1);
    std::copy_n(hash.begin(), std::min(hash.size(), head.hash.size()), head.hash.begin());
    return head;
}

std::string area_id(Database& database) {
    Rows rows = database.select(first_row);
    return rows.next() ? hex(rows.text(0)) : std::string{};
}

}  // namespace almoner::ledger
