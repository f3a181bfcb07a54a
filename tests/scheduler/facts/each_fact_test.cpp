// For each fact a test changes the record and sees the command's outcome change: what is asked when
// an agreement of another law, another payee or another organisation begins to pay.
#include "scheduler/commands/budget_asked.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/representative.h"
#include "tests/scheduler/facts/activation_area.h"
#include "tests/scheduler/option_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;

struct Fact {
    const char* spoiled;
    const char* code;
    std::string mended;
};

// A9 of P1: £50 a week of the council's money.
class OfTheCouncil : public PeopleArea {
  protected:
    explicit OfTheCouncil(const std::string& stream) {
        Files more = sample_import();
        more.at("file:budgets.csv") += "B3,P1,LA,2026-04-01,,\n";
        more.at("file:plan_lines.csv") +=
            "L9,B3,LA," + stream + ",Nights,direct-payment,50.00,weekly,2026-12-07,\n";
        more["apply"] = "yes";
        EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
        accepted(scheduler::agreement_add, with(ActivationTerms::of("A9"), "paid_from", "BA-LA"));
        paper = evidence("P1");
        tell("B3", activation_facts(paper));
        tell("L9", "line.planned_cost=50.00");
        accepted(scheduler::plan_sign,
                 {{"budget", "B3"}, {"signed_on", "2026-11-20"}, {"evidence", paper}});
    }
    struct ActivationTerms : ActivationArea {
        static Files of(const std::string& ref) { return agreement_of(ref); }
    };
    std::string sign_once() {
        const auto asked =
            ask(area,
                scheduler::agreement_sign,
                {{"agreement", "A9"}, {"signed_on", "2026-11-20"}, {"evidence", paper}},
                asking_maker);
        if (!asked.accepted()) return asked.refusal().code;
        accepted(scheduler::proposal_refuse,
                 {{"proposal", json::parse(asked.value()).at("proposal").dump()}});
        return "accepted";
    }
    void each_changes_the_answer(const std::vector<Fact>& facts) {
        ASSERT_EQ(sign_once(), "accepted");
        for (const Fact& each : facts) {
            tell("B3", each.spoiled);
            EXPECT_EQ(sign_once(), each.code) << each.spoiled;
            tell("B3", each.mended);
            EXPECT_EQ(sign_once(), "accepted") << each.mended;
        }
    }

    std::string paper;
};

class SenActivation : public OfTheCouncil {
  protected:
    SenActivation() : OfTheCouncil("education") {
        accepted(scheduler::budget_asked, {{"budget", "B3"}, {"on", "2026-11-20"}});
        tell("B3",
             "eligibility.proper_use=yes, eligibility.best_interests=yes,"
             "eligibility.no_adverse_impact=yes, eligibility.efficient_use=yes,"
             "eligibility.accepted_terms=" +
                 paper + ", plan.sen_notice=" + paper +
                 ", plan.in_section_j=yes, account.recipient_keeps_record=yes,"
                 "spending.is_school_place=no, spending.used_in_school=no");
    }
};

// SI 2014/1652 reg 4, 6(1), 8(2), 8(3).
TEST_F(SenActivation, ELI_06_PLN_04_ACC_04_CON_01_EachFactChangesTheAnswer) {
    each_changes_the_answer(
        {{"eligibility.was_requested=no", "not-requested", "eligibility.was_requested=yes"},
         {"eligibility.proper_use=no", "proper-use-in-doubt", "eligibility.proper_use=yes"},
         {"eligibility.best_interests=no",
          "not-in-best-interests",
          "eligibility.best_interests=yes"},
         {"eligibility.no_adverse_impact=no", "harms-others", "eligibility.no_adverse_impact=yes"},
         {"eligibility.efficient_use=no", "inefficient-use", "eligibility.efficient_use=yes"},
         {"eligibility.accepted_terms=",
          "written-acceptance",
          "eligibility.accepted_terms=" + paper},
         {"plan.sen_notice=", "no-written-notice", "plan.sen_notice=" + paper},
         {"plan.in_section_j=no", "not-in-section-j", "plan.in_section_j=yes"},
         {"account.recipient_keeps_record=no",
          "no-record-kept",
          "account.recipient_keeps_record=yes"},
         {"account.only_direct_payments=no",
          "other-money-in-account",
          "account.only_direct_payments=yes"},
         {"account.only_named_access=no", "others-have-access", "account.only_named_access=yes"},
         {"spending.is_school_place=yes", "school-place", "spending.is_school_place=no"},
         {"eligibility.exclusion=drug-testing", "excluded-person", "eligibility.exclusion=none"}});
}

