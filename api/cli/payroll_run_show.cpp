#include "api/cli/payroll_run_show.h"

#include "ledger/records/assistant.h"
#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payroll_run.h"
#include "ledger/views/words.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payroll/draft_payroll.h"
#include "scheduler/payroll/other_account.h"
#include "scheduler/payroll/pay_due.h"
#include "scheduler/payroll/pay_findings.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <vector>

namespace almoner::api {
namespace {

using ledger::last_day_of_all;
using ledger::Money;
using scheduler::DraftSlip;
using scheduler::PayrollDraft;

constexpr std::int64_t minutes_an_hour = 60;

std::string job_ref(ledger::Database& database, std::int64_t employment) {
    const auto job = ledger::employment_numbered(database, employment, last_day_of_all);
    return job ? job->ref : std::string{};
}

std::string employer_ref(ledger::Database& database, std::int64_t employer) {
    const auto known = ledger::employer_numbered(database, employer, last_day_of_all);
    return known ? known->ref : std::string{};
}

bool may_see(Reading& reading, std::int64_t employer) {
    const auto known = ledger::employer_numbered(*reading.database, employer, last_day_of_all);
    const auto budget =
        known ? ledger::budget_numbered(*reading.database, known->budget, last_day_of_all)
              : std::nullopt;
    return budget && reading.scope.sees_person(budget->person);
}

bool may_see_job(Reading& reading, std::int64_t employment) {
    const auto job = ledger::employment_numbered(*reading.database, employment, last_day_of_all);
    return job && may_see(reading, job->employer);
}

std::string hours_of(const DraftSlip& slip) {
    std::int64_t minutes = 0;
    for (const ledger::PaySlipLine& each : slip.lines) {
        if (each.counts == "wage") minutes += each.quantity;
    }
    const std::int64_t rest = minutes % minutes_an_hour;
    return std::to_string(minutes / minutes_an_hour) + (rest < 10 ? ":0" : ":") +
           std::to_string(rest);
}

// What the slip before it came to.
Cell paid_before(ledger::Database& database, const ledger::PaySlip& slip) {
    Cell before;
    for (const ledger::PaySlip& each : ledger::slips_that_count(database, slip.employment)) {
        if (each.paid_on < slip.paid_on) before = each.gross;
    }
    return before;
}

Figures slips_of(Reading& reading,
                 const PayrollDraft& draft,
                 const std::vector<std::int64_t>& ids) {
    Figures figures{.name = "slips",
                    .title = "Slips",
                    .columns = {{"slip", "Slip", Kind::number},
                                {"employer", "Employer", Kind::text},
                                {"job", "Job", Kind::text},
                                {"hours", "Hours", Kind::text},
                                {"gross", "Gross", Kind::money},
                                {"gross_before", "Last time", Kind::money},
                                {"tax", "Tax", Kind::money},
                                {"national_insurance", "NI", Kind::money},
                                {"pension", "Pension", Kind::money},
                                {"other", "Loans, orders", Kind::money},
                                {"expenses", "Expenses", Kind::money},
                                {"recovered", "Given back", Kind::money},
                                {"paid", "Paid", Kind::money},
                                {"employer_ni", "Employer's NI", Kind::money},
                                {"allowance", "Allowance", Kind::money},
                                {"cost", "Cost", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (std::size_t i = 0; i < draft.slips.size(); ++i) {
        const DraftSlip& each = draft.slips[i];
        const ledger::PaySlip& slip = each.slip;
        if (!may_see(reading, slip.employer)) continue;
        figures.rows.push_back({ids[i],
                                employer_ref(*reading.database, slip.employer),
                                job_ref(*reading.database, slip.employment),
                                hours_of(each),
                                slip.gross,
                                paid_before(*reading.database, slip),
                                slip.tax,
                                slip.ni_employee,
                                slip.pension_employee,
                                slip.loan + slip.postgraduate + slip.attachment,
                                slip.expenses,
                                slip.recovered,
                                slip.paid,
                                slip.ni_employer,
                                slip.allowance,
                                each.cost()});
    }
    return figures;
}

Figures exceptions_of(Reading& reading,
                      const ledger::PayrollRun& run,
                      const PayrollDraft& draft,
                      const std::vector<std::int64_t>& ids) {
    Figures figures{.name = "exceptions",
                    .title = "To look at before it is approved",
                    .columns = {{"slip", "Slip", Kind::number},
                                {"job", "Job", Kind::text},
                                {"code", "Code", Kind::text},
                                {"words", "What", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const auto add =
        [&](const Cell& slip, std::int64_t employment, const scheduler::JobFinding& finding) {
            if (!may_see_job(reading, employment)) return;
            figures.rows.push_back({slip,
                                    job_ref(*reading.database, employment),
                                    finding.code,
                                    scheduler::words_of_finding(finding)});
        };
    for (const scheduler::HeldOut& each : draft.held_out) {
        add(Cell{}, each.employment, each.finding);
    }
    // Of those that are not in the books yet: 'run show' says it of what is paid.
    const auto elsewhere =
        run.state == "draft" || run.state == "approved"
            ? scheduler::slips_to_other_accounts(*reading.database, run.id, reading.day)
            : std::vector<std::int64_t>{};
    for (std::size_t i = 0; i < draft.slips.size(); ++i) {
        if (std::ranges::binary_search(elsewhere, ids[i])) {
            add(Cell{ids[i]}, draft.slips[i].slip.employment, {.code = "bank-details-since-draft"});
        }
        for (const scheduler::JobFinding& each : draft.slips[i].findings) {
            add(Cell{ids[i]}, draft.slips[i].slip.employment, each);
        }
    }
    return figures;
}

Figures employers_of(Reading& reading, const PayrollDraft& draft) {
    struct Sums {
        std::int64_t slips = 0;
        Money net_pay{};
        Money hmrc{};
        Money pension{};
        Money attachment{};
        Money cost{};
    };
    std::map<std::int64_t, Sums> all;
    for (const DraftSlip& each : draft.slips) {
        if (!may_see(reading, each.slip.employer)) continue;
        Sums& sums = all[each.slip.employer];
        ++sums.slips;
        for (const ledger::PaySlipSplit& part : each.splits) {
            sums.net_pay += part.net_pay;
            sums.hmrc += part.hmrc;
            sums.pension += part.pension;
            sums.attachment += part.attachment;
        }
        sums.cost += each.cost();
    }
    Figures figures{.name = "employers",
                    .title = "By employer",
                    .columns = {{"employer", "Employer", Kind::text},
                                {"slips", "Slips", Kind::number},
                                {"net_pay", "Net pay", Kind::money},
                                {"hmrc", "HMRC", Kind::money},
                                {"pension", "Pension", Kind::money},
                                {"attachment", "Orders", Kind::money},
                                {"cost", "Cost", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const auto& [employer, sums] : all) {
        figures.rows.push_back({employer_ref(*reading.database, employer),
                                sums.slips,
                                sums.net_pay,
                                sums.hmrc,
                                sums.pension,
                                sums.attachment,
                                sums.cost});
    }
    return figures;
}

std::string sentence_of(const ledger::PayrollRun& run, const PayrollDraft& draft) {
    const scheduler::CountAndTotal sum = draft.sum();
    std::string words = "Payroll run " + ledger::payroll_run_ref(run.id) + " for the payday " +
                        run.payday.words() + " is " + run.state + ": " + std::to_string(sum.count) +
                        (sum.count == 1 ? " slip" : " slips") + " at a cost of " +
                        ledger::money_words(sum.total) + ", by the rates of version " + run.rates +
                        ".";
    if (run.state == "draft") {
        words += " Approve it with --confirm " + scheduler::to_confirm(sum) + ".";
    }
    return words;
}

ledger::Date day_of(const Call& call, const char* name, ledger::Date otherwise) {
    const auto given = call.fields.find(name);
    if (given == call.fields.end()) return otherwise;
    return ledger::Date::parse(given->second).value_or(otherwise);
}

}  // namespace

int list_payroll_runs(const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    Figures figures{.name = "runs",
                    .title = "Payroll runs",
                    .columns = {{"run", "Run", Kind::text},
                                {"service", "Service", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"frequency", "Paid", Kind::text},
                                {"payday", "Payday", Kind::date},
                                {"job", "Job", Kind::text},
                                {"state", "State", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PayrollRun& each : ledger::every_payroll_run(*reading.database)) {
        if (each.employment != 0 && !may_see_job(reading, each.employment)) continue;
        const auto service =
            ledger::organisation_numbered(*reading.database, each.service, last_day_of_all);
        figures.rows.push_back(
            {ledger::payroll_run_ref(each.id),
             service ? service->ref : std::string{},
             each.kind,
             each.frequency,
             each.payday,
             each.employment == 0 ? std::string{} : job_ref(*reading.database, each.employment),
             each.state});
    }
    show(call, figures);
    return exit_ok;
}

int show_payroll_run(const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto run = ledger::find_payroll_run(*reading.database, call.fields.at("run"));
    if (!run) {
        return show_refusal(call,
                            {.code = "payroll-run-unknown",
                             .words = "There is no payroll run of this reference.",
                             .next = "Take it from 'almoner payroll runs'.",
                             .field = "run",
                             .citation = ""});
    }
    const PayrollDraft draft = scheduler::stored_draft(*reading.database, run->id);
    std::vector<std::int64_t> ids;
    for (const ledger::PaySlip& each : ledger::slips_of_run(*reading.database, run->id)) {
        ids.push_back(each.id);
    }
    const std::vector<Figures> tables{slips_of(reading, draft, ids),
                                      exceptions_of(reading, *run, draft, ids),
                                      employers_of(reading, draft)};
    show_all(call, sentence_of(*run, draft), tables);
    return exit_ok;
}

int show_pay_due(const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const ledger::Date from = day_of(call, "from", reading.day);
    const ledger::Period days{from, day_of(call, "until", from)};
    if (days.last < days.first) {
        return show_refusal(call,
                            {.code = "days-turned-round",
                             .words = "The last day is before the first.",
                             .next = "Correct one of the two days.",
                             .field = "until",
                             .citation = ""});
    }
    Figures figures{.name = "due",
                    .title = "To be paid from " + days.first.words() + " to " + days.last.words(),
                    .columns = {{"due_by", "By", Kind::date},
                                {"what", "What", Kind::text},
                                {"employer", "Employer", Kind::text},
                                {"job", "Job", Kind::text},
                                {"slip", "Slip", Kind::number},
                                {"amount", "Amount", Kind::money},
                                {"reference", "Period", Kind::text},
                                {"paid_by", "Paid by", Kind::text}},
                    .rows = {},
                    .notes = {"What slips say that is due, whatever was paid of it already. HMRC's "
                              "reference is the accounts office reference with the period "
                              "behind it."}};
    for (const scheduler::PayDue& each :
         scheduler::pay_due(*reading.database, days, loaded_holidays(*reading.database))) {
        if (!may_see(reading, each.employer)) continue;
        figures.rows.push_back(
            {each.due_by,
             each.what,
             employer_ref(*reading.database, each.employer),
             each.employment == 0 ? std::string{} : job_ref(*reading.database, each.employment),
             each.slip == 0 ? Cell{} : Cell{each.slip},
             each.amount,
             each.reference,
             std::string(each.is_managed ? "support service" : "holder")});
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
