#include "ledger/views/month_report.h"

#include "ledger/posting/payment.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/unexplained.h"
#include "ledger/records/payment.h"
#include "ledger/records/record_table.h"
#include "tests/ledger/views/small_area.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace almoner::ledger {
namespace {

using tests::day;
using tests::pence;
using tests::SmallArea;

const Date today = *Date::parse("2026-11-22");
const Period november{*Date::parse("2026-11-01"), *Date::parse("2026-11-30")};

// The month of one council: what a run, its bank lines and its returns leave in the records, with
// the postings beside them.
class CouncilMonth {
  public:
    CouncilMonth() {
        budget_ = area.person("P001", "B001");
        command([&](Work& work) {
            work.records().insert(
                payment_run_table, "scheduled", area.council_bank, today, today, 1, 5, 1);
            work.records().insert(statement_table,
                                  area.council_bank,
                                  "aa",
                                  "S1",
                                  "camt.053",
                                  std::nullopt,
                                  std::nullopt,
                                  std::nullopt,
                                  std::nullopt,
                                  std::nullopt,
                                  std::nullopt,
                                  std::nullopt,
                                  0);
            work.records().insert(opening_balance_table,
                                  "bank|LA-BANK||||social-care|",
                                  pence(10'000'00),
                                  day("2026-04-01"));
        });
        settled_ = payment("2026-11-02", 450'00);
        pay(settled_, "2026-11-02");
        command([&](Work& work) { after_first_payment_ = work.seq(); });
        returned_ = payment("2026-11-02", 300'00);
        pay(returned_, "2026-11-03");
        come_back(returned_, 300'00, "2026-11-10");
        sent_ = payment("2026-11-16", 200'00);
        approve(sent_);
        state(sent_, 5);
        proposed_ = payment("2026-11-30", 125'50);
        rejected_ = payment("2026-11-09", 80'00);
        approve(rejected_);
        release(rejected_);
        unexplained(5'00, "2026-10-15");
        unexplained(-7'25, "2026-11-20");
    }

    [[nodiscard]] std::int64_t after_first_payment() const { return after_first_payment_; }
    MonthReport report() {
        return month_report(
                   everything(1, "month end"), area.database(), "LA", november, now_on(today))
            .value();
    }
    // A change in the records or the counters that no command made.
    Ties ties_after(const std::string& script) {
        area.database().run_script(script.c_str());
        return report().ties;
    }

    SmallArea area;

  private:
    void command(const std::function<void(Work&)>& handler) {
        const auto result = area.area().run([&](Work& work) -> Outcome<std::string> {
            work.posts_facts("a test", "finance");
            handler(work);
            return std::string("{}");
        });
        ASSERT_TRUE(result.outcome.accepted()) << result.outcome.refusal().code;
    }
    void script(const std::string& text) { area.database().run_script(text.c_str()); }
    void state(std::int64_t id, int to) {
        script("UPDATE payment SET state = " + std::to_string(to) +
               " WHERE id = " + std::to_string(id));
    }

    std::int64_t payment(const char* entry, std::int64_t net) {
        std::int64_t id = 0;
        const std::int64_t half = net / 2;
        command([&](Work& work) {
            id = work.records().insert(payment_table,
                                       1,
                                       ++agreements_,
                                       budget_,
                                       Option::direct_payment,
                                       1,
                                       1,
                                       day(entry),
                                       day(entry) + 27,
                                       1,
                                       day(entry),
                                       day(entry),
                                       pence(net),
                                       pence(0),
                                       pence(0),
                                       pence(net),
                                       1,
                                       0);
            for (const std::int64_t part : {half, net - half}) {  // two plan lines of one stream
                work.records().insert(payment_part_table,
                                      id,
                                      area.council_body,
                                      Stream::social_care,
                                      1,
                                      pence(part),
                                      pence(0),
                                      pence(0),
                                      pence(part));
            }
        });
        return id;
    }
    Payment posting(std::int64_t id) {
        Shares shares;
        for (const PaymentPart& part : parts_of(area.database(), id)) {
            shares.push_back({part.stream, part.body, part.net});
        }
        return area.payment(budget_, Option::direct_payment, shares);
    }
    void approve(std::int64_t id) {
        const std::int64_t first = area.approved(posting(id));
        script("UPDATE payment SET state = 3, first_transfer = " + std::to_string(first) +
               " WHERE id = " + std::to_string(id));
        first_ = first;
    }
    void release(std::int64_t id) {
        area.release(first_, 4);
        state(id, 8);
    }
    std::int64_t line(Work& work, std::int64_t amount, const char* on) {
        const std::string fingerprint(16, static_cast<char>('a' + lines_++));
        return work.records().insert(statement_line_table,
                                     1,
                                     lines_,
                                     area.council_bank,
                                     day(on),
                                     std::nullopt,
                                     pence(amount),
                                     Blob{fingerprint},
                                     1,
                                     "",
                                     "",
                                     "",
                                     std::nullopt);
    }
    void match(
        Work& work, std::int64_t line, const char* kind, std::int64_t id, std::int64_t amount) {
        work.records().insert(line_match_table, line, kind, id, 0, pence(amount), "", std::nullopt);
    }
    void pay(std::int64_t id, const char* on) {
        approve(id);
        area.settle(first_, 4, day(on));
        state(id, 9);
        const Payment paid = posting(id);
        const std::int64_t net = total_of(paid.shares).pence();
        command([&](Work& work) {
            match(work, line(work, -net, on), "payment", id, net);
            work.post(post(PaymentOnStatement{area.council_bank, paid.shares}),
                      {.effective = day(on)});
        });
    }
    void come_back(std::int64_t id, std::int64_t amount, const char* on) {
        const PaymentReturned back{posting(id), {}, pence(amount)};
        command([&](Work& work) {
            match(work, line(work, amount, on), "return", id, amount);
            work.post(post(back), {.effective = day(on)});
            work.post(post(ReturnOnStatement{area.council_bank, shares_of_return(back)}),
                      {.effective = day(on)});
        });
        state(id, 10);
    }
    void unexplained(std::int64_t amount, const char* on) {
        const UnassignedLine unassigned{
            area.council_bank, area.council_body, pence(amount < 0 ? -amount : amount)};
        command([&](Work& work) {
            const std::int64_t id = line(work, amount, on);
            work.records().insert(suspense_item_table, id, pence(amount), "finance", day(on));
            work.post(amount < 0 ? post(LineOutUnexplained{unassigned})
                                 : post(LineInUnexplained{unassigned}),
                      {.effective = day(on)});
        });
    }

    std::int32_t budget_ = 0;
    std::int64_t agreements_ = 0;
    std::int64_t first_ = 0;
    int lines_ = 0;
    std::int64_t settled_ = 0;
    std::int64_t returned_ = 0;
    std::int64_t after_first_payment_ = 0;
    std::int64_t sent_ = 0;
    std::int64_t proposed_ = 0;
    std::int64_t rejected_ = 0;
};

TEST(MonthReport, AddsUpWhatWasDuePaidAndReturned) {
    CouncilMonth month;
    const MonthReport report = month.report();
    ASSERT_EQ(report.streams.size(), 1U);
    EXPECT_EQ(report.streams[0],
              (StreamMonth{.stream = Stream::social_care,
                           .due = pence(450'00 + 300'00 + 200'00 + 125'50),
                           .paid = pence(750'00),
                           .returned = pence(300'00),
                           .held = pence(450'00),
                           .owed = pence(0),
                           .surplus = pence(450'00)}));
    EXPECT_EQ(report.in_flight[0], (Aged{1, pence(200'00)}));
    EXPECT_EQ(report.unmatched[0], (Aged{1, pence(7'25)}));
    EXPECT_EQ(report.unmatched[2], (Aged{1, pence(5'00)}));
    EXPECT_EQ(report.cash,
              (std::vector<CashNeed>{{"LA-BANK", day("2026-11-16"), 1, pence(200'00), pence(0)},
                                     {"LA-BANK", day("2026-11-30"), 1, pence(0), pence(125'50)}}));
    for (const Disagreement& each : report.ties.disagreements) ADD_FAILURE() << words_of(each);
    EXPECT_TRUE(report.ties.agree());
}

// What was learnt since is left out, whatever day it belongs to.
TEST(MonthReport, OfAMomentOfTheJournalIsWhatTheBooksHadThen) {
    CouncilMonth month;
    const MonthReport before = month_report(everything(1, "m"),
                                            month.area.database(),
                                            "LA",
                                            november,
                                            booked_at(month.after_first_payment(), today))
                                   .value();
    ASSERT_EQ(before.streams.size(), 1U);
    EXPECT_EQ(before.streams[0].held, pence(450'00));
    EXPECT_EQ(before.streams[0].returned, pence(0));
    EXPECT_EQ(before.unmatched[0].count, 0);
    EXPECT_TRUE(before.ties.agree());
    const MonthReport nothing = month_report(everything(1, "m"),
                                             month.area.database(),
                                             "LA",
                                             november,
                                             booked_by(month.area.database(), day("2026-11-21")))
                                    .value();
    EXPECT_TRUE(nothing.streams.empty());
    EXPECT_TRUE(nothing.cash.empty());
}

TEST(MonthReport, CountsAPaymentInTheMonthOfTheBanksDate) {
    CouncilMonth month;
    const auto october =
        month_report(
            everything(1, "m"), month.area.database(), "LA", *month_named("2026-10"), now_on(today))
            .value();
    EXPECT_EQ(october.streams[0].paid, pence(0));
    EXPECT_EQ(october.streams[0].due, pence(0));
    EXPECT_TRUE(october.ties.agree());
}

// Each planted by plain SQL with the guards dropped.
TEST(MonthReport, FindsAPennyPlantedOnEitherSide) {
    const std::string free_records =
        "PRAGMA ignore_check_constraints = ON;"
        "DROP TRIGGER IF EXISTS transfer_is_never_changed;";
    const struct {
        const char* script;
        const char* what;
        std::int64_t off_by;
    } planted[] = {
        {"UPDATE payment_part SET net = net + 1 WHERE id = 1", "paid, with what came back", -1},
        {"UPDATE payment_part SET net = net + 1 WHERE id = 5", "promised", -1},
        {"UPDATE payment SET net = net + 1 WHERE id = 4", "payments and their parts", -1},
        {"UPDATE statement_line SET amount = amount + 1 WHERE id = 1", "bank account", -1},
        {"UPDATE opening_balance SET amount = amount - 1", "bank account", 1},
        {"UPDATE suspense_item SET amount = amount + 1 WHERE id = 1", "unexplained lines", -1},
        {"UPDATE line_match SET amount = amount - 1 WHERE kind = 'return'",
         "paid, with what came back",
         1},
        {"UPDATE account SET debit_posted = debit_posted + 1 WHERE name = 34 AND stream = 2",
         "bank account",
         1},
        {"UPDATE account SET credit_posted = credit_posted + 1 WHERE name = 35 AND stream = 2",
         "paid, with what came back",
         1},
        {"UPDATE account SET debit_posted = debit_posted + 1 WHERE name = 35 AND stream = 2",
         "on a statement, with what came back",
         1},
        {"UPDATE account SET debit_pending = debit_pending + 1 WHERE name = 3 AND stream = 2",
         "promised",
         1},
        {"UPDATE account SET credit_posted = credit_posted + 1 WHERE name = 15",
         "unexplained lines",
         1},
        {"UPDATE account SET debit_posted = debit_posted + 1 WHERE name = 32",
         "transfers, debits",
         1},
        {"UPDATE account SET credit_posted = credit_posted + 1 WHERE name = 3",
         "transfers, credits",
         1},
        {"UPDATE account SET credit_posted = credit_posted + 1 WHERE name = 4",
         "transfers, credits",
         1},
        {"UPDATE transfer SET amount = amount + 1 WHERE id = 3", "transfers, debits", -1},
        {"UPDATE statement SET opening = 0, closing = (SELECT 1 + SUM(amount) FROM statement_line),"
         " lines = (SELECT COUNT(*) FROM statement_line)",
         "closing balance",
         1},
        {"UPDATE statement SET closing_on = 20779, closing = 1 +"
         " (SELECT SUM(debit_posted - credit_posted) FROM account WHERE name = 34"
         " AND account.bank_account = statement.bank_account)",
         "last closing balance, of 22 November 2026",
         -1},
        {"UPDATE account_day SET credit = credit - 1 WHERE account ="
         " (SELECT id FROM account WHERE name = 2 AND stream = 2)",
         "day totals, credits",
         1},
    };
    for (const auto& plant : planted) {
        CouncilMonth month;
        const Ties ties = month.ties_after(free_records + plant.script);
        ASSERT_FALSE(ties.agree()) << plant.script;
        bool found = false;
        for (const Disagreement& each : ties.disagreements) {
            found = found || (each.what == plant.what && each.off_by() == plant.off_by);
        }
        EXPECT_TRUE(found) << plant.script << ": " << words_of(ties.disagreements[0]);
    }
}

TEST(MonthReport, SaysByHowMuchAndWhere) {
    EXPECT_EQ(words_of(Disagreement{"paid", "nhs", 1'800'00, 1'800'01}),
              "paid, nhs: the records say £1,800, the ledger says £1,800.01: off by £0.01");
    EXPECT_FALSE(Ties{}.agree());  // what compared nothing agrees on nothing
}

TEST(MonthReport, KnowsItsMonthsAgesAndCommissioners) {
    EXPECT_EQ(month_named("2026-02"), (Period{day("2026-02-01"), day("2026-02-28")}));
    EXPECT_EQ(month_named("2026-12"), (Period{day("2026-12-01"), day("2026-12-31")}));
    EXPECT_EQ(month_named("2026-13"), std::nullopt);
    EXPECT_EQ(month_named("2026-1"), std::nullopt);
    EXPECT_EQ(age_band_of(-3), 0U);
    EXPECT_EQ(age_band_of(7), 0U);
    EXPECT_EQ(age_band_of(8), 1U);
    EXPECT_EQ(age_band_of(30), 1U);
    EXPECT_EQ(age_band_of(31), 2U);
    EXPECT_EQ(age_band_of(90), 2U);
    EXPECT_EQ(age_band_of(91), 3U);
    SmallArea area;
    const auto unknown =
        month_report(everything(1, "m"), area.database(), "XX", november, now_on(today));
    EXPECT_EQ(unknown.refusal().code, "commissioner-unknown");
    Scope part = everything(1, "m");
    part.people.emplace();
    EXPECT_EQ(month_report(part, area.database(), "LA", november, now_on(today)).refusal().code,
              "whole-area-only");
}

}  // namespace
}  // namespace almoner::ledger