// SI 2013/1617 reg 8(1)(d)(ii), 13(1): nobody adds to NHS money, but where the law charges.
TEST_F(ActivationArea, SUF_01_NobodyIsAskedToAddToIt) {
    tell_all();
    ASSERT_EQ(sign_once(), "accepted");
    tell("L9", "line.top_up=0.01");
    EXPECT_EQ(sign_once(), "top-up agreement");
    tell("L9", "line.charge_excepted_by_law=yes");
    EXPECT_EQ(sign_once(), "accepted");
    tell("L9", "line.charge_excepted_by_law=no");
    EXPECT_EQ(sign_once(), "top-up agreement");
    tell("L9", "line.top_up=0.00");
    EXPECT_EQ(sign_once(), "accepted");
}

class CouncilActivation : public OfTheCouncil {
  protected:
    CouncilActivation() : OfTheCouncil("social-care") {}
};

// Care and support statutory guidance 12.27, 12.29.
TEST_F(CouncilActivation, SUF_02_EMP_02_EachFactChangesTheAnswer) {
    tell("B3",
         "plan.employs_staff=yes, plan.employer_costs_included=yes, spending.duties_told=" + paper +
             ", spending.employment_law_told=" + paper);
    each_changes_the_answer(
        {{"plan.employer_costs_included=no",
          "employer-costs-left-out",
          "plan.employer_costs_included=yes"},
         {"spending.duties_told=", "employer-duties-told", "spending.duties_told=" + paper},
         {"spending.employment_law_told=",
          "employment-law-told",
          "spending.employment_law_told=" + paper},
         {"payee.judged_capable=no", "not-capable", "payee.judged_capable=yes"},
         {"eligibility.consents=no", "no-consent", "eligibility.consents=yes"}});
    tell("L9", "line.planned_cost=50.01");
    EXPECT_EQ(sign_once(), "insufficient");
}

// SI 2014/2871 reg 3(5): an authorised person outside family and friends checks who gives care.
TEST_F(CouncilActivation, NOM_02_AnAuthorisedPersonHasThoseChecked) {
    accepted(scheduler::representative_add,
             {{"person", "P1"},
              {"name", "Dot One"},
              {"role", "representative"},
              {"start", "2026-04-01"},
              {"evidence", paper}});
    accepted(scheduler::agreement_change, {{"agreement", "A9"}, {"payee", "representative"}});
    tell("A9",
         std::string(flags_attested) +
             ", payee.authority=authorised-person, payee.representative_agrees=yes,"
             "payee.best_interests_decision=" +
             paper + ", payee.is_body=no, payee.is_close=no, payee.dbs=" + paper);
    EXPECT_EQ(sign_once(), "dbs-of-carers");
    tell("A9", "payee.dbs_of_carers=" + paper);
    EXPECT_EQ(sign_once(), "accepted");
}

// A10 pays Dot, whom P1 nominated.
class NomineeActivation : public ActivationArea {
  protected:
    NomineeActivation() {
        accepted(scheduler::representative_add,
                 {{"person", "P1"},
                  {"name", "Dot One"},
                  {"role", "nominee"},
                  {"start", "2026-04-01"},
                  {"evidence", document_}});
        accepted(scheduler::agreement_add, with(agreement_of("A10"), "payee", "representative"));
        tell_all();
        tell("A10",
             std::string(flags_attested) +
                 ", payee.nominee_agrees=yes, payee.nominee_is_principal=yes,"
                 "payee.body_agrees_to_nominee=yes, payee.is_body=no, payee.is_close=yes");
    }
};

