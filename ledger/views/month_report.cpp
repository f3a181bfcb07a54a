#include "ledger/views/month_report.h"

#include "ledger/posting/account.h"
#include "ledger/records/organisation.h"
#include "ledger/views/account_sums.h"
#include "ledger/views/payments_then.h"
#include "ledger/views/states_then.h"
#include "ledger/views/transfer_lines.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace almoner::ledger {
namespace {

const Query with_people{
    "SELECT id, stream, name, debit_posted, credit_posted FROM account"
    " WHERE body = $1 AND budget <> 0 AND (name IN (32, 33) OR name BETWEEN 5 AND 11)"};
const Query suspense_of_owner{
    "SELECT i.id, i.state, i.opened_on, i.amount FROM suspense_item i"
    " JOIN statement_line l ON l.id = i.line WHERE i.seq <= $2 AND l.bank_account IN"
    " (SELECT number FROM bank_account WHERE owner = $1)"};
const Query banks_of_owner{"SELECT DISTINCT number FROM bank_account WHERE owner = $1"};
const Query bank_ref{
    "SELECT ref FROM bank_account WHERE number = $1 ORDER BY version DESC LIMIT 1"};

static_assert(static_cast<int>(AccountName::held) == 32 &&
              static_cast<int>(AccountName::in_flight) == 33);
static_assert(static_cast<int>(AccountName::payable_net_pay) == 5 &&
              static_cast<int>(AccountName::payable_refund) == 11);

using ByStream = std::map<Stream, StreamMonth>;

bool needs_cash(PaymentState state) {
    return state == PaymentState::proposed || state == PaymentState::approved ||
           state == PaymentState::in_file || is_in_flight(state);
}

void add_age(ByAge& ages, std::int32_t days, Money amount) {
    Aged& band = ages[age_band_of(days)];
    ++band.count;
    band.total += amount < Money{} ? -amount : amount;
}

class Month {
  public:
    Month(Database& database, std::int32_t body, MonthReport& report)
        : database_(database),
          body_(body),
          report_(report),
          payments_(payments_then(database, report.as_of)) {}

    void fill(const MonthClosing* before) {
        add_flows();
        add_adjustments(before);
        add_held();
        add_unmatched();
        add_cash();
        for (auto& [stream, figures] : streams_) {
            figures.stream = stream;
            if (figures != StreamMonth{.stream = stream}) report_.streams.push_back(figures);
        }
    }

  private:
    void add_flows() {
        const Flows flows = flows_of(database_, body_, report_.month, report_.as_of, payments_);
        for (const auto& [stream, flow] : flows.streams) {
            StreamMonth& figures = streams_[stream];
            figures.due = flow.due;
            figures.paid = flow.paid;
            figures.returned = flow.returned;
        }
        for (const auto& [id, amount] : flows.in_flight) {
            const auto payment = std::ranges::lower_bound(payments_, id, {}, &PaymentThen::id);
            add_age(report_.in_flight, report_.as_of.day - payment->entry_on, amount);
        }
    }

    void add_adjustments(const MonthClosing* before) {
        if (before == nullptr) return;
        report_.adjustments = flows_since(*before, database_, report_.as_of, payments_);
    }

    void add_held() {
        const bool is_now = report_.as_of.how == AsOf::How::now;
        AccountSums then;
        if (!is_now) then = sums_of_transfers(database_, report_.as_of);
        Rows rows = database_.select(with_people, body_);
        while (rows.next()) {
            const std::int64_t net =
                is_now ? rows.integer(3) - rows.integer(4) : then[rows.integer(0)].net();
            StreamMonth& figures = streams_[rows.stream(1)];
            const auto name = static_cast<AccountName>(rows.integer(2));
            const bool held = name == AccountName::held || name == AccountName::in_flight;
            if (held) figures.held += Money::from_pence(net);
            if (!held && net < 0) figures.owed += Money::from_pence(-net);
        }
        for (auto& [stream, figures] : streams_) figures.surplus = figures.held - figures.owed;
    }

    void add_unmatched() {
        const AsOf& as_of = report_.as_of;
        const StatesThen states(database_, Entity::suspense_item, as_of);
        Rows rows = database_.select(suspense_of_owner, body_, as_of.last_row());
        while (rows.next()) {
            const auto now = static_cast<SuspenseState>(rows.integer(1));
            if (states.of(rows.integer(0), now) != SuspenseState::open) continue;
            add_age(report_.unmatched, as_of.day - rows.date(2), rows.money(3));
        }
    }

    void add_cash() {
        std::set<std::int64_t> ours;
        for (Rows rows = database_.select(banks_of_owner, body_); rows.next();) {
            ours.insert(rows.integer(0));
        }
        std::map<std::pair<std::int64_t, Date>, CashNeed> needs;
        for (const PaymentThen& payment : payments_) {
            if (!ours.contains(payment.paid_from) || !needs_cash(payment.state)) continue;
            CashNeed& need = needs[{payment.paid_from, payment.entry_on}];
            ++need.payments;
            (payment.state == PaymentState::proposed ? need.proposed : need.approved) +=
                payment.net;
        }
        for (auto& [key, need] : needs) {
            need.bank_account = ref_of_bank(key.first);
            need.entry_on = key.second;
            report_.cash.push_back(need);
        }
    }

    std::string ref_of_bank(std::int64_t number) {
        Rows rows = database_.select(bank_ref, number);
        return rows.next() ? rows.str(0) : std::to_string(number);
    }

    Database& database_;
    std::int32_t body_;
    MonthReport& report_;
    std::vector<PaymentThen> payments_;
    ByStream streams_;
};

}  // namespace

std::size_t age_band_of(std::int32_t days) {
    if (days <= 7) return 0;
    if (days <= 30) return 1;
    return days <= 90 ? 2 : 3;
}

Outcome<std::int64_t> commissioner_number(const Scope& scope,
                                          Database& database,
                                          std::string_view commissioner,
                                          Date today) {
    const Outcome<Done> allowed = sees_whole_area(scope);
    if (!allowed.accepted()) return allowed.refusal();
    for (const OrganisationKind kind : {OrganisationKind::nhs, OrganisationKind::council}) {
        const auto found = organisation_by_ref(database, kind, commissioner, today);
        if (found) return found->number;
    }
    return Refusal{.code = "commissioner-unknown",
                   .words = "There is no commissioner with that reference.",
                   .next = "Look it up in commissioners.csv and try again.",
                   .field = "commissioner",
                   .citation = ""};
}

Outcome<MonthReport> month_report(const Scope& scope,
                                  Database& database,
                                  std::string_view commissioner,
                                  const Period& month,
                                  const AsOf& as_of) {
    const auto number = commissioner_number(scope, database, commissioner, as_of.day);
    if (!number.accepted()) return number.refusal();
    const auto closings = closings_until(database, number.value(), as_of.last_row());
    MonthReport report{.commissioner = std::string(commissioner), .month = month, .as_of = as_of};
    if (const MonthClosing* const closed = closing_of(closings, month)) {
        report.as_of = booked_at(closed->seq, closed->closed_on);
        report.closed = closed_words(database, *closed);
    }
    const auto body = static_cast<std::int32_t>(number.value());
    Month(database, body, report).fill(closing_before(closings, month));
    if (report.as_of.how == AsOf::How::now) {
        report.client_accounts = client_accounts_of(database, body, as_of.day);
        report.partners = partner_money(database, body);
    }
    report.ties = ties_of(database, body, as_of.day);
    return report;
}

}  // namespace almoner::ledger
