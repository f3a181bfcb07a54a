#include "scheduler/commands/agreement_fields.h"

#include "gateway/csv/cells.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/plan_line.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Budget;
using ledger::last_day_of_all;
using ledger::Option;
using ledger::OrganisationKind;
using ledger::PayeeAccount;

const ledger::Query payments_of_agreement{
    "SELECT 1 FROM payment WHERE agreement = $1"
    " UNION ALL SELECT 1 FROM period_kept WHERE agreement = $1 LIMIT 1"};

struct PayeeWord {
    std::string_view word;  // "provider:", or the whole payee
    Option option;
    std::array<OrganisationKind, 2> kinds;
};
constexpr std::array organisation_payees{
    PayeeWord{"support-service:",
              Option::managed_account,
              {OrganisationKind::support_service, OrganisationKind::support_service}},
    PayeeWord{"third-party:",
              Option::third_party,
              {OrganisationKind::individual_service_fund, OrganisationKind::trust}},
    PayeeWord{
        "provider:", Option::notional, {OrganisationKind::provider, OrganisationKind::provider}}};

bool is_of_person(const std::string& payee) {
    return payee == "holder" || payee == "representative";
}

const PayeeWord* word_of(const std::string& payee) {
    const auto* const found = std::ranges::find_if(
        organisation_payees, [&](const PayeeWord& each) { return payee.starts_with(each.word); });
    return found == organisation_payees.end() ? nullptr : found;
}

std::int64_t organisation_of(ledger::Database& database, const std::string& payee) {
    const PayeeWord* const word = word_of(payee);
    if (word == nullptr) return 0;
    for (const OrganisationKind kind : word->kinds) {
        const auto found = ledger::organisation_by_ref(
            database, kind, payee.substr(word->word.size()), last_day_of_all);
        if (found) return found->number;
    }
    return 0;
}

void check_payee(FieldReading& in, ledger::Database& database, const Agreement& agreement) {
    const PayeeWord* const word = word_of(agreement.payee);
    if (word == nullptr && !is_of_person(agreement.payee)) {
        in.refuse("not-in-the-list",
                  "This is none of: holder, representative, support-service:REFERENCE, "
                  "third-party:REFERENCE, provider:REFERENCE.",
                  "Write one of those.",
                  "payee");
        return;
    }
    if ((word == nullptr ? Option::direct_payment : word->option) != agreement.option) {
        in.refuse(
            "payee-of-another-option",
            "A direct payment is paid to the holder or representative, third-party money to a "
            "third party, a managed account to a support service, notional money to a provider.",
            "Correct the payee or the option.",
            "payee");
    } else if (word != nullptr && organisation_of(database, agreement.payee) == 0) {
        in.refuse("payee-unknown",
                  "There is no such organisation in this area.",
                  "Correct the reference, or import the organisation first.",
                  "payee");
    }
}

std::vector<PayeeAccount> accounts_of_payee(ledger::Database& database,
                                            const Agreement& agreement,
                                            const Budget& budget) {
    if (is_of_person(agreement.payee)) {
        return ledger::payee_accounts_of_person(database, budget.person, last_day_of_all);
    }
    const std::int64_t organisation = organisation_of(database, agreement.payee);
    if (organisation == 0) return {};
    return ledger::payee_accounts_of_organisation(database, organisation, last_day_of_all);
}

std::int64_t payee_account(FieldReading& in, const std::vector<PayeeAccount>& accounts) {
    if (in.has("payee_account")) {
        const std::int64_t number = in.number("payee_account");
        if (std::ranges::find(accounts, number, &PayeeAccount::number) == accounts.end()) {
            in.refuse("payee-account-of-another",
                      "The payee has no bank account of this number.",
                      "Give one of the payee's own.",
                      "payee_account");
        }
        return number;
    }
    if (accounts.size() == 1) return accounts.front().number;
    in.refuse("payee-account-missing",
              accounts.empty() ? "The payee has no bank account to pay to."
                               : "The payee has several bank accounts.",
              accounts.empty() ? "Propose one with 'almoner payee change' first."
                               : "Say which with payee_account.",
              "payee_account");
    return 0;
}

void read_schedule(FieldReading& in, Agreement& agreement, bool is_new) {
    if (is_new || in.has("frequency")) {
        agreement.frequency =
            in.named("frequency", ledger::frequency_named, "four-weekly, monthly, one-off");
    }
    if (is_new || in.has("anchor_date")) agreement.anchor_on = in.date("anchor_date");
    if (in.has("monthly_day")) {
        agreement.monthly_day = in.number("monthly_day");
        constexpr std::int64_t longest_month = 31;
        if (*agreement.monthly_day < 1 || *agreement.monthly_day > longest_month) {
            in.refuse(
                "whole-number", "A day of the month is 1 to 31.", "Write 1 to 31.", "monthly_day");
        }
    }
    if (agreement.monthly_day && agreement.frequency != ledger::Frequency::monthly) {
        if (in.has("monthly_day")) {
            in.refuse("must-be-empty",
                      "Only monthly payments have a day of the month.",
                      "Leave it out, or correct the frequency.",
                      "monthly_day");
        }
        agreement.monthly_day.reset();
    }
    if (is_new || in.has("timing")) {
        agreement.timing = in.named("timing", ledger::timing_named, "advance, arrears");
    }
}

