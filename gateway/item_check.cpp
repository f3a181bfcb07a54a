#include "gateway/item_check.h"

#include <algorithm>
#include <unordered_set>

namespace almoner::gateway {
namespace {

// Bacs and Faster Payments both end a reference at 18 characters (payments.md, sections 2.5 and 4).
constexpr std::size_t longest_reference = 18;
constexpr std::size_t longest_end_to_end_id = 35;  // ISO 20022 Max35Text

std::string path(std::size_t index, std::string_view field) {
    return "items[" + std::to_string(index) + "]." + std::string(field);
}

}  // namespace

bool all_digits(std::string_view text, std::size_t width) {
    return text.size() == width &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

void FormCheck::refuse(std::string_view code, std::string_view words, std::string_view field) {
    refusals_.push_back({std::string(code),
                         std::string(words),
                         "Mend it where it is kept, and make the file again.",
                         std::string(field),
                         ""});
}

void FormCheck::refuse_item(std::size_t index,
                            std::string_view code,
                            std::string_view words,
                            std::string_view field) {
    refuse(code,
           "Payment " + file_.items[index].end_to_end_id + ": " + std::string(words),
           path(index, field));
}

void FormCheck::file_is_not_empty() {
    if (file_.items.empty()) refuse("file-empty", "The file has no payments.", "items");
}

void FormCheck::digits(std::string_view value, std::size_t width, std::string_view field) {
    if (!all_digits(value, width))
        refuse("digits-wrong", "It must be " + std::to_string(width) + " digits.", field);
}

void FormCheck::name(std::string_view value, std::string_view field) {
    const auto name = transliterate(value, set_, longest_name_);
    if (!name.accepted()) refuse(name.refusal().code, name.refusal().words, field);
}

void FormCheck::item_reference(std::size_t index) {
    const std::string& reference = file_.items[index].reference;
    if (reference.empty())
        refuse_item(index, "reference-missing", "it has no reference.", "reference");
    if (reference.size() > longest_reference)
        refuse_item(index,
                    "reference-too-long",
                    "its reference is longer than 18 characters.",
                    "reference");
    if (!written_in(set_, reference))
        refuse_item(index,
                    "reference-characters",
                    "its reference has a character that the file can't carry.",
                    "reference");
}

void FormCheck::item(std::size_t index, std::int64_t largest_pence) {
    const PaymentItem& item = file_.items[index];
    if (!all_digits(item.sort_code, 6))
        refuse_item(index, "sort-code-form", "the sort code is not six digits.", "sort_code");
    if (!all_digits(item.account_number, 8))
        refuse_item(index,
                    "account-number-form",
                    "the account number is not eight digits.",
                    "account_number");
    if (item.amount.pence() <= 0)
        refuse_item(index, "amount-not-above-zero", "its amount is not above zero.", "amount");
    if (item.amount.pence() > largest_pence)
        refuse_item(index, "amount-too-wide", "its amount does not fit the field.", "amount");
    const auto name = transliterate(item.payee_name, set_, longest_name_);
    if (!name.accepted())
        refuse_item(index, name.refusal().code, name.refusal().words, "payee_name");
    item_reference(index);
}

void FormCheck::end_to_end_ids() {
    std::unordered_set<std::string_view> seen;
    const std::string* before = nullptr;
    for (std::size_t i = 0; i < file_.items.size(); ++i) {
        const std::string& id = file_.items[i].end_to_end_id;
        if (id.empty() || id.size() > longest_end_to_end_id || !written_in(CharacterSet::latin, id))
            refuse_item(
                i, "end-to-end-id-form", "our id is missing or can't be written.", "end_to_end_id");
        // As long as each is above the one before, as ours are, none can be there twice.
        if (seen.empty() && (before == nullptr || *before < id)) {
            before = &id;
            continue;
        }
        if (seen.empty()) {
            for (std::size_t earlier = 0; earlier < i; ++earlier)
                seen.insert(file_.items[earlier].end_to_end_id);
        }
        if (!seen.insert(id).second)
            refuse_item(
                i, "end-to-end-id-repeated", "our id is in the file twice.", "end_to_end_id");
    }
}

}  // namespace almoner::gateway
