// Whatever happens to a budget that ends, in whatever order: the books keep their identities, each
// funder's final account comes to what is left, and nothing is closed with a debt that nobody
// answered, met or paid.
#include "ledger/posting/spending.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "ledger/views/person_accounts.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/spend.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/jobs/job.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/ending_area.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::Given;
using tests::on;

constexpr int histories = 30;
constexpr int steps = 45;
constexpr int rounds = 8;  // until an ending is closed that can be
constexpr std::array causes{"death", "stop", "move"};

class AnyEnding : public tests::EndingArea {
  protected:
    void begin(unsigned seed) {
        random_.seed(seed);
        tests::RunArea fresh;
        std::swap(area, fresh);
        tests::PersonTerms terms = tests::four_weekly_1800();
        cause_ = causes[seed % causes.size()];
        if (std::string_view(cause_) == "move") terms.line.stream = ledger::Stream::social_care;
        person = area.add(terms);
        stream_ = terms.line.stream;
        day_ = on("2026-11-02");
        closed_ = false;
        lines_ = 0;
        waiting_.clear();
        area.write([&](ledger::Work& work) {
            ledger::insert_actor(work, {.ref = "anna", .from_on = on("2026-01-01")});
            work.post(post(ledger::PersonTakenOver{holding(), {share(200'000, stream_)}, {}}),
                      {.effective = on("2026-10-01")});
            account_ = add_account(work);
        });
        write_letter();
        told_of_budget("reclaim.unused", "9000000");
        told_of_budget("reclaim.payer_named", "yes");
        told_of_budget("stop.claims_for_estate", "no");
        told_of_budget("stop.plan_supplied", "yes");
        told_of_budget("stop.needs_or_cost_differ", "no");
        told_of_budget("stop.new_authority_starts_on", "2026-12-14");
        told_what_a_stop_asks();
        issue_notice("stop", "");
        if (any(2) == 0) mature_a_reclaim();
    }
    static std::int64_t add_account(ledger::Work& work) {
        const auto agency = ledger::insert_organisation(work,
                                                        {.ref = "AGENCY",
                                                         .from_on = on("2020-01-01"),
                                                         .kind = ledger::OrganisationKind::provider,
                                                         .name = "Agency"});
        return ledger::insert_payee_account(
            work,
            {.from_on = on("2020-01-01"),
             .organisation = agency,
             .bank_private = ledger::insert_bank_private(work, 0, {"AGENCY", "107999", "88837491"}),
             .status = ledger::PayeeStatus::confirmed,
             .proposed_by = 1,
             .confirmed_by = 2});
    }
    // Decided before the end; it takes effect when the history comes to it.
    void mature_a_reclaim() {
        const std::string ground =
            stream_ == ledger::Stream::nhs ? "unused-accumulated" : "breach-of-condition";
        (void)decided("reclaim",
                      "reclaim",
                      {{"amount", "900.00"}, {"ground", ground}},
                      stream_ == ledger::Stream::nhs ? "surplus" : "breach");
        issue_notice("reclaim");
    }
    std::size_t any(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }
    tests::AskedOn as(const scheduler::Actor& actor) { return {.actor = actor, .day = day_.iso()}; }
    void ask(CommandHandler handler,
             const Given& fields,
             const scheduler::Actor& by = tests::anna) {
        [[maybe_unused]] const auto answer = area.ask(handler, fields, as(by));
    }

    void pay() {
        const auto runs = area.ask(run_propose, {{"until", day_.iso()}}, as(tests::anna));
        if (!runs.accepted()) return;
        for (const json& run : runs.value().at("runs")) go_on_with(run);
    }
    void go_on_with(const json& run) {
        if (any(5) == 0) {
            ask(run_cancel, {{"run", run.at("run")}, {"reason", "a mistake"}}, ben);
            return;
        }
        ask(run_approve, {{"run", run.at("run")}, {"confirm", run.at("confirm")}}, ben);
        ask(run_send, {{"run", run.at("run")}});
    }
    // A bank line of some payment, whole: what does not fit stays unexplained.
    void bank() {
        const auto payments = area.payments();
        if (payments.empty()) return;
        bank(payments[any(payments.size())], any(3) == 0 ? "CRDT" : "DBIT");
    }
    void bank(const ledger::PaymentRecord& payment, std::string_view sign) {
        if (payment.net.is_zero()) return;
        const std::string pence = std::to_string(payment.net.pence());
        const std::string amount =
            pence.substr(0, pence.size() - 2) + "." + pence.substr(pence.size() - 2);
        std::string camt = testing::without_balances(testing::camt_with(
            tests::bank_line(amount, sign, ledger::payment_ref(payment.id)), "0.00"));
        camt = testing::replaced(camt, "20000055779911", "08999966374958");
        camt =
            testing::replaced(camt, "<AcctSvcrRef>BK", "<AcctSvcrRef>" + std::to_string(++lines_));
        for (std::size_t at = camt.find("2026-11-20"); at != std::string::npos;
             at = camt.find("2026-11-20", at + 10)) {
            camt.replace(at, 10, day_.iso());
        }
        ask(import_statement, {{"file", camt}});
    }
    void end() {
        const std::string because = cause_;
        if (because == "death") died();
        agreement_ends();
        Given fields{{"about", "BP1"}, {"because", because}};
        if (because != "death") fields["on"] = "2026-12-13";
        if (because == "stop") {
            fields["ground"] = "no-longer-suitable";
            fields["words"] = "In hospital.";
        }
        ask(ending_open, fields);
        area.write([&](ledger::Work& work) {
            ledger::insert_representative(
                work,
                {.from_on = on("2026-12-01"),
                 .person = person.person,
                 .name_private = ledger::insert_private_text(work, person.person, "An executor"),
                 .start_on = on("2026-12-01")});
        });
    }
    void confirm(const ledger::Outcome<json>& proposed) {
        if (!proposed.accepted()) return;
        waiting_.push_back(
            {{"proposal", std::to_string(proposed.value().at("proposal").get<int>())},
             {"confirm", proposed.value().at("confirm")}});
        if (any(5) > 0) confirm_all();
    }
    void confirm_all() {
        for (const Given& each : waiting_) ask(proposal_confirm, each, ben);
        waiting_.clear();
    }
    std::string some_kind() {
        return std::string(ledger::owed_kinds[any(ledger::owed_kinds.size())]);
    }
    void answer() {
        Given fields{{"ending", "E-0001"}, {"what", some_kind()}, {"evidence", letter}};
        if (any(3) == 0) {
            fields["amount"] = std::to_string(1 + any(300)) + ".00";
        } else {
            fields["nothing"] = "yes";
        }
        confirm(area.ask(ending_answer, fields, as(tests::anna)));
    }
    // Each kind that nobody answered: nothing of it is owed.
    void answer_the_rest() {
        if (!has_ending()) return;
        for (const std::string_view kind : standing().unanswered) {
            confirm(area.ask(ending_answer,
                             {{"ending", "E-0001"},
                              {"what", std::string(kind)},
                              {"nothing", "yes"},
                              {"evidence", letter}},
                             as(tests::anna)));
        }
    }
    void meet() {
        if (!has_ending()) return;
        for (const Owed& each : standing().owed) {
            const Given fields{{"ending", "E-0001"}, {"what", each.kind}, {"evidence", letter}};
            if (each.unmet() > Money{}) {
                confirm(
                    area.ask(any(2) == 0 ? ending_take_over : ending_met, fields, as(tests::anna)));
            } else if (each.left_to_pay() > Money{}) {
                const auto run = area.ask(ending_pay,
                                          {{"ending", "E-0001"},
                                           {"what", each.kind},
                                           {"payee_account", std::to_string(account_)}},
                                          as(tests::anna));
                if (run.accepted()) go_on_with(run.value());
            }
        }
    }
    void unblock() {
        area.write([&](ledger::Work& work) {
            for (const std::int64_t number : {account_, person.payee_account}) {
                auto payee = *ledger::payee_account_numbered(work.database(), number, day_);
                if (payee.status == ledger::PayeeStatus::confirmed) continue;
                payee.status = ledger::PayeeStatus::confirmed;
                payee.from_on = day_;
                ledger::insert_payee_account(work, payee);
            }
        });
    }
    void spend() {
        const std::string amount = std::to_string(1 + any(400)) + ".00";
        const auto spent = area.ask(spend_record,
                                    {{"budget", "BP1"},
                                     {"plan_line", "LP1"},
                                     {"date", day_.iso()},
                                     {"amount", amount},
                                     {"reference", std::to_string(++lines_)}},
                                    as(tests::anna));
        if (!spent.accepted()) return;
        ask(spend_confirm, {{"spend", std::to_string(area.count("spend"))}}, ben);
    }
    // What is left is spent, so that a history comes to its close.
    void spend_all() {
        const Money left = at(AccountName::fund, stream_);
        if (left <= Money{} || day_ < on("2026-12-14")) return;
        area.write([&](ledger::Work& work) {
            ledger::Shares shares{share(left.pence(), stream_)};
            work.post(post(ledger::SpendingAccounted{holding(), shares}),
                      {.plan_line = person.line, .effective = day_});
        });
    }

    bool has_ending() { return area.count("ending") > 0; }
    // What is under way comes to its end, as people and the bank bring it there.
    void settle_all() {
        for (const ledger::PaymentRecord& each : area.payments()) {
            const bool is_ours = each.state == ledger::PaymentState::proposed ||
                                 each.state == ledger::PaymentState::held ||
                                 each.state == ledger::PaymentState::approved;
            if (is_ours) {
                ask(run_cancel, {{"run", ledger::run_ref(each.run)}, {"reason", "a mistake"}}, ben);
            } else if (ledger::is_live(each.state)) {
                bank(each, "DBIT");
            }
        }
    }
    void begin_the_end() {
        if (day_ < on("2026-12-14")) day_ = on("2026-12-14");
        if (!has_ending()) end();
    }
    // One round of what closes an ending; what any of it leaves open is for the next one.
    void go_to_the_close() {
        begin_the_end();
        unblock();
        confirm_all();
        answer_the_rest();
        meet();
        pay();
        settle_all();
        spend_all();
        try_to_close();
    }
    void step() {
        switch (any(13)) {
            case 0: return pay();
            case 1:
            case 2: return bank();
            case 3: day_ = day_ + static_cast<std::int32_t>(1 + any(12)); return;
            case 4:
                if (day_ >= on("2026-12-14") && !has_ending()) end();
                return;
            case 5: return answer();
            case 6: return answer_the_rest();
            case 7:
            case 8: return meet();
            case 9: return spend();
            case 10: return ask(case_take_effect, {{"case", "C-0001"}});
            case 11: return unblock();
            default: break;
        }
        if (any(3) == 0) spend_all();
        try_to_close();
    }
    void try_to_close() {
        if (!has_ending()) return;
        const EndingStanding before = standing();
        const Money left = account_now().left_to_decide();
        if (!area.ask(ending_close, {{"ending", "E-0001"}}, as(tests::anna)).accepted()) return;
        closed_ = true;
        ++closings_;
        EXPECT_TRUE(before.unanswered.empty());
        EXPECT_EQ(before.unmet(), Money{});
        EXPECT_EQ(before.unpaid_by_body(), Money{});
        EXPECT_EQ(left, Money{});
        EXPECT_EQ(at(AccountName::undrawn, stream_), Money{});
    }
    FinalAccount account_now() {
        ledger::Database& database = area.area().database();
        const auto budget = ledger::budget_numbered(database, person.budget, day_).value();
        return final_account(database, budget, day_);
    }
    void check() {
        const JobFindings found = find_job("identities")->find(area.area().database(), day_);
        EXPECT_TRUE(found.agrees) << found.words;
        const FinalAccount account = account_now();
        EXPECT_TRUE(account.ties());
        for (const FunderAccount& each : account.funders) {
            // What came in is what left, and what is left.
            const Money came = each.of("paid-in") + each.of("own-money");
            const Money went =
                each.of("spent") + each.of("returned") + each.of("asked-back") + each.of("other");
            EXPECT_EQ(came + went, each.left);
        }
        if (closed_) {
            EXPECT_EQ(account.left_to_decide(), Money{});
        }
        if (!has_ending()) return;
        // What a body took over is owed by it until it has paid, and by nobody twice.
        Money owed;
        for (const Owed& each : standing().owed) owed += each.by_body - each.paid_out;
        EXPECT_EQ(at(AccountName::payable_body, stream_), owed);
    }

    std::mt19937 random_;
    ledger::Date day_ = on("2026-11-02");
    const char* cause_ = "death";
    ledger::Stream stream_ = ledger::Stream::nhs;
    std::int64_t account_ = 0;
    int lines_ = 0;
    std::vector<Given> waiting_;  // proposals that nobody has confirmed yet
    bool closed_ = false;
    int closings_ = 0;
    std::int64_t returned_late_ = 0;
};

TEST_F(AnyEnding, ClosesNothingThatIsOwedAndLosesNoPenny) {
    std::int64_t paid_by_bodies = 0;
    for (int seed = 1; seed <= histories; ++seed) {
        begin(static_cast<unsigned>(seed));
        for (int i = 0; i < steps; ++i) {
            if (i == steps / 3) begin_the_end();
            step();
            check();
            if (HasFailure()) FAIL() << "history " << seed << ", step " << i;
        }
        for (int i = 0; i < rounds && !closed_; ++i) {
            go_to_the_close();
            check();
            if (HasFailure()) FAIL() << "history " << seed << ", round " << i;
        }
        EXPECT_TRUE(is_sound()) << seed;
        paid_by_bodies += area.count("pay_out");
        returned_late_ += area.count("case_returned");
    }
    // The histories say nothing if none of them gets that far.
    EXPECT_GT(closings_, histories / 2);
    EXPECT_GT(paid_by_bodies, 0);
}

}  // namespace
}  // namespace almoner::scheduler
