#include "api/cli/payroll_slip_show.h"

#include "gateway/csv/cells.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_run.h"
#include "ledger/records/plan_line.h"
#include "ledger/views/words.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/leaving_pay.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/slip_trace.h"

namespace almoner::api {
namespace {

using ledger::last_day_of_all;
using ledger::Money;
using ledger::PaySlip;

// A slip with what it hangs on.
struct Shown {
    PaySlip slip{};
    ledger::Employer employer{};
    ledger::Employment job{};
    std::string run{};    // "PR-0001"
    std::string rates{};  // their version
    std::string rates_sha256{};
};

std::optional<Shown> slip_named(const Call& call, Reading& reading) {
    const auto number = gateway::read_whole_number(call.fields.at("slip"), 9'999'999'999);
    if (!number.accepted()) return std::nullopt;
    ledger::Database& database = *reading.database;
    const auto slip = ledger::pay_slip_by_id(database, static_cast<std::int64_t>(number.value()));
    if (!slip) return std::nullopt;
    const auto employer = ledger::employer_numbered(database, slip->employer, last_day_of_all);
    if (!reading.scope.sees_person(ledger::holder_of(database, *employer))) return std::nullopt;
    const auto run = ledger::payroll_run_by_id(database, slip->run);
    return Shown{.slip = *slip,
                 .employer = *employer,
                 .job = *ledger::employment_numbered(database, slip->employment, last_day_of_all),
                 .run = ledger::payroll_run_ref(slip->run),
                 .rates = run->rates,
                 .rates_sha256 = run->rates_sha256};
}

Cell quantity_of(const ledger::PaySlipLine& line) {
    if (line.quantity == 0) return Cell{};
    if (line.kind == "mileage" || line.kind == "sleep-in") return std::to_string(line.quantity);
    if (line.kind == scheduler::notice_kind || line.kind == scheduler::redundancy_kind) {
        return scheduler::weeks_of_leaving(line.kind, line.quantity);
    }
    return scheduler::hours_and_minutes(line.quantity);
}

std::string source_of(const ledger::PaySlipLine& line) {
    if (line.timesheet == 0) return line.rule;
    return line.rule + " " + std::to_string(line.timesheet);
}

Figures pay_of(ledger::Database& database, const Shown& shown) {
    Figures figures{.name = "pay",
                    .title = "Pay",
                    .columns = {{"kind", "What", Kind::text},
                                {"quantity", "Hours, nights, miles", Kind::text},
                                {"rate", "Rate", Kind::money},
                                {"amount", "Amount", Kind::money},
                                {"counts", "Counts as", Kind::text},
                                {"source", "From", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PaySlipLine& each : ledger::lines_of_slip(database, shown.slip.id)) {
        figures.rows.push_back({each.kind,
                                quantity_of(each),
                                each.rate.is_zero() ? Cell{} : Cell{each.rate},
                                each.amount,
                                each.counts,
                                source_of(each)});
    }
    return figures;
}

std::string tax_words(const Shown& shown) {
    const PaySlip& slip = shown.slip;
    return "code " + slip.tax_code + (slip.tax_basis == "C" ? "" : " on this payment alone") +
           ", period " + std::to_string(slip.period_no) + "; to date " +
           ledger::money_words(slip.tax_to_date) + " on " +
           ledger::money_words(slip.taxable_to_date);
}

std::string insurance_words(const PaySlip& slip) {
    return "letter " + slip.ni_letter + ": " + ledger::money_words(slip.at_lel) +
           " at the lower limit, " + ledger::money_words(slip.lel_to_pt) +
           " to the primary threshold, " + ledger::money_words(slip.pt_to_uel) + " above it";
}

Figures sums_of(const Shown& shown) {
    const PaySlip& slip = shown.slip;
    Figures figures{.name = "sums",
                    .title = "What is made of it",
                    .columns = {{"what", "What", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"source", "How", Kind::text}},
                    .rows = {},
                    .notes = {"By the rates of version " + shown.rates +
                              "; each step stands below, and 'almoner payroll calculate' reckons "
                              "the same from a file."}};
    const auto add = [&](const char* what, Money amount, std::string source) {
        if (!amount.is_zero()) {
            figures.rows.push_back({std::string(what), amount, std::move(source)});
        }
    };
    const std::string qualifying =
        "of qualifying earnings of " + ledger::money_words(slip.pension_qualifying);
    add("gross", slip.gross, "all that counts as wage or pay");
    add("tax", slip.tax, tax_words(shown));
    add("national insurance", slip.ni_employee, insurance_words(slip));
    add("student loan", slip.loan, "plan " + slip.loans);
    add("postgraduate loan", slip.postgraduate, "plan " + slip.loans);
    add("pension", slip.pension_employee, qualifying);
    add("orders", slip.attachment, "court orders and the like");
    add("expenses", slip.expenses, "paid beside the wages");
    add("given back", slip.recovered, "of what was overpaid, as agreed");
    add("paid to the assistant", slip.paid, "net pay and expenses");
    add("employer's national insurance",
        slip.ni_employer,
        "letter " + slip.ni_letter + ", on what lies above the secondary threshold");
    add("employment allowance", slip.allowance, "meets that much of it");
    add("employer's pension", slip.pension_employer, qualifying);
    return figures;
}

Figures splits_of(ledger::Database& database, const Shown& shown) {
    Figures figures{.name = "splits",
                    .title = "What pays it",
                    .columns = {{"plan_line", "Plan line", Kind::text},
                                {"net_pay", "Net pay", Kind::money},
                                {"hmrc", "HMRC", Kind::money},
                                {"pension", "Pension", Kind::money},
                                {"attachment", "Orders", Kind::money},
                                {"total", "Cost", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PaySlipSplit& each : ledger::splits_of_slip(database, shown.slip.id)) {
        const auto line = ledger::plan_line_numbered(database, each.plan_line, last_day_of_all);
        figures.rows.push_back({line ? line->ref : std::string{},
                                each.net_pay,
                                each.hmrc,
                                each.pension,
                                each.attachment,
                                each.total()});
    }
    return figures;
}

std::string_view words_of(rules::RateMark mark) {
    switch (mark) {
        case rules::RateMark::published: return "";
        case rules::RateMark::memory: return ", not verified";
        case rules::RateMark::computed: return ", computed";
        case rules::RateMark::constructed: break;
    }
    return ", constructed";
}

// Whether the sums come to the same again, and why not.
std::string checked_words(const Program& program,
                          const Shown& shown,
                          const scheduler::SlipTrace& trace) {
    if (trace.differs.empty()) {
        return "Reckoned again just now, every sum of the slip comes to the same penny.";
    }
    std::string words = "Reckoned again just now, these come out otherwise: ";
    for (std::size_t i = 0; i < trace.differs.size(); ++i) {
        words += (i == 0 ? "" : ", ") + trace.differs[i];
    }
    const bool has_other_rates = shown.rates_sha256 != ledger::sha256_hex(program.payroll_rates);
    return words + (has_other_rates ? ". The program's rates are not those of the slip's run, "
                                      "which were version " +
                                          shown.rates + "."
                                    : ". Records of its day have changed since: hours, code, "
                                      "pension or orders.");
}

// Each step to each sum, with its rule, its rate and where that is from.
Figures workings_of(const Program& program, Reading& reading, const Shown& shown) {
    Figures figures{.name = "workings",
                    .title = "How each sum comes about",
                    .columns = {{"figure", "Sum", Kind::text},
                                {"step", "Step", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"rule", "Rule", Kind::text},
                                {"rate", "Rate", Kind::text},
                                {"item", "Its name", Kind::text},
                                {"from", "From", Kind::date},
                                {"until", "Until", Kind::date},
                                {"source", "Source", Kind::text}},
                    .rows = {},
                    .notes = {}};
    const auto book = rules::RateBook::parse(program.payroll_rates);
    if (!book.accepted()) {
        figures.notes = {book.refusal().words};
        return figures;
    }
    const auto trace = scheduler::trace_slip(*reading.database, book.value(), shown.slip);
    if (!trace.accepted()) {
        figures.notes = {trace.refusal().words};
        return figures;
    }
    figures.rows.reserve(trace.value().steps.size());
    for (const rules::WorkingStep& each : trace.value().steps) {
        const auto& rate = each.rate;
        figures.rows.push_back(
            {each.figure,
             each.words,
             each.amount,
             each.rule,
             rate ? rules::rate_words(each.item, *rate) : std::string{},
             each.item,
             rate ? Cell{rate->days.first} : Cell{},
             rate ? Cell{rate->days.last} : Cell{},
             rate ? rate->source + std::string(words_of(rate->mark)) : std::string{}});
    }
    figures.notes = {checked_words(program, shown, trace.value()),
                     "Rates and what their sources' names stand for: "
                     "ops/reference-data/payroll-rates.csv."};
    return figures;
}

std::string sentence_of(const Program& program, Reading& reading, const Shown& shown) {
    const PaySlip& slip = shown.slip;
    std::string words = "Slip " + std::to_string(slip.id) + " of " + shown.job.ref + " with " +
                        shown.employer.ref + ", in run " + shown.run + ": " +
                        ledger::money_words(slip.paid) + " on " + slip.paid_on.words() +
                        " for the work from " + slip.worked.first.words() + " to " +
                        slip.worked.last.words() + ".";
    if (const auto newer = ledger::correction_of(*reading.database, slip.id)) {
        words += " Slip " + std::to_string(*newer) + " takes its place.";
    }
    const auto book = rules::RateBook::parse(program.payroll_rates);
    if (!book.accepted()) return words;
    const auto holiday =
        scheduler::holiday_balance(*reading.database, book.value(), shown.job, slip.paid_on);
    if (!holiday.accepted() || !holiday.value().is_kept()) return words;
    return words +
           " Holiday left on that day: " + scheduler::hours_and_minutes(holiday.value().left()) +
           " hours.";
}

}  // namespace

int show_pay_slip(const Program& program, const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto shown = slip_named(call, reading);
    if (!shown) {
        return show_refusal(call,
                            {.code = "slip-unknown",
                             .words = "There is no slip of this number.",
                             .next = "Take it from 'almoner payroll show RUN'.",
                             .field = "slip",
                             .citation = ""});
    }
    const std::vector<Figures> tables{pay_of(*reading.database, *shown),
                                      sums_of(*shown),
                                      workings_of(program, reading, *shown),
                                      splits_of(*reading.database, *shown)};
    show_all(call, sentence_of(program, reading, *shown), tables);
    return exit_ok;
}

}  // namespace almoner::api
