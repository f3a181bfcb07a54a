#include "scheduler/commands/import_area_plans.h"

#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/records/private_words.h"
#include "ledger/records/record_table.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/agreement_fields.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/facts/begins.h"
#include "scheduler/facts/charges.h"
#include "scheduler/reduction/lowered.h"

#include <algorithm>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::AreaFile;
using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Budget;
using ledger::PlanLine;

// What the books have of a row, or its place when it is new.
template <class Record>
const typename Known<Record>::Entry& entry_of(ImportContext& context,
                                              Known<Record>& known,
                                              const std::string& ref,
                                              const ledger::RecordTable& table) {
    if (known.find(ref) == nullptr) known.expect(ref, context.work.records().next_number(table));
    return *known.find(ref);
}

// A file says no ground, and there is no case behind it.
void forbid_less(const ImportContext& context,
                 const std::optional<Lowered>& lowered,
                 Changes& changes) {
    if (!lowered || !ledger::is_paying(context.work.database())) return;
    changes.forbid("This pays less from " + lowered->from.iso() +
                   " on, and an import has no ground for that. Reduce it with a case, or by hand "
                   "with --ground.");
}

// A file has no papers, and says nothing of what the rules ask. What was paid before the area was
// taken over is taken as it is, and so is a budget that comes into the books with its agreements.
bool has_to_ask(const ImportContext& context, ledger::Option option, const std::string& budget) {
    const auto* const known = context.known.budgets.find(budget);
    return is_direct_payment(option) && known != nullptr && known->stored &&
           ledger::is_paying(context.work.database());
}

void leave_out(ImportContext& context,
               AreaFile file,
               std::size_t row,
               const std::string& ref,
               const std::string& command) {
    context.report.errors.push_back(
        {.file = std::string(gateway::file_name(file)),
         .row = row,
         .field = {},
         .value = ref,
         .code = "rules-not-asked",
         .words = "It would be paid at once, and the rules were not asked about it.",
         .next = "Leave the row out, and add it with 'almoner " + command + "', which asks them."});
}

void leave_out(ImportContext& context,
               AreaFile file,
               std::size_t row,
               const std::string& ref,
               ledger::Refusal why) {
    context.report.errors.push_back({.file = std::string(gateway::file_name(file)),
                                     .row = row,
                                     .field = std::move(why.field),
                                     .value = ref,
                                     .code = std::move(why.code),
                                     .words = std::move(why.words),
                                     .next = std::move(why.next)});
}

void forbid(Changes& changes, const ledger::Refusal& why) {
    changes.forbid(why.words + " " + why.next);
}

// Nobody is asked for more than their last assessment says (CTB-08); who was never assessed is
// taken over as they are.
bool asks_too_much(const ImportContext& context, const Agreement& wanted, std::int64_t person) {
    return pays(wanted) &&
           !is_within_assessment(context.work.database(), {.person = person, .with = &wanted});
}
constexpr std::string_view asks_too_much_words =
    "All of this person's agreements together would charge more than the last assessment says.";
constexpr std::string_view asks_too_much_next =
    "Give a lower contribution, or record a new assessment with 'almoner assessment record'.";

// Whether an agreement of the budget would pay the line from its first day on.
bool is_paid_at_once(ImportContext& context, const PlanLine& line) {
    const auto all =
        ledger::agreements_of(context.work.database(), line.budget, ledger::last_day_of_all);
    return std::ranges::any_of(all, [&](const Agreement& each) {
        const bool is_over = each.end_on && *each.end_on < line.start_on;
        return each.option == line.option && pays(each) && !is_over;
    });
}

void import_budget(ImportContext& context, const gateway::BudgetRow& row) {
    const auto& entry = entry_of(context, context.known.budgets, row.budget, ledger::budget_table);
    const Budget& before = entry.record;
    Budget wanted{.number = before.number,
                  .ref = row.budget,
                  .from_on = entry.stored ? context.from : context.begins(row.start),
                  .person = context.known.people.number(row.person),
                  .lead = context.known.commissioners.number(row.lead_commissioner),
                  .start_on = row.start,
                  .end_on = row.end,
                  .contingency = row.contingency};
    Changes changes;
    changes.see_fixed("person", before.person, wanted.person);
    changes.see_fixed("lead_commissioner", before.lead, wanted.lead);
    changes.see("start", before.start_on, wanted.start_on);
    changes.see("end", before.end_on, wanted.end_on);
    changes.see("contingency", before.contingency, wanted.contingency);
    if (entry.stored && !changes.none()) {
        forbid_less(context, lowered_by(before, wanted), changes);
        const auto moves = may_last_until(context.work.database(), before, wanted, "end");
        if (!moves.accepted()) forbid(changes, moves.refusal());
    }
    if (context.decide<Budget>(AreaFile::budgets, entry, std::move(changes))) {
        ledger::insert_budget(context.work, std::move(wanted));
    }
}

