// Options for managing the money, section 3: who lacks capacity has a representative, appointed by
// a decision in their best interests, who agrees to act. Asked when the payment begins and when
// somebody else is to receive it.
#include "ledger/records/appointment.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/commands/representative.h"
#include "scheduler/facts/case_facts.h"
#include "tests/scheduler/facts/activation_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::proposal_confirm;
using scheduler::representative_add;
using scheduler::representative_appoint;
using scheduler::representative_end;

// P1 has no capacity; Bea, number 2, acts for her, and A10 would pay Bea. P2 is a child of eleven
// whose parent, number 1, is paid by A4.
class Appointed : public ActivationArea {
  protected:
    Appointed() {
        accepted(representative_add,
                 {{"person", "P1"},
                  {"name", "Bea One"},
                  {"role", "representative"},
                  {"start", "2026-04-01"}});
        accepted(scheduler::agreement_add, with(agreement_of("A10"), "payee", "representative"));
        tell_all();
        tell("A10", std::string(flags_attested) + ", eligibility.has_capacity=no");
    }
    Files appointment() {
        return {{"representative", "2"},
                {"authority", "nhs-appointee"},
                {"agreed_on", "2026-11-19"},
                {"best_interests", document_}};
    }
    std::string sign_it() { return sign_once("A10"); }
    std::string appoint_with(const std::string& field, const std::string& value) {
        return refused(representative_appoint, with(appointment(), field, value));
    }
};

TEST_F(Appointed, BID_01_TheDecisionAndTheAppointmentComeBeforeThePayment) {
    EXPECT_EQ(sign_it(), "not-known agreement");
    accepted(representative_appoint, appointment());
    EXPECT_EQ(sign_it(), "accepted");
    const auto kept = ledger::appointments_of(area.database(), 2);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].authority, "nhs-appointee");
    EXPECT_EQ(kept[0].agreed_on, day("2026-11-19"));
    EXPECT_EQ(std::to_string(kept[0].best_interests.value_or(0)), document_);
    EXPECT_EQ(kept[0].appointed_by, 1);
    EXPECT_EQ(appoint_with("representative", "2"), "nothing-to-change representative");
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

// What was said by 'fact record' counts where there is no appointment on record.
TEST_F(Appointed, BID_01_EachOfItsThreePartsIsAskedFor) {
    tell("A10", "payee.authority=nhs-appointee, payee.representative_agrees=yes");
    EXPECT_EQ(sign_it(), "best-interests-decision agreement");
    tell("A10", "payee.best_interests_decision=" + document_);
    EXPECT_EQ(sign_it(), "accepted");
    tell("A10", "payee.representative_agrees=no");
    EXPECT_EQ(sign_it(), "representative-does-not-agree agreement");
    accepted(representative_appoint, appointment());  // it says that she has
    EXPECT_EQ(sign_it(), "accepted");
    accepted(representative_end, {{"representative", "2"}, {"on", "2026-12-06"}});
    tell("A10", "payee.representative_agrees=yes");
    EXPECT_EQ(sign_it(), "not-known agreement");  // nobody acts on the first day
}

TEST_F(Appointed, AnAppointmentThatCannotBeIsRefused) {
    EXPECT_EQ(appoint_with("representative", "9"), "representative-unknown representative");
    EXPECT_EQ(appoint_with("authority", "friend"), "not-in-the-list authority");
    EXPECT_EQ(appoint_with("authority", ""), "field-missing authority");
    EXPECT_EQ(appoint_with("agreed_on", "2030-01-01"), "day-in-the-future agreed_on");
    EXPECT_EQ(appoint_with("agreed_on", ""), "field-missing agreed_on");
    EXPECT_EQ(appoint_with("best_interests", "99"), "evidence-unknown best_interests");
    EXPECT_EQ(appoint_with("best_interests", evidence("P2")),
              "evidence-of-another-person best_interests");
    Files without = appointment();
    without.erase("best_interests");
    EXPECT_EQ(refused(representative_appoint, without), "evidence-missing best_interests");
    EXPECT_EQ(
        refused(representative_appoint, with(without, "authority", "parental-responsibility")),
        "accepted");
    accepted(representative_end, {{"representative", "2"}, {"on", "2026-11-01"}});
    EXPECT_EQ(appoint_with("authority", "deputy"), "representative-over representative");
}

