#include "scheduler/commands/payee.h"

#include "gateway/bacs/fields.h"
#include "gateway/csv/cells.h"
#include "gateway/text/transliterate.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payee_versions.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/account_check.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::BankDetails;
using ledger::CheckResult;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::OrganisationKind;
using ledger::Outcome;
using ledger::PayeeAccount;
using ledger::PayeeStatus;
using ledger::Proposal;
using nlohmann::json;

// Who is paid: a person or an organisation, the other number is 0.
struct Payee {
    std::int64_t person = 0;
    std::int64_t organisation = 0;
};

struct PayeeWord {
    std::string_view word;
    OrganisationKind kind;
};
constexpr std::array payee_words{
    PayeeWord{"support-service:", OrganisationKind::support_service},
    PayeeWord{"third-party:", OrganisationKind::individual_service_fund},
    PayeeWord{"third-party:", OrganisationKind::trust},
    PayeeWord{"provider:", OrganisationKind::provider},
    PayeeWord{"commissioner:", OrganisationKind::nhs},
    PayeeWord{"commissioner:", OrganisationKind::council}};

Outcome<Payee> payee_named(ledger::Database& database, const std::string& name) {
    for (const PayeeWord& word : payee_words) {
        if (!name.starts_with(word.word)) continue;
        const auto found = ledger::organisation_by_ref(
            database, word.kind, name.substr(word.word.size()), last_day_of_all);
        if (found) return Payee{.organisation = found->number};
    }
    if (const auto person = ledger::person_by_ref(database, name, last_day_of_all)) {
        return Payee{.person = person->number};
    }
    return refused_in("payee",
                      "payee-unknown",
                      "Nobody of this reference can be paid.",
                      "Give a person's reference, or provider:, third-party:, support-service: or "
                      "commissioner: with one.");
}

std::vector<PayeeAccount> accounts_of(ledger::Database& database, const Payee& payee) {
    return payee.person != 0
               ? ledger::payee_accounts_of_person(database, payee.person, last_day_of_all)
               : ledger::payee_accounts_of_organisation(
                     database, payee.organisation, last_day_of_all);
}

// The account that is meant; number 0 when the payee has none yet.
Outcome<PayeeAccount> account_named(const Asked& asked, const Payee& payee) {
    const auto accounts = accounts_of(asked.work.database(), payee);
    if (asked.fields.has("payee_account")) {
        const Outcome<std::int64_t> number = asked.fields.number("payee_account");
        if (!number.accepted()) return number.refusal();
        const auto found = std::ranges::find(accounts, number.value(), &PayeeAccount::number);
        if (found != accounts.end()) return *found;
    } else if (accounts.empty()) {
        return PayeeAccount{.person = payee.person, .organisation = payee.organisation};
    } else if (accounts.size() == 1) {
        return accounts.front();
    }
    std::string numbers;
    for (const PayeeAccount& each : accounts) numbers += " " + std::to_string(each.number);
    return refused_in("payee_account",
                      "payee-account-which",
                      "It is not clear which of the payee's bank accounts is meant.",
                      "Give one of the payee's own:" + numbers + ".");
}

constexpr std::size_t longest_account_name = 140;

template <class Value>
Outcome<Value> in_field(Outcome<Value> outcome, const std::string& field) {
    if (outcome.accepted()) return outcome;
    ledger::Refusal refusal = outcome.refusal();
    refusal.field = field;
    return refusal;
}

struct NewDetails {
    BankDetails details;
    CheckResult check_result = CheckResult::not_checked;
};

Outcome<NewDetails> new_details(const Asked& asked) {
    const Fields& fields = asked.fields;
    const auto sort_code = in_field(gateway::read_sort_code(fields.text("sort_code")), "sort_code");
    if (!sort_code.accepted()) return sort_code.refusal();
    const auto number =
        in_field(gateway::read_account_number(fields.text("account_number")), "account_number");
    if (!number.accepted()) return number.refusal();
    const auto name = in_field(
        gateway::read_text(fields.text("account_name"), longest_account_name), "account_name");
    if (!name.accepted()) return name.refusal();
    const auto written =
        in_field(gateway::transliterate(
                     name.value(), gateway::CharacterSet::bacs, gateway::bacs::name_width),
                 "account_name");
    if (!written.accepted()) return written.refusal();
    NewDetails read{.details = {.account_name = name.value(),
                                .sort_code = std::string(sort_code.value().digits()),
                                .account_number = std::string(number.value().digits())}};
    read.check_result = check_now(asked.work.database(), read.details, asked.work.today());
    return read;
}

