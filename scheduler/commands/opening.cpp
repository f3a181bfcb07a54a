#include "scheduler/commands/opening.h"

#include "gateway/csv/cells.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/managed_pay_out.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/organisation.h"
#include "ledger/views/waiting_money.h"
#include "scheduler/commands/opening_money.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/option_change/waiting_money.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using gateway::BalanceKind;
using ledger::Done;
using ledger::Money;
using ledger::OpeningBalance;
using ledger::OpeningPart;
using ledger::Outcome;
using nlohmann::json;

// Where the money of a managed account was put when it was taken over.
const ledger::Query client_accounts_of{
    "SELECT DISTINCT bank_account FROM account WHERE name = 32 AND budget = $1 AND option = $2"
    " AND stream = $3 AND body = $4"};
static_assert(static_cast<int>(ledger::AccountName::held) == 32);

constexpr std::array kinds{BalanceKind::bank,
                           BalanceKind::undrawn,
                           BalanceKind::held,
                           BalanceKind::owed,
                           BalanceKind::contribution_due};
constexpr std::array creditors{gateway::OwedTo::net_pay,
                               gateway::OwedTo::hmrc,
                               gateway::OwedTo::pension,
                               gateway::OwedTo::attachment,
                               gateway::OwedTo::fee,
                               gateway::OwedTo::refund};

template <class List>
auto named_in(const List& list, std::string_view name) {
    const auto found = std::ranges::find(list, name, [](auto each) { return name_of(each); });
    if (found == list.end()) throw ledger::InvariantBroken("an opening balance of no known kind");
    return *found;
}

BalanceKind kind_of(const OpeningBalance& opening) {
    return named_in(kinds, part_of(opening.key, OpeningPart::kind));
}

std::int32_t body_of(ledger::Database& database, std::string_view ref) {
    for (const auto kind : {ledger::OrganisationKind::nhs, ledger::OrganisationKind::council}) {
        const auto body = ledger::organisation_by_ref(database, kind, ref, ledger::last_day_of_all);
        if (body) return static_cast<std::int32_t>(body->number);
    }
    throw ledger::InvariantBroken("an opening balance of no commissioner");
}

std::vector<std::int32_t> client_accounts(ledger::Database& database, const OpeningMoney& money) {
    std::vector<std::int32_t> numbers;
    for (ledger::Rows rows = database.select(client_accounts_of,
                                             money.holding.budget,
                                             money.holding.option,
                                             money.share.stream,
                                             money.share.body);
         rows.next();) {
        numbers.push_back(static_cast<std::int32_t>(rows.integer(0)));
    }
    return numbers;
}

std::int32_t bank_numbered(ledger::Database& database, std::string_view ref) {
    const auto bank = ledger::bank_account_by_ref(database, ref, ledger::last_day_of_all);
    if (!bank) throw ledger::InvariantBroken("an opening balance of no bank account");
    return static_cast<std::int32_t>(bank->number);
}

// By what its key names; the amount is left nil.
Outcome<OpeningMoney> money_of(ledger::Database& database, const OpeningBalance& opening) {
    const auto part = [&](OpeningPart wanted) { return part_of(opening.key, wanted); };
    OpeningMoney money{.kind = kind_of(opening),
                       .share = {.stream = ledger::stream_named(part(OpeningPart::stream)).value(),
                                 .body = body_of(database, part(OpeningPart::commissioner)),
                                 .amount = {}}};
    const std::string_view bank = part(OpeningPart::bank_account);
    if (money.kind == BalanceKind::bank) {
        money.bank_account = bank_numbered(database, bank);
        return money;
    }
    const auto budget =
        ledger::budget_by_ref(database, part(OpeningPart::budget), ledger::last_day_of_all);
    money.holding.budget = static_cast<std::int32_t>(budget.value().number);
    money.holding.option = ledger::option_named(part(OpeningPart::option)).value();
    if (money.kind == BalanceKind::owed) {
        money.owed_to = named_in(creditors, part(OpeningPart::owed_to));
    }
    if (money.holding.option != ledger::Option::managed_account) return money;
    if (!bank.empty()) {
        money.holding.client_account = bank_numbered(database, bank);
        return money;
    }
    const std::vector<std::int32_t> numbers = client_accounts(database, money);
    if (money.kind == BalanceKind::held && numbers.size() > 1) {
        return refused_in("opening",
                          "client-account-unclear",
                          "This person's money has stood in several client accounts since.",
                          "Have the support services settle the difference between them.");
    }
    if (!numbers.empty()) money.holding.client_account = numbers.front();
    return money;
}