TEST_F(Appointed, ANomineeIsChosenAndNotAppointed) {
    Files nominee{
        {"person", "P1"}, {"name", "Dot One"}, {"role", "nominee"}, {"start", "2026-04-01"}};
    nominee.merge(appointment());
    nominee.erase("representative");
    EXPECT_EQ(refused(representative_add, nominee), "nominee-not-appointed authority");
}

// Somebody else is to receive what A4 pays: the rules of a change of payee are asked, of the one
// who would be paid, when it is proposed and when it is confirmed.
TEST_F(Appointed, BID_01_IsAskedWhenSomebodyElseIsToReceiveIt) {
    const std::string paper = accepted(scheduler::evidence_add,
                                       {{"kind", "letter"},
                                        {"person", "P2"},
                                        {"subject", "person:P2"},
                                        {"dated_on", "2026-11-19"},
                                        {"file:document", "What was decided."},
                                        {"media_type", "text/plain"}})
                                  .at("evidence")
                                  .dump();
    Files deputy{{"person", "P2"},
                 {"name", "Dot Two"},
                 {"role", "representative"},
                 {"start", "2026-11-20"},
                 {"evidence", paper},
                 {"authority", "authorised-person"},
                 {"agreed_on", "2026-11-19"},
                 {"best_interests", paper}};
    const auto added = [&] { return refused(representative_add, deputy); };
    EXPECT_EQ(added(), "not-known person");  // whether they are capable of managing it
    tell("A4", "payee.is_body=no, payee.is_close=no, payee.judged_capable=no");
    EXPECT_EQ(added(), "not-capable person");
    tell("A4", "payee.judged_capable=yes");
    EXPECT_EQ(added(), "dbs person");  // NOM-02: an authorised person who is not close
    tell("A4", "payee.is_close=yes");
    Files nobody_appointed = deputy;
    for (const char* const part : {"authority", "agreed_on", "best_interests"}) {
        nobody_appointed.erase(part);
    }
    EXPECT_EQ(refused(representative_add, nobody_appointed), "not-known person");
    const json proposed = accepted(representative_add, deputy);
    const auto confirmed = [&] {
        return refused(
            proposal_confirm,
            {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
            asking_checker);
    };
    tell("A4", "payee.judged_capable=");
    EXPECT_EQ(confirmed(), "not-known person");
    tell("A4", "payee.judged_capable=no");
    EXPECT_EQ(confirmed(), "not-capable person");
    tell("A4", "payee.judged_capable=yes, payee.is_close=no");
    EXPECT_EQ(confirmed(), "dbs person");
    tell("A4", "payee.is_close=yes");
    EXPECT_EQ(ledger::appointments_of(area.database(), 3).size(), 0U);
    EXPECT_EQ(confirmed(), "accepted");
    ASSERT_EQ(ledger::appointments_of(area.database(), 3).size(), 1U);
    EXPECT_EQ(ledger::appointments_of(area.database(), 3)[0].authority, "authorised-person");
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

// Ida, recorded as number 3, acts beside P2's parent, number 1, whom A4 pays.
class PaidThrough : public Appointed {
  protected:
    PaidThrough() {
        paper_ = accepted(scheduler::evidence_add,
                          {{"kind", "letter"},
                           {"person", "P2"},
                           {"subject", "person:P2"},
                           {"dated_on", "2026-11-19"},
                           {"file:document", "What was decided of P2."},
                           {"media_type", "text/plain"}})
                     .at("evidence")
                     .dump();
        (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::Representative ida{.from_on = day("2026-03-01"),
                                       .person = 2,
                                       .role = ledger::RepresentativeRole::representative,
                                       .start_on = day("2026-03-01")};
            ida.name_private = ledger::insert_private_text(work, 2, "Ida Two");
            ledger::insert_representative(work, ida);
            return std::string{};
        });
        tell("A4",
             "payee.is_body=no, payee.is_close=yes, payee.judged_capable=yes,"
             "payee.representative_agrees=yes",
             "2026-04-10");
    }
    void tell(const std::string& subject, const std::string& facts, const std::string& from) {
        accepted(scheduler::fact_record, {{"subject", subject}, {"facts", facts}, {"from", from}});
    }
    using ActivationArea::tell;
    Files ida() {
        return {{"representative", "3"},
                {"authority", "authorised-person"},
                {"agreed_on", "2026-11-19"},
                {"best_interests", paper_}};
    }
    std::int64_t paid() {
        const auto acting = scheduler::acting_on(area.database(), 2, day("2026-11-22"));
        return acting ? acting->who.number : 0;
    }
    std::string confirmed(const json& proposed) {
        return refused(
            proposal_confirm,
            {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
            asking_checker);
    }

    std::string confirmed_on(const json& proposed, const std::string& today) {
        const Files fields{{"proposal", proposed.at("proposal").dump()},
                           {"confirm", proposed["confirm"]}};
        ledger::Stamp stamp = area.next_stamp();
        stamp.actor = asking_checker.number;
        stamp.fields = &fields;
        stamp.today = day(today);
        const scheduler::Surroundings around{};
        const auto result =
            area.writer().run_alone(stamp, [&](ledger::Work& work) -> ledger::Outcome<std::string> {
                scheduler::Asked asked{work, scheduler::Fields(fields), asking_checker, around};
                return proposal_confirm(asked);
            });
        return result.outcome.accepted() ? "accepted" : result.outcome.refusal().code;
    }
    std::int64_t tasks_about_the_account() {
        const auto statement = area.database().prepare(
            "SELECT COUNT(*) FROM task WHERE kind = 'representative-account' AND state = 1 AND"
            " subject = 'agreement:A4'");
        EXPECT_TRUE(statement->step());
        return statement->integer(0);
    }

    std::string paper_;
};

// Proposed on the 22nd: until it was confirmed, on the 25th, the parent was the one to be paid.
TEST_F(PaidThrough, BID_01_AnAppointmentCountsFromTheDayOfItsConfirmation) {
    tell("A4", "payee.judged_capable=yes, payee.is_body=no, payee.is_close=yes");
    const json proposed = accepted(representative_appoint, ida());
    EXPECT_EQ(tasks_about_the_account(), 0);
    ASSERT_EQ(confirmed_on(proposed, "2026-11-25"), "accepted");
    EXPECT_EQ(ledger::appointments_of(area.database(), 3).at(0).appointed_on, day("2026-11-25"));
    EXPECT_EQ(scheduler::acting_on(area.database(), 2, day("2026-11-24"))->who.number, 1);
    EXPECT_EQ(scheduler::acting_on(area.database(), 2, day("2026-11-25"))->who.number, 3);
    EXPECT_EQ(tasks_about_the_account(), 1);  // A4 pays the parent's account still
    // What was said of her while it was waited for goes on counting.
    const auto agreement =
        *ledger::agreement_by_ref(area.database(), "A4", ledger::last_day_of_all);
    const auto facts = scheduler::facts_to_activate(area.database(), agreement, day("2026-11-26"));
    EXPECT_TRUE(facts.payee.judged_capable.value.has_value());
}

TEST_F(PaidThrough, BID_01_WhoFollowsIsThereFromTheDayOfTheConfirmation) {
    tell("A4", "payee.judged_capable=yes, payee.is_body=no, payee.is_close=yes");
    const json proposed = accepted(representative_add,
                                   {{"person", "P2"},
                                    {"name", "Dot Two"},
                                    {"role", "representative"},
                                    {"start", "2026-11-20"},
                                    {"evidence", paper_},
                                    {"authority", "authorised-person"},
                                    {"agreed_on", "2026-11-19"},
                                    {"best_interests", paper_}});
    ASSERT_EQ(confirmed_on(proposed, "2026-11-25"), "accepted");
    const auto dot = ledger::representative_numbered(area.database(), 4, day("2026-11-25"));
    ASSERT_TRUE(dot);
    EXPECT_EQ(dot->from_on, day("2026-11-25"));
    EXPECT_EQ(ledger::appointments_of(area.database(), 4).at(0).appointed_on, day("2026-11-25"));
    EXPECT_EQ(tasks_about_the_account(), 1);
}

// Somebody else acts on, but A4 may pay the account of the one who ended.
TEST_F(PaidThrough, BID_01_WhoEndsLeavesTheQuestionWhoseAccountIsPaid) {
    accepted(representative_end, {{"representative", "1"}, {"on", "2026-12-31"}});
    EXPECT_EQ(tasks_about_the_account(), 1);
}

// Whoever was appointed last is paid: an appointment is a change of payee.
TEST_F(PaidThrough, BID_01_AnAppointmentThatMoneyFollowsTakesTheRulesAndASecondPerson) {
    EXPECT_EQ(paid(), 1);
    EXPECT_EQ(refused(representative_appoint, ida()), "not-known representative");
    tell("A4", "payee.judged_capable=no, payee.is_body=no, payee.is_close=yes");
    EXPECT_EQ(refused(representative_appoint, ida()), "not-capable representative");
    tell("A4", "payee.judged_capable=yes");
    const json proposed = accepted(representative_appoint, ida());
    EXPECT_EQ(paid(), 1);
    EXPECT_EQ(ledger::appointments_of(area.database(), 3).size(), 0U);
    tell("A4", "payee.is_close=no");
    EXPECT_EQ(confirmed(proposed), "dbs representative");
    tell("A4", "payee.is_close=yes");
    EXPECT_EQ(confirmed(proposed), "accepted");
    EXPECT_EQ(paid(), 3);
    const auto kept = ledger::appointments_of(area.database(), 3);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].authority, "authorised-person");
    EXPECT_EQ(std::to_string(kept[0].best_interests.value_or(0)), paper_);
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

TEST_F(PaidThrough, BID_01_TheSecondPersonSeesWhoIsAppointedAndByWhat) {
    tell("A4", "payee.judged_capable=yes, payee.is_body=no, payee.is_close=yes");
    const json proposed = accepted(representative_appoint, ida());
    const auto answer = scheduler::proposal_show(area.database(),
                                                 proposed.at("proposal").get<std::int64_t>(),
                                                 day("2026-11-22"),
                                                 scheduler::Personal::whole);
    const json changes = json::parse(answer.value()).at("changes");
    EXPECT_EQ(changes[0].at("after"), "Ida Two");
    EXPECT_EQ(changes.back().at("what"), "agreed_on");
    EXPECT_EQ(changes.back().at("after"), "2026-11-19");
}

// SI 2013/1617 reg 7 looks at the one who is paid: what was found out about another is not theirs.
TEST_F(PaidThrough, ELI_04_WhatWasSaidOfOnePayeeDoesNotCountForAnother) {
    const auto to_holder = [&](const std::string& from) {
        return refused(scheduler::agreement_change,
                       {{"agreement", "A4"}, {"payee", "holder"}, {"from", from}});
    };
    accepted(scheduler::person_change, {{"person", "P2"}, {"date_of_birth", "1990-06-01"}});
    tell("A4", "eligibility.has_capacity=yes");
    EXPECT_EQ(to_holder("2026-12-01"), "not-known agreement");  // of the parent alone
    tell("A4", "payee.judged_capable=no", "2026-12-01");
    EXPECT_EQ(to_holder("2026-12-01"), "not-capable agreement");
    tell("A4", "payee.judged_capable=yes, payee.is_body=no", "2026-12-01");
    EXPECT_EQ(to_holder("2026-11-21"), "payee-in-the-past from");
    EXPECT_EQ(to_holder("2026-12-01"), "accepted");
}

// Section 6.1.1: kept by a support service, a solicitor or an accountant; a relative is a nominee.
TEST_F(Appointed, MAN_02_WhoKeepsAManagedAccountIsOnRecord) {
    Files more = sample_import();
    more.at("file:plan_lines.csv") +=
        "L10,B1,ICB,nhs,Days,managed-account,50.00,weekly,2026-12-07,\n";
    more["apply"] = "yes";
    EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
    Files managed = agreement_of("A11");
    managed["budget"] = "B1";
    managed["option"] = "managed-account";
    managed["payee"] = "support-service:SS";
    accepted(scheduler::agreement_add, managed);
    tell("A11", std::string(flags_attested));
    tell("B1", "account.contingency_agreed=yes");
    for (const char* const paper : papers) tell("B1", paper + ("=" + document_));
    tell("L10", "line.planned_cost=50.00");
    const auto keeper_is = [&](const std::string& keeper) {
        accepted(scheduler::fact_record,
                 {{"subject", "A11"},
                  {"facts", "third_party.keeper=" + keeper},
                  {"evidence", document_}});
    };
    EXPECT_EQ(refused(scheduler::fact_record,
                      {{"subject", "A11"}, {"facts", "third_party.keeper=solicitor"}}),
              "evidence-missing evidence");
    keeper_is("relative");
    EXPECT_EQ(sign_once("A11"), "keeper-not-suitable agreement");
    for (const char* const keeper : {"solicitor", "accountant"}) {
        keeper_is(keeper);
        EXPECT_EQ(sign_once("A11"), "accepted");
    }
    tell("A11", "third_party.keeper=");
    EXPECT_EQ(sign_once("A11"), "accepted");  // the support service keeps it
}

}  // namespace
}  // namespace almoner::tests
