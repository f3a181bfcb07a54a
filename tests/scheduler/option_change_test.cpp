// A change of option: what begins, what ends, and what becomes of money that is set aside.
#include "ledger/posting/set_aside.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/plan_step.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/commands/run_commands.h"
#include "tests/scheduler/option_area.h"

namespace almoner::scheduler {
namespace {

using enum ledger::AccountName;
using ledger::Money;
using ledger::Option;
using nlohmann::json;
using tests::FieldMap;
using tests::on;
using tests::pounds;

constexpr Option direct = Option::direct_payment;
constexpr Option managed = Option::managed_account;

class OptionChanged : public tests::OptionArea {
  protected:
    // Set aside under the direct payment and waited for by no payment.
    void set_more_aside(std::int64_t amount) {
        area.write([&](ledger::Work& work) {
            const ledger::Holding holding{static_cast<std::int32_t>(person.budget), direct, 0};
            const ledger::Shares shares{{ledger::Stream::nhs,
                                         static_cast<std::int32_t>(area.commissioner),
                                         pounds(amount)}};
            work.post(post(ledger::PeriodSetAside{holding, shares, {}}),
                      {.plan_line = person.line, .effective = on("2026-11-02")});
        });
    }
};

TEST_F(OptionChanged, EndsTheOldTheDayBeforeAndBeginsTheNewInOneDecision) {
    pay();
    const json proposed = area.answer(plan_option, signed_too(to_managed()), {.day = "2026-11-10"});
    EXPECT_EQ(proposed.at("confirm").get<std::string>(), "1:520000");
    EXPECT_EQ(area.count("option_change"), 0);
    const json shown = json::parse(
        proposal_show(area.area().database(), 1, on("2026-11-10"), Personal::whole).value());
    EXPECT_EQ(shown.at("changes").dump(),
              R"([{"after":"managed-account","before":"direct-payment","what":"option"},)"
              R"({"after":"LP1-managed-account","before":"LP1","what":"plan line"},)"
              R"({"after":"£100.00","before":"£100.00","what":"amount"},)"
              R"({"after":"2026-11-16","before":"2026-11-15","what":"last day, first day"},)"
              R"({"after":"","before":"AP1","what":"agreement that ends"},)"
              R"({"after":"AP1-managed-account","before":"","what":"agreement that begins"},)"
              R"({"after":"support-service:CARE","before":"","what":"payee"},)"
              R"({"after":"active","before":"","what":"status"},)"
              R"({"after":"9000","before":"","what":"fact line.planned_cost"}])");
    confirm(proposed, "2026-11-10");

    ledger::Database& database = area.area().database();
    const auto old = ledger::plan_line_by_ref(database, "LP1", on("2026-11-10"));
    EXPECT_EQ(old->end_on, on("2026-11-15"));
    const auto line = ledger::plan_line_by_ref(database, "LP1-managed-account", on("2026-11-16"));
    EXPECT_EQ(line->start_on, on("2026-11-16"));
    EXPECT_EQ(line->option, managed);
    EXPECT_EQ(line->amount, pounds(100));
    const auto ended = ledger::agreement_by_ref(database, "AP1", on("2026-11-16"));
    EXPECT_EQ(ended->end_on, on("2026-11-15"));
    const auto begun = ledger::agreement_by_ref(database, "AP1-managed-account", on("2026-11-16"));
    EXPECT_EQ(begun->status, ledger::AgreementStatus::active);
    EXPECT_EQ(begun->start_on, on("2026-11-16"));
    EXPECT_EQ(begun->payee_account, service_account);
    EXPECT_EQ(begun->paid_from, area.bank_account);
}

struct Spoiled {
    const char* facts;
    const char* as_before;
    const char* code;
};

// Asked as when an agreement is signed: SI 2013/1617 reg 3, 7, 10, 11 (rules.md 1.1 and 1.2).
TEST_F(OptionChanged, ChangesItsAnswerWithEachFactThatIsRecorded) {
    const FieldMap wanted = signed_too(to_managed());
    const auto asked = [&](const FieldMap& fields) {
        return area.refusal(plan_option, fields, {.day = "2026-11-10"});
    };
    for (const Spoiled& each :
         {Spoiled{"eligibility.exclusion=drug-rehabilitation",
                  "eligibility.exclusion=none",
                  "excluded-person"},
          Spoiled{"eligibility.has_capacity=no", "eligibility.has_capacity=yes", "lacks-capacity"},
          Spoiled{"eligibility.consents=no", "eligibility.consents=yes", "does-not-consent"},
          Spoiled{"payee.judged_capable=no", "payee.judged_capable=yes", "not-capable"},
          Spoiled{"information.support_offered=",
                  "information.support_offered=1",
                  "support-offered"}}) {
        tell(each.facts);
        EXPECT_EQ(asked(wanted), each.code) << each.facts;
        tell(each.as_before);
    }
    EXPECT_EQ(asked(wanted), "accepted");
}

// What the services of the new way cost is said of the new line, whatever the old one's cost.
TEST_F(OptionChanged, WhatWasSaidOfTheOldLineIsNotSaidOfTheNewOne) {
    (void)area.answer(fact_record,
                      {{"subject", "LP1"}, {"facts", "line.planned_cost=90"}},
                      {.day = "2026-11-09"});
    FieldMap wanted = signed_too(to_managed());
    wanted.erase("facts");
    EXPECT_EQ(area.refusal(plan_option, wanted, {.day = "2026-11-10"}), "not-known");
    wanted["facts"] = "line.planned_cost=100.01";
    EXPECT_EQ(area.refusal(plan_option, wanted, {.day = "2026-11-10"}), "insufficient");
    wanted["facts"] = "line.planned_cost=100.00";
    change(wanted);
    const auto line =
        ledger::plan_line_by_ref(area.area().database(), "LP1-managed-account", on("2026-11-16"));
    const auto told = ledger::attested_facts_of(
        area.area().database(), {ledger::CaseKind::plan_line, line->number}, on("2026-11-16"));
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].value, "10000");
    EXPECT_EQ(told[0].attested_by, tests::anna.number);
}

