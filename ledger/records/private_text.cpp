#include "ledger/records/private_text.h"

#include "ledger/records/record_table.h"

namespace almoner::ledger {
namespace {

const Query text_by_id{"SELECT text FROM private_text WHERE id = $1 AND text IS NOT NULL"};
const Query person_by_id{
    "SELECT given_name, family_name, date_of_birth, nhs_number, address, postcode, phone, email "
    "FROM person_private WHERE id = $1 AND given_name IS NOT NULL"};
const Query bank_by_id{
    "SELECT account_name, sort_code, account_number FROM bank_private "
    "WHERE id = $1 AND account_name IS NOT NULL"};

}  // namespace

std::int64_t insert_private_text(Work& work, std::int64_t person, std::string_view text) {
    return work.records().insert(private_text_table, person, text);
}

std::optional<std::string> private_text(Database& database, std::int64_t id) {
    Rows rows = database.select(text_by_id, id);
    if (!rows.next()) return std::nullopt;
    return rows.str(0);
}

std::int64_t insert_person_private(Work& work, std::int64_t person, const PersonDetails& details) {
    return work.records().insert(person_private_table,
                                 person,
                                 details.given_name,
                                 details.family_name,
                                 details.date_of_birth,
                                 details.nhs_number,
                                 details.address,
                                 details.postcode,
                                 details.phone,
                                 details.email);
}

std::optional<PersonDetails> person_private(Database& database, std::int64_t id) {
    Rows rows = database.select(person_by_id, id);
    if (!rows.next()) return std::nullopt;
    return PersonDetails{.given_name = rows.str(0),
                         .family_name = rows.str(1),
                         .date_of_birth = rows.maybe_date(2),
                         .nhs_number = rows.str(3),
                         .address = rows.str(4),
                         .postcode = rows.str(5),
                         .phone = rows.str(6),
                         .email = rows.str(7)};
}

std::int64_t insert_bank_private(Work& work, std::int64_t person, const BankDetails& details) {
    return work.records().insert(bank_private_table,
                                 person,
                                 details.account_name,
                                 details.sort_code,
                                 details.account_number);
}

std::optional<BankDetails> bank_private(Database& database, std::int64_t id) {
    Rows rows = database.select(bank_by_id, id);
    if (!rows.next()) return std::nullopt;
    return BankDetails{
        .account_name = rows.str(0), .sort_code = rows.str(1), .account_number = rows.str(2)};
}

}  // namespace almoner::ledger
