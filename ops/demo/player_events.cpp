#include "ledger/records/bank_account.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/states.h"
#include "ledger/records/submission.h"
#include "ledger/values/invariant.h"
#include "ledger/views/unexplained.h"
#include "ops/demo/plain_pounds.h"
#include "ops/demo/player.h"

#include <array>
#include <string>
#include <utility>

namespace almoner::ops::demo {
namespace {

using ledger::Date;
using ledger::Money;
using nlohmann::json;

constexpr std::int32_t doubt_lasts = 10;  // working days
constexpr std::int32_t days_until_handed_over = 7;
constexpr std::string_view contribution_mark = "CONTRIBUTION ";  // before the budget's reference
constexpr std::string_view hand_over_mark = "HAND OVER ";        // the same

const ledger::Query sent_of_budget{
    "SELECT DISTINCT p.id FROM payment p JOIN budget b ON b.number = p.budget"
    " WHERE b.ref = $1 AND p.state = $2 ORDER BY p.id"};

// The word after the mark; empty where the mark is not there.
std::string marked(const std::string& words, std::string_view mark) {
    const std::size_t at = words.find(mark);
    if (at == std::string::npos) return {};
    const std::string rest = words.substr(at + mark.size());
    return rest.substr(0, rest.find(' '));
}

}  // namespace

void Player::happen(const Event& event) {
    switch (event.kind) {
        case EventKind::rate_change: return change_rate(event);
        case EventKind::uplift: return uplift(event);
        case EventKind::contribution:
        case EventKind::late_contribution: return contribute(event);
        case EventKind::recall: return doubt(event);
        case EventKind::resume: return resume(event);
        case EventKind::death: return die(event);
        case EventKind::option_change: return change_option(event);
        case EventKind::hand_over: return hand_over(event);
        case EventKind::confirm_payee: return confirm_payee(event);
    }
}

void Player::change_rate(const Event& event) {
    FieldMap fields{{"plan_line", event.subject},
                    {"amount", plain_pounds(event.amount)},
                    {"from", event.from.iso()}};
    const MadePerson& person = person_of(event.budget);
    if (event.amount < stage_.area.files.plan_lines.at(person.first_line).amount) {
        fields["ground"] = "request";
        fields["ground_evidence"] =
            std::to_string(add_letter("letter", person.person, "plan-line:" + event.subject));
    }
    stage_.office.propose_and_confirm("plan change", fields);
    ++counts_.rate_changes;
}

void Player::uplift(const Event& event) {
    stage_.office.propose_and_confirm("uplift propose",
                                      {{"stream", event.subject},
                                       {"percent", plain_pounds(Money::from_pence(event.number))},
                                       {"from", event.from.iso()}});
    ++counts_.uplifts;
}

// At the bank: the office sees it on the statement.
void Player::contribute(const Event& event) {
    const gateway::PersonRow& person = stage_.area.files.people.at(person_of(event.budget).row);
    stage_.bank.pay_in(stage_.office.today(),
                       council_bank,
                       event.amount,
                       person.given_name + " " + person.family_name,
                       std::string(contribution_mark) + event.budget);
    ++counts_.contributions;
    if (event.kind == EventKind::late_contribution) ++counts_.late_contributions;
}

// The payer wrote whose money it is. A contribution is booked against what that stream is owed;
// what is owed later waits in suspense.
void Player::explain_lines() {
    const auto lines =
        ledger::unexplained_lines(ledger::everything(0, "finance looks at what is unexplained"),
                                  stage_.office.reader(),
                                  ledger::now_on(stage_.office.today()));
    for (const ledger::UnexplainedLine& line : lines.value()) {
        if (line.proposal) continue;
        FieldMap meant{{"item", std::to_string(line.item)}};
        const std::string paid_in = marked(line.words, contribution_mark);
        const std::string handed_over = marked(line.words, hand_over_mark);
        if (!paid_in.empty()) {
            const gateway::PlanLineRow& paid_for =
                stage_.area.files.plan_lines.at(person_of(paid_in).first_line);
            meant["to"] = "contribution";
            meant["commissioner"] = paid_for.commissioner;
            meant["stream"] = std::string(name_of(paid_for.stream));
        } else if (!handed_over.empty()) {
            meant["to"] = "hand-over";
            meant["budget"] = handed_over;
        } else {
            continue;
        }
        if (!stage_.office.try_to_agree("statement explain", meant)) continue;
        ++counts_.explained;
        if (!handed_over.empty()) ++counts_.handed_over;
    }
}

std::vector<std::int64_t> Player::under_way(const std::string& budget) {
    std::vector<std::int64_t> ids;
    ledger::Rows rows = stage_.office.reader().select(
        sent_of_budget, std::string_view(budget), static_cast<int>(ledger::PaymentState::sent));
    while (rows.next()) ids.push_back(rows.integer(0));
    return ids;
}

// Whether it was in time; then the bank says so and the books follow.
bool Player::recall(std::int64_t id) {
    ledger::Database& reader = stage_.office.reader();
    const FieldMap named{{"payment", ledger::payment_ref(id)}};
    const auto asked = stage_.office.try_to(maker, "run recall", named);
    if (!asked.accepted()) {
        if (asked.refusal().code != "recall-too-late") {
            throw DemoStopped("run recall", stage_.office.today(), asked.refusal());
        }
        ++counts_.too_late_to_recall;
        return false;
    }
    const auto payment = ledger::payment_by_id(reader, id).value();
    const auto submission = ledger::submission_by_id(reader, payment.submission).value();
    const auto account =
        ledger::bank_account_numbered(reader, submission.bank_account, stage_.office.today());
    const bool taken_back =
        stage_.bank.recall({.account = {account.value().sort_code, account.value().account_number},
                            .submission = submission.serial,
                            .reference = ledger::payment_ref(id),
                            .entry_on = std::max(payment.entry_on, submission.entry_on),
                            .amount = payment.net});
    if (!taken_back) {
        stage_.office.ask(maker, "run recall-refused", named);
        return false;
    }
    FieldMap confirmed = named;
    const std::int64_t letter = add_letter("letter", "", "payment:" + ledger::payment_ref(id));
    confirmed["evidence"] = std::to_string(letter);
    stage_.office.ask(checker, "run recall-confirmed", confirmed);
    ++counts_.recalled;
    return true;
}

// Waits for a payment that is still under way.
void Player::doubt(const Event& event) {
    const std::vector<std::int64_t> payments = under_way(event.budget);
    bool one_came_back = false;
    for (const std::int64_t payment : payments) one_came_back = recall(payment) || one_came_back;
    if (!one_came_back) {
        to_come_.emplace(in_working_days(1), event);
        return;
    }
    stage_.office.ask(
        maker, "agreement hold", {{"agreement", event.subject}, {"reason", "concern"}});
    Event end = event;
    end.kind = EventKind::resume;
    end.on = in_working_days(doubt_lasts);
    to_come_.emplace(end.on, std::move(end));
}

void Player::resume(const Event& event) {
    stage_.office.propose_and_confirm("agreement resume", {{"agreement", event.subject}});
}

void Player::die(const Event& event) {
    const std::string& person = person_of(event.budget).person;
    stage_.office.ask(maker, "person died", {{"person", person}, {"on", event.from.iso()}});
    for (const std::int64_t payment : under_way(event.budget)) recall(payment);
    stage_.office.propose_and_confirm(
        "agreement end",
        {{"agreement", event.subject}, {"on", event.from.iso()}, {"ground", "death"}});
    ++counts_.deaths;
}

std::int64_t Player::add_letter(const std::string& kind,
                                const std::string& person,
                                const std::string& subject) {
    FieldMap fields{{"file:document", "A document of a demonstration: " + subject + "\n"},
                    {"kind", kind},
                    {"subject", subject},
                    {"dated_on", stage_.office.today().iso()},
                    {"media_type", "text/plain"}};
    if (!person.empty()) fields["person"] = person;
    return stage_.office.ask(maker, "evidence add", fields).at("evidence");
}

// All that the rules ask before NHS money is paid another way, on one paper. The assistants are the
// holder's, also where a managed account pays them.
void Player::tell_what_the_rules_ask(const std::string& budget, const std::string& paper) {
    static constexpr std::array papers{"eligibility.consent",
                                       "eligibility.regard_to_condition",
                                       "eligibility.regard_to_life",
                                       "eligibility.regard_to_value",
                                       "account.agreement_document",
                                       "information.support_offered",
                                       "spending.duties_told",
                                       "spending.employment_law_told"};
    std::string facts =
        "eligibility.exclusion=none, eligibility.has_capacity=yes, eligibility.consents=yes, "
        "payee.judged_capable=yes, payee.carer_helps=no, plan.employs_staff=yes, "
        "account.only_direct_payments=yes, account.is_auditable=yes, "
        "account.only_named_access=yes, account.contingency_agreed=yes";
    for (const char* const name : papers) facts.append(", ").append(name).append("=" + paper);
    stage_.office.ask(maker, "fact record", {{"subject", "budget:" + budget}, {"facts", facts}});
}

// With the first day of a period; a week later the holder hands a week's money over.
void Player::change_option(const Event& event) {
    const MadePerson& person = person_of(event.budget);
    const gateway::PlanLineRow& line = stage_.area.files.plan_lines.at(person.first_line);
    const std::string agreement = event.subject + "-managed";
    const std::int64_t letter =
        add_letter("signed-agreement", person.person, "agreement:" + agreement);
    tell_what_the_rules_ask(event.budget, std::to_string(letter));
    stage_.office.propose_and_confirm("plan option",
                                      {{"plan_line", line.plan_line},
                                       {"option", "managed-account"},
                                       {"from", event.from.iso()},
                                       {"new_plan_line", line.plan_line + "-managed"},
                                       {"purpose", "Assistants, employed through Millpond"},
                                       {"amount", plain_pounds(event.amount)},
                                       {"facts", "line.planned_cost=" + plain_pounds(event.amount)},
                                       {"agreement", agreement},
                                       {"payee", "support-service:" + std::string(support_service)},
                                       {"timing", "advance"},
                                       {"signed_on", stage_.office.today().iso()},
                                       {"evidence", std::to_string(letter)},
                                       {"ground", "request"},
                                       {"ground_evidence", std::to_string(letter)}});
    ++counts_.option_changes;
    Event handing = event;
    handing.kind = EventKind::hand_over;
    handing.on = event.from + days_until_handed_over;
    to_come_.emplace(handing.on, std::move(handing));
}

void Player::hand_over(const Event& event) {
    const gateway::PersonRow& person = stage_.area.files.people.at(person_of(event.budget).row);
    stage_.bank.pay_in(stage_.office.today(),
                       client_bank,
                       event.amount,
                       person.given_name + " " + person.family_name,
                       std::string(hand_over_mark) + event.budget);
}

// Two payments of one payee may have come back: the account is confirmed once.
void Player::confirm_payee(const Event& event) {
    const auto account =
        ledger::payee_account_numbered(stage_.office.reader(), event.number, stage_.office.today());
    if (!account || account->status != ledger::PayeeStatus::blocked) return;
    const std::string person = account->person != 0 ? event.subject : "";
    const std::string number = std::to_string(event.number);
    const std::int64_t letter = add_letter("letter", person, "payee-account:" + number);
    stage_.office.ask(checker,
                      "payee confirm",
                      {{"payee", event.subject},
                       {"payee_account", number},
                       {"evidence", std::to_string(letter)}});
    ++counts_.payees_confirmed;
}

}  // namespace almoner::ops::demo
