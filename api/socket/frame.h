// An ask and its answer as octets, for the local socket between the program and the server.
#pragma once

#include "api/door/door.h"

#include <string>
#include <string_view>

namespace almoner::api {

[[nodiscard]] std::string encode(const Ask& ask);
[[nodiscard]] std::string encode(const ledger::CommandResult& result);
// An outage at the server's end; the words are for the person.
[[nodiscard]] std::string encode_outage(std::string_view words, bool integrity);

// Each throws std::runtime_error on octets that are not what encode() makes.
[[nodiscard]] Ask decode_ask(std::string_view octets);
// Throws ledger::StorageBusy or ledger::InvariantBroken where the server answered with an outage.
[[nodiscard]] ledger::CommandResult decode_result(std::string_view octets);

}  // namespace almoner::api