// Somebody who was never paid: an account that stays blocked until its details are confirmed.
PayeeAccount waiting_account(Asked& asked, PayeeAccount account, const NewDetails& wanted) {
    account.from_on = asked.work.today();
    account.status = PayeeStatus::blocked;
    account.check_result = wanted.check_result;
    account.proposed_by = asked.actor.number;
    account.bank_private = ledger::insert_bank_private(asked.work, account.person, wanted.details);
    account.number = ledger::insert_payee_account(asked.work, account);
    return account;
}

// Whether a second person ever said that these are the payee's details; an import takes them over.
bool was_confirmed(ledger::Database& database, const PayeeAccount& account) {
    const auto versions = ledger::payee_account_versions(database, account.number);
    return std::ranges::any_of(versions, [&](const PayeeAccount& version) {
        return version.bank_private == account.bank_private &&
               version.status == PayeeStatus::confirmed;
    });
}

Outcome<Done> differs(Asked& asked, const PayeeAccount& account, const NewDetails& wanted) {
    const bool is_same =
        account.number != 0 && was_confirmed(asked.work.database(), account) &&
        ledger::bank_private(asked.work.database(), account.bank_private) == wanted.details;
    if (!is_same) return Done{};
    return refused_in("account_number",
                      "payee-details-same",
                      "These are the details that the payee is paid on now.",
                      "If the account is blocked, have it confirmed with 'almoner payee confirm'.");
}

void add_warning(json& answer, CheckResult result) {
    if (const auto words = warning_of(result); !words.empty()) answer["warning"] = words;
}

Outcome<Answer> propose_details(Asked& asked,
                                const PayeeAccount& account,
                                const NewDetails& wanted,
                                std::optional<std::int64_t> evidence,
                                ledger::Date from) {
    const ledger::Money worth =
        worth_of_payee(asked.work.database(), account.number, asked.work.today());
    const std::string_view result = name_of(wanted.check_result);
    Outcome<Answer> answer = propose(
        asked,
        {.kind = std::string(ledger::payee_account_proposal),
         .subject = account.number,
         .from_on = from,
         .content = json{{"check_result", result}}.dump(),
         .private_row = ledger::insert_bank_private(asked.work, account.person, wanted.details),
         .evidence = evidence},
        {.count = 1, .before = worth, .after = worth},
        "payee");
    if (!answer.accepted()) return answer;
    json shown = json::parse(answer.value());
    shown["payee_account"] = account.number;
    shown["check_result"] = result;
    add_warning(shown, wanted.check_result);
    return shown.dump();
}

Outcome<Done> may_unblock(Asked& asked, const PayeeAccount& account) {
    if (account.number == 0 || account.status != PayeeStatus::blocked) {
        return refused_in("payee",
                          "payee-not-blocked",
                          "These bank details are not blocked, and no change of them is waiting.",
                          "Nothing needs to be done.");
    }
    if (!was_confirmed(asked.work.database(), account)) {
        return refused_in("payee",
                          "payee-never-confirmed",
                          "Nobody has confirmed these bank details yet.",
                          "Propose them with 'almoner payee change', for another to confirm.");
    }
    if (asked.actor.role != Role::checker) {
        return refused_in(
            "as", "needs-checker", "Only a checker confirms bank details.", "Ask a checker.");
    }
    if (asked.actor.number == account.proposed_by) {
        return refused_in("as",
                          "own-proposal",
                          "Nobody confirms bank details that they put in themselves.",
                          "Ask another checker.");
    }
    const ledger::Money worth =
        worth_of_payee(asked.work.database(), account.number, asked.work.today());
    if (asked.actor.approve_limit && worth > *asked.actor.approve_limit) {
        return refused_in("as",
                          "above-approve-limit",
                          "This account is paid " + in_pounds(worth) +
                              " a year, and you may approve up to " +
                              in_pounds(*asked.actor.approve_limit) + ".",
                          "Ask a checker with a higher limit.");
    }
    return Done{};
}

// The details of today, unless only those of a later day are blocked.
PayeeAccount to_unblock(const Asked& asked, const PayeeAccount& last) {
    const PayeeAccount today =
        ledger::payee_account_then(asked.work.database(), last, asked.work.today());
    return today.status == PayeeStatus::blocked ? today : last;
}

Outcome<Answer> unblock(Asked& asked, const std::string& payee, const PayeeAccount& last) {
    PayeeAccount account = to_unblock(asked, last);
    const Outcome<Done> allowed = may_unblock(asked, account);
    if (!allowed.accepted()) return allowed.refusal();
    const auto evidence = evidence_named(asked, account.person, true);
    if (!evidence.accepted()) return evidence.refusal();
    account.status = PayeeStatus::confirmed;
    account.from_on = std::max(account.from_on, asked.work.today());
    account.evidence = evidence.value();
    account.confirmed_by = asked.actor.number;
    const auto others_from = ledger::other_details_from(asked.work.database(), account);
    ledger::insert_with_later(asked.work, account);
    close_check_tasks(asked.work, account.number);
    json answer{{"payee", payee},
                {"payee_account", account.number},
                {"state", "confirmed"},
                {"tasks_done", close_return_tasks(asked.work, account.number)}};
    if (others_from) answer["other_details_from"] = others_from->iso();
    add_warning(answer, account.check_result);
    return answer.dump();
}

}  // namespace

