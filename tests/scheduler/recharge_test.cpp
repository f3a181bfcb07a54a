// A lead commissioner pays for its partner, claims it, and gets it back: worked case 9, by command.
#include "scheduler/commands/recharge.h"

#include "ledger/area/scope.h"
#include "ledger/posting/partner.h"
#include "ledger/posting/payment.h"
#include "ledger/records/month_closing.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/verify/verify.h"
#include "ledger/views/recharges.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using enum ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::on;
using tests::pounds;
using FieldMap = std::map<std::string, std::string>;

const ledger::Query effective_after{
    "SELECT effective, period_last FROM transfer WHERE id > $1 ORDER BY id"};

constexpr auto care = ledger::Stream::social_care;

// The ICB pays £400 of the council's social care out of its account MAIN on 20 November 2026.
class Recharge : public ::testing::Test {
  protected:
    explicit Recharge(bool partner_in_books = true) {
        if (partner_in_books) add_partners_account();
        tests::PersonTerms terms;
        terms.line.body = area.partner;
        terms.line.stream = care;
        (void)area.add(terms);
        tests::send_all(area, outbox_.path());
        (void)statement("08999966374958", line("400.00", "DBIT", ledger::payment_ref(1)), "600.00");
    }

    static std::string line(const std::string& amount,
                            std::string_view sign,
                            const std::string& reference) {
        return tests::bank_line(amount, sign, reference);
    }
    json statement(std::string_view account,
                   const std::string& lines,
                   std::string_view closing,
                   std::string_view opening = "1000.00") {
        std::string file = testing::without_balances(testing::camt_with(lines, closing));
        file = testing::replaced(file, "1000.00", opening);
        file = testing::replaced(file, "20000055779911", account);
        return area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    }
    json claim(const FieldMap& more = {}) {
        FieldMap fields = wish;
        fields.insert(more.begin(), more.end());
        return area.answer(recharge_claim, fields, {.day = "2026-11-21"});
    }
    void confirm(const json& proposed) {
        (void)area.answer(proposal_confirm,
                          {{"proposal", std::to_string(proposed.at("proposal").get<int>())},
                           {"confirm", proposed.at("confirm").get<std::string>()}},
                          {.actor = tests::ben, .day = "2026-11-22"});
        expect_agreed();
    }
    std::string refused(CommandHandler handler, const FieldMap& fields) {
        return area.refusal(handler, fields, {.day = "2026-11-21"});
    }
    json ask(CommandHandler handler, const FieldMap& fields) {
        return area.answer(handler, fields, {.day = "2026-11-21"});
    }
    // Both commissioners' months, and the journal.
    void expect_agreed() {
        tests::expect_sound(area);
        const auto report = month_of("LA");
        for (const auto& each : report.ties.disagreements) ADD_FAILURE() << words_of(each);
    }
    ledger::MonthReport month_of(std::string_view body) {
        return ledger::month_report(ledger::everything(1, "month end"),
                                    area.area().database(),
                                    body,
                                    *ledger::month_named("2026-11"),
                                    ledger::now_on(on("2026-11-22")))
            .value();
    }
    std::vector<ledger::RechargeLine> list(std::string_view today = "2026-11-25") {
        return ledger::recharges(ledger::everything(1, "test"), area.area().database(), on(today))
            .value();
    }
    Money at(ledger::AccountName name, std::int64_t bank_account = 0) {
        return area
            .balance({.name = name,
                      .stream = care,
                      .body = static_cast<std::int32_t>(area.partner),
                      .bank_account = static_cast<std::int32_t>(bank_account)})
            .posted;
    }
    // What stands unexplained, by its newest item.
    std::string item() { return std::to_string(area.count("suspense_item")); }

    const FieldMap wish{{"commissioner", "ICB"}, {"partner", "LA"}};
    tests::RunArea area;
    std::int64_t partners_account = 0;

  private:
    void add_partners_account() {
        area.write([&](ledger::Work& work) {
            auto account = *ledger::bank_account_numbered(
                work.database(), area.bank_account, on("2026-11-02"));
            account.number = 0;
            account.owner = area.partner;
            account.ref = "LA-MAIN";
            account.account_number = "55667788";
            partners_account = ledger::insert_bank_account(work, account);
        });
    }
    tests::TempFolder outbox_;
};

