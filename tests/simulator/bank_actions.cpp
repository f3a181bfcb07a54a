// What the bank does by chance, what is done about it, and what only a program does.
#include "ledger/calendar/working_days.h"
#include "ledger/records/payment_ref.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "scheduler/jobs/run_job.h"
#include "tests/simulator/simulation.h"

#include <algorithm>

namespace almoner::tests {
namespace {

using ops::bank_stand_in::BankFile;
using BankFault = ops::bank_stand_in::Fault;

}  // namespace

// Now and then nobody works for a few days.
void Simulation::next_day() {
    const std::uint64_t days = chance_.one_in(3) ? 1 + chance_.below(9) : 1;
    for (std::uint64_t day = 0; day < days; ++day) {
        for (BankFile& file : bank_->close_day(today_)) {
            if (file.bytes.find("<Ntry>") != std::string::npos || chance_.one_in(20)) {
                inbox_.push_back(std::move(file.bytes));
            }
        }
        today_ = ledger::next_working_day(today_, holidays_);
    }
    note("it is " + today_.iso());
}

// Mostly the oldest, some in another order, some once more.
void Simulation::import_file() {
    std::string file;
    if (!read_.empty() && chance_.one_in(6)) {
        file = any_of(read_);
        ++tally_.others["file given again"];
    } else if (inbox_.empty()) {
        return next_day();
    } else {
        const std::size_t at = chance_.one_in(5) ? chance_.below(inbox_.size()) : 0;
        file = inbox_[at];
        inbox_.erase(inbox_.begin() + static_cast<std::ptrdiff_t>(at));
        read_.push_back(file);
    }
    (void)give(chance_.one_in(12) ? anybody() : maker(), "statement import", {{"file", file}});
}

// A file that is none, of another bank, or whose sums were changed on the way.
void Simulation::import_nonsense() {
    std::string file = "not a statement";
    if (!read_.empty() && !chance_.one_in(4)) {
        file = any_of(read_);
        const bool is_sum = chance_.one_in(2);
        const std::size_t at = is_sum ? file.find("<Amt Ccy=\"GBP\">") : file.find("<Othr><Id>");
        const std::size_t digit = at + (is_sum ? 15 : 10);
        if (at == std::string::npos) return;
        file[digit] = file[digit] == '9' ? '8' : static_cast<char>(file[digit] + 1);
    }
    (void)give(maker(), "statement import", {{"file", file}});
}

// What it is more often than not.
std::string Simulation::likely_destination(const ShownItem& item) {
    const bool is_in = item.amount > 0;
    const std::int64_t size = is_in ? item.amount : -item.amount;
    const std::string account = bank_refs_.at(item.bank_account);
    const bool is_of_a_payment = std::ranges::any_of(shown_.payments, [&](const auto& each) {
        return each.second.net == size && each.second.submission != 0;
    });
    if (account == "BA-SS") {
        if (is_of_a_payment && chance_.one_in(2)) return is_in ? "client-receipt" : "client-return";
        if (chance_.one_in(3)) return is_in ? "client-contribution" : "client-charge";
        return is_in ? "own-money" : "client-charge";
    }
    if (is_of_a_payment) return is_in ? "payment-return" : "payment";
    const auto recharges =
        rows_of(session_->database(),
                "SELECT amount, id FROM recharge WHERE amount = " + std::to_string(size),
                2);
    if (!recharges.empty()) return is_in ? "recharge" : "recharge-paid";
    if (chance_.one_in(3)) return is_in ? "interest" : "bank-charge";
    if (is_in && account == "BA-LA" && chance_.one_in(2)) return "contribution";
    if (chance_.one_in(4)) return is_in ? "payment-return" : "other-line";
    return is_in ? "funding" : "funding-withdrawn";
}

void Simulation::explain_line() {
    std::vector<std::int64_t> items;
    for (const auto& [id, item] : shown_.items) {
        if (item.is_open || chance_.one_in(30)) items.push_back(id);
    }
    if (items.empty()) return money_comes();
    const std::int64_t id = any_of(items);
    const ShownItem& item = shown_.items.at(id);
    Fields fields{{"item", std::to_string(id)}};
    static const std::vector<std::string> in{"funding",
                                             "interest",
                                             "contribution",
                                             "payment-return",
                                             "recharge",
                                             "own-money",
                                             "client-contribution",
                                             "other-line",
                                             "charge-made-good",
                                             "client-receipt"};
    static const std::vector<std::string> out{"funding-withdrawn",
                                              "bank-charge",
                                              "payment",
                                              "other-line",
                                              "client-charge",
                                              "recharge-paid",
                                              "client-return"};
    std::string to = item.amount > 0 ? any_of(in) : any_of(out);
    if (!chance_.one_in(3)) to = likely_destination(item);
    fields["to"] = to;
    const bool is_of_council =
        chance_.one_in(6) || to == "recharge" || bank_refs_.at(item.bank_account) == "BA-LA";
    fields["commissioner"] = is_of_council ? "LA" : "ICB";
    fields["stream"] = is_of_council ? "social-care" : chance_.one_in(9) ? "education" : "nhs";
    if (to.starts_with("payment") || to == "client-receipt" || to == "client-return") {
        const auto payment = some_payment({in_file, sent, settled, returned, rejected, recalled});
        if (!payment) return;
        // What somebody finds who looks for the amount.
        std::int64_t meant = *payment;
        for (const auto& [each, is] : shown_.payments) {
            if (is.net == std::abs(item.amount) && chance_.one_in(2)) meant = each;
        }
        fields["payment"] = ledger::payment_ref(meant);
    }
    if (to == "own-money" || to == "client-contribution") {
        fields["budget"] = chance_.one_in(4) ? "B5" : "B7";
    }
    if (to == "recharge-paid") {
        fields["recharge"] = std::to_string(1 + chance_.below(3));
    }
    if (to == "other-line") {
        std::int64_t other = any_of(items);
        for (const auto& [each, is] : shown_.items) {
            if (is.is_open && is.amount == -item.amount) other = each;
        }
        fields["line"] = std::to_string(other);
    }
    keep_if_proposed(give(maker(), "statement explain", fields));
}

void Simulation::undo_explanation() {
    std::vector<std::int64_t> items;
    for (const auto& [id, item] : shown_.items) {
        if (!item.is_open) items.push_back(id);
    }
    if (items.empty()) return explain_line();
    keep_if_proposed(give(
        maker(), "statement explain", {{"item", std::to_string(any_of(items))}, {"undo", "yes"}}));
}

// In or out, with no word of why, with one of ours, or as a correction of what came before.
void Simulation::money_comes() {
    std::string name = any_of(area_.banks).first;
    auto pence = static_cast<std::int64_t>(1 + chance_.below(90'00));
    std::string words = "SOMEBODY";
    switch (chance_.below(7)) {
        case 0: pence = -pence; break;
        case 1:
        case 5:
        case 6: {
            const auto payment = some_payment({sent, settled, rejected, recalled, in_file});
            if (!payment) break;
            words = ledger::payment_ref(*payment);
            if (!chance_.one_in(4)) name = bank_refs_.at(shown_.payments.at(*payment).paid_from);
            const std::int64_t net = shown_.payments.at(*payment).net;
            pence = chance_.one_in(3) ? net
                                      : 1 + static_cast<std::int64_t>(chance_.below(
                                                static_cast<std::uint64_t>(net) + 40));
            if (chance_.one_in(3)) pence = -net;
            break;
        }
        case 2: {
            const auto rows = rows_of(session_->database(), "SELECT amount, id FROM recharge", 2);
            if (!rows.empty()) pence = chance_.one_in(2) ? rows.back()[0] : -rows.back()[0];
            break;
        }
        case 3: {
            const std::int64_t before =
                shown_.items.empty() ? 0 : any_of(shown_.items).second.amount;
            if (before != 0) pence = -before;
            break;
        }
        default: break;
    }
    const MadeBank& there = area_.banks.at(name);
    bank_->pay_in(
        {there.sort_code, there.number}, today_, ledger::Money::from_pence(pence), "Payer", words);
    note("at the bank: " + std::to_string(pence) + "p on " + name + ", " + words);
}

void Simulation::bank_goes_wrong() {
    static const std::vector<BankFault> faults{BankFault::reject,
                                               BankFault::returned,
                                               BankFault::returned,
                                               BankFault::returned,
                                               BankFault::duplicate_file,
                                               BankFault::delay,
                                               BankFault::wrong_amount,
                                               BankFault::identical_lines};
    bank_->expect(
        {.fault = chance_.one_in(20) ? BankFault::missing_line : any_of(faults), .count = 1});
}

// As the scheduler: what a stop interrupts, the next start takes up.
void Simulation::run_job() {
    static const std::vector<std::string> jobs{
        "identities", "re-date", "options", "propose", "late-payments", "reminders"};
    const std::string job = any_of(jobs);
    note(today_.iso() + " scheduler: job " + job);
    const auto reader = ledger::open_sqlite(stage_.folder, ledger::SqliteUse::read);
    scheduler::DirectRunner runner(session_->writer(), session_->around());
    constexpr std::int64_t day_ms = 86'400'000;
    const auto result = scheduler::run_job(
        runner,
        *reader,
        session_->around(),
        {.name = job, .today = today_, .at_ms = std::int64_t{today_.days()} * day_ms + day_ms / 2});
    const Shown before = std::exchange(shown_, looked());
    auto& ends = tally_.commands["job run"];
    ++(result.outcome.accepted() ? ends.accepted : ends.refused);
    if (!result.outcome.accepted()) ++tally_.codes[result.outcome.refusal().code];
    oracle_->follow(
        {.name = "job", .fields = {}, .answer = {}, .on = today_.days()}, before, shown_);
}

// The answer was lost, or a caller is careful.
void Simulation::ask_again() {
    if (journalled_.empty()) return;
    const Given& first = any_of(journalled_);
    note("once more: " + first.command.name + " " + first.command.key);
    const auto answers = session_->run_group({first.command});
    ++tally_.others["asked again"];
    if (!answers.all_replayed || answers.texts.front() != first.text) {
        broke("asked again, '" + first.text + "' is now '" + answers.texts.front() + "'");
    }
    const Shown before = std::exchange(shown_, looked());
    check_no_trace(before, "asking again");
    if (before.entries != shown_.entries) broke("asking again is told in the journal");
    oracle_->compare(shown_);
}

// The same key for something else is a mistake of the caller's.
void Simulation::ask_otherwise() {
    if (journalled_.empty()) return;
    scheduler::Command command = any_of(journalled_).command;
    command.fields["note"] = "something else";
    note("with a key that was used: " + command.name + " " + command.key);
    const auto answers = session_->run_group({command});
    ++tally_.others["asked otherwise"];
    if (!answers.texts.front().starts_with("refused key-")) {
        broke("a key was used twice: " + answers.texts.front());
    }
    const Shown before = std::exchange(shown_, looked());
    check_no_trace(before, "a key that was used twice");
    oracle_->compare(shown_);
}

void Simulation::restart() {
    note("a restart");
    ++tally_.others["restart"];
    close();
    open();
    look();
    oracle_->compare(shown_);
}

}  // namespace almoner::tests
