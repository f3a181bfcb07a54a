#include "scheduler/payroll/pay_findings.h"

#include "rules/payroll/minimum_wage.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/attested.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/hours_behind_end.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaySlip;

// Ages at which the minimum wage or National Insurance change.
constexpr std::array ages{16, 18, 21};
constexpr int apprentice_age = 25;

void find(std::vector<JobFinding>& findings,
          std::string_view code,
          std::int64_t amount = 0,
          std::int64_t other = 0) {
    findings.push_back({.code = std::string(code), .amount = amount, .other = other});
}

bool came_of_age(const JobRecords& job, const PaySlip& last) {
    const int before = rules::age_on(*job.born_on, last.paid_on);
    const int now = rules::age_on(*job.born_on, job.wanted.paid_on);
    const bool of_all =
        std::ranges::any_of(ages, [&](int age) { return before < age && now >= age; });
    return of_all || (job.job.ni_letter == "H" && before < apprentice_age && now >= apprentice_age);
}

// The details themselves: a new result of their check, or a block that ended, is no other account.
bool is_paid_elsewhere(ledger::Database& database, const PaySlip& last, const PaySlip& slip) {
    if (last.payee_account == 0 || slip.payee_account != last.payee_account) {
        return last.payee_account != 0;
    }
    if (slip.payee_version == last.payee_version) return false;
    const auto versions = ledger::payee_account_versions(database, slip.payee_account);
    const auto details_of = [&](std::int64_t version) {
        const auto found = std::ranges::find(versions, version, &ledger::PayeeAccount::version);
        return found == versions.end() ? std::int64_t{0} : found->bank_private;
    };
    return details_of(slip.payee_version) != details_of(last.payee_version);
}

void compare_with(ledger::Database& database,
                  const JobRecords& job,
                  const PaySlip& last,
                  const PaySlip& slip,
                  std::vector<JobFinding>& findings) {
    if (slip.tax_code != last.tax_code || slip.tax_basis != last.tax_basis) {
        find(findings, "code-changed");
    }
    if (is_paid_elsewhere(database, last, slip)) find(findings, "bank-details-changed");
    const bool has_other_letter = slip.ni_letter != last.ni_letter;
    if (has_other_letter || came_of_age(job, last)) find(findings, "age-band-change");
}

// Of a sheet over the end that names no days only a person can say when its hours were worked.
void find_hours_behind_end(ledger::Database& database,
                           const JobRecords& job,
                           std::vector<JobFinding>& findings) {
    BehindEnd all = BehindEnd::none;
    for (const ledger::Timesheet& each : job.sheets) {
        all = std::max(all, behind_end(job.job, each, lines_of_sheet(database, job, each.id)));
    }
    if (all == BehindEnd::some) find(findings, "contract-ended");
    // Who drafts a leaver's run pays the hours of its end.
    const bool is_asked = all == BehindEnd::may_be && job.wanted.kind != "leaver";
    if (is_asked) find(findings, "contract-ended-within");
}

// What the end of a job owes is no work of days behind it, and nobody is enrolled for it.
void find_of_the_end(ledger::Database& database,
                     const JobRecords& job,
                     const rules::Payday& payday,
                     const PaySlip& slip,
                     std::vector<JobFinding>& findings) {
    const bool has_work = std::ranges::any_of(payday.lines, [](const rules::PayLine& each) {
        return each.counts == rules::PayCounts::wage || each.timesheet != 0;
    });
    find_hours_behind_end(database, job, findings);
    const bool has_to_enrol = payday.action == rules::PensionAction::enrol;
    const bool is_gone = job.job.end_on && *job.job.end_on < slip.paid_on;
    if (has_to_enrol && (has_work || !is_gone)) find(findings, "pension-to-enrol");
}

