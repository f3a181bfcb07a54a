#include "ledger/verify/salt_check.h"

#include "ledger/journal/content.h"

#include <limits>
#include <string>

namespace almoner::ledger {
namespace {

const Query salts_in_order{"SELECT seq, salt FROM command_salt ORDER BY seq"};
constexpr std::string_view table = "command_salt";

}  // namespace

SaltCheck::SaltCheck(Database& reader, const Erasures& erasures, FaultList& faults)
    : erasures_(erasures),
      faults_(faults),
      rows_(reader.select(salts_in_order)),
      there_(rows_.next()) {}

void SaltCheck::skip_before(std::int64_t seq) {
    for (; there_ && rows_.integer(0) < seq; there_ = rows_.next()) {
        faults_.add(FaultKind::row_unaccounted,
                    table,
                    rows_.integer(0),
                    "no command with fields has this number");
    }
}

void SaltCheck::command(std::int64_t seq, std::string_view content) {
    skip_before(seq);
    const std::string expected = salt_digest_in(content);
    if (expected.empty()) return;
    if (!there_ || rows_.integer(0) != seq) {
        faults_.add(FaultKind::row_missing, table, seq, "a command with fields has a salt");
        return;
    }
    if (rows_.is_null(1) && !erasures_.has(table, seq)) {
        faults_.add(FaultKind::erased_unlogged, table, seq, "no record says that it was erased");
    }
    if (!rows_.is_null(1) && salt_digest_of(rows_.text(1)) != expected) {
        faults_.add(FaultKind::row_changed, table, seq, "the journal was written with another");
    }
    there_ = rows_.next();
}

void SaltCheck::finish() {
    skip_before(std::numeric_limits<std::int64_t>::max());
}

}  // namespace almoner::ledger
