// One life of an area, told by its seed: people give commands by chance, the bank answers, the
// power goes, and after every step the oracle and the store must agree.
#pragma once

#include "ops/bank_stand_in/stand_in.h"
#include "tests/power/power_vfs.h"
#include "tests/power/session.h"
#include "tests/simulator/oracle.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace almoner::tests {

// How often each command was accepted and refused, and what else happened.
struct Tally {
    struct Ends {
        std::int64_t accepted = 0;
        std::int64_t refused = 0;
    };
    std::map<std::string, Ends> commands;
    std::map<std::string, std::int64_t> others;  // "power cut", "asked again", ...
    std::map<std::string, std::int64_t> codes;   // of refusals
    std::int64_t steps = 0;
    Tally& operator+=(const Tally& more);
};
std::ostream& operator<<(std::ostream& out, const Tally& tally);

// What a test does to the store behind the program's back, to see that it is seen.
struct Tampering {
    std::int64_t at_step = 0;  // 0: never
    std::function<void(ledger::Database&, const std::filesystem::path&)> does{};
};

struct Stage {
    PowerVfs& vfs;
    const Disk& newborn;  // an area with its users and bank holidays, and nobody in it
    std::filesystem::path folder;
    Tampering tampering{};
    std::ostream* told = nullptr;  // every command, as it is given
};

class Simulation {
  public:
    Simulation(const Stage& stage, std::uint64_t seed);
    // Throws Broke, in whose words the seed, the step and the last commands stand.
    Tally live();

  private:
    using Fields = std::map<std::string, std::string>;
    struct Given {
        scheduler::Command command;
        bool accepted = false;
        std::string text;  // the answer, or "refused CODE"
        nlohmann::json answer{};
    };
    struct Proposed {
        std::string name;
        Fields fields;
        nlohmann::json answer;
    };
    struct Action {
        std::uint64_t weight = 0;
        void (Simulation::*does)();
    };
    static const std::vector<Action>& actions();

    // simulation.cpp: the machinery
    void begin();
    void step();
    Given give(const std::string& who, const std::string& name, Fields fields);
    Given give(const scheduler::Command& command);
    void carry_out(const scheduler::Command& command, Given& given);
    void recover();
    void after(const Given& given);
    void check_refusal(const Given& given, const Shown& before) const;
    [[nodiscard]] Shown looked();
    void count_what_became();
    void look();
    void open();
    void close();
    void check_no_trace(const Shown& before, const std::string& of) const;
    void collect_files();
    [[nodiscard]] scheduler::Command command(const std::string& who,
                                             const std::string& name,
                                             Fields fields);
    void note(const std::string& words);
    void tell(const Shown& before, const std::string& text);
    [[noreturn]] void broke(const std::string& words) const;

    // actions.cpp: what people do
    void propose_run();
    void approve_run();
    void send_run();
    void cancel_run();
    void pay_urgently();
    void recall();
    void answer_recall();
    [[nodiscard]] std::string likely_destination(const ShownItem& item);
    void hold_somebody();
    void resume_somebody();
    void confirm_payee();
    void change_rate();
    void raise_rates();
    void tell_what_the_rules_ask(const std::string& budget, std::int64_t paper);
    void change_option();
    void decide_proposal();
    void close_month();
    void claim_recharge();
    void approve_recharge();

    // bank_actions.cpp: what the bank does, and what is done about it
    void next_day();
    void import_file();
    void import_nonsense();
    void explain_line();
    void undo_explanation();
    void money_comes();
    void bank_goes_wrong();
    void run_job();
    void ask_again();
    void ask_otherwise();
    void restart();

    [[nodiscard]] std::string maker();
    [[nodiscard]] std::string checker();
    [[nodiscard]] std::string anybody();
    [[nodiscard]] std::string some_agreement();
    [[nodiscard]] std::string some_line();
    [[nodiscard]] std::optional<std::int64_t> some_run(std::int64_t state);
    [[nodiscard]] std::optional<std::int64_t> some_payment(const std::set<std::int64_t>& states);
    [[nodiscard]] std::string confirm_of(std::int64_t run);
    [[nodiscard]] std::string amount(std::uint64_t most_pounds);
    [[nodiscard]] std::int64_t letter(const std::string& person, const std::string& subject);
    [[nodiscard]] Fields asked_for(const std::string& line, Fields fields);
    [[nodiscard]] ledger::Date next_period() const;
    void keep_if_proposed(const Given& given);
    template <class All>
    const auto& any_of(const All& all) {
        return *std::next(all.begin(), static_cast<std::ptrdiff_t>(chance_.below(all.size())));
    }

    Stage stage_;
    std::uint64_t seed_;
    Chance chance_;
    MadeArea area_;
    std::optional<Session> session_;
    std::optional<Content> content_;
    std::optional<Oracle> oracle_;
    std::optional<ops::bank_stand_in::StandIn> bank_;
    ledger::BankHolidays holidays_;
    ledger::Date today_{};
    Shown shown_;
    Tally tally_;
    std::deque<std::string> last_;  // words of the last commands
    std::vector<Given> journalled_;
    std::map<std::int64_t, Proposed> proposals_;  // open ones
    std::vector<std::string> inbox_;
    std::vector<std::string> read_;
    std::set<std::string> on_hold_;  // "person P1", "agreement A1", "plan_line L1"
    std::map<std::int64_t, std::string> bank_refs_;
    std::set<std::string> collected_;
    std::map<std::string, std::string> taken_from_;  // reference of a payment: the file it was in
    std::int64_t keys_ = 0;
    std::int64_t steps_ = 0;
    int refs_ = 0;
};

}  // namespace almoner::tests