struct CodeWords {
    std::string_view code;
    std::string_view words;
};
// "{a}" and "{b}" stand for the two sums.
constexpr std::array words{
    CodeWords{"absence-of-a-paid-period",
              "An absence was recorded or changed behind the slip that paid its days: correct that "
              "slip with 'almoner payroll correct'."},
    CodeWords{"age-band-change", "An age that changes the minimum wage or National Insurance."},
    CodeWords{"allowance-overused",
              "More of the year's Employment Allowance is down as used than there is: {a}."},
    CodeWords{"bank-details-changed", "The wages go to another account than last time."},
    CodeWords{"bank-details-missing", "No account is confirmed that the wages can go to."},
    CodeWords{"bank-details-since-draft",
              "Other bank details were confirmed since this was drafted, and the wages go to them: "
              "be sure that the change was asked for."},
    CodeWords{"below-minimum-wage", "The pay is {a} below the minimum wage."},
    CodeWords{"birth-unknown", "The date of birth is not known."},
    CodeWords{"code-changed", "The tax code is not that of the last slip."},
    CodeWords{"contract-ended",
              "The job ended before some of these hours: ask the holder when the work ended, and "
              "withdraw the sheet if they were not worked."},
    CodeWords{
        "contract-ended-within",
        "The job ended within the days of a sheet that doesn't say on which of them its hours "
        "were worked: ask whether all were worked by the last day."},
    CodeWords{"days-paid-already",
              "Some days of the period were paid by another slip: they are left out."},
    CodeWords{"differs-from-last", "The pay is {a}, and was {b} last time."},
    CodeWords{"earnings-unknown",
              "The average earnings are not known: they were paid elsewhere. Take those wages "
              "over with earlier_wages.csv in 'almoner payroll import'."},
    CodeWords{"employer-duties-told",
              "It is not recorded that the holder was told of minimum wage, pension, tax and "
              "insurance: tell them, then 'almoner fact record BUDGET --facts "
              "spending.duties_told=EVIDENCE'."},
    CodeWords{"employment-law-told",
              "It is not recorded that the holder was told of sick leave, parental leave, "
              "grievances and dismissal: tell them, then 'almoner fact record BUDGET --facts "
              "spending.employment_law_told=EVIDENCE'."},
    CodeWords{"event-unknown", "The day of the birth, the match or the loss is not known."},
    CodeWords{"family-pay-used-up", "Earlier leave for the same child has used up this pay."},
    CodeWords{"funds-short", "The fund is {a} short of {b}."},
    CodeWords{"holder-did-not-sign",
              "The holder has not signed the agreement of the managed account: sign it with "
              "'almoner agreement sign'."},
    CodeWords{"holiday-changed",
              "Slip {count} paid holiday that was left at the end of the job, and none of it is "
              "due by what was decided since: correct that slip with 'almoner payroll correct'."},
    CodeWords{"holiday-is-rolled-up", "Holiday was paid with the hours: nothing more is due."},
    CodeWords{"holiday-left",
              "{hours} hours of holiday, worth {a}, are left at the end of the job: say whether "
              "they are due with 'almoner employment leaving', and draft again."},
    CodeWords{"hours-elsewhere", "Another run pays the period's hours, as was decided."},
    CodeWords{"hours-impossible", "More hours than the period has."},
    CodeWords{"hours-not-confirmed", "Hours are in, and the holder has not confirmed them."},
    CodeWords{"hours-of-paid-days",
              "Hours are in for days that were paid before: correct the slip that paid them with "
              "'almoner payroll correct', or withdraw the sheet."},
    CodeWords{"hours-of-two-sheets",
              "Another sheet of this run has the same days, and is paid: withdraw the one that is "
              "wrong."},
    CodeWords{"hours-taken-over",
              "Hours of a payday that the provider before paid, by the figures that were taken "
              "over: withdraw the sheet; hours that were left out there go on one of a later "
              "period."},
    CodeWords{
        "last-period-unpaid",
        "No slip has paid the period in which the job ended, and hours of it are open: pay it "
        "with 'almoner payroll run --job JOB --payday DATE --leaver'. What the end owes goes "
        "with it."},
    CodeWords{"leaving-week-unknown",
              "Notice or redundancy pay is due, and a week's pay is not known: give it with "
              "'almoner employment leaving --week'."},
    CodeWords{"managed-differently", "The plan lines that pay it are managed in different ways."},
    CodeWords{"no-sick-pay", "For the days of sickness nothing is due."},
    CodeWords{"no-timesheet", "No hours are in for the period."},
    CodeWords{"not-known",
              "The rules ask for something that is not recorded: 'almoner rules explain' names it "
              "for MAN-01, FND-02 and FAM-01 to FAM-03."},
    CodeWords{"nothing-pays-it", "No plan line pays this job."},
    CodeWords{"notice-changed",
              "Slip {count} paid notice that was not worked, and {a} of it is due by what was "
              "decided since: correct that slip with 'almoner payroll correct'."},
    CodeWords{
        "notice-left",
        "Weeks of notice that the law asks for at the end of the job: {count}, worth {a}. Say "
        "how many were not worked with 'almoner employment leaving', and draft again."},
    CodeWords{"over-budget", "The plan line pays {a} more than its plan of {b} for the period."},
    CodeWords{"pension-to-give-back",
              "The assistant opted out of the pension in its month, and {a} was taken before: give "
              "it back by correcting those slips with 'almoner payroll correct'."},
    CodeWords{"payroll-rate-missing",
              "The program's rates lack one that this pay needs: look at the tax code, the loan "
              "plan and the days of the absences; what of it is right waits for other rates."},
    CodeWords{"pension-to-enrol", "The assistant has to be enrolled in the pension scheme."},
    CodeWords{"plan-line-ended",
              "A plan line that pays it had ended, or not begun, on these days."},
    CodeWords{"scheme-needed",
              "HMRC has to be told of this pay, and the employer has no PAYE scheme: register it, "
              "then 'almoner employer change --hmrc asked'."},
    CodeWords{"redundancy-above-tax-free",
              "Redundancy pay of {a} is above what is free of tax: have it reckoned by hand."},
    CodeWords{"redundancy-changed",
              "Slip {count} paid redundancy pay, and {a} of it is due by what was decided since: "
              "correct that slip with 'almoner payroll correct'."},
    CodeWords{
        "redundancy-left",
        "The job ended by redundancy, which the law pays with {a}: say whether it is due with "
        "'almoner employment leaving', and draft again."},
    CodeWords{"rate-unknown", "There is no rate for a kind of hours that was worked."},
    CodeWords{"run-under-way", "Another run that is approved has a slip of this job."},
    CodeWords{"taken-over-already",
              "The figures that were taken over hold this payday: it was paid elsewhere."},
    CodeWords{"timesheet-late", "Hours came late, and nobody has decided what becomes of them."},
    CodeWords{
        "weekdays-unknown",
        "The working days are not known, so sick pay can't be reckoned: give them with 'almoner "
        "employment change --weekdays', and correct the slip if it is paid."}};