Outcome<Answer> payee_change(Asked& asked) {
    const Outcome<std::string> name = asked.fields.need("payee");
    if (!name.accepted()) return name.refusal();
    const Outcome<Payee> payee = payee_named(asked.work.database(), name.value());
    if (!payee.accepted()) return payee.refusal();
    const Outcome<PayeeAccount> found = account_named(asked, payee.value());
    if (!found.accepted()) return found.refusal();
    PayeeAccount account = found.value();
    const Outcome<NewDetails> wanted = new_details(asked);
    if (!wanted.accepted()) return wanted.refusal();
    FieldReading in(asked.fields);
    const ledger::Date from = in.date_or("from", asked.work.today());
    if (in.accepted() && from < asked.work.today()) {
        in.refuse("day-in-the-past",
                  "Bank details can't count from a day that is past.",
                  "Give today or a later day.",
                  "from");
    }
    if (!in.accepted()) return in.refusal();
    const auto evidence = evidence_named(asked, account.person, true);
    if (!evidence.accepted()) return evidence.refusal();
    const Outcome<Done> new_ones = differs(asked, account, wanted.value());
    if (!new_ones.accepted()) return new_ones.refusal();
    if (account.number == 0) account = waiting_account(asked, account, wanted.value());
    return propose_details(asked, account, wanted.value(), evidence.value(), from);
}

Outcome<Answer> payee_confirm(Asked& asked) {
    const Outcome<std::string> name = asked.fields.need("payee");
    if (!name.accepted()) return name.refusal();
    const Outcome<Payee> payee = payee_named(asked.work.database(), name.value());
    if (!payee.accepted()) return payee.refusal();
    const Outcome<PayeeAccount> account = account_named(asked, payee.value());
    if (!account.accepted()) return account.refusal();
    for (const Proposal& open :
         ledger::open_proposals(asked.work.database(), ledger::payee_account_proposal)) {
        if (account.value().number != 0 && open.subject == account.value().number) {
            return confirm(asked, open);
        }
    }
    return unblock(asked, name.value(), account.value());
}

// A table that was loaded since it was proposed has its say.
CheckResult proposed_check(const Asked& asked, const Proposal& proposal) {
    const std::string result = json::parse(proposal.content).at("check_result");
    const auto then = ledger::check_result_named(result).value_or(CheckResult::not_checked);
    const auto details =
        ledger::bank_private(asked.work.database(), proposal.private_row.value_or(0));
    if (then != CheckResult::not_checked || !details) return then;
    return check_now(asked.work.database(), *details, asked.work.today());
}

Outcome<Done> payee_takes_effect(Asked& asked, const Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const auto last = ledger::payee_account_numbered(database, proposal.subject, last_day_of_all);
    if (!last || !proposal.private_row) {
        throw ledger::InvariantBroken("a proposal of bank details without an account or details");
    }
    // An import proposes bank details without a paper: who confirms them gives it.
    const bool has_none = !proposal.evidence;
    const auto evidence = evidence_named(asked, last->person, has_none);
    if (!evidence.accepted()) return evidence.refusal();
    PayeeAccount account = *last;
    account.bank_private = *proposal.private_row;
    account.check_result = proposed_check(asked, proposal);
    account.status = PayeeStatus::confirmed;
    account.evidence = has_none ? evidence.value() : proposal.evidence;
    account.proposed_by = proposal.proposed_by;
    account.confirmed_by = asked.actor.number;
    account.from_on = std::max(proposal.from_on, asked.work.today());
    ledger::insert_payee_account(asked.work, account);
    close_return_tasks(asked.work, account.number);
    close_check_tasks(asked.work, account.number);
    return Done{};
}

std::string payee_ref(ledger::Database& database, std::int64_t payee_account) {
    const auto account = ledger::payee_account_numbered(database, payee_account, last_day_of_all);
    if (!account) return {};
    if (account->person != 0) {
        const auto person = ledger::person_numbered(database, account->person, last_day_of_all);
        return person ? person->ref : std::string{};
    }
    const auto owner =
        ledger::organisation_numbered(database, account->organisation, last_day_of_all);
    return owner ? owner->ref : std::string{};
}

}  // namespace almoner::scheduler
