#include "ledger/posting/partner.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/recharge.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/recharge.h"

namespace almoner::scheduler {
namespace {

using ledger::BankAccount;
using ledger::Done;
using ledger::Outcome;
using ledger::Recharge;
using nlohmann::json;

Outcome<Recharge> recharge_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("recharge");
    if (!id.accepted()) return id.refusal();
    if (auto recharge = ledger::recharge_by_id(asked.work.database(), id.value())) {
        return *recharge;
    }
    return refused_in("recharge",
                      "recharge-unknown",
                      "There is no recharge of this number.",
                      "Look at them with 'almoner recharge list'.");
}

Outcome<Done> may_pay(ledger::Work& work, const Recharge& recharge, const std::string& field) {
    if (!recharge.in_books) {
        return refused_in(field,
                          "partner-outside",
                          "This partner pays out of books of its own.",
                          "When its money arrives, explain the line: 'almoner statement explain "
                          "ITEM --to recharge'.");
    }
    const auto payment = ledger::payment_of_recharge(work.database(), recharge.id);
    if (payment.state == ledger::RechargePayment::State::none) return Done{};
    return refused_in(field,
                      "recharge-approved",
                      "The payment of this recharge was approved already.",
                      "Look at it with 'almoner recharge list'.");
}

Outcome<BankAccount> account_to_pay_from(const Asked& asked, const Recharge& recharge) {
    ledger::Database& database = asked.work.database();
    if (asked.fields.has("paid_from")) {
        const auto account = ledger::bank_account_by_ref(
            database, asked.fields.text("paid_from"), ledger::last_day_of_all);
        if (account && account->owner == recharge.partner) return *account;
        return refused_in("paid_from",
                          account ? "paid-from-another-body" : "bank-account-unknown",
                          "The partner has no bank account of this reference.",
                          "Give one that the partner owns.");
    }
    auto accounts = ledger::bank_accounts_on(database, asked.work.today());
    std::erase_if(accounts,
                  [&](const BankAccount& each) { return each.owner != recharge.partner; });
    if (accounts.size() == 1) return accounts.front();
    return refused_in("paid_from",
                      "bank-account-unknown",
                      "The partner has several bank accounts, or none by today.",
                      "Say with --paid-from which one pays.");
}

}  // namespace

Outcome<Answer> recharge_approve(Asked& asked) {
    const Outcome<Recharge> recharge = recharge_asked_for(asked);
    if (!recharge.accepted()) return recharge.refusal();
    const Outcome<Done> allowed = may_pay(asked.work, recharge.value(), "recharge");
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<BankAccount> account = account_to_pay_from(asked, recharge.value());
    if (!account.accepted()) return account.refusal();
    const ledger::Money amount = recharge.value().amount;
    return propose(asked,
                   {.kind = std::string(recharge_payment_proposal),
                    .subject = recharge.value().id,
                    .from_on = asked.work.today(),
                    .content = json{{"ref", "recharge " + std::to_string(recharge.value().id)},
                                    {"account", account.value().number}}
                                   .dump()},
                   {.before = amount, .after = amount},
                   "recharge");
}

Outcome<Done> recharge_payment_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Work& work = asked.work;
    const auto recharge = ledger::recharge_by_id(work.database(), proposal.subject);
    if (!recharge) throw ledger::InvariantBroken("a proposal to pay a recharge that is not there");
    const Outcome<Done> allowed = may_pay(work, *recharge, "proposal");
    if (!allowed.accepted()) return allowed.refusal();
    const auto account = json::parse(proposal.content).at("account").get<std::int64_t>();
    const ledger::RechargeApproved event{
        .from_bank_account = static_cast<std::int32_t>(account),
        .shares = {
            {recharge->stream, static_cast<std::int32_t>(recharge->partner), recharge->amount}}};
    const std::int64_t transfer = work.post(post(event), {.effective = work.today()});
    ledger::insert_recharge_approval(
        work, recharge->id, {.bank_account = account, .transfer = transfer}, proposal.id);
    return Done{};
}

}  // namespace almoner::scheduler