// What a rule of pay, tax or an absence refuses: the job has no slip, or the absence no pay.
constexpr std::array refusals{
    CodeWords{
        "born-later",
        "The date of birth is not before the hours: correct it with 'almoner person change'."},
    CodeWords{"earnings-missing",
              "Sick pay depends on average earnings, which are not known: take the earlier wages "
              "over with earlier_wages.csv in 'almoner payroll import'."},
    CodeWords{"earnings-too-high",
              "The average earnings are beyond any week's: look at the earlier wages."},
    CodeWords{"earnings-too-low",
              "The average earnings are too low for this pay: nothing is due; 'almoner payroll "
              "documents' writes the letter that says so."},
    CodeWords{"family-pay-weeks",
              "Those are not weeks of this leave: correct its days with 'almoner absence change'."},
    CodeWords{"linked-spell-later",
              "An earlier sickness is not over when this one begins: record one absence from its "
              "first to its last day with 'almoner absence change'."},
    CodeWords{"loan-plan-unknown",
              "The student loan plan is none that is collected: correct it with 'almoner "
              "employment change --loans'."},
    CodeWords{"loan-plans-two",
              "Two student loan plans are down, and one is collected at a time: keep the newest "
              "with 'almoner employment change --loans'."},
    CodeWords{
        "neonatal-care-too-late",
        "The care of the newborn began too late for this pay: look at the hospital's letter."},
    CodeWords{"neonatal-care-too-short",
              "The care of the newborn was too short for this pay: look at the hospital's letter."},
    CodeWords{"neonatal-not-yet",
              "Pay for neonatal care began in April 2025: correct the day with 'almoner absence "
              "change'."},
    CodeWords{"ni-letter-unknown",
              "The National Insurance letter is none: correct it with 'almoner employment change "
              "--ni-letter'."},
    CodeWords{"order-bands",
              "The bands of an attachment order can't be read: enter the order again."},
    CodeWords{"order-below-zero",
              "A sum of an attachment order is below zero: enter the order again."},
    CodeWords{"order-share",
              "The share of an attachment order is no share: enter the order again."},
    CodeWords{"order-table-missing",
              "An attachment order goes by bands that nobody entered: enter the order again with "
              "them."},
    CodeWords{"pay-below-zero",
              "The pay is below zero: look at the rates and at what is taken off."},
    CodeWords{"pay-to-date-below-pay",
              "The pay of the year is below this payment: look at what was taken over of the year "
              "and at the P45."},
    CodeWords{"pension-contributions-too-low",
              "The contributions are below what automatic enrolment asks for: raise them with "
              "'almoner employer change'."},
    CodeWords{"period-turned-round",
              "An absence or a period ends before it begins: correct its days with 'almoner "
              "absence change'."},
    CodeWords{"service-too-short",
              "The job had not lasted long enough for this pay: nothing is due; 'almoner payroll "
              "documents' writes the letter that says so."},
    CodeWords{"tax-basis-unreadable",
              "The basis of the tax code can't be read: write C or N with 'almoner employment "
              "change --tax-basis'."},
    CodeWords{"tax-before-below-zero",
              "The tax of the year before this payment is below zero: look at what was taken over "
              "of the year and at the P45."},
    CodeWords{"tax-code-basis",
              "W1, M1 and X are no part of the tax code: take them out, and write N as its basis."},
    CodeWords{"tax-code-length",
              "The number of the tax code is too long: copy the code from HMRC's notice again."},
    CodeWords{"tax-code-letter",
              "The tax code has no letter that codes end in: copy it from HMRC's notice again."},
    CodeWords{"tax-code-unreadable",
              "The tax code can't be read: copy it from HMRC's notice again."},
    CodeWords{"tax-period-unknown",
              "The payday is of no tax period: look at the employer's calendar with 'almoner "
              "employer show'."}};

