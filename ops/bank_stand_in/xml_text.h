// The few pieces of text that the bank's XML is made of.
#pragma once

#include "ledger/values/money.h"

#include <string>
#include <string_view>

namespace almoner::ops::bank_stand_in {

// <name>text</name>, the text escaped.
void append_element(std::string& out, std::string_view name, std::string_view text);
// As append_element, at most `longest` bytes of text, cut between characters; nothing when empty.
void append_if_given(std::string& out,
                     std::string_view name,
                     std::string_view text,
                     std::size_t longest);
// <Amt Ccy="GBP">12.34</Amt><CdtDbtInd>DBIT</CdtDbtInd> of a signed sum.
void append_amount_and_sign(std::string& out, ledger::Money amount);
// 12.34, without its sign.
[[nodiscard]] std::string pounds(ledger::Money amount);

}  // namespace almoner::ops::bank_stand_in
