#include "ledger/verify/witness.h"

#include "ledger/journal/head.h"

#include <string>
#include <utility>

namespace almoner::ledger {
namespace {

// Why it is no witness; empty: it is one.
std::string not_genuine(const std::optional<SignedStatement>& statement, const PublicKey& key) {
    if (!statement) return "it is no statement, or not as it was written";
    if (is_signed_by(*statement, key)) return {};
    if (statement->key != key.id()) {
        return "it says that key " + statement->key +
               " signed it, and the key it was held "
               "against is " +
               key.id();
    }
    return "its signature is not that of what it says: it was changed, or another key signed it";
}

}  // namespace

VerifyReport verify_against(Database& reader,
                            std::string_view text,
                            const PublicKey& key,
                            const Erasures& erasures) {
    const std::optional<SignedStatement> statement = read_statement(text);
    std::string wrong = not_genuine(statement, key);
    if (!wrong.empty()) {
        VerifyReport report = verify(reader, std::nullopt, erasures);
        report.faults.insert(report.faults.begin(),
                             {.kind = FaultKind::statement_unproven,
                              .table = "statement",
                              .words = std::move(wrong)});
        return report;
    }
    VerifyReport report = verify(reader, statement->head, erasures);
    if (area_id(reader) != statement->area) {
        report.faults.insert(report.faults.begin(),
                             {.kind = FaultKind::area_differs,
                              .table = "statement",
                              .words = "it is another area's, or this journal was written anew "
                                       "from its first row on"});
    }
    return report;
}

}  // namespace almoner::ledger
