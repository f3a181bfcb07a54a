#include "ledger/views/unexplained.h"

#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/records/suspense.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query open_proposal{
    "SELECT id FROM proposal WHERE kind = 'bank-line' AND subject = $1 AND state = 1"};

constexpr std::size_t most_words = 160;

// The bank's entry without its marks: names and narratives, one space between them.
std::string plain_words(const std::string& entry) {
    std::string words;
    bool in_mark = false;
    for (const char letter : entry) {
        if (letter == '<') in_mark = true;
        const bool space = in_mark || letter == ' ' || letter == '\n' || letter == '\r';
        if (!space) {
            words += letter;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
        if (letter == '>') in_mark = false;
    }
    std::size_t end = std::min(words.size(), most_words);
    // Never within a letter of several octets.
    while (end > 0 && end < words.size() &&
           (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    words.resize(end);
    while (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

}  // namespace

Outcome<std::vector<UnexplainedLine>> unexplained_lines(const Scope& scope,
                                                        Database& database,
                                                        Date today) {
    if (scope.people || scope.streams) {
        return Refusal{.code = "whole-area-only",
                       .words = "Unexplained lines are for those who may see the whole area.",
                       .next = "Ask somebody in finance.",
                       .field = "",
                       .citation = ""};
    }
    std::vector<UnexplainedLine> lines;
    for (const SuspenseItem& item : open_suspense_items(database)) {
        const auto account = bank_account_numbered(database, item.bank_account, last_day_of_all);
        UnexplainedLine line{.item = item.id,
                             .bank_account = account ? account->ref : std::string{},
                             .booked_on = item.booked_on,
                             .days = today.days() - item.opened_on.days(),
                             .amount = item.amount,
                             .owner = item.owner,
                             .why = item.why,
                             .reference = item.reference};
        if (item.bank_words) {
            line.words = plain_words(private_text(database, *item.bank_words).value_or(""));
        }
        Rows rows = database.select(open_proposal, item.id);
        if (rows.next()) line.proposal = rows.integer(0);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace almoner::ledger
