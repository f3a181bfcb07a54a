// What people ask about payroll, by when it is answered, and the answer: words sealed.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable payroll_query_table;
extern const RecordTable payroll_query_answer_table;

inline constexpr std::array<std::string_view, 6> payroll_query_askers{
    "holder", "representative", "assistant", "hmrc", "pension-provider", "other"};
inline constexpr std::array<std::string_view, 6> payroll_query_channels{
    "telephone", "e-mail", "text-message", "letter", "in-person", "portal"};

struct PayrollQuery {
    std::int64_t id = 0;
    std::string about{};       // "employer", "employment" or "slip"
    std::int64_t subject = 0;  // the employer's or the employment's number, the slip's id
    std::int64_t employer = 0;
    std::string asked_by{};  // one of payroll_query_askers
    std::string channel{};   // one of payroll_query_channels
    std::string words{};     // sealed; empty once erased
    Date asked_on{};
    Date due_on{};
    std::int64_t actor = 0;

    friend bool operator==(const PayrollQuery&, const PayrollQuery&) = default;
};

struct PayrollAnswer {
    std::int64_t query = 0;
    std::string words{};  // sealed; empty once erased
    Date answered_on{};
    std::int64_t actor = 0;

    friend bool operator==(const PayrollAnswer&, const PayrollAnswer&) = default;
};

// Its id. The words are about `person`.
std::int64_t insert_payroll_query(Work& work, std::int64_t person, const PayrollQuery& query);
void insert_payroll_answer(Work& work, std::int64_t person, const PayrollAnswer& answer);

[[nodiscard]] std::optional<PayrollQuery> payroll_query_by_id(Database& database, std::int64_t id);
// By the day on which the answer is due, the oldest of a day first.
[[nodiscard]] std::vector<PayrollQuery> every_payroll_query(Database& database);
[[nodiscard]] std::optional<PayrollAnswer> answer_to_payroll_query(Database& database,
                                                                   std::int64_t query);

}  // namespace almoner::ledger
