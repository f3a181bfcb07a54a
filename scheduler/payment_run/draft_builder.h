// Finds every payment that is due and not made yet, with what it is made of and what holds it.
#pragma once

#include "ledger/records/payables.h"
#include "ledger/storage/read_beside.h"
#include "ledger/views/waiting_money.h"
#include "scheduler/facts/release_book.h"
#include "scheduler/option_change/balance_of.h"
#include "scheduler/payment_run/advances.h"
#include "scheduler/payment_run/draft.h"
#include "scheduler/payment_run/families.h"
#include "scheduler/payment_run/free_of_charge.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payment_run/same_person.h"
#include "scheduler/payment_run/siblings.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {

struct ProposalScope {
    ledger::Date until{};  // nominal days up to this one
    ledger::Date today{};
    ledger::CivilTime now{};
    ledger::BacsHours hours{};
    std::optional<ledger::Date> books_opened{};  // what fell due up to this day was paid elsewhere
    std::optional<std::int64_t> bank_account{};
    std::optional<ledger::Stream> stream{};
    BalanceOf balance_of{};  // not given: as it is stored
};

// For a person: money that was paid too much is never netted off silently.
struct DraftTask {
    std::string kind;
    std::string subject;
    std::string words;
    std::string told{};  // what the rules say of the person, which is sealed
};

struct Drafts {
    std::vector<Draft> drafts;  // in the order of agreements
    std::vector<DraftTask> tasks;
    std::vector<std::int64_t> taken_up;  // held payments that a draft takes the place of
    // Held ones whose money is worked out afresh: what was set aside for them goes back.
    std::vector<std::int64_t> withdrawn;
    std::vector<std::int64_t> gone;  // held ones whose period is none any more
};

class DraftBuilder {
  public:
    DraftBuilder(ledger::Database& database,
                 const ledger::BankHolidays& holidays,
                 const ProposalScope& scope);

    [[nodiscard]] Drafts build();
    // What a proposal would say if these payments (in the order of their ids) were held, for the
    // agreements of these numbers (in their order) alone.
    [[nodiscard]] Drafts build_again(std::span<const std::int64_t> payments,
                                     std::span<const std::int64_t> agreements);

  private:
    using People = std::pair<PayeeBook, PeopleBook>;
    DraftBuilder(ledger::Database& database,
                 const ledger::BankHolidays& holidays,
                 const ProposalScope& scope,
                 ledger::ReadBeside<People> people);

    struct Case;  // one agreement while it is looked at
    struct Paid;