// SI 2013/1617 reg 6(3), 6(4), 7(7), 7(8): before the first payment as when somebody takes over.
TEST_F(NomineeActivation, NOM_01_NOM_02_EachFactChangesTheAnswer) {
    ASSERT_EQ(sign_once("A10"), "accepted");
    for (const Fact& each : {Fact{"payee.nominee_agrees=no",
                                  "nominee-does-not-agree agreement",
                                  "payee.nominee_agrees=yes"},
                             Fact{"payee.nominee_is_principal=no",
                                  "nominee-not-principal agreement",
                                  "payee.nominee_is_principal=yes"},
                             Fact{"payee.body_agrees_to_nominee=no",
                                  "body-does-not-agree agreement",
                                  "payee.body_agrees_to_nominee=yes"},
                             Fact{"payee.is_body=yes", "dbs agreement", "payee.dbs=" + document_},
                             Fact{"payee.dbs=", "dbs agreement", "payee.is_body=no"},
                             Fact{"payee.is_close=no", "dbs agreement", "payee.is_close=yes"}}) {
        tell("A10", each.spoiled);
        EXPECT_EQ(sign_once("A10"), each.code) << each.spoiled;
        tell("A10", each.mended);
        EXPECT_EQ(sign_once("A10"), "accepted") << each.mended;
    }
}

// SI 2014/1652 reg 8(4): in writing, also the nominee's word.
class SenNominee : public SenActivation {
  protected:
    SenNominee() {
        accepted(scheduler::representative_add,
                 {{"person", "P1"},
                  {"name", "Dot One"},
                  {"role", "nominee"},
                  {"start", "2026-04-01"},
                  {"evidence", paper}});
        accepted(scheduler::agreement_change, {{"agreement", "A9"}, {"payee", "representative"}});
        tell("A9",
             std::string(flags_attested) +
                 ", payee.nominee_agrees=yes, payee.nominee_is_principal=yes,"
                 "payee.body_agrees_to_nominee=yes, payee.is_body=no, payee.is_close=yes");
    }
};

TEST_F(SenNominee, NOM_01_TheNominationIsWritten) {
    tell("A9", "payee.written_nomination=" + paper);
    EXPECT_EQ(sign_once(), "accepted");
    tell("A9", "payee.written_nomination=");
    EXPECT_EQ(sign_once(), "written-nomination");
}

// LP1 goes to ASH, a service fund.
class FundActivation : public OptionArea {
  protected:
    FundActivation() {
        area.write([](ledger::Work& work) {
            const auto fund = ledger::insert_organisation(
                work,
                {.ref = "ASH",
                 .from_on = on("2020-01-01"),
                 .kind = ledger::OrganisationKind::individual_service_fund,
                 .name = "Ash"});
            ledger::PayeeAccount account{.organisation = fund};
            account.from_on = on("2020-01-01");
            account.bank_private =
                ledger::insert_bank_private(work, 0, {"ASH", "107999", "88837491"});
            account.status = ledger::PayeeStatus::confirmed;
            account.proposed_by = 1;
            account.confirmed_by = 2;
            ledger::insert_payee_account(work, account);
        });
        tell(
            "third_party.independent=yes, third_party.responsible=yes, third_party.employs=yes,"
            "third_party.ring_fenced=yes, third_party.person_plans=yes,"
            "third_party.carry_forward_agreed=yes, third_party.written_information=yes,"
            "third_party.portable=yes",
            "2026-11-02");
    }
    std::string asked() {
        return area.refusal(scheduler::plan_option,
                            requested(signed_too({{"plan_line", "LP1"},
                                                  {"option", "third-party"},
                                                  {"from", "2026-11-16"},
                                                  {"facts", "line.planned_cost=100"},
                                                  {"payee", "third-party:ASH"}})),
                            {.day = "2026-11-10"});
    }
};

// Options for managing the money, section 5.1.
TEST_F(FundActivation, ISF_01_TPB_01_EachTermIsAskedFor) {
    for (const auto& [fact, code] :
         {std::pair<std::string, std::string>{"ring_fenced", "missing-term-ring-fence"},
          {"person_plans", "missing-term-person-plans"},
          {"carry_forward_agreed", "missing-term-carry-forward"},
          {"written_information", "missing-term-written-information"},
          {"portable", "missing-term-portability"},
          {"independent", "not-independent"},
          {"responsible", "not-responsible"},
          {"employs", "not-the-employer"}}) {
        tell("third_party." + fact + "=no");
        EXPECT_EQ(asked(), code);
        tell("third_party." + fact + "=");
        EXPECT_EQ(asked(), "not-known") << fact;
        tell("third_party." + fact + "=yes");
    }
    EXPECT_EQ(asked(), "accepted");
}

}  // namespace
}  // namespace almoner::tests