// What a rule asks for by name and nobody has recorded.
std::string of_a_fact(const std::string& name) {
    const bool is_of_a_line = name.starts_with("line.");
    const std::string of_whom = is_of_a_line ? "the plan line that pays the job" : "the budget";
    const std::string missing =
        "The rules ask for a fact of " + of_whom + " that is not recorded: " + name + ". ";
    if (const auto by = recorded_by(name))
        return missing + "It follows from " + std::string(*by) + ".";
    return missing + "Record it with 'almoner fact record " +
           (is_of_a_line ? "PLAN-LINE" : "BUDGET") + " --facts " + name + "=VALUE'.";
}

// A reason of a rule about people and plans.
std::string of_a_rule(const std::string& code) {
    if (code.find('.') != std::string::npos) return of_a_fact(code);
    return "A rule stands against these wages: " + code +
           ". 'almoner agreement check' names what is wanted; record it with 'almoner fact "
           "record'.";
}

void put(std::string& text, std::string_view place, std::int64_t pence) {
    const std::size_t at = text.find(place);
    if (at != std::string::npos) {
        text.replace(at, place.size(), in_pounds(Money::from_pence(pence)));
    }
}

}  // namespace

void add_findings(ledger::Database& database,
                  const JobRecords& job,
                  const rules::Payday& payday,
                  const PaySlip& slip,
                  std::vector<JobFinding>& findings) {
    if (payday.wage.shortfall > Money{}) {
        find(findings,
             "below-minimum-wage",
             payday.wage.shortfall.pence(),
             payday.wage.required.pence());
    }
    if (slip.option == ledger::Option::managed_account && slip.payee_account == 0) {
        find(findings, "bank-details-missing");
    }
    find_of_the_end(database, job, payday, slip, findings);
    if (const Money back = job.pension_to_give_back(); !back.is_zero()) {
        find(findings, "pension-to-give-back", back.pence());
    }
    if (const PaySlip* const last = job.last_slip())
        compare_with(database, job, *last, slip, findings);
}

std::string words_of_finding(const JobFinding& finding) {
    const auto* const known = std::ranges::find(words, finding.code, &CodeWords::code);
    if (known == words.end()) {
        const auto* const refused = std::ranges::find(refusals, finding.code, &CodeWords::code);
        return refused == refusals.end() ? of_a_rule(finding.code) : std::string(refused->words);
    }
    std::string text(known->words);
    put(text, "{a}", finding.amount);
    put(text, "{b}", finding.other);
    constexpr std::string_view count = "{count}";
    const std::size_t place = text.find(count);
    if (place != std::string::npos) {
        text.replace(place, count.size(), std::to_string(finding.other));
    }
    constexpr std::string_view hours = "{hours}";
    const std::size_t at = text.find(hours);
    if (at != std::string::npos) text.replace(at, hours.size(), hours_and_minutes(finding.other));
    return text;
}

}  // namespace almoner::scheduler
