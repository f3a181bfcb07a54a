#include "ledger/posting/unexplained.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {
namespace {

Posting moved(Event event, const UnassignedLine& line, AccountName debit, AccountName credit) {
    const Share share{Stream::unassigned, line.owner, line.amount};
    Composer legs(event);
    legs.move(at_bank(debit, line.bank_account, share),
              at_bank(credit, line.bank_account, share),
              line.amount);
    return std::move(legs).posting();
}

}  // namespace

Posting post(const LineInUnexplained& event) {
    return moved(Event::line_in_unexplained, event.line, AccountName::bank, AccountName::suspense);
}

Posting post(const LineOutUnexplained& event) {
    return moved(Event::line_out_unexplained, event.line, AccountName::suspense, AccountName::bank);
}

Posting post(const DuplicateOnStatement& event) {
    return moved(
        Event::duplicate_on_statement, event.line, AccountName::suspense, AccountName::bank);
}

Posting post(const LineInExplained& event) {
    return moved(Event::line_in_explained, event.line, AccountName::suspense, AccountName::bank);
}

Posting post(const LineOutExplained& event) {
    return moved(Event::line_out_explained, event.line, AccountName::bank, AccountName::suspense);
}

Posting post(const ClientAccountCharged& event) {
    return moved(Event::client_account_charged,
                 event.line,
                 AccountName::receivable_shortfall,
                 AccountName::bank);
}

Posting post(const ClientAccountMadeGood& event) {
    return moved(Event::client_account_made_good,
                 event.line,
                 AccountName::bank,
                 AccountName::receivable_shortfall);
}

}  // namespace almoner::ledger
