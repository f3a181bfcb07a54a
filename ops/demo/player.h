// Plays a made area day by day: its office gives the commands, the bank answers with bytes.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "ops/demo/bank_side.h"
#include "ops/demo/counts.h"
#include "ops/demo/office.h"
#include "ops/demo/schedule.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace almoner::ops::demo {

// What is played: the area as it was made, its events, and who takes part.
struct Stage {
    const MadeArea& area;
    const std::vector<Event>& events;
    const ledger::BankHolidays& holidays;
    Office& office;
    BankSide& bank;
};

class Player {
  public:
    // `told` hears of each week's run: the day and what was done so far.
    using Told = std::function<void(ledger::Date, const Counts&)>;

    Player(const Stage& stage, Told told);

    // Every working day from the first to the last.
    void play(const ledger::Period& days);
    [[nodiscard]] const Counts& counts() const { return counts_; }

  private:
    void play_day(ledger::Date day);
    [[nodiscard]] bool is_run_day(ledger::Date day) const;
    void pay();
    void send(const nlohmann::json& run);
    void read_bank(ledger::Date day);
    void look_for_returns();
    void explain_lines();
    [[nodiscard]] Event confirmation(std::int64_t payment) const;

    void happen(const Event& event);
    void change_rate(const Event& event);
    void uplift(const Event& event);
    void contribute(const Event& event);
    void doubt(const Event& event);
    void resume(const Event& event);
    void die(const Event& event);
    void tell_what_the_rules_ask(const std::string& budget, const std::string& paper);
    void change_option(const Event& event);
    void hand_over(const Event& event);
    void confirm_payee(const Event& event);

    [[nodiscard]] std::vector<std::int64_t> under_way(const std::string& budget);
    bool recall(std::int64_t payment);
    [[nodiscard]] std::int64_t add_letter(const std::string& kind,
                                          const std::string& person,
                                          const std::string& subject);
    [[nodiscard]] const MadePerson& person_of(const std::string& budget) const;
    [[nodiscard]] ledger::Date in_working_days(std::int32_t days) const;

    Stage stage_;
    Told told_;
    Counts counts_;
    std::multimap<ledger::Date, Event> to_come_;
    std::int64_t last_task_ = 0;
};

}  // namespace almoner::ops::demo
