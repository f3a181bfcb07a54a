#include "tests/simulator/bank_words.h"

#include "ledger/calendar/date.h"
#include "ledger/records/payment_ref.h"

#include <algorithm>

namespace almoner::tests {
namespace {

std::int64_t pence_in(const std::string& entry) {
    const std::size_t at = entry.find("<Amt Ccy=\"GBP\">") + 15;
    std::string digits = entry.substr(at, entry.find('<', at) - at);
    std::erase(digits, '.');
    const std::int64_t pence = std::stoll(digits);
    return between_tags(entry, "CdtDbtInd") == "DBIT" ? -pence : pence;
}

SaidLine line_in(const std::string& entry) {
    SaidLine line;
    line.words = entry;
    line.pence = pence_in(entry);
    line.booked_on =
        ledger::Date::parse(between_tags(entry, "Dt", entry.find("<BookgDt>"))).value().days();
    for (const char* const tag : {"EndToEndId", "Ustrd"}) {
        const auto payment = ledger::find_payment_ref(between_tags(entry, tag));
        if (payment && line.payment == 0) line.payment = *payment;
    }
    if (entry.find("<Btch>") != std::string::npos) line.file = between_tags(entry, "PmtInfId");
    return line;
}

}  // namespace

std::string between_tags(const std::string& text, const std::string& tag, std::size_t at) {
    const std::size_t open = text.find("<" + tag + ">", at);
    if (open == std::string::npos) return {};
    const std::size_t first = open + tag.size() + 2;
    return text.substr(first, text.find("</" + tag + ">", first) - first);
}

SaidStatement read_what_the_bank_said(const std::string& camt) {
    SaidStatement said{.account = between_tags(camt, "Id", camt.find("<Acct>")), .lines = {}};
    said.account = between_tags(camt, "Id", camt.find("<Othr>", camt.find("<Acct>")));
    const std::string end = "</Ntry>";
    for (std::size_t at = camt.find("<Ntry>"); at != std::string::npos;
         at = camt.find("<Ntry>", at + 1)) {
        said.lines.push_back(line_in(camt.substr(at, camt.find(end, at) + end.size() - at)));
    }
    return said;
}

bool rejects(const std::string& report, const std::string& reference) {
    if (between_tags(report, "GrpSts") == "RJCT") return true;
    const std::size_t named = report.find(reference);
    return named != std::string::npos && between_tags(report, "TxSts", named) == "RJCT";
}

}  // namespace almoner::tests
