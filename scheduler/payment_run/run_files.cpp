#include "scheduler/payment_run/run_files.h"

#include "gateway/iso20022/pain001.h"
#include "ledger/calendar/bacs_cycle.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/private_text.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/storage/read_beside.h"
#include "ledger/values/invariant.h"
#include "scheduler/payment_run/run_facts.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::FileProfile;
using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Query;
using ledger::Submission;

#define ALMONER_OUTGOING                                                                        \
    "p.id, p.net, p.entry_on, b.id, b.person, b.sealed"                                         \
    " FROM payment p JOIN bank_private b ON b.id = (SELECT v.bank_private FROM payee_account v" \
    "  WHERE v.number = p.payee_account AND v.from_on <= $4 AND v.seq <= $5"                    \
    "  ORDER BY v.version DESC LIMIT 1) WHERE p.id BETWEEN $1 AND $2"

const Query approved_items{"SELECT " ALMONER_OUTGOING " AND p.state = $3 ORDER BY p.id"};
const Query submitted_items{"SELECT " ALMONER_OUTGOING " AND p.submission = $3 ORDER BY p.id"};

#undef ALMONER_OUTGOING

const Query account_then{
    "SELECT ref, sort_code, account_number, rail, file_profile, service_user_number,"
    " originator_name, item_limit, file_limit FROM bank_account"
    " WHERE number = $1 AND from_on <= $2 AND seq <= $3 ORDER BY version DESC LIMIT 1"};
const Query holidays_then{
    "SELECT content FROM operator_file WHERE kind = 'bank-holidays' AND seq <= $1"
    " ORDER BY id DESC LIMIT 1"};
const Query files_so_far{"SELECT COUNT(*) FROM submission WHERE bank_account = $1"};
const Query moment_of_seq{"SELECT at_ms, booked FROM journal WHERE seq = $1"};

constexpr std::string_view most_items_unless_set = "250000";  // constructed
constexpr std::int64_t serials = 1'000'000;

struct PayingAccount {
    std::string ref;
    gateway::Originator originator;
    bool is_faster = false;
    FileProfile profile = FileProfile::bacs18_single;
    std::optional<Money> item_limit;
    std::optional<Money> file_limit;
};

struct Item {
    std::int64_t payment = 0;
    Money amount{};
    Date proposed_on{};
    Date entry_on{};
    std::string name;
    std::string sort_code;
    std::string account_number;
    std::string reference;  // by which the payee knows it
};

std::optional<Money> maybe_money(const ledger::Rows& rows, int column) {
    if (rows.is_null(column)) return std::nullopt;
    return rows.money(column);
}

PayingAccount paying_account(ledger::Database& database,
                             const ledger::PaymentRun& run,
                             const SendingMoment& moment) {
    ledger::Rows rows = database.select(account_then, run.paid_from, moment.on, moment.seq);
    if (!rows.next()) throw ledger::InvariantBroken("a run without its bank account");
    PayingAccount account{.ref = rows.str(0),
                          .originator = {.name = rows.str(6),
                                         .sort_code = rows.str(1),
                                         .account_number = rows.str(2),
                                         .service_user_number = rows.str(5)},
                          .is_faster = rows.text(3) == "faster-payments",
                          .item_limit = maybe_money(rows, 7),
                          .file_limit = maybe_money(rows, 8)};
    const auto profile = gateway::file_profile_named(rows.text(4));
    if (!profile) throw ledger::InvariantBroken("a bank account with an unknown file profile");
    account.profile = *profile;
    if (run.kind == ledger::RunKind::emergency) {
        account.profile = FileProfile::faster_payments;
        account.is_faster = true;
    }
    return account;
}

// It arrives when somebody has typed it in there.
void go_by_other_bank(PayingAccount& account) {
    account.profile = FileProfile::other_bank;
    account.is_faster = true;
}

ledger::BankHolidays holidays_at(ledger::Database& database, std::int64_t seq) {
    ledger::Rows rows = database.select(holidays_then, seq);
    if (!rows.next()) return {};
    auto holidays = ledger::parse_bank_holidays(rows.text(0));
    if (!holidays.accepted()) throw ledger::InvariantBroken("stored bank holidays are unreadable");
    return std::move(holidays).value();
}

