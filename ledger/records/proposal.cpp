#include "ledger/records/proposal.h"

#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT id, kind, subject, from_on, content, private_row, evidence, proposed_by, state "
    "FROM proposal ";
constexpr auto by_id_text = joined(columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto open_text = joined(columns, "WHERE kind = $1 AND state = 1 ORDER BY id");
const Query open_of_kind{open_text.data()};
constexpr auto every_open_text = joined(columns, "WHERE state = 1 ORDER BY id");
const Query every_open{every_open_text.data()};

Proposal read(const Rows& rows) {
    return {.id = rows.integer(0),
            .kind = rows.str(1),
            .subject = rows.integer(2),
            .from_on = rows.date(3),
            .content = rows.str(4),
            .private_row = rows.maybe_integer(5),
            .evidence = rows.maybe_integer(6),
            .proposed_by = rows.integer(7),
            .state = static_cast<ProposalState>(rows.integer(8))};
}

}  // namespace

std::optional<Proposal> proposal_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read);
}

std::vector<Proposal> open_proposals(Database& database, std::string_view kind) {
    return all_rows(database.select(open_of_kind, kind), read);
}

std::vector<Proposal> every_open_proposal(Database& database) {
    return all_rows(database.select(every_open), read);
}

std::int64_t insert_proposal(Work& work, const Proposal& proposal) {
    return work.records().insert(proposal_table,
                                 proposal.kind,
                                 proposal.subject,
                                 proposal.from_on,
                                 proposal.content,
                                 proposal.private_row,
                                 proposal.evidence,
                                 proposal.proposed_by);
}

}  // namespace almoner::ledger