Changes differing(const PlanLine& before, const PlanLine& after) {
    Changes changes;
    changes.see_fixed("budget", before.budget, after.budget);
    changes.see_fixed("commissioner", before.body, after.body);
    changes.see_fixed("stream", before.stream, after.stream);
    changes.see_fixed("option", before.option, after.option);
    changes.see("amount", before.amount, after.amount);
    changes.see("frequency", name_of(before.frequency), name_of(after.frequency));
    changes.see("start", before.start_on, after.start_on);
    changes.see("end", before.end_on, after.end_on);
    return changes;
}

// A budget that the files leave out is in the books.
std::int64_t person_of(const ImportContext& context, const std::string& budget) {
    const auto found = context.person_of_budget.find(budget);
    return found != context.person_of_budget.end() ? found->second
                                                   : context.known.budgets.record(budget).person;
}

void import_plan_line(ImportContext& context, const gateway::PlanLineRow& row) {
    const auto& entry =
        entry_of(context, context.known.plan_lines, row.plan_line, ledger::plan_line_table);
    PlanLine wanted{.number = entry.record.number,
                    .ref = row.plan_line,
                    .from_on = entry.stored ? context.from : context.begins(row.start),
                    .budget = context.known.budgets.number(row.budget),
                    .body = context.known.commissioners.number(row.commissioner),
                    .stream = row.stream,
                    .option = row.option,
                    .purpose_private = entry.record.purpose_private,
                    .amount = row.amount,
                    .frequency = *ledger::plan_frequency_named(name_of(row.frequency)),
                    .start_on = row.start,
                    .end_on = row.end};
    if (!entry.stored && has_to_ask(context, row.option, row.budget) &&
        is_paid_at_once(context, wanted)) {
        return leave_out(context, AreaFile::plan_lines, row.row, row.plan_line, "plan add");
    }
    ledger::Database& database = context.work.database();
    const bool is_other = row.purpose != ledger::words_of(database, wanted.purpose_private);
    Changes changes = differing(entry.record, wanted);
    if (is_other) changes.see_personal("purpose", false, true);
    if (entry.stored && entry.record.amount.is_zero() && is_on_hold(database, entry.record)) {
        changes.forbid("The line is on hold. Have it go on with 'almoner plan resume'.");
    }
    if (entry.stored && !changes.none()) {
        const auto versions = ledger::plan_line_versions(context.work.database(), wanted.number);
        forbid_less(context, lowered_by(versions, wanted), changes);
    }
    const auto within =
        stays_within_plan(context.work, wanted.budget, std::span(&wanted, 1), "amount");
    if (!within.accepted()) {
        if (!entry.stored) {
            return leave_out(
                context, AreaFile::plan_lines, row.row, row.plan_line, within.refusal());
        }
        forbid(changes, within.refusal());
    }
    if (context.decide<PlanLine>(AreaFile::plan_lines, entry, std::move(changes))) {
        if (is_other) {
            wanted.purpose_private =
                ledger::insert_words(context.work, person_of(context, row.budget), row.purpose);
        }
        ledger::insert_plan_line(context.work, std::move(wanted));
    }
}

std::string payee_words(const gateway::Payee& payee) {
    switch (payee.kind) {
        case gateway::PayeeKind::holder: return "holder";
        case gateway::PayeeKind::representative: return "representative";
        case gateway::PayeeKind::support_service: return "support-service:" + payee.reference;
        case gateway::PayeeKind::third_party: return "third-party:" + payee.reference;
        case gateway::PayeeKind::provider: return "provider:" + payee.reference;
    }
    throw ledger::InvariantBroken("unlisted kind of payee");
}

std::int64_t payee_account(ImportContext& context,
                           PayeeImport& payees,
                           const gateway::AgreementRow& row,
                           const Agreement& before,
                           const std::string& payee) {
    const KnownArea& known = context.known;
    switch (row.payee.kind) {
        case gateway::PayeeKind::holder:
        case gateway::PayeeKind::representative:
            return payees.account_of_person(person_of(context, row.budget),
                                            before.payee == payee ? before.payee_account : 0,
                                            row);
        case gateway::PayeeKind::support_service:
            return payees.account_of_organisation(
                known.support_services.number(row.payee.reference));
        case gateway::PayeeKind::third_party:
            return payees.account_of_organisation(known.third_parties.number(row.payee.reference));
        case gateway::PayeeKind::provider:
            return payees.account_of_organisation(known.providers.number(row.payee.reference));
    }
    throw ledger::InvariantBroken("unlisted kind of payee");
}