// A bank holiday that was announced since the proposal moves a Bacs payment to the day before.
std::vector<Item> items_in(ledger::Database& database,
                           ledger::Rows rows,
                           const PayingAccount& account,
                           const ledger::BankHolidays& holidays) {
    std::vector<Item> items;
    Date proposed_on;
    Date entry_on;
    while (rows.next()) {
        if (items.empty() || rows.date(2) != proposed_on) {
            proposed_on = rows.date(2);
            entry_on = account.is_faster ? proposed_on
                                         : ledger::working_day_on_or_before(proposed_on, holidays);
        }
        // Of somebody who was erased only the place in the file is left.
        ledger::BankDetails payee =
            ledger::opened_bank_details(database, rows.integer(3), rows.integer(4), rows.text(5))
                .value_or(ledger::BankDetails{});
        items.push_back({.payment = rows.integer(0),
                         .amount = rows.money(1),
                         .proposed_on = proposed_on,
                         .entry_on = entry_on,
                         .name = std::move(payee.account_name),
                         .sort_code = std::move(payee.sort_code),
                         .account_number = std::move(payee.account_number),
                         .reference = ledger::payment_ref(rows.integer(0))});
    }
    return items;
}

// HMRC, schemes, courts and suppliers know a payment by a reference of their own.
void take_references(ledger::Database& database,
                     const ledger::PaymentRun& run,
                     std::vector<Item>& items) {
    const auto references = ledger::pay_out_references(database, run.payments);
    if (references.empty()) return;
    for (Item& item : items) {
        const auto found = references.find(item.payment);
        if (found != references.end()) item.reference = found->second;
    }
}

