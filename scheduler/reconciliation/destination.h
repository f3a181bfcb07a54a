// Where a bank line that nobody could explain may turn out to belong: one table of destinations.
#pragma once

#include "ledger/posting/account.h"
#include "ledger/posting/events.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {

enum class LineWay : std::uint8_t { in, out, either };
// Whose bank account the line stands on: a commissioner's, or a support service's client account.
enum class LinePlace : std::uint8_t { paying, client, any };
// What the destination must be told beside the line.
enum class DestinationNeeds : std::uint8_t {
    payment,
    file,
    money,  // the commissioner and the stream
    budget,
    recharge,  // that the account's owner pays
    line,      // the other one, of the same amount the other way
    nothing
};

struct Destination {
    std::string_view name;
    LineWay way{};
    LinePlace place{};
    DestinationNeeds needs{};
    ledger::Event event{};                            // of the posting table; file_sent: several
    std::optional<ledger::AccountName> receivable{};  // what must be owed before it is paid
    std::string_view words;
};

// clang-format off
inline constexpr std::array destinations{
    Destination{"payment", LineWay::out, LinePlace::paying, DestinationNeeds::payment,
                ledger::Event::payment_on_statement, {}, "one of our payments left"},
    Destination{"payment-file", LineWay::out, LinePlace::paying, DestinationNeeds::file,
                ledger::Event::payment_on_statement, {}, "the total of one of our files left"},
    Destination{"payment-return", LineWay::in, LinePlace::paying, DestinationNeeds::payment,
                ledger::Event::payment_returned, {}, "one of our payments came back, whole or in part"},
    Destination{"client-receipt", LineWay::in, LinePlace::client, DestinationNeeds::payment,
                ledger::Event::client_receipt, {}, "a payment of ours arrived in the client account"},
    Destination{"client-return", LineWay::out, LinePlace::client, DestinationNeeds::payment,
                ledger::Event::client_receipt_returned, {},
                "a payment of ours that had arrived was sent back"},
    Destination{"funding", LineWay::in, LinePlace::paying, DestinationNeeds::money,
                ledger::Event::bank_topped_up, {}, "the commissioner paid money in"},
    Destination{"funding-withdrawn", LineWay::out, LinePlace::paying, DestinationNeeds::money,
                ledger::Event::bank_money_taken_out, {}, "the commissioner took money out"},
    Destination{"interest", LineWay::in, LinePlace::paying, DestinationNeeds::money,
                ledger::Event::bank_interest, {}, "the bank paid interest"},
    Destination{"bank-charge", LineWay::out, LinePlace::paying, DestinationNeeds::money,
                ledger::Event::bank_charged, {}, "the bank took a charge"},
    Destination{"contribution", LineWay::in, LinePlace::paying, DestinationNeeds::money,
                ledger::Event::contribution_received, ledger::AccountName::receivable_contribution_gross,
                "a contribution that was invoiced gross arrived"},
    Destination{"reclaim", LineWay::in, LinePlace::paying, DestinationNeeds::money,
                ledger::Event::reclaim_received, ledger::AccountName::receivable_reclaim,
                "money that was reclaimed arrived"},
    Destination{"recharge", LineWay::in, LinePlace::paying, DestinationNeeds::money,
                ledger::Event::recharge_received, ledger::AccountName::receivable_partner,
                "a partner paid back what was paid for it"},
    Destination{"recharge-paid", LineWay::out, LinePlace::paying, DestinationNeeds::recharge,
                ledger::Event::recharge_approved, {}, "a recharge whose payment was approved was paid"},
    Destination{"client-paid", LineWay::out, LinePlace::client, DestinationNeeds::payment,
                ledger::Event::payment_on_statement, {}, "one of the client account's own payments left"},
    Destination{"client-paid-file", LineWay::out, LinePlace::client, DestinationNeeds::file,
                ledger::Event::payment_on_statement, {}, "the total of one of the client account's files left"},
    Destination{"client-paid-return", LineWay::in, LinePlace::client, DestinationNeeds::payment,
                ledger::Event::payment_returned, {},
                "one of the client account's own payments came back, whole or in part"},
    Destination{"client-contribution", LineWay::in, LinePlace::client, DestinationNeeds::budget,
                ledger::Event::contribution_arrived, {}, "a person's contribution arrived in the client account"},
    Destination{"own-money", LineWay::in, LinePlace::client, DestinationNeeds::budget,
                ledger::Event::own_money_paid_in, {}, "a person paid money of their own in"},
    Destination{"hmrc-refund", LineWay::in, LinePlace::client, DestinationNeeds::budget,
                ledger::Event::hmrc_refunded, {},
                "HMRC paid back what an employer had paid above what slips owe"},
    Destination{"hand-over", LineWay::either, LinePlace::client, DestinationNeeds::budget,
                ledger::Event::option_money_moved, {},
                "money of a budget that is managed another way now: in from the old holder, or out to the new one"},
    Destination{"client-charge", LineWay::out, LinePlace::client, DestinationNeeds::nothing,
                ledger::Event::client_account_charged, {}, "the bank charged the client account"},
    Destination{"charge-made-good", LineWay::in, LinePlace::client, DestinationNeeds::nothing,
                ledger::Event::client_account_made_good, {}, "a charge on the client account was made good"},
    Destination{"other-line", LineWay::either, LinePlace::any, DestinationNeeds::line,
                ledger::Event::line_in_explained, {},
                "the same money the other way: sent back to its sender, or the bank's own correction"},
};
// clang-format on

[[nodiscard]] const Destination* find_destination(std::string_view name);
// Those that a line may go to, for a refusal: "funding, interest, ...".
[[nodiscard]] std::string destinations_for(LineWay way, LinePlace place);
[[nodiscard]] bool may_go(const Destination& destination, LineWay way, LinePlace place);

}  // namespace almoner::scheduler
