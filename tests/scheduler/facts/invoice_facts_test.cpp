// USE-04, USE-06, FAM-01 to FAM-03, MAN-01 and PWB-01 where an invoice is paid: each fact that was
// recorded changes the answer.
#include "tests/scheduler/paying_suppliers.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace almoner::tests {
namespace {

using ledger::Stream;
using Facts = std::vector<std::pair<const char*, const char*>>;

struct InvoiceFact {
    const char* test;
    Stream stream;
    Facts prepared;
    const char* fact;
    const char* spoiled;
    const char* code;
    const char* mended;
};

std::string paper_or(const std::string& value, const std::string& paper) {
    return value == "paper" ? paper : value;
}

// £64.00 to an agency that is insured, out of a managed line.
class InvoiceFacts : public PayingSuppliers, public ::testing::WithParamInterface<InvoiceFact> {
  protected:
    void say(const std::string& name, const std::string& value) {
        const bool is_of_line = name.starts_with("line.");
        told(is_of_line ? ledger::CaseKind::plan_line : ledger::CaseKind::budget,
             is_of_line ? holder.line : holder.budget,
             name,
             paper_or(value, insurance));
    }
    // Of the council, with £300 of its money in the account; the line is the NHS's before.
    void line_is_of(Stream stream) {
        if (stream == Stream::nhs) return;
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), holder.line, on("2026-05-01"));
            line.stream = stream;
            line.body = area.partner;
            ledger::insert_plan_line(work, line);
            work.post(post(ledger::PersonTakenOver{holding(), {share(300'00, stream)}, {}}),
                      {.effective = on("2026-04-01")});
        });
    }
};

TEST_P(InvoiceFacts, ChangesTheAnswer) {
    const InvoiceFact& of = GetParam();
    line_is_of(of.stream);
    ASSERT_EQ(record(), "accepted");
    for (const auto& [name, value] : of.prepared) say(name, value);
    say(of.fact, of.spoiled);
    EXPECT_EQ(pay_refused(), of.code) << of.fact << "=" << of.spoiled;
    say(of.fact, of.mended);
    EXPECT_EQ(pay_refused(), "accepted") << of.fact << "=" << of.mended;
}

const std::vector<InvoiceFact> all{
    {"spending_registration",
     Stream::nhs,
     {{"spending.is_regulated_activity", "yes"}},
     "spending.registration",
     "99",
     "registration",
     "paper"},
    // SI 2013/2354 reg 8(5A): the NHS pays who lives with the person where the plan says why.
    {"spending_relation",
     Stream::nhs,
     {{"spending.in_household", "yes"},
      {"spending.plan_says_necessary", "no"},
      {"spending.necessary_for_child", "no"}},
     "spending.relation",
     "friend",
     "household-member-not-necessary",
     "none"},
    {"spending_plan_says_necessary",
     Stream::nhs,
     {{"spending.in_household", "yes"},
      {"spending.relation", "sibling"},
      {"spending.necessary_for_child", "no"}},
     "spending.plan_says_necessary",
     "no",
     "household-member-not-necessary",
     "yes"},
    // SI 2014/2871 reg 3(2): social care pays a spouse for care, or for administration, only where
    // the authority finds that necessary.
    {"spending_necessary_for_care",
     Stream::social_care,
     {{"spending.relation", "spouse-or-partner"}, {"spending.is_for_administration", "no"}},
     "spending.necessary_for_care",
     "no",
     "relative-not-necessary",
     "yes"},
    {"spending_necessary_for_administration",
     Stream::social_care,
     {{"spending.relation", "spouse-or-partner"}, {"spending.is_for_administration", "yes"}},
     "spending.necessary_for_administration",
     "no",
     "administration-not-necessary",
     "yes"},
    {"spending_is_for_administration",
     Stream::social_care,
     {{"spending.relation", "spouse-or-partner"},
      {"spending.necessary_for_care", "yes"},
      {"spending.necessary_for_administration", "no"}},
     "spending.is_for_administration",
     "yes",
     "administration-not-necessary",
     "no"},
    // SI 2009/1887 reg 11: the child's welfare; reg 11(3) where a disabled parent is paid for.
    {"spending_necessary_for_child",
     Stream::children,
     {{"spending.in_household", "yes"},
      {"spending.relation", "grandparent"},
      {"spending.is_for_disabled_child_parent", "no"}},
     "spending.necessary_for_child",
     "no",
     "relative-not-necessary",
     "yes"},
    {"spending_is_for_disabled_child_parent",
     Stream::children,
     {{"spending.in_household", "yes"},
      {"spending.relation", "child"},
      {"spending.necessary_for_child", "no"}},
     "spending.is_for_disabled_child_parent",
     "no",
     "relative-not-necessary",
     "yes"},
    // SI 2009/1887 reg 13(3): four weeks, and 120 days in twelve months.
    {"spending_days_in_year",
     Stream::children,
     {{"spending.is_care_home", "yes"}, {"spending.stay_weeks", "1"}},
     "spending.days_in_year",
     "121",
     "too-many-days-in-year",
     "120"},
    {"spending_is_care_home",
     Stream::children,
     {{"spending.days_in_year", "1"}, {"spending.stay_weeks", "5"}},
     "spending.is_care_home",
     "yes",
     "care-home-stay-too-long",
     "no"},
    {"spending_stay_weeks",
     Stream::children,
     {{"spending.is_care_home", "yes"}, {"spending.days_in_year", "1"}},
     "spending.stay_weeks",
     "5",
     "care-home-stay-too-long",
     "4"},
    {"spending_requires_one_provider",
     Stream::social_care,
     {},
     "spending.requires_one_provider",
     "yes",
     "provider-required",
     "no"},
    {"third_party_fee_paid_by_body_or_budget",
     Stream::nhs,
     {},
     "third_party.fee_paid_by_body_or_budget",
     "no",
     "fee-on-the-person",
     "yes"},
    // £500 is what the line is worth: the chair may cost that and the person's £20.
    {"third_party_chair_price",
     Stream::nhs,
     {{"line.kind", "wheelchair"},
      {"line.contribution", "2000"},
      {"third_party.chair_cost", "50000"},
      {"third_party.wheelchair_need_changed", "yes"}},
     "third_party.chair_price",
     "52001",
     "above-budget-and-contribution",
     "52000"}};

INSTANTIATE_TEST_SUITE_P(EachFact, InvoiceFacts, ::testing::ValuesIn(all), [](const auto& each) {
    return std::string(each.param.test);
});

}  // namespace
}  // namespace almoner::tests
