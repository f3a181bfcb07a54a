#include "scheduler/commands/agreement_document.h"

#include "ledger/records/agreement_document.h"
#include "ledger/records/budget.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/private_words.h"
#include "rules/review/review_dates.h"
#include "scheduler/commands/agreement_parts.h"
#include "scheduler/commands/init.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/papers/agreement_words.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementDocument;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Option;
using ledger::Outcome;
using nlohmann::json;

constexpr const char* phone_setting = "contact.phone";
constexpr std::size_t longest_easy_words = 2'000;

std::string_view each(ledger::PlanFrequency frequency) {
    switch (frequency) {
        case ledger::PlanFrequency::weekly: return "each week";
        case ledger::PlanFrequency::four_weekly: return "every four weeks";
        case ledger::PlanFrequency::monthly: return "each month";
        case ledger::PlanFrequency::yearly: return "each year";
        case ledger::PlanFrequency::one_off: return "once";
    }
    throw ledger::InvariantBroken("unlisted frequency of a plan line");
}

Outcome<Agreement> agreement_to_write(const Asked& asked) {
    Outcome<Agreement> found = agreement_asked_for(asked);
    if (!found.accepted()) return found;
    const Agreement& agreement = found.value();
    if (agreement.status == ledger::AgreementStatus::ended) {
        return refused_in("agreement",
                          "agreement-ended",
                          "This agreement has ended.",
                          "Write out the one that follows it.");
    }
    if (agreement.option != Option::direct_payment && agreement.option != Option::managed_account) {
        return refused_in("agreement",
                          "not-a-direct-payment",
                          "This form is for direct payments and managed accounts.",
                          "A third party has a contract of its own; keep it with 'almoner evidence "
                          "add'.");
    }
    return found;
}

std::string name_of_body(ledger::Database& database, std::int64_t number) {
    const auto body = ledger::organisation_numbered(database, number, last_day_of_all);
    return body ? body->name : std::string{};
}

void take_money(ledger::Database& database,
                const std::vector<ledger::PlanLine>& lines,
                AgreementPaper& paper) {
    for (const ledger::PlanLine& line : lines) {
        if (line.stream == ledger::Stream::person) continue;
        paper.lines.push_back({.purpose = ledger::words_of(database, line.purpose_private),
                               .amount = line.amount,
                               .each = std::string(each(line.frequency)),
                               .body = name_of_body(database, line.body),
                               .stream = line.stream});
        paper.regimes.add(regime_of(line.stream));
    }
}

void take_account(ledger::Database& database, const Agreement& agreement, AgreementPaper& paper) {
    const auto account =
        ledger::payee_account_numbered(database, agreement.payee_account, last_day_of_all);
    if (!account) return;
    if (agreement.option == Option::managed_account) {
        paper.keeper = name_of_body(database, account->organisation);
    }
    const auto details = ledger::bank_private(database, account->bank_private);
    if (!details || details->account_number.size() < 2) return;
    paper.account_ending = details->account_number.substr(details->account_number.size() - 2);
}

void take_terms(ledger::Database& database,
                const Agreement& agreement,
                Date today,
                AgreementPaper& paper) {
    const rules::Policy policy = policy_in_force(database, today);
    paper.notice_days = policy.number(rules::Parameter::notice_floor_days);
    paper.exit_days = policy.number(rules::Parameter::exit_notice_days);
    for (const rules::Regime regime : rules::all_regimes) {
        if (!paper.regimes.holds(regime)) continue;
        const auto by = rules::first_review_by(regime, agreement.start_on, policy);
        if (by && (!paper.first_review_by || *by < *paper.first_review_by)) {
            paper.first_review_by = by;
        }
    }
    paper.pays_representative = agreement.payee == "representative";
    paper.frequency = agreement.frequency;
    paper.timing = agreement.timing;
    paper.start_on = agreement.start_on;
    paper.end_on = agreement.end_on;
    paper.contribution = agreement.contribution;
    paper.contribution_net = agreement.contribution_basis == ledger::ContributionBasis::net;
}

Outcome<AgreementPaper> paper_of(const Asked& asked,
                                 const Agreement& agreement,
                                 const ledger::Budget& budget) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    AgreementPaper paper{
        .ref = agreement.ref, .from = name_of_body(database, budget.lead), .written_on = today};
    take_money(
        database, lines_paid_by(database, agreement, activation_day(agreement, today)), paper);
    if (paper.lines.empty()) {
        return refused_in("agreement",
                          "nothing-to-pay",
                          "No line of the plan is paid by this agreement.",
                          "Add a plan line of its option first.");
    }
    const auto settings = area_settings(database);
    const auto phone = settings.find(phone_setting);
    if (phone == settings.end() || phone->second.empty()) {
        return refused_in("agreement",
                          "contact-missing",
                          "An agreement says who to ask, and no telephone number is set.",
                          "Set it with 'almoner setting set contact.phone NUMBER'.");
    }
    paper.phone = phone->second;
    const auto person = ledger::person_numbered(database, budget.person, last_day_of_all);
    const auto details = person ? ledger::person_private(database, person->personal) : std::nullopt;
    if (details) paper.holder = details->given_name + " " + details->family_name;
    take_account(database, agreement, paper);
    take_terms(database, agreement, today, paper);
    return paper;
}