TEST_F(Recharge, ClaimsWhatTheLeadLentByStream) {
    const json proposed = claim();
    EXPECT_EQ(proposed.at("confirm").get<std::string>(), "1:40000");
    EXPECT_EQ(proposed.at("lines").dump(),
              R"([{"amount":40000,"bank_account":"MAIN","stream":"social-care"}])");
    EXPECT_EQ(at(receivable_partner, area.bank_account), Money{});
    confirm(proposed);
    EXPECT_EQ(at(receivable_partner, area.bank_account), pounds(400));
    EXPECT_EQ(at(payable_partner), pounds(400));
    EXPECT_EQ(at(bank, area.bank_account), -pounds(400));
}

// FND-01: each stream is the partner's own, and the streams come to what two people looked at.
TEST_F(Recharge, FND_01_ClaimsMoneyOfThePartnersOwnStreams) {
    const json proposed = claim();
    const auto streams = [&](const std::string& names) {
        area.write([&](ledger::Work& work) {
            auto partner =
                *ledger::organisation_numbered(work.database(), area.partner, work.today());
            partner.streams = names;
            ledger::insert_organisation(work, partner);
        });
    };
    const auto confirmed = [&] {
        return area.refusal(proposal_confirm,
                            {{"proposal", std::to_string(proposed.at("proposal").get<int>())},
                             {"confirm", proposed.at("confirm").get<std::string>()}},
                            {.actor = tests::ben, .day = "2026-11-22"});
    };
    streams("education");
    EXPECT_EQ(confirmed(), "no-funder");
    EXPECT_EQ(area.count("recharge"), 0);
    streams("social-care");
    area.area().database().run_script(
        "DROP TRIGGER IF EXISTS proposal_is_never_changed;"
        "UPDATE proposal SET content = replace(content, '\"after\":40000', '\"after\":40001')"
        " WHERE kind = 'recharge'");
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", std::to_string(proposed.at("proposal").get<int>())},
                            {"confirm", "1:40001"}},
                           {.actor = tests::ben, .day = "2026-11-22"}),
              "unbalanced");
}

TEST_F(Recharge, TheSameMoneyIsClaimedOnce) {
    const json first = claim();
    EXPECT_EQ(refused(recharge_claim, wish), "proposal-open");
    confirm(first);
    EXPECT_EQ(refused(recharge_claim, wish), "nothing-to-claim");
    EXPECT_EQ(area.count("recharge"), 1);
}

TEST_F(Recharge, AMonthClaimsWhatHadLeftByItsEnd) {
    EXPECT_EQ(
        refused(recharge_claim, {{"commissioner", "ICB"}, {"partner", "LA"}, {"month", "2026-10"}}),
        "nothing-to-claim");
    EXPECT_EQ(claim({{"month", "2026-11"}}).at("confirm").get<std::string>(), "1:40000");
}

TEST_F(Recharge, OfAClosedMonthIsAnAdjustmentInTheOpenOne) {
    area.write([&](ledger::Work& work) {
        ledger::insert_month_closing(work,
                                     {.body = area.partner,
                                      .month = *ledger::month_named("2026-11"),
                                      .closed_on = on("2026-12-01"),
                                      .proposal = 1,
                                      .proposed_by = 1,
                                      .confirmed_by = 2});
    });
    const std::int64_t before = area.area().writer().books().next_transfer() - 1;
    auto fields = wish;
    fields["month"] = "2026-11";
    const json proposed = area.answer(recharge_claim, fields, {.day = "2026-12-05"});
    (void)area.answer(proposal_confirm,
                      {{"proposal", std::to_string(proposed.at("proposal").get<int>())},
                       {"confirm", proposed.at("confirm").get<std::string>()}},
                      {.actor = tests::ben, .day = "2026-12-05"});
    ledger::Rows rows = area.area().database().select(effective_after, before);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(0), on("2026-12-01"));
    EXPECT_EQ(rows.date(1), on("2026-11-30"));
    EXPECT_EQ(area.refusal(recharge_claim, fields, {.day = "2026-12-05"}), "nothing-to-claim");
}

