// Random events of the posting table, in any order, on real books and on naive ones kept in a list.
#include "ledger/posting/closing.h"
#include "ledger/posting/commissioner_money.h"
#include "ledger/posting/contribution.h"
#include "ledger/posting/emergency.h"
#include "ledger/posting/notional.h"
#include "ledger/posting/option_change.h"
#include "ledger/posting/partner.h"
#include "ledger/posting/payment.h"
#include "ledger/posting/payroll.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/spending.h"
#include "ledger/posting/surplus.h"
#include "ledger/posting/takeover.h"
#include "tests/ledger/posting_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

namespace almoner::ledger::test {
namespace {

// What a random step draws from; every event takes the parts that it needs.
struct Facts {
    std::uint8_t budget = 0;
    std::uint8_t option = 0;
    std::uint8_t payable = 0;
    bool flag = false;
    std::uint16_t care = 0;
    std::uint16_t health = 0;
    std::uint16_t own = 0;

    [[nodiscard]] Holding holding(int shift = 0) const {
        Holding holding{.budget = 1 + budget % 2,
                        .option = all_options.at(static_cast<std::size_t>(option + shift) % 4)};
        if (holding.option == Option::managed_account) holding.client_account = client_bank;
        return holding;
    }
    [[nodiscard]] std::int32_t bank() const { return flag ? council_bank : icb_bank; }
    [[nodiscard]] Shares shares() const {
        return {test::care(1 + care % 50), test::health(health % 50), test::own(own % 20)};
    }
    [[nodiscard]] Shares more() const {
        return {test::care(1 + own % 50), test::health(care % 50), test::own(health % 20)};
    }
    [[nodiscard]] Debts debts() const {
        constexpr std::array payables{AccountName::payable_net_pay,
                                      AccountName::payable_hmrc,
                                      AccountName::payable_pension,
                                      AccountName::payable_attachment,
                                      AccountName::payable_fee,
                                      AccountName::payable_reclaim,
                                      AccountName::payable_refund};
        return {{payables.at(payable % payables.size()), shares()}};
    }
    [[nodiscard]] Payment payment() const { return {holding(), bank(), shares()}; }
    [[nodiscard]] UnassignedLine line() const {
        return unassigned(client_bank, support_service, 1 + care % 50);
    }
    [[nodiscard]] PaymentReturned returned() const {
        return {payment(), {}, pence(1 + health % total_of(shares()).pence())};
    }
};

using Draw = Posting (*)(const Facts&);

constexpr std::array draws{
    Draw{[](const Facts& f) { return post(BankToppedUp{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(BankInterest{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(BankCharged{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(BankMoneyTakenOut{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(PersonTakenOver{f.holding(), f.more(), f.debts()}); }},
    Draw{[](const Facts& f) { return post(OwnMoneyPaidIn{f.holding(), {own(1 + f.own % 20)}}); }},
    Draw{[](const Facts& f) { return post(PeriodSetAside{f.holding(), f.shares(), {}}); }},
    Draw{[](const Facts& f) { return post(PeriodSetAside{f.holding(), f.shares(), f.more()}); }},
    Draw{[](const Facts& f) { return post(PaymentApproved{f.payment()}); }},
    Draw{[](const Facts& f) { return post(PaymentOnStatement{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(DuplicateOnStatement{f.line()}); }},
    Draw{[](const Facts& f) { return post(ClientReceipt{managed(1), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ClientReceiptReturned{managed(1), f.shares()}); }},
    Draw{[](const Facts& f) { return post(PaymentSettledLate{f.payment(), f.more()}); }},
    Draw{[](const Facts& f) { return post(f.returned()); }},
    Draw{[](const Facts& f) { return post(ReturnOnStatement{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(SpendingAccounted{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ManagementCharged{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(PayrollPosted{f.holding(), f.debts()}); }},
    Draw{[](const Facts& f) { return post(WageOwedByLaw{f.holding(), f.debts()}); }},
    Draw{[](const Facts& f) { return post(PayOutApproved{f.holding(), f.debts()}); }},
    Draw{[](const Facts& f) { return post(PayOutReturned{f.holding(), f.debts()}); }},
    Draw{[](const Facts& f) { return post(HmrcCreditClaimed{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(HmrcRefunded{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) {
        const Debts old_slip = f.debts();
        const Debts new_slip{{old_slip.front().payable, f.more()}};
        return post(SlipCorrected{f.holding(), old_slip, new_slip, f.flag ? old_slip : Debts{}});
    }},
    Draw{[](const Facts& f) { return post(OverpaidRecovered{f.holding(), f.debts()}); }},
    Draw{[](const Facts& f) { return post(FeeChargedToBudget{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(FeeOwedByBody{f.shares()}); }},
    Draw{[](const Facts& f) { return post(SupplierInvoiced{notional(1), f.shares()}); }},
    Draw{[](const Facts& f) {
        return post(SupplierPaymentApproved{notional(1), f.bank(), f.shares()});
    }},
    Draw{[](const Facts& f) {
        return post(SupplierPaymentReturned{notional(1), f.bank(), f.shares()});
    }},
    Draw{[](const Facts& f) { return post(SupplierInvoiceWithdrawn{notional(1), f.shares()}); }},
    Draw{[](const Facts& f) { return post(CommitmentNotUsed{notional(1), f.shares()}); }},
    Draw{[](const Facts& f) {
        return post(ContributionWithdrawn{f.holding(), {own(1 + f.own % 20)}, f.shares()});
    }},
    Draw{[](const Facts& f) { return post(ContributionDue{f.holding(), {own(1 + f.own % 20)}}); }},
    Draw{[](const Facts& f) {
        return post(ContributionArrived{f.holding(), {own(1 + f.own % 20)}});
    }},
    Draw{[](const Facts& f) { return post(ContributionInvoiced{f.shares()}); }},
    Draw{[](const Facts& f) { return post(ContributionReceived{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(SurplusOffset{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ReclaimMatured{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ReclaimReceived{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ReclaimPaidByHolder{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ReclaimWaived{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ReclaimLost{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) {
        return post(RechargeClaimed{council_bank, {health(1 + f.health % 50)}, true});
    }},
    Draw{[](const Facts& f) {
        return post(RechargeClaimed{council_bank, {health(1 + f.health % 50)}, false});
    }},
    Draw{[](const Facts& f) {
        return post(RechargeApproved{icb_bank, {health(1 + f.health % 50)}});
    }},
    Draw{[](const Facts& f) {
        return post(RechargeReceived{council_bank, {health(1 + f.health % 50)}});
    }},
    Draw{[](const Facts& f) { return post(EmergencySetAside{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(EmergencyPaidWorker{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(EmergencyWorkerReturned{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(OptionChanged{f.holding(), f.holding(1), f.shares()}); }},
    Draw{[](const Facts& f) {
        return post(OptionMoneyMoved{f.holding(), f.holding(1), f.shares(), f.flag});
    }},
    Draw{[](const Facts& f) { return post(UnapprovedGivenBack{f.holding(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(BudgetClosed{f.holding(), f.shares(), f.more()}); }},
    Draw{[](const Facts& f) { return post(OwnShareOwedBack{f.holding(), {own(1 + f.own % 20)}}); }},
    Draw{[](const Facts& f) { return post(OwnShareKept{f.holding(), {own(1 + f.own % 20)}}); }},
    Draw{[](const Facts& f) { return post(BodyPaymentApproved{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(BodyPaymentReturned{f.bank(), f.shares()}); }},
    Draw{[](const Facts& f) { return post(ReturnedAfterReclaim{f.returned()}); }},
    Draw{[](const Facts& f) { return post(LineInUnexplained{f.line()}); }},
    Draw{[](const Facts& f) { return post(LineOutUnexplained{f.line()}); }},
    Draw{[](const Facts& f) { return post(LineInExplained{f.line()}); }},
    Draw{[](const Facts& f) { return post(LineOutExplained{f.line()}); }},
    Draw{[](const Facts& f) { return post(ClientAccountCharged{f.line()}); }},
    Draw{[](const Facts& f) { return post(ClientAccountMadeGood{f.line()}); }},
    Draw{[](const Facts& f) {
        return post(PaymentPromisedAgain{post(PaymentApproved{f.payment()}).legs});
    }},
};

struct Step {
    std::uint8_t event = 0;
    std::uint8_t ending = 0;  // 0 and 1 end a promise made before, by settling or releasing it
    Facts facts;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
    const Posting posting = draws.at(step.event)(step.facts);
    return out << row_of(posting.event).name << (step.ending < 2 ? " (or ends a promise)" : "");
}

rc::Gen<Facts> any_facts() {
    return rc::gen::build<Facts>(rc::gen::set(&Facts::budget),
                                 rc::gen::set(&Facts::option),
                                 rc::gen::set(&Facts::payable),
                                 rc::gen::set(&Facts::flag),
                                 rc::gen::set(&Facts::care),
                                 rc::gen::set(&Facts::health),
                                 rc::gen::set(&Facts::own));
}

rc::Gen<Step> any_step() {
    return rc::gen::build<Step>(
        rc::gen::set(&Step::event,
                     rc::gen::inRange<std::uint8_t>(0, static_cast<std::uint8_t>(draws.size()))),
        rc::gen::set(&Step::ending, rc::gen::inRange<std::uint8_t>(0, 10)),
        rc::gen::set(&Step::facts, any_facts()));
}

// Books as a child would keep them: a list of legs, added up anew for every question.
class NaiveBooks {
  public:
    struct Sums {
        std::int64_t debit_posted = 0;
        std::int64_t credit_posted = 0;
        std::int64_t debit_pending = 0;
        std::int64_t credit_pending = 0;
        friend bool operator==(const Sums&, const Sums&) = default;
    };
    using BySums = std::map<AccountKey, Sums>;

    // Refuses a choice that overdraws anything further than it was.
    bool takes(const Posting& posting) {
        const auto before = shortfalls();
        const std::size_t size = legs_.size();
        for (const Leg& leg : posting.legs) {
            legs_.push_back({leg, posting.effect == Effect::promises});
        }
        if (posting.nature == Nature::fact) return true;
        for (const auto& [where, amount] : shortfalls()) {
            const auto was = before.find(where);
            if (was == before.end() || amount > was->second) {
                legs_.resize(size);
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] std::size_t size() const { return legs_.size(); }
    void settle(std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) legs_[i].pending = false;
    }
    void release(std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) legs_[i].leg.amount = Money{};
    }

    [[nodiscard]] BySums sums() const {
        BySums sums;
        for (const auto& [leg, pending] : legs_) {
            const std::int64_t amount = leg.amount.pence();
            (pending ? sums[leg.debit].debit_pending : sums[leg.debit].debit_posted) += amount;
            (pending ? sums[leg.credit].credit_pending : sums[leg.credit].credit_posted) += amount;
        }
        return sums;
    }

  private:
    struct Listed {
        Leg leg;
        bool pending = false;
    };
    [[nodiscard]] std::map<AccountKey, std::int64_t> shortfalls() const {
        std::map<AccountKey, std::int64_t> free;
        for (const auto& [key, sum] : sums()) {
            const std::int64_t net = sum.debit_posted - sum.credit_posted;
            switch (floor_of(key)) {
                case Floor::none: break;
                case Floor::claim: free[key] = -net - sum.debit_pending; break;
                case Floor::asset: free[key] = net - sum.credit_pending; break;
                case Floor::joint_held:
                    free[{.name = key.name, .option = key.option, .budget = key.budget}] +=
                        net - sum.credit_pending;
                    break;
            }
        }
        std::map<AccountKey, std::int64_t> shortfalls;
        for (const auto& [key, amount] : free) {
            if (amount < 0) shortfalls[key] = -amount;
        }
        return shortfalls;
    }

    std::vector<Listed> legs_;
};

NaiveBooks::BySums sums_of_accounts(World& world) {
    NaiveBooks::BySums sums;
    for (const AccountRow& row : world.counters().accounts) {
        sums[row.key] = {
            row.debit_posted, row.credit_posted, row.debit_pending, row.credit_pending};
    }
    return sums;
}

// The counters once more, from the transfers that the database holds.
std::vector<std::string> accounts_unlike_their_transfers(Database& database) {
    const auto statement = database.prepare(
        "SELECT a.id FROM account a LEFT JOIN ("
        " SELECT account, SUM(dp) AS dp, SUM(cp) AS cp, SUM(dn) AS dn, SUM(cn) AS cn FROM ("
        "  SELECT debit AS account, CASE WHEN state IN (0, 2) THEN amount ELSE 0 END AS dp, 0 AS "
        "cp,"
        "   CASE WHEN state = 1 AND id NOT IN (SELECT resolves FROM transfer WHERE resolves IS NOT"
        "    NULL) THEN amount ELSE 0 END AS dn, 0 AS cn FROM transfer"
        "  UNION ALL"
        "  SELECT credit, 0, CASE WHEN state IN (0, 2) THEN amount ELSE 0 END, 0,"
        "   CASE WHEN state = 1 AND id NOT IN (SELECT resolves FROM transfer WHERE resolves IS NOT"
        "    NULL) THEN amount ELSE 0 END FROM transfer) AS sides GROUP BY account) AS t"
        " ON t.account = a.id"
        " WHERE a.debit_posted <> COALESCE(t.dp, 0) OR a.credit_posted <> COALESCE(t.cp, 0)"
        " OR a.debit_pending <> COALESCE(t.dn, 0) OR a.credit_pending <> COALESCE(t.cn, 0)");
    std::vector<std::string> unlike;
    while (statement->step()) unlike.push_back(std::to_string(statement->integer(0)));
    return unlike;
}

// Real and naive books side by side.
class Pair {
  public:
    void take(const Step& step) {
        if (step.ending < 2 && !promised_.empty()) return end_one(step.ending == 0);
        const Posting posting = draws.at(step.event)(step.facts);
        const std::size_t first = naive_.size();
        const std::int64_t transfers = world_.transfers();
        const auto before = sums_of_accounts(world_);
        const bool taken = naive_.takes(posting);
        const auto entered = world_.tries(posting);
        RC_ASSERT(entered.has_value() == taken);
        if (!entered) {
            RC_ASSERT(sums_of_accounts(world_) == before);
            RC_ASSERT(world_.transfers() == transfers);
            ++refused;
        } else if (posting.effect == Effect::promises) {
            promised_.push_back({entered.value(), first, naive_.size()});
        }
    }

    void compare() {
        auto naive = naive_.sums();
        std::erase_if(naive, [](const auto& entry) { return entry.second == NaiveBooks::Sums{}; });
        auto real = sums_of_accounts(world_);
        std::erase_if(real, [](const auto& entry) { return entry.second == NaiveBooks::Sums{}; });
        RC_ASSERT(real == naive);
        RC_ASSERT(accounts_unlike_their_transfers(world_.database()).empty());
        RC_ASSERT(world_.broken().empty());
    }

    std::size_t refused = 0;

  private:
    struct Promised {
        Promise transfers;
        std::size_t first = 0;
        std::size_t last = 0;
    };
    void end_one(bool settles) {
        const Promised oldest = promised_.front();
        promised_.erase(promised_.begin());
        if (settles) {
            world_.settles(oldest.transfers);
            naive_.settle(oldest.first, oldest.last);
        } else {
            world_.releases(oldest.transfers);
            naive_.release(oldest.first, oldest.last);
        }
    }

    World world_;
    NaiveBooks naive_;
    std::vector<Promised> promised_;
};

TEST(PostingProperty, DrawsEveryEventThatMovesSomething) {
    std::set<Event> drawn;
    for (const Draw draw : draws) drawn.insert(draw(Facts{}).event);
    for (const EventRow& row : event_table) {
        EXPECT_EQ(drawn.contains(row.event), !row.moves.empty()) << row.name;
    }
}

RC_GTEST_PROP(PostingProperty, RealBooksAgreeWithNaiveOnesAfterAnyEvents, ()) {
    const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
    Pair pair;
    for (const Step& step : steps) {
        pair.take(step);
        pair.compare();
    }
    RC_CLASSIFY(pair.refused > 0, "something was refused");
}

}  // namespace
}  // namespace almoner::ledger::test
