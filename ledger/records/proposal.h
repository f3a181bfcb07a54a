// A change that one person proposes and another confirms.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// Of kind "payee-account": `subject` is the payee account's number, `private_row` the bank_private
// row with the new details, `content` {"check_result": "valid"}.
inline constexpr std::string_view payee_account_proposal = "payee-account";

struct Proposal {
    std::int64_t id = 0;
    std::string kind{};
    std::int64_t subject = 0;
    Date from_on{};
    std::string content{};  // JSON without personal text
    std::optional<std::int64_t> private_row{};
    std::optional<std::int64_t> evidence{};
    std::int64_t proposed_by = 0;  // an actor
    ProposalState state = ProposalState::open;

    friend bool operator==(const Proposal&, const Proposal&) = default;
};

[[nodiscard]] std::optional<Proposal> proposal_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<Proposal> open_proposals(Database& database, std::string_view kind);
[[nodiscard]] std::vector<Proposal> every_open_proposal(Database& database);

// `id` and `state` are not looked at: a new proposal is open. Its id.
std::int64_t insert_proposal(Work& work, const Proposal& proposal);

}  // namespace almoner::ledger
