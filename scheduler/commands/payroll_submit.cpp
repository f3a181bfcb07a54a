#include "scheduler/commands/payroll_submit.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_text.h"
#include "rules/payroll/tax_year.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/hmrc/filing_record.h"
#include "scheduler/hmrc/number_answers.h"
#include "scheduler/hmrc/prepare_filings.h"
#include "scheduler/payroll/payroll_people.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::hmrc::FilingState;
using ledger::Employer;
using ledger::last_day_of_all;
using ledger::Outcome;
using nlohmann::json;

constexpr int last_days = 31;

Outcome<std::vector<Employer>> employers_asked_for(const Asked& asked) {
    if (asked.fields.has("employer")) {
        const auto employer = employer_asked_for(asked);
        if (!employer.accepted()) return employer.refusal();
        return std::vector{employer.value()};
    }
    if (asked.fields.has("service")) return employers_of_service(asked);
    return ledger::employers_on(asked.work.database(), last_day_of_all);
}

Outcome<ledger::Done> read_year(const Asked& asked, FilingsWanted& wanted) {
    if (!asked.fields.has("last_of_year")) return ledger::Done{};
    const auto year = rules::TaxYear::parse(asked.fields.text("last_of_year"));
    if (!year) {
        return refused_in(
            "last_of_year", "year-unreadable", "This is no tax year.", "Write it like 2026-27.");
    }
    if (asked.work.today() + last_days < year->days().last) {
        return refused_in("last_of_year",
                          "year-goes-on",
                          "This tax year goes on for more than a month.",
                          "Tell HMRC that nothing more comes once nothing does.");
    }
    wanted.last_of_year = year->first_year();
    return ledger::Done{};
}

Outcome<FilingsWanted> wanted_by(const Asked& asked) {
    FilingsWanted wanted{.late_reason = asked.fields.text("late_reason"),
                         .again = asked.fields.has("again")};
    const std::string sender = asked.around.setting("hmrc.sender", "bureau");
    if (sender == "employer") wanted.sender = gateway::hmrc::SenderKind::employer;
    if (sender == "agent") wanted.sender = gateway::hmrc::SenderKind::agent;
    const bool is_known = wanted.late_reason.empty() ||
                          (wanted.late_reason.size() == 1 && wanted.late_reason.front() >= 'A' &&
                           wanted.late_reason.front() <= 'G');
    if (!is_known) {
        return refused_in("late_reason",
                          "late-reason-unknown",
                          "HMRC's reasons for a late report are the letters A to G here.",
                          "Use G for a reasonable excuse; H, of corrections, is set by itself.");
    }
    const auto year = read_year(asked, wanted);
    if (!year.accepted()) return year.refusal();
    return wanted;
}

// What may follow what. What is final stays, but for HMRC's answer, which is deleted there.
struct Move {
    FilingState from;
    FilingState to;
};
constexpr std::array moves{Move{FilingState::made, FilingState::made},
                           Move{FilingState::made, FilingState::in_doubt},
                           Move{FilingState::in_doubt, FilingState::made},
                           Move{FilingState::in_doubt, FilingState::in_doubt},
                           Move{FilingState::in_doubt, FilingState::acknowledged},
                           Move{FilingState::in_doubt, FilingState::accepted},
                           Move{FilingState::in_doubt, FilingState::rejected},
                           Move{FilingState::in_doubt, FilingState::duplicate},
                           Move{FilingState::acknowledged, FilingState::acknowledged},
                           Move{FilingState::acknowledged, FilingState::in_doubt},
                           Move{FilingState::acknowledged, FilingState::accepted},
                           Move{FilingState::acknowledged, FilingState::rejected},
                           Move{FilingState::acknowledged, FilingState::duplicate},
                           Move{FilingState::accepted, FilingState::accepted},
                           Move{FilingState::rejected, FilingState::rejected},
                           Move{FilingState::duplicate, FilingState::duplicate}};

Outcome<ledger::Done> may_follow(const ledger::FilingStep& before, const ledger::FilingStep& next) {
    if (next.step != before.step + 1) {
        return refused_in("step",
                          "filing-moved-on",
                          "This filing has taken another step since it was looked at.",
                          "Look at it again: nothing was sent or lost.");
    }
    const auto from = filing_state_named(before.state);
    const auto to = filing_state_named(next.state);
    const bool is_listed = std::ranges::any_of(
        moves, [&](const Move& each) { return each.from == from && each.to == to; });
    if (is_listed) return ledger::Done{};
    return refused_in("state",
                      "filing-step-order",
                      "A filing that is " + before.state + " can't become that.",
                      "See ops/docs/telling-hmrc.md for what follows what.");
}

bool are_numbers(const json& numbers) {
    const auto has_text = [](const json& row, const char* name) {
        return row.contains(name) && row.at(name).is_string();
    };
    return numbers.is_array() && std::ranges::all_of(numbers, [&](const json& row) {
               return row.is_object() && has_text(row, "pay_id") && has_text(row, "result") &&
                      has_text(row, "nino");
           });
}

