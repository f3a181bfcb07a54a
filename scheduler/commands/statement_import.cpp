#include "scheduler/commands/statement_import.h"

#include "gateway/statement/statement_reader.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/area_salt.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/recall_answer.h"
#include "scheduler/commands/status_report.h"
#include "scheduler/reconciliation/expected_payments.h"
#include "scheduler/reconciliation/line_identity.h"
#include "scheduler/reconciliation/matcher.h"
#include "scheduler/reconciliation/named_otherwise.h"
#include "scheduler/reconciliation/posting_days.h"
#include "scheduler/reconciliation/read_lines.h"
#include "scheduler/reconciliation/statement_again.h"
#include "scheduler/reconciliation/statement_chain.h"

#include <algorithm>
#include <future>
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
using ledger::Date;
using ledger::Outcome;
using ledger::Refusal;
using nlohmann::ordered_json;

const ledger::Query file_known{"SELECT 1 FROM statement WHERE file_sha256 = $1 LIMIT 1"};
const ledger::Query last_payment{"SELECT COALESCE(MAX(id), 0) FROM payment"};

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

Refusal before_the_books(const Statement& statement, Date day, Date opened) {
    return {.code = "statement-day-before-books",
            .words = "Statement " + statement.id + " has a line booked on " + day.words() +
                     ", before the books of this account were opened on " + opened.words() +
                     ": the opening balance counts it already.",
            .next = "Ask the bank for a statement from that day on; nothing of it was posted.",
            .field = "file",
            .citation = ""};
}

