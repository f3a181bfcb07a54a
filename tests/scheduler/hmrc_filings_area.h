// HMRC's side of a payroll: what was prepared of Ada Byrd's scheme, and a stand-in for HMRC's
// transaction engine that takes it, with a clock of its own.
#pragma once

#include "gateway/hmrc/engine_client.h"
#include "ledger/records/hmrc_filing.h"
#include "ops/hmrc_stand_in/engine.h"
#include "scheduler/commands/payroll_submit.h"
#include "scheduler/hmrc/filing_record.h"
#include "scheduler/hmrc/send_filings.h"
#include "tests/scheduler/payroll_papers_area.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace almoner::tests {

inline constexpr std::int64_t filings_begin_s = 1'777'600'000;

class HmrcFilingsArea : public PayrollPapersArea {
  protected:
    explicit HmrcFilingsArea(ledger::Option option = ledger::Option::managed_account)
        : PayrollPapersArea(option) {}

    nlohmann::json submit(const FieldMap& fields = {}, const std::string& day = "2026-04-30") {
        return area.answer(scheduler::payroll_submit, fields, {.day = day});
    }
    std::string refused(const FieldMap& fields, const std::string& day = "2026-04-30") {
        const auto outcome = area.ask(scheduler::payroll_submit, fields, {.day = day});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    }
    std::string held_out(const FieldMap& fields, const std::string& day) {
        const nlohmann::json answer = submit(fields, day);
        if (answer.at("held_out").empty()) return "none";
        return answer.at("held_out").at(0).at("code").get<std::string>();
    }
    // "paid,allowance".
    static std::string purposes(const nlohmann::json& answer) {
        std::string all;
        for (const nlohmann::json& each : answer.at("filings")) {
            all += (all.empty() ? "" : ",") + each.at("purpose").get<std::string>();
        }
        return all;
    }
    ledger::HmrcFiling filing(std::int64_t id) {
        return ledger::hmrc_filing_by_id(area.area().database(), id).value();
    }
    std::string xml(std::int64_t id) {
        return scheduler::body_of_filing(area.area().database(), filing(id)).value().xml;
    }
    std::string state(std::int64_t id) {
        const auto last = ledger::last_step_of_filing(area.area().database(), id);
        return last.state + (last.is_answer_held ? " held" : "");
    }
    bool step(const FieldMap& fields) {
        return area.ask(scheduler::payroll_filing_step, fields, {.day = "2026-04-30"}).accepted();
    }
    gateway::hmrc::EngineClient client() {
        gateway::hmrc::EngineClient talks;
        talks.settings.submission_url = "https://localhost/submission";
        talks.settings.is_test = false;
        talks.settings.channel = {.vendor_id = "0000", .product = "Almoner", .version = "0.1"};
        talks.settings.rules.duplicate_numbers = {ops::hmrc_stand_in::duplicate_number};
        talks.sender = {.sender_id = "BUREAU1", .password = "secret"};
        talks.post = [this](const std::string&, const std::string& message) {
            const auto answer = engine.answer(message);
            return gateway::https::PostResult{.status = answer.status, .body = answer.body};
        };
        return talks;
    }
    scheduler::SentFilings send_once() {
        return scheduler::send_filings(
            scheduler::open_filings(area.area().database()),
            client(),
            [this](const FieldMap& fields) { return step(fields); },
            [this] { return now_s; });
    }
    // Each time as soon as something is due.
    scheduler::SentFilings send() {
        scheduler::SentFilings sent = send_once();
        for (int i = 0; i < 30 && sent.next_at_s; ++i) {
            now_s = std::max(now_s + 1, *sent.next_at_s);
            sent = send_once();
        }
        return sent;
    }
    // The second payday, 29 May, in the books.
    void pay_for_may(std::int64_t of_job, std::int64_t hours) {
        work_hours(of_job, hours, four_weeks_in_may);
        const nlohmann::json run =
            area.answer(scheduler::payroll_run, cycle("2026-05-29"), {.day = "2026-05-26"});
        approve(run, "2026-05-27");
        area.answer(scheduler::payroll_post, {{"run", run.at("run")}}, {.day = "2026-05-28"});
    }
    void leave(const std::string& day) {
        change_job([&](ledger::Employment& leaver) {
            leaver.end_on = on(day);
            leaver.end_reason = "resigned";
        });
    }
    // Two hours were left out of the 80.
    void correct() {
        withdraw(1);
        work_hours(job, 82);
        confirm(area.answer(scheduler::payroll_correct,
                            {{"slip", "1"}, {"words", "Two hours were left out."}},
                            {.day = "2026-05-05"}));
    }

    ops::hmrc_stand_in::Engine engine{{"BUREAU1", "secret"}, "https://localhost/poll", 10};
    std::int64_t now_s = filings_begin_s;
};

}  // namespace almoner::tests