TEST_F(OptionChanged, IsAskedAgainWhenItIsConfirmed) {
    const json proposed = area.answer(plan_option, signed_too(to_managed()), {.day = "2026-11-10"});
    tell("payee.judged_capable=no");
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(proposed), as_ben("2026-11-10")),
              "not-capable");
    EXPECT_EQ(area.count("option_change"), 0);
    tell("payee.judged_capable=yes");
    confirm(proposed, "2026-11-10");
}

// SI 2013/1617 reg 17(3): a direct payment is not ended by what takes its place.
TEST_F(OptionChanged, STP_03_ADirectPaymentIsLeftAtThePersonsRequestOrByACase) {
    add_trust();
    FieldMap left = signed_too({{"plan_line", "LP1"},
                                {"option", "third-party"},
                                {"from", "2026-11-16"},
                                {"facts", "line.planned_cost=100"},
                                {"payee", "third-party:OAK"}});
    const auto asked = [&] {
        const auto outcome = area.ask(plan_option, left, {.day = "2026-11-10"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    };
    EXPECT_EQ(asked(), "no-review option");
    left["ground"] = "replaced";
    EXPECT_EQ(asked(), "ground-not-so option");
    left["ground"] = "contribution";
    EXPECT_EQ(asked(), "ground-not-so option");
    left["ground"] = "request";
    EXPECT_EQ(asked(), "ground-paper option");
    left["ground_evidence"] = letter();
    EXPECT_EQ(asked(), "accepted");
}

// Until it is signed nobody would be paid.
TEST_F(OptionChanged, STP_03_ADraftTakesNoPaymentsPlaceUnlessThePersonAsks) {
    FieldMap wanted = to_managed();
    wanted.erase("ground");
    wanted.erase("ground_evidence");
    EXPECT_EQ(area.refusal(plan_option, wanted, {.day = "2026-11-10"}), "no-review");
    FieldMap signed_now = signed_too(wanted);
    EXPECT_EQ(area.refusal(plan_option, to_managed(), {.day = "2026-11-10"}), "accepted");
    (void)area.answer(
        proposal_refuse, {{"proposal", "1"}}, {.actor = tests::ben, .day = "2026-11-10"});
    EXPECT_EQ(area.refusal(plan_option, signed_now, {.day = "2026-11-10"}), "accepted");
}

TEST_F(OptionChanged, WaitsForThePlanToBeApproved) {
    const json proposed = area.answer(plan_option, signed_too(to_managed()), {.day = "2026-11-10"});
    area.write([&](ledger::Work& work) {
        insert_plan_step(work, 1, {.budget = person.budget, .state = "draft", .on = work.today()});
    });
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(proposed), as_ben("2026-11-10")),
              "plan-not-approved");
}

