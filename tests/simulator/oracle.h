// A naive second opinion: what every pile should hold after what was accepted, by the rules of
// design/ledger.md and with nothing of the product's own reckoning.
#pragma once

#include "tests/simulator/bank_words.h"
#include "tests/simulator/made_area.h"
#include "tests/simulator/piles.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace almoner::tests {

// Something that must hold did not.
struct Broke : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A command that was accepted; for a confirmation also what was proposed.
struct Happened {
    std::string name;
    std::map<std::string, std::string> fields;
    nlohmann::json answer;
    std::int32_t on = 0;  // the day on which it was given
    std::string proposed_name{};
    std::map<std::string, std::string> proposed_fields{};
    nlohmann::json proposed_answer{};
};

// The numbers under which the store keeps what the area's files name.
struct Numbers {
    std::map<std::string, std::int64_t> bodies;
    std::map<std::string, std::int64_t> banks;
    std::map<std::string, std::int64_t> budgets;
    std::map<std::string, std::int64_t> agreements;
    std::map<std::string, std::int64_t> lines;    // of the plans
    std::map<std::int64_t, std::int64_t> owners;  // of the bank accounts
};

// Of a payment's state: it stands, or came back after it had.
[[nodiscard]] bool is_live(std::int64_t state);
[[nodiscard]] bool is_out(std::int64_t state);

class Oracle {
  public:
    Oracle(const MadeArea& area, Numbers numbers);

    // Moves what should have moved, and compares. Throws Broke.
    void follow(const Happened& happened, const Shown& before, const Shown& after);
    void compare(const Shown& shown) const;
    // What the bank's lines that were accepted come to, by account, with what it opened with.
    [[nodiscard]] const std::map<std::int64_t, std::int64_t>& by_bank() const { return by_bank_; }
    // Periods that were paid twice since a payment that the bank had rejected settled after all.
    [[nodiscard]] bool was_paid_twice(std::int64_t payment) const;
    // How many payments of each kind were worked out beside the store, and how many were not.
    [[nodiscard]] const std::map<std::string, std::int64_t>& worked_out() const {
        return worked_out_;
    }

  private:
    struct Share {
        std::int64_t stream = 0;
        std::int64_t body = 0;
        std::int64_t pence = 0;
    };
    using Shares = std::vector<Share>;
    struct Known {
        ShownPayment is;
        std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> came_back;
        std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> sent_back;
        bool has_own_line = false;
        bool was_received = false;
        [[nodiscard]] bool is_as(const Known& other) const {
            return is.state == other.is.state && came_back == other.came_back &&
                   sent_back == other.sent_back && has_own_line == other.has_own_line &&
                   was_received == other.was_received;
        }
    };
    struct Explained {
        Moves moves;
        std::map<std::int64_t, Known> payments_before;  // those that it touched
        std::vector<std::int64_t> items;
    };

    // oracle_money.cpp
    [[nodiscard]] static Place of_body(std::int64_t name, const Share& share);
    [[nodiscard]] static Place at_bank(std::int64_t name, std::int64_t account, const Share& share);
    [[nodiscard]] Place of_budget(std::int64_t name, const ShownPayment& at, const Share& s) const;
    [[nodiscard]] static Shares shares_of(const ShownPayment& payment);
    [[nodiscard]] Moves promise_of(const ShownPayment& payment) const;
    // By agreement, first day of the period, body, stream, plan line, and payment where it is one
    // of its own beside the period's.
    using PartOfPeriod = std::array<std::int64_t, 6>;
    [[nodiscard]] static PartOfPeriod key_of(const ShownPayment& payment, const ShownPart& part);
    [[nodiscard]] static PartOfPeriod invoice_of(const ShownPayment& payment, const Share& share);
    [[nodiscard]] std::int64_t use_rest_of_advances(const PartOfPeriod& key, std::int64_t at_most);
    void set_aside(const ShownPayment& payment);
    void invoice(const ShownPayment& payment);
    void ask_for_contribution(const ShownPayment& payment, const ShownPart& part);
    void give_back_set_aside(const ShownPayment& payment);
    void release(Known& payment);

