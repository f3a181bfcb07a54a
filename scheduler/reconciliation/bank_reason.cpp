#include "scheduler/reconciliation/bank_reason.h"

#include "ledger/records/payment_ref.h"
#include "ledger/records/private_words.h"
#include "scheduler/commands/person_of_subject.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

// ISO 20022 has four, the codes of Bacs returns (ARUCS) one.
constexpr std::size_t longest_code = 4;

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

BankReason reason_of(std::string_view given) {
    const bool is_code =
        given.size() <= longest_code && std::ranges::all_of(given, is_letter_or_digit);
    if (is_code) return {.code = std::string(given)};
    return {.words = std::string(given)};
}

std::string shown(const BankReason& reason, std::string_view none) {
    if (!reason.code.empty()) return reason.code;
    return reason.words.empty() ? std::string(none) : "its own words follow";
}

std::optional<std::int64_t> sealed_words(ledger::Work& work,
                                         std::int64_t payment,
                                         const BankReason& reason) {
    if (reason.words.empty()) return std::nullopt;
    const std::int64_t person = person_of_subject(work.database(), ledger::payment_ref(payment));
    return ledger::insert_words(work, person, "The bank says: " + reason.words);
}

}  // namespace almoner::scheduler
