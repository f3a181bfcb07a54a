// Options for managing the money, section 6 and Annex B: the agreement is written out for signing,
// one form for NHS and council money, in the format of whoever signs; the signature refers to it.
#include "ledger/records/agreement_document.h"

#include "ledger/records/evidence.h"
#include "ledger/records/plan_line.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/agreement_document.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/commands/representative.h"
#include "scheduler/commands/setting.h"
#include "tests/scheduler/facts/activation_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::agreement_document;
using scheduler::agreement_document_pdf;
using scheduler::agreement_sign;
using scheduler::proposal_confirm;

class AgreementDocument : public ActivationArea {
  protected:
    AgreementDocument() {
        EXPECT_TRUE(ask(area,
                        scheduler::setting_set,
                        {{"name", "contact.phone"}, {"value", "01632 960000"}},
                        asking_checker)
                        .accepted());
        tell_all();
    }
    // What `agreement sign` is told of the document that came back.
    Files signature_of(const std::string& document) {
        return with(signature(), "document", document);
    }
    std::string sign_named(const std::string& document) {
        const auto asked = ask(area, agreement_sign, signature_of(document), asking_maker);
        if (!asked.accepted()) return asked.refusal().code + " " + asked.refusal().field;
        accepted(scheduler::proposal_refuse,
                 {{"proposal", json::parse(asked.value()).at("proposal").dump()}});
        return "accepted";
    }
    json written() { return accepted(agreement_document, {{"agreement", "A9"}}); }
    std::string write(const std::string& field = "agreement", const std::string& value = "A9") {
        return refused(agreement_document, with({{"agreement", "A9"}}, field, value));
    }
    std::string text_of(const json& evidence) {
        const auto shown = ledger::show_evidence(
            ledger::everything(2, "a check"), area.database(), evidence.get<std::int64_t>());
        return shown && shown->document && shown->intact ? *shown->document : std::string{};
    }
    void reads(const std::string& format) {
        accepted(scheduler::person_change,
                 {{"person", "P1"}, {"information_format", format}, {"language", "Welsh"}});
    }
    // As a change of the plan would leave it once it was confirmed.
    void nights_are_worth(std::int64_t pounds) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            auto line = *ledger::plan_line_by_ref(work.database(), "L9", ledger::last_day_of_all);
            line.amount = ledger::Money::from_pence(pounds * 100);
            ledger::insert_plan_line(work, line);
            return std::string{};
        });
    }
    void confirm_it(const json& proposed) {
        accepted(proposal_confirm,
                 {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                 asking_checker);
    }
    std::int64_t number() {
        return ledger::agreement_by_ref(area.database(), "A9", ledger::last_day_of_all)->number;
    }
};

TEST_F(AgreementDocument, SaysWhoPaysWhatForWhatAndWhen) {
    const json answer = written();
    EXPECT_EQ(answer.at("to"), "person");
    EXPECT_EQ(answer.at("format"), "standard");
    EXPECT_EQ(answer.at("sha256").get<std::string>().size(), 64U);
    const std::string html = text_of(answer.at("evidence"));
    for (const char* const part :
         {"Direct payment agreement",
          "This agreement is between Ann One and:",
          "Vale ICB, with NHS money",
          "Nights: £50 each week, from Vale ICB",
          "We pay it to you, into the account that ends in 06.",
          "We pay every four weeks, before the days that it is for, from 7 December 2026.",
          "by 7 March 2027 at the latest",  // SI 2013/1617 reg 14(2)(a): three months
          "at least 28 days before",        // the policy's floor, constructed
          "Phone 01632 960000 and give the reference A9.",
          "For Vale ICB: ____"}) {
        EXPECT_NE(html.find(part), std::string::npos) << part;
    }
    EXPECT_EQ(html.find("for you,"), std::string::npos);  // nobody keeps it for her
}

