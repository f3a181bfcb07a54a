// Names, streets and dates of birth for people who do not exist: short lists of ours, put together
// by dice.
#pragma once

#include "ops/bank_stand_in/faults.h"

#include <string>

namespace almoner::ops::demo {

using bank_stand_in::Dice;

[[nodiscard]] std::string made_given_name(Dice& dice);
[[nodiscard]] std::string made_family_name(Dice& dice);  // "Bramwick"
[[nodiscard]] std::string made_address(Dice& dice);      // "4 Tannery Row, Stonemere"
[[nodiscard]] std::string made_postcode(Dice& dice);     // no postcode area is called ZZ
[[nodiscard]] std::string made_telephone(Dice& dice);    // of the numbers kept for drama
[[nodiscard]] std::string made_language(Dice& dice);     // "Polish"

}  // namespace almoner::ops::demo