void read_days(FieldReading& in, Agreement& agreement, const Budget& budget, bool is_new) {
    if (is_new || in.has("start")) agreement.start_on = in.date("start");
    if (in.has("end")) agreement.end_on = in.date("end");
    if (agreement.end_on && *agreement.end_on < agreement.start_on) {
        in.refuse("ends-before-it-starts",
                  "Its last day is before its first, " + agreement.start_on.iso() + ".",
                  "Correct one of the two dates.",
                  "end");
    }
    if (agreement.start_on < budget.start_on) {
        in.refuse("outside-the-budget",
                  "It begins before its budget, on " + budget.start_on.iso() + ".",
                  "Correct this date or the budget's.",
                  "start");
    }
    if (budget.end_on && agreement.end_on && *agreement.end_on > *budget.end_on) {
        in.refuse("outside-the-budget",
                  "It ends after its budget, on " + budget.end_on->iso() + ".",
                  "Correct this date or the budget's.",
                  "end");
    }
}

void read_contribution(FieldReading& in, Agreement& agreement) {
    using ledger::ContributionBasis;
    if (in.has("contribution")) agreement.contribution = in.money("contribution");
    if (in.has("contribution_basis")) {
        agreement.contribution_basis =
            in.named("contribution_basis", ledger::contribution_basis_named, "net, gross");
    }
    if (agreement.contribution.is_zero()) {
        agreement.contribution_basis = ContributionBasis::none;
    } else if (agreement.contribution_basis == ContributionBasis::none) {
        in.refuse("contribution-basis-missing",
                  "The contribution may be taken off the payment (net) or invoiced (gross).",
                  "Write net or gross.",
                  "contribution_basis");
    }
}

// A body pays for its own plan lines, or as lead for its partners' too; nobody's client account
// pays, since the money in it is other people's.
bool may_pay(ledger::Database& database, const ledger::BankAccount& account, const Budget& budget) {
    if (account.owner == budget.lead) return true;
    const auto lines = ledger::plan_lines_of(database, budget.number, last_day_of_all);
    return std::ranges::any_of(
        lines, [&](const ledger::PlanLine& line) { return line.body == account.owner; });
}

void read_paid_from(FieldReading& in,
                    ledger::Database& database,
                    Agreement& agreement,
                    const Budget& budget) {
    const auto account =
        ledger::bank_account_by_ref(database, in.reference("paid_from"), last_day_of_all);
    if (!account) {
        in.refuse("bank-account-unknown",
                  "There is no bank account of this reference to pay from.",
                  "Give the reference of a commissioner's bank account.",
                  "paid_from");
        return;
    }
    if (!may_pay(database, *account, budget)) {
        in.refuse("paid-from-another-body",
                  "This account's owner neither leads this budget nor funds a line of it.",
                  "Give an account of the budget's lead commissioner, or of one that funds a line.",
                  "paid_from");
        return;
    }
    agreement.paid_from = account->number;
}

void read_payee(FieldReading& in,
                ledger::Database& database,
                Agreement& agreement,
                const Budget& budget) {
    if (in.has("payee") || agreement.payee.empty()) agreement.payee = in.needed("payee");
    if (!in.accepted()) return;
    check_payee(in, database, agreement);
    if (!in.accepted()) return;
    agreement.payee_account = payee_account(in, accounts_of_payee(database, agreement, budget));
}

}  // namespace

bool has_payments(ledger::Database& database, std::int64_t agreement) {
    return database.select(payments_of_agreement, agreement).next();
}

bool same_days(const Agreement& a, const Agreement& b) {
    return a.frequency == b.frequency && a.timing == b.timing && a.anchor_on == b.anchor_on &&
           a.monthly_day == b.monthly_day;
}

void read_agreement(FieldReading& in, Asked& asked, Agreement& agreement, bool is_new) {
    ledger::Database& database = asked.work.database();
    const auto budget = ledger::budget_numbered(database, agreement.budget, last_day_of_all);
    if (!budget) return;
    if (is_new || in.has("payee") || in.has("payee_account")) {
        read_payee(in, database, agreement, *budget);
    }
    if (is_new || in.has("paid_from")) read_paid_from(in, database, agreement, *budget);
    read_schedule(in, agreement, is_new);
    read_days(in, agreement, *budget, is_new);
    read_contribution(in, agreement);
}

}  // namespace almoner::scheduler
