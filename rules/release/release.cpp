#include "rules/release/release.h"

#include "rules/release/catalogue_findings.h"

#include <algorithm>

namespace almoner::rules {
namespace {

constexpr bool not_due = false;
constexpr bool due = true;

// The order is part of the interface: the first finding is the one that a list shows.
constexpr std::array rules{
    ReleaseRule{"person-died",
                not_due,
                "The person has died.",
                "Close the budget; a person decides what is still owed.",
                [](const ReleaseFacts& f) { return f.died_on.has_value(); }},
    ReleaseRule{"budget-ended",
                not_due,
                "The budget ended before this period.",
                "End the agreement, or extend the budget.",
                [](const ReleaseFacts& f) {
                    return f.budget_ends_on && *f.budget_ends_on < f.period.first;
                }},
    ReleaseRule{"agreement-not-active",
                not_due,
                "The agreement is not active.",
                "Sign the agreement, or end it with its last day.",
                [](const ReleaseFacts& f) {
                    if (f.agreement == AgreementStanding::draft) return true;
                    if (f.agreement == AgreementStanding::ended) return !f.has_last_day;
                    return !f.is_signed;
                }},
    ReleaseRule{"agreement-held",
                not_due,
                "The agreement is on hold.",
                "Release the agreement when the reason for the hold is gone.",
                [](const ReleaseFacts& f) { return f.agreement == AgreementStanding::held; }},
    ReleaseRule{"agreement-ends-sooner",
                not_due,
                "The agreement ends sooner than this payment counts on.",
                "The next run proposes what is due until its last day.",
                [](const ReleaseFacts& f) { return f.ends_sooner; }},
    ReleaseRule{"agreement-beside-another",
                not_due,
                "Another agreement pays the same plan lines for this period.",
                "End one of the two agreements.",
                [](const ReleaseFacts& f) { return f.beside_another; }},
    ReleaseRule{"paid-already",
                not_due,
                "The same payee has this amount for this period already.",
                "Find out which of the two payments is meant, and end the other's agreement.",
                [](const ReleaseFacts& f) { return f.paid_already; }},
    ReleaseRule{"nothing-to-pay",
                due,
                "There is nothing to pay for this period.",
                "Check the plan lines, the contribution and what was advanced.",
                [](const ReleaseFacts& f) { return f.net <= ledger::Money{}; }},
    ReleaseRule{"payee-replaced",
                due,
                "The agreement pays somebody else by now.",
                "The next run proposes it for the new payee.",
                [](const ReleaseFacts& f) { return f.payee_is_another; }},
    ReleaseRule{"amount-changed",
                due,
                "The terms have changed since, and another amount is due.",
                "The next run proposes it with what is due now.",
                [](const ReleaseFacts& f) { return f.amount_is_another; }},
    ReleaseRule{
        "representative-ended",
        due,
        "The representative or nominee who is paid is no longer in place.",
        "Name a new representative or nominee, or change the payee.",
        [](const ReleaseFacts& f) { return f.representative_is_paid && !f.has_representative; }},
    ReleaseRule{"no-approved-account",
                due,
                "The payee has no approved bank account.",
                "Propose the payee's bank details and have a second person confirm them.",
                [](const ReleaseFacts& f) {
                    return f.net > ledger::Money{} && f.payee == PayeeStanding::none;
                }},
    ReleaseRule{"account-blocked",
                due,
                "The payee's bank account is blocked after a return.",
                "Confirm the payee's bank details with a second person.",
                [](const ReleaseFacts& f) { return f.payee == PayeeStanding::blocked; }},
    ReleaseRule{"above-item-limit",
                due,
                "The amount is above what the paying bank account may pay at once.",
                "Have the bank account's limit changed, or pay parts of it by emergency payments, "
                "on each day no more than the setting emergency-cap.",
                [](const ReleaseFacts& f) { return f.item_limit && f.net > *f.item_limit; }},
    ReleaseRule{"day-before-books",
                due,
                "It would leave before the books of the paying bank account were opened: no bank "
                "statement that is read here could show it.",
                "From the day of that account's opening balance on the next run proposes it again; "
                "what must leave sooner is paid where the books were kept before.",
                [](const ReleaseFacts& f) { return f.before_books; }},
    ReleaseRule{"reference-missing",
                due,
                "The payee would not know whom this money is for: the reference that they gave is "
                "missing, or too long for a bank file.",
                "Write down the accounts office reference, the scheme's reference or the order's, "
                "then propose it again.",
                [](const ReleaseFacts& f) { return f.reference_missing; }},
    ReleaseRule{"client-funds-short",
                due,
                "The person's own balance at the client account does not hold this, and nobody "
                "else's money pays it.",
                "Have their budget paid in, by an emergency payment if it can't wait, then propose "
                "it again.",
                [](const ReleaseFacts& f) { return f.funds_short; }},
    // Found by the budget's endings, not by these facts.
    ReleaseRule{"budget-closed",
                not_due,
                "The budget is closed: what was owed of it was met by its ending.",
                "Nothing is paid out of it any more. If it is owed all the same, the public body "
                "decides who pays it.",
                [](const ReleaseFacts&) { return false; }},
    ReleaseRule{"body-took-over",
                not_due,
                "The public body took over what is owed of this kind on this plan line.",
                "Pay it with 'almoner ending pay', not out of the client account.",
                [](const ReleaseFacts&) { return false; }},
};

}  // namespace

std::vector<const ReleaseRule*> release_findings(const ReleaseFacts& facts) {
    std::vector<const ReleaseRule*> found;
    for (const ReleaseRule& rule : rules) {
        if (rule.holds(facts)) found.push_back(&rule);
    }
    return found;
}

const ReleaseRule* release_rule(std::string_view code) {
    const auto* const found = std::ranges::find(rules, code, &ReleaseRule::code);
    return found == rules.end() ? catalogue_release_rule(code) : found;
}

}  // namespace almoner::rules
