#include "scheduler/payment_run/release_again.h"

#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/note_evaluations.h"
#include "scheduler/payment_run/price_again.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payment_run/shaken.h"
#include "scheduler/payment_run/void_tasks.h"
#include "scheduler/reconciliation/posting_days.h"

#include <algorithm>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::PaymentKind;
using ledger::PaymentState;

// The agreement as it counts on the payment's own day, or today where that is past.
const ledger::Query grounds_of_payments{
    "SELECT p.id, p.kind, p.payee_account, p.entry_on, p.period_first, p.period_last, p.gross,"
    " p.net, a.ref, a.status, a.signed_on, a.end_on, a.payee, a.payee_account, b.person, b.end_on,"
    " p.agreement, p.budget, p.option, a.frequency, p.advanced"
    " FROM payment p"
    " JOIN agreement a ON a.number = p.agreement AND a.version = COALESCE((SELECT MAX(v.version)"
    "  FROM agreement v WHERE v.number = p.agreement"
    "  AND v.from_on <= CASE WHEN p.entry_on > $4 THEN p.entry_on ELSE $4 END), 1)"
    " JOIN budget b ON b.number = p.budget AND b.version = COALESCE((SELECT MAX(v.version)"
    "  FROM budget v WHERE v.number = p.budget AND v.from_on <= $4), 1)"
    " WHERE p.id BETWEEN $1 AND $2 AND p.state = $3 ORDER BY p.id"};

static_assert(static_cast<int>(PaymentKind::net_pay_paid) == 14 &&
              static_cast<int>(PaymentKind::supplier_paid) == 19);
// Of no agreement: what stops one is its payee's bank details or its day, and of what a managed
// account pays the person's death.
const ledger::Query pay_outs{
    "SELECT p.id, p.kind, p.payee_account, p.entry_on, p.gross, p.net,"
    " CASE WHEN p.kind BETWEEN 14 AND 19 THEN COALESCE((SELECT b.person FROM budget b"
    "  WHERE b.number = p.budget ORDER BY b.version DESC LIMIT 1), 0) ELSE 0 END FROM payment p"
    " WHERE p.id BETWEEN $1 AND $2 AND p.state = $3 AND p.agreement = 0 ORDER BY p.id"};

rules::AgreementStanding standing_named(std::string_view status) {
    const auto named = ledger::agreement_status_named(status);
    if (!named) return rules::AgreementStanding::draft;
    switch (*named) {
        case ledger::AgreementStatus::draft: return rules::AgreementStanding::draft;
        case ledger::AgreementStatus::active: return rules::AgreementStanding::active;
        case ledger::AgreementStatus::held: return rules::AgreementStanding::held;
        case ledger::AgreementStatus::ended: return rules::AgreementStanding::ended;
    }
    return rules::AgreementStanding::draft;
}

std::optional<Date> maybe_date(const ledger::Rows& rows, int column) {
    if (rows.is_null(column)) return std::nullopt;
    return rows.date(column);
}

// Neighbours together.
std::vector<ledger::IdRange> ranges_of(const std::vector<std::int64_t>& ids) {
    std::vector<ledger::IdRange> ranges;
    for (const std::int64_t id : ids) {
        if (ranges.empty() || ranges.back().last + 1 != id) ranges.push_back({id, id});
        ranges.back().last = id;
    }
    return ranges;
}

// What the rules ask of a row of grounds_of_payments.
const ledger::Query streams_of_payment{
    "SELECT stream, plan_line FROM payment_part WHERE payment = $1 AND net > 0 ORDER BY id"};

class Grounds {
  public:
    Grounds(ledger::Database& database, const ledger::PaymentRun& run, Date today)
        : database_(database),
          run_(run),
          payees_(database, today),
          people_(database, today),
          catalogue_(database, today) {
        const auto from = ledger::bank_account_numbered(database, run.paid_from, today);
        if (!from) return;
        item_limit_ = from->item_limit;
        books_opened_ = posting_days(database, *from, today).first;
    }

    [[nodiscard]] rules::ReleaseFacts facts_of(const ledger::Rows& rows) const {
        const auto kind = static_cast<PaymentKind>(rows.integer(1));
        const ledger::Period period{rows.date(4), rows.date(5)};
        const bool is_regular = kind == PaymentKind::regular;
        const bool is_emergency =
            kind == PaymentKind::emergency_advance || kind == PaymentKind::emergency_addition;
        const std::optional<Date> ends_on = maybe_date(rows, 11);
        const Date needed_until = is_regular ? period.last : period.first;
        const std::int64_t person = rows.integer(14);
        return {.agreement = standing_named(rows.text(9)),
                .is_signed = !rows.is_null(10),
                .has_last_day = ends_on.has_value(),
                .ends_sooner = ends_on && *ends_on < needed_until,
                .period = is_emergency ? ledger::Period{rows.date(3), rows.date(3)} : period,
                .died_on = people_.died_on(person),
                .budget_ends_on = maybe_date(rows, 15),
                .representative_is_paid =
                    rows.text(12) == "representative" && rows.integer(2) == rows.integer(13),
                .has_representative = people_.has_representative(person, rows.date(3)),
                .payee = payees_.of(rows.integer(2)).standing,
                .payee_is_another = !is_emergency && rows.integer(2) != rows.integer(13),
                .gross = rows.money(6),
                .net = rows.money(7),
                .item_limit = item_limit_,
                .before_books = rows.date(3) < books_opened_};
    }

