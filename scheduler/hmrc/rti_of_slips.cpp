#include "scheduler/hmrc/rti_of_slips.h"

#include "ledger/records/assistant.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/in_force.h"
#include "ledger/records/job_ends.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/private_words.h"
#include "ledger/values/invariant.h"
#include "scheduler/notice/recipients.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/year_so_far.h"

#include <algorithm>
#include <array>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::hmrc::NiLetterValues;
using gateway::hmrc::RtiEmployee;
using gateway::hmrc::RtiFrequency;
using gateway::hmrc::RtiPayment;
using gateway::hmrc::RtiPerson;
using gateway::hmrc::RtiTaxCode;
using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::PaySlip;

constexpr std::int64_t minutes_an_hour = 60;

std::vector<std::string> forenames_of(const std::string& given) {
    std::vector<std::string> names;
    std::string name;
    for (const char c : given + " ") {
        if (c != ' ') {
            name += c;
        } else if (!name.empty()) {
            names.push_back(std::exchange(name, {}));
        }
    }
    // HMRC takes two.
    if (names.size() > 2) names.resize(2);
    return names;
}

RtiFrequency frequency_told(const ledger::Employer& employer) {
    switch (frequency_of(employer)) {
        case rules::PayFrequency::weekly: return RtiFrequency::weekly;
        case rules::PayFrequency::two_weekly: return RtiFrequency::two_weekly;
        case rules::PayFrequency::monthly: return RtiFrequency::monthly;
        case rules::PayFrequency::four_weekly: break;
    }
    return RtiFrequency::four_weekly;
}

int period_told(const ledger::Employer& employer, const PaySlip& slip) {
    const rules::TaxPeriod period{frequency_of(employer), static_cast<int>(slip.period_no)};
    const int week = period.week_no();
    return week == 0 ? period.number : week;
}

// Hours a week: under 16, under 24, under 30, 30 and over; without usual hours none of these.
char hours_band(const Employment& job) {
    constexpr std::array bands{std::pair{16, 'A'}, std::pair{24, 'B'}, std::pair{30, 'C'}};
    if (job.weekly_minutes == 0) return 'E';
    for (const auto& [hours, band] : bands) {
        if (job.weekly_minutes < hours * minutes_an_hour) return band;
    }
    return 'D';
}

RtiTaxCode code_told(const PaySlip& slip) {
    RtiTaxCode code{.code = slip.tax_code, .each_period_by_itself = slip.tax_basis == "N"};
    const char first = slip.tax_code.empty() ? ' ' : slip.tax_code.front();
    if (first == 'S' || first == 'C') {
        code.regime_prefix = first;
        code.code.erase(0, 1);
    }
    return code;
}

std::string plan_told(const std::string& loans) {
    const std::string plan = loans.substr(0, loans.find('+'));
    return plan.empty() || plan == "PG" ? std::string{} : "0" + plan;
}

Money statutory(const YearSoFar& year, const std::string& kind) {
    const auto found = year.statutory.find(kind);
    return found == year.statutory.end() ? Money{} : found->second;
}

gateway::hmrc::StatutoryPayToDate statutory_told(const YearSoFar& year) {
    return {.maternity = statutory(year, "maternity"),
            .paternity = statutory(year, "paternity"),
            .adoption = statutory(year, "adoption"),
            .shared_parental = statutory(year, "shared-parental"),
            .bereavement = statutory(year, "bereavement"),
            .neonatal = statutory(year, "neonatal")};
}

std::optional<Money> given(Money amount) {
    if (amount.is_zero()) return std::nullopt;
    return amount;
}

// As it paid on that day: what was told of a payday stays as it was when the employer changes.
ledger::Employer employer_then(ledger::Database& database,
                               const ledger::Employer& employer,
                               ledger::Date paid_on) {
    return ledger::employer_numbered(database, employer.number, paid_on).value_or(employer);
}

bool is_net_pay(const ledger::Employer& employer) {
    return employer.pension_relief == "net-pay";
}

