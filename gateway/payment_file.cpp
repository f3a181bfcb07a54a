#include "gateway/payment_file.h"

#include "gateway/bacs/standard18.h"
#include "gateway/iso20022/pain001.h"
#include "gateway/other_bank.h"

#include <algorithm>

namespace almoner::gateway {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

struct Name {
    FileProfile profile{};
    std::string_view name;
};

constexpr std::array names{
    Name{FileProfile::bacs18_single, "bacs18-single"},
    Name{FileProfile::bacs18_multi, "bacs18-multi"},
    Name{FileProfile::pain_001_001_03, "pain.001.001.03"},
    Name{FileProfile::pain_001_001_09, "pain.001.001.09"},
    Name{FileProfile::faster_payments, "faster-payments"},
    Name{FileProfile::other_bank, "other-bank-csv"},
};

// Faster Payments: £1,000,000 a payment (payments.md, section 4); Bacs: a field of 11 digits of
// pence (section 2.5), which we hold at the largest sum of money that we count in.
Money scheme_limit(FileProfile profile) {
    if (profile == FileProfile::faster_payments) return Money::from_pence(100'000'000);
    if (is_bacs(profile)) return Money::from_pence(99'999'999'999);
    return Money::from_pence(Money::max_pence);
}

std::string item_field(std::size_t index) {
    return "items[" + std::to_string(index) + "].amount";
}

Refusal over(std::string code, std::string words, std::string field) {
    return {std::move(code),
            std::move(words),
            "Hold it back, split the file, or have the bank account's limits changed.",
            std::move(field),
            "The bank account's agreement"};
}

}  // namespace

std::string_view name_of(FileProfile profile) {
    return std::ranges::find(names, profile, &Name::profile)->name;
}

std::optional<FileProfile> file_profile_named(std::string_view name) {
    const auto* const found = std::ranges::find(names, name, &Name::name);
    if (found == names.end()) return std::nullopt;
    return found->profile;
}

bool is_bacs(FileProfile profile) {
    return profile == FileProfile::bacs18_single || profile == FileProfile::bacs18_multi;
}

Money total_of(const PaymentFile& file) {
    Money total;
    for (const PaymentItem& item : file.items) total += item.amount;
    return total;
}

std::vector<Refusal> check_limits(FileProfile profile,
                                  const PaymentFile& file,
                                  const FileLimits& limits) {
    std::vector<Refusal> found;
    std::int64_t pence = 0;
    for (std::size_t i = 0; i < file.items.size(); ++i) {
        const PaymentItem& item = file.items[i];
        pence += item.amount.pence();
        if (item.amount > scheme_limit(profile))
            found.push_back(
                over("item-above-scheme-limit",
                     "Payment " + item.end_to_end_id + " is more than the scheme takes.",
                     item_field(i)));
        else if (item.amount > limits.per_item)
            found.push_back(over("item-above-limit",
                                 "Payment " + item.end_to_end_id +
                                     " is more than this bank account may pay at once.",
                                 item_field(i)));
    }
    if (pence > limits.per_file.pence())
        found.push_back(over("file-above-limit",
                             "The file's total is more than this bank account may send at once.",
                             "total"));
    if (file.items.size() > limits.items)
        found.push_back(
            over("file-too-many-items",
                 "The file holds more payments than this bank account may send at once.",
                 "items"));
    return found;
}

std::vector<Refusal> check_form(FileProfile profile, const PaymentFile& file) {
    if (profile == FileProfile::other_bank) return check_other_bank(file);
    return is_bacs(profile) ? bacs::check(profile, file) : iso20022::check(profile, file);
}

Outcome<std::string> file_bytes(FileProfile profile, const PaymentFile& file) {
    std::vector<Refusal> refusals = check_form(profile, file);
    if (!refusals.empty()) return std::move(refusals.front());
    if (profile == FileProfile::other_bank) return write_other_bank(file);
    return is_bacs(profile) ? bacs::write(profile, file) : iso20022::write_pain001(profile, file);
}

}  // namespace almoner::gateway