// An import signs a draft; it neither revives what was held or ended here nor takes a signature
// back.
AgreementStatus status_after(const Agreement& before, bool stored, gateway::AgreementStatus row) {
    const bool active = row == gateway::AgreementStatus::active;
    if (!stored || before.status == AgreementStatus::draft) {
        return active ? AgreementStatus::active : AgreementStatus::draft;
    }
    return before.status;
}

// A folder that still calls the agreement a draft may give no day.
std::optional<ledger::Date> signed_after(const Agreement& before,
                                         bool stored,
                                         const std::optional<ledger::Date>& row) {
    const bool was_signed = stored && before.status != AgreementStatus::draft;
    return was_signed && !row ? before.signed_on : row;
}

Agreement wanted_agreement(ImportContext& context,
                           const gateway::AgreementRow& row,
                           const Known<Agreement>::Entry& entry) {
    Agreement wanted{.number = entry.record.number,
                     .ref = row.agreement,
                     .from_on = entry.stored ? context.from : context.begins(row.start),
                     .budget = context.known.budgets.number(row.budget),
                     .option = row.option,
                     .payee = payee_words(row.payee),
                     .paid_from = context.known.bank_accounts.number(row.paid_from),
                     .frequency = *ledger::frequency_named(name_of(row.frequency)),
                     .anchor_on = row.anchor_date,
                     .start_on = row.start,
                     .end_on = row.end,
                     .timing = *ledger::timing_named(name_of(row.timing)),
                     .contribution = row.contribution,
                     .status = status_after(entry.record, entry.stored, row.status),
                     .signed_on = signed_after(entry.record, entry.stored, row.signed_on),
                     .evidence = entry.record.evidence};
    if (row.monthly_day) wanted.monthly_day = static_cast<std::int64_t>(*row.monthly_day);
    if (row.contribution_basis) {
        wanted.contribution_basis =
            *ledger::contribution_basis_named(name_of(*row.contribution_basis));
    }
    return wanted;
}

void see_days(Changes& changes, const Agreement& before, const Agreement& after, bool are_fixed) {
    constexpr std::string_view why =
        "Payments were made under this agreement. End it with its last day, and add another row.";
    const auto see = [&](std::string_view field, const auto& was, const auto& wanted) {
        if (are_fixed) {
            changes.see_fixed(field, was, wanted, why);
        } else {
            changes.see(field, was, wanted);
        }
    };
    see("frequency", name_of(before.frequency), name_of(after.frequency));
    see("anchor_date", before.anchor_on, after.anchor_on);
    see("monthly_day", before.monthly_day, after.monthly_day);
    see("timing", name_of(before.timing), name_of(after.timing));
}

void see_signature(Changes& changes, const Agreement& before, const Agreement& after) {
    if (before.status == AgreementStatus::draft || !before.signed_on) {
        changes.see("signed_on", before.signed_on, after.signed_on);
        return;
    }
    changes.see_fixed("signed_on",
                      before.signed_on,
                      after.signed_on,
                      "It is recorded as signed on another day. An import never moves that day.");
}

Changes differing(const Agreement& before, const Agreement& after, bool days_are_fixed) {
    Changes changes;
    changes.see_fixed("budget", before.budget, after.budget);
    changes.see_fixed("option", before.option, after.option);
    changes.see("payee", before.payee, after.payee);
    if (before.payee != after.payee) {
        changes.see_personal("account_number", before.payee_account, after.payee_account);
    }
    changes.see("paid_from", before.paid_from, after.paid_from);
    see_days(changes, before, after, days_are_fixed);
    changes.see("start", before.start_on, after.start_on);
    changes.see("end", before.end_on, after.end_on);
    changes.see("contribution", before.contribution, after.contribution);
    changes.see("contribution_basis",
                name_of(before.contribution_basis),
                name_of(after.contribution_basis));
    changes.see("status", name_of(before.status), name_of(after.status));
    see_signature(changes, before, after);
    return changes;
}

// What the rules have to be asked about is not done by a folder, which brings no papers.
void forbid_unasked(Changes& changes, bool pays_already, bool is_other_payee) {
    if (!pays_already) {
        changes.forbid("The rules are asked before it pays: 'almoner agreement sign'.");
    } else if (is_other_payee) {
        changes.forbid("The rules are asked of another payee: 'almoner agreement change'.");
    }
}

