#include "scheduler/papers/agreement_words.h"

#include "ledger/values/invariant.h"
#include "ledger/views/words.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using gateway::LetterPart;
using ledger::Stream;
using rules::Regime;

std::string money_of(Stream stream) {
    switch (stream) {
        case Stream::nhs: return "NHS money";
        case Stream::social_care: return "social care money";
        case Stream::children: return "children's social care money";
        case Stream::education: return "money for special educational needs";
        case Stream::person:
        case Stream::unassigned: break;
    }
    throw ledger::InvariantBroken("no agreement is made over this stream's money");
}

std::string_view often(ledger::Frequency frequency) {
    switch (frequency) {
        case ledger::Frequency::four_weekly: return "every four weeks";
        case ledger::Frequency::monthly: return "every month";
        case ledger::Frequency::one_off: return "once";
    }
    throw ledger::InvariantBroken("unlisted frequency");
}

// A body with several kinds of money stands once for each.
std::vector<std::string> parties(const AgreementPaper& paper) {
    std::vector<std::string> all;
    for (const PaperLine& line : paper.lines) {
        std::string party = line.body + ", with " + money_of(line.stream);
        if (std::ranges::find(all, party) == all.end()) all.push_back(std::move(party));
    }
    return all;
}

LetterPart between(const Recipient& signer, const AgreementPaper& paper) {
    LetterPart part{.heading = "Who makes this agreement",
                    .paragraphs = {"This agreement is between " + paper.holder + " and:"},
                    .points = parties(paper)};
    if (!signer.is_holder) {
        part.paragraphs.insert(part.paragraphs.begin(),
                               "You sign it for " + paper.holder + ", because you act for them.");
    }
    return part;
}

LetterPart money(const AgreementPaper& paper) {
    LetterPart part{.heading = "What the money is for",
                    .paragraphs = {"It pays for what the care and support plan says:"}};
    for (const PaperLine& line : paper.lines) {
        part.points.push_back(line.purpose + ": " + ledger::money_words(line.amount) + " " +
                              line.each + ", from " + line.body);
    }
    return part;
}

std::string payee_sentence(const AgreementPaper& paper) {
    const std::string account = paper.account_ending.empty()
                                    ? ""
                                    : ", into the account that ends in " + paper.account_ending;
    if (!paper.keeper.empty()) {
        return paper.keeper + " keeps the money for you" + account +
               ", and pays bills only when you say so. You decide what it is spent on.";
    }
    return (paper.pays_representative ? "We pay it to the representative" : "We pay it to you") +
           account + ".";
}

LetterPart paying(const AgreementPaper& paper) {
    LetterPart part{.heading = "How and when it is paid", .paragraphs = {payee_sentence(paper)}};
    std::string when = "We pay " + std::string(often(paper.frequency)) + ", ";
    when += paper.timing == ledger::Timing::advance ? "before" : "after";
    when += " the days that it is for, from " + paper.start_on.words();
    if (paper.end_on) when += " until " + paper.end_on->words();
    part.paragraphs.push_back(when + ".");
    if (paper.contribution != ledger::Money{}) {
        part.paragraphs.push_back(
            "The person's own contribution is " + ledger::money_words(paper.contribution) +
            " each time. " +
            (paper.contribution_net ? "We take it off before we pay."
                                    : "We pay the whole, and it is to be paid into the account."));
    }
    return part;
}