// The details of each are opened for themselves: half of them beside the other half.
std::vector<Item> approved_in(ledger::Database& database,
                              const ledger::PaymentRun& run,
                              const PayingAccount& account,
                              const ledger::BankHolidays& holidays,
                              const SendingMoment& moment) {
    const auto between = [&](ledger::Database& reading, ledger::IdRange ids) {
        return items_in(reading,
                        reading.select(approved_items,
                                       ids.first,
                                       ids.last,
                                       static_cast<int>(ledger::PaymentState::approved),
                                       moment.on,
                                       moment.seq),
                        account,
                        holidays);
    };
    const auto [first, last] = run.payments;
    const std::int64_t middle = first + (last - first) / 2;
    ledger::ReadBeside<std::vector<Item>> second(
        database,
        last - first + 1,
        [&, first_of_rest = middle + 1, until = last](ledger::Database& reading) {
            return between(reading, {first_of_rest, until});
        });
    std::vector<Item> items = between(database, {first, middle});
    std::vector<Item> rest = second.get();
    items.insert(
        items.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    take_references(database, run, items);
    return items;
}

// "2026-08-14T09:30:00", London time.
std::string local_instant(const SendingMoment& moment) {
    ledger::Stamp stamp;
    stamp.at_ms = moment.at_ms;
    const ledger::CivilTime now = london_now(stamp);
    return now.on.iso() + "T" + ledger::clock_words(now.at) + ":00";
}

gateway::PaymentFile file_of(const PayingAccount& account,
                             const Submission& submission,
                             std::span<const Item> items,
                             const ledger::BankHolidays& holidays,
                             const SendingMoment& moment) {
    gateway::PaymentFile file{.serial = submission.serial,
                              .message_id = submission.serial,
                              .created_on = moment.on,
                              .created_at = local_instant(moment),
                              .originator = account.originator,
                              .codes = {},
                              .items = {}};
    file.items.reserve(items.size());
    Date entry_on;
    Date processing_on;
    for (const Item& item : items) {
        const Date arrives = std::max(item.entry_on, submission.entry_on);
        if (arrives != entry_on || file.items.empty()) {
            entry_on = arrives;
            processing_on = ledger::previous_working_day(entry_on, holidays);
        }
        file.items.push_back({.end_to_end_id = ledger::payment_ref(item.payment),
                              .payee_name = item.name,
                              .sort_code = item.sort_code,
                              .account_number = item.account_number,
                              .amount = item.amount,
                              .entry_on = entry_on,
                              .processing_on = processing_on,
                              .reference = item.reference});
    }
    return file;
}

// Where one file ends and the next begins.
class Splitter {
  public:
    Splitter(const PayingAccount& account, Date earliest, std::size_t most_items)
        : account_(account), earliest_(earliest), most_items_(most_items) {}

    [[nodiscard]] Date arrives_on(const Item& item) const {
        return std::max(item.entry_on, earliest_);
    }

    [[nodiscard]] std::vector<std::span<const Item>> split(std::span<const Item> items) const {
        std::vector<std::span<const Item>> files;
        std::size_t first = 0;
        Money total;
        for (std::size_t at = 0; at < items.size(); ++at) {
            if (at > first && !fits(items[first], items[at], at - first, total)) {
                files.push_back(items.subspan(first, at - first));
                first = at;
                total = Money{};
            }
            total += items[at].amount;
        }
        if (first < items.size()) files.push_back(items.subspan(first));
        return files;
    }

  private:
    [[nodiscard]] bool fits(const Item& first,
                            const Item& item,
                            std::size_t items,
                            Money total) const {
        const bool one_day = account_.profile == FileProfile::bacs18_single;
        if (one_day && arrives_on(first) != arrives_on(item)) return false;
        if (items >= most_items_) return false;
        return !account_.file_limit || total + item.amount <= *account_.file_limit;
    }

    const PayingAccount& account_;
    Date earliest_;
    std::size_t most_items_;
};

std::size_t most_items_of(const Surroundings& around) {
    const std::string text = around.setting("file-items", most_items_unless_set);
    std::size_t items = 1;
    std::from_chars(text.data(), text.data() + text.size(), items);
    return std::max<std::size_t>(items, 1);
}

std::string six_digits(std::int64_t number) {
    std::string digits = std::to_string(number % serials);
    return std::string(6 - digits.size(), '0') + digits;
}

std::string plain(std::string_view ref) {
    std::string name(ref);
    std::ranges::replace_if(
        name,
        [](char c) {
            const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            return !is_letter && !(c >= '0' && c <= '9') && c != '-';
        },
        '-');
    return name;
}

Date earliest_of(const PayingAccount& account,
                 const SendingMoment& moment,
                 const ledger::BankHolidays& holidays,
                 const Surroundings& around) {
    if (account.is_faster) return moment.on;
    ledger::Stamp stamp;
    stamp.at_ms = moment.at_ms;
    return ledger::earliest_entry_on(london_now(stamp), holidays, hours_of(around));
}

std::string_view ending_of(FileProfile profile) {
    if (profile == FileProfile::other_bank) return ".csv";
    return gateway::is_bacs(profile) ? ".txt" : ".xml";
}

Submission named(const PayingAccount& account,
                 const ledger::PaymentRun& run,
                 Date entry_on,
                 std::int64_t id,
                 std::int64_t count_before) {
    const bool is_bacs = gateway::is_bacs(account.profile);
    return {.run = run.id,
            .bank_account = run.paid_from,
            .profile = std::string(name_of(account.profile)),
            .file_name = plain(account.ref) + "-" + entry_on.iso() + "-" + std::to_string(id) +
                         std::string(ending_of(account.profile)),
            .serial = is_bacs ? six_digits(count_before + 1) : "ALM-" + std::to_string(id),
            .entry_on = entry_on};
}

std::optional<ledger::Refusal> above_limits(const PayingAccount& account,
                                            const gateway::PaymentFile& file,
                                            std::size_t most_items) {
    const Money none = Money::from_pence(Money::max_pence);
    const auto refusals = gateway::check_limits(account.profile,
                                                file,
                                                {.per_item = account.item_limit.value_or(none),
                                                 .per_file = account.file_limit.value_or(none),
                                                 .items = most_items});
    if (refusals.empty()) return std::nullopt;
    return refusals.front();
}

std::vector<PlannedFile::Moved> moved_in(const gateway::PaymentFile& file,
                                         std::span<const Item> items) {
    std::vector<PlannedFile::Moved> moved;
    for (std::size_t at = 0; at < items.size(); ++at) {
        const Date arrives = file.items[at].entry_on;
        if (arrives == items[at].proposed_on) continue;
        moved.push_back(
            {.payment = items[at].payment, .from = items[at].proposed_on, .to = arrives});
    }
    return moved;
}

Outcome<ledger::Done> write_into(PlannedFile& planned,
                                 const PayingAccount& account,
                                 const gateway::PaymentFile& file,
                                 std::span<const Item> items) {
    Outcome<std::string> bytes = gateway::file_bytes(account.profile, file);
    if (!bytes.accepted()) return bytes.refusal();
    planned.bytes = std::move(bytes).value();
    Submission& submission = planned.submission;
    submission.sha256 = ledger::sha256_hex(planned.bytes);
    submission.bytes = static_cast<std::int64_t>(planned.bytes.size());
    submission.items = static_cast<std::int64_t>(items.size());
    submission.total = gateway::total_of(file);
    planned.moved = moved_in(file, items);
    return ledger::Done{};
}

std::vector<FilePayments> payments_of(const std::vector<std::span<const Item>>& split) {
    std::vector<FilePayments> files;
    files.reserve(split.size());
    for (const std::span<const Item> part : split) {
        files.push_back({.ids = {part.front().payment, part.back().payment},
                         .count = static_cast<std::int64_t>(part.size())});
    }
    return files;
}

std::int64_t counted(ledger::Rows rows) {
    return rows.next() ? rows.integer(0) : 0;
}

}  // namespace

