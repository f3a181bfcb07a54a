#include "scheduler/payment_run/shaken.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/operator_file.h"
#include "ledger/values/invariant.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Query;

const Query moment_of_run{
    "SELECT r.seq, j.booked FROM payment_run r JOIN journal j ON j.seq = r.seq WHERE r.id = $1"};

// Newest first, so that the reading ends with the first row that the proposal knew.
const Query newest_agreements{"SELECT number, seq FROM agreement ORDER BY id DESC"};
const Query newest_budgets{"SELECT number, seq FROM budget ORDER BY id DESC"};
const Query newest_payees{"SELECT number, seq FROM payee_account ORDER BY id DESC"};
const Query newest_people{"SELECT number, seq FROM person ORDER BY id DESC"};
const Query newest_representatives{"SELECT person, seq FROM representative ORDER BY id DESC"};
const Query newest_bank_accounts{"SELECT number, seq FROM bank_account ORDER BY id DESC"};
const Query newest_facts{
    "SELECT case_number, seq FROM attested_fact WHERE case_kind = $1 ORDER BY id DESC"};
const Query newest_redated{"SELECT payment, seq FROM payment_redated ORDER BY id DESC"};

const Query later_agreements{"SELECT number FROM agreement WHERE from_on > $1"};
const Query later_budgets{"SELECT number FROM budget WHERE from_on > $1"};
const Query later_payees{"SELECT number FROM payee_account WHERE from_on > $1"};
const Query later_people{"SELECT number FROM person WHERE from_on > $1"};
const Query later_representatives{"SELECT person FROM representative WHERE from_on > $1"};
const Query later_bank_accounts{"SELECT number FROM bank_account WHERE from_on > $1"};

const Query later_facts{
    "SELECT case_number FROM attested_fact WHERE case_kind = $1 AND from_on > $2"};
const Query other_policy{
    "SELECT 1 FROM operator_file WHERE kind = $1 AND (seq > $2 OR dated_on > $3) LIMIT 1"};

const Query budgets_of_person{"SELECT number FROM budget WHERE person = $1"};
const Query not_regular{
    "SELECT id FROM payment WHERE id BETWEEN $1 AND $2 AND kind <> $4 AND state = $3 ORDER BY id"};
const Query in_state{
    "SELECT id, kind, agreement, budget, payee_account FROM payment"
    " WHERE id BETWEEN $1 AND $2 AND state = $3 ORDER BY id"};

constexpr int regular = static_cast<int>(ledger::PaymentKind::regular);

class Numbers {
  public:
    void add(std::int64_t number) { all_.push_back(number); }
    void add_newer(ledger::Rows rows, std::int64_t seq) {
        while (rows.next() && rows.integer(1) > seq) add(rows.integer(0));
    }
    void add_all(ledger::Rows rows) {
        while (rows.next()) add(rows.integer(0));
    }
    void put_in_order() { std::ranges::sort(all_); }
    [[nodiscard]] bool holds(std::int64_t number) const {
        return std::ranges::binary_search(all_, number);
    }
    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] auto begin() const { return all_.begin(); }
    [[nodiscard]] auto end() const { return all_.end(); }

  private:
    std::vector<std::int64_t> all_;
};

// Which records have a version that the proposal did not count on.
class Since {
  public:
    Since(ledger::Database& database, const ledger::PaymentRun& run, Date today)
        : database_(database), run_(run) {
        ledger::Rows rows = database.select(moment_of_run, run.id);
        if (!rows.next()) throw ledger::InvariantBroken("a run that no command proposed");
        seq_ = rows.integer(0);
        proposed_on_ = rows.date(1);
        days_have_passed_ = today > proposed_on_;
        read_newer();
        policy_is_another_ =
            database
                .select(other_policy, name_of(ledger::OperatorFileKind::policy), seq_, proposed_on_)
                .next();
        // An agreement counts on the payment's own day, which may be days after the proposal.
        agreements_.add_all(database.select(later_agreements, proposed_on_));
        if (days_have_passed_) read_later();
        for (const std::int64_t person : people_) {
            budgets_.add_all(database.select(budgets_of_person, person));
        }
        for (Numbers* const each : {&agreements_, &budgets_, &payees_, &payments_}) {
            each->put_in_order();
        }
    }

    [[nodiscard]] bool all() const {
        return policy_is_another_ ||
               std::ranges::find(bank_accounts_, run_.paid_from) != bank_accounts_.end();
    }
    [[nodiscard]] bool none() const {
        return !all() && agreements_.empty() && budgets_.empty() && payees_.empty() &&
               payments_.empty();
    }
    // A row of in_state.
    [[nodiscard]] bool shakes(const ledger::Rows& rows) const {
        return all() || rows.integer(1) != regular || payments_.holds(rows.integer(0)) ||
               agreements_.holds(rows.integer(2)) || budgets_.holds(rows.integer(3)) ||
               payees_.holds(rows.integer(4));
    }

  private:
    void read_newer() {
        agreements_.add_newer(database_.select(newest_agreements), seq_);
        budgets_.add_newer(database_.select(newest_budgets), seq_);
        payees_.add_newer(database_.select(newest_payees), seq_);
        people_.add_newer(database_.select(newest_people), seq_);
        people_.add_newer(database_.select(newest_representatives), seq_);
        bank_accounts_.add_newer(database_.select(newest_bank_accounts), seq_);
        agreements_.add_newer(facts_of(ledger::CaseKind::agreement), seq_);
        budgets_.add_newer(facts_of(ledger::CaseKind::budget), seq_);
        payments_.add_newer(database_.select(newest_redated), seq_);
    }
    [[nodiscard]] ledger::Rows facts_of(ledger::CaseKind kind) {
        return database_.select(newest_facts, static_cast<std::int64_t>(kind));
    }
    [[nodiscard]] ledger::Rows later_facts_of(ledger::CaseKind kind) {
        return database_.select(later_facts, static_cast<std::int64_t>(kind), proposed_on_);
    }
    void read_later() {
        budgets_.add_all(database_.select(later_budgets, proposed_on_));
        payees_.add_all(database_.select(later_payees, proposed_on_));
        people_.add_all(database_.select(later_people, proposed_on_));
        people_.add_all(database_.select(later_representatives, proposed_on_));
        bank_accounts_.add_all(database_.select(later_bank_accounts, proposed_on_));
        agreements_.add_all(later_facts_of(ledger::CaseKind::agreement));
        budgets_.add_all(later_facts_of(ledger::CaseKind::budget));
    }

    ledger::Database& database_;
    const ledger::PaymentRun& run_;
    std::int64_t seq_ = 0;
    Date proposed_on_;
    bool days_have_passed_ = false;
    bool policy_is_another_ = false;
    Numbers agreements_;
    Numbers budgets_;
    Numbers payees_;
    Numbers people_;
    Numbers bank_accounts_;
    Numbers payments_;
};

}  // namespace

std::vector<std::int64_t> payments_shaken(ledger::Database& database,
                                          const ledger::PaymentRun& run,
                                          ledger::PaymentState state,
                                          Date today) {
    const auto [first, last] = run.payments;
    std::vector<std::int64_t> shaken;
    const Since since(database, run, today);
    if (since.none()) {
        ledger::Rows rows =
            database.select(not_regular, first, last, static_cast<int>(state), regular);
        while (rows.next()) shaken.push_back(rows.integer(0));
        return shaken;
    }
    ledger::Rows rows = database.select(in_state, first, last, static_cast<int>(state));
    while (rows.next()) {
        if (since.shakes(rows)) shaken.push_back(rows.integer(0));
    }
    return shaken;
}

}  // namespace almoner::scheduler
