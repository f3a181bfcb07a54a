#include "ledger/records/record_table.h"
#include "ledger/records/records.h"

#include <array>
#include <utility>

namespace almoner::ledger {
namespace {

// What there is of somebody in one table, and how it is emptied.
struct Emptied {
    std::string_view table;
    const Query& rows;
    const Query& empty;
};

// The salts of what was asked about them: few values fit a digest whose salt is known.
const Query salts_about{
    "SELECT seq FROM command_salt WHERE salt IS NOT NULL AND seq IN"
    " (SELECT seq FROM private_text WHERE person = $1"
    " UNION SELECT seq FROM person_private WHERE person = $1"
    " UNION SELECT seq FROM bank_private WHERE person = $1"
    " UNION SELECT seq FROM assistant_private WHERE person = $1"
    " UNION SELECT seq FROM evidence WHERE person = $1) ORDER BY seq"};
const Query empty_salt{"UPDATE command_salt SET salt = NULL WHERE seq = $1"};
const Query texts_about{
    "SELECT id FROM private_text WHERE person = $1 AND sealed IS NOT NULL ORDER BY id"};
const Query empty_text{"UPDATE private_text SET sealed = NULL WHERE id = $1"};
const Query details_about{
    "SELECT id FROM person_private WHERE person = $1 AND sealed IS NOT NULL ORDER BY id"};
const Query empty_details{"UPDATE person_private SET sealed = NULL, nhs_mark = NULL WHERE id = $1"};
const Query bank_details_about{
    "SELECT id FROM bank_private WHERE person = $1 AND sealed IS NOT NULL ORDER BY id"};
const Query empty_bank_details{
    "UPDATE bank_private SET sealed = NULL, account_mark = NULL WHERE id = $1"};
const Query assistant_details_about{
    "SELECT id FROM assistant_private WHERE person = $1 AND sealed IS NOT NULL ORDER BY id"};
const Query empty_assistant_details{
    "UPDATE assistant_private SET sealed = NULL, nino_mark = NULL WHERE id = $1"};
const Query documents_about{
    "SELECT d.evidence FROM evidence_document d JOIN evidence e ON e.id = d.evidence"
    " WHERE e.person = $1 AND d.content IS NOT NULL ORDER BY d.evidence"};
const Query empty_document{"UPDATE evidence_document SET content = NULL WHERE evidence = $1"};

const std::array all_about{
    Emptied{"command_salt", salts_about, empty_salt},
    Emptied{"private_text", texts_about, empty_text},
    Emptied{"person_private", details_about, empty_details},
    Emptied{"bank_private", bank_details_about, empty_bank_details},
    Emptied{"assistant_private", assistant_details_about, empty_assistant_details},
    Emptied{"evidence_document", documents_about, empty_document}};

std::vector<std::int64_t> numbers_in(Rows rows) {
    std::vector<std::int64_t> numbers;
    while (rows.next()) numbers.push_back(rows.integer(0));
    return numbers;
}

}  // namespace

std::int64_t Records::erase(std::int64_t person) {
    if (database_.keys() == nullptr) {
        throw StorageError("nobody can be erased: the area was opened without its keys");
    }
    std::int64_t rows = 0;
    for (const Emptied& each : all_about) {
        for (const std::int64_t id : numbers_in(database_.select(each.rows, person))) {
            insert(erasure_table, person, each.table, id);
            change(each.empty, id);
            ++rows;
        }
    }
    erasing_.push_back(person);
    return rows;
}

std::vector<std::int64_t> Records::take_erased() {
    return std::exchange(erased_, {});
}

}  // namespace almoner::ledger
