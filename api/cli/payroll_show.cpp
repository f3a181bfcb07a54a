#include "api/cli/payroll_show.h"

#include "gateway/csv/cells.h"
#include "ledger/records/absence.h"
#include "ledger/records/assistant.h"
#include "ledger/records/code_notice.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_order.h"
#include "ledger/records/person.h"
#include "ledger/records/private_words.h"
#include "ledger/records/timesheet.h"
#include "scheduler/payroll/employer_row.h"
#include "scheduler/payroll/pay_calendar.h"

#include <map>

namespace almoner::api {
namespace {

using ledger::Database;
using ledger::Date;
using ledger::Employer;
using ledger::Employment;
using ledger::last_day_of_all;

ledger::Refusal unknown(const std::string& what, const std::string& next) {
    return {.code = what + "-unknown",
            .words = "There is no " + what + " of this reference.",
            .next = next,
            .field = what,
            .citation = {}};
}

bool may_see(Reading& reading, const Employer& employer) {
    return reading.scope.sees_person(ledger::holder_of(*reading.database, employer));
}

std::optional<Employer> employer_named(const Call& call, Reading& reading) {
    auto employer =
        ledger::employer_by_ref(*reading.database, call.fields.at("employer"), last_day_of_all);
    if (employer && !may_see(reading, *employer)) return std::nullopt;
    return employer;
}

// All but the last four: it names a disabled person's scheme.
std::string masked(const std::string& reference) {
    constexpr std::size_t shown = 4;
    if (reference.size() <= shown) return std::string(reference.size(), '*');
    return std::string(reference.size() - shown, '*') + reference.substr(reference.size() - shown);
}

Cell day_cell(const std::optional<Date>& day) {
    return day ? Cell{*day} : Cell{};
}

std::string assistant_ref(Database& database, const Employment& job) {
    const auto assistant = ledger::assistant_numbered(database, job.assistant, last_day_of_all);
    const auto person = assistant
                            ? ledger::person_numbered(database, assistant->person, last_day_of_all)
                            : std::nullopt;
    return person ? person->ref : std::string{};
}

Figures scheme_of(Database& database, const Employer& employer, Date day) {
    Figures figures{.name = "employer",
                    .title = "Employer " + employer.ref,
                    .columns = {{"what", "What", Kind::text}, {"is", "Is", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const auto row = [&](const char* what, std::string is) {
        if (!is.empty()) figures.rows.push_back({std::string(what), std::move(is)});
    };
    const auto when = [](const std::optional<Date>& each) { return each ? each->iso() : ""; };
    const bool managed = scheduler::has_managed_money(database, employer, day);
    row("hmrc", employer.hmrc);
    row("hmrc since", when(employer.hmrc_on));
    row("PAYE reference", masked(ledger::words_of(database, employer.paye_private)));
    row("accounts office reference", masked(ledger::words_of(database, employer.accounts_private)));
    row("pays HMRC", employer.pays_hmrc);
    row("pay", employer.frequency);
    row("pension duties from", when(employer.pension_duties_on));
    row("pension provider", ledger::pension_place(database, employer).provider);
    row("insured until", when(employer.insured_until));
    row("Employment Allowance", employer.claims_allowance ? "claimed" : "not claimed");
    row("money", managed ? "managed" : "payroll only");
    row("ended on", when(employer.end_on));
    return figures;
}

std::string code_now(Database& database, const Employment& job, Date day) {
    const auto notice = ledger::code_notice_on(database, job.number, day);
    const std::string& code = notice ? notice->tax_code : job.tax_code;
    const std::string& basis = notice ? notice->tax_basis : job.tax_basis;
    return code + (basis == "N" ? " week 1/month 1" : "");
}

Figures jobs_of(Database& database, const Employer& employer, Date day) {
    Figures figures{.name = "employments",
                    .title = "Assistants of " + employer.ref,
                    .columns = {{"employment", "Employment", Kind::text},
                                {"assistant", "Assistant", Kind::text},
                                {"start", "From", Kind::date},
                                {"end", "To", Kind::date},
                                {"tax_code", "Tax code", Kind::text},
                                {"ni_letter", "NI", Kind::text},
                                {"hours", "Hours a week", Kind::text},
                                {"pension", "Pension", Kind::text},
                                {"right_to_work_until", "Right to work until", Kind::date},
                                {"orders", "Orders", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const Employment& job :
         ledger::employments_of_employer(database, employer.number, last_day_of_all)) {
        const std::int64_t minutes = job.weekly_minutes % 60;
        const std::string hours = std::to_string(job.weekly_minutes / 60) + ":" +
                                  (minutes < 10 ? "0" : "") + std::to_string(minutes);
        figures.rows.push_back(
            {job.ref,
             assistant_ref(database, job),
             job.start_on,
             day_cell(job.end_on),
             code_now(database, job, day),
             job.ni_letter,
             hours,
             job.pension,
             day_cell(job.right_to_work_until),
             static_cast<std::int64_t>(
                 ledger::pay_orders_of(database, job.number, last_day_of_all).size())});
    }
    return figures;
}

void add_hours(Figures& figures,
               Database& database,
               const Employer& employer,
               const scheduler::EmployerPeriod& period) {
    for (const Employment& job :
         ledger::employments_of_employer(database, employer.number, last_day_of_all)) {
        const bool works =
            job.start_on <= period.days.last && (!job.end_on || *job.end_on >= period.days.first);
        if (!works) continue;
        const auto sheet = ledger::timesheet_in_force(database, job.number, period.days.first);
        const std::string state =
            sheet ? ledger::timesheet_state(database, sheet->id)
                  : std::string(job.has_fixed_hours ? "usual hours" : "none yet");
        figures.rows.push_back({employer.ref,
                                job.ref,
                                period.days.first,
                                period.days.last,
                                period.cut_off,
                                period.payday,
                                sheet ? Cell{sheet->id} : Cell{},
                                state});
    }
}

// Nothing: the employer has no period that begins so.
std::optional<scheduler::EmployerPeriod> period_asked_for(const Call& call,
                                                          Reading& reading,
                                                          const Employer& employer) {
    const auto holidays = loaded_holidays(*reading.database);
    const auto given = call.fields.find("period");
    if (given == call.fields.end()) {
        return scheduler::employer_period_open(employer, reading.day, holidays);
    }
    const auto day = gateway::read_date(given->second);
    if (!day.accepted()) return std::nullopt;
    return scheduler::employer_period_from(employer, day.value(), holidays);
}

}  // namespace

int list_employers(const Call& call, Reading& reading) {
    Database& database = *reading.database;
    Figures figures{.name = "employers",
                    .title = "Employers on " + reading.day.words(),
                    .columns = {{"employer", "Employer", Kind::text},
                                {"hmrc", "HMRC", Kind::text},
                                {"frequency", "Pay", Kind::text},
                                {"cut_off", "Hours until", Kind::date},
                                {"payday", "Payday", Kind::date},
                                {"assistants", "Assistants", Kind::number},
                                {"money", "Money", Kind::text},
                                {"insured_until", "Insured until", Kind::date}},
                    .rows = {},
                    .notes = {}};
    const auto holidays = loaded_holidays(database);
    std::map<std::int64_t, std::int64_t> assistants;
    for (const Employment& job : ledger::employments_on(database, reading.day)) {
        if (!job.end_on || *job.end_on >= reading.day) ++assistants[job.employer];
    }
    for (const Employer& each : ledger::employers_on(database, reading.day)) {
        if (!may_see(reading, each)) continue;
        const auto period = scheduler::employer_period_open(each, reading.day, holidays);
        const bool managed = scheduler::has_managed_money(database, each, reading.day);
        figures.rows.push_back({each.ref,
                                each.hmrc,
                                each.frequency,
                                period.cut_off,
                                period.payday,
                                assistants[each.number],
                                std::string(managed ? "managed" : "payroll only"),
                                day_cell(each.insured_until)});
    }
    show(call, figures);
    return exit_ok;
}

int show_employer(const Call& call, Reading& reading) {
    const auto employer = employer_named(call, reading);
    if (!employer) {
        return show_refusal(call, unknown("employer", "Look at 'almoner payroll employers'."));
    }
    Database& database = *reading.database;
    const std::vector<Figures> tables{scheme_of(database, *employer, reading.day),
                                      jobs_of(database, *employer, reading.day)};
    show_all(call, "Employer " + employer->ref + " on " + reading.day.words() + ".", tables);
    return exit_ok;
}

int list_hours(const Call& call, Reading& reading) {
    Database& database = *reading.database;
    std::vector<Employer> employers;
    if (call.fields.contains("employer")) {
        const auto employer = employer_named(call, reading);
        if (!employer) {
            return show_refusal(call, unknown("employer", "Look at 'almoner payroll employers'."));
        }
        employers.push_back(*employer);
    } else {
        employers = ledger::employers_on(database, reading.day);
    }
    Figures figures{.name = "hours",
                    .title = "Hours to be paid",
                    .columns = {{"employer", "Employer", Kind::text},
                                {"employment", "Employment", Kind::text},
                                {"first", "From", Kind::date},
                                {"last", "To", Kind::date},
                                {"cut_off", "In time until", Kind::date},
                                {"payday", "Payday", Kind::date},
                                {"timesheet", "Sheet", Kind::number},
                                {"state", "State", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const Employer& each : employers) {
        if (!may_see(reading, each)) continue;
        const auto period = period_asked_for(call, reading, each);
        if (period) add_hours(figures, database, each, *period);
    }
    show(call, figures);
    return exit_ok;
}

int list_absences(const Call& call, Reading& reading) {
    Database& database = *reading.database;
    const auto job =
        ledger::employment_by_ref(database, call.fields.at("employment"), last_day_of_all);
    const auto employer =
        job ? ledger::employer_numbered(database, job->employer, last_day_of_all) : std::nullopt;
    if (!employer || !may_see(reading, *employer)) {
        return show_refusal(call,
                            unknown("employment", "Look at 'almoner employer show EMPLOYER'."));
    }
    Figures figures{.name = "absences",
                    .title = "Absences of " + job->ref,
                    .columns = {{"absence", "Number", Kind::number},
                                {"kind", "Why", Kind::text},
                                {"first", "From", Kind::date},
                                {"last", "To", Kind::date},
                                {"minutes", "Minutes of holiday", Kind::number},
                                {"evidence", "Document", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Absence& each : ledger::absences_of(database, job->number)) {
        figures.rows.push_back({each.number,
                                each.kind,
                                each.first_on,
                                day_cell(each.last_on),
                                each.minutes,
                                each.evidence ? Cell{*each.evidence} : Cell{}});
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
