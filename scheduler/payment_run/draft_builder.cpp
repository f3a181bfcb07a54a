#include "scheduler/payment_run/draft_builder.h"

#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/payment_run/draft_case.h"
#include "scheduler/payment_run/earlier_money.h"
#include "scheduler/payment_run/families.h"
#include "scheduler/payment_run/part_again.h"
#include "scheduler/payment_run/terms.h"
#include "scheduler/reconciliation/posting_days.h"

#include <algorithm>
#include <set>

namespace almoner::scheduler {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Money;
using ledger::PaymentDate;
using ledger::PaymentKind;
using ledger::PaymentState;

namespace {

// Of which something is closed; few are.
const ledger::Query closed_endings{
    "SELECT DISTINCT e.budget FROM ending e JOIN ending_step s ON s.ending = e.id"
    " WHERE s.state = 'closed' ORDER BY e.budget"};

rules::AgreementStanding standing_of(AgreementStatus status) {
    switch (status) {
        case AgreementStatus::draft: return rules::AgreementStanding::draft;
        case AgreementStatus::active: return rules::AgreementStanding::active;
        case AgreementStatus::held: return rules::AgreementStanding::held;
        case AgreementStatus::ended: return rules::AgreementStanding::ended;
    }
    return rules::AgreementStanding::draft;
}

bool is_emergency(PaymentKind kind) {
    return kind == PaymentKind::emergency_advance || kind == PaymentKind::emergency_addition;
}

// A payment that was voided may settle after all: then its money is not due again, whatever became
// of the payments that took its place.
bool is_owed_in_full(std::span<const Earlier> earlier, const Earlier& last) {
    return still_owed(family_of(earlier, last)) == last.net;
}

bool is_due_in_full(std::span<const Earlier> earlier, const Earlier& last) {
    return is_due_again(last) && is_owed_in_full(earlier, last);
}

// The version that counts on the day; the first one where the day is before it.
const Agreement& version_on(std::span<const Agreement> versions, Date day) {
    const Agreement* counts = &versions.front();
    for (const Agreement& version : versions) {
        if (version.from_on <= day) counts = &version;
    }
    return *counts;
}

bool only_waits(const Draft& draft) {
    return std::ranges::all_of(draft.findings,
                               [](const rules::ReleaseRule* rule) { return rule->is_due; });
}

}  // namespace

DraftBuilder::DraftBuilder(ledger::Database& database,
                           const ledger::BankHolidays& holidays,
                           const ProposalScope& scope)
    : DraftBuilder(database,
                   holidays,
                   scope,
                   {database, ledger::agreement_rows(database), [&](ledger::Database& reading) {
                        return People(PayeeBook(reading, scope.today),
                                      PeopleBook(reading, scope.today));
                    }}) {}

DraftBuilder::DraftBuilder(ledger::Database& database,
                           const ledger::BankHolidays& holidays,
                           const ProposalScope& scope,
                           ledger::ReadBeside<People> people)
    : database_(database),
      holidays_(holidays),
      scope_(scope),
      payables_(database, std::max(scope.today, scope.until)),
      siblings_(payables_),
      same_person_(database),
      who_(people.get()),
      earlier_(database),
      take_overs_(database),
      catalogue_(database, scope.today),
      offsets_(database, scope.today),
      free_(database),
      bank_accounts_(ledger::bank_accounts_on(database, scope.today)),
      opening_days_(opening_days(database, bank_accounts_, scope.today)),
      earliest_bacs_(ledger::earliest_entry_on(scope.now, holidays, scope.hours)) {
    if (!earlier_.empty()) load_changes();
    ledger::Rows closed = database.select(closed_endings);
    while (closed.next()) closed_budgets_.push_back(closed.integer(0));
}

// Whatever of it was not paid is met by the ending.
bool DraftBuilder::is_closed(const Agreement& agreement) const {
    if (!std::ranges::binary_search(closed_budgets_, agreement.budget)) return false;
    const auto ending = closed_as_a_whole(database_, agreement.budget);
    return ending && agreement.start_on <= ending->last_on;
}

Drafts DraftBuilder::build() {
    waiting_ = ledger::waiting_money(database_);
    found_.drafts.reserve(payables_.size());
    for (std::size_t at = 0; at < payables_.size(); ++at) add_agreement(payables_.at(at));
    note_stranded_cases();
    return std::move(found_);
}

Drafts DraftBuilder::build_again(std::span<const std::int64_t> payments,
                                 std::span<const std::int64_t> agreements) {
    earlier_.take_as_held(payments);
    for (std::size_t at = 0; at < payables_.size(); ++at) {
        const ledger::Payable payable = payables_.at(at);
        if (std::ranges::binary_search(agreements, payable.agreement->number)) {
            add_agreement(payable);
        }
    }
    return std::move(found_);
}

const ledger::BankAccount* DraftBuilder::bank_account(std::int64_t number) const {
    const auto at =
        std::ranges::lower_bound(bank_accounts_, number, {}, &ledger::BankAccount::number);
    return at == bank_accounts_.end() || at->number != number ? nullptr : &*at;
}

void DraftBuilder::add_agreement(const ledger::Payable& payable) {
    const Agreement& agreement = *payable.agreement;
    if (is_closed(agreement)) return;
    if (scope_.bank_account &&
        std::ranges::find(payable.versions, *scope_.bank_account, &Agreement::paid_from) ==
            payable.versions.end()) {
        return;
    }
    Case at{.payable = payable,
            .agreement = agreement,
            .schedule = schedule_of(agreement),
            .earlier = earlier_.of(agreement.number),
            .first_draft = found_.drafts.size(),
            .advances = Advances(database_, earlier_.of(agreement.number))};
    if (agreement.status == AgreementStatus::ended && !agreement.end_on) {
        at.schedule.ends_on = agreement.from_on - 1;
    }
    at.runs = ledger::check_schedule(at.schedule).accepted();
    const std::optional<Date> paid_elsewhere = std::max(
        scope_.books_opened, take_overs_.taken_over_on(payable.budget->ref, agreement.option));
    std::vector<PaymentDate> dates;
    if (at.runs) dates = ledger::fallen_due(at.schedule, paid_elsewhere, scope_.until, holidays_);
    reserve_advances(at, dates);
    for (PaymentDate& date : dates) {
        const std::optional<Date>& budget_ends = payable.budget->end_on;
        if (budget_ends && date.period.covered.holds(*budget_ends)) {
            date.period.covered.last = *budget_ends;
        }
        add_date(at, date);
    }
    note_periods_gone(at, dates);
    add_lost_advances(at);
    note_advances_left(at);
    add_other_kinds(at);
    add_waiting(at);
}

// Nobody has its money and no bank can send it any more, so what the terms say now is paid. What a
// bank has voided may settle after all, and of what has arrears the rest was paid already: those
// are paid again as they were, and a change since is arrears or a case.
bool DraftBuilder::is_ours_alone(const Case& at, const PaymentDate& date, const Earlier& last) {
    const bool has_arrears = std::ranges::any_of(at.earlier, [&](const Earlier& payment) {
        return payment.kind == PaymentKind::arrears && ledger::is_live(payment.state) &&
               is_for(date, payment);
    });
    return !has_arrears &&
           std::ranges::none_of(family_of(at.earlier, last), [](const Earlier* payment) {
               return payment->state == PaymentState::rejected ||
                      payment->state == PaymentState::recalled;
           });
}

void DraftBuilder::add_date(Case& at, const PaymentDate& date) {
    const Earlier* last = nullptr;
    for (const Earlier& payment : at.earlier) {
        if (payment.kind == PaymentKind::regular && !payment.is_reissued && is_for(date, payment)) {
            last = &payment;
        }
    }
    at.advances.reach(date, last == nullptr ? nullptr : set_aside_by(at.earlier, *last));
    if (last == nullptr) {
        if (!earlier_.is_kept(at.agreement.number, date.period.covered.first)) {
            add_fresh(at, date, nullptr);
        }
        return;
    }
    if (is_offset_whole(at, *last)) {
        at.advances.take_recorded(*last);
        add_arrears(at, date, *last);
        return;
    }
    const bool is_owed = is_due_in_full(at.earlier, *last);
    if (is_owed && is_ours_alone(at, date, *last)) {
        add_fresh(at, date, last);
        return;
    }
    at.advances.take_recorded(*last);
    if (is_owed) {
        add_copy(at, *last);
    } else {
        add_part(at, *last);
    }
    if (set_aside_by(at.earlier, *last) != nullptr) add_arrears(at, date, *last);
}

// On the terms of the day on which the payee is to have the money.
Draft DraftBuilder::draft_of(Case& at, PaymentKind kind, Date nominal_entry) const {
    const std::span<const Agreement> versions = at.payable.versions;
    const Agreement& soonest = version_on(versions, std::max(nominal_entry, scope_.today));
    const Agreement& terms = version_on(versions, entry_on(soonest, nominal_entry));
    at.terms_then = &terms;
    return {.agreement = terms.number,
            .budget = static_cast<std::int32_t>(terms.budget),
            .option = terms.option,
            .paid_from = terms.paid_from,
            .payee_account = terms.payee_account,
            .kind = kind,
            .entry_on = entry_on(terms, nominal_entry)};
}

Date DraftBuilder::entry_on(const Agreement& terms, Date nominal_entry) const {
    const ledger::BankAccount* const from = bank_account(terms.paid_from);
    const bool is_faster = from != nullptr && from->rail == ledger::Rail::faster_payments;
    return std::max(nominal_entry, is_faster ? scope_.today : earliest_bacs_);
}

void DraftBuilder::add_fresh(Case& at, const PaymentDate& date, const Earlier* before) {
    Draft draft = draft_of(at, PaymentKind::regular, date.dates.entry_on);
    draft.period = date.period.covered;
    draft.nominal_on = date.dates.nominal_on;
    draft.paid_besides = std::ranges::any_of(at.earlier, [&](const Earlier& payment) {
        return payment.kind == PaymentKind::emergency_addition && is_out(payment) &&
               is_for(date, payment);
    });
    set_parts(at, draft, date);
    if (!at.advances.none()) {
        at.advances.net(draft);
        add_up(draft);
    }
    add_standing(at, draft, date, before);
    at.advances.stand(draft);
    take_offsets(at, draft, before);
    std::vector<DraftPart> parts;
    if (!at.advances.none()) parts = draft.parts;
    draft.sets_aside = true;
    const bool to_provider = at.terms_then->payee.starts_with("provider");
    draft.has_no_payment = draft.option == ledger::Option::notional && !to_provider;
    const std::size_t drafts = found_.drafts.size();
    if (finish(at, std::move(draft), before)) at.advances.take(parts);
    const bool is_recorded = found_.drafts.size() > drafts && found_.drafts.back().sets_aside;
    is_recorded ? offsets_.keep() : offsets_.undo();
}

void DraftBuilder::load_terms(Case& at) {
    if (at.terms) return;
    at.terms = terms_of(at.payable, !siblings_.one_off_is_apart(at.agreement));
    free_.mark(*at.terms);
    at.has_bad_terms = !rules::check_terms(*at.terms).accepted();
}

void DraftBuilder::set_parts(Case& at, Draft& draft, const PaymentDate& date) {
    load_terms(at);
    if (at.has_bad_terms) return;
    const rules::DueForPeriod due = rules::due_for_period(*at.terms, date.period);
    draft.parts.reserve(due.parts.size());
    for (const rules::DuePart& part : due.parts) {
        draft.parts.push_back({.plan_line = part.plan_line,
                               .body = part.body,
                               .stream = part.stream,
                               .gross = part.gross,
                               .contribution = part.contribution,
                               .net = part.net});
    }
    draft.contribution_is_netted =
        at.terms->contribution && at.terms->contribution->method == rules::ContributionMethod::net;
    add_up(draft);
}

void DraftBuilder::add_copy(Case& at, const Earlier& before) {
    Draft draft =
        draft_of(at, before.kind, ledger::working_day_on_or_before(before.nominal_on, holidays_));
    draft.period = before.period;
    draft.nominal_on = before.nominal_on;
    // One that somebody cancelled goes to whom the period's money goes.
    if (is_emergency(before.kind) && is_due_again(before)) {
        draft.payee_account = before.payee_account;
    }
    for (const ledger::PaymentPart& part : ledger::parts_of(database_, before.id)) {
        draft.parts.push_back({.plan_line = part.plan_line,
                               .body = part.body,
                               .stream = part.stream,
                               .gross = part.gross,
                               .contribution = part.contribution,
                               .advanced = part.advanced,
                               .net = part.net});
    }
    if (!lower_by_corrections(at, before, draft)) return;
    add_up(draft);
    draft.sets_aside = set_aside_by(at.earlier, before) == nullptr;
    finish(at, std::move(draft), &before);
}

// What came back of a payment whose rest arrived is paid as a payment of its own.
void DraftBuilder::add_part(Case& at, const Earlier& whole) {
    if (whole.came_back.is_zero() && !is_due_again(whole)) return;
    const Family family = family_of(at.earlier, whole);
    const Money owed = still_owed(family);
    if (!owed.is_zero()) add_owed(at, whole, family, owed);
}

void DraftBuilder::add_owed(Case& at, const Earlier& whole, const Family& family, Money owed) {
    Draft draft = draft_of(at,
                           PaymentKind::returned_part,
                           ledger::working_day_on_or_before(whole.nominal_on, holidays_));
    draft.period = whole.period;
    draft.nominal_on = whole.nominal_on;
    if (is_emergency(whole.kind)) draft.payee_account = whole.payee_account;
    draft.parts = parts_owed(database_, family, owed);
    if (!lower_by_corrections(at, whole, draft)) return;
    add_up(draft);
    draft.reissues = whole.id;
    const auto held = std::ranges::find_if(family, [](const Earlier* payment) {
        return payment->kind == PaymentKind::returned_part && payment->state == PaymentState::held;
    });
    finish(at, std::move(draft), held == family.end() ? nullptr : *held);
}

std::int32_t DraftBuilder::next_attempt(const Case& at, const Draft& draft) const {
    std::int32_t last = 0;
    for (const Earlier& payment : at.earlier) {
        if (payment.kind == draft.kind && payment.period.first == draft.period.first) {
            last = std::max(last, payment.attempt);
        }
    }
    for (std::size_t i = at.first_draft; i < found_.drafts.size(); ++i) {
        const Draft& other = found_.drafts[i];
        if (other.kind == draft.kind && other.period.first == draft.period.first) {
            last = std::max(last, other.attempt);
        }
    }
    return last + 1;
}

rules::ReleaseFacts DraftBuilder::facts_of(const Case& at, const Draft& draft) const {
    const Agreement& agreement = *at.terms_then;
    const std::int64_t person = at.payable.budget->person;
    const ledger::BankAccount* const from = bank_account(draft.paid_from);
    const bool is_regular = draft.kind == PaymentKind::regular;
    return {.agreement = standing_of(agreement.status),
            .is_signed = agreement.signed_on.has_value(),
            .has_last_day = at.schedule.ends_on.has_value(),
            .beside_another = is_regular && siblings_.beside_another(agreement, draft.period),
            .period = draft.period,
            .died_on = people_.died_on(person),
            .budget_ends_on = at.payable.budget->end_on,
            .representative_is_paid = agreement.payee == "representative",
            .has_representative = people_.has_representative(person, draft.entry_on),
            .payee = payees_.of(draft.payee_account).standing,
            .paid_already = paid_already(at, draft),
            .gross = draft.gross,
            .net = draft.net,
            .item_limit = from == nullptr ? std::nullopt : from->item_limit,
            .before_books = is_before_books(draft)};
}

bool DraftBuilder::is_before_books(const Draft& draft) const {
    if (draft.has_no_payment) return false;
    const auto opened = opening_days_.find(draft.paid_from);
    return opened != opening_days_.end() && draft.entry_on < opened->second;
}

// Asked of what nothing else holds: a hold is mended one after the other.
void DraftBuilder::ask_catalogue(const Case& at, Draft& draft) {
    const Agreement& agreement = *at.terms_then;
    ReleaseCase payment{.agreement = draft.agreement,
                        .budget = draft.budget,
                        .person = at.payable.budget->person,
                        .paid_from = draft.paid_from,
                        .option = draft.option,
                        .is_one_off = agreement.frequency == ledger::Frequency::one_off,
                        .payee_account = draft.payee_account,
                        .account_confirmed = payees_.of(draft.payee_account).standing ==
                                             rules::PayeeStanding::confirmed,
                        .advanced = draft.advanced,
                        .on = draft.entry_on};
    std::set<std::int64_t> lines;
    for (const DraftPart& part : draft.parts) {
        if (part.net <= Money{}) continue;
        payment.streams.push_back(part.stream);
        lines.insert(part.plan_line);
    }
    payment.items = static_cast<std::int64_t>(lines.size());
    draft.evaluation = catalogue_.ask(payment);
    const auto& held = draft.evaluation->held;
    draft.findings.insert(draft.findings.end(), held.begin(), held.end());
}

// False where the payment before it is held and this one would only be held again.
bool DraftBuilder::takes_up(const Earlier& before, Draft& draft) {
    const bool was_held = before.state == PaymentState::held;
    const bool posts = draft.sets_aside && !stands_already(draft);
    const bool is_less = draft.kind != PaymentKind::regular && draft.net < before.net;
    if (was_held && draft.is_held() && !posts && !is_less) return false;
    if (was_held) found_.taken_up.push_back(before.id);
    if (draft.reissues == 0) draft.reissues = before.id;
    return true;
}

bool DraftBuilder::finish(Case& at, Draft draft, const Earlier* before) {
    if (scope_.bank_account && draft.paid_from != *scope_.bank_account) return true;
    if (scope_.stream &&
        std::ranges::find(draft.parts, *scope_.stream, &DraftPart::stream) == draft.parts.end()) {
        return true;
    }
    draft.client_account = payees_.of(draft.payee_account).client_account;
    draft.findings = rules::release_findings(facts_of(at, draft));
    if (draft.has_no_payment) {
        std::erase_if(draft.findings, [](const rules::ReleaseRule* rule) {
            return rule->code == "no-approved-account" || rule->code == "representative-ended";
        });
        if (draft.is_held()) return false;
    }
    if (!draft.is_held()) ask_catalogue(at, draft);
    const bool is_due = only_waits(draft);
    if (!is_due) draft.sets_aside = false;
    if (before != nullptr && !takes_up(*before, draft)) return is_due;
    draft.attempt = next_attempt(at, draft);
    found_.drafts.push_back(std::move(draft));
    return is_due;
}

void DraftBuilder::add_other_kinds(Case& at) {
    for (const Earlier& payment : at.earlier) {
        const bool is_whole = payment.kind == PaymentKind::arrears ||
                              payment.kind == PaymentKind::emergency_addition ||
                              payment.kind == PaymentKind::waiting_money;
        if (!is_whole || payment.is_reissued || is_withdrawn(payment)) continue;
        if (is_due_in_full(at.earlier, payment)) {
            add_copy(at, payment);
        } else {
            add_part(at, payment);
        }
    }
}

}  // namespace almoner::scheduler
