// HMRC's notices of tax codes, as a file or a person tells them.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// P6 within the year, P9 for the next one, P9X: the yearly uplift of a whole letter of codes.
inline constexpr std::array<std::string_view, 3> code_notice_kinds{"P6", "P9", "P9X"};

struct CodeNotice {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t employment = 0;
    std::string kind{};  // one of code_notice_kinds
    Date dated_on{};
    Date from_on{};  // for paydays from this day on
    std::string tax_code{};
    std::string tax_basis{"C"};  // C or N
    // Of a P6: the year's pay and tax in earlier employments. Nothing: it says nothing of them.
    std::optional<Money> previous_pay{};
    std::optional<Money> previous_tax{};
    std::optional<std::int64_t> evidence{};
    std::string file_sha256{};  // empty: typed
    std::int64_t recorded_by = 0;

    friend bool operator==(const CodeNotice&, const CodeNotice&) = default;
};

std::int64_t insert_code_notice(Work& work, const CodeNotice& notice);
[[nodiscard]] std::vector<CodeNotice> code_notices_of(Database& database,
                                                      std::int64_t employment);  // by id
// The one that counts on a payday: of the newest from_on, what was written last.
[[nodiscard]] std::optional<CodeNotice> code_notice_on(Database& database,
                                                       std::int64_t employment,
                                                       Date payday);

}  // namespace almoner::ledger
