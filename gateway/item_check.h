// The checks of a payment file that every format shares, gathered into one list of refusals.
#pragma once

#include "gateway/payment_file.h"
#include "gateway/text/transliterate.h"

namespace almoner::gateway {

class FormCheck {
  public:
    FormCheck(const PaymentFile& file, CharacterSet set, std::size_t longest_name)
        : file_(file), set_(set), longest_name_(longest_name) {}

    void refuse(std::string_view code, std::string_view words, std::string_view field);
    void refuse_item(std::size_t index,
                     std::string_view code,
                     std::string_view words,
                     std::string_view field);

    void file_is_not_empty();
    void digits(std::string_view value, std::size_t width, std::string_view field);
    void name(std::string_view value, std::string_view field);
    // Bank details, the name, the reference, an amount from a penny to `largest_pence`.
    void item(std::size_t index, std::int64_t largest_pence);
    // Our ids: given, at most 35 characters, in the file's characters, each once in the file.
    void end_to_end_ids();

    [[nodiscard]] std::vector<ledger::Refusal> take() && { return std::move(refusals_); }

  private:
    void item_reference(std::size_t index);

    const PaymentFile& file_;
    CharacterSet set_;
    std::size_t longest_name_;
    std::vector<ledger::Refusal> refusals_;
};

[[nodiscard]] bool all_digits(std::string_view text, std::size_t width);

}  // namespace almoner::gateway
