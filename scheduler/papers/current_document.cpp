#include "scheduler/papers/current_document.h"

namespace almoner::scheduler {
namespace {

const ledger::Query line_since{
    "SELECT 1 FROM plan_line l JOIN agreement_document d ON d.id = $2"
    " WHERE l.budget = $1 AND l.option = $3 AND l.seq > d.seq LIMIT 1"};

}  // namespace

std::optional<ledger::AgreementDocument> current_document(ledger::Database& database,
                                                          const ledger::Agreement& agreement) {
    const auto all = ledger::agreement_documents_of(database, agreement.number);
    if (all.empty() || all.back().version != agreement.version) return std::nullopt;
    ledger::Rows changed = database.select(
        line_since, agreement.budget, all.back().id, static_cast<int>(agreement.option));
    if (changed.next()) return std::nullopt;
    return all.back();
}

bool has_document(ledger::Database& database, const ledger::Agreement& agreement) {
    return !ledger::agreement_documents_of(database, agreement.number).empty();
}

}  // namespace almoner::scheduler