TEST_F(AgreementDocument, OfTwoBodiesIsOneForm) {
    Files more = sample_import();
    more.at("file:plan_lines.csv") +=
        "L11,B3,LA,social-care,Outings,direct-payment,40.00,weekly,2026-12-07,\n";
    more["apply"] = "yes";
    EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
    const std::string html = text_of(written().at("evidence"));
    for (const char* const part : {"Vale ICB, with NHS money",
                                   "Vale Council, with social care money",
                                   "Outings: £40 each week, from Vale Council",
                                   "Money from the NHS and from the council may be in the same",
                                   "For Vale ICB: ____",
                                   "For Vale Council: ____"}) {
        EXPECT_NE(html.find(part), std::string::npos) << part;
    }
}

// What the program wrote out counts before what 'fact record' says of a form of the body's own.
TEST_F(AgreementDocument, AGR_01_IsOfTheTermsThatAreSigned) {
    EXPECT_EQ(sign_once(), "accepted");  // by what was said
    tell("B3", "account.agreement_document=");
    EXPECT_EQ(sign_once(), "agreement-document agreement");
    (void)written();
    EXPECT_EQ(sign_named("1"), "accepted");
    accepted(scheduler::agreement_change, {{"agreement", "A9"}, {"end", "2027-12-05"}});
    EXPECT_EQ(sign_named("1"), "document-changed document");
    (void)written();
    EXPECT_EQ(sign_named("2"), "accepted");
    nights_are_worth(60);
    tell("L9", "line.planned_cost=60.00");
    tell("B3", "account.agreement_document=" + document_);  // also then
    EXPECT_EQ(sign_named("2"), "document-changed document");
    EXPECT_NE(text_of(written().at("evidence")).find("£60 each week"), std::string::npos);
    EXPECT_EQ(sign_named("3"), "accepted");
}

// Whoever signed an older form did not sign these figures.
TEST_F(AgreementDocument, TheSignatureNamesTheFormThatCameBack) {
    const json first = written();
    EXPECT_EQ(sign_once(), "document-missing document");
    EXPECT_EQ(sign_named("9"), "document-unknown document");
    const auto hash = first.at("sha256").get<std::string>();
    EXPECT_EQ(sign_named(hash), "accepted");
    EXPECT_EQ(sign_named(hash.substr(0, 12)), "accepted");
    EXPECT_EQ(sign_named(hash.substr(0, 11)), "document-unknown document");
    nights_are_worth(60);
    tell("L9", "line.planned_cost=60.00");
    const json second = written();
    EXPECT_EQ(sign_named(hash), "document-changed document");
    EXPECT_EQ(sign_named(second.at("sha256")), "accepted");
}

TEST_F(AgreementDocument, TheSecondPersonSeesItsHashAndConfirmsNothingElse) {
    const json first = written();
    const json proposed = accepted(agreement_sign, signature_of("1"));
    const auto shown = scheduler::proposal_show(
        area.database(), proposed.at("proposal"), day("2026-11-22"), scheduler::Personal::masked);
    EXPECT_NE(shown.value().find("1, SHA-256 " + first.at("sha256").get<std::string>()),
              std::string::npos);
    (void)written();
    const Files confirmation{{"proposal", proposed.at("proposal").dump()},
                             {"confirm", proposed["confirm"]}};
    EXPECT_EQ(refused(proposal_confirm, confirmation, asking_checker), "document-changed proposal");
    EXPECT_EQ(ledger::agreement_signings_of(area.database(), number()).size(), 0U);
}