// A year so far, and what of its pension contributions was taken before tax.
struct ToDate {
    YearSoFar sums{};
    Money pension_net_pay{};
};

// Each slip's contributions by the relief of its own payday; those of the opening figures by that
// of the day up to which they reach.
ToDate to_date_of(ledger::Database& database,
                  const ledger::Employer& employer,
                  const PaySlip& of,
                  const std::vector<PaySlip>& slips) {
    ToDate told{.sums = year_so_far(database, of.employment, of.tax_year, slips)};
    const auto add = [&](ledger::Date day, Money amount) {
        if (amount.is_zero() || !is_net_pay(employer_then(database, employer, day))) return;
        told.pension_net_pay += amount;
    };
    Money before = told.sums.pension_employee;
    for (const PaySlip& each : slips) {
        before -= each.pension_employee;
        add(each.paid_on, each.pension_employee);
    }
    add(ledger::taken_over_until(database, of.employment).value_or(of.paid_on), before);
    return told;
}

RtiPayment payment_told(const ledger::Employer& employer,
                        const Employment& job,
                        const PaySlip& slip,
                        const YearSoFar& year) {
    RtiPayment payment{.frequency = frequency_told(employer),
                       .paid_on = slip.paid_on,
                       .period_number = period_told(employer, slip),
                       .is_after_leaving = slip.is_after_leaving,
                       .hours_band = hours_band(job),
                       .tax_code = code_told(slip),
                       .taxable_pay = slip.taxable,
                       .not_taxed = given(slip.expenses),
                       .taken_from_net_pay = given(slip.attachment + slip.recovered),
                       .pay_after_deductions =
                           slip.gross - slip.tax - slip.ni_employee - slip.loan - slip.postgraduate,
                       .tax = slip.tax,
                       .statutory_pay = statutory_told(year)};
    (is_net_pay(employer) ? payment.pension_net_pay : payment.pension_relief_at_source) =
        given(slip.pension_employee);
    const std::string plan = plan_told(slip.loans);
    if (!plan.empty() && !slip.loan.is_zero()) {
        payment.student_loan = gateway::hmrc::StudentLoanRecovered{plan, slip.loan};
    }
    payment.postgraduate_loan = given(slip.postgraduate);
    return payment;
}

std::vector<NiLetterValues> ni_told(const PaySlip& slip, const YearSoFar& year) {
    std::vector<NiLetterValues> all;
    all.reserve(year.letters.size());
    for (const LetterSums& sums : year.letters) {
        NiLetterValues values{.letter = sums.letter.front(),
                              .earnings_to_date = sums.gross,
                              .at_lel_to_date = sums.at_lel,
                              .lel_to_pt_to_date = sums.lel_to_pt,
                              .pt_to_uel_to_date = sums.pt_to_uel,
                              .employer_to_date = sums.employer,
                              .employee_to_date = sums.employee};
        if (sums.letter == slip.ni_letter) {
            values.earnings_in_period = slip.gross;
            values.employer_in_period = slip.ni_employer;
            values.employee_in_period = slip.ni_employee;
        }
        all.push_back(values);
    }
    return all;
}

gateway::hmrc::FiguresToDate to_date_told(const ToDate& told) {
    const YearSoFar& year = told.sums;
    gateway::hmrc::FiguresToDate sums{.taxable_pay = year.taxable,
                                      .tax = year.tax,
                                      .student_loans = given(year.loan),
                                      .postgraduate_loans = given(year.postgraduate)};
    sums.pension_net_pay = given(told.pension_net_pay);
    sums.pension_relief_at_source = given(year.pension_employee - told.pension_net_pay);
    return sums;
}

gateway::hmrc::RtiStarter starter_told(const Employment& job) {
    gateway::hmrc::RtiStarter starter{
        .started_on = job.start_on,
        .has_student_loan = !plan_told(job.loans).empty(),
        .has_postgraduate_loan = job.loans.find("PG") != std::string::npos};
    if (job.starter.size() == 1) starter.declaration = job.starter.front();
    return starter;
}

