#include "gateway/other_bank.h"

#include "gateway/csv/csv_writer.h"
#include "gateway/item_check.h"

#include <string>

namespace almoner::gateway {
namespace {

using ledger::Money;

constexpr std::size_t longest_name = 35;
constexpr std::int64_t largest_pence = 100'000'000;  // as Faster Payments (payments.md, section 4)
constexpr std::int64_t pence_a_pound = 100;

std::string in_pounds(Money amount) {
    const std::string pence = std::to_string(amount.pence() % pence_a_pound);
    return std::to_string(amount.pence() / pence_a_pound) + (pence.size() < 2 ? ".0" : ".") + pence;
}

}  // namespace

std::vector<ledger::Refusal> check_other_bank(const PaymentFile& file) {
    FormCheck check(file, CharacterSet::latin, longest_name);
    check.file_is_not_empty();
    for (std::size_t i = 0; i < file.items.size(); ++i) check.item(i, largest_pence);
    check.end_to_end_ids();
    return std::move(check).take();
}

std::string write_other_bank(const PaymentFile& file) {
    CsvWriter csv({"version",
                   "pay_on",
                   "name",
                   "sort_code",
                   "account_number",
                   "amount_pence",
                   "amount_pounds",
                   "reference",
                   "our_reference"});
    for (const PaymentItem& item : file.items) {
        const auto name = transliterate(item.payee_name, CharacterSet::latin, longest_name);
        csv.row({"1",
                 item.entry_on.iso(),
                 name.accepted() ? name.value() : std::string{},
                 item.sort_code,
                 item.account_number,
                 std::to_string(item.amount.pence()),
                 in_pounds(item.amount),
                 item.reference,
                 item.end_to_end_id});
    }
    return csv.bytes();
}

}  // namespace almoner::gateway
