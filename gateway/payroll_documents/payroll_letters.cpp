#include "gateway/payroll_documents/payroll_letters.h"

#include "gateway/payroll_documents/payroll_words.h"

namespace almoner::gateway {
namespace {

WrittenLetter begun(const PayrollLetter& letter, std::string title) {
    return {.title = std::move(title),
            .look = letter.look,
            .from = letter.parties.employer,
            .to = named_and_addressed(letter.parties),
            .written_on = letter.written_on.words(),
            .reference = letter.reference,
            .greeting = "Dear " + letter.parties.employee + ",",
            .ending = "Yours sincerely, for " + letter.parties.employer};
}

LetterPart questions(const PayrollLetter& letter) {
    return {.heading = "If you have questions", .paragraphs = {letter.parties.ask}};
}

std::string sick_reason(NoSickPayReason reason) {
    switch (reason) {
        case NoSickPayReason::spell_too_short:
            return "You were not sick for enough days in a row for sick pay to be due.";
        case NoSickPayReason::earnings_too_low:
            return "Your average pay before you fell ill was less than the law asks for.";
        case NoSickPayReason::all_paid_before:
            return "You have had all 28 weeks of sick pay that the law gives.";
        case NoSickPayReason::only_waiting_days:
            return "The days you were sick were all waiting days, for which none is due.";
        case NoSickPayReason::no_working_days:
            return "You were not due to work on any of the days you were sick.";
        case NoSickPayReason::job_ended: break;
    }
    return "Your job has ended, and sick pay ends with it.";
}

std::string maternity_reason(NoMaternityPayReason reason) {
    switch (reason) {
        case NoMaternityPayReason::service_too_short:
            return "You had not worked for this employer for 26 weeks by the week that counts, "
                   "the 15th before the week in which your baby is due.";
        case NoMaternityPayReason::earnings_too_low:
            return "Your average pay in the weeks that count was less than the law asks for.";
        case NoMaternityPayReason::notice_too_late:
            return "You told your employer too late when you wanted the pay to start.";
        case NoMaternityPayReason::proof_missing: break;
    }
    return "Your employer has not had the proof of when your baby is due (the MATB1 certificate).";
}

std::string percent(std::int32_t basis_points) {
    return hours_words(basis_points) + "%";
}

}  // namespace

WrittenLetter ssp1_letter(const Ssp1& ssp1) {
    const bool was_paid = ssp1.last_paid_day.has_value();
    WrittenLetter letter = begun(ssp1.letter,
                                 was_paid ? "Your statutory sick pay has ended (SSP1)"
                                          : "Why you can't have statutory sick pay (SSP1)");
    std::string what = "You have been sick since " + ssp1.sick_from.words() + ". ";
    what += was_paid ? "The last day we paid you statutory sick pay for was " +
                           ssp1.last_paid_day->words() + "."
                     : "We can't pay you statutory sick pay for this.";
    letter.parts = {{.heading = "What we decided", .paragraphs = {what}},
                    {.heading = "Why", .paragraphs = {sick_reason(ssp1.reason)}},
                    {.heading = "What you can do",
                     .points = {"Claim Universal Credit or Employment and Support Allowance. Send "
                                "this letter with your claim, and don't wait: it may not be paid "
                                "for days before you claimed.",
                                "If you think we are wrong, tell us why. If we can't agree, you "
                                "can ask HMRC's statutory payments team to decide."}},
                    questions(ssp1.letter)};
    return letter;
}

WrittenLetter smp1_letter(const Smp1& smp1) {
    WrittenLetter letter = begun(smp1.letter, "Why you can't have statutory maternity pay (SMP1)");
    letter.parts = {
        {.heading = "What we decided",
         .paragraphs = {"You told us that your baby is due on " + smp1.baby_due_on.words() +
                        ". We can't pay you statutory maternity pay. You can still take "
                        "maternity leave."}},
        {.heading = "Why", .paragraphs = {maternity_reason(smp1.reason)}},
        {.heading = "What you can do",
         .points = {"Claim Maternity Allowance. Send this letter with your claim; we give your "
                    "MATB1 certificate back to you for it.",
                    "If you think we are wrong, tell us why. If we can't agree, you can ask HMRC's "
                    "statutory payments team to decide."}},
        questions(smp1.letter)};
    return letter;
}

WrittenLetter pension_enrolment_letter(const PensionEnrolment& enrolment) {
    const PensionTerms& terms = enrolment.terms;
    WrittenLetter letter = begun(enrolment.letter, "You are now in a workplace pension");
    letter.parts = {
        {.heading = "What has happened",
         .paragraphs = {"Since " + enrolment.joined_on.words() + " you are a member of " +
                        terms.scheme +
                        ", a pension scheme. The law asks your employer to enrol you. You don't "
                        "have to do anything."}},
        {.heading = "What is paid in",
         .paragraphs = {"These are shares of your pay between the limits that the law sets each "
                        "year."},
         .sum = {{"From your pay", percent(terms.employee_bp)},
                 {"Added by the government, as tax relief", percent(terms.relief_bp)},
                 {"From your employer", percent(terms.employer_bp)},
                 {"Paid into your pension altogether",
                  percent(terms.employee_bp + terms.relief_bp + terms.employer_bp)}}},
        {.heading = "If you don't want it",
         .paragraphs =
             {"You may opt out until " + enrolment.opt_out_until.words() + ". Ask " +
                  terms.scheme_contact +
                  " for the form. If you opt out in time, you get back all that was taken "
                  "from your pay. After that day you may still leave, but what was paid in "
                  "stays in your pension.",
              "If you opt out or leave, you can ask to join again. About every three "
              "years your employer must enrol you anew."}},
        {.heading = "Nobody may press you",
         .paragraphs = {"The choice is yours alone. An employer may not ask you to opt out, or "
                        "treat you worse for staying in."}},
        questions(enrolment.letter)};
    return letter;
}

WrittenLetter pension_postponement_letter(const PensionPostponement& postponement) {
    WrittenLetter letter =
        begun(postponement.letter, "Your workplace pension begins a little later");
    const std::string until = postponement.postponed_until.words();
    letter.parts = {
        {.heading = "What we decided",
         .paragraphs = {"Your employer has put off enrolling you in a pension until " + until +
                        ". If you earn enough and are of the right age on that day, you join " +
                        postponement.scheme + " then, and we write to you again."}},
        {.heading = "What you can do",
         .paragraphs = {"You don't have to wait. Tell us in writing that you want to join now. If "
                        "your pay is above the lower limit that the law sets, your employer "
                        "must pay in too."}},
        questions(postponement.letter)};
    return letter;
}

}  // namespace almoner::gateway
