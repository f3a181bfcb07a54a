#include "ledger/records/data_share.h"

#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

#include <array>
#include <string_view>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array columns{"person"sv,
                             "recipient_kind"sv,
                             "recipient"sv,
                             "name_private"sv,
                             "basis"sv,
                             "evidence"sv,
                             "parts"sv,
                             "purpose_private"sv,
                             "shared_on"sv,
                             "actor"sv};

const Query of_person{
    "SELECT id, person, recipient_kind, recipient, name_private, basis, evidence, parts,"
    " purpose_private, shared_on, actor FROM data_share WHERE person = $1 ORDER BY id"};

}  // namespace

const RecordTable data_share_table{"data_share", columns};

std::int64_t insert_data_share(Work& work, const DataShare& share) {
    std::optional<std::int64_t> name;
    if (share.recipient == 0) name = insert_private_text(work, share.person, share.name);
    const std::int64_t purpose = insert_private_text(work, share.person, share.purpose);
    return work.records().insert(data_share_table,
                                 share.person,
                                 share.recipient_kind,
                                 share.recipient,
                                 name,
                                 share.basis,
                                 share.evidence,
                                 share.parts,
                                 purpose,
                                 share.shared_on,
                                 share.actor);
}

std::vector<DataShare> data_shares_of(Database& database, std::int64_t person) {
    return all_rows(database.select(of_person, person), [&](const Rows& rows) {
        const auto name = rows.maybe_integer(4);
        return DataShare{.id = rows.integer(0),
                         .person = rows.integer(1),
                         .recipient_kind = rows.str(2),
                         .recipient = rows.integer(3),
                         .name = name ? private_text(database, *name).value_or("") : std::string{},
                         .basis = rows.str(5),
                         .evidence = rows.maybe_integer(6),
                         .parts = rows.integer(7),
                         .purpose = private_text(database, rows.integer(8)).value_or(""),
                         .shared_on = rows.date(9),
                         .actor = rows.integer(10)};
    });
}

}  // namespace almoner::ledger
