// What a bank understands of a file of payments, whatever its format.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ops::bank_stand_in {

struct BankAccount {
    std::string sort_code;
    std::string number;

    friend auto operator<=>(const BankAccount&, const BankAccount&) = default;
};

enum class Scheme : std::uint8_t { bacs, iso20022 };

struct Instruction {
    std::string end_to_end_id;  // Bacs has none
    std::string reference;
    std::string payee_name;
    BankAccount payee;
    ledger::Money amount;
    ledger::Date on;    // Bacs: the processing day; ISO 20022: the requested execution day
    std::string group;  // ISO 20022: PmtInfId; Bacs: the serial

    friend bool operator==(const Instruction&, const Instruction&) = default;
};

struct Submission {
    Scheme scheme = Scheme::bacs;
    std::string message_name;  // "BACS18" or "pain.001.001.03"
    std::string id;            // the serial or the message's id
    ledger::Date created_on;
    BankAccount originator;
    std::string originator_name;
    std::vector<Instruction> instructions;
};

}  // namespace almoner::ops::bank_stand_in
