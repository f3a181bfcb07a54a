#include "gateway/area/read_rows.h"

#include "gateway/area/row_kinds.h"

#include <cstddef>
#include <vector>

namespace almoner::gateway {
namespace {

template <class Row, class Read>
void read_file(AreaDraft& draft, AreaFile file, std::vector<Row>& rows, const Read& read) {
    const AreaDraft::Sheet& sheet = draft.sheet(file);
    for (std::size_t i = 0; i < sheet.whole_rows; ++i) {
        RowReader in(draft, {file, i});
        rows[i] = read(in);
    }
}

void read_names(AreaDraft& draft) {
    for (const AreaFile file : all_area_files) {
        if (key_of(file).empty()) continue;
        const AreaDraft::Sheet& sheet = draft.sheet(file);
        for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
            RowReader in(draft, {file, i});
            if (in.whole() || read_reference(in.own_name()).accepted()) in.make_known();
        }
    }
}

}  // namespace

void read_rows(AreaDraft& draft, const AreaFiles& known) {
    read_names(draft);
    draft.add_known(known);
    AreaFiles& rows = draft.rows;
    read_file(draft, AreaFile::commissioners, rows.commissioners, commissioner);
    read_file(draft, AreaFile::bank_accounts, rows.bank_accounts, [&](RowReader& in) {
        return bank_account(in, draft);
    });
    read_file(draft, AreaFile::support_services, rows.support_services, support_service);
    read_file(draft, AreaFile::third_parties, rows.third_parties, third_party);
    read_file(draft, AreaFile::providers, rows.providers, provider);
    read_file(draft, AreaFile::people, rows.people, person);
    read_file(draft, AreaFile::representatives, rows.representatives, representative);
    read_file(draft, AreaFile::budgets, rows.budgets, budget);
    read_file(draft, AreaFile::plan_lines, rows.plan_lines, plan_line);
    read_file(draft, AreaFile::agreements, rows.agreements, agreement);
    read_file(draft, AreaFile::opening_balances, rows.opening_balances, opening_balance);
}

}  // namespace almoner::gateway
