// Any folder reads; every finding says what to do; a good row refers to good rows only; and what is
// given back for mending is a folder that reads as well.
#include "gateway/area/area_reading.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace almoner::gateway;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

// "@people.csv" on a line begins a file.
AreaBytes folder_in(std::string_view text) {
    AreaBytes files;
    while (text.starts_with('@')) {
        const std::size_t name_end = std::min(text.find('\n'), text.size());
        const std::string name(text.substr(1, name_end - 1));
        text.remove_prefix(std::min(name_end + 1, text.size()));
        const std::size_t end = text.starts_with('@') ? 0 : text.find("\n@");
        const std::size_t size = end == std::string_view::npos ? text.size() : end;
        // A folder holds no file without a name.
        if (!name.empty()) files[name] = std::string(text.substr(0, size));
        text.remove_prefix(std::min(size == 0 ? 0 : size + 1, text.size()));
    }
    return files;
}

template <class Rows, class Name>
bool has(const Rows& rows, Name name, const std::string& reference) {
    return std::ranges::any_of(rows, [&](const auto& row) { return row.*name == reference; });
}

void check_references(const AreaFiles& good) {
    for (const BudgetRow& row : good.budgets) {
        require(has(good.people, &PersonRow::person, row.person));
        require(has(good.commissioners, &CommissionerRow::commissioner, row.lead_commissioner));
    }
    for (const PlanLineRow& row : good.plan_lines) {
        require(has(good.budgets, &BudgetRow::budget, row.budget));
        require(row.amount.pence() > 0 && (!row.end || row.start <= *row.end));
    }
    for (const AgreementRow& row : good.agreements) {
        require(has(good.budgets, &BudgetRow::budget, row.budget));
        require(has(good.bank_accounts, &BankAccountRow::bank_account, row.paid_from));
        require(has(good.plan_lines, &PlanLineRow::budget, row.budget));
        const bool own =
            row.payee.kind == PayeeKind::holder || row.payee.kind == PayeeKind::representative;
        require(own == row.details.has_value());
    }
    for (const SupportServiceRow& row : good.support_services) {
        require(has(good.bank_accounts, &BankAccountRow::bank_account, row.client_bank_account));
    }
}

void check_findings(const AreaReading& read) {
    for (const auto* findings : {&read.errors, &read.warnings, &read.waiting}) {
        for (const AreaFinding& finding : *findings) {
            require(!finding.file.empty() && !finding.code.empty() && !finding.words.empty());
            require(!finding.next.empty());
        }
    }
    require(!read.errors.empty() || (read.waiting.empty() && read.to_mend.empty()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    const AreaReading first = read_area(folder_in(text));
    check_findings(first);
    check_references(first.good);
    const AreaReading second = read_area(first.to_mend);
    check_findings(second);
    check_references(second.good);
    return 0;
}
