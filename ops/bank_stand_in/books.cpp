#include "ops/bank_stand_in/books.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace almoner::ops::bank_stand_in {
namespace {

using ledger::Date;
using ledger::Money;

// Fields stand between tabs, so what a file brought in may hold neither tab nor line end.
std::string kept(std::string text) {
    std::ranges::replace_if(text, [](char c) { return c >= 0 && c < ' '; }, ' ');
    return text;
}

class Line {
  public:
    explicit Line(std::string_view text) : rest_(text) {}

    std::string text() {
        if (ended_) throw std::runtime_error("the bank's state file is cut short");
        const std::size_t tab = rest_.find('\t');
        const std::string field(rest_.substr(0, tab));
        ended_ = tab == std::string_view::npos;
        if (!ended_) rest_.remove_prefix(tab + 1);
        return field;
    }
    std::int64_t number() {
        const std::string field = text();
        std::int64_t value = 0;
        const char* const last = field.data() + field.size();
        const auto [end, error] = std::from_chars(field.data(), last, value);
        if (error != std::errc() || end != last)
            throw std::runtime_error("the bank's state file holds a wrong number");
        return value;
    }
    BankAccount account() {
        BankAccount account;
        account.sort_code = text();
        account.number = text();
        return account;
    }

  private:
    std::string_view rest_;
    bool ended_ = false;
};

Booking read_booking(Line& line) {
    Booking b;
    b.account = line.account();
    b.on = Date::from_days(static_cast<std::int32_t>(line.number()));
    b.kind = static_cast<BookingKind>(line.number());
    b.amount = Money::from_pence(line.number());
    b.payments = static_cast<std::uint32_t>(line.number());
    b.scheme = static_cast<Scheme>(line.number());
    b.shown = line.number() != 0;
    for (std::string* field : {&b.bank_reference,
                               &b.end_to_end_id,
                               &b.group,
                               &b.message_id,
                               &b.reference,
                               &b.counterparty_name})
        *field = line.text();
    b.counterparty = line.account();
    b.return_code = line.text();
    b.return_words = line.text();
    return b;
}

void write_booking(std::ostream& out, const Booking& b) {
    out << "booking\t" << b.account.sort_code << '\t' << b.account.number << '\t' << b.on.days()
        << '\t' << static_cast<int>(b.kind) << '\t' << b.amount.pence() << '\t' << b.payments
        << '\t' << static_cast<int>(b.scheme) << '\t' << (b.shown ? 1 : 0);
    for (const std::string* field : {&b.bank_reference,
                                     &b.end_to_end_id,
                                     &b.group,
                                     &b.message_id,
                                     &b.reference,
                                     &b.counterparty_name,
                                     &b.counterparty.sort_code,
                                     &b.counterparty.number,
                                     &b.return_code,
                                     &b.return_words})
        out << '\t' << kept(*field);
    out << '\n';
}

}  // namespace

Books::Books(std::filesystem::path file) : file_(std::move(file)) {
    std::ifstream in(file_, std::ios::binary);
    for (std::string line; std::getline(in, line);) load_line(line);
}

void Books::load_line(std::string_view text) {
    Line line(text);
    const std::string kind = line.text();
    if (kind == "account") {
        const BankAccount account = line.account();
        open(account, Money::from_pence(line.number()));
    } else if (kind == "booking") {
        book(read_booking(line));
    } else if (kind == "known") {
        known_.insert(line.text());
    } else if (kind == "counters") {
        references_ = static_cast<std::uint64_t>(line.number());
        reports_ = static_cast<std::uint64_t>(line.number());
        closed_through_ = Date::from_days(static_cast<std::int32_t>(line.number()));
    } else {
        throw std::runtime_error("the bank's state file holds a line that it can't know: " + kind);
    }
}

void Books::open(const BankAccount& account, Money balance) {
    accounts_.try_emplace(account, Account{balance, {}});
}

std::vector<BankAccount> Books::accounts() const {
    std::vector<BankAccount> keys;
    std::ranges::transform(
        accounts_, std::back_inserter(keys), [](const auto& a) { return a.first; });
    return keys;
}

void Books::book(Booking booking) {
    std::vector<Booking>& day = accounts_[booking.account].days[booking.on];
    day.push_back(std::move(booking));
}

void Books::revise(const std::function<Verdict(Booking&)>& judge) {
    for (auto& [account, held] : accounts_) {
        for (auto day = held.days.upper_bound(closed_through_); day != held.days.end(); ++day) {
            std::erase_if(day->second,
                          [&](Booking& booking) { return judge(booking) == Verdict::goes; });
        }
    }
}

std::string Books::next_reference() {
    std::string number = std::to_string(++references_);
    constexpr std::size_t width = 9;
    return "SB" + std::string(width - std::min(width, number.size()), '0') + number;
}

std::uint64_t Books::next_report() {
    return ++reports_;
}

const std::vector<Booking>& Books::on(const BankAccount& account, Date day) const {
    static const std::vector<Booking> none;
    const auto found = accounts_.find(account);
    if (found == accounts_.end()) return none;
    const auto bookings = found->second.days.find(day);
    return bookings == found->second.days.end() ? none : bookings->second;
}

Money Books::balance_before(const BankAccount& account, Date day) const {
    const auto found = accounts_.find(account);
    if (found == accounts_.end()) return {};
    Money balance = found->second.initial;
    for (const auto& [on, bookings] : found->second.days) {
        if (on >= day) break;
        for (const Booking& booking : bookings) balance += booking.amount;
    }
    return balance;
}

bool Books::remember(const std::string& key) {
    return known_.insert(kept(key)).second;
}

bool Books::knows(const std::string& key) const {
    return known_.contains(kept(key));
}

void Books::save() const {
    std::filesystem::path part = file_;
    part += ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << "counters\t" << references_ << '\t' << reports_ << '\t' << closed_through_.days()
        << '\n';
    for (const std::string& key : known_) out << "known\t" << key << '\n';
    for (const auto& [account, held] : accounts_) {
        out << "account\t" << account.sort_code << '\t' << account.number << '\t'
            << held.initial.pence() << '\n';
        for (const auto& [day, bookings] : held.days)
            for (const Booking& booking : bookings) write_booking(out, booking);
    }
    out.close();
    if (!out) throw std::runtime_error("can't write the bank's state file " + part.string());
    std::filesystem::rename(part, file_);
}

}  // namespace almoner::ops::bank_stand_in