Outcome<Money> right_amount(const Asked& asked, const OpeningBalance& opening) {
    if (kind_of(opening) != BalanceKind::bank) {
        FieldReading in(asked.fields);
        const Money amount = in.money("amount");
        if (!in.accepted()) return in.refusal();
        return amount;
    }
    const Outcome<std::string> text = asked.fields.need("amount");
    if (!text.accepted()) return text.refusal();
    Outcome<Money> amount = gateway::read_money(text.value());
    if (amount.accepted()) return amount;
    ledger::Refusal refusal = amount.refusal();
    refusal.field = "amount";
    return refusal;
}

// The person of the budget; nobody of a bank's own balance.
std::int64_t person_of(ledger::Database& database, const OpeningBalance& opening) {
    const auto budget = ledger::budget_by_ref(
        database, part_of(opening.key, OpeningPart::budget), ledger::last_day_of_all);
    return budget ? budget->person : 0;
}

ledger::Date day_of(Asked& asked, const OpeningBalance& opening, std::int32_t body) {
    const auto closed = asked.work.books().closed_until(body);
    return closed ? std::max(opening.as_of, *closed + 1) : opening.as_of;
}

// What of the money no payment was proposed for yet, or is due again.
Money not_on_its_way(ledger::Database& database, const OpeningMoney& money) {
    const auto budget =
        ledger::budget_numbered(database, money.holding.budget, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("an opening balance of no budget");
    const auto of_it = [&](const ledger::Shares& shares) {
        return ledger::amount_of(shares, money.share.stream, money.share.body);
    };
    Money free;
    for (const auto& each : ledger::waiting_money_of(database, *budget)) {
        if (each.option == money.holding.option) free += of_it(each.shares);
    }
    for (const DueAgain& each :
         waiting_due_again(database, money.holding.budget, money.holding.option)) {
        free += of_it(ledger::left_after(each.due, each.corrected_away));
    }
    return free;
}

// What is proposed of it, or was paid, would take what was set aside for something else.
Outcome<Done> may_change_by(ledger::Database& database,
                            const OpeningMoney& money,
                            Money difference) {
    const bool is_paid_by_runs =
        money.kind == BalanceKind::undrawn && money.holding.option != ledger::Option::notional;
    if (!is_paid_by_runs || difference >= Money{}) return Done{};
    const Money free = not_on_its_way(database, money);
    if (-difference <= free) return Done{};
    return refused_in("amount",
                      "opening-paid-out",
                      "Only " + in_pounds(free) +
                          " of it still waits: the rest is proposed, on its way, paid or moved on.",
                      "Cancel the run that proposes it first, or wait for what the bank says; what "
                      "was paid too much is decided about by a review.");
}

// What pays a debt of a managed account was promised and paid by its old sum.
Outcome<Done> may_owe(ledger::Database& database, const OpeningBalance& opening, Money right) {
    Money paid;
    for (const auto& each : ledger::managed_pay_outs(database, "opening", opening.id)) {
        paid += each.counts;
    }
    if (paid.is_zero() || right >= paid) return Done{};
    return refused_in("amount",
                      "opening-paid-out",
                      in_pounds(paid) + " of it is proposed, on its way or paid already.",
                      "Cancel the run that proposes it first, or wait for what the bank says; what "
                      "was paid too much is asked back of who was paid.");
}

Outcome<OpeningBalance> opening_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("opening");
    if (!id.accepted()) return id.refusal();
    const auto opening = ledger::opening_balance_by_id(asked.work.database(), id.value());
    if (opening) return *opening;
    return refused_in("opening",
                      "opening-unknown",
                      "There is no opening balance of this number.",
                      "Look at them with 'almoner opening list'.");
}

}  // namespace

