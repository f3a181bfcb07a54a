// What the fee, the invoices and the debts of a managed account are refused for: what is of another
// option, of another service or budget, and money that no client account of these books holds.
#include "ledger/records/record_table.h"
#include "scheduler/commands/fee.h"
#include "scheduler/commands/opening_pay.h"
#include "scheduler/commands/payroll_pay.h"
#include "tests/scheduler/paying_suppliers.h"

namespace almoner::scheduler {
namespace {

using ledger::Option;
using nlohmann::json;
using tests::FieldMap;
using tests::on;

class ManagedRefusals : public tests::PayingSuppliers {
  protected:
    void change_agreement(const std::function<void(ledger::Agreement&)>& change) {
        area.write([&](ledger::Work& work) {
            auto made =
                *ledger::agreement_numbered(work.database(), holder.agreement, on("2026-05-01"));
            change(made);
            ledger::insert_agreement(work, made);
        });
    }
    // One more line, as the first but for this.
    void add_line(const std::string& ref, const std::function<void(ledger::PlanLine&)>& change) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), holder.line, on("2026-05-01"));
            line.number = 0;
            line.ref = ref;
            change(line);
            ledger::insert_plan_line(work, line);
        });
    }
    void add_service_called(const std::string& ref) {
        area.write([&](ledger::Work& work) {
            ledger::insert_organisation(work,
                                        {.ref = ref,
                                         .from_on = on("2020-01-01"),
                                         .kind = ledger::OrganisationKind::support_service,
                                         .name = ref});
        });
    }
    // The service's account is in other books from now on.
    void lose_the_client_account() {
        area.write([&](ledger::Work& work) {
            auto care = *ledger::organisation_by_ref(work.database(),
                                                     ledger::OrganisationKind::support_service,
                                                     "CARE",
                                                     on("2026-05-01"));
            care.client_bank_account.reset();
            ledger::insert_organisation(work, care);
        });
    }
    FieldMap terms(const FieldMap& more = {}) {
        const std::string agreement =
            ledger::agreement_numbered(area.area().database(), holder.agreement, on("2026-05-01"))
                ->ref;
        FieldMap fields{{"agreement", agreement},
                        {"service", "CARE"},
                        {"amount", "25.00"},
                        {"frequency", "monthly"},
                        {"paid_by", "budget"},
                        {"plan_line", line_ref},
                        {"from_on", "2026-04-01"},
                        {"evidence", document("the agreement, with its fee")}};
        for (const auto& [name, value] : more) fields[name] = value;
        return fields;
    }
    std::string fee_refused(const FieldMap& more = {}) {
        return area.refusal(fee_set, terms(more), may_1);
    }
};

TEST_F(ManagedRefusals, AFeeIsOfAManagedAccountsAgreement) {
    change_agreement([](ledger::Agreement& each) { each.option = Option::direct_payment; });
    EXPECT_EQ(fee_refused(), "not-a-managed-account");
}

TEST_F(ManagedRefusals, AFeeIsOfTheServiceThatKeepsTheAccount) {
    add_service_called("OTHER");
    EXPECT_EQ(fee_refused({{"service", "OTHER"}}), "service-is-another");
}

TEST_F(ManagedRefusals, AFeeIsPaidOutOfAManagedLineOfTheAgreementsOwnBudget) {
    add_line("LDIRECT", [](ledger::PlanLine& line) { line.option = Option::direct_payment; });
    add_line("LOTHERS", [](ledger::PlanLine& line) { ++line.budget; });
    EXPECT_EQ(fee_refused({{"plan_line", "LDIRECT"}}), "plan-line-not-managed");
    EXPECT_EQ(fee_refused({{"plan_line", "LOTHERS"}}), "plan-line-of-another-budget");
    EXPECT_EQ(fee_refused({{"plan_line", "LOTHERS"}, {"paid_by", "body"}}),
              "plan-line-of-another-budget");
}

TEST_F(ManagedRefusals, AServiceThatIsNoProviderIsPaidNoFee) {
    EXPECT_EQ(area.refusal(fee_pay, {{"service", "CARE"}}, may_1), "payee-account-unknown");
}

// April's fee was charged; then the service's account is in other books.
TEST_F(ManagedRefusals, AFeeIsNotPaidWhereNoClientAccountHoldsTheMoney) {
    add_line("LFEE", [](ledger::PlanLine& line) {
        line.amount = ledger::Money::from_pence(25'00);
        line.frequency = ledger::PlanFrequency::monthly;
    });
    area.write([&](ledger::Work& work) { add_payee(work, "CARE"); });
    confirm(area.answer(fee_set, terms({{"plan_line", "LFEE"}}), may_1));
    confirm(area.answer(fee_charge, {{"service", "CARE"}, {"until", "2026-04-30"}}, may_1));
    lose_the_client_account();
    EXPECT_EQ(area.refusal(fee_pay, {{"service", "CARE"}}, may_1), "not-in-a-client-account");
}

TEST_F(ManagedRefusals, AnInvoiceIsOfAManagedLine) {
    add_line("LDIRECT", [](ledger::PlanLine& line) { line.option = Option::direct_payment; });
    EXPECT_EQ(record({{"plan_line", "LDIRECT"}}), "plan-line-not-managed");
}

TEST_F(ManagedRefusals, OfASuppliersSeveralAccountsOneIsNamed) {
    ASSERT_EQ(record(), "accepted");
    std::int64_t second = 0;
    area.write([&](ledger::Work& work) {
        auto payee = *ledger::payee_account_numbered(work.database(), agency, on("2026-05-01"));
        payee.number = 0;
        second = ledger::insert_payee_account(work, payee);
    });
    EXPECT_EQ(pay_refused(), "payee-account-which");
    EXPECT_EQ(pay_refused({{"payee_account", std::to_string(second)}}), "accepted");
}

TEST_F(ManagedRefusals, WithoutAClientAccountInTheseBooksNothingIsPaid) {
    ASSERT_EQ(record(), "accepted");
    owe_hmrc_before();
    lose_the_client_account();
    EXPECT_EQ(pay_refused(), "not-in-a-client-account");
    EXPECT_EQ(
        area.refusal(
            opening_pay, {{"opening", "1"}, {"payee_account", std::to_string(agency)}}, may_1),
        "not-in-a-client-account");
    EXPECT_EQ(area.refusal(payroll_pay, {{"until", "2026-05-01"}, {"service", "CARE"}}, may_1),
              "service-unknown");
    EXPECT_EQ(area.refusal(payroll_pay, {{"until", "2026-05-01"}, {"service", "NOBODY"}}, may_1),
              "service-unknown");
}

TEST_F(ManagedRefusals, OnlyWhatWasOwedAtTheTakeOverIsPaidAsSuch) {
    area.write([&](ledger::Work& work) {
        for (const std::string key :
             {"held||B-1|managed-account|ICB|nhs|fund", "owed||B-1|direct-payment|ICB|nhs|hmrc"}) {
            work.records().insert(ledger::opening_balance_table,
                                  key,
                                  ledger::Money::from_pence(310'00),
                                  on("2026-04-01"));
        }
    });
    for (const std::string opening : {"1", "2"}) {
        EXPECT_EQ(area.refusal(opening_pay,
                               {{"opening", opening}, {"payee_account", std::to_string(agency)}},
                               may_1),
                  "opening-not-owed");
    }
}

}  // namespace
}  // namespace almoner::scheduler
