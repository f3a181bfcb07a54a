#include "ledger/records/hmrc_filing.h"
#include "ledger/records/in_force.h"
#include "rules/payroll/tax_year.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/hmrc/filing_record.h"
#include "scheduler/hmrc/prepare_filings.h"
#include "scheduler/hmrc/rti_of_slips.h"
#include "scheduler/payroll/leaving_open.h"
#include "scheduler/payroll/scheme_needed.h"

#include <utility>

namespace almoner::scheduler {

using gateway::hmrc::MarkedBody;
using ledger::Employer;
using ledger::HmrcFiling;
using ledger::Outcome;
using ledger::Refusal;
using nlohmann::json;

void FilingsMade::ask_for_number(const Employer& employer, const ledger::Employment& job) {
    ledger::Database& database = asked_.work.database();
    const gateway::hmrc::NinoVerificationRequest request{
        .employer = rti_references(database, employer),
        .employees = {{.person = rti_person(database, job), .pay_id = job.ref}}};
    const auto year = rules::TaxYear::of(asked_.work.today()).first_year();
    const auto body = marked_body(request, gateway::hmrc::RtiYear{year}, wanted_.sender);
    if (body.accepted() && !wanted_.again) {
        for (const HmrcFiling& each : ledger::filings_of_employer(database, employer.number)) {
            if (each.mark == body.value().mark.base64 && !is_turned_down(database, each)) return;
        }
    }
    (void)keep(
        employer,
        {.employer = employer.number, .purpose = "nino", .tax_year = year, .about = job.number},
        body);
}

std::optional<std::int64_t> FilingsMade::keep(const Employer& employer,
                                              const HmrcFiling& filing,
                                              const Outcome<MarkedBody>& body) {
    if (!body.accepted()) {
        hold_out(employer, filing.purpose, body.refusal());
        return std::nullopt;
    }
    ledger::Database& database = asked_.work.database();
    for (const HmrcFiling& each : ledger::filings_of_employer(database, employer.number)) {
        const bool is_same =
            each.mark == body.value().mark.base64 && is_turned_down(database, each);
        if (!is_same || wanted_.again) continue;
        hold_out(employer,
                 filing.purpose,
                 refused_in(
                     "filing",
                     "rejected-as-it-stands",
                     "HMRC turned down this very message, filing " + std::to_string(each.id) + ".",
                     "Look at its errors with 'almoner payroll filing', put them right, or "
                     "send it again with --again."));
        return std::nullopt;
    }
    const std::int64_t id = store_filing(asked_.work, filing, body.value(), asked_.actor.number);
    ++prepared_;
    filings_.push_back({{"filing", id},
                        {"employer", employer.ref},
                        {"kind", name_of(body.value().kind)},
                        {"purpose", filing.purpose},
                        {"mark", body.value().mark.base32}});
    return id;
}

void FilingsMade::hold_out(const Employer& employer,
                           std::string_view purpose,
                           const Refusal& refusal) {
    held_out_.push_back({{"employer", employer.ref},
                         {"purpose", purpose},
                         {"code", refusal.code},
                         {"field", refusal.field},
                         {"words", refusal.words},
                         {"next", refusal.next}});
}

// Nobody is told of an employer that HMRC need not know of, as long as that is so.
void FilingsMade::hold_out_without_scheme(const Employer& employer) {
    const auto since = scheme_needed_since(asked_.work.database(), employer);
    if (!since) return;
    hold_out(employer,
             "paid",
             refused_in("employer",
                        "scheme-needed",
                        "HMRC has to be told of what was paid from " + since->words() +
                            " on, and this employer has no PAYE scheme.",
                        "Register it with HMRC, then record 'almoner employer change --hmrc "
                        "asked'."));
}

// The message goes all the same: HMRC has to be told of what was paid, and in time.
void FilingsMade::name_open_end(const Employer& employer, const std::string& job) {
    ledger::Database& database = asked_.work.database();
    const auto known = ledger::employment_by_ref(database, job, ledger::last_day_of_all);
    if (!known || book() == nullptr) return;
    const auto open = leaving_pay_is_open(database, *book(), *known, asked_.work.today());
    if (!open) return;
    open_ends_.push_back({{"employer", employer.ref},
                          {"job", job},
                          {"code", open->code},
                          {"words", open->words},
                          {"next", open->next + " HMRC is then told of it by itself."}});
}

Answer FilingsMade::answer() const {
    json answer{{"prepared", prepared_},
                {"filings", filings_},
                {"held_out", held_out_},
                {"partial", !held_out_.empty()}};
    if (!open_ends_.empty()) answer["leaving_pay_open"] = open_ends_;
    return answer.dump();
}

}  // namespace almoner::scheduler
