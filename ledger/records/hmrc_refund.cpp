#include "ledger/records/hmrc_refund.h"

#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array columns{
    "proposal"sv, "slip"sv, "plan_line"sv, "body"sv, "stream"sv, "amount"sv};
const Query that_stand{
    "SELECT r.proposal, r.slip, r.plan_line, r.body, r.stream, r.amount FROM hmrc_refund_part r"
    " WHERE NOT EXISTS (SELECT 1 FROM explanation e JOIN explanation u ON u.undoes = e.id"
    " WHERE e.proposal = r.proposal) ORDER BY r.id"};

}  // namespace

const RecordTable hmrc_refund_part_table{"hmrc_refund_part", columns};

void insert_hmrc_refund_part(Work& work, const HmrcRefundPart& part) {
    work.records().insert(hmrc_refund_part_table,
                          part.proposal,
                          part.debt.slip,
                          part.debt.plan_line,
                          part.debt.body,
                          part.debt.stream,
                          part.amount);
}

std::vector<HmrcRefundPart> hmrc_refund_parts(Database& database) {
    return all_rows(database.select(that_stand), [](const Rows& rows) {
        return HmrcRefundPart{.proposal = rows.integer(0),
                              .debt = {.slip = rows.integer(1),
                                       .what = "hmrc",
                                       .plan_line = rows.integer(2),
                                       .body = rows.integer(3),
                                       .stream = rows.stream(4)},
                              .amount = rows.money(5)};
    });
}

}  // namespace almoner::ledger
