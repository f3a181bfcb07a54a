// Whatever happens, in whatever order: nothing is reduced, offset or reclaimed without a closed
// review that names it, a notice that has matured, and an answer to whoever asked for one; and no
// period is offset by more than was due for it.
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::CaseArea;
using tests::Given;
using tests::on;

struct Kind {
    std::string_view name;
    std::string_view outcome;
    std::string_view amount;
};
constexpr std::array kinds{Kind{"reduction", "reduce", "430.00"},
                           Kind{"offset", "offset", "2500.00"},
                           Kind{"reclaim", "reclaim", "300.00"}};
constexpr std::array endings{"decided", "notified", "closed"};
constexpr int histories = 80;
constexpr int steps = 90;

// What the test itself knows of one case.
struct Told {
    std::string number{};
    std::size_t kind = 0;
    bool is_review_closed = false;
    bool is_approved = false;
    struct Notice {
        std::int64_t id = 0;
        ledger::Date matures{};
        bool tells = false;  // of the sum that was decided, after it was
        bool is_challenged = false;
        bool is_answered = false;

        [[nodiscard]] bool waits() const { return is_challenged && !is_answered; }
    };
    std::vector<Notice> notices{};

    [[nodiscard]] bool may_take_effect(ledger::Date day) const {
        return is_review_closed && is_approved && !notices.empty() && notices.back().tells &&
               notices.back().matures <= day && std::ranges::none_of(notices, &Notice::waits);
    }
};