    // Of a row of pay_outs.
    [[nodiscard]] rules::ReleaseFacts facts_of_pay_out(const ledger::Rows& rows) const {
        return {.agreement = rules::AgreementStanding::active,
                .is_signed = true,
                .has_last_day = true,
                .period = {rows.date(3), rows.date(3)},
                .died_on = people_.died_on(rows.integer(6)),
                .payee = payees_.of(rows.integer(2)).standing,
                .gross = rows.money(4),
                .net = rows.money(5),
                .item_limit = item_limit_,
                .before_books = rows.date(3) < books_opened_};
    }

    // Asked of what nothing else holds.
    [[nodiscard]] std::shared_ptr<const ReleaseAnswer> ask_catalogue(const ledger::Rows& rows) {
        ReleaseCase payment{.agreement = rows.integer(16),
                            .budget = rows.integer(17),
                            .person = rows.integer(14),
                            .paid_from = run_.paid_from,
                            .option = static_cast<ledger::Option>(rows.integer(18)),
                            .is_one_off = rows.text(19) == name_of(ledger::Frequency::one_off),
                            .payee_account = rows.integer(2),
                            .account_confirmed = payees_.of(rows.integer(2)).standing ==
                                                 rules::PayeeStanding::confirmed,
                            .advanced = rows.money(20),
                            .on = rows.date(3)};
        ledger::Rows streams = database_.select(streams_of_payment, rows.integer(0));
        std::set<std::int64_t> lines;
        while (streams.next()) {
            payment.streams.push_back(streams.stream(0));
            lines.insert(streams.integer(1));
        }
        payment.items = static_cast<std::int64_t>(lines.size());
        return catalogue_.ask(payment);
    }

  private:
    ledger::Database& database_;
    const ledger::PaymentRun& run_;
    PayeeBook payees_;
    PeopleBook people_;
    ReleaseBook catalogue_;
    std::optional<ledger::Money> item_limit_;
    Date books_opened_{};  // of the paying bank account
};

}  // namespace

std::vector<Stopped> stopped_since(ledger::Database& database,
                                   const ledger::PaymentRun& run,
                                   PaymentState state,
                                   Date today) {
    std::vector<std::int64_t> ids_to_see = payments_shaken(database, run, state, today);
    const std::vector<std::int64_t> others = priced_otherwise(database, run, state, today);
    ids_to_see.insert(ids_to_see.end(), others.begin(), others.end());
    if (ids_to_see.empty()) return {};
    std::ranges::sort(ids_to_see);
    const auto same = std::ranges::unique(ids_to_see);
    ids_to_see.erase(same.begin(), same.end());
    Grounds grounds(database, run, today);
    std::vector<Stopped> stopped;
    for (const ledger::IdRange& ids : ranges_of(ids_to_see)) {
        ledger::Rows rows = database.select(
            grounds_of_payments, ids.first, ids.last, static_cast<int>(state), today);
        while (rows.next()) {
            rules::ReleaseFacts facts = grounds.facts_of(rows);
            facts.amount_is_another = std::ranges::binary_search(others, rows.integer(0));
            auto findings = rules::release_findings(facts);
            std::shared_ptr<const ReleaseAnswer> evaluation;
            if (findings.empty()) {
                evaluation = grounds.ask_catalogue(rows);
                findings = evaluation->held;
            }
            if (findings.empty()) continue;
            stopped.push_back({.payment = rows.integer(0),
                               .agreement = rows.str(8),
                               .net = rows.money(7),
                               .findings = std::move(findings),
                               .person = rows.integer(14),
                               .evaluation = std::move(evaluation)});
        }
    }
    ledger::Rows rows =
        database.select(pay_outs, run.payments.first, run.payments.last, static_cast<int>(state));
    while (rows.next()) {
        auto findings = rules::release_findings(grounds.facts_of_pay_out(rows));
        if (findings.empty()) continue;
        stopped.push_back(
            {.payment = rows.integer(0),
             .agreement = std::string(name_of(static_cast<PaymentKind>(rows.integer(1)))),
             .net = rows.money(5),
             .findings = std::move(findings)});
    }
    return stopped;
}

void hold_payments(ledger::Work& work, const std::vector<Stopped>& stopped, PaymentState state) {
    std::vector<ledger::PaymentRecord> held;
    for (const Stopped& each : stopped) {
        const auto payment = ledger::payment_by_id(work.database(), each.payment).value();
        release_payment(work, payment);
        move_payments(work, {each.payment, each.payment}, state, PaymentState::held);
        for (const rules::ReleaseRule* const rule : each.findings) {
            work.records().insert(ledger::finding_table, each.payment, rule->code, "held");
        }
        if (each.evaluation) {
            note_held(work,
                      {ledger::CaseKind::payment, each.payment},
                      each.person,
                      payment.entry_on,
                      *each.evaluation);
        }
        held.push_back(payment);
    }
    close_void_tasks(work, held);
}

std::string words_of(const std::vector<Stopped>& stopped) {
    constexpr std::size_t most_named = 10;
    std::string words;
    for (std::size_t at = 0; at < std::min(stopped.size(), most_named); ++at) {
        const Stopped& each = stopped[at];
        words += (words.empty() ? "" : " ") + ledger::payment_ref(each.payment) + " of " +
                 each.agreement + ": " + std::string(each.findings.front()->words);
    }
    if (stopped.size() > most_named) {
        words += " And " + std::to_string(stopped.size() - most_named) + " more.";
    }
    return words;
}

}  // namespace almoner::scheduler
