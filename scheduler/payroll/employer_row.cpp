#include "scheduler/payroll/employer_row.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_words.h"
#include "rules/payroll/identifiers.h"

#include <algorithm>
#include <cstdlib>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Employer;
using ledger::last_day_of_all;

constexpr std::size_t most_cut_off_days = 20;
constexpr std::size_t longest_words = 100;
// A payday further from the period that it pays for is a slip of the pen (constructed).
constexpr std::int32_t most_days_apart = 62;

void read_ref(RowCells& row, ledger::Database& database, Employer& employer) {
    if (!row.need("employer") || employer.number != 0) return;
    row.set("employer", employer.ref, gateway::read_reference);
    if (employer.ref.empty()) return;
    if (ledger::employer_by_ref(database, employer.ref, last_day_of_all)) {
        row.complain("employer",
                     "employer-exists",
                     "There is an employer of this reference already.",
                     "Choose another reference, or use 'almoner employer change'.");
    }
}

// Each person employs under one scheme, whatever the number of their budgets.
bool employs_already(ledger::Database& database, std::int64_t person) {
    const auto budgets = ledger::budgets_of(database, person, last_day_of_all);
    return std::ranges::any_of(budgets, [&](const ledger::Budget& each) {
        const auto known = ledger::employer_of_budget(database, each.number, last_day_of_all);
        return known && !known->end_on;
    });
}

void read_budget(RowCells& row, ledger::Database& database, EmployerRow& read) {
    if (read.employer.number != 0) {
        read.holder = ledger::holder_of(database, read.employer);
        if (row.has("budget")) {
            row.complain("budget",
                         "budget-fixed",
                         "An employer stays with the budget that it was added for.",
                         "End this one and add another.");
        }
        return;
    }
    std::string ref;
    if (row.need("budget")) row.set("budget", ref, gateway::read_reference);
    if (ref.empty()) return;
    const auto budget = ledger::budget_by_ref(database, ref, last_day_of_all);
    if (!budget) {
        row.complain("budget",
                     "budget-unknown",
                     "There is no budget of this reference.",
                     "Take the reference from 'almoner person show PERSON'.");
        return;
    }
    read.employer.budget = budget->number;
    read.holder = budget->person;
    if (employs_already(database, budget->person)) {
        row.complain("budget",
                     "employs-already",
                     "This person is an employer already: one person has one PAYE scheme.",
                     "Change that employer, or end it first.");
    }
}

void read_service(RowCells& row, ledger::Database& database, Employer& employer) {
    std::string ref;
    row.set("support_service", ref, gateway::read_reference);
    if (ref.empty()) return;
    const auto service = ledger::organisation_by_ref(
        database, ledger::OrganisationKind::support_service, ref, last_day_of_all);
    if (service) {
        employer.service = service->number;
        return;
    }
    row.complain("support_service",
                 "support-service-unknown",
                 "There is no support service of this reference.",
                 "Correct it, or leave it empty.");
}

void read_calendar(RowCells& row, Employer& employer) {
    for (const char* const column : {"frequency", "first_payday", "first_period_last"}) {
        if (employer.number == 0) (void)row.need(column);
    }
    row.set_name("frequency", employer.frequency, ledger::pay_frequencies);
    row.set_day("first_payday", employer.first_payday);
    row.set_day("first_period_last", employer.first_last_on);
    row.set_number("cut_off_days", employer.cut_off_days, most_cut_off_days);
    if (row.is_good() &&
        std::abs(employer.first_payday - employer.first_last_on) > most_days_apart) {
        row.complain("first_payday",
                     "payday-far-from-period",
                     "The payday is more than two months from the last day that it pays for.",
                     "Correct one of the two days.");
    }
}

void read_references(RowCells& row, const KnownSchemes& schemes, EmployerRow& read) {
    row.set("paye_reference", read.paye_reference, rules::parse_paye_reference, Repeated::no);
    row.set("accounts_reference",
            read.accounts_reference,
            rules::parse_accounts_office_reference,
            Repeated::no);
    if (!read.paye_reference) return;
    const std::string other = schemes.other_with(*read.paye_reference, read.employer.ref);
    if (other.empty()) return;
    row.complain("paye_reference",
                 "paye-reference-twice",
                 "Employer " + other + " has this PAYE reference.",
                 "Each holder has a scheme of their own: correct one of the two.",
                 Repeated::no);
}

