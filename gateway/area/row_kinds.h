// One reader for each kind of row: its typed cells, and what can be seen wrong in the row alone.
#pragma once

#include "gateway/area/area_draft.h"
#include "gateway/area/area_rows.h"
#include "gateway/area/row_reader.h"

#include <cstddef>

namespace almoner::gateway {

inline constexpr std::size_t longest_name = 140;  // ISO 20022 Max140Text

[[nodiscard]] CommissionerRow commissioner(RowReader& in);
[[nodiscard]] BankAccountRow bank_account(RowReader& in, const AreaDraft& draft);
[[nodiscard]] SupportServiceRow support_service(RowReader& in);
[[nodiscard]] ThirdPartyRow third_party(RowReader& in);
[[nodiscard]] ProviderRow provider(RowReader& in);
[[nodiscard]] PersonRow person(RowReader& in);
[[nodiscard]] RepresentativeRow representative(RowReader& in);
[[nodiscard]] BudgetRow budget(RowReader& in);
[[nodiscard]] PlanLineRow plan_line(RowReader& in);
[[nodiscard]] AgreementRow agreement(RowReader& in);
[[nodiscard]] OpeningBalanceRow opening_balance(RowReader& in);

}  // namespace almoner::gateway
