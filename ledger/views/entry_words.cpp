#include "ledger/views/entry_words.h"

#include "ledger/posting/events.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace almoner::ledger {
namespace {

struct HolderWords {
    Event event{};
    std::string_view words;
};

// Only what touches a holder's money, or notional money that is set aside.
constexpr std::array holder_words{
    HolderWords{Event::person_taken_over, "Brought over from the system before this one"},
    HolderWords{Event::own_money_paid_in, "Your own money, paid in"},
    HolderWords{Event::period_set_aside, "Set aside for a period"},
    HolderWords{Event::payment_approved, "Payment received"},
    HolderWords{Event::payment_promised_again, "Payment received"},
    HolderWords{Event::client_receipt, "Payment received"},
    HolderWords{Event::client_receipt_returned, "Payment sent back"},
    HolderWords{Event::payment_settled_late, "Payment received after all"},
    HolderWords{Event::payment_returned, "Payment sent back by the bank: it is due again"},
    HolderWords{Event::spending_accounted, "Spending"},
    HolderWords{Event::management_charged, "Management charge"},
    HolderWords{Event::pay_out_approved, "Paid out"},
    HolderWords{Event::pay_out_returned, "A sum paid out came back: it is still owed"},
    HolderWords{Event::hmrc_refunded, "Refund from HMRC"},
    HolderWords{Event::supplier_invoiced, "A provider's invoice"},
    HolderWords{Event::supplier_invoice_withdrawn, "A provider's invoice, withdrawn"},
    HolderWords{Event::commitment_not_used, "Not needed after all"},
    HolderWords{Event::contribution_arrived, "Your contribution arrived"},
    HolderWords{Event::surplus_offset, "Earlier money used for this period"},
    HolderWords{Event::reclaim_paid_by_holder, "Paid back"},
    HolderWords{Event::reclaim_lost, "Written off"},
    HolderWords{Event::emergency_set_aside, "Set aside for an emergency"},
    HolderWords{Event::emergency_paid_worker, "Paid straight to a worker in an emergency"},
    HolderWords{Event::emergency_worker_returned, "An emergency payment to a worker came back"},
    HolderWords{Event::option_changed, "Moved to another way of managing your budget"},
    HolderWords{Event::option_money_moved, "Moved to another way of managing your budget"},
    HolderWords{Event::unapproved_given_back, "Given back: your budget has ended"},
    HolderWords{Event::own_share_kept, "Your own share, kept by you"},
    HolderWords{Event::returned_after_reclaim, "Payment sent back by the bank, as was asked for"},
};

std::string posted_words(std::uint8_t kind) {
    const auto is_kind = [&](const auto& row) { return static_cast<int>(row.event) == kind; };
    const auto* const own = std::ranges::find_if(holder_words, is_kind);
    if (own != holder_words.end()) return std::string(own->words);
    const auto* const row = std::ranges::find_if(event_table, is_kind);
    return row == event_table.end() ? "A correction" : std::string(row->when);
}

}  // namespace

std::string entry_words(std::uint8_t kind, TransferState state) {
    const bool payment = kind == static_cast<int>(Event::payment_approved) ||
                         kind == static_cast<int>(Event::payment_promised_again);
    switch (state) {
        case TransferState::posted:
        case TransferState::settles: return posted_words(kind);
        case TransferState::pending:
            return payment ? "Payment on its way" : "To be paid out, approved";
        case TransferState::releases:
            return payment ? "Payment did not go through: it is due again"
                           : "Not paid out after all: it is still owed";
    }
    throw InvariantBroken("unlisted state of a transfer");
}

}  // namespace almoner::ledger
