#include "ops/demo/player.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/person.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <utility>

namespace almoner::ops::demo {
namespace {

using ledger::Date;
using nlohmann::json;

constexpr std::int32_t days_to_answer = 2;  // working days until a returned payment is looked into

const ledger::Query returned_since{
    "SELECT id, subject FROM task WHERE kind = 'payment-returned' AND id > $1 ORDER BY id"};

std::string_view payee_word(ledger::OrganisationKind kind) {
    switch (kind) {
        case ledger::OrganisationKind::support_service: return "support-service:";
        case ledger::OrganisationKind::individual_service_fund:
        case ledger::OrganisationKind::trust: return "third-party:";
        case ledger::OrganisationKind::provider: return "provider:";
        case ledger::OrganisationKind::nhs:
        case ledger::OrganisationKind::council: break;
    }
    throw ledger::InvariantBroken("a commissioner as a payee");
}

}  // namespace

Player::Player(const Stage& stage, Told told) : stage_(stage), told_(std::move(told)) {
    for (const Event& event : stage_.events) to_come_.emplace(event.on, event);
}

void Player::play(const ledger::Period& days) {
    for (Date day = days.first; day <= days.last; day = day + 1) {
        if (ledger::is_working_day(day, stage_.holidays)) play_day(day);
    }
    stage_.bank.save();
}

// What is known in the morning, then the week's run, then what the bank says in the evening.
void Player::play_day(Date day) {
    stage_.office.open_day(day);
    while (!to_come_.empty() && to_come_.begin()->first <= day) {
        const Event event = to_come_.begin()->second;
        to_come_.erase(to_come_.begin());
        happen(event);
    }
    if (is_run_day(day)) {
        pay();
        told_(day, counts_);
    }
    read_bank(day);
}

// The first working day of each week.
bool Player::is_run_day(Date day) const {
    const Date monday = day - static_cast<std::int32_t>(day.iso_weekday() - 1);
    return ledger::previous_working_day(day, stage_.holidays) < monday;
}

void Player::pay() {
    for (const std::string_view name : {"identities", "re-date", "options", "reminders"}) {
        if (!stage_.office.run_job(name).at("agrees").get<bool>()) {
            throw ledger::InvariantBroken("the demonstration's books do not agree");
        }
    }
    const json done = stage_.office.run_job("propose");
    for (const json& command : done.at("commands")) {
        if (!command.at("refused").is_null()) {
            throw ledger::InvariantBroken("the proposal of a demonstration was refused: " +
                                          command.at("refused").get<std::string>());
        }
        for (const json& run : command.at("answer").at("runs")) {
            counts_.held += run.at("held").get<std::int64_t>();
            if (run.at("payments") != 0) send(run);
        }
    }
}

void Player::send(const json& run) {
    const FieldMap named{{"run", run.at("run")}};
    FieldMap approval = named;
    approval["confirm"] = run.at("confirm");
    stage_.office.ask(checker, "run approve", approval);
    const json sent = stage_.office.ask(maker, "run send", named);
    for (const json& file : sent.at("files")) {
        stage_.bank.take(stage_.office.today(), file.at("file"), file.at("items"));
    }
    ++counts_.runs;
    counts_.payments += run.at("payments").get<std::int64_t>();
    counts_.paid_out += ledger::Money::from_pence(run.at("total").get<std::int64_t>());
}

void Player::read_bank(Date day) {
    for (const bank_stand_in::BankFile& file : stage_.bank.close(day)) {
        const json read = stage_.office.ask(maker, "statement import", {{"file", file.bytes}});
        counts_.settled += read.value("settled", std::int64_t{0});
        counts_.returned += read.value("returned", std::int64_t{0});
        counts_.received += read.value("received", std::int64_t{0});
        counts_.in_suspense += read.value("suspense", std::int64_t{0});
    }
    look_for_returns();
    explain_lines();
}

void Player::look_for_returns() {
    std::vector<std::int64_t> payments;
    {
        ledger::Rows rows = stage_.office.reader().select(returned_since, last_task_);
        while (rows.next()) {
            last_task_ = rows.integer(0);
            if (const auto id = ledger::payment_of_ref(rows.text(1))) payments.push_back(*id);
        }
    }
    for (const std::int64_t payment : payments) {
        Event event = confirmation(payment);
        to_come_.emplace(event.on, std::move(event));
    }
}

// Somebody rings the payee, and a letter comes back with the details as they are.
Event Player::confirmation(std::int64_t id) const {
    ledger::Database& reader = stage_.office.reader();
    const Date today = stage_.office.today();
    const auto payment = ledger::payment_by_id(reader, id);
    if (!payment) throw ledger::InvariantBroken("a task about a payment that is not there");
    const auto account = ledger::payee_account_numbered(reader, payment->payee_account, today);
    if (!account) throw ledger::InvariantBroken("a payment without its payee's account");
    std::string payee;
    if (account->person != 0) {
        payee = ledger::person_numbered(reader, account->person, today).value().ref;
    } else {
        const auto owner = ledger::organisation_numbered(reader, account->organisation, today);
        payee = std::string(payee_word(owner.value().kind)) + owner.value().ref;
    }
    return {.on = in_working_days(days_to_answer),
            .kind = EventKind::confirm_payee,
            .subject = payee,
            .number = account->number};
}

Date Player::in_working_days(std::int32_t days) const {
    return ledger::add_working_days(stage_.office.today(), days, stage_.holidays);
}

const MadePerson& Player::person_of(const std::string& budget) const {
    const auto found = std::ranges::find(stage_.area.people, budget, &MadePerson::budget);
    if (found == stage_.area.people.end()) throw ledger::InvariantBroken("nobody's budget");
    return *found;
}

}  // namespace almoner::ops::demo
