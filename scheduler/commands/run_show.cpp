#include "scheduler/commands/run_show.h"

#include "ledger/records/payment.h"
#include "ledger/records/payment_end.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "rules/release/release.h"
#include "scheduler/commands/pay_out_words.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/run_people.h"
#include "scheduler/payment_run/late_payment.h"
#include "scheduler/payment_run/paid_besides.h"
#include "scheduler/payroll/other_account.h"

#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::PaymentRecord;
using nlohmann::json;

const ledger::Query findings_between{
    "SELECT payment, code, outcome FROM finding WHERE payment BETWEEN $1 AND $2 ORDER BY id"};
const ledger::Query agreement_refs{
    "SELECT number, ref FROM agreement WHERE number IN"
    " (SELECT agreement FROM payment WHERE id BETWEEN $1 AND $2) ORDER BY id"};

const ledger::Query offsets_between{
    "SELECT payment, amount FROM period_offset WHERE payment BETWEEN $1 AND $2 ORDER BY id"};
// By the modulus check of the account as it is known on the day.
const ledger::Query to_invalid_accounts{
    "SELECT p.id FROM payment p JOIN payee_account a ON a.number = p.payee_account"
    " WHERE p.id BETWEEN $1 AND $2 AND a.check_result = 'invalid' AND a.version ="
    " (SELECT MAX(v.version) FROM payee_account v WHERE v.number = a.number AND v.from_on <= $3)"
    " ORDER BY p.id"};

using ById = std::unordered_map<std::int64_t, json>;
using Totals = std::map<std::string, std::int64_t>;

json finding_shown(std::string_view code, std::string_view outcome) {
    json shown{{"code", code}, {"outcome", outcome}};
    if (const rules::ReleaseRule* const rule = rules::release_rule(code)) {
        shown["words"] = rule->words;
        shown["next"] = rule->next;
    }
    return shown;
}

// A warning: it is paid, and whoever approves it has seen this.
json account_check_failed() {
    return {{"code", "account-check-failed"},
            {"outcome", "shown"},
            {"words", "The payee's account number does not pass the modulus check."},
            {"next", "Ask the payee for the sort code and account number again."}};
}

// Two people have confirmed the new account; whoever approves the run has seen that it is one.
json other_account_since() {
    return {{"code", "other-account-since-slip"},
            {"outcome", "shown"},
            {"words", "These wages go to other bank details than those of the day of their slip."},
            {"next", "Be sure that the change was asked for before you approve the payment."}};
}

struct Beside {
    ById findings;
    ById streams;
    std::unordered_map<std::int64_t, ledger::Money> offsets;
    std::unordered_map<std::int64_t, std::string> agreements;
};

Beside beside(ledger::Database& database, const ledger::IdRange& ids, Date today) {
    Beside read;
    ledger::Rows findings = database.select(findings_between, ids.first, ids.last);
    while (findings.next()) {
        read.findings[findings.integer(0)].push_back(
            finding_shown(findings.text(1), findings.text(2)));
    }
    ledger::Rows invalid = database.select(to_invalid_accounts, ids.first, ids.last, today);
    while (invalid.next()) {
        read.findings[invalid.integer(0)].push_back(account_check_failed());
    }
    for (const std::int64_t each : payments_to_other_accounts(database, ids, today)) {
        read.findings[each].push_back(other_account_since());
    }
    ledger::each_part(database, ids, [&](const ledger::PaymentPart& part) {
        json& stream = read.streams[part.payment][std::string(name_of(part.stream))];
        stream = (stream.is_null() ? 0 : stream.get<std::int64_t>()) + part.net.pence();
    });
    ledger::Rows offsets = database.select(offsets_between, ids.first, ids.last);
    while (offsets.next()) read.offsets[offsets.integer(0)] += offsets.money(1);
    ledger::Rows refs = database.select(agreement_refs, ids.first, ids.last);
    while (refs.next()) read.agreements[refs.integer(0)] = refs.str(1);
    return read;
}

struct Looking {
    ledger::Database& database;
    RunPeople people;
    Date today{};
};

json or_empty(const ById& all, std::int64_t id, const json& empty) {
    const auto found = all.find(id);
    return found == all.end() ? empty : found->second;
}

