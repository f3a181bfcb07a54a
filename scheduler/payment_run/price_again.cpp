#include "scheduler/payment_run/price_again.h"

#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payment_run/draft_builder.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::PaymentKind;
using ledger::PaymentRecord;
using ledger::Query;

const Query newest_terms{
    "SELECT COALESCE((SELECT MAX(seq) FROM agreement WHERE id = (SELECT MAX(id) FROM agreement)),"
    " 0), COALESCE((SELECT MAX(seq) FROM plan_line WHERE id = (SELECT MAX(id) FROM plan_line)),"
    " 0), COALESCE((SELECT MAX(seq) FROM budget WHERE id = (SELECT MAX(id) FROM budget)), 0),"
    " COALESCE((SELECT MIN(seq) FROM payment WHERE id = $1), 0),"
    " EXISTS (SELECT 1 FROM period_offset WHERE payment BETWEEN $1 AND $2)"};
// The grounds of an offset are many, and each of them may be gone: what a case takes off is always
// worked out again.
const Query on_changed_terms{
    "SELECT p.id, p.agreement, p.nominal_on FROM payment p"
    " WHERE p.id BETWEEN $1 AND $2 AND p.state = $3 AND p.kind IN (1, 2) AND (EXISTS"
    " (SELECT 1 FROM agreement a WHERE a.number = p.agreement AND a.seq > p.seq) OR EXISTS"
    " (SELECT 1 FROM plan_line l WHERE l.budget = p.budget AND l.seq > p.seq) OR EXISTS"
    " (SELECT 1 FROM budget b WHERE b.number = p.budget AND b.seq > p.seq) OR EXISTS"
    " (SELECT 1 FROM period_offset o WHERE o.payment = p.id)) ORDER BY p.id"};
static_assert(static_cast<int>(PaymentKind::regular) == 1);
static_assert(static_cast<int>(PaymentKind::arrears) == 2);

struct Changed {
    std::vector<std::int64_t> payments;    // by id
    std::vector<std::int64_t> agreements;  // by number
    Date until{};
};

// The payments of a run are proposed by one command.
bool nothing_changed(ledger::Database& database, const ledger::PaymentRun& run) {
    ledger::Rows rows = database.select(newest_terms, run.payments.first, run.payments.last);
    if (!rows.next()) return false;
    const std::int64_t newest = std::max({rows.integer(0), rows.integer(1), rows.integer(2)});
    return newest <= rows.integer(3) && rows.integer(4) == 0;
}

Changed changed_in(ledger::Database& database,
                   const ledger::PaymentRun& run,
                   ledger::PaymentState state) {
    Changed changed;
    ledger::Rows rows = database.select(
        on_changed_terms, run.payments.first, run.payments.last, static_cast<int>(state));
    while (rows.next()) {
        changed.payments.push_back(rows.integer(0));
        changed.agreements.push_back(rows.integer(1));
        changed.until = std::max(changed.until, rows.date(2));
    }
    std::ranges::sort(changed.agreements);
    const auto same = std::ranges::unique(changed.agreements);
    changed.agreements.erase(same.begin(), same.end());
    return changed;
}

using Amounts = std::map<std::tuple<std::int64_t, std::int32_t, ledger::Stream>,
                         std::tuple<Money, Money, Money>>;

template <class Parts>
Amounts amounts_of(const Parts& parts) {
    Amounts amounts;
    for (const auto& part : parts) {
        if (part.gross.is_zero()) continue;
        amounts[{part.plan_line, part.body, part.stream}] = {
            part.gross, part.contribution, part.net};
    }
    return amounts;
}

bool is_for_the_same(const Draft& draft, const PaymentRecord& payment) {
    if (draft.kind != payment.kind) return false;
    if (payment.kind == PaymentKind::regular) return draft.reissues == payment.id;
    return draft.agreement == payment.agreement && draft.period.first == payment.period.first;
}

bool is_another(ledger::Database& database, const Drafts& now, std::int64_t id) {
    if (std::ranges::find(now.gone, id) != now.gone.end()) return true;
    const auto payment = ledger::payment_by_id(database, id).value();
    const auto draft = std::ranges::find_if(
        now.drafts, [&](const Draft& each) { return is_for_the_same(each, payment); });
    // A regular payment that would be held as it is gets no draft; arrears that are none do not
    // either.
    if (draft == now.drafts.end()) return payment.kind == PaymentKind::arrears;
    return amounts_of(draft->parts) != amounts_of(ledger::parts_of(database, id));
}

}  // namespace

std::vector<std::int64_t> priced_otherwise(ledger::Database& database,
                                           const ledger::PaymentRun& run,
                                           ledger::PaymentState state,
                                           Date today) {
    if (nothing_changed(database, run)) return {};
    const Changed changed = changed_in(database, run, state);
    const auto holidays = loaded_holidays(database);
    if (changed.payments.empty() || !holidays) return {};
    DraftBuilder builder(database,
                         *holidays,
                         {.until = changed.until, .today = today, .now = {.on = today, .at = {}}});
    const Drafts now = builder.build_again(changed.payments, changed.agreements);
    std::vector<std::int64_t> others;
    for (const std::int64_t id : changed.payments) {
        if (is_another(database, now, id)) others.push_back(id);
    }
    return others;
}

}  // namespace almoner::scheduler
