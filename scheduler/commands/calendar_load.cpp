#include "scheduler/commands/calendar_load.h"

#include "ledger/calendar/working_days.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/record_table.h"
#include "ledger/records/states.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payment_run/run_facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::BankHolidays;
using ledger::Date;
using ledger::OperatorFileKind;
using ledger::Outcome;
using ledger::PaymentState;
using ledger::Query;
using nlohmann::json;

constexpr std::size_t most_listed = 1000;

// What has not arrived yet, with the rail of the account that it is paid from.
const Query on_their_way{
    "SELECT p.id, p.nominal_on, p.entry_on, p.state, COALESCE(s.entry_on, p.entry_on), "
    "(SELECT b.rail FROM bank_account b JOIN payment_run r ON r.paid_from = b.number "
    "WHERE r.id = p.run ORDER BY b.version DESC LIMIT 1) "
    "FROM payment p LEFT JOIN submission s ON s.id = p.submission "
    "WHERE p.state BETWEEN 1 AND 5 ORDER BY p.id"};
const Query redate{"UPDATE payment SET redated_on = $2 WHERE id = $1"};

struct Scheduled {
    std::int64_t payment = 0;
    Date nominal_on{};
    Date entry_on{};
    PaymentState state{};
    Date in_file_for{};  // the file's own entry day, once there is one
    bool by_bacs = true;
};

std::vector<Scheduled> scheduled(ledger::Database& database) {
    std::vector<Scheduled> all;
    ledger::Rows rows = database.select(on_their_way);
    while (rows.next()) {
        all.push_back({.payment = rows.integer(0),
                       .nominal_on = rows.date(1),
                       .entry_on = rows.date(2),
                       .state = static_cast<PaymentState>(rows.integer(3)),
                       .in_file_for = rows.date(4),
                       .by_bacs = rows.text(5) != "faster-payments"});
    }
    return all;
}

bool is_with_the_bank(const Scheduled& payment) {
    return payment.state == PaymentState::in_file || payment.state == PaymentState::sent;
}

// Gives payments their days under the new list, and remembers what it did for the answer.
class Redating {
  public:
    Redating(Asked& asked, const BankHolidays& before, const BankHolidays& after)
        : asked_(asked),
          before_(before),
          after_(after),
          earliest_bacs_(ledger::earliest_entry_on(
              london_now(asked.work.stamp()), after, hours_of(asked.around))) {}

    void look_at(const Scheduled& payment) {
        if (!is_with_the_bank(payment)) return move(payment);
        const Date day = std::max(payment.entry_on, payment.in_file_for);
        const bool is_still_to_come = day >= asked_.work.today();
        if (!is_still_to_come || ledger::is_working_day(day, after_)) return;
        add(beyond_reach_,
            {{"payment", ledger::payment_ref(payment.payment)}, {"entry_on", day.iso()}});
    }

    [[nodiscard]] json redated() const { return redated_; }
    [[nodiscard]] json beyond_reach() const { return beyond_reach_; }
    [[nodiscard]] std::size_t count() const { return count_; }

  private:
    static void add(json& list, json item) {
        if (list.size() < most_listed) list.push_back(std::move(item));
    }

    // The day that the new list gives, from the nominal day where that had decided before.
    [[nodiscard]] Date wanted(const Scheduled& payment) const {
        const bool by_nominal =
            ledger::working_day_on_or_before(payment.nominal_on, before_) == payment.entry_on;
        return ledger::working_day_on_or_before(by_nominal ? payment.nominal_on : payment.entry_on,
                                                after_);
    }

    void move(const Scheduled& payment) {
        const Date day = wanted(payment);
        if (day == payment.entry_on || payment.entry_on < asked_.work.today()) return;
        const Date to = std::max(day, payment.by_bacs ? earliest_bacs_ : asked_.work.today());
        if (to == payment.entry_on) return;
        const std::string holiday = ledger::why_not_working(payment.entry_on, after_);
        const std::string reason =
            holiday.empty() ? "a bank holiday was taken off the list" : "now a day off: " + holiday;
        asked_.work.records().insert(ledger::payment_redated_table, payment.payment, to, reason);
        asked_.work.records().change(redate, payment.payment, to);
        ++count_;
        add(redated_,
            {{"payment", ledger::payment_ref(payment.payment)},
             {"from", payment.entry_on.iso()},
             {"to", to.iso()},
             {"late", payment.entry_on < to && day < to}});
    }

    Asked& asked_;
    const BankHolidays& before_;
    const BankHolidays& after_;
    Date earliest_bacs_;
    json redated_ = json::array();
    json beyond_reach_ = json::array();
    std::size_t count_ = 0;
};

json named(const std::vector<ledger::BankHoliday>& days) {
    json list = json::array();
    for (const ledger::BankHoliday& day : days) {
        list.push_back({{"date", day.on.iso()}, {"name", day.name}});
    }
    return list;
}

// A day that is still needed, whose year the list in force knows and the new one does not.
std::optional<Date> lost_day(const BankHolidays& before,
                             const BankHolidays& after,
                             Date today,
                             const std::vector<Scheduled>& payments) {
    const auto is_lost = [&](Date day) {
        return day >= today && before.covers(day) && !after.covers(day);
    };
    if (is_lost(today)) return today;
    for (const Scheduled& payment : payments) {
        if (is_lost(payment.entry_on)) return payment.entry_on;
    }
    return std::nullopt;
}

ledger::Refusal too_short(Date day) {
    return {.code = "bank-holidays-year-lost",
            .words = "This list has no bank holidays of " + std::to_string(day.year()) +
                     ", and the list in force has: payments would be dated to days on which no "
                     "bank works.",
            .next = "Give a list that holds every year which is still to be paid.",
            .field = "file:bank_holidays",
            .citation = {}};
}

}  // namespace

Outcome<Answer> calendar_load(Asked& asked) {
    const auto text = asked.fields.need("file:bank_holidays");
    if (!text.accepted()) return text.refusal();
    const auto after = ledger::parse_bank_holidays(text.value());
    if (!after.accepted()) return after.refusal();
    ledger::Database& database = asked.work.database();
    const auto loaded = ledger::operator_file(database, OperatorFileKind::bank_holidays);
    if (loaded && loaded->sha256 == ledger::sha256_hex(text.value())) {
        return ledger::Refusal{.code = "calendar-loaded-already",
                               .words = "This list of bank holidays is in force already.",
                               .next = "Nothing needs to be done.",
                               .field = "file:bank_holidays",
                               .citation = {}};
    }
    const BankHolidays before = loaded_holidays(database).value_or(BankHolidays{});
    const std::vector<Scheduled> to_come = scheduled(database);
    const auto lost = lost_day(before, after.value(), asked.work.today(), to_come);
    if (lost) return too_short(*lost);
    ledger::insert_operator_file(asked.work,
                                 {.kind = OperatorFileKind::bank_holidays,
                                  .version = after.value().from().version,
                                  .dated_on = asked.work.today(),
                                  .content = text.value()});
    Redating redating(asked, before, after.value());
    for (const Scheduled& payment : to_come) redating.look_at(payment);
    const auto changes = ledger::changes_between(before, after.value());
    return json{{"version", after.value().from().version},
                {"added", named(changes.added)},
                {"removed", named(changes.removed)},
                {"redated", redating.redated()},
                {"redated_count", redating.count()},
                {"beyond_reach", redating.beyond_reach()}}
        .dump();
}

}  // namespace almoner::scheduler
