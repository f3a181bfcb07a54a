// Entities that go through states, and the log of every change that verify replays.
#pragma once

#include <cstdint>
#include <string_view>

namespace almoner::ledger {

// Numbers are stored and hashed: never renumber.
enum class Entity : std::uint8_t {
    payment = 1,
    payment_run = 2,
    submission = 3,
    task = 4,
    suspense_item = 5,
    proposal = 6,
};

// "Paid" means settled, nothing less.
enum class PaymentState : std::uint8_t {
    proposed = 1,
    held = 2,
    approved = 3,
    in_file = 4,
    sent = 5,
    recall_asked = 6,
    recalled = 7,
    rejected = 8,
    settled = 9,
    returned = 10,
    cancelled = 11,
};

enum class RunState : std::uint8_t { proposed = 1, approved = 2, sent = 3, cancelled = 4 };
enum class SubmissionState : std::uint8_t {
    intended = 1,
    written = 2,
    sent = 3,
    settled = 4,
    rejected = 5
};
enum class TaskState : std::uint8_t { open = 1, done = 2 };
enum class SuspenseState : std::uint8_t { open = 1, explained = 2 };
enum class ProposalState : std::uint8_t { open = 1, confirmed = 2, refused = 3 };

[[nodiscard]] std::string_view table_of(Entity entity);

}  // namespace almoner::ledger
