#include "scheduler/payroll_papers/payroll_letters_of.h"

#include "ledger/records/employer.h"
#include "ledger/values/invariant.h"
#include "rules/payroll/pension.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/absence_lines.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll_papers/paper_parties.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using gateway::NoMaternityPayReason;
using gateway::NoSickPayReason;
using gateway::WrittenLetter;
using ledger::Date;
using ledger::Outcome;

constexpr std::int64_t whole_bp = 10'000;

Outcome<gateway::PayrollLetter> begun(ledger::Database& database, const LetterAsked& asked) {
    auto parties = paper_parties(database, employer_of(database, asked.job), asked.job);
    if (!parties.accepted()) return parties.refusal();
    return gateway::PayrollLetter{.parties = std::move(parties).value(),
                                  .written_on = asked.today,
                                  .reference = asked.job.ref,
                                  .look = asked.look};
}

JobRecords records_of(ledger::Database& database, const LetterAsked& asked) {
    return job_on_payday(
        database, employer_of(database, asked.job), asked.job, {.paid_on = asked.today});
}

NoSickPayReason reason_of(rules::NoSickPay reason) {
    switch (reason) {
        case rules::NoSickPay::spell_too_short: return NoSickPayReason::spell_too_short;
        case rules::NoSickPay::earnings_too_low: return NoSickPayReason::earnings_too_low;
        case rules::NoSickPay::all_paid_before: return NoSickPayReason::all_paid_before;
        case rules::NoSickPay::only_waiting_days: return NoSickPayReason::only_waiting_days;
        case rules::NoSickPay::no_working_days: break;
    }
    return NoSickPayReason::no_working_days;
}

// The last day that the pay of the spell goes up to, where it ends before the sickness does.
std::optional<Date> last_paid_day(const rules::RateBook& book, rules::SickSpell spell) {
    constexpr int far_enough = 14;  // longer than days off between two working days
    const auto total = [&book](const rules::SickSpell& part) {
        const auto pay = rules::sick_pay(book, part);
        return pay.accepted() ? pay.value().total : ledger::Money{};
    };
    const ledger::Money whole = total(spell);
    const Date end = spell.days.last;
    while (spell.days.first < spell.days.last) {
        rules::SickSpell shorter = spell;
        shorter.days.last = shorter.days.last - 1;
        if (total(shorter) != whole) break;
        spell = shorter;
    }
    if (end - spell.days.last < far_enough) return std::nullopt;
    return spell.days.last;
}

struct WhyNoSickPay {
    NoSickPayReason reason = NoSickPayReason::earnings_too_low;
    std::optional<Date> last_paid{};
};

Outcome<WhyNoSickPay> why_no_sick_pay(const LetterAsked& asked, const JobRecords& job) {
    Date until = asked.today;
    const auto& end = asked.job.end_on;
    const bool ended =
        end && *end <= until && (!asked.absence.last_on || *end <= *asked.absence.last_on);
    if (ended) until = *end;
    const auto spell = sick_spell(asked.book, job, asked.absence, until);
    if (!spell.accepted()) return spell.refusal();
    const auto pay = rules::sick_pay(asked.book, spell.value());
    if (!pay.accepted()) return pay.refusal();
    if (pay.value().nothing_because) {
        return WhyNoSickPay{.reason = reason_of(*pay.value().nothing_because)};
    }
    if (ended) return WhyNoSickPay{.reason = NoSickPayReason::job_ended, .last_paid = until};
    const auto last = last_paid_day(asked.book, spell.value());
    if (last) return WhyNoSickPay{.reason = NoSickPayReason::all_paid_before, .last_paid = last};
    return refused_in("absence",
                      "sick-pay-due",
                      "Sick pay is due for this sickness, so there is nothing to write.",
                      "An SSP1 is for a sickness that has none, or no more of it.");
}

Outcome<NoMaternityPayReason> why_no_maternity_pay(const LetterAsked& asked,
                                                   const JobRecords& job,
                                                   std::string_view reason) {
    if (reason == "notice-too-late") return NoMaternityPayReason::notice_too_late;
    if (reason == "proof-missing") return NoMaternityPayReason::proof_missing;
    const auto facts = family_pay_facts(job, asked.absence, rules::FamilyPayKind::maternity);
    if (!facts.accepted()) return facts.refusal();
    const auto allowed = rules::check_family_pay(asked.book, facts.value());
    if (allowed.accepted()) {
        return refused_in("absence",
                          "maternity-pay-due",
                          "Maternity pay is due, so there is nothing to write.",
                          "Where notice came too late or proof is missing, say so with --reason.");
    }
    if (allowed.refusal().code == "service-too-short") {
        return NoMaternityPayReason::service_too_short;
    }
    if (allowed.refusal().code == "earnings-too-low") return NoMaternityPayReason::earnings_too_low;
    return allowed.refusal();
}