// Of November £400 were claimed, which came back in December; £300 more left then.
TEST_F(Recharge, AMonthLeavesOutWhatItsClaimBroughtBackLater) {
    confirm(claim());
    area.write([&](ledger::Work& work) {
        const auto account = static_cast<std::int32_t>(area.bank_account);
        const auto body = static_cast<std::int32_t>(area.partner);
        work.post(post(ledger::RechargeReceived{account, {{care, body, pounds(400)}}}),
                  {.effective = on("2026-12-01")});
        work.post(post(ledger::PaymentOnStatement{account, {{care, body, pounds(300)}}}),
                  {.effective = on("2026-12-02")});
    });
    auto fields = wish;
    fields["month"] = "2026-11";
    EXPECT_EQ(area.refusal(recharge_claim, fields, {.day = "2026-12-05"}), "nothing-to-claim");
    fields["month"] = "2026-12";
    const json december = area.answer(recharge_claim, fields, {.day = "2026-12-05"});
    EXPECT_EQ(december.at("confirm").get<std::string>(), "1:30000");
}

TEST_F(Recharge, IsRefusedWhereItCantBe) {
    const auto refusal = [&](const std::string& field, const std::string& value) {
        auto fields = wish;
        fields[field] = value;
        return refused(recharge_claim, fields);
    };
    EXPECT_EQ(refusal("commissioner", "XX"), "commissioner-unknown");
    EXPECT_EQ(refusal("partner", "XX"), "commissioner-unknown");
    EXPECT_EQ(refusal("partner", "ICB"), "same-commissioner");
    EXPECT_EQ(refusal("month", "November"), "month-unknown");
    EXPECT_EQ(refusal("month", "2026-12"), "day-in-the-future");
    EXPECT_EQ(refusal("commissioner", "LA"), "same-commissioner");
}

TEST_F(Recharge, ThatCameBackBeforeItWasConfirmedIsRefused) {
    const json proposed = claim();
    (void)statement(
        "08999966374958", line("400.00", "CRDT", ledger::payment_ref(1)), "1000.00", "600.00");
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", "1"}, {"confirm", proposed.at("confirm")}},
                           {.actor = tests::ben, .day = "2026-11-22"}),
              "changed-since");
}

TEST_F(Recharge, IsPaidByThePartnerAndReceivedByTheLead) {
    confirm(claim());
    for (const char* account : {"MAIN", "NONE"}) {
        EXPECT_EQ(
            refused(recharge_approve, {{"recharge", "1"}, {"paid_from", account}}),
            std::string(account) == "MAIN" ? "paid-from-another-body" : "bank-account-unknown");
    }
    area.write([&](ledger::Work& work) {
        auto second =
            *ledger::bank_account_numbered(work.database(), partners_account, on("2026-11-02"));
        second.number = 0;
        second.ref = "LA-SECOND";
        second.account_number = "55667799";
        ledger::insert_bank_account(work, second);
    });
    EXPECT_EQ(refused(recharge_approve, {{"recharge", "1"}}), "bank-account-unknown");
    confirm(ask(recharge_approve, {{"recharge", "1"}, {"paid_from", "LA-MAIN"}}));
    EXPECT_EQ(list().at(0).partner_pays, "approved");
    EXPECT_EQ(at(payable_partner), pounds(400));
    EXPECT_EQ(refused(recharge_approve, {{"recharge", "1"}}), "recharge-approved");

    (void)statement("08999955667788", line("400.00", "DBIT", "TO ICB"), "600.00");
    confirm(ask(statement_explain, {{"item", item()}, {"to", "recharge-paid"}, {"recharge", "1"}}));
    EXPECT_EQ(at(payable_partner), Money{});
    EXPECT_EQ(at(transit, partners_account), Money{});
    EXPECT_EQ(at(bank, partners_account), -pounds(400));
    EXPECT_EQ(list().at(0).partner_pays, "paid");
    EXPECT_EQ(list().at(0).owed, pounds(400));

    (void)statement("08999966374958", line("400.00", "CRDT", "FROM LA"), "1000.00", "600.00");
    confirm(ask(
        statement_explain,
        {{"item", item()}, {"to", "recharge"}, {"commissioner", "LA"}, {"stream", "social-care"}}));
    EXPECT_EQ(at(receivable_partner, area.bank_account), Money{});
    EXPECT_EQ(at(bank, area.bank_account), Money{});
    EXPECT_EQ(list().at(0).owed, Money{});
    EXPECT_EQ(list().at(0).received, pounds(400));
}

