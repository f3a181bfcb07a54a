// Rows of the books that a folder leaves out: its own rows refer to them and are checked against
// them, and nothing else becomes of them.
#include "gateway/area/area_draft.h"
#include "gateway/csv/cells.h"

#include <algorithm>
#include <string>

namespace almoner::gateway {
namespace {

using Cell = std::pair<std::string_view, std::string_view>;

// The cells that checks read as text, whether their row is good or bad.
std::vector<Cell> cells_of(const CommissionerRow& row) {
    return {{"commissioner", row.commissioner}};
}
std::vector<Cell> cells_of(const BankAccountRow& row) {
    return {{"bank_account", row.bank_account}};
}
std::vector<Cell> cells_of(const SupportServiceRow& row) {
    return {{"support_service", row.support_service}};
}
std::vector<Cell> cells_of(const ThirdPartyRow& row) {
    return {{"third_party", row.third_party}};
}
std::vector<Cell> cells_of(const ProviderRow& row) {
    return {{"provider", row.provider}};
}
std::vector<Cell> cells_of(const PersonRow& row) {
    return {{"person", row.person}};
}
std::vector<Cell> cells_of(const RepresentativeRow& row) {
    return {{"person", row.person}};
}
std::vector<Cell> cells_of(const BudgetRow& row) {
    return {{"budget", row.budget}};
}
std::vector<Cell> cells_of(const PlanLineRow& row) {
    return {{"plan_line", row.plan_line},
            {"budget", row.budget},
            {"commissioner", row.commissioner},
            {"stream", name_of(row.stream)},
            {"option", name_of(row.option)},
            {"frequency", name_of(row.frequency)}};
}
std::vector<Cell> cells_of(const AgreementRow& row) {
    return {{"agreement", row.agreement}, {"budget", row.budget}, {"option", name_of(row.option)}};
}

CsvRow as_text(AreaFile file, const std::vector<Cell>& cells) {
    const auto columns = columns_of(file);
    CsvRow row;
    row.cells.resize(columns.size());
    for (const auto& [name, text] : cells) {
        const auto column = std::ranges::find(columns, name, &CsvColumn::name);
        row.cells[static_cast<std::size_t>(column - columns.begin())] = text;
    }
    return row;
}

}  // namespace

template <class Row>
void AreaDraft::add_known_rows(AreaFile file,
                               std::vector<Row>& rows_of_file,
                               const std::vector<Row>& known) {
    Sheet& sheet = sheets_[index(file)];
    rows_of_file.resize(sheet.rows.size());
    // Nobody knows what an unreadable file says of them.
    if (sheet.present && !sheet.readable) return;
    for (const Row& row : known) {
        const std::vector<Cell> cells = cells_of(row);
        const RowId id{file, sheet.rows.size()};
        if (!key_of(file).empty()) {
            const std::string name(cells.front().second);
            in_books_[index(file)].insert(name);
            if (!names_[index(file)].emplace(name, id).second) continue;
        }
        sheet.rows.push_back(as_text(file, cells));
        states_[index(file)].emplace_back();
        rows_of_file.push_back(row);
    }
}

// The folder's own word on the same representative counts.
bool AreaDraft::has_like(const RepresentativeRow& row) const {
    const Sheet& sheet = this->sheet(AreaFile::representatives);
    for (std::size_t place = 0; place < sheet.own_rows; ++place) {
        const RowId id{AreaFile::representatives, place};
        const auto start = read_date(trimmed(cell(id, "start")));
        if (cell_is(id, "person", row.person) && cell_is(id, "role", name_of(row.role)) &&
            start.accepted() && start.value() == row.start) {
            return true;
        }
    }
    return false;
}

void AreaDraft::add_known(const AreaFiles& known) {
    add_known_rows(AreaFile::commissioners, rows.commissioners, known.commissioners);
    add_known_rows(AreaFile::bank_accounts, rows.bank_accounts, known.bank_accounts);
    add_known_rows(AreaFile::support_services, rows.support_services, known.support_services);
    add_known_rows(AreaFile::third_parties, rows.third_parties, known.third_parties);
    add_known_rows(AreaFile::providers, rows.providers, known.providers);
    add_known_rows(AreaFile::people, rows.people, known.people);
    std::vector<RepresentativeRow> acting = known.representatives;
    std::erase_if(acting, [this](const RepresentativeRow& row) { return has_like(row); });
    add_known_rows(AreaFile::representatives, rows.representatives, acting);
    add_known_rows(AreaFile::budgets, rows.budgets, known.budgets);
    add_known_rows(AreaFile::plan_lines, rows.plan_lines, known.plan_lines);
    add_known_rows(AreaFile::agreements, rows.agreements, known.agreements);
    rows.opening_balances.resize(sheet(AreaFile::opening_balances).rows.size());
}

}  // namespace almoner::gateway