// A number is known by its assistant's own key alone: what is kept of the answer has none.
std::string without_numbers(const std::string& details) {
    json said = json::parse(details);
    if (!said.contains("numbers")) return details;
    for (json& each : said.at("numbers")) each["nino"] = "";
    return said.dump();
}

Outcome<ledger::Done> check_details(const std::string& details, const ledger::HmrcFiling& filing) {
    if (details.empty()) return ledger::Done{};
    const json said = json::parse(details, nullptr, false);
    const bool is_read = said.is_object() && said.contains("receipt_mark") &&
                         said.at("receipt_mark").is_string() && said.contains("errors") &&
                         said.at("errors").is_array();
    const bool has_numbers = is_read && said.contains("numbers");
    if (!is_read || (has_numbers && !are_numbers(said.at("numbers")))) {
        return refused_in("details",
                          "details-unreadable",
                          "This is not what the program keeps of an answer.",
                          "Let 'almoner payroll submit' bring it.");
    }
    const std::string receipt = said.at("receipt_mark").get<std::string>();
    if (receipt.empty() || receipt == filing.mark) return ledger::Done{};
    return refused_in("details",
                      "receipt-of-another",
                      "HMRC's receipt has another mark than this message.",
                      "Ask HMRC what it has; the message is not taken as accepted.");
}

// HMRC's receipt of a submission carries its mark: without it nobody knows what was accepted. An
// answer to a question about numbers has none.
Outcome<ledger::Done> is_receipted(const std::string& details,
                                   const ledger::HmrcFiling& filing,
                                   const ledger::FilingStep& before,
                                   const ledger::FilingStep& next) {
    const bool is_taken = next.state == "accepted" && before.state != "accepted";
    if (!is_taken || filing.kind == "nvr") return ledger::Done{};
    const bool has_receipt =
        !details.empty() &&
        json::parse(details).at("receipt_mark").get<std::string>() == filing.mark;
    if (has_receipt) return ledger::Done{};
    return refused_in("details",
                      "receipt-missing",
                      "Without HMRC's receipt with the mark of this message it is not accepted.",
                      "Let 'almoner payroll submit' bring HMRC's answer.");
}

}  // namespace

Outcome<Answer> payroll_submit(Asked& asked) {
    const auto wanted = wanted_by(asked);
    if (!wanted.accepted()) return wanted.refusal();
    FilingsMade made(asked, wanted.value());
    if (asked.fields.has("verify")) {
        const auto job = job_named(asked, "verify");
        if (!job.accepted()) return job.refusal();
        made.ask_for_number(employer_of(asked.work.database(), job.value()), job.value());
        return made.answer();
    }
    const auto employers = employers_asked_for(asked);
    if (!employers.accepted()) return employers.refusal();
    for (const Employer& each : employers.value()) made.prepare(each);
    return made.answer();
}

Outcome<Answer> payroll_filing_step(Asked& asked) {
    ledger::Database& database = asked.work.database();
    FieldReading in(asked.fields);
    const std::int64_t id = in.number("filing");
    ledger::FilingStep next{.filing = id,
                            .step = in.number("step"),
                            .state = in.needed("state"),
                            .is_answer_held = in.has("held"),
                            .try_after_s = in.number("try_after_s"),
                            .outages = in.number("outages"),
                            .on = asked.work.today(),
                            .actor = asked.actor.number};
    if (!in.accepted()) return in.refusal();
    const auto filing = ledger::hmrc_filing_by_id(database, id);
    if (!filing) {
        return refused_in("filing",
                          "filing-unknown",
                          "There is no filing of this number.",
                          "Look at 'almoner payroll filings'.");
    }
    const ledger::FilingStep before = ledger::last_step_of_filing(database, id);
    const auto follows = may_follow(before, next);
    if (!follows.accepted()) return follows.refusal();
    const std::string details = asked.fields.text("details");
    const auto readable = check_details(details, *filing);
    if (!readable.accepted()) return readable.refusal();
    const auto receipted = is_receipted(details, *filing, before, next);
    if (!receipted.accepted()) return receipted.refusal();
    const auto employer = ledger::employer_numbered(database, filing->employer, last_day_of_all);
    if (!details.empty() && employer) {
        next.details_private = ledger::insert_private_text(
            asked.work, ledger::holder_of(database, *employer), without_numbers(details));
    }
    ledger::insert_filing_step(asked.work, next);
    const bool is_answer = filing->purpose == "nino" && next.state == "accepted" &&
                           before.state != next.state && !details.empty();
    if (is_answer) take_number_answers(asked, *filing, numbers_in(json::parse(details)));
    return json{{"filing", id}, {"step", next.step}, {"state", next.state}}.dump();
}

}  // namespace almoner::scheduler