// The agreement that takes the line up pays another line already, and was asked about that one.
TEST_F(OptionChanged, IntoAnAgreementThatPaysAlreadyIsAskedToo) {
    area.write([&](ledger::Work& work) {
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
        agreement.number = agreement.version = 0;
        agreement.ref = "AM";
        agreement.option = managed;
        agreement.payee = "support-service:CARE";
        agreement.payee_account = service_account;
        agreement.evidence = 1;
        ledger::insert_agreement(work, agreement);
    });
    FieldMap wanted = to_managed();
    wanted.erase("payee");
    tell("payee.judged_capable=no");
    EXPECT_EQ(area.refusal(plan_option, wanted, {.day = "2026-11-10"}), "not-capable");
    tell("payee.judged_capable=yes");
    change(wanted);
}

TEST_F(OptionChanged, TheNextRunPaysTheNewWay) {
    pay();
    change(signed_too(to_managed()));
    (void)area.propose("2026-11-16", "2026-11-12");
    const auto payments = area.payments();
    ASSERT_EQ(payments.size(), 2U);
    EXPECT_EQ(payments[1].option, managed);
    EXPECT_EQ(payments[1].payee_account, service_account);
    EXPECT_EQ(payments[1].period.first, on("2026-11-16"));
    EXPECT_EQ(payments[1].net, pounds(400));
}

TEST_F(OptionChanged, WithoutASignatureTheAgreementIsADraftToBeSigned) {
    change(to_managed());
    const auto draft =
        ledger::agreement_by_ref(area.area().database(), "AP1-managed-account", on("2026-11-16"));
    EXPECT_EQ(draft->status, ledger::AgreementStatus::draft);
    EXPECT_FALSE(draft->signed_on.has_value());
}

TEST_F(OptionChanged, WhatIsSetAsideAndFreeMovesOnTheDayItTakesEffect) {
    pay();
    set_more_aside(50);
    change(signed_too(to_managed()));
    EXPECT_EQ(look_after("2026-11-15"), 0U);
    EXPECT_EQ(at(undrawn, direct), pounds(50));
    EXPECT_EQ(look_after("2026-11-16"), 1U);
    EXPECT_EQ(at(undrawn, direct), Money{});
    EXPECT_EQ(at(undrawn, managed), pounds(50));
    EXPECT_EQ(look_after("2026-11-17"), 0U);
}

TEST_F(OptionChanged, ThatCountsFromTodayMovesItAtOnce) {
    set_more_aside(50);
    change(to_managed(), "2026-11-16");
    EXPECT_EQ(at(undrawn, managed), pounds(50));
}

TEST_F(OptionChanged, LeavesWhatIsPromisedToSettleUnderTheOldOption) {
    const json run = area.propose("2026-11-02")[0];
    (void)area.approve(run);
    set_more_aside(50);
    change(signed_too(to_managed()));
    EXPECT_EQ(look_after("2026-11-16"), 1U);
    EXPECT_EQ(at(undrawn, direct), pounds(400));
    EXPECT_EQ(at(undrawn, managed), pounds(50));
}

// The run could not be approved if its money had gone.
TEST_F(OptionChanged, LeavesWhatAProposedPaymentWaitsFor) {
    auto fields = signed_too(to_managed());
    fields["from"] = "2026-11-30";
    const json run = area.propose("2026-11-02")[0];
    set_more_aside(50);
    change(fields);
    EXPECT_EQ(look_after("2026-11-30"), 1U);
    EXPECT_EQ(at(undrawn, direct), pounds(400));
    (void)area.approve(run);
    EXPECT_EQ(at(undrawn, managed), pounds(50));
}

TEST_F(OptionChanged, LeavesWhatCameBackAndIsDueAgain) {
    auto fields = signed_too(to_managed());
    fields["from"] = "2026-11-30";
    pay();
    (void)tests::read_statement(
        area, tests::bank_line("400.00", "CRDT", ledger::payment_ref(1)), "1400.00");
    EXPECT_EQ(at(undrawn, direct), pounds(400));
    change(fields, "2026-11-23");
    EXPECT_EQ(look_after("2026-11-30"), 0U);
    EXPECT_EQ(at(undrawn, direct), pounds(400));
}

TEST_F(OptionChanged, AnotherLineOfTheSameMoneyKeepsWhatItMayNeed) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        line.number = 0;
        line.ref = "LP1-OTHER";
        ledger::insert_plan_line(work, line);
    });
    set_more_aside(50);
    change(to_managed());
    EXPECT_EQ(look_after("2026-11-16"), 0U);
    EXPECT_EQ(at(undrawn, direct), pounds(50));
    const auto goes_on = ledger::agreement_by_ref(area.area().database(), "AP1", on("2026-11-16"));
    EXPECT_FALSE(goes_on->end_on.has_value());
}