TEST_F(Recharge, ThePartnersLineIsExplainedOnlyOnceItWasApprovedAndForItsAmount) {
    confirm(claim());
    (void)statement("08999955667788", line("400.00", "DBIT", "TO ICB"), "600.00");
    const FieldMap paid{{"item", item()}, {"to", "recharge-paid"}, {"recharge", "1"}};
    EXPECT_EQ(refused(statement_explain, paid), "recharge-not-approved");
    confirm(ask(recharge_approve, {{"recharge", "1"}, {"paid_from", "LA-MAIN"}}));
    EXPECT_EQ(refused(statement_explain, paid), "accepted");
    (void)statement("08999955667788", line("399.99", "DBIT", "OTHER"), "200.01", "600.00");
    auto other = paid;
    other["item"] = item();
    EXPECT_EQ(refused(statement_explain, other), "recharge-not-approved");
}

TEST_F(Recharge, APaymentExplainedWronglyIsApprovedAgain) {
    confirm(claim());
    confirm(ask(recharge_approve, {{"recharge", "1"}}));
    (void)statement("08999955667788", line("400.00", "DBIT", "TO ICB"), "600.00");
    const FieldMap paid{{"item", item()}, {"to", "recharge-paid"}, {"recharge", "1"}};
    confirm(ask(statement_explain, paid));
    confirm(ask(statement_explain, {{"item", item()}, {"undo", "yes"}}));
    EXPECT_EQ(list().at(0).partner_pays, "not approved");
    EXPECT_EQ(at(payable_partner), pounds(400));
    confirm(ask(recharge_approve, {{"recharge", "1"}}));
    confirm(ask(statement_explain, paid));
    EXPECT_EQ(list().at(0).partner_pays, "paid");
    EXPECT_EQ(at(payable_partner), Money{});
}

TEST_F(Recharge, WhatCameInPaysTheOldestClaimAndTheRestAges) {
    confirm(claim());
    (void)statement("08999966374958", line("150.00", "CRDT", "FROM LA"), "750.00", "600.00");
    confirm(ask(
        statement_explain,
        {{"item", item()}, {"to", "recharge"}, {"commissioner", "LA"}, {"stream", "social-care"}}));
    const auto lines = list("2026-12-22");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].received, pounds(150));
    EXPECT_EQ(lines[0].owed, pounds(250));
    EXPECT_EQ(lines[0].days, 30);
    EXPECT_EQ(refused(recharge_claim, wish), "nothing-to-claim");
}

TEST_F(Recharge, StandsInBothMonths) {
    EXPECT_EQ(month_of("ICB").partners,
              (std::vector<ledger::PartnerMoney>{
                  {.with = "LA", .stream = care, .lent = pounds(400), .unclaimed = pounds(400)}}));
    confirm(claim());
    EXPECT_EQ(month_of("ICB").partners,
              (std::vector<ledger::PartnerMoney>{
                  {.with = "LA", .stream = care, .lent = pounds(400), .claimed = pounds(400)}}));
    EXPECT_EQ(
        month_of("LA").partners,
        (std::vector<ledger::PartnerMoney>{{.with = "ICB", .stream = care, .owed = pounds(400)}}));
}

// The partner keeps books of its own: what it owes is its funding of these.
class RechargeOutside : public Recharge {
  protected:
    RechargeOutside() : Recharge(false) {}
};

TEST_F(RechargeOutside, IsClaimedAgainstThePartnersFunding) {
    confirm(claim());
    EXPECT_EQ(at(funding), pounds(400));
    EXPECT_EQ(at(payable_partner), Money{});
    EXPECT_EQ(list().at(0).partner_pays, "outside");
    EXPECT_EQ(refused(recharge_approve, {{"recharge", "1"}}), "partner-outside");
    EXPECT_EQ(refused(recharge_approve, {{"recharge", "2"}}), "recharge-unknown");
}

}  // namespace
}  // namespace almoner::scheduler
