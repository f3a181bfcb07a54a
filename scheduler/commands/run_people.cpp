#include "scheduler/commands/run_people.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"

#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::PaymentRecord;
using nlohmann::json;

const ledger::Query emergency_of{
    "SELECT reason_code, words_private, evidence FROM emergency WHERE payment = $1"};

bool starts_a_letter(char octet) {
    return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U;
}

// "A. S.": who it may be, for whoever knows them, and nobody else.
std::string initials_of(const std::string& name) {
    std::string initials;
    bool at_start = true;
    bool in_letter = false;
    for (const char octet : name) {
        if (octet == ' ') {
            if (in_letter) initials += ".";
            in_letter = false;
            at_start = true;
            continue;
        }
        const bool begins = starts_a_letter(octet);
        if (begins && in_letter) {
            initials += ".";
            in_letter = false;
        }
        if (begins && at_start) {
            if (!initials.empty()) initials += " ";
            in_letter = true;
            at_start = false;
        }
        if (in_letter) initials += octet;
    }
    return in_letter ? initials + "." : initials;
}

std::string last_two(const std::string& digits) {
    return digits.size() < 2 ? "" : "***" + digits.substr(digits.size() - 2);
}

}  // namespace

void RunPeople::add_to(json& shown, const PaymentRecord& payment) {
    shown["person"] = person_of(payment);
    add_account(shown, payment);
    add_emergency(shown, payment);
}

std::string RunPeople::person_of(const PaymentRecord& payment) {
    const auto budget = ledger::budget_numbered(database_, payment.budget, last_day_of_all);
    if (!budget) return "";
    const auto person = ledger::person_numbered(database_, budget->person, last_day_of_all);
    return person ? person->ref : "";
}

// As it was confirmed last: what holds a payment may be that it is not.
void RunPeople::add_account(json& shown, const PaymentRecord& payment) {
    shown["payee"] = "";
    shown["account"] = "";
    const auto account =
        ledger::payee_account_numbered(database_, payment.payee_account, last_day_of_all);
    if (!account) return;
    const auto details = ledger::bank_private(database_, account->bank_private);
    if (!details) {
        shown["payee"] = "(erased)";
        return;
    }
    const bool whole = payees_ == Payees::shown;
    shown["payee"] = whole ? details->account_name : initials_of(details->account_name);
    shown["account"] = whole ? last_two(details->account_number) : "***";
}

void RunPeople::add_emergency(json& shown, const PaymentRecord& payment) {
    ledger::Rows rows = database_.select(emergency_of, payment.id);
    if (!rows.next()) return;
    const bool whole = payees_ == Payees::shown;
    shown["reason"] = rows.str(0);
    shown["words"] = whole ? ledger::private_text(database_, rows.integer(1)).value_or("(erased)")
                           : std::string("***");
    const auto evidence = rows.maybe_integer(2);
    shown["evidence"] = evidence ? json(*evidence) : json(nullptr);
    const auto agreement =
        ledger::agreement_numbered(database_, payment.agreement, payment.period.first);
    shown["other_account"] = agreement && agreement->payee_account != payment.payee_account;
}

}  // namespace almoner::scheduler