// Section 6.1.1: the holder signs, also where somebody else keeps the account.
Outcome<Recipient> signer_of(const Asked& asked,
                             const Agreement& agreement,
                             const ledger::Budget& budget) {
    const auto all = recipients_of(
        asked.work.database(), budget.person, activation_day(agreement, asked.work.today()));
    if (!all.accepted()) {
        ledger::Refusal refusal = all.refusal();
        refusal.field = "agreement";
        return refusal;
    }
    const bool by_holder = agreement.payee != "representative";
    for (const Recipient& each : all.value()) {
        if (each.is_holder == by_holder) return each;
    }
    // A child has no letter of their own: a parent signs.
    if (by_holder && !all.value().empty()) return all.value().front();
    return refused_in("agreement",
                      "nobody-to-sign",
                      "Nobody acts for the person on the day on which this begins.",
                      "Add them with 'almoner representative add'.");
}

Outcome<Done> can_be_read(const Recipient& signer, const AgreementPaper& paper) {
    if (signer.format == "easy-read" && paper.easy_words.empty()) {
        return refused_in("easy_words",
                          "easy-words-missing",
                          "Whoever signs reads easy read.",
                          "Say what is agreed in short sentences with --easy-words.");
    }
    if (signer.format == "other-language" && paper.translation.empty()) {
        return refused_in("translation",
                          "translation-missing",
                          "Whoever signs reads another language.",
                          "Have it translated and give it with --translation FILE.");
    }
    return Done{};
}

std::int64_t keep(const Asked& asked,
                  const Agreement& agreement,
                  std::int64_t person,
                  std::string_view media_type,
                  std::string_view text) {
    return ledger::insert_evidence(asked.work,
                                   {.kind = "agreement-document",
                                    .person = person,
                                    .subject = "agreement:" + agreement.ref,
                                    .dated_on = asked.work.today(),
                                    .given_by = asked.actor.number,
                                    .media_type = std::string(media_type)},
                                   text);
}

Answer write_out(const Asked& asked,
                 const Agreement& agreement,
                 std::int64_t person,
                 const Recipient& signer,
                 const gateway::WrittenLetter& written) {
    AgreementDocument document{.agreement = agreement.number,
                               .version = agreement.version,
                               .recipient_kind = signer.kind,
                               .recipient = signer.number,
                               .format = signer.format,
                               .language = signer.language,
                               .made_on = asked.work.today(),
                               .made_by = asked.actor.number};
    document.html = keep(asked, agreement, person, "text/html", gateway::letter_html(written));
    if (signer.format == "plain-text") {
        document.plain =
            keep(asked, agreement, person, "text/plain", gateway::letter_text(written));
    }
    const std::int64_t id = ledger::insert_agreement_document(asked.work, document);
    const auto stored = ledger::evidence_by_id(asked.work.database(), document.html);
    return json{{"document", id},
                {"agreement", agreement.ref},
                {"to", signer.kind},
                {"format", signer.format},
                {"evidence", document.html},
                {"sha256", stored->sha256}}
        .dump();
}

}  // namespace

Outcome<Answer> agreement_document(Asked& asked) {
    const Outcome<Agreement> found = agreement_to_write(asked);
    if (!found.accepted()) return found.refusal();
    const Agreement& agreement = found.value();
    const auto budget =
        ledger::budget_numbered(asked.work.database(), agreement.budget, last_day_of_all);
    Outcome<AgreementPaper> made = paper_of(asked, agreement, budget.value());
    if (!made.accepted()) return made.refusal();
    AgreementPaper paper = std::move(made).value();
    FieldReading in(asked.fields);
    paper.easy_words = in.words("easy_words", longest_easy_words);
    if (!in.accepted()) return in.refusal();
    paper.translation = asked.fields.text("file:translation");
    const Outcome<Recipient> signer = signer_of(asked, agreement, *budget);
    if (!signer.accepted()) return signer.refusal();
    const Outcome<Done> readable = can_be_read(signer.value(), paper);
    if (!readable.accepted()) return readable.refusal();
    return write_out(
        asked, agreement, budget->person, signer.value(), paper_for(signer.value(), paper));
}

}  // namespace almoner::scheduler
