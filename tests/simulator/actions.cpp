// What the people of an area do by chance: mostly sense, some of it not.
#include "ledger/records/payment_ref.h"
#include "tests/simulator/simulation.h"
#include "tests/support/activation_facts.h"
#include "tests/support/run_area.h"

#include <algorithm>

namespace almoner::tests {
namespace {

constexpr std::int64_t run_proposed = 1;
constexpr std::int64_t run_approved = 2;

std::string numbered(const char* prefix, int number) {
    return prefix + std::to_string(number);
}

}  // namespace

const std::vector<Simulation::Action>& Simulation::actions() {
    static const std::vector<Action> all{
        {18, &Simulation::next_day},        {22, &Simulation::import_file},
        {10, &Simulation::propose_run},     {16, &Simulation::approve_run},
        {14, &Simulation::send_run},        {3, &Simulation::cancel_run},
        {7, &Simulation::pay_urgently},     {4, &Simulation::recall},
        {5, &Simulation::answer_recall},    {2, &Simulation::hold_somebody},
        {5, &Simulation::resume_somebody},  {8, &Simulation::confirm_payee},
        {4, &Simulation::change_rate},      {2, &Simulation::raise_rates},
        {3, &Simulation::change_option},    {24, &Simulation::decide_proposal},
        {3, &Simulation::close_month},      {4, &Simulation::claim_recharge},
        {3, &Simulation::approve_recharge}, {2, &Simulation::import_nonsense},
        {16, &Simulation::explain_line},    {6, &Simulation::undo_explanation},
        {8, &Simulation::money_comes},      {12, &Simulation::bank_goes_wrong},
        {4, &Simulation::run_job},          {5, &Simulation::ask_again},
        {2, &Simulation::ask_otherwise},    {2, &Simulation::restart},
    };
    return all;
}

std::string Simulation::maker() {
    return chance_.one_in(2) ? "anna" : "dora";
}

// One of them may approve up to £1,000 only.
std::string Simulation::checker() {
    return chance_.one_in(3) ? "carol" : "ben";
}

std::string Simulation::anybody() {
    static const std::vector<std::string> people{"anna", "dora", "ben", "carol", "vic", "nobody"};
    return any_of(people);
}

std::string Simulation::some_agreement() {
    return any_of(area_.agreements).first;
}

std::string Simulation::some_line() {
    return any_of(area_.lines).first;
}

std::optional<std::int64_t> Simulation::some_run(std::int64_t state) {
    std::vector<std::int64_t> runs;
    for (const auto& [run, is] : shown_.runs) {
        if (is == state || chance_.one_in(40)) runs.push_back(run);
    }
    if (runs.empty()) return std::nullopt;
    return any_of(runs);
}

std::optional<std::int64_t> Simulation::some_payment(const std::set<std::int64_t>& states) {
    std::vector<std::int64_t> payments;
    for (const auto& [id, payment] : shown_.payments) {
        if (states.contains(payment.state)) payments.push_back(id);
    }
    if (payments.empty()) return std::nullopt;
    return any_of(payments);
}

// What somebody who counts what is shown would type.
std::string Simulation::confirm_of(std::int64_t run) {
    std::int64_t count = 0;
    std::int64_t total = 0;
    for (const auto& [id, payment] : shown_.payments) {
        if (payment.run != run || payment.state != proposed) continue;
        ++count;
        total += payment.net;
    }
    if (chance_.one_in(12)) ++total;
    return std::to_string(count) + ":" + std::to_string(total);
}

std::string Simulation::amount(std::uint64_t most_pounds) {
    const std::uint64_t pence = 1 + chance_.below(most_pounds * 100);
    const std::string rest = std::to_string(pence % 100);
    return std::to_string(pence / 100) + "." + (rest.size() == 1 ? "0" : "") + rest;
}

std::int64_t Simulation::letter(const std::string& person, const std::string& subject) {
    Fields fields{{"kind", "letter"},
                  {"subject", subject},
                  {"dated_on", today_.iso()},
                  {"media_type", "text/plain"},
                  {"file:document", "A letter about " + subject}};
    if (!person.empty()) fields["person"] = person;
    const Given given = give(maker(), "evidence add", fields);
    return given.accepted ? given.answer.at("evidence").get<std::int64_t>() : 0;
}

// Mostly with what the person wrote, in case it is worth less.
Simulation::Fields Simulation::asked_for(const std::string& line, Fields fields) {
    if (chance_.one_in(10)) return fields;
    std::string person;
    for (const auto& [ref, each] : area_.agreements) {
        if (each.budget == area_.lines.at(line).budget) person = each.person;
    }
    fields["ground"] = "request";
    fields["ground_evidence"] = std::to_string(letter(person, "plan-line:" + line));
    return fields;
}

// The first day of the next period of four weeks, which all agreements share.
ledger::Date Simulation::next_period() const {
    constexpr std::int32_t cycle = 28;
    ledger::Date first = on(first_period_on);
    while (first <= today_) first = first + cycle;
    return first;
}

void Simulation::keep_if_proposed(const Given& given) {
    if (!given.accepted || !given.answer.contains("proposal")) return;
    proposals_[given.answer.at("proposal").get<std::int64_t>()] = {
        .name = given.command.name, .fields = given.command.fields, .answer = given.answer};
}

void Simulation::propose_run() {
    Fields fields;
    if (chance_.one_in(4)) {
        fields["until"] = (today_ + static_cast<std::int32_t>(chance_.below(40))).iso();
    }
    if (chance_.one_in(5))
        fields["bank_account"] = chance_.one_in(6) ? "BA-NO" : any_of(area_.banks).first;
    if (chance_.one_in(8)) fields["stream"] = chance_.one_in(4) ? "gas" : "nhs";
    (void)give(chance_.one_in(12) ? anybody() : maker(), "run propose", fields);
}

void Simulation::approve_run() {
    const auto run = some_run(run_proposed);
    if (!run) return propose_run();
    Fields fields{{"run", "RUN-" + std::to_string(*run)}, {"confirm", confirm_of(*run)}};
    const Given given = give(chance_.one_in(8) ? anybody() : "ben", "run approve", fields);
    if (given.text != "refused payments-to-hold" || chance_.one_in(6)) return;
    (void)give(maker(), "run cancel", {{"run", fields.at("run")}});
}

void Simulation::send_run() {
    const auto run = some_run(run_approved);
    if (!run) return approve_run();
    const std::string ref = "RUN-" + std::to_string(*run);
    const Given given = give(chance_.one_in(12) ? anybody() : maker(), "run send", {{"run", ref}});
    if (given.text != "refused payments-to-hold" || chance_.one_in(3)) return;
    (void)give(maker(), "run cancel", {{"run", ref}});
}

void Simulation::cancel_run() {
    const auto run = some_run(chance_.one_in(2) ? run_approved : run_proposed);
    if (!run) return;
    (void)give(maker(), "run cancel", {{"run", "RUN-" + std::to_string(*run)}});
}

void Simulation::pay_urgently() {
    static const std::vector<std::string> reasons{"wages-due", "card-failed", "other", "gas"};
    Fields fields{{"agreement", some_agreement()},
                  {"amount", amount(chance_.one_in(3) ? 600 : 120)},
                  {"reason", any_of(reasons)},
                  {"words", "now"},
                  {"basis", chance_.one_in(2) ? "advance" : "addition"}};
    const Given given = give(chance_.one_in(10) ? anybody() : maker(), "emergency", fields);
    if (!given.accepted || chance_.one_in(3)) return;
    const std::string run = given.answer.at("run");
    const Given approval =
        give("ben", "run approve", {{"run", run}, {"confirm", given.answer.at("confirm")}});
    if (approval.accepted) (void)give(maker(), "run send", {{"run", run}});
}

void Simulation::recall() {
    const auto payment = some_payment({sent, in_file, settled});
    if (!payment) return;
    (void)give(maker(), "run recall", {{"payment", ledger::payment_ref(*payment)}});
}

void Simulation::answer_recall() {
    const auto id = some_payment({recall_asked});
    if (!id) return recall();
    const std::string ref = ledger::payment_ref(*id);
    if (chance_.one_in(3)) {
        (void)give(maker(), "run recall-refused", {{"payment", ref}});
        return;
    }
    Fields fields{{"payment", ref}};
    if (!chance_.one_in(6)) fields["evidence"] = std::to_string(letter("", "payment:" + ref));
    const ShownPayment payment = shown_.payments.at(*id);
    const Given given = give(checker(), "run recall-confirmed", fields);
    // The bank may have paid it all the same: then it settles late.
    if (!given.accepted || chance_.one_in(3)) return;
    for (const auto& [name, bank] : area_.banks) {
        (void)bank_->recall(
            {.account = {bank.sort_code, bank.number},
             .submission = {},
             .reference = ref,
             .entry_on = on(area_begins_on) +
                         static_cast<std::int32_t>(payment.entry_on - on(area_begins_on).days()),
             .amount = ledger::Money::from_pence(payment.net)});
    }
}

void Simulation::hold_somebody() {
    Fields fields{{"reason", chance_.one_in(4) ? "concern" : "account"}};
    std::string what = "plan_line";
    std::string name = "plan hold";
    switch (chance_.below(3)) {
        case 0:
            what = "person";
            name = "person hold";
            fields[what] = any_of(area_.people);
            break;
        case 1:
            what = "agreement";
            name = "agreement hold";
            fields[what] = some_agreement();
            break;
        default:
            fields[what] = some_line();
            fields["from"] = next_period().iso();
            break;
    }
    if (give(maker(), name, fields).accepted) on_hold_.insert(what + " " + fields.at(what));
}

void Simulation::resume_somebody() {
    std::string held_one = "agreement " + some_agreement();
    if (!on_hold_.empty()) held_one = any_of(on_hold_);
    const std::string what = held_one.substr(0, held_one.find(' '));
    const std::string name = what == "plan_line" ? "plan resume" : what + " resume";
    const Given given = give(maker(), name, {{what, held_one.substr(held_one.find(' ') + 1)}});
    if (!given.accepted || chance_.one_in(2)) on_hold_.erase(held_one);
    keep_if_proposed(given);
    if (!given.accepted || !given.answer.contains("proposals")) return;
    for (const auto& each : given.answer.at("proposals")) {
        proposals_[each.at("proposal").get<std::int64_t>()] = {
            .name = "agreement resume", .fields = {}, .answer = each};
    }
}

// Somebody rang: the details are right.
void Simulation::confirm_payee() {
    const auto rows = rows_of(session_->database(),
                              "SELECT number, COALESCE(person, 0) FROM payee_account y"
                              " WHERE status <> 'confirmed' AND version = (SELECT MAX(version)"
                              " FROM payee_account v WHERE v.number = y.number)",
                              2);
    if (rows.empty() && !chance_.one_in(6)) return import_file();
    std::string payee = area_.agreements.at(some_agreement()).payee;
    std::int64_t number = 0;
    if (!rows.empty()) {
        const auto& row = any_of(rows);
        number = row[0];
        for (const auto& [ref, each] : area_.agreements) {
            const auto paid =
                rows_of(session_->database(),
                        "SELECT payee_account FROM agreement WHERE ref = '" + ref + "'",
                        1);
            if (!paid.empty() && paid.back()[0] == number) payee = each.payee;
        }
    }
    const std::int64_t paper = letter(payee.find(':') == std::string::npos ? payee : "",
                                      "payee-account:" + std::to_string(number));
    (void)give(chance_.one_in(6) ? anybody() : checker(),
               "payee confirm",
               {{"payee", payee},
                {"payee_account", std::to_string(number)},
                {"evidence", std::to_string(paper)}});
}

void Simulation::change_rate() {
    const ledger::Date from =
        chance_.one_in(4) ? today_ - static_cast<std::int32_t>(chance_.below(30)) : next_period();
    const std::string line = some_line();
    keep_if_proposed(give(
        maker(),
        "plan change",
        asked_for(line, {{"plan_line", line}, {"amount", amount(250)}, {"from", from.iso()}})));
}

void Simulation::raise_rates() {
    static const std::vector<std::string> streams{"nhs", "social-care", "children", "gas"};
    keep_if_proposed(give(maker(),
                          "uplift propose",
                          {{"stream", any_of(streams)},
                           {"percent", amount(chance_.one_in(8) ? 80 : 9)},
                           {"from", next_period().iso()}}));
}

// All that the rules ask before a line begins under an agreement that pays.
void Simulation::tell_what_the_rules_ask(const std::string& budget, std::int64_t paper) {
    (void)give(
        maker(),
        "fact record",
        {{"subject", "budget:" + budget}, {"facts", activation_facts(std::to_string(paper))}});
}

// What a holder was paid is managed by the support service from the next period on.
void Simulation::change_option() {
    static const std::vector<std::pair<std::string, std::string>> lines{
        {"L7", "P5"}, {"L5", "P3"}, {"L8", "P6"}, {"L9", "P7"}};
    const auto& [line, person] = any_of(lines);
    const std::string agreement = numbered("AM", ++refs_);
    const std::int64_t paper = letter(person, "agreement:" + agreement);
    if (!chance_.one_in(10)) tell_what_the_rules_ask(area_.lines.at(line).budget, paper);
    const std::string worth = amount(200);
    keep_if_proposed(give(maker(),
                          "plan option",
                          asked_for(line,
                                    {{"plan_line", line},
                                     {"option", "managed-account"},
                                     {"from", next_period().iso()},
                                     {"new_plan_line", numbered("LM", refs_)},
                                     {"purpose", "Help"},
                                     {"amount", worth},
                                     {"facts", "line.planned_cost=" + worth},
                                     {"agreement", agreement},
                                     {"payee", "support-service:SS"},
                                     {"timing", "advance"},
                                     {"signed_on", today_.iso()},
                                     {"evidence", std::to_string(paper)}})));
}

void Simulation::decide_proposal() {
    if (proposals_.empty()) return;
    const std::int64_t id = any_of(proposals_).first;
    const Proposed proposed = proposals_.at(id);
    const std::string number = std::to_string(id);
    if (chance_.one_in(8)) {
        (void)give(maker(), "proposal refuse", {{"proposal", number}, {"reason", "no"}});
        return;
    }
    if (proposed.name == "import") return confirm_payee();
    std::string confirm = proposed.answer.at("confirm");
    if (chance_.one_in(12)) confirm += "0";
    const std::string who = chance_.one_in(8) ? anybody() : checker();
    if (proposed.name == "uplift propose") {
        (void)give(who, "uplift approve", {{"uplift", number}, {"confirm", confirm}});
    } else {
        (void)give(who, "proposal confirm", {{"proposal", number}, {"confirm", confirm}});
    }
}

void Simulation::close_month() {
    const auto rows = rows_of(session_->database(), "SELECT COUNT(*), 0 FROM month_closing", 2);
    const auto closed = static_cast<std::int32_t>(rows.front()[0] / 2);
    const std::string month =
        "2026-0" + std::to_string(4 + std::min(closed + (chance_.one_in(5) ? 1 : 0), 5));
    keep_if_proposed(give(maker(),
                          "month close",
                          {{"commissioner", chance_.one_in(2) ? "ICB" : "LA"}, {"month", month}}));
}

void Simulation::claim_recharge() {
    const bool is_sense = !chance_.one_in(6);
    keep_if_proposed(give(
        maker(), "recharge claim", {{"commissioner", is_sense ? "ICB" : "LA"}, {"partner", "LA"}}));
}

void Simulation::approve_recharge() {
    const auto rows = rows_of(session_->database(), "SELECT id, amount FROM recharge", 2);
    if (rows.empty() && !chance_.one_in(8)) return claim_recharge();
    const std::int64_t id = rows.empty() ? 1 : any_of(rows)[0];
    keep_if_proposed(give(maker(), "recharge approve", {{"recharge", std::to_string(id)}}));
}

}  // namespace almoner::tests