// A form of the body's own is said (AGR-01), and has no document here.
TEST_F(AgreementDocument, AnotherFormThatWasSignedIsNotTiedToOne) {
    EXPECT_EQ(sign_named("1"), "document-unknown document");
    const json proposed = accepted(agreement_sign, signature());
    accepted(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(ledger::agreement_signings_of(area.database(), number()).size(), 0U);
}

// Also where one of ours was written out, and whatever was changed since.
TEST_F(AgreementDocument, AGR_01_AFormOfTheBodysOwnIsSignedThoughOneWasWrittenOut) {
    tell("B3", "account.agreement_document=");
    (void)written();
    EXPECT_EQ(sign_once(), "document-missing document");
    EXPECT_EQ(sign_named("own-form"), "accepted");
    nights_are_worth(60);
    tell("L9", "line.planned_cost=60.00");
    const json proposed = accepted(agreement_sign, signature_of("own-form"));
    const auto shown = scheduler::proposal_show(
        area.database(), proposed.at("proposal"), day("2026-11-22"), scheduler::Personal::masked);
    EXPECT_NE(shown.value().find("a form of the body's own, evidence " + document_ + ", SHA-256 "),
              std::string::npos)
        << shown.value();
    (void)written();
    accepted(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(ledger::agreement_signings_of(area.database(), number()).size(), 0U);
    // Its signed copy stays the form of what begins under it later (the lines differ since).
    Files outings{{"plan_line", "L11"},
                  {"budget", "B3"},
                  {"commissioner", "ICB"},
                  {"stream", "nhs"},
                  {"purpose", "Outings"},
                  {"option", "direct-payment"},
                  {"amount", "40"},
                  {"frequency", "weekly"},
                  {"start", "2027-01-04"},
                  {"facts", "line.planned_cost=1.00"}};
    confirm_it(accepted(scheduler::plan_add, outings));
    outings["plan_line"] = "L12";
    EXPECT_EQ(refused(scheduler::plan_add, outings), "accepted");
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

TEST_F(AgreementDocument, TheSignatureRefersToIt) {
    const json answer = written();
    EXPECT_EQ(refused(agreement_sign, with(signature(), "evidence", answer["evidence"].dump())),
              "document-not-signed evidence");
    const json proposed = accepted(agreement_sign, signature_of("1"));
    EXPECT_EQ(ledger::agreement_signings_of(area.database(), number()).size(), 0U);
    accepted(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    const auto signings = ledger::agreement_signings_of(area.database(), number());
    ASSERT_EQ(signings.size(), 1U);
    EXPECT_EQ(signings[0].document, answer["document"].get<std::int64_t>());
    EXPECT_EQ(std::to_string(signings[0].evidence), document_);
    EXPECT_EQ(signings[0].signed_on, day("2026-11-20"));
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

// What begins later stands in no form yet; the one that was signed stays the agreement's.
TEST_F(AgreementDocument, AGR_01_OfASignedAgreementIsTheFormThatWasSigned) {
    (void)written();
    const json proposed = accepted(agreement_sign, signature_of("1"));
    accepted(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    const Files outings{{"plan_line", "L11"},
                        {"budget", "B3"},
                        {"commissioner", "ICB"},
                        {"stream", "nhs"},
                        {"purpose", "Outings"},
                        {"option", "direct-payment"},
                        {"amount", "40"},
                        {"frequency", "weekly"},
                        {"start", "2027-01-04"},
                        {"facts", "line.planned_cost=1.00"}};
    EXPECT_EQ(refused(scheduler::plan_add, outings), "accepted");
}

TEST_F(AgreementDocument, IsWrittenAsWhoeverSignsReads) {
    reads("easy-read");
    EXPECT_EQ(write(), "easy-words-missing easy_words");
    EXPECT_EQ(write("easy_words", "We pay for your night carer. You choose who it is."),
              "accepted");
    reads("other-language");
    EXPECT_EQ(write(), "translation-missing translation");
    const json in_welsh =
        accepted(agreement_document,
                 {{"agreement", "A9"}, {"file:translation", "Cytundeb\nRydym yn talu."}});
    EXPECT_NE(text_of(in_welsh.at("evidence")).find("<article lang=\"cy\">\n<h1>Cytundeb</h1>"),
              std::string::npos);
    reads("plain-text");
    (void)written();
    const auto all = ledger::agreement_documents_of(area.database(), number());
    ASSERT_EQ(all.size(), 3U);
    ASSERT_TRUE(all[2].plain);
    EXPECT_NE(text_of(*all[2].plain).find("Nights: £50 each week"), std::string::npos);
    EXPECT_EQ(all[1].language, "cy");
    EXPECT_EQ(all[0].format, "easy-read");
}

// Section 3: who acts for somebody signs for them.
TEST_F(AgreementDocument, IsSignedByWhoActsWhereTheyArePaid) {
    accepted(scheduler::agreement_add, with(agreement_of("A10"), "payee", "representative"));
    EXPECT_EQ(write("agreement", "A10"), "nobody-to-sign agreement");
    const json added = accepted(scheduler::representative_add,
                                {{"person", "P1"},
                                 {"name", "Bea One"},
                                 {"role", "representative"},
                                 {"start", "2026-04-01"},
                                 {"evidence", document_}});
    EXPECT_EQ(write("agreement", "A10"), "nobody-to-sign agreement") << "not confirmed yet";
    accepted(proposal_confirm,
             {{"proposal", added.at("proposal").dump()}, {"confirm", added["confirm"]}},
             asking_checker);
    EXPECT_EQ(write("agreement", "A10"), "reader-unknown agreement");
    accepted(
        scheduler::notice_reader,
        {{"representative", "2"}, {"format", "large-print"}, {"address", "2 Low St, Anytown"}});
    const json answer = accepted(agreement_document, {{"agreement", "A10"}});
    EXPECT_EQ(answer.at("to"), "representative");
    EXPECT_EQ(answer.at("format"), "large-print");
    const std::string html = text_of(answer.at("evidence"));
    EXPECT_NE(html.find("You sign it for Ann One, because you act for them."), std::string::npos);
    EXPECT_NE(html.find("Bea One, for Ann One: ____"), std::string::npos);
    EXPECT_NE(html.find("We pay it to the representative"), std::string::npos);
}

TEST_F(AgreementDocument, WhatCannotBeWrittenOutIsRefused) {
    EXPECT_EQ(write("agreement", "A99"), "agreement-unknown agreement");
    accepted(scheduler::agreement_add,
             {{"agreement", "A12"},
              {"budget", "B3"},
              {"option", "notional"},
              {"payee", "provider:PR"},
              {"paid_from", "BA-ICB"},
              {"frequency", "four-weekly"},
              {"anchor_date", "2026-12-07"},
              {"start", "2026-12-07"},
              {"timing", "arrears"}});
    EXPECT_EQ(write("agreement", "A12"), "not-a-direct-payment agreement");
    Files managed = agreement_of("A13");
    managed["option"] = "managed-account";
    managed["payee"] = "support-service:SS";
    accepted(scheduler::agreement_add, managed);
    EXPECT_EQ(write("agreement", "A13"), "nothing-to-pay agreement");
    (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        auto over = *ledger::agreement_by_ref(work.database(), "A1", ledger::last_day_of_all);
        over.status = ledger::AgreementStatus::ended;
        ledger::insert_agreement(work, over);
        return std::string{};
    });
    EXPECT_EQ(write("agreement", "A1"), "agreement-ended agreement");
    area.database().run_script("UPDATE setting SET value = '' WHERE name = 'contact.phone'");
    EXPECT_EQ(write(), "contact-missing agreement");
}

TEST_F(AgreementDocument, ItsPdfIsKeptOrATaskSaysWhyThereIsNone) {
    (void)written();
    const auto keep = [&](const std::string& field, const std::string& value) {
        return refused(agreement_document_pdf, {{"document", "1"}, {field, value}});
    };
    EXPECT_EQ(refused(agreement_document_pdf, {{"document", "9"}}), "document-unknown document");
    EXPECT_EQ(keep("problem", ""), "field-missing problem");
    EXPECT_EQ(keep("file:pdf", "<html>"), "not-a-pdf file:pdf");
    EXPECT_EQ(ledger::agreement_documents_without_pdf(area.database()).size(), 1U);
    EXPECT_EQ(keep("problem", "It took too long."), "accepted");
    EXPECT_EQ(tasks(), "agreement-without-pdf agreement:A9;");
    EXPECT_EQ(ledger::agreement_documents_without_pdf(area.database()).size(), 1U);
    EXPECT_EQ(keep("file:pdf", "%PDF-1.7"), "accepted");
    EXPECT_EQ(keep("file:pdf", "%PDF-1.7"), "pdf-known document");
    EXPECT_EQ(ledger::agreement_documents_without_pdf(area.database()).size(), 0U);
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

}  // namespace
}  // namespace almoner::tests