Employment job_of(ledger::Database& database, const PaySlip& slip) {
    const auto job = ledger::employment_numbered(database, slip.employment, last_day_of_all);
    if (!job) throw ledger::InvariantBroken("a slip without its job");
    return *job;
}

YearSoFar year_of(ledger::Database& database, const PaySlip& slip) {
    return year_so_far(database, slip.employment, slip.tax_year, slips_up_to(database, slip));
}

// What was told of a job in a filing; nothing where it is not in it, or was erased.
std::optional<std::string> told_of_job(ledger::Database& database,
                                       std::int64_t filing,
                                       std::int64_t employment) {
    for (const ledger::FilingPart& each : ledger::parts_of_filing(database, filing)) {
        if (each.employment == employment) {
            return ledger::private_text(database, each.body_private);
        }
    }
    return std::nullopt;
}

constexpr std::string_view leaving_element = "<LeavingDate>";

// The elements that a correction is made for, without the white space between them; the day of
// leaving besides.
std::string figures_in(std::string_view xml) {
    constexpr std::array<std::string_view, 8> elements{"FiguresToDate",
                                                       "SMPYTD",
                                                       "SPPYTD",
                                                       "SAPYTD",
                                                       "ShPPYTD",
                                                       "SPBPYTD",
                                                       "SNCPYTD",
                                                       "NIlettersAndValues"};
    std::string figures;
    for (const std::string_view name : elements) {
        const std::string begins = "<" + std::string(name) + ">";
        const std::string ends = "</" + std::string(name) + ">";
        std::size_t at = xml.find(begins);
        while (at != std::string_view::npos) {
            const std::size_t end = std::min(xml.find(ends, at), xml.size());
            figures += xml.substr(at, end - at);
            at = xml.find(begins, end);
        }
    }
    std::erase_if(figures, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
    return figures;
}

// Without the start and the end of the job.
RtiEmployee employee_told(ledger::Database& database,
                          const ledger::Employer& employer,
                          const Employment& job,
                          const PaySlip& slip,
                          const std::vector<PaySlip>& slips) {
    const ToDate year = to_date_of(database, employer, slip, slips);
    const ledger::Employer then = employer_then(database, employer, slip.paid_on);
    return {.person = rti_person(database, job),
            .pay_id = job.ref,
            .is_paid_irregularly = job.weekly_minutes == 0,
            .to_date = to_date_told(year),
            .payment = payment_told(then, job, slip, year.sums),
            .ni = ni_told(slip, year.sums)};
}

}  // namespace

gateway::hmrc::EmployerReferences rti_references(ledger::Database& database,
                                                 const ledger::Employer& employer) {
    const std::string paye = ledger::words_of(database, employer.paye_private);
    const std::size_t stroke = paye.find('/');
    return {.office_number = paye.substr(0, stroke),
            .paye_reference = stroke == std::string::npos ? "" : paye.substr(stroke + 1),
            .accounts_office_reference = ledger::words_of(database, employer.accounts_private)};
}

RtiPerson rti_person(ledger::Database& database, const Employment& job) {
    RtiPerson told;
    const auto assistant = ledger::assistant_numbered(database, job.assistant, last_day_of_all);
    if (!assistant) return told;
    if (const auto known = ledger::assistant_private(database, assistant->personal)) {
        told.nino = known->nino;
        if (known->gender == "F") told.gender = gateway::hmrc::Gender::female;
        if (known->gender == "M") told.gender = gateway::hmrc::Gender::male;
    }
    const auto person = ledger::person_numbered(database, assistant->person, last_day_of_all);
    const auto known = person ? ledger::person_private(database, person->personal) : std::nullopt;
    if (!known) return told;
    told.name = {.forenames = forenames_of(known->given_name), .surname = known->family_name};
    told.born_on = known->date_of_birth;
    if (!known->address.empty()) {
        told.address = gateway::hmrc::RtiAddress{.lines = address_lines(known->address),
                                                 .uk_postcode = known->postcode};
    }
    return told;
}

