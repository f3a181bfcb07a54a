#include "scheduler/hmrc/send_filings.h"

#include "scheduler/hmrc/filing_record.h"

#include <algorithm>
#include <set>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::hmrc::EngineClient;
using gateway::hmrc::EngineStep;
using gateway::hmrc::Filing;
using gateway::hmrc::FilingState;

// Submit, ask, poll, delete: with an engine that answers at once these are all of them.
constexpr int steps_at_once = 12;

bool has_reached_hmrc(const Filing& filing) {
    return filing.state != FilingState::made && filing.state != FilingState::in_doubt;
}

class Sending {
  public:
    Sending(const EngineClient& client,
            const KeepStep& keep,
            const std::function<std::int64_t()>& now_s)
        : client_(client), keep_(keep), now_s_(now_s) {}

    // As it stands once no step of it is due.
    Filing take(OpenFiling filing) {
        for (int i = 0; i < steps_at_once; ++i) {
            const std::int64_t now = now_s_();
            if (!is_due(filing.state, now)) break;
            Filing kept = before_sending(filing.state);
            const bool is_sending = kept.state != filing.state.state;
            if (is_sending && !take_step_in_books(filing, kept)) break;
            Filing next = take_step(client_, filing.state, filing.body, now);
            if (!take_step_in_books(filing, next)) {
                filing.state = std::move(kept);
                break;
            }
            filing.state = std::move(next);
        }
        return filing.state;
    }

  private:
    bool take_step_in_books(OpenFiling& filing, const Filing& state) {
        if (!keep_(step_fields(filing.id, filing.step + 1, state))) return false;
        ++filing.step;
        return true;
    }

    const EngineClient& client_;
    const KeepStep& keep_;
    const std::function<std::int64_t()>& now_s_;
};

// One that waits for another has no time of its own.
void count(SentFilings& sent, const Filing& filing, bool waits) {
    const EngineStep next = next_step(filing);
    switch (filing.state) {
        case FilingState::accepted: ++sent.accepted; break;
        case FilingState::rejected:
        case FilingState::duplicate: ++sent.turned_down; break;
        case FilingState::made:
        case FilingState::in_doubt:
        case FilingState::acknowledged: ++sent.waiting; break;
    }
    if (next == EngineStep::none || waits) return;
    sent.next_at_s = std::min(sent.next_at_s.value_or(filing.try_after_s), filing.try_after_s);
}

}  // namespace

std::vector<OpenFiling> open_filings(ledger::Database& database) {
    std::vector<OpenFiling> all;
    for (const ledger::HmrcFiling& each : ledger::every_hmrc_filing(database)) {
        const ledger::FilingStep step = ledger::last_step_of_filing(database, each.id);
        Filing state = filing_at(database, each, step);
        if (next_step(state) == EngineStep::none) continue;
        auto body = body_of_filing(database, each);
        if (!body.accepted()) continue;
        all.push_back(
            {each.id, each.employer, step.step, std::move(state), std::move(body).value()});
    }
    return all;
}

SentFilings send_filings(std::vector<OpenFiling> filings,
                         const EngineClient& client,
                         const KeepStep& keep,
                         const std::function<std::int64_t()>& now_s) {
    Sending sending(client, keep, now_s);
    SentFilings sent;
    std::set<std::int64_t> held_up;
    for (OpenFiling& each : filings) {
        const std::int64_t employer = each.employer;
        const bool waits = held_up.contains(employer) && !has_reached_hmrc(each.state);
        const Filing now = waits ? each.state : sending.take(std::move(each));
        if (!has_reached_hmrc(now)) held_up.insert(employer);
        count(sent, now, waits);
    }
    return sent;
}

std::map<std::string, std::string> step_fields(std::int64_t filing,
                                               std::int64_t step,
                                               const Filing& state) {
    std::map<std::string, std::string> fields{
        {"filing", std::to_string(filing)},
        {"step", std::to_string(step)},
        {"state", std::string(gateway::hmrc::name_of(state.state))},
        {"try_after_s", std::to_string(state.try_after_s)},
        {"outages", std::to_string(state.outages)},
        {"details", details_of(state)}};
    if (state.is_answer_held) fields["held"] = "yes";
    return fields;
}

}  // namespace almoner::scheduler