// What the catalogue asks of a third party and of a trust is asked when its money begins, and what
// it asks of a direct payment is not. Options for managing the money, sections 5 and 5.2.
TEST_F(OptionChanged, TPB_01_TRU_01_SUF_01_AreAskedBeforeMoneyGoesToAThirdParty) {
    add_trust();
    const auto asked = [&](const std::string& cost = "100") {
        return area.refusal(plan_option,
                            requested(signed_too({{"plan_line", "LP1"},
                                                  {"option", "third-party"},
                                                  {"from", "2026-11-16"},
                                                  {"facts", "line.planned_cost=" + cost},
                                                  {"payee", "third-party:OAK"}})),
                            {.day = "2026-11-10"});
    };
    tell("eligibility.consents=no, payee.judged_capable=no, account.only_direct_payments=no");
    for (const auto& [fact, code] : std::map<std::string, std::string>{
             {"third_party.independent", "not-independent"},
             {"third_party.responsible", "not-responsible"},
             {"third_party.employs", "not-the-employer"},
             {"third_party.trust_contract", "no-contract"},
             {"third_party.contingency_recorded", "no-contingency"},
             {"third_party.trustees_employ", "trustees-do-not-employ"}}) {
        tell(fact + "=no");
        EXPECT_EQ(asked(), code);
        tell(fact + "=");
        EXPECT_EQ(asked(), "not-known") << fact;
        tell(fact + "=yes");
    }
    tell("third_party.trustees=2");
    EXPECT_EQ(asked(), "too-few-trustees");
    tell("third_party.trustees=3");
    EXPECT_EQ(asked("100.01"), "insufficient");
    EXPECT_EQ(asked(), "accepted");
}

// £100 and £50 a week of the same money, left together for two other ways: £60 is split £40 and
// £20.
TEST_F(OptionChanged, LinesLeftTogetherShareWhatIsFree) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        line.number = 0;
        line.ref = "LP1-OTHER";
        line.amount = pounds(50);
        ledger::insert_plan_line(work, line);
    });
    add_trust();
    change(signed_too(to_managed()));
    change(requested({{"plan_line", "LP1-OTHER"},
                      {"option", "third-party"},
                      {"from", "2026-11-23"},
                      {"facts", "line.planned_cost=50"},
                      {"payee", "third-party:OAK"}}));
    set_more_aside(60);
    EXPECT_EQ(look_after("2026-11-16"), 0U) << "the other line may still need it";
    EXPECT_EQ(look_after("2026-11-23"), 1U);
    EXPECT_EQ(at(undrawn, direct), Money{});
    EXPECT_EQ(at(undrawn, managed), pounds(40));
    EXPECT_EQ(at(undrawn, Option::third_party), pounds(20));
    EXPECT_EQ(look_after("2026-11-24"), 0U);
}

// What the earlier change moved is gone: what came since is the later line's alone.
TEST_F(OptionChanged, ALineThatWasLeftBeforeTheNextOneBeganHasNoShare) {
    change(signed_too(to_managed()), "2026-11-10");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-16"));
        line.number = line.version = 0;
        line.ref = "LP1-AGAIN";
        line.start_on = line.from_on = on("2026-11-16");
        line.end_on = on("2026-11-22");
        const auto again = ledger::insert_plan_line(work, line);
        line.ref = "LP1-NOTIONAL";
        line.number = 0;
        line.option = Option::notional;
        line.start_on = line.from_on = on("2026-11-23");
        line.end_on.reset();
        const auto notional = ledger::insert_plan_line(work, line);
        (void)ledger::insert_option_change(work,
                                           {.budget = person.budget,
                                            .before = direct,
                                            .after = Option::notional,
                                            .line_before = again,
                                            .line_after = notional,
                                            .from_on = on("2026-11-23")});
    });
    set_more_aside(60);
    EXPECT_EQ(look_after("2026-11-23"), 1U);
    EXPECT_EQ(at(undrawn, managed), Money{});
    EXPECT_EQ(at(undrawn, Option::notional), pounds(60));
}

TEST_F(OptionChanged, WhatIsPaidOnceOrBeginsLaterKeepsNothingBack) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        line.number = 0;
        line.ref = "LP1-ONCE";
        line.frequency = ledger::PlanFrequency::one_off;
        ledger::insert_plan_line(work, line);
        line.number = 0;
        line.ref = "LP1-LATER";
        line.frequency = ledger::PlanFrequency::weekly;
        line.start_on = on("2027-01-04");
        ledger::insert_plan_line(work, line);
    });
    set_more_aside(50);
    change(to_managed());
    EXPECT_EQ(look_after("2026-11-16"), 1U);
    EXPECT_EQ(at(undrawn, managed), pounds(50));
}

