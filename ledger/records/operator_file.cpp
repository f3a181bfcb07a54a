#include "ledger/records/operator_file.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/names.h"
#include "ledger/records/record_table.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array kind_names{Named{OperatorFileKind::bank_holidays, "bank-holidays"},
                                Named{OperatorFileKind::modulus, "modulus"},
                                Named{OperatorFileKind::substitution, "substitution"},
                                Named{OperatorFileKind::policy, "policy"}};

const Query last_of_kind{
    "SELECT id, kind, version, dated_on, sha256, content FROM operator_file WHERE kind = $1 "
    "ORDER BY id DESC LIMIT 1"};
const Query newest_of_kind_by{
    "SELECT id, kind, version, dated_on, sha256, content FROM operator_file"
    " WHERE kind = $1 AND dated_on <= $2 ORDER BY dated_on DESC, id DESC LIMIT 1"};

std::optional<OperatorFile> first_of(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return OperatorFile{.id = rows.integer(0),
                        .kind = stored_name(kind_names, rows.text(1)),
                        .version = rows.str(2),
                        .dated_on = rows.date(3),
                        .sha256 = rows.str(4),
                        .content = rows.str(5)};
}

}  // namespace

std::string_view name_of(OperatorFileKind value) {
    return name_in(kind_names, value);
}

std::optional<OperatorFileKind> operator_file_kind_named(std::string_view name) {
    return named_in(kind_names, name);
}

std::optional<OperatorFile> operator_file(Database& database, OperatorFileKind kind) {
    return first_of(database.select(last_of_kind, name_of(kind)));
}

std::optional<OperatorFile> operator_file_on(Database& database, OperatorFileKind kind, Date day) {
    return first_of(database.select(newest_of_kind_by, name_of(kind), day));
}

std::int64_t insert_operator_file(Work& work, const OperatorFile& file) {
    return work.records().insert(operator_file_table,
                                 name_of(file.kind),
                                 file.version,
                                 file.dated_on,
                                 sha256_hex(file.content),
                                 file.content);
}

}  // namespace almoner::ledger