class AnyHistory : public CaseArea {
  protected:
    void begin(unsigned seed) {
        random_.seed(seed);
        tests::RunArea fresh;
        std::swap(area, fresh);
        person = area.add(tests::four_weekly_1800());
        day_ = on("2026-11-02");
        cases_.clear();
        counts_ = {1, 0, 0};
        told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000");
        told_of_budget("surplus.plan_notice_days", "28");
        told_of_budget("reclaim.unused", "500000");
        holds(1'000);
        held_ = tests::pounds(1'000);
        tell_free();
    }
    // As it is, less, or far more than there is: who says it may be wrong.
    void tell_free() {
        constexpr std::array<std::string_view, 3> said{"400000", "100000", "2000000"};
        told(ledger::CaseKind::budget,
             person.budget,
             "surplus.free_balance",
             std::string(said[any(said.size())]),
             day_.iso());
    }
    std::size_t any(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }
    tests::AskedOn as(const scheduler::Actor& actor) { return {.actor = actor, .day = day_.iso()}; }
    Told* some_case() { return cases_.empty() ? nullptr : &cases_[any(cases_.size())]; }

    void open() {
        const std::size_t kind = any(kinds.size());
        const std::string ending = any(4) > 0 ? "closed" : endings[any(endings.size())];
        const std::size_t came_to = any(4) > 0 ? kind : any(kinds.size());
        const std::int64_t review =
            closed_review(std::string(kinds[came_to].outcome), "surplus", ending);
        const auto opened = area.ask(case_open,
                                     {{"review", std::to_string(review)},
                                      {"kind", std::string(kinds[kind].name)},
                                      {"words", "why"}},
                                     as(tests::anna));
        const bool may = ending == "closed" && came_to == kind;
        EXPECT_EQ(opened.accepted(), may);
        if (!opened.accepted()) return;
        cases_.push_back(
            {.number = opened.value().at("case"), .kind = kind, .is_review_closed = may});
    }
    // An offset of more than is there as well, and of as much as that.
    std::string some_amount(const Told& told) {
        const bool is_offset = kinds[told.kind].name == "offset";
        return is_offset && any(4) == 0 ? "900.00" : std::string(kinds[told.kind].amount);
    }
    void decide(Told& told) {
        const std::string amount = some_amount(told);
        const auto proposed = area.ask(case_propose,
                                       {{"case", told.number},
                                        {"plan_line", "LP1"},
                                        {"amount", amount},
                                        {"ground", "unused-accumulated"},
                                        {"workings", "All = £" + amount}},
                                       as(tests::anna));
        if (!proposed.accepted() || any(4) == 0) return;
        told.is_approved =
            area.ask(case_approve,
                     {{"case", told.number}, {"confirm", proposed.value().at("confirm")}},
                     as(any(5) == 0 ? tests::anna : tests::ben))
                .accepted();
    }
    // Now and then of another sum, before it is decided, or a second time.
    void tell(Told& told) {
        if (!told.is_approved && any(8) > 0) return;
        const bool is_told = !told.notices.empty() && told.notices.back().tells;
        if (is_told && any(6) > 0) return;
        const ledger::Date matures = day_ + 30;
        const bool is_another_sum = any(6) == 0;
        told.notices.push_back({.id = issue_notice(std::string(kinds[told.kind].name),
                                                   told.number,
                                                   day_.iso(),
                                                   matures.iso(),
                                                   is_another_sum ? tests::pounds(1) : Money{}),
                                .matures = matures,
                                .tells = told.is_approved && !is_another_sum});
    }
    void challenge(Told& told) {
        if (told.notices.empty()) return;
        Told::Notice& notice = told.notices[any(told.notices.size())];
        if (!notice.is_challenged) {
            notice_step(notice.id, "challenged", day_.iso());
            notice.is_challenged = true;
        } else if (!notice.is_answered) {
            notice_step(notice.id, "upheld", day_.iso());
            notice.is_answered = true;
        }
    }
    void take_effect(Told& told) {
        const bool taken =
            area.ask(case_take_effect, {{"case", told.number}}, as(tests::anna)).accepted();
        EXPECT_TRUE(!taken || told.may_take_effect(day_)) << told.number << " on " << day_.iso();
        taken_[told.kind] += taken ? 1 : 0;
    }
    void pay() {
        const auto runs = area.ask(run_propose, {{"until", day_.iso()}}, as(tests::anna));
        if (!runs.accepted()) return;
        for (const json& run : runs.value().at("runs")) {
            const bool is_cancelled = any(3) == 0;
            Given fields{{"run", run.at("run")}};
            if (is_cancelled) {
                fields["reason"] = "a mistake";
                went_through_ += area.ask(run_cancel, fields, as(tests::ben)).accepted() ? 1 : 0;
            } else {
                fields["confirm"] = run.at("confirm");
                went_through_ += area.ask(run_approve, fields, as(tests::ben)).accepted() ? 1 : 0;
                if (any(2) == 0)
                    went_through_ +=
                        area.ask(run_send, {{"run", run.at("run")}}, as(tests::anna)).accepted()
                            ? 1
                            : 0;
            }
        }
    }
    // What was sent leaves, or comes back whole; another one confirms the bank details again.
    void bank() {
        const auto payments = area.payments();
        if (payments.empty()) return;
        const ledger::PaymentRecord& payment = payments[any(payments.size())];
        if (payment.net.is_zero()) return;
        const std::string pence = std::to_string(payment.net.pence());
        const std::string amount =
            pence.substr(0, pence.size() - 2) + "." + pence.substr(pence.size() - 2);
        std::string camt = testing::without_balances(testing::camt_with(
            tests::bank_line(
                amount, any(2) == 0 ? "CRDT" : "DBIT", ledger::payment_ref(payment.id)),
            "0.00"));
        camt = testing::replaced(camt, "20000055779911", "08999966374958");
        camt =
            testing::replaced(camt, "<AcctSvcrRef>BK", "<AcctSvcrRef>" + std::to_string(++lines_));
        for (std::size_t at = camt.find("2026-11-20"); at != std::string::npos;
             at = camt.find("2026-11-20", at + 10)) {
            camt.replace(at, 10, day_.iso());
        }
        went_through_ +=
            area.ask(import_statement, {{"file", camt}}, as(tests::anna)).accepted() ? 1 : 0;
        area.write([&](ledger::Work& work) {
            auto payee =
                *ledger::payee_account_numbered(work.database(), person.payee_account, day_);
            if (payee.status == ledger::PayeeStatus::confirmed) return;
            payee.status = ledger::PayeeStatus::confirmed;
            payee.from_on = day_;
            ledger::insert_payee_account(work, payee);
        });
    }
    void step() {
        const std::size_t what = any(10);
        if (any(20) == 0) return tell_free();
        if (what == 9) return bank();
        if (what == 0) return open();
        if (what == 1) return pay();
        if (what == 2) {
            day_ = day_ + static_cast<std::int32_t>(1 + any(30));
            return;
        }
        Told* const told = some_case();
        if (told == nullptr) return open();
        if (what == 3) decide(*told);
        if (what == 4)
            went_through_ +=
                area.ask(case_consult, {{"case", told->number}, {"words", "why"}}, as(tests::anna))
                        .accepted()
                    ? 1
                    : 0;
        if (what == 5) tell(*told);
        if (what == 6) challenge(*told);
        if (what >= 7) take_effect(*told);
    }
    Money held() {
        return area
            .balance({.name = ledger::AccountName::held,
                      .stream = ledger::Stream::nhs,
                      .option = ledger::Option::direct_payment,
                      .body = static_cast<std::int32_t>(area.commissioner),
                      .budget = static_cast<std::int32_t>(person.budget)})
            .posted;
    }
    std::int64_t posted(std::int64_t event) {
        return area.count("transfer WHERE kind = " + std::to_string(event));
    }
    // What reached the ledger or the plan without a case that may take effect.
    void check() {
        std::array<bool, kinds.size()> may{};
        for (const Told& each : cases_) may[each.kind] |= each.may_take_effect(day_);
        const std::array<std::int64_t, kinds.size()> counts{
            area.count("plan_line"), posted(38), posted(39)};
        for (std::size_t i = 0; i < counts.size(); ++i) {
            EXPECT_TRUE(counts[i] == counts_[i] || may[i]) << kinds[i].name << " " << day_.iso();
        }
        counts_ = counts;
        EXPECT_EQ(area.count("period_offset WHERE amount > due"), 0);
        // Of each period: what stands as offset is never more than what was set aside for it.
        std::map<std::pair<std::int64_t, ledger::Date>, Money> off;
        std::map<std::int64_t, Money> off_case;
        for (const auto& each : ledger::offsets_standing(area.area().database())) {
            off[{each.agreement, each.period_first}] += each.amount;
            off_case[each.reduction_case] += each.amount;
        }
        for (const auto& [period, amount] : off) EXPECT_LE(amount, tests::pounds(1'800));
        // Nor is more taken than was ever there, whatever anybody said to be free: each offset
        // counts until somebody records that the care was paid for out of what is there.
        Money all;
        for (const auto& [period, amount] : off) all += amount;
        held_ = std::max(held_, held());
        EXPECT_LE(all, held_);
        for (const auto& [id, amount] : off_case) EXPECT_LE(amount, tests::pounds(2'500));
    }

    std::mt19937 random_;
    ledger::Date day_ = on("2026-11-02");
    std::vector<Told> cases_;
    Money held_{};  // the most that ever was
    std::array<std::int64_t, kinds.size()> counts_{1, 0, 0};
    std::array<int, kinds.size()> taken_{};
    std::int64_t offsets_ = 0;
    std::int64_t returns_ = 0;
    int lines_ = 0;
    int went_through_ = 0;  // of what may be refused
};

TEST_F(AnyHistory, TakesNothingBackUnheard) {
    for (int seed = 1; seed <= histories; ++seed) {
        begin(static_cast<unsigned>(seed));
        for (int i = 0; i < steps; ++i) {
            step();
            check();
            if (HasFailure()) FAIL() << "history " << seed << ", step " << i;
        }
        EXPECT_TRUE(is_sound()) << seed;
        offsets_ += area.count("period_offset");
        returns_ += area.count("line_match WHERE kind = 'return'");
    }
    // The histories say nothing if none of them gets that far.
    for (const int taken : taken_) EXPECT_GT(taken, 0);
    EXPECT_GT(offsets_, 0);
    EXPECT_GT(returns_, 0);
    EXPECT_GT(went_through_, 0);
}

}  // namespace
}  // namespace almoner::scheduler