TEST_F(OptionChanged, AChangeSinceTheProposalRefusesIt) {
    const json of_line = area.answer(plan_option, to_managed(), {.day = "2026-11-10"});
    EXPECT_EQ(area.refusal(plan_option, to_managed(), {.day = "2026-11-10"}), "proposal-open");
    (void)area.answer(
        plan_change, {{"plan_line", "LP1"}, {"purpose", "Nights"}}, {.day = "2026-11-10"});
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(of_line), as_ben("2026-11-10")),
              "changed-since");
    (void)area.answer(
        proposal_refuse, {{"proposal", "1"}}, {.actor = tests::ben, .day = "2026-11-10"});
    const json of_agreement = area.answer(plan_option, to_managed(), {.day = "2026-11-10"});
    confirm(area.answer(agreement_end,
                        {{"agreement", "AP1"},
                         {"on", "2026-12-31"},
                         {"ground", "error"},
                         {"ground_evidence", letter()}},
                        {.day = "2026-11-10"}),
            "2026-11-10");
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(of_agreement), as_ben("2026-11-10")),
              "changed-since");
    EXPECT_EQ(area.count("option_change"), 0);
}

TEST_F(OptionChanged, IsRefusedWhereItCantBe) {
    const auto refused = [&](const std::string& field, const std::string& value) {
        auto fields = to_managed();
        fields[field] = value;
        const auto outcome = area.ask(plan_option, fields, {.day = "2026-11-10"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    };
    EXPECT_EQ(refused("plan_line", "L9"), "plan-line-unknown plan_line");
    EXPECT_EQ(refused("option", "direct-payment"), "nothing-to-change option");
    EXPECT_EQ(refused("option", "cash"), "not-in-the-list option");
    EXPECT_EQ(refused("from", "2026-11-09"), "day-in-the-past from");
    EXPECT_EQ(refused("amount", "0"), "amount-is-nothing amount");
    EXPECT_EQ(refused("new_plan_line", "LP1"), "plan-line-exists new_plan_line");
    EXPECT_EQ(refused("agreement", "AP1"), "agreement-exists agreement");
    EXPECT_EQ(refused("payee", ""), "agreement-missing payee");
    EXPECT_EQ(refused("payee", "holder"), "payee-of-another-option payee");
    EXPECT_EQ(refused("signed_on", "2026-11-11"), "day-in-the-future signed_on");
    EXPECT_EQ(refused("signed_on", "2026-11-09"), "evidence-missing evidence");
    EXPECT_EQ(refused("from", "2026-11-10"), "accepted");
}

TEST_F(OptionChanged, IsRefusedWhereTheAgreementThatEndsChangesOnlyLater) {
    area.write([&](ledger::Work& work) {
        auto later =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
        later.from_on = on("2026-11-11");
        later.end_on = on("2027-11-07");
        ledger::insert_agreement(work, later);
    });
    EXPECT_EQ(area.refusal(plan_option, to_managed(), {.day = "2026-11-10"}), "later-change");
    EXPECT_EQ(area.refusal(plan_option, to_managed(), {.day = "2026-11-11"}), "accepted");
}

// Both were proposed before either was confirmed.
TEST_F(OptionChanged, OfTwoThatMakeTheSameTheSecondIsRefusedWhenConfirmed) {
    area.write([&](ledger::Work& work) {
        for (const char* const ref : {"LP2", "LP3"}) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
            line.number = 0;
            line.ref = ref;
            ledger::insert_plan_line(work, line);
        }
    });
    const auto proposed = [&](const char* line, const char* new_line, const char* agreement) {
        auto fields = to_managed();
        fields["plan_line"] = line;
        fields["new_plan_line"] = new_line;
        fields["agreement"] = agreement;
        return area.answer(plan_option, fields, {.day = "2026-11-10"});
    };
    const json first = proposed("LP1", "NEW", "ANEW");
    const json same_line = proposed("LP2", "NEW", "AOTHER");
    const json same_agreement = proposed("LP3", "OTHER", "ANEW");
    confirm(first, "2026-11-10");
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(same_line), as_ben("2026-11-10")),
              "plan-line-exists");
    EXPECT_EQ(area.refusal(proposal_confirm, confirmation(same_agreement), as_ben("2026-11-10")),
              "agreement-exists");
    EXPECT_EQ(area.count("option_change"), 1);
}

}  // namespace
}  // namespace almoner::scheduler
