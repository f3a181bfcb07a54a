#include "scheduler/reconciliation/bank_line.h"

#include "ledger/records/payment_ref.h"

namespace almoner::scheduler {
namespace {

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::vector<std::string> texts_of(const gateway::StatementLine& line) {
    const gateway::References& refs = line.references;
    std::vector<std::string> texts;
    for (const std::string* text : {&refs.end_to_end_id,
                                    &refs.instruction_id,
                                    &refs.creditor_reference,
                                    &line.remittance,
                                    &refs.payment_information_id,
                                    &refs.message_id,
                                    &refs.transaction_id,
                                    &line.description}) {
        if (!text->empty()) texts.push_back(*text);
    }
    return texts;
}

std::int64_t payment_named_by(const gateway::StatementLine& line) {
    if (const auto id = ledger::payment_of_ref(line.references.end_to_end_id)) return *id;
    for (const std::string& text : texts_of(line)) {
        if (const auto id = ledger::find_payment_ref(text)) return *id;
    }
    return 0;
}

bool has_whole_word(std::string_view text, std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !is_letter_or_digit(text[at - 1]);
        const bool ends = end == text.size() || !is_letter_or_digit(text[end]);
        if (begins && ends) return true;
    }
    return false;
}

}  // namespace almoner::scheduler