    // oracle_due.cpp
    struct DuePart {
        std::int64_t line = 0;
        std::int64_t stream = 0;
        std::int64_t body = 0;
        std::int64_t gross = 0;
        std::int64_t contribution = 0;
        std::int64_t net =
            0;  // what the period is worth to the payee, with what was brought forward
    };
    using Due = std::vector<DuePart>;
    [[nodiscard]] const MadeAgreement* made_agreement(std::int64_t number) const;
    [[nodiscard]] std::optional<Due> due_for(const MadeAgreement& agreement,
                                             std::int64_t first,
                                             std::int64_t last) const;
    [[nodiscard]] std::optional<Due> due_of(const ShownPayment& payment) const;
    [[nodiscard]] std::optional<std::map<std::int64_t, std::int64_t>> paid_for_period(
        const ShownPayment& payment) const;
    void check_amount(const ShownPayment& payment, const Happened& happened);
    void check_period(const ShownPayment& payment, const Happened& happened) const;
    [[nodiscard]] bool is_as_it_was(const ShownPayment& payment) const;
    void check_regular(const ShownPayment& payment);
    using Owner = std::pair<std::int64_t, std::int64_t>;  // stream, body
    using ByOwner = std::map<Owner, std::int64_t>;
    struct OfPeriod {
        ByOwner out{};
        ByOwner taken{};
        bool is_certain = true;  // the period that was short of one did not fail
    };
    struct Ahead {
        ByOwner left{};
        ByOwner later{};
        ByOwner taken_later{};
        std::int64_t short_of = 0;
        bool is_certain = true;
    };
    static void add_advance(ByOwner& out, const Known& known);
    static void take_from(Ahead& ahead, const ByOwner& taken);
    [[nodiscard]] std::map<std::int64_t, OfPeriod> advances_by_period(
        const ShownPayment& payment) const;
    [[nodiscard]] Ahead ahead_of(const ShownPayment& payment,
                                 std::int64_t before,
                                 std::int64_t whole_last) const;
    [[nodiscard]] std::int64_t ever_advanced(const ShownPayment& payment, const Owner& whose) const;
    void check_brought_forward(const ShownPayment& payment);
    void check_arrears(const ShownPayment& payment);
    void check_emergency(const ShownPayment& payment, const Happened& happened);
    void check_paid_again(const ShownPayment& payment);
    [[nodiscard]] std::int64_t advances_that_stand(const ShownPayment& payment,
                                                   const Share& share) const;
    [[nodiscard]] std::optional<std::int64_t> periods_are_short_of(
        const ShownPayment& payment) const;
    [[nodiscard]] std::int64_t root_of(std::int64_t payment) const;
    [[nodiscard]] bool was_replaced(std::int64_t payment) const;
    [[nodiscard]] std::vector<const Known*> of_agreement(const ShownPayment& payment) const;

    // oracle_bank.cpp
    void read_statement(const std::string& camt);
    void take_line(const SaidLine& line, std::int64_t account);
    [[nodiscard]] bool take_as_payment(const SaidLine& line, std::int64_t account);
    [[nodiscard]] bool left(const SaidLine& line, Known& payment);
    [[nodiscard]] bool came_back(const SaidLine& line, Known& payment);
    [[nodiscard]] bool received(const SaidLine& line, Known& payment);
    [[nodiscard]] bool sent_back(const SaidLine& line, Known& payment);
    [[nodiscard]] bool left_in_file(const SaidLine& line, std::int64_t account);
    void settle(Known& payment);
    void show_on_statement(const Known& payment);
    void to_suspense(std::int64_t account, std::int64_t pence);
    [[nodiscard]] bool total_was_read(const Known& payment) const;

    // oracle.cpp
    void take_up_new(const Happened& happened, const Shown& after);
    void follow_states(const Happened& happened, const Shown& after);
    void follow_set_aside_of_late(const Shown& after);
    void follow_option_change(const Shown& after);
    void explain(const Happened& happened, const Shown& before);
    [[nodiscard]] Explained explain_line(const Happened& happened,
                                         std::int64_t item,
                                         const ShownItem& line);
    void undo(std::int64_t item);
    void change_rates(const Happened& happened);
    void hold_line(const Happened& happened);
    void claim(const Happened& happened);
    void pay_recharge(const Happened& happened, const Shown& after);
    void compare_states(const Shown& shown) const;

    const MadeArea area_;
    Numbers numbers_;
    Piles piles_;
    std::map<std::string, MadeLine> lines_;
    std::map<std::int64_t, Known> payments_;
    std::map<PartOfPeriod, std::int64_t> set_aside_;
    std::map<PartOfPeriod, std::int64_t> worth_;     // of the periods whose payment is known
    std::map<PartOfPeriod, std::int64_t> invoiced_;  // of all plan lines
    std::map<PartOfPeriod, std::int64_t> waits_for_period_;  // beside what was brought forward
    std::map<PartOfPeriod, std::int64_t> asked_of_person_;
    std::map<std::string, std::int64_t> times_seen_;  // a bank line's words, in all files
    std::set<std::string> files_read_;
    std::set<std::int64_t> totals_read_;  // submissions
    std::map<std::int64_t, std::string> serials_;
    std::map<std::int64_t, std::int64_t> by_bank_;
    std::map<std::int64_t, Explained> explained_;  // by item
    std::map<std::int64_t, Moves> recharges_;      // promised
    struct Late {
        Place undrawn;
        Place allocation;
        std::int64_t most = 0;
    };
    std::vector<Late> late_;
    bool some_settled_late_ = false;
    std::set<std::int64_t> paid_twice_;
    std::map<std::string, std::int64_t> worked_out_;
};

}  // namespace almoner::tests