    [[nodiscard]] bool is_closed(const ledger::Agreement& agreement) const;
    void add_agreement(const ledger::Payable& payable);
    void add_date(Case& at, const ledger::PaymentDate& date);
    void add_fresh(Case& at, const ledger::PaymentDate& date, const Earlier* before);
    void add_standing(const Case& at,
                      Draft& draft,
                      const ledger::PaymentDate& date,
                      const Earlier* before);
    [[nodiscard]] static bool is_ours_alone(const Case& at,
                                            const ledger::PaymentDate& date,
                                            const Earlier& last);
    [[nodiscard]] bool waits_to_be_released(const Case& at, const ledger::PaymentDate& date) const;
    void withdraw_held_arrears(const Case& at, const ledger::PaymentDate& date);
    [[nodiscard]] bool is_withdrawn(const Earlier& payment) const;
    void add_copy(Case& at, const Earlier& before);
    void add_part(Case& at, const Earlier& whole);
    void add_owed(Case& at, const Earlier& whole, const Family& family, ledger::Money owed);
    void add_lost_advances(Case& at);
    void add_arrears(Case& at, const ledger::PaymentDate& date, const Earlier& regular);
    void add_other_kinds(Case& at);
    void add_waiting(Case& at);
    [[nodiscard]] bool pays_what_waits(const Case& at) const;
    [[nodiscard]] ledger::Shares free_of(const ledger::WaitingMoney& waiting) const;
    // Of money that no period set aside, less what a correction of its opening took back; false
    // where nothing is left of it.
    bool lower_by_corrections(const Case& at, const Earlier& before, Draft& draft);
    void note_periods_gone(const Case& at, const std::vector<ledger::PaymentDate>& dates);
    static void reserve_advances(Case& at, const std::vector<ledger::PaymentDate>& dates);
    void note_advances_left(Case& at);
    [[nodiscard]] std::vector<ledger::PaymentDate> dates_to_come(const Case& at) const;
    void leave_to_periods_to_come(const Case& at, std::vector<Advances::Left>& left) const;
    void note_overpaid(const Case& at, ledger::Date period_first, ledger::Money amount);
    void note_offset_too_much(const Case& at, ledger::Date period_first, ledger::Money amount);
    [[nodiscard]] Paid paid_for(const Case& at,
                                const ledger::PaymentDate& date,
                                const Earlier& regular);
    // Whether its money is due: it is set aside, though it may have to wait.
    bool finish(Case& at, Draft draft, const Earlier* before);
    bool takes_up(const Earlier& before, Draft& draft);
    void note_stranded_cases();
    void take_offsets(const Case& at, Draft& draft, const Earlier* before);
    // A period that a case took all of is done once its day has come, as one that was paid.
    [[nodiscard]] bool is_offset_whole(const Case& at, const Earlier& last);
    [[nodiscard]] ledger::Money taken_off(const Case& at,
                                          const Earlier& payment,
                                          std::int64_t plan_line);
    void load_terms(Case& at);
    void set_parts(Case& at, Draft& draft, const ledger::PaymentDate& date);
    [[nodiscard]] Draft draft_of(Case& at,
                                 ledger::PaymentKind kind,
                                 ledger::Date nominal_entry) const;
    [[nodiscard]] ledger::Date entry_on(const ledger::Agreement& terms,
                                        ledger::Date nominal_entry) const;
    [[nodiscard]] std::int32_t next_attempt(const Case& at, const Draft& draft) const;
    [[nodiscard]] bool paid_already(const Case& at, const Draft& draft) const;
    // So far; drafts come in the order of their agreements' numbers.
    [[nodiscard]] std::span<const Draft> drafts_of(const ledger::Agreement& agreement) const;
    [[nodiscard]] bool paid_by_a_sibling(const Case& at, const Draft& draft) const;
    [[nodiscard]] std::vector<const ledger::Agreement*> elsewhere(const Case& at) const;
    [[nodiscard]] bool paid_by_another_budget(const Case& at, const Draft& draft) const;
    void ask_catalogue(const Case& at, Draft& draft);
    [[nodiscard]] rules::ReleaseFacts facts_of(const Case& at, const Draft& draft) const;
    void load_changes();
    [[nodiscard]] bool changed_since(const Case& at, std::int64_t seq) const;
    [[nodiscard]] static bool is_after_the_budget(const Case& at, const ledger::PaymentDate& date);
    [[nodiscard]] const ledger::BankAccount* bank_account(std::int64_t number) const;
    [[nodiscard]] bool is_before_books(const Draft& draft) const;

    ledger::Database& database_;
    const ledger::BankHolidays& holidays_;
    ProposalScope scope_;
    ledger::Payables payables_;
    Siblings siblings_;
    SamePerson same_person_;
    People who_;
    PayeeBook& payees_ = who_.first;
    PeopleBook& people_ = who_.second;
    EarlierPayments earlier_;
    TakeOvers take_overs_;
    ReleaseBook catalogue_;
    OffsetBook offsets_;
    FreeOfCharge free_;
    std::vector<ledger::BankAccount> bank_accounts_;
    std::map<std::int64_t, ledger::Date> opening_days_;  // of their books
    std::vector<ledger::WaitingMoney> waiting_;          // by budget, then option
    std::vector<std::int64_t> closed_budgets_;           // an ending of theirs is closed; sorted
    std::vector<std::int64_t> changed_agreements_;  // by number: its last change in the journal
    std::vector<std::int64_t> changed_budgets_;     // by number: its last change, or a plan line's
    ledger::Date earliest_bacs_{};
    Drafts found_;
};

}  // namespace almoner::scheduler
