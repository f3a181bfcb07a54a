#include "gateway/area/row_kinds.h"

#include <string>

namespace almoner::gateway {
namespace {

using ledger::Option;
using ledger::Stream;

std::string optional_link(RowReader& in, std::string_view field, AreaFile file) {
    return in.blank(field) ? std::string{} : in.link(field, file);
}

void read_fund(RowReader& in, OpeningBalanceRow& row) {
    if (row.kind == BalanceKind::bank) {
        row.bank_account = in.link("bank_account", AreaFile::bank_accounts);
        in.must_be_blank("budget", "Money in a commissioner's bank account is of no budget.");
        in.must_be_blank("option", "Money in a commissioner's bank account is of no option.");
        return;
    }
    row.budget = in.link("budget", AreaFile::budgets);
    row.option = in.option("option");
    row.bank_account = optional_link(in, "bank_account", AreaFile::bank_accounts);
    const bool client_account =
        row.kind == BalanceKind::held && row.option == Option::managed_account;
    if (!client_account && in.fine({"kind", "option"})) {
        in.must_be_blank("bank_account",
                         "Only money in a bank account of these books names the bank account.");
    }
    const bool with_someone = row.kind != BalanceKind::undrawn;
    if (with_someone && row.option == Option::notional && in.fine({"kind", "option"})) {
        in.complain("option",
                    "notional-is-never-held",
                    "Notional money stays with the commissioner: it can only be undrawn.",
                    "Correct the kind or the option.");
    }
}

void check_persons_stream(RowReader& in, const OpeningBalanceRow& row) {
    if (!in.fine({"kind", "stream"})) return;
    const bool persons = row.stream == Stream::person;
    if (row.kind == BalanceKind::contribution_due && !persons) {
        in.complain("stream",
                    "contribution-is-the-persons",
                    "A contribution is the person's own money.",
                    "Write person.");
    }
    if ((row.kind == BalanceKind::bank || row.kind == BalanceKind::undrawn) && persons) {
        in.refuse_the_persons_stream(row.stream);
    }
}

}  // namespace

OpeningBalanceRow opening_balance(RowReader& in) {
    OpeningBalanceRow row;
    row.row = in.row();
    row.kind = in.one_of("kind", BalanceKind::contribution_due);
    row.commissioner = in.link("commissioner", AreaFile::commissioners);
    row.stream = in.stream("stream");
    row.as_of = in.term_date("as_of");
    if (in.fine({"kind"})) read_fund(in, row);
    if (row.kind == BalanceKind::owed) {
        row.owed_to = in.one_of("owed_to", OwedTo::refund);
    } else if (in.fine({"kind"})) {
        in.must_be_blank("owed_to", "Only what is owed says to whom.");
    }
    row.amount = row.kind == BalanceKind::bank ? in.money("amount") : in.money_above_zero("amount");
    if (row.kind != BalanceKind::bank) in.cap("amount", row.amount);
    check_persons_stream(in, row);
    return row;
}

}  // namespace almoner::gateway