Outcome<std::string> scheme_of(ledger::Database& database, const ledger::Employer& employer) {
    const std::string provider = ledger::pension_place(database, employer).provider;
    if (!provider.empty()) return provider;
    return refused_in("job",
                      "scheme-missing",
                      "It is not recorded which pension scheme the employer has.",
                      "Record it with 'almoner employer change'.");
}

// The same day of the next month; its last day where it has none such.
Date month_after(Date day) {
    const int year = day.month() == 12 ? day.year() + 1 : day.year();
    const unsigned month = day.month() == 12 ? 1 : day.month() + 1;
    for (unsigned wanted = day.day();; --wanted) {
        if (const auto there = Date::from_ymd(year, month, wanted)) return *there;
    }
}

}  // namespace

Outcome<WrittenLetter> ssp1_of(ledger::Database& database, const LetterAsked& asked) {
    if (asked.absence.kind != "sickness") {
        return refused_in("absence",
                          "not-sickness",
                          "This absence is no sickness.",
                          "Give the number of one that is.");
    }
    const auto why = why_no_sick_pay(asked, records_of(database, asked));
    if (!why.accepted()) return why.refusal();
    auto letter = begun(database, asked);
    if (!letter.accepted()) return letter.refusal();
    return gateway::ssp1_letter({.letter = std::move(letter).value(),
                                 .sick_from = asked.absence.first_on,
                                 .reason = why.value().reason,
                                 .last_paid_day = why.value().last_paid});
}

Outcome<WrittenLetter> smp1_of(ledger::Database& database,
                               const LetterAsked& asked,
                               std::string_view reason) {
    if (asked.absence.kind != "maternity") {
        return refused_in("absence",
                          "not-maternity",
                          "This absence is no maternity leave.",
                          "Give the number of one that is.");
    }
    const auto why = why_no_maternity_pay(asked, records_of(database, asked), reason);
    if (!why.accepted()) return why.refusal();
    auto letter = begun(database, asked);
    if (!letter.accepted()) return letter.refusal();
    return gateway::smp1_letter(
        {.letter = std::move(letter).value(),
         .baby_due_on = asked.absence.event_on.value_or(asked.absence.first_on),
         .reason = why.value()});
}

Outcome<WrittenLetter> pension_joined_of(ledger::Database& database, const LetterAsked& asked) {
    const ledger::Employment& job = asked.job;
    const bool is_in =
        job.pension == "enrolled" || job.pension == "opted-in" || job.pension == "joined";
    if (!is_in) {
        return refused_in("job",
                          "not-in-pension",
                          "The assistant is not in the pension scheme.",
                          "Record it with 'almoner employment change'.");
    }
    const ledger::Employer employer = employer_of(database, job);
    const auto scheme = scheme_of(database, employer);
    if (!scheme.accepted()) return scheme.refusal();
    const auto rates = rules::pension_rates(asked.book, asked.today);
    if (!rates.accepted()) return rates.refusal();
    auto letter = begun(database, asked);
    if (!letter.accepted()) return letter.refusal();
    const std::int64_t relief =
        employer.pension_relief == "at-source"
            ? employer.pension_employee_bp * rates.value().tax_relief_bp / whole_bp
            : 0;
    const Date joined = job.pension_since.value_or(job.start_on);
    return gateway::pension_enrolment_letter(
        {.letter = std::move(letter).value(),
         .terms = {.scheme = scheme.value(),
                   .scheme_contact = scheme.value(),
                   .employee_bp = static_cast<std::int32_t>(employer.pension_employee_bp - relief),
                   .relief_bp = static_cast<std::int32_t>(relief),
                   .employer_bp = job.pension == "joined"
                                      ? 0
                                      : static_cast<std::int32_t>(employer.pension_employer_bp)},
         .joined_on = joined,
         .opt_out_until = month_after(std::max(joined, asked.today))});
}

Outcome<WrittenLetter> pension_postponed_of(ledger::Database& database, const LetterAsked& asked) {
    if (!asked.job.pension_postponed_until) {
        throw ledger::InvariantBroken("a letter of a pension that is not postponed");
    }
    const auto scheme = scheme_of(database, employer_of(database, asked.job));
    if (!scheme.accepted()) return scheme.refusal();
    auto letter = begun(database, asked);
    if (!letter.accepted()) return letter.refusal();
    return gateway::pension_postponement_letter(
        {.letter = std::move(letter).value(),
         .scheme = scheme.value(),
         .postponed_until = *asked.job.pension_postponed_until});
}

}  // namespace almoner::scheduler