// SI 2013/1617 reg 10, 11; Care Act 2014 s 33(3); SI 2014/1652 reg 8(3); Options for managing the
// money, section 6.
LetterPart duties(const AgreementPaper& paper) {
    const bool has_nhs = paper.regimes.holds(Regime::nhs);
    LetterPart part{.heading = "What you agree to",
                    .points = {"To spend the money only on what the plan says."}};
    if (has_nhs && paper.frequency != ledger::Frequency::one_off && paper.keeper.empty()) {
        part.points.emplace_back(
            "To keep it in a bank account that is used for direct payments alone. Money from the "
            "NHS and from the council may be in the same account.");
    }
    if (has_nhs) {
        part.points.emplace_back(
            "Not to spend it on alcohol, tobacco, gambling, debts or NHS charges such as "
            "prescriptions.");
    }
    if (paper.regimes.holds(Regime::sen)) {
        part.points.emplace_back(
            "To use the money for special educational needs only for the provision that was "
            "agreed, and to keep a record of money in and out.");
    }
    part.points.insert(
        part.points.end(),
        {"To keep bank statements and receipts, and to show them when they are asked for.",
         "If somebody is employed, to be their employer: contract, minimum wage, tax, pension and "
         "insurance. We tell you how, and help is there.",
         "Before a care provider is paid, to look at their registration and insurance. You can "
         "ask us to do it.",
         "To tell us when needs or circumstances change."});
    return part;
}

LetterPart promises(const AgreementPaper& paper) {
    LetterPart part{
        .heading = "What we agree to",
        .points = {"To pay enough for the plan, on the days that were agreed.",
                   "To give information and advice, and to help with being an employer.",
                   "To ask for papers no more often than is needed, and not twice for the same."}};
    if (paper.first_review_by) {
        part.points.push_back("To look with you at how it goes by " +
                              paper.first_review_by->words() +
                              " at the latest, and regularly after "
                              "that.");
    }
    part.points.push_back(
        "To pay less, ask for money back or stop only after we have looked at it with you and "
        "written to you why, at least " +
        std::to_string(paper.notice_days) +
        " days before. You can ask us to look again, and you can complain.");
    return part;
}

LetterPart leaving(const AgreementPaper& paper) {
    return {.heading = "Ending it",
            .paragraphs = {"You can end this agreement at any time. Tell us " +
                           std::to_string(paper.exit_days) +
                           " days before, so that care goes on in another way."}};
}

LetterPart signatures(const Recipient& signer, const AgreementPaper& paper) {
    const std::string line = ": ______________________________  Date: ______________";
    LetterPart part{
        .heading = "Signatures",
        .paragraphs = {signer.name + (signer.is_holder ? "" : ", for " + paper.holder) + line}};
    std::vector<std::string> bodies;
    for (const PaperLine& each : paper.lines) {
        if (std::ranges::find(bodies, each.body) != bodies.end()) continue;
        bodies.push_back(each.body);
        part.paragraphs.push_back("For " + each.body + line);
    }
    return part;
}

}  // namespace

gateway::WrittenLetter paper_for(const Recipient& signer, const AgreementPaper& paper) {
    gateway::WrittenLetter letter{.title = "Direct payment agreement",
                                  .look = look_of(signer.format),
                                  .from = paper.from,
                                  .to = {signer.name},
                                  .written_on = paper.written_on.words(),
                                  .reference = paper.ref,
                                  .greeting = "Dear " + signer.name + ",",
                                  .ending = "Keep one copy, and send one back signed."};
    letter.to.insert(letter.to.end(), signer.address.begin(), signer.address.end());
    if (!paper.easy_words.empty()) {
        letter.parts.push_back({.heading = "In short", .paragraphs = {paper.easy_words}});
    }
    for (LetterPart& each : std::vector<LetterPart>{between(signer, paper),
                                                    money(paper),
                                                    paying(paper),
                                                    duties(paper),
                                                    promises(paper),
                                                    leaving(paper)}) {
        letter.parts.push_back(std::move(each));
    }
    letter.parts.push_back(
        {.heading = "Who to ask",
         .paragraphs = {"Phone " + paper.phone + " and give the reference " + paper.ref + "."}});
    letter.parts.push_back(signatures(signer, paper));
    if (signer.format == "other-language") {
        letter.translations.push_back({.language = signer.language, .text = paper.translation});
    }
    return letter;
}

}  // namespace almoner::scheduler
