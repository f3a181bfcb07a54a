#include "scheduler/commands/statement_import.h"

#include "gateway/statement/statement_reader.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/recall_answer.h"
#include "scheduler/commands/status_report.h"
#include "scheduler/reconciliation/line_identity.h"
#include "scheduler/reconciliation/matcher.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using gateway::BalanceCheck;
using gateway::Statement;
using gateway::StatementLine;
using ledger::Date;
using ledger::Outcome;
using ledger::Refusal;
using nlohmann::ordered_json;

// The books count days from 1970 on. Banks post-date by days, never by years.
const Date first_day{};
constexpr std::int32_t furthest_ahead = 366;

const ledger::Query file_known{"SELECT 1 FROM statement WHERE file_sha256 = $1 LIMIT 1"};
const ledger::Query last_payment{"SELECT COALESCE(MAX(id), 0) FROM payment"};
const ledger::Query last_closing{
    "SELECT closing FROM statement WHERE bank_account = $1 AND closing IS NOT NULL"
    " ORDER BY COALESCE(to_on, 0) DESC, id DESC LIMIT 1"};

Refusal unknown_account() {
    return {.code = "statement-account-unknown",
            .words = "This statement is of a bank account that is not in the area.",
            .next = "Import the bank account first, or check that it is the right file.",
            .field = "file",
            .citation = ""};
}

Refusal does_not_add_up(const Statement& statement) {
    return {.code = "statement-does-not-add-up",
            .words = "Statement " + statement.id +
                     ": the opening balance and the lines don't come to the closing balance.",
            .next = "Ask the bank for the whole statement; nothing of it was posted.",
            .field = "file",
            .citation = ""};
}

Refusal ambiguous_account() {
    return {.code = "statement-account-ambiguous",
            .words =
                "This statement gives an account number without a sort code, and the area has "
                "more than one bank account with that number.",
            .next =
                "Ask the bank for a statement with the IBAN or the sort code; nothing of it was "
                "posted.",
            .field = "file",
            .citation = ""};
}

Refusal other_currency(const Statement& statement, const std::string& currency) {
    return {.code = "statement-currency",
            .words = "Statement " + statement.id + " holds amounts in " + currency +
                     ", and the books are in pounds.",
            .next = "Leave that account out; nothing of the file was posted.",
            .field = "file",
            .citation = ""};
}

Refusal impossible_day(const Statement& statement, Date day) {
    return {.code = "statement-day-impossible",
            .words = "Statement " + statement.id + " has a line booked on " + day.words() + ".",
            .next = "Ask the bank for a corrected statement; nothing of it was posted.",
            .field = "file",
            .citation = ""};
}

// Our bank account that a statement is of.
Outcome<ledger::BankAccount> account_of(const std::vector<ledger::BankAccount>& ours,
                                        const Statement& statement) {
    const auto account = gateway::uk_account(statement.account, statement.sort_code);
    const ledger::BankAccount* found = nullptr;
    for (const ledger::BankAccount& each : ours) {
        const bool same =
            account ? each.sort_code == account->sort_code && each.account_number == account->number
                    : each.account_number == statement.account;
        if (!same) continue;
        if (found != nullptr && !account) return ambiguous_account();
        if (found == nullptr) found = &each;
    }
    if (found == nullptr) return unknown_account();
    return *found;
}

bool is_foreign(const std::string& currency) {
    return !currency.empty() && currency != "GBP";
}

// What can't be posted as pounds on a day, whoever it is from.
std::optional<Refusal> cannot_post(const Statement& statement, Date today) {
    if (is_foreign(statement.currency)) return other_currency(statement, statement.currency);
    for (const auto* balance : {&statement.opening, &statement.closing}) {
        if (*balance && is_foreign((*balance)->currency)) {
            return other_currency(statement, (*balance)->currency);
        }
    }
    for (const StatementLine& line : statement.lines) {
        if (!line.booked) continue;
        if (is_foreign(line.currency)) return other_currency(statement, line.currency);
        const Date booked = line.booked_on.value_or(today);
        if (booked < first_day || today + furthest_ahead < booked) {
            return impossible_day(statement, booked);
        }
    }
    return std::nullopt;
}

// The same statement twice in one file: its lines are no twins of each other.
bool is_repeated(const Statement& a, const Statement& b) {
    const auto same_line = [](const StatementLine& one, const StatementLine& other) {
        return one.booked == other.booked && fingerprint_of(one) == fingerprint_of(other);
    };
    return !a.lines.empty() && a.account == b.account && a.sort_code == b.sort_code &&
           a.id == b.id && a.from == b.from && a.to == b.to && a.opening == b.opening &&
           a.closing == b.closing && std::ranges::equal(a.lines, b.lines, same_line);
}

class StatementImport {
  public:
    StatementImport(ledger::Work& work, std::string sha256)
        : work_(work),
          sha256_(std::move(sha256)),
          ours_(ledger::bank_accounts_on(work.database(), work.today())) {
        ledger::Rows rows = work.database().select(last_payment);
        if (rows.next()) last_payment_ = rows.integer(0);
        for (const auto& each : ledger::organisations_on(work.database(), work.today())) {
            if (each.client_bank_account) client_accounts_.insert(*each.client_bank_account);
        }
    }