void read_hmrc(RowCells& row, EmployerRow& read) {
    Employer& employer = read.employer;
    const std::string before = employer.hmrc;
    row.set_name("hmrc", employer.hmrc, ledger::hmrc_states);
    row.set_day("hmrc_on", employer.hmrc_on);
    row.set_number("hmrc_evidence", employer.hmrc_evidence);
    row.set_name("pays_hmrc", employer.pays_hmrc, ledger::hmrc_payments);
    if (employer.hmrc == "none-needed") return;
    if (!employer.hmrc_on || (employer.hmrc != before && !row.has("hmrc_on"))) {
        row.complain("hmrc_on",
                     "hmrc-day-missing",
                     "It is not said since when HMRC has it so.",
                     "Give the day of the letter.");
    }
    const bool has_scheme = employer.hmrc == "registered" || employer.hmrc == "agent-authorised";
    if (has_scheme && !employer.paye_private && !row.has("paye_reference")) {
        row.complain("paye_reference",
                     "paye-reference-missing",
                     "Whoever is registered has a PAYE reference.",
                     "Take it from HMRC's letter, or say that it is asked for.");
    }
}

void read_pension(RowCells& row, ledger::Database& database, EmployerRow& read) {
    Employer& employer = read.employer;
    row.set_day("pension_duties_on", employer.pension_duties_on);
    row.set_percent("pension_employee", employer.pension_employee_bp);
    row.set_percent("pension_employer", employer.pension_employer_bp);
    row.set_name("pension_relief", employer.pension_relief, ledger::pension_reliefs);
    if (!row.has("pension_provider") && !row.has("pension_reference")) return;
    ledger::PensionPlace place = ledger::pension_place(database, employer);
    row.set_words("pension_provider", place.provider, longest_words);
    row.set_words("pension_reference", place.reference, longest_words);
    if (place.provider.empty()) {
        row.complain("pension_provider",
                     "pension-provider-missing",
                     "A scheme's reference says nothing without its provider.",
                     "Name the provider.");
    }
    read.pension = place;
}

void read_insurance(RowCells& row, Employer& employer) {
    const auto before = employer.insured_until;
    row.set_day("insured_until", employer.insured_until);
    if (employer.insured_until != before) employer.insurance_evidence.reset();
    row.set_number("insurance_evidence", employer.insurance_evidence);
    row.set_yes("claims_allowance", employer.claims_allowance);
    row.set_yes("small_employer", employer.is_small);
}

}  // namespace

KnownSchemes::KnownSchemes(ledger::Database& database) {
    for (const Employer& each : ledger::employers_on(database, last_day_of_all)) {
        add(ledger::words_of(database, each.paye_private), each.ref);
    }
}

std::string KnownSchemes::other_with(const std::string& paye_reference,
                                     const std::string& employer) const {
    const auto found = employers_.find(paye_reference);
    return found == employers_.end() || found->second == employer ? std::string{} : found->second;
}

void KnownSchemes::add(const std::string& paye_reference, const std::string& employer) {
    if (!paye_reference.empty()) employers_.insert_or_assign(paye_reference, employer);
}

EmployerRow read_employer(RowCells& row,
                          ledger::Database& database,
                          const KnownSchemes& schemes,
                          const Employer& known) {
    EmployerRow read{.employer = known};
    read_ref(row, database, read.employer);
    read_budget(row, database, read);
    read_service(row, database, read.employer);
    read_calendar(row, read.employer);
    read_references(row, schemes, read);
    read_hmrc(row, read);
    read_pension(row, database, read);
    read_insurance(row, read.employer);
    return read;
}

std::int64_t store_employer(ledger::Work& work, EmployerRow row) {
    if (row.paye_reference) {
        row.employer.paye_private =
            ledger::insert_private_text(work, row.holder, *row.paye_reference);
    }
    if (row.accounts_reference) {
        row.employer.accounts_private =
            ledger::insert_private_text(work, row.holder, *row.accounts_reference);
    }
    if (row.pension) {
        row.employer.pension_private =
            ledger::insert_private_text(work, row.holder, ledger::words_of_pension(*row.pension));
    }
    return ledger::insert_employer(work, row.employer);
}

bool has_managed_money(ledger::Database& database, const Employer& employer, Date on) {
    const auto lines = ledger::plan_lines_of(database, employer.budget, on);
    return std::ranges::any_of(lines, [&](const ledger::PlanLine& each) {
        const bool runs = each.start_on <= on && (!each.end_on || *each.end_on >= on);
        return runs && each.option == ledger::Option::managed_account;
    });
}

}  // namespace almoner::scheduler
