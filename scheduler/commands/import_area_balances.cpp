#include "scheduler/commands/import_area_balances.h"

#include "ledger/calendar/month.h"
#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/opening_money.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace almoner::scheduler {
namespace {

using gateway::BalanceKind;
using gateway::OpeningBalanceRow;
using ledger::Holding;
using ledger::Money;

struct Opening {
    Money amount{};
    ledger::Date as_of{};
};

// References have no bars, so two different balances never share a key.
std::string key_of(const OpeningBalanceRow& row) {
    std::string key(name_of(row.kind));
    const std::string_view owed_to = row.owed_to ? name_of(*row.owed_to) : std::string_view{};
    const std::string_view option =
        row.option == ledger::Option::none ? std::string_view{} : name_of(row.option);
    for (const std::string_view part : {std::string_view(row.bank_account),
                                        std::string_view(row.budget),
                                        option,
                                        std::string_view(row.commissioner),
                                        name_of(row.stream),
                                        owed_to}) {
        key += '|';
        key += part;
    }
    return key;
}

using NumberByRef = std::unordered_map<std::string, std::int64_t>;

// The client bank account of each support service, of the files or else of the books.
class ServiceAccounts {
  public:
    explicit ServiceAccounts(const ImportContext& context) : context_(context) {
        for (const auto& row : context.rows.support_services) {
            in_files_.emplace(row.support_service,
                              context.known.bank_accounts.number(row.client_bank_account));
        }
    }
    [[nodiscard]] std::int64_t of(const std::string& service) const {
        const auto found = in_files_.find(service);
        if (found != in_files_.end()) return found->second;
        const auto* const entry = context_.known.support_services.find(service);
        return entry == nullptr ? 0 : entry->record.client_bank_account.value_or(0);
    }

  private:
    const ImportContext& context_;
    NumberByRef in_files_;
};

// The client bank account that each budget's managed account is paid into: as the files say, and
// of what they leave out as the books say.
NumberByRef client_accounts(const ImportContext& context) {
    const ServiceAccounts services(context);
    NumberByRef accounts;
    for (const auto& row : context.rows.agreements) {
        if (row.payee.kind != gateway::PayeeKind::support_service) continue;
        accounts.emplace(row.budget, services.of(row.payee.reference));
    }
    if (context.rows.opening_balances.empty()) return accounts;
    constexpr std::string_view mark = "support-service:";
    ledger::Database& database = context.work.database();
    for (const auto& each : ledger::agreements_on(database, ledger::last_day_of_all)) {
        if (!each.payee.starts_with(mark)) continue;
        const auto budget = ledger::budget_numbered(database, each.budget, ledger::last_day_of_all);
        if (budget) accounts.emplace(budget->ref, services.of(each.payee.substr(mark.size())));
    }
    return accounts;
}

constexpr int most_ahead = 31;  // days: an area is loaded before its first

class BalanceImport {
  public:
    explicit BalanceImport(ImportContext& context)
        : context_(context), client_accounts_(client_accounts(context)) {
        for (const auto& each : ledger::opening_balances(context.work.database())) {
            known_.emplace(each.key, Opening{each.amount, each.as_of});
        }
    }

    void import(const OpeningBalanceRow& row) {
        gateway::AreaFile const file = gateway::AreaFile::opening_balances;
        const auto [found, is_new] =
            known_.try_emplace(key_of(row), Opening{row.amount, row.as_of});
        if (!is_new && found->second.amount == row.amount && found->second.as_of == row.as_of) {
            ++context_.report.count(file).same;
        } else if (!is_new) {
            ++context_.report.count(file).different;
            complain(row, found->second);
        } else if (row.as_of > context_.work.today() + most_ahead) {
            complain_future(row);
        } else if (const auto closed = closed_until(row); closed && row.as_of <= *closed) {
            complain_closed(row, *closed);
        } else {
            ++context_.report.count(file).added;
            context_.work.records().insert(
                ledger::opening_balance_table, found->first, row.amount, row.as_of);
            context_.work.post(opening_posting(money(row)), {.effective = row.as_of});
        }
    }

  private:
    void complain(const OpeningBalanceRow& row, const Opening& known) {
        context_.report.errors.push_back(
            {.file = "opening_balances.csv",
             .row = row.row,
             .field = row.amount == known.amount ? "as_of" : "amount",
             .value = row.amount == known.amount ? row.as_of.iso() : "",
             .code = "opening-balance-changed",
             .words =
                 row.amount == known.amount
                     ? "This balance was opened as of " + known.as_of.words() +
                           ", and an import never changes it."
                     : "This balance was opened with another figure, and an import never changes "
                       "it.",
             .next = row.amount == known.amount
                         ? "Put " + known.as_of.iso() + " back."
                         : "Put that figure back; where it was wrong, 'almoner opening correct' "
                           "puts it right."});
    }

    void complain_future(const OpeningBalanceRow& row) {
        context_.report.errors.push_back(
            {.file = "opening_balances.csv",
             .row = row.row,
             .field = "as_of",
             .value = row.as_of.iso(),
             .code = "day-in-the-future",
             .words = "An area is taken over within the month, and this day is further ahead.",
             .next = "Write the day as of which this is the balance."});
    }

    // A fact always posts; the day of an opening balance is one that somebody wrote down.
    void complain_closed(const OpeningBalanceRow& row, ledger::Date closed_until) {
        context_.report.errors.push_back(
            {.file = "opening_balances.csv",
             .row = row.row,
             .field = "as_of",
             .value = row.as_of.iso(),
             .code = "month-closed",
             .words = ledger::month_words(ledger::month_holding(row.as_of).first) +
                      " is closed for " + row.commissioner + ".",
             .next =
                 "Write " + (closed_until + 1).iso() + ", the first open day, or a later one."});
    }

    std::optional<ledger::Date> closed_until(const OpeningBalanceRow& row) {
        return context_.work.books().closed_until(
            static_cast<std::int32_t>(context_.known.commissioners.number(row.commissioner)));
    }

    [[nodiscard]] Holding holding(const OpeningBalanceRow& row) const {
        Holding held_by{
            .budget = static_cast<std::int32_t>(context_.known.budgets.number(row.budget)),
            .option = row.option};
        if (row.option != ledger::Option::managed_account) return held_by;
        if (!row.bank_account.empty()) {
            held_by.client_account =
                static_cast<std::int32_t>(context_.known.bank_accounts.number(row.bank_account));
        } else if (client_accounts_.contains(row.budget)) {
            held_by.client_account = static_cast<std::int32_t>(client_accounts_.at(row.budget));
        }
        return held_by;
    }

    [[nodiscard]] OpeningMoney money(const OpeningBalanceRow& row) const {
        const auto& known = context_.known;
        OpeningMoney opened{.kind = row.kind,
                            .share = {.stream = row.stream,
                                      .body = static_cast<std::int32_t>(
                                          known.commissioners.number(row.commissioner)),
                                      .amount = row.amount},
                            .owed_to = row.owed_to};
        if (row.kind == BalanceKind::bank) {
            opened.bank_account =
                static_cast<std::int32_t>(known.bank_accounts.number(row.bank_account));
        } else {
            opened.holding = holding(row);
        }
        return opened;
    }

    ImportContext& context_;
    NumberByRef client_accounts_;
    std::unordered_map<std::string, Opening> known_;
};

}  // namespace

void import_balances(ImportContext& context) {
    BalanceImport balances(context);
    for (const OpeningBalanceRow& row : context.rows.opening_balances) balances.import(row);
}

}  // namespace almoner::scheduler
