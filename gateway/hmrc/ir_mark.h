// HMRC's IRmark: the digest of a message's body, by which both sides know that it came whole.
#pragma once

#include "ledger/values/outcome.h"

#include <string>
#include <string_view>

namespace almoner::gateway::hmrc {

struct IrMark {
    std::string base64{};  // 28 characters: what the message and HMRC's receipt carry
    std::string base32{};  // 32 characters: what people are shown, to compare and to quote

    friend bool operator==(const IrMark&, const IrMark&) = default;
};

// Of a whole GovTalkMessage: its Body without any IRmark, in canonical form, SHA-1 (HMRC, IRmark
// v1.2; ours gives HMRC's own test vector). Whatever mark the message carries plays no part.
// Refused: what canonical_xml refuses.
[[nodiscard]] ledger::Outcome<IrMark> ir_mark_of(std::string_view message);

}  // namespace almoner::gateway::hmrc