    Outcome<Answer> run(const std::vector<Statement>& statements) {
        ordered_json listed = ordered_json::array();
        for (auto statement = statements.begin(); statement != statements.end(); ++statement) {
            const bool repeated =
                std::any_of(statements.begin(), statement, [&](const Statement& earlier) {
                    return is_repeated(earlier, *statement);
                });
            if (repeated) continue;
            const Outcome<ordered_json> one = take(*statement);
            if (!one.accepted()) return one.refusal();
            listed.push_back(one.value());
        }
        Matcher matcher(work_, fresh_);
        matcher.match_all();
        const MatchCounts& counts = matcher.counts();
        return ordered_json{{"statements", listed},
                            {"new_lines", fresh_.size()},
                            {"settled", counts.settled},
                            {"returned", counts.returned},
                            {"received", counts.received},
                            {"suspense", counts.suspense},
                            {"suspense_pence", counts.suspense_pence}}
            .dump();
    }

  private:
    Outcome<ordered_json> take(const Statement& statement) {
        const Outcome<ledger::BankAccount> account = account_of(ours_, statement);
        if (!account.accepted()) return account.refusal();
        if (statement.balance_check == BalanceCheck::disagree) return does_not_add_up(statement);
        ordered_json shown{{"account", account.value().ref},
                           {"id", statement.id},
                           {"lines", statement.lines.size()},
                           {"violations", statement.violations.size()}};
        if (statement.kind == gateway::StatementKind::informs_only) {
            shown["informs_only"] = true;
            return shown;
        }
        if (const auto refusal = cannot_post(statement, work_.today())) return *refusal;
        if (opens_elsewhere(statement, account.value()))
            shown["opening_is_not_the_last_closing"] = true;
        const std::int64_t id = store(statement, account.value());
        // One for an account and a file: a bank may give a day in several statements.
        const std::int64_t number = account.value().number;
        LineCounter& counter =
            counters_.try_emplace(number, work_.database(), number).first->second;
        // All are looked for before the first is stored, so that they go in together.
        std::vector<std::pair<const StatementLine*, LineCounter::Identity>> fresh;
        for (const StatementLine& line : statement.lines) {
            if (!line.booked || line.amount.is_zero()) continue;
            const LineCounter::Identity identity = counter.next(line);
            if (!identity.known) fresh.emplace_back(&line, identity);
        }
        for (const auto& [line, identity] : fresh) store_line(*line, identity, id, account.value());
        return shown;
    }

    bool opens_elsewhere(const Statement& statement, const ledger::BankAccount& account) {
        if (!statement.opening) return false;
        ledger::Rows rows = work_.database().select(last_closing, account.number);
        return rows.next() && rows.money(0) != statement.opening->amount;
    }

    std::int64_t store(const Statement& statement, const ledger::BankAccount& account) {
        const auto amount = [](const std::optional<gateway::StatementBalance>& balance) {
            return balance ? std::optional(balance->amount) : std::nullopt;
        };
        return work_.records().insert(ledger::statement_table,
                                      account.number,
                                      sha256_,
                                      statement.id,
                                      statement.format,
                                      statement.from,
                                      statement.to,
                                      amount(statement.opening),
                                      amount(statement.closing),
                                      statement.lines.size());
    }

    void store_line(const StatementLine& line,
                    const LineCounter::Identity& identity,
                    std::int64_t statement,
                    const ledger::BankAccount& account) {
        const ledger::Date booked = line.booked_on.value_or(work_.today());
        BankLine fresh{.bank_account = account.number,
                       .owner = static_cast<std::int32_t>(account.owner),
                       .is_client_account = client_accounts_.contains(account.number),
                       .booked_on = booked,
                       .amount = line.amount,
                       .payment = payment_known(payment_named_by(line)),
                       .returned = line.returned,
                       .return_code = line.return_code};
        std::optional<std::int64_t> raw;
        std::string reference;
        if (fresh.payment == 0) {
            // Whose it is will be found out from its words; what carries our reference needs none.
            // Payers write names where a reference should be, so these words stay private too.
            fresh.texts = texts_of(line);
            raw = ledger::insert_private_text(work_, 0, line.raw);
        } else {
            reference = ledger::payment_ref(fresh.payment);
        }
        fresh.id = work_.records().insert(ledger::statement_line_table,
                                          statement,
                                          account.number,
                                          booked,
                                          line.value_on,
                                          line.amount,
                                          ledger::Blob{octets_of(identity.fingerprint)},
                                          identity.occurrence,
                                          reference,
                                          fresh.payment == 0 ? std::string() : line.bank_reference,
                                          line.return_code,
                                          raw);
        fresh_.push_back(std::move(fresh));
    }

    // Words may look like a reference of ours that was never given out.
    [[nodiscard]] std::int64_t payment_known(std::int64_t payment) const {
        return payment <= last_payment_ ? payment : 0;
    }

    ledger::Work& work_;
    std::string sha256_;
    std::int64_t last_payment_ = 0;
    std::vector<ledger::BankAccount> ours_;
    std::set<std::int64_t> client_accounts_;
    std::map<std::int64_t, LineCounter> counters_;
    std::vector<BankLine> fresh_;
};

}  // namespace

Outcome<Answer> import_statement(Asked& asked) {
    const Outcome<std::string> file = asked.fields.need("file");
    if (!file.accepted()) return file.refusal();
    const std::string sha256 = ledger::sha256_hex(file.value());
    if (asked.work.database().select(file_known, std::string_view(sha256)).next()) {
        return ordered_json{{"unchanged", true}, {"file", sha256}, {"new_lines", 0}}.dump();
    }
    asked.work.posts_facts("a bank statement says so", "finance");
    if (is_recall_answer(file.value())) return import_recall_answer(asked.work, file.value());
    if (is_status_report(file.value())) return import_status_report(asked.work, file.value());
    const Outcome<std::vector<Statement>> statements = gateway::read_statement(file.value());
    if (!statements.accepted()) return statements.refusal();
    return StatementImport(asked.work, sha256).run(statements.value());
}

}  // namespace almoner::scheduler
