#include "scheduler/notice/delivery.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::LetterDelivery;

constexpr std::size_t longest_note = 500;
constexpr std::array<std::string_view, 4> channels{"post", "email", "by-hand", "online"};

struct DeliveryMove {
    std::string_view from;  // empty: nothing yet
    std::string_view to;
};
constexpr std::array delivery_moves{DeliveryMove{"", "sent"},
                                    DeliveryMove{"", "delivered"},
                                    DeliveryMove{"sent", "delivered"},
                                    DeliveryMove{"sent", "returned"},
                                    DeliveryMove{"delivered", "returned"},
                                    DeliveryMove{"returned", "served-again"},
                                    DeliveryMove{"served-again", "delivered"},
                                    DeliveryMove{"served-again", "returned"}};

}  // namespace

LetterDelivery read_delivery(FieldReading& in, const Asked& asked, std::int64_t letter) {
    LetterDelivery next{.letter = letter,
                        .state = in.needed("state"),
                        .channel = in.needed("channel"),
                        .on = in.date_or("on", asked.work.today()),
                        .actor = asked.actor.number,
                        .words = in.words("words", longest_note)};
    const bool is_listed = std::ranges::find(channels, next.channel) != channels.end();
    if (in.accepted() && !is_listed) {
        in.refuse("not-in-the-list",
                  "This is none of: post, email, by-hand, online.",
                  "Write one of those.",
                  "channel");
    }
    return next;
}

ledger::Outcome<ledger::Done> delivery_may_follow(const std::vector<LetterDelivery>& before,
                                                  const LetterDelivery& next,
                                                  Date made_on,
                                                  Date today) {
    const std::string from = before.empty() ? std::string{} : before.back().state;
    const Date since = before.empty() ? made_on : before.back().on;
    if (next.on < since || today < next.on) {
        return refused_in("on",
                          "day-out-of-order",
                          "This happened between " + since.words() + " and today.",
                          "Give the day on which it happened.");
    }
    const bool is_listed = std::ranges::any_of(delivery_moves, [&](const DeliveryMove& each) {
        return each.from == from && each.to == next.state;
    });
    if (is_listed) return ledger::Done{};
    return refused_in("state",
                      "delivery-out-of-order",
                      "A letter that " + (from.empty() ? "was not sent" : "is " + from) +
                          " can't become " + next.state + ".",
                      "It is sent, then delivered or returned, and served again once returned.");
}

}  // namespace almoner::scheduler