Outcome<std::vector<PlannedFile>> plan_files(ledger::Database& database,
                                             const ledger::PaymentRun& run,
                                             const Sending& sending,
                                             const OnceSplit& once_split) {
    const SendingMoment& moment = sending.moment;
    std::int64_t next_id = sending.next_id;
    PayingAccount account = paying_account(database, run, moment);
    if (sending.by_other_bank) go_by_other_bank(account);
    const ledger::BankHolidays holidays = holidays_at(database, moment.seq);
    const Date earliest = earliest_of(account, moment, holidays, sending.around);
    const std::vector<Item> items = approved_in(database, run, account, holidays, moment);
    const std::size_t most_items = most_items_of(sending.around);
    const Splitter splitter(account, earliest, most_items);
    std::int64_t before = counted(database.select(files_so_far, run.paid_from));
    const std::vector<std::span<const Item>> split = splitter.split(items);
    once_split(payments_of(split));
    std::vector<PlannedFile> files;
    for (const std::span<const Item> part : split) {
        PlannedFile planned{
            .submission =
                named(account, run, splitter.arrives_on(part.front()), next_id++, before++),
            .payments = {part.front().payment, part.back().payment},
            .bytes = {}};
        const gateway::PaymentFile file =
            file_of(account, planned.submission, part, holidays, moment);
        if (const auto refusal = above_limits(account, file, most_items)) return *refusal;
        const Outcome<ledger::Done> written = write_into(planned, account, file, part);
        if (!written.accepted()) return written.refusal();
        files.push_back(std::move(planned));
    }
    return files;
}

namespace {

// A submission that was planned before, as it was planned.
struct Rebuilt {
    PayingAccount account;
    std::vector<Item> items;
    gateway::PaymentFile file;
};

Rebuilt rebuilt(ledger::Database& database, const Submission& submission) {
    SendingMoment moment{.seq = submission.seq};
    {
        ledger::Rows rows = database.select(moment_of_seq, submission.seq);
        if (!rows.next()) throw ledger::InvariantBroken("a submission without its journal row");
        moment.at_ms = rows.integer(0);
        moment.on = rows.date(1);
    }
    const auto run = ledger::run_by_id(database, submission.run);
    if (!run) throw ledger::InvariantBroken("a submission without its run");
    const ledger::BankHolidays holidays = holidays_at(database, moment.seq);
    Rebuilt rebuilt{.account = paying_account(database, *run, moment), .items = {}, .file = {}};
    if (submission.profile == name_of(FileProfile::other_bank)) go_by_other_bank(rebuilt.account);
    rebuilt.items = items_in(database,
                             database.select(submitted_items,
                                             run->payments.first,
                                             run->payments.last,
                                             submission.id,
                                             moment.on,
                                             moment.seq),
                             rebuilt.account,
                             holidays);
    take_references(database, *run, rebuilt.items);
    rebuilt.file = file_of(rebuilt.account, submission, rebuilt.items, holidays, moment);
    return rebuilt;
}

}  // namespace

Outcome<std::string> rebuilt_bytes(ledger::Database& database, const Submission& submission) {
    const Rebuilt as_planned = rebuilt(database, submission);
    return gateway::file_bytes(as_planned.account.profile, as_planned.file);
}

std::vector<PlaceInFile> places_in(ledger::Database& database, const Submission& submission) {
    const Rebuilt as_planned = rebuilt(database, submission);
    const auto blocks = gateway::iso20022::payment_information_ids(as_planned.file);
    std::vector<PlaceInFile> places;
    places.reserve(blocks.size());
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        places.push_back({.payment = as_planned.items[at].payment,
                          .payment_information_id = blocks[at],
                          .end_to_end_id = as_planned.file.items[at].end_to_end_id});
    }
    return places;
}

}  // namespace almoner::scheduler
