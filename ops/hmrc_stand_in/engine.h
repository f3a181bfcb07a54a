// A transaction engine to rehearse with: takes, acknowledges, answers and forgets submissions as
// HMRC's does, and keeps books of what it was told.
#pragma once

#include "ops/hmrc_stand_in/engine_words.h"
#include "ops/hmrc_stand_in/faults.h"
#include "ops/hmrc_stand_in/submission.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace almoner::ops::hmrc_stand_in {

// Numbers of our own making: HMRC's are not known here.
inline constexpr const char* duplicate_number = "9901";
inline constexpr const char* rejected_number = "9902";

struct EngineAnswer {
    int status = 200;
    std::string body{};
};

class Engine {
  public:
    // `poll_url`: where it says that answers are to be asked for.
    Engine(Sender known, std::string poll_url, int poll_after_s)
        : known_(std::move(known)), poll_url_(std::move(poll_url)), poll_after_s_(poll_after_s) {}

    // One message, whichever address it came to. Errors: 1001 no XML or an unknown question, 1046
    // the sign-in, 5005 keys that differ, 2021 a wrong IRmark, 2022 a missing one, 2000 an unknown
    // correlation (its number from memory), and those of our own making.
    [[nodiscard]] EngineAnswer answer(const std::string& message);

    void expect(FaultCount fault) { faults_.add(fault); }
    // Of this payroll number; else the number that is asked about is right, and none is unknown.
    void answer_number(const std::string& pay_id, NumberAnswer answer) {
        numbers_[pay_id] = std::move(answer);
    }
    void add_poll_url(std::string url) { poll_url_ = std::move(url); }

    // What it took, oldest first; tests and duplicates leave nothing.
    [[nodiscard]] const std::vector<Submission>& accepted() const { return accepted_; }
    [[nodiscard]] std::size_t held() const { return held_.size(); }

  private:
    struct Held {
        Envelope envelope{};
        std::string answer{};  // as it will be given
    };
    [[nodiscard]] EngineAnswer submit(const Envelope& envelope, const std::string& message);
    [[nodiscard]] EngineAnswer poll(const Envelope& envelope);
    [[nodiscard]] EngineAnswer remove(const Envelope& envelope);
    [[nodiscard]] EngineAnswer list(const Envelope& envelope) const;
    [[nodiscard]] std::string judged(const Envelope& envelope);
    [[nodiscard]] std::string numbers_of(const Submission& submission) const;
    [[nodiscard]] std::string next_correlation_id();

    Sender known_;
    std::string poll_url_;
    int poll_after_s_ = 0;
    FaultPlan faults_;
    std::map<std::string, Held> held_;  // by correlation id
    std::vector<Submission> accepted_;
    std::vector<std::string> marks_;  // of what was accepted
    std::map<std::string, NumberAnswer> numbers_;
    unsigned count_ = 0;
};

}  // namespace almoner::ops::hmrc_stand_in