Refusal not_yet_booked(const Statement& statement, Date day) {
    return {.code = "statement-day-ahead",
            .words = "Statement " + statement.id + " has a line booked on " + day.words() +
                     ", which is after today: it is not booked yet.",
            .next =
                "Import it on that day, or ask the bank for a corrected one; nothing of it was "
                "posted.",
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

// The last day that a statement tells of, by what it says of it.
std::optional<Date> last_day_of(const Statement& statement, const ReadStatement& read) {
    if (statement.closing && statement.closing->on) return statement.closing->on;
    return statement.to ? statement.to : read.last_day;
}

std::optional<ledger::Money> amount_of(const std::optional<gateway::StatementBalance>& balance) {
    return balance ? std::optional(balance->amount) : std::nullopt;
}

// What can't be posted as pounds on a day, whoever it is from.
std::optional<Refusal> cannot_post(const Statement& statement,
                                   const ReadStatement& read,
                                   const PostingDays& days) {
    if (is_foreign(statement.currency)) return other_currency(statement, statement.currency);
    for (const auto* balance : {&statement.opening, &statement.closing}) {
        if (*balance && is_foreign((*balance)->currency)) {
            return other_currency(statement, (*balance)->currency);
        }
    }
    if (!read.foreign.empty()) return other_currency(statement, read.foreign);
    if (read.first_day && *read.first_day < days.first) {
        return before_the_books(statement, *read.first_day, days.first);
    }
    if (read.last_day && days.last < *read.last_day) {
        return not_yet_booked(statement, *read.last_day);
    }
    return std::nullopt;
}

// The same lines in the same order, and some.
bool are_alike(const std::vector<ReadLine>& a, const std::vector<ReadLine>& b) {
    return !a.empty() && std::ranges::equal(a, b, [](const ReadLine& one, const ReadLine& other) {
        return one.booked == other.booked && one.fingerprint == other.fingerprint;
    });
}

bool have_one_head(const Statement& a, const Statement& b) {
    return a.account == b.account && a.sort_code == b.sort_code && a.id == b.id &&
           a.from == b.from && a.to == b.to && a.opening == b.opening && a.closing == b.closing;
}

void posts_what_the_bank_says(ledger::Work& work) {
    work.posts_facts("a bank statement says so", "finance");
}

std::optional<Answer> known_before(ledger::Database& database, const std::string& sha256) {
    if (!database.select(file_known, std::string_view(sha256)).next()) return std::nullopt;
    return ordered_json{{"unchanged", true}, {"file", sha256}, {"new_lines", 0}}.dump();
}

std::int64_t last_payment_of(ledger::Database& database) {
    ledger::Rows rows = database.select(last_payment);
    return rows.next() ? rows.integer(0) : 0;
}

class StatementImport {
  public:
    explicit StatementImport(ledger::Work& work)
        : work_(work),
          ours_(ledger::bank_accounts_on(work.database(), work.today())),
          lines_(ledger::area_salt(work, ledger::salt_of_lines),
                 last_payment_of(work.database()),
                 work.today()),
          chain_(work) {
        for (const auto& each : ledger::organisations_on(work.database(), work.today())) {
            if (each.client_bank_account) client_accounts_.insert(*each.client_bank_account);
        }
    }

    // A long file is read by a thread of its own, while what it most likely settles comes from the
    // database. Neither looks at what is the other's, so the answer is the same either way.
    Outcome<Answer> run(std::string_view file) {
        const auto policy = file.size() < worth_reading_ahead
                                ? std::launch::deferred
                                : std::launch::async | std::launch::deferred;
        auto reading = std::async(policy, [this, file] { return lines_in(file); });
        sha256_ = ledger::sha256_hex(file);
        if (auto answer = known_before(work_.database(), sha256_)) return *std::move(answer);
        posts_what_the_bank_says(work_);
        read_expected_payments(work_, file.size());
        const auto statements = reading.get();
        if (!statements.accepted()) return statements.refusal();
        return run(statements.value());
    }

  private:
    // A line is read before it is known whether the file is good: what was kept is not stored yet.
    Outcome<std::vector<Statement>> lines_in(std::string_view file) {
        return gateway::for_each_line(
            file, [&](std::size_t statement, const gateway::StatementLine& line) {
                lines_.take(statement, line);
            });
    }

    Outcome<Answer> run(const std::vector<Statement>& statements) {
        ordered_json listed = ordered_json::array();
        for (std::size_t i = 0; i < statements.size(); ++i) {
            if (is_repeated(statements, i)) continue;
            const Outcome<ordered_json> one = take(statements[i], lines_.of(i));
            if (!one.accepted()) return one.refusal();
            listed.push_back(one.value());
        }
        Matcher matcher(work_, fresh_);
        matcher.match_all();
        const MatchCounts& counts = matcher.counts();
        ordered_json answer{{"statements", listed},
                            {"new_lines", fresh_.size()},
                            {"settled", counts.settled},
                            {"returned", counts.returned},
                            {"received", counts.received},
                            {"sent_back", counts.sent_back},
                            {"suspense", counts.suspense},
                            {"suspense_sum_pence", counts.suspense_pence},
                            {"violations", std::move(violations_)}};
        if (violations_left_out_ > 0) answer["violations_left_out"] = violations_left_out_;
        return answer.dump();
    }

    // The same statement twice in one file: its lines are no twins of each other.
    bool is_repeated(const std::vector<Statement>& statements, std::size_t place) {
        for (std::size_t earlier = 0; earlier < place; ++earlier) {
            if (have_one_head(statements[earlier], statements[place]) &&
                are_alike(lines_.of(earlier).lines, lines_.of(place).lines)) {
                return true;
            }
        }
        return false;
    }

    Outcome<ordered_json> take(const Statement& statement, ReadStatement& read) {
        const Outcome<ledger::BankAccount> account = account_of(ours_, statement);
        if (!account.accepted()) return account.refusal();
        if (statement.balance_check == BalanceCheck::disagree) return does_not_add_up(statement);
        ordered_json shown{
            {"account", account.value().ref}, {"id", statement.id}, {"lines", read.lines.size()}};
        add_violations(statement, account.value());
        if (statement.kind == gateway::StatementKind::informs_only) {
            shown["informs_only"] = true;
            return shown;
        }
        const PostingDays days = posting_days(work_.database(), account.value(), work_.today());
        if (const auto refusal = cannot_post(statement, read, days)) return *refusal;
        const std::optional<Date> last_day = last_day_of(statement, read);
        std::optional<StatementOpening> opening = opening_of(statement, read, last_day);
        if (opening && chain_.follows(account.value(), *opening)) opening.reset();
        add_said_otherwise(statement, account.value(), read.lines.size(), last_day, shown);
        const std::int64_t id = store(statement,
                                      {.account = account.value().number,
                                       .read = read,
                                       .closing_on = statement.closing ? last_day : std::nullopt});
        store_lines(read.lines,
                    {.id = id,
                     .bank_account = account.value().number,
                     .balances = {.opening = amount_of(statement.opening),
                                  .closing = amount_of(statement.closing)},
                     .first_day = read.first_day,
                     .last_day = read.last_day},
                    account.value());
        if (opening) {
            opening->statement = id;
            add_doubt(chain_.doubt(account.value(), *opening), shown);
        }
        return shown;
    }

    [[nodiscard]] std::optional<StatementOpening> opening_of(
        const Statement& statement,
        const ReadStatement& read,
        const std::optional<Date>& last_day) const {
        if (!statement.opening) return std::nullopt;
        const Date last = last_day.value_or(work_.today());
        return StatementOpening{.statement = 0,
                                .at = statement.opening->amount,
                                .first_day = read.first_day.value_or(last),
                                .last_day = last};
    }

    void add_said_otherwise(const Statement& statement,
                            const ledger::BankAccount& account,
                            std::size_t lines,
                            const std::optional<Date>& last_day,
                            ordered_json& shown) {
        const auto words =
            said_otherwise_before(work_.database(),
                                  {.bank_account = account.number,
                                   .ref = statement.id,
                                   .closing_on = statement.closing ? last_day : std::nullopt,
                                   .opening = amount_of(statement.opening),
                                   .closing = amount_of(statement.closing),
                                   .lines = static_cast<std::int64_t>(lines)});
        if (!words) return;
        shown["said_otherwise_before"] = true;
        shown["note"] = *words;
    }

    static void add_doubt(const std::optional<OpeningDoubt>& doubt, ordered_json& shown) {
        if (!doubt) return;
        shown[doubt->is_first ? "opening_is_not_in_our_books" : "opening_is_not_the_last_closing"] =
            true;
        shown["off_by_pence"] = doubt->off_by.pence();
        shown["warning"] = doubt->words;
    }

    // Read all the same, and said where and what, so that the bank can be told.
    void add_violations(const Statement& statement, const ledger::BankAccount& account) {
        for (const gateway::Violation& each : statement.violations) {
            violations_.push_back({{"account", account.ref},
                                   {"statement", statement.id},
                                   {"code", each.code},
                                   {"where", each.where},
                                   {"what", each.words}});
        }
        violations_left_out_ += statement.violations_left_out;
    }

    struct Stored {
        std::int64_t account = 0;
        const ReadStatement& read;
        std::optional<Date> closing_on{};
    };
    std::int64_t store(const Statement& statement, const Stored& stored) {
        return work_.records().insert(ledger::statement_table,
                                      stored.account,
                                      sha256_,
                                      statement.id,
                                      statement.format,
                                      statement.from,
                                      statement.to,
                                      amount_of(statement.opening),
                                      amount_of(statement.closing),
                                      stored.closing_on,
                                      stored.read.first_day,
                                      stored.read.last_day,
                                      stored.read.lines.size());
    }

    // Stored as the index of fingerprints has them; what they are is found out in the file's order.
    void store_lines(std::vector<ReadLine>& lines,
                     const StatementSpan& statement,
                     const ledger::BankAccount& account) {
        std::vector<ReadLine*> posting;
        std::vector<Fingerprint> fingerprints;
        for (ReadLine& line : lines) {
            if (!line.posts()) continue;
            posting.push_back(&line);
            fingerprints.push_back(line.fingerprint);
        }
        // One for an account and a file: it knows what the file's statements before this one hold.
        LineCounter& counter =
            counters_.try_emplace(account.number, work_.database(), account.number).first->second;
        const auto identities = counter.next(fingerprints, statement);
        if (client_accounts_.contains(account.number)) {
            name_otherwise(account, posting, identities);
        }
        for (const LineIdentity& identity : identities) {
            if (identity.known) continue;
            store_line(*posting[identity.place], identity.occurrence, statement.id, account);
        }
        fresh_.reserve(fresh_.size() + posting.size());
        for (ReadLine* const read : posting) {
            if (read->line.id != 0) fresh_.push_back(std::move(read->line));
        }
    }

    // What a client account's lines name by their payees' references, in the order of the days:
    // some banks write the newest line first.
    void name_otherwise(const ledger::BankAccount& account,
                        const std::vector<ReadLine*>& posting,
                        const std::vector<LineIdentity>& identities) {
        std::vector<ReadLine*> lines;
        lines.reserve(identities.size());
        for (const LineIdentity& identity : identities) {
            ReadLine* const read = posting[identity.place];
            if (!identity.known && read->line.payment == 0) lines.push_back(read);
        }
        std::ranges::stable_sort(lines, {}, [](const ReadLine* each) {
            return std::pair(each->line.booked_on, each->place);
        });
        for (ReadLine* const read : lines) {
            BankLine& line = read->line;
            line.bank_account = account.number;
            line.payment = named_otherwise_.payment_of(line);
            line.is_named_otherwise = line.payment != 0;
        }
    }

    void store_line(ReadLine& read,
                    std::int32_t occurrence,
                    std::int64_t statement,
                    const ledger::BankAccount& account) {
        BankLine& line = read.line;
        line.bank_account = account.number;
        line.owner = static_cast<std::int32_t>(account.owner);
        line.is_client_account = client_accounts_.contains(account.number);
        const bool is_ours = line.payment != 0;
        // Payers write names where a reference should be, so these words are private.
        const auto raw = is_ours && !line.is_named_otherwise
                             ? std::nullopt
                             : std::optional(ledger::insert_private_text(work_, 0, read.raw));
        line.id =
            work_.records().insert(ledger::statement_line_table,
                                   statement,
                                   read.place,
                                   account.number,
                                   line.booked_on,
                                   read.value_on,
                                   line.amount,
                                   ledger::Blob{octets_of(read.fingerprint)},
                                   occurrence,
                                   is_ours ? ledger::payment_ref(line.payment) : std::string(),
                                   read.bank_reference,
                                   line.reason.code,
                                   raw);
    }

    ledger::Work& work_;
    std::string sha256_;
    std::vector<ledger::BankAccount> ours_;
    ReadLines lines_;
    StatementChain chain_;
    std::set<std::int64_t> client_accounts_;
    std::map<std::int64_t, LineCounter> counters_;
    NamedOtherwise named_otherwise_{work_.database()};
    std::vector<BankLine> fresh_;
    ordered_json violations_ = ordered_json::array();
    std::size_t violations_left_out_ = 0;
};

// As the command has it, which outlives its handler: a statement is too long to be copied.
const std::string& file_in(const Asked& asked, std::string& copy) {
    const auto* const given = asked.work.stamp().fields;
    if (given != nullptr) {
        const auto found = given->find("file");
        if (found != given->end()) return found->second;
    }
    copy = asked.fields.text("file");
    return copy;
}

}  // namespace

Outcome<Answer> import_statement(Asked& asked) {
    if (!asked.fields.has("file")) return asked.fields.need("file").refusal();
    std::string copy;
    const std::string& file = file_in(asked, copy);
    const bool is_recall = is_recall_answer(file);
    if (!is_recall && !is_status_report(file)) return StatementImport(asked.work).run(file);
    if (auto answer = known_before(asked.work.database(), ledger::sha256_hex(file))) {
        return *std::move(answer);
    }
    posts_what_the_bank_says(asked.work);
    return is_recall ? import_recall_answer(asked.work, file)
                     : import_status_report(asked.work, file);
}

}  // namespace almoner::scheduler
