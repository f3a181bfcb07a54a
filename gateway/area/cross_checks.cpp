#include "gateway/area/cross_checks.h"

#include "gateway/area/agreement_checks.h"
#include "gateway/area/row_reader.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace almoner::gateway {
namespace {

using ledger::Option;
using ledger::Stream;

void check_bank_account_numbers(AreaDraft& draft) {
    std::map<std::pair<ledger::SortCode, ledger::AccountNumber>, RowId> seen;
    for (std::size_t i = 0; i < draft.rows.bank_accounts.size(); ++i) {
        RowReader in(draft, {AreaFile::bank_accounts, i});
        if (!in.whole() || !in.fine({"sort_code", "account_number"})) continue;
        const AccountDetails& details = draft.rows.bank_accounts[i].details;
        const auto [first, fresh] =
            seen.emplace(std::pair(details.sort_code, details.account_number), in.id());
        if (fresh) continue;
        draft.need(first->second, in.id());
        in.complain("account_number",
                    "same-bank-account-twice",
                    draft.row_words(first->second) + " is the same bank account.",
                    "Take one of the two rows out: one account has one statement.");
    }
}

void check_client_accounts(AreaDraft& draft) {
    for (std::size_t i = 0; i < draft.rows.support_services.size(); ++i) {
        RowReader in(draft, {AreaFile::support_services, i});
        const SupportServiceRow& row = draft.rows.support_services[i];
        const auto account = draft.find(AreaFile::bank_accounts, row.client_bank_account);
        if (!in.whole() || !account || !draft.fine(*account, {"", "owner"})) continue;
        if (draft.rows.bank_accounts[account->place].owner == row.support_service) continue;
        in.complain("client_bank_account",
                    "client-account-of-another",
                    "The owner of this bank account is not this support service.",
                    "Correct the owner in bank_accounts.csv, or the account here.");
    }
}

void check_nhs_numbers(AreaDraft& draft) {
    std::map<ledger::NhsNumber, RowId> seen;
    for (std::size_t i = 0; i < draft.rows.people.size(); ++i) {
        RowReader in(draft, {AreaFile::people, i});
        const auto& number = draft.rows.people[i].nhs_number;
        if (!number) continue;
        const auto [first, fresh] = seen.emplace(*number, in.id());
        if (fresh) continue;
        draft.need(first->second, in.id());
        in.complain("nhs_number",
                    "nhs-number-twice",
                    draft.row_words(first->second) + " has the same NHS number.",
                    "Take it out of the row that it does not belong to, or the one row if both are "
                    "the same person.");
    }
}

void check_budgets(AreaDraft& draft) {
    for (std::size_t i = 0; i < draft.rows.budgets.size(); ++i) {
        RowReader in(draft, {AreaFile::budgets, i});
        const BudgetRow& row = draft.rows.budgets[i];
        const auto person = draft.find(AreaFile::people, row.person);
        if (!in.whole() || !person || !draft.fine(*person, {"", "date_of_birth"})) continue;
        if (!in.fine({"start"})) continue;
        if (row.start >= draft.rows.people[person->place].date_of_birth) continue;
        in.complain("start",
                    "born-after-the-start",
                    "The budget begins before the person was born.",
                    "Correct this date or the date of birth.");
    }
}

// Whether the commissioner pays the stream, by its own row; true where that row can't tell.
bool pays(const AreaDraft& draft, const std::string& commissioner, Stream stream) {
    const auto row = draft.find(AreaFile::commissioners, commissioner);
    if (!row || !draft.fine(*row, {"", "streams"})) return true;
    const auto& streams = draft.rows.commissioners[row->place].streams;
    return stream == Stream::person || std::ranges::find(streams, stream) != streams.end();
}

void check_stream(RowReader& in,
                  const AreaDraft& draft,
                  const std::string& commissioner,
                  Stream stream) {
    if (!in.fine({"commissioner", "stream"}) || pays(draft, commissioner, stream)) return;
    in.complain("stream",
                "stream-not-of-this-commissioner",
                "This commissioner does not pay this stream.",
                "Correct the commissioner or the stream, or add the stream in commissioners.csv.");
}

void check_plan_lines(AreaDraft& draft) {
    for (std::size_t i = 0; i < draft.rows.plan_lines.size(); ++i) {
        RowReader in(draft, {AreaFile::plan_lines, i});
        if (!in.whole()) continue;
        const PlanLineRow& row = draft.rows.plan_lines[i];
        check_stream(in, draft, row.commissioner, row.stream);
        check_inside_budget(in, draft, row.budget, {row.start, row.end});
    }
}

// The client account that a held balance names belongs to a support service; one that it does not
// name is known by the agreement.
void check_client_balance(RowReader& in,
                          AreaDraft& draft,
                          const OpeningBalanceRow& row,
                          const PlacesByName& agreements) {
    static const std::vector<std::size_t> none;
    if (row.kind != BalanceKind::held || row.option != Option::managed_account) return;
    if (!in.fine({"bank_account", "budget"})) return;
    if (!row.bank_account.empty()) {
        const auto account = draft.find(AreaFile::bank_accounts, row.bank_account);
        const bool known = account && draft.fine(*account, {"", "owner"});
        if (!known || draft.rows.bank_accounts[account->place].owned_by_support_service) return;
        in.complain("bank_account",
                    "not-a-client-account",
                    "This bank account does not belong to a support service.",
                    "Name the client bank account that holds the money.");
        return;
    }
    const auto found = agreements.find(row.budget);
    for (const std::size_t place : found == agreements.end() ? none : found->second) {
        const RowId id{AreaFile::agreements, place};
        if (!draft.cell_is(id, "option", name_of(Option::managed_account))) continue;
        draft.need(in.id(), id);
        return;
    }
    in.complain(
        "bank_account",
        "client-account-missing",
        "The budget has no agreement for a managed account that would name its bank account.",
        "Name the client bank account here.");
}

void check_bank_balance(RowReader& in, AreaDraft& draft, const OpeningBalanceRow& row) {
    const auto account = draft.find(AreaFile::bank_accounts, row.bank_account);
    if (row.kind != BalanceKind::bank || !account || !in.fine({"kind", "bank_account"})) return;
    const bool known = draft.fine(*account, {"", "owner"});
    if (!known || !draft.rows.bank_accounts[account->place].owned_by_support_service) return;
    in.complain("bank_account",
                "client-account-is-not-the-bodys",
                "This is a client account: its money is what is held for each budget.",
                "Give one row of kind held for each budget instead.");
}

void check_opening_balances(AreaDraft& draft) {
    using Key = std::tuple<BalanceKind, std::string, std::string, Option, std::string, Stream, int>;
    std::map<Key, RowId> seen;
    const PlacesByName agreements = places_by(draft, AreaFile::agreements, "budget");
    for (std::size_t i = 0; i < draft.rows.opening_balances.size(); ++i) {
        RowReader in(draft, {AreaFile::opening_balances, i});
        if (!in.whole()) continue;
        const OpeningBalanceRow& row = draft.rows.opening_balances[i];
        check_stream(in, draft, row.commissioner, row.stream);
        check_bank_balance(in, draft, row);
        check_client_balance(in, draft, row, agreements);
        if (!in.fine({"kind", "bank_account", "budget", "option", "commissioner", "stream"}) ||
            !in.fine({"owed_to"})) {
            continue;
        }
        const int owed_to = row.owed_to ? static_cast<int>(*row.owed_to) : -1;
        const auto [first, fresh] = seen.emplace(Key{row.kind,
                                                     row.bank_account,
                                                     row.budget,
                                                     row.option,
                                                     row.commissioner,
                                                     row.stream,
                                                     owed_to},
                                                 in.id());
        if (fresh) continue;
        draft.need(first->second, in.id());
        in.complain("amount",
                    "same-balance-twice",
                    draft.row_words(first->second) + " is a balance of the same money.",
                    "Take one of the two rows out, or add them up in one.");
    }
}

}  // namespace

void check_across_rows(AreaDraft& draft) {
    check_bank_account_numbers(draft);
    check_client_accounts(draft);
    check_nhs_numbers(draft);
    check_budgets(draft);
    check_plan_lines(draft);
    check_agreements(draft);
    check_opening_balances(draft);
}

}  // namespace almoner::gateway