// In its own life, and its budget with the first agreement that pays. A budget that comes into the
// books with its agreements is taken over as it is.
ledger::Outcome<ledger::Done> goes_its_way(const ImportContext& context,
                                           const gateway::AgreementRow& row,
                                           const Known<Agreement>::Entry& entry,
                                           const Agreement& wanted) {
    const bool begins = pays(wanted) && !(entry.stored && pays(entry.record));
    const auto* const budget = context.known.budgets.find(row.budget);
    if (!begins || budget == nullptr || !budget->stored) return ledger::Done{};
    auto moves = may_become(entry.record, wanted, "status");
    if (!moves.accepted()) return moves;
    return may_begin_to_pay(context.work.database(), wanted.budget, "status");
}

// What stands against an agreement as the row has it.
struct Against {
    bool asks = false;  // the rules, by another command
    bool is_too_much = false;
    ledger::Outcome<ledger::Done> moves{ledger::Done{}};
};

Against against(const ImportContext& context,
                const gateway::AgreementRow& row,
                const Known<Agreement>::Entry& entry,
                const Agreement& wanted) {
    return {.asks = pays(wanted) && has_to_ask(context, row.option, row.budget),
            .is_too_much = asks_too_much(context, wanted, person_of(context, row.budget)),
            .moves = goes_its_way(context, row, entry, wanted)};
}

// Whether a new agreement stays out.
bool is_left_out(ImportContext& context, const gateway::AgreementRow& row, const Against& found) {
    const auto leave = [&](const auto& why) {
        leave_out(context, AreaFile::agreements, row.row, row.agreement, why);
        return true;
    };
    if (found.asks) return leave(std::string("agreement add' and 'sign"));
    if (found.is_too_much) {
        return leave(ledger::Refusal{.code = "over-assessment",
                                     .words = std::string(asks_too_much_words),
                                     .next = std::string(asks_too_much_next),
                                     .field = "contribution",
                                     .citation = {}});
    }
    return !found.moves.accepted() && leave(found.moves.refusal());
}

void forbid_what_stands_against(const ImportContext& context,
                                const Agreement& before,
                                const Agreement& wanted,
                                const Against& found,
                                Changes& changes) {
    const auto versions = ledger::agreement_versions(context.work.database(), wanted.number);
    forbid_less(context, lowered_by(versions, wanted), changes);
    if (found.asks) forbid_unasked(changes, pays(before), before.payee != wanted.payee);
    if (!found.moves.accepted()) forbid(changes, found.moves.refusal());
    if (found.is_too_much) {
        changes.forbid(std::string(asks_too_much_words) + " " + std::string(asks_too_much_next));
    }
}

void import_agreement(ImportContext& context,
                      PayeeImport& payees,
                      const gateway::AgreementRow& row) {
    const auto& entry =
        entry_of(context, context.known.agreements, row.agreement, ledger::agreement_table);
    Agreement wanted = wanted_agreement(context, row, entry);
    const Against found = against(context, row, entry, wanted);
    if (!entry.stored && is_left_out(context, row, found)) return;
    const bool is_other_payee = entry.stored && entry.record.payee != wanted.payee;
    const bool only_looked_at = is_other_payee && (!context.apply || entry.later);
    wanted.payee_account = only_looked_at
                               ? entry.record.payee_account
                               : payee_account(context, payees, row, entry.record, wanted.payee);
    const bool days_are_fixed = entry.stored && !same_days(entry.record, wanted) &&
                                has_payments(context.work.database(), wanted.number);
    Changes changes = differing(entry.record, wanted, days_are_fixed);
    if (entry.stored && !changes.none()) {
        forbid_what_stands_against(context, entry.record, wanted, found, changes);
    }
    if (context.decide<Agreement>(AreaFile::agreements, entry, std::move(changes))) {
        ledger::insert_agreement(context.work, std::move(wanted));
    }
}

}  // namespace

void import_budgets(ImportContext& context) {
    for (const gateway::BudgetRow& row : context.rows.budgets) {
        context.person_of_budget.emplace(row.budget, context.known.people.number(row.person));
        import_budget(context, row);
    }
}

void import_plan_lines(ImportContext& context) {
    for (const gateway::PlanLineRow& row : context.rows.plan_lines) import_plan_line(context, row);
}

void import_agreements(ImportContext& context, PayeeImport& payees) {
    for (const gateway::AgreementRow& row : context.rows.agreements) {
        import_agreement(context, payees, row);
    }
}

}  // namespace almoner::scheduler
