#include "scheduler/hmrc/number_answers.h"

#include "ledger/records/assistant.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_words.h"
#include "ledger/values/invariant.h"
#include "rules/payroll/identifiers.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/tasks.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace almoner::scheduler {
namespace {

using gateway::hmrc::NinoAnswer;
using ledger::Assistant;
using ledger::last_day_of_all;
using ledger::Outcome;
using nlohmann::json;
using nlohmann::ordered_json;

class Answering {
  public:
    Answering(Asked& asked, const ledger::Employment& job, const Assistant& assistant)
        : asked_(asked),
          database_(asked.work.database()),
          job_(job),
          assistant_(assistant),
          subject_("employment:" + job.ref) {}

    void take(const NinoAnswer& answer, const std::string& known) {
        const auto number = rules::parse_nino(answer.nino);
        const bool is_read = answer.nino.empty() || number.accepted();
        const bool names_another = number.accepted() && number.value() != known;
        if (names_another) {
            propose_number(number.value());
        } else if (answer.result == "unknown") {
            ask_for_it("HMRC knows no National Insurance number for " + job_.ref +
                       ": ask the assistant for it, and for the name and birth that HMRC has.");
        } else if (!is_read || known.empty()) {
            ask_for_it("HMRC's answer about the National Insurance number of " + job_.ref +
                       " can't be read: look at HMRC's own service.");
        } else {
            close_tasks(asked_.work, number_unknown_task, subject_, "verified");
        }
    }

  private:
    // One that is open already stays: whoever decides about it asks again.
    void propose_number(const std::string& number) {
        const auto open = ledger::open_proposals(database_, number_proposal);
        if (std::ranges::find(open, assistant_.number, &ledger::Proposal::subject) != open.end()) {
            return;
        }
        const auto proposed =
            propose(asked_,
                    {.kind = std::string(number_proposal),
                     .subject = assistant_.number,
                     .from_on = asked_.work.today(),
                     .content = json{{"ref", job_.ref}}.dump(),
                     .private_row = ledger::insert_words(asked_.work, assistant_.person, number)},
                    {.count = 1, .before = {}, .after = {}},
                    "assistant");
        if (!proposed.accepted()) throw ledger::InvariantBroken("a number was proposed before");
    }
    void ask_for_it(const std::string& words) {
        close_tasks(asked_.work, number_unknown_task, subject_, "asked again");
        open_task(asked_.work, number_unknown_task, subject_, words);
    }

    Asked& asked_;
    ledger::Database& database_;
    const ledger::Employment& job_;
    const Assistant& assistant_;
    std::string subject_;
};

ledger::Refusal erased() {
    return refused_in("proposal",
                      "details-erased",
                      "This assistant's details were erased.",
                      "Refuse the proposal: what was erased stays erased.");
}

std::string shown(const std::string& number, Personal personal) {
    return personal == Personal::whole || number.empty() ? number : "***";
}

}  // namespace

void take_number_answers(Asked& asked,
                         const ledger::HmrcFiling& filing,
                         std::span<const NinoAnswer> answers) {
    ledger::Database& database = asked.work.database();
    const auto job = ledger::employment_numbered(database, filing.about, last_day_of_all);
    const auto assistant =
        job ? ledger::assistant_numbered(database, job->assistant, last_day_of_all) : std::nullopt;
    const auto known =
        assistant ? ledger::assistant_private(database, assistant->personal) : std::nullopt;
    if (!known) return;
    for (const NinoAnswer& each : answers) {
        if (each.pay_id == job->ref) Answering(asked, *job, *assistant).take(each, known->nino);
    }
}

Outcome<ledger::Done> number_takes_effect(Asked& asked, const ledger::Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const auto assistant = ledger::assistant_numbered(database, proposal.subject, last_day_of_all);
    auto details =
        assistant ? ledger::assistant_private(database, assistant->personal) : std::nullopt;
    const std::string number = ledger::words_of(database, proposal.private_row);
    if (!details || number.empty()) return erased();
    details->nino = number;
    Assistant changed = *assistant;
    changed.from_on = std::max(changed.from_on, asked.work.today());
    changed.personal = ledger::insert_assistant_private(asked.work, changed.person, *details);
    ledger::insert_assistant(asked.work, changed);
    for (const auto& job :
         ledger::employments_of_assistant(database, changed.number, last_day_of_all)) {
        close_tasks(asked.work, number_unknown_task, "employment:" + job.ref, "number known");
    }
    return ledger::Done{};
}

ordered_json number_changes(ledger::Database& database,
                            const ledger::Proposal& proposal,
                            Personal personal) {
    const auto assistant = ledger::assistant_numbered(database, proposal.subject, last_day_of_all);
    const auto details =
        assistant ? ledger::assistant_private(database, assistant->personal) : std::nullopt;
    return ordered_json::array(
        {{{"what", "National Insurance number, as HMRC says"},
          {"before", details ? shown(details->nino, personal) : std::string{}},
          {"after", shown(ledger::words_of(database, proposal.private_row), personal)}}});
}

}  // namespace almoner::scheduler
