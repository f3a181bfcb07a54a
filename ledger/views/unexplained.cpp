#include "ledger/views/unexplained.h"

#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "ledger/records/suspense.h"
#include "ledger/views/states_then.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace almoner::ledger {
namespace {

const Query proposals_of{
    "SELECT id, state FROM proposal WHERE kind = 'bank-line' AND subject = $1 AND seq <= $2"
    " ORDER BY id DESC"};

constexpr std::size_t most_words = 160;

// The elements of an entry that say something to a person: who paid, and what the payer wrote.
constexpr std::array telling{std::string_view("Nm"),
                             std::string_view("Ustrd"),
                             std::string_view("EndToEndId"),
                             std::string_view("Ref"),
                             std::string_view("AddtlTxInf"),
                             std::string_view("AddtlNtryInf")};
constexpr std::array entities{std::pair{std::string_view("&lt;"), '<'},
                              std::pair{std::string_view("&gt;"), '>'},
                              std::pair{std::string_view("&quot;"), '"'},
                              std::pair{std::string_view("&apos;"), '\''},
                              std::pair{std::string_view("&amp;"), '&'}};

void append_words(std::string& words, std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text == "NOTPROVIDED") return;
    if (!words.empty()) words += " | ";
    while (!text.empty()) {
        const auto* const entity = std::ranges::find_if(
            entities, [&](const auto& each) { return text.starts_with(each.first); });
        const bool is_entity = entity != entities.end();
        words += is_entity ? entity->second : text.front();
        text.remove_prefix(is_entity ? entity->first.size() : 1);
    }
}

// Never within a letter of several octets.
std::string shortened(std::string words) {
    std::size_t end = std::min(words.size(), most_words);
    while (end > 0 && end < words.size() &&
           (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    words.resize(end);
    return words;
}

// Who paid and what was written, from the bank's entry; other formats are words already.
std::string plain_words(std::string_view entry) {
    if (entry.find('<') == std::string_view::npos) return shortened(std::string(entry));
    std::string words;
    while (true) {
        const std::size_t open = entry.find('<');
        const std::size_t close = entry.find('>', open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        std::string_view name = entry.substr(open + 1, close - open - 1);
        name = name.substr(0, name.find_first_of(" /\t\r\n"));
        if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
            name.remove_prefix(colon + 1);
        }
        entry.remove_prefix(close + 1);
        if (std::ranges::find(telling, name) == telling.end()) continue;
        append_words(words, entry.substr(0, entry.find('<')));
    }
    return shortened(std::move(words));
}

// Now only those that are open are read.
std::vector<SuspenseItem> suspense_items_known(Database& database, const AsOf& as_of) {
    if (as_of.how == AsOf::How::now) return open_suspense_items(database);
    return suspense_items_until(database, as_of.last_row());
}

}  // namespace

Outcome<std::vector<UnexplainedLine>> unexplained_lines(const Scope& scope,
                                                        Database& database,
                                                        const AsOf& as_of) {
    if (scope.people || scope.streams) {
        return Refusal{.code = "whole-area-only",
                       .words = "Unexplained lines are for those who may see the whole area.",
                       .next = "Ask somebody in finance.",
                       .field = "",
                       .citation = ""};
    }
    std::vector<UnexplainedLine> lines;
    const StatesThen items(database, Entity::suspense_item, as_of);
    const StatesThen proposals(database, Entity::proposal, as_of);
    for (const SuspenseItem& item : suspense_items_known(database, as_of)) {
        if (items.of(item.id, item.state) != SuspenseState::open) continue;
        const auto account = bank_account_numbered(database, item.bank_account, last_day_of_all);
        UnexplainedLine line{.item = item.id,
                             .bank_account = account ? account->ref : std::string{},
                             .booked_on = item.booked_on,
                             .days = as_of.day.days() - item.opened_on.days(),
                             .amount = item.amount,
                             .owner = item.owner,
                             .why = item.why,
                             .reference = item.reference};
        if (item.bank_words) {
            line.words = plain_words(private_text(database, *item.bank_words).value_or(""));
        }
        for (Rows rows = database.select(proposals_of, item.id, as_of.last_row()); rows.next();) {
            const auto state = static_cast<ProposalState>(rows.integer(1));
            if (proposals.of(rows.integer(0), state) != ProposalState::open) continue;
            line.proposal = rows.integer(0);
            break;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace almoner::ledger
