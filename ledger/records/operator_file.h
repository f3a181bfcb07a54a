// Reference data that the operator loads, as it was loaded: bank holidays, the modulus tables
// and the local policy.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

enum class OperatorFileKind : std::uint8_t {
    bank_holidays = 1,
    modulus = 2,
    substitution = 3,
    policy = 4
};
[[nodiscard]] std::string_view name_of(OperatorFileKind value);
[[nodiscard]] std::optional<OperatorFileKind> operator_file_kind_named(std::string_view name);

struct OperatorFile {
    std::int64_t id = 0;
    OperatorFileKind kind = OperatorFileKind::bank_holidays;
    std::string version{};  // as its publisher calls it
    Date dated_on{};
    std::string sha256{};  // of the content, 64 hexadecimal digits
    std::string content{};
};

// The one loaded last: that one is in force.
[[nodiscard]] std::optional<OperatorFile> operator_file(Database& database, OperatorFileKind kind);

// The newest that is dated on this day or before; of one date the one loaded last.
[[nodiscard]] std::optional<OperatorFile> operator_file_on(Database& database,
                                                           OperatorFileKind kind,
                                                           Date day);

// `sha256` is worked out from the content. Its id.
std::int64_t insert_operator_file(Work& work, const OperatorFile& file);

}  // namespace almoner::ledger