// What a reader adds up: a contribution that is taken off makes the net less; one that the council
// asks for does not.
std::string_view contribution_is(const PaymentRecord& payment, ledger::Money offset) {
    if (payment.contribution.is_zero()) return "";
    const bool is_taken_off = payment.net < payment.gross - payment.advanced - offset;
    return is_taken_off ? "taken off" : "paid to the council";
}

// What was paid besides may have come back since it was found.
json findings_of(const PaymentRecord& payment, const Beside& read, Looking& looking) {
    json findings = or_empty(read.findings, payment.id, json::array());
    for (json& each : findings) {
        if (each["code"] != paid_besides) continue;
        each["words"] = paid_besides_words(looking.database, payment);
        each["next"] = "";
    }
    return findings;
}

json shown(const PaymentRecord& payment, const Beside& read, Looking& looking) {
    const auto agreement = read.agreements.find(payment.agreement);
    const auto taken = read.offsets.find(payment.id);
    const std::string what_for =
        is_pay_out(payment.kind) ? pay_out_words(looking.database, payment.id) : std::string{};
    const ledger::Money offset = taken == read.offsets.end() ? ledger::Money{} : taken->second;
    json one{
        {"payment", ledger::payment_ref(payment.id)},
        {"agreement", agreement == read.agreements.end() ? what_for : agreement->second},
        {"kind", name_of(payment.kind)},
        {"option", name_of(payment.option)},
        {"period", {{"first", payment.period.first.iso()}, {"last", payment.period.last.iso()}}},
        {"attempt", payment.attempt},
        {"nominal_on", payment.nominal_on.iso()},
        {"entry_on", payment.entry_on.iso()},
        {"late", late_words(looking.database, payment)},
        {"gross", payment.gross.pence()},
        {"contribution", payment.contribution.pence()},
        {"contribution_is", contribution_is(payment, offset)},
        {"advanced", payment.advanced.pence()},
        {"offset", offset.pence()},
        {"net", payment.net.pence()},
        {"streams", or_empty(read.streams, payment.id, json::object())},
        {"state", name_of(payment.state)},
        {"next", next_expected_of(payment, looking.today)},
        {"findings", findings_of(payment, read, looking)}};
    looking.people.add_to(one, payment);
    return one;
}

json files_of(ledger::Database& database, std::int64_t run) {
    json files = json::array();
    for (const ledger::Submission& file : ledger::submissions_of_run(database, run)) {
        files.push_back({{"file", file.file_name},
                         {"state", name_of(file.state)},
                         {"items", file.items},
                         {"total", file.total.pence()},
                         {"entry_on", file.entry_on.iso()}});
    }
    return files;
}

}  // namespace

Outcome<Answer> run_show(ledger::Database& database,
                         const std::string& given,
                         Date today,
                         Payees payees) {
    const Outcome<ledger::PaymentRun> run = run_named(database, given);
    if (!run.accepted()) return run.refusal();
    const ledger::IdRange& ids = run.value().payments;
    const Beside read = beside(database, ids, today);
    Looking looking{database, RunPeople(database, payees), today};
    json payments = json::array();
    Totals streams;
    std::int64_t held = 0;
    std::int64_t count = 0;
    std::int64_t total = 0;
    ledger::each_payment(database, ids, [&](const PaymentRecord& payment) {
        json one = shown(payment, read, looking);
        if (payment.state == ledger::PaymentState::held) {
            ++held;
        } else if (ledger::is_live(payment.state)) {
            ++count;
            total += payment.net.pence();
            for (const auto& [stream, net] : one["streams"].items()) {
                streams[stream] += net.get<std::int64_t>();
            }
        }
        payments.push_back(std::move(one));
    });
    return json{{"run", ledger::run_ref(run.value().id)},
                {"state", name_of(run.value().state)},
                {"payments", std::move(payments)},
                {"held", held},
                {"count", count},
                {"total", total},
                {"confirm", std::to_string(count) + ":" + std::to_string(total)},
                {"streams", streams},
                {"files", files_of(database, run.value().id)}}
        .dump();
}

}  // namespace almoner::scheduler