RtiEmployee rti_employee(ledger::Database& database,
                         const ledger::Employer& employer,
                         const PaySlip& slip,
                         bool is_first) {
    const Employment job = job_of(database, slip);
    RtiEmployee told = employee_told(database, employer, job, slip, slips_up_to(database, slip));
    // The bureau before told HMRC of the start of whom it paid.
    const bool is_taken_over = ledger::taken_over_until(database, slip.employment).has_value() ||
                               !ledger::opening_wages_of(database, slip.employment).empty();
    if (is_first && !is_taken_over) told.starter = starter_told(job);
    if (is_first) {
        told.old_pay_id = ledger::payroll_id_before(database, job.number);
        if (told.old_pay_id == told.pay_id) told.old_pay_id.clear();
    }
    if (job.end_on && slip.worked.last >= *job.end_on) told.left_on = job.end_on;
    return told;
}

RtiEmployee rti_leaver(ledger::Database& database,
                       const ledger::Employer& employer,
                       const Employment& job,
                       ledger::Date paid_on) {
    const rules::TaxYear tax_year = rules::TaxYear::of(paid_on);
    const auto slips = ledger::slips_that_count(database, job.number);
    PaySlip nil{.employment = job.number,
                .employer = employer.number,
                .paid_on = paid_on,
                .tax_year = tax_year.first_year(),
                .period_no = rules::tax_period_of(
                                 paid_on, frequency_of(employer_then(database, employer, paid_on)))
                                 .number,
                .tax_code = job.tax_code,
                .tax_basis = job.tax_basis,
                .ni_letter = job.ni_letter,
                .loans = job.loans};
    if (!slips.empty()) {
        nil.tax_code = slips.back().tax_code;
        nil.tax_basis = slips.back().tax_basis;
        nil.ni_letter = slips.back().ni_letter;
    }
    RtiEmployee told = employee_told(
        database, employer, job, nil, slips_of_year(database, job.number, nil.tax_year));
    told.left_on = job.end_on;
    return told;
}

bool was_end_told(ledger::Database& database, std::int64_t filing, std::int64_t employment) {
    const auto parts = ledger::parts_of_filing(database, filing);
    return std::ranges::any_of(parts, [&](const ledger::FilingPart& each) {
        if (each.employment != employment) return false;
        const auto told = ledger::private_text(database, each.body_private);
        return !told || told->find(leaving_element) != std::string::npos;
    });
}

bool was_starter_told(ledger::Database& database, std::int64_t filing, std::int64_t employment) {
    const auto parts = ledger::parts_of_filing(database, filing);
    return std::ranges::any_of(parts, [&](const ledger::FilingPart& each) {
        if (each.employment != employment) return false;
        const auto told = ledger::private_text(database, each.body_private);
        if (!told) return true;
        return told->find("<Starter>") != std::string::npos ||
               told->find("<PayIdChgd>") != std::string::npos;
    });
}

bool is_told_alike(ledger::Database& database,
                   const ledger::Employer& employer,
                   const PaySlip& slip,
                   std::int64_t filing) {
    const auto told = told_of_job(database, filing, slip.employment);
    if (!told) return true;
    gateway::hmrc::FullPaymentSubmission now;
    now.employees.push_back(rti_employee(database, employer, slip, false));
    const std::string would_tell = gateway::hmrc::write_full_payment_submission(now);
    const auto tells_end = [](const std::string& xml) {
        return xml.find(leaving_element) != std::string::npos;
    };
    if (tells_end(would_tell) && !tells_end(*told)) return false;
    return figures_in(*told) == figures_in(would_tell);
}

ledger::FilingSlip figures_to_tell(ledger::Database& database, const PaySlip& slip) {
    const YearSoFar year = year_of(database, slip);
    return {.slip = slip.id,
            .pay_to_date = year.taxable,
            .tax_to_date = year.tax,
            .ni_to_date = year.ni_employee + year.ni_employer,
            .loans_to_date = year.loan + year.postgraduate};
}

}  // namespace almoner::scheduler
