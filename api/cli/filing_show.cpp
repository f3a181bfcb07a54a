#include "api/cli/filing_show.h"

#include "api/cli/access_look.h"
#include "gateway/hmrc/engine_client.h"
#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "rules/payroll/tax_year.h"
#include "scheduler/hmrc/filing_record.h"

#include <charconv>
#include <optional>
#include <ostream>

namespace almoner::api {
namespace {

using ledger::HmrcFiling;
using ledger::last_day_of_all;

std::optional<ledger::Employer> employer_seen(Reading& reading, const HmrcFiling& filing) {
    const auto employer =
        ledger::employer_numbered(*reading.database, filing.employer, last_day_of_all);
    if (!employer) return std::nullopt;
    const bool may_see = reading.scope.sees_person(ledger::holder_of(*reading.database, *employer));
    return may_see ? employer : std::nullopt;
}

std::optional<HmrcFiling> filing_asked_for(const Call& call, Reading& reading) {
    const std::string& text = call.fields.at("filing");
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    const auto filing = ledger::hmrc_filing_by_id(*reading.database, id);
    return filing && employer_seen(reading, *filing) ? filing : std::nullopt;
}

Figures steps_of(Reading& reading, const HmrcFiling& filing) {
    Figures figures{.name = "steps",
                    .title = "Steps",
                    .columns = {{"step", "Step", Kind::number},
                                {"on", "On", Kind::date},
                                {"state", "State", Kind::text},
                                {"outages", "Out of reach", Kind::number},
                                {"receipt", "HMRC's receipt", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::FilingStep& each : ledger::steps_of_filing(*reading.database, filing.id)) {
        const auto state = scheduler::filing_at(*reading.database, filing, each);
        figures.rows.push_back({each.step,
                                each.on,
                                filing_words(each.state, each.is_answer_held),
                                each.outages,
                                state.receipt_mark});
    }
    return figures;
}

Figures errors_of(Reading& reading,
                  const HmrcFiling& filing,
                  const gateway::hmrc::MarkedBody& body) {
    Figures figures{.name = "errors",
                    .title = "What HMRC turned down",
                    .columns = {{"number", "Number", Kind::text},
                                {"about", "About", Kind::text},
                                {"words", "HMRC's words", Kind::text},
                                {"place", "Place", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const auto last = ledger::last_step_of_filing(*reading.database, filing.id);
    for (const auto& each : scheduler::filing_at(*reading.database, filing, last).errors) {
        figures.rows.push_back(
            {each.number, gateway::hmrc::pay_id_of(body, each), each.words, each.location});
    }
    return figures;
}

// The number itself stands with the assistant, once another person has confirmed it.
Figures numbers_of(Reading& reading, const HmrcFiling& filing) {
    Figures figures{.name = "numbers",
                    .title = "What HMRC says of the National Insurance number",
                    .columns = {{"job", "Job", Kind::text}, {"result", "Answer", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const auto last = ledger::last_step_of_filing(*reading.database, filing.id);
    for (const auto& each : scheduler::filing_at(*reading.database, filing, last).numbers) {
        figures.rows.push_back({each.pay_id, each.result});
    }
    return figures;
}

}  // namespace

std::string filing_words(std::string_view state, bool is_answer_held) {
    std::string words(state);
    if (state == "made") words = "prepared";
    if (state == "in_doubt") words = "sent, no answer yet";
    const bool is_at_end = state == "accepted" || state == "rejected" || state == "duplicate";
    if (is_at_end) words += is_answer_held ? "; its answer is to be deleted at HMRC" : "";
    return words;
}

int list_filings(const Call& call, Reading& reading) {
    const auto wanted = call.fields.find("employer");
    Figures figures{.name = "filings",
                    .title = "What HMRC is told",
                    .columns = {{"filing", "Filing", Kind::number},
                                {"employer", "Employer", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"purpose", "For", Kind::text},
                                {"year", "Tax year", Kind::text},
                                {"month", "Tax month", Kind::number},
                                {"late", "Late", Kind::text},
                                {"prepared_on", "Prepared", Kind::date},
                                {"state", "State", Kind::text},
                                {"mark", "IRmark", Kind::text}},
                    .rows = {},
                    .notes = {not_todays_schemas}};
    for (const HmrcFiling& each : ledger::every_hmrc_filing(*reading.database)) {
        const auto employer = employer_seen(reading, each);
        if (!employer || (wanted != call.fields.end() && employer->ref != wanted->second)) continue;
        const auto last = ledger::last_step_of_filing(*reading.database, each.id);
        figures.rows.push_back({each.id,
                                employer->ref,
                                each.kind,
                                each.purpose,
                                rules::TaxYear::starting_in(static_cast<int>(each.tax_year)).name(),
                                each.tax_month == 0 ? Cell{} : Cell{each.tax_month},
                                each.late_reason,
                                each.made_on,
                                filing_words(last.state, last.is_answer_held),
                                each.mark_shown});
    }
    show(call, figures);
    return exit_ok;
}

int show_filing(const Program& program, const Call& call, Reading& reading) {
    const auto filing = filing_asked_for(call, reading);
    if (!filing) {
        return show_refusal(call,
                            {.code = "filing-unknown",
                             .words = "There is no filing of this number.",
                             .next = "Look at 'almoner payroll filings'.",
                             .field = "filing",
                             .citation = ""});
    }
    const auto body = scheduler::body_of_filing(*reading.database, *filing);
    if (!body.accepted()) return show_refusal(call, body.refusal());
    const auto employer = employer_seen(reading, *filing);
    const auto holder = ledger::person_numbered(
        *reading.database, ledger::holder_of(*reading.database, *employer), last_day_of_all);
    const auto look = note_look(program, call, reading, holder->ref, ledger::Look::case_record);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    if (call.fields.contains("xml")) {
        *call.out << body.value().xml;
        return exit_ok;
    }
    const std::vector<Figures> tables{steps_of(reading, *filing),
                                      errors_of(reading, *filing, body.value()),
                                      numbers_of(reading, *filing)};
    show_all(call,
             "Filing " + std::to_string(filing->id) + " of employer " + employer->ref +
                 ", IRmark " + filing->mark_shown + ". " + not_todays_schemas,
             tables);
    return exit_ok;
}

}  // namespace almoner::api