Outcome<Answer> opening_correct(Asked& asked) {
    const Outcome<OpeningBalance> asked_for = opening_asked_for(asked);
    if (!asked_for.accepted()) return asked_for.refusal();
    const OpeningBalance& opening = asked_for.value();
    ledger::Database& database = asked.work.database();
    const Outcome<Money> amount = right_amount(asked, opening);
    if (!amount.accepted()) return amount.refusal();
    if (amount.value() == opening.amount) {
        return refused_in("amount",
                          "same-amount",
                          "That is what the books opened with.",
                          "Give the amount that is right.");
    }
    const Outcome<OpeningMoney> money = money_of(database, opening);
    if (!money.accepted()) return money.refusal();
    const Outcome<Done> allowed =
        may_change_by(database, money.value(), amount.value() - opening.amount);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> unpaid = may_owe(database, opening, amount.value());
    if (!unpaid.accepted()) return unpaid.refusal();
    const auto evidence = evidence_named(asked, person_of(database, opening), true);
    if (!evidence.accepted()) return evidence.refusal();
    const json content{{"ref", opening.key},
                       {"evidence", evidence.value().value()},
                       {"as_of", opening.as_of.iso()},
                       {"opened_with", opening.amount.pence()},
                       {"right", amount.value().pence()}};
    const auto size = [](Money each) { return std::max(each, -each); };
    return propose(asked,
                   {.kind = std::string(opening_proposal),
                    .subject = opening.id,
                    .from_on = opening.as_of,
                    .content = content.dump()},
                   {.before = size(opening.amount), .after = size(amount.value())},
                   "opening");
}

Outcome<Done> opening_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    asked.work.books().fold();  // its client account is looked for in the tables
    ledger::Database& database = asked.work.database();
    const json content = json::parse(proposal.content);
    const auto opening = ledger::opening_balance_by_id(database, proposal.subject);
    if (!opening) throw ledger::InvariantBroken("a correction of no opening balance");
    Outcome<OpeningMoney> money = money_of(database, *opening);
    if (!money.accepted()) return money.refusal();
    OpeningMoney difference = money.value();
    const Money right = Money::from_pence(content.at("right").get<std::int64_t>());
    difference.share.amount = right - opening->amount;
    Outcome<Done> allowed = may_change_by(database, difference, difference.share.amount);
    if (allowed.accepted()) allowed = may_owe(database, *opening, right);
    if (!allowed.accepted()) return allowed;
    ledger::insert_opening_correction(asked.work,
                                      {.opening = opening->id,
                                       .amount = difference.share.amount,
                                       .evidence = content.at("evidence").get<std::int64_t>(),
                                       .proposal = proposal.id,
                                       .proposed_by = proposal.proposed_by,
                                       .approved_by = asked.actor.number});
    const bool waits_for_somebody = difference.kind == BalanceKind::undrawn;
    if (!waits_for_somebody) asked.work.posts_facts("opening balance corrected", asked.actor.ref);
    asked.work.post(opening_posting(difference),
                    {.effective = day_of(asked, *opening, difference.share.body)});
    return Done{};
}

nlohmann::ordered_json opening_changes(const ledger::Proposal& proposal) {
    const json content = json::parse(proposal.content);
    const auto amount = [&](const char* field) {
        return in_pounds(Money::from_pence(content.at(field).get<std::int64_t>()));
    };
    auto rows = nlohmann::ordered_json::array();
    rows.push_back({{"what", "opening balance as of " + content.at("as_of").get<std::string>()},
                    {"before", amount("opened_with")},
                    {"after", amount("right")}});
    rows.push_back({{"what", "document"}, {"before", ""}, {"after", content.at("evidence")}});
    return rows;
}

}  // namespace almoner::scheduler
