// The bank's own books: accounts, bookings by day and the files it has had, kept in one small file.
#pragma once

#include "ops/bank_stand_in/submission.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace almoner::ops::bank_stand_in {

// Numbers are kept in the file: add at the end, never renumber.
enum class BookingKind : std::uint8_t {
    payment_out = 1,   // one payment of an ISO 20022 message
    section_out = 2,   // a Bacs section, by its contra
    payment_back = 3,  // a payment that came back
    payment_in = 4,    // from another account at this bank
    paid_in = 5,       // over the counter, with no word of why
};

struct Booking {
    BankAccount account;
    ledger::Date on;
    BookingKind kind = BookingKind::paid_in;
    ledger::Money amount;  // credit above zero, debit below
    std::uint32_t payments = 1;
    Scheme scheme = Scheme::iso20022;
    bool shown = true;           // a line can be missing from the statement
    std::string bank_reference;  // the bank's own, unique; empty where it gives none
    std::string end_to_end_id;
    std::string group;  // PmtInfId, or the Bacs serial
    std::string message_id;
    std::string reference;
    std::string counterparty_name;
    BankAccount counterparty;
    std::string return_code;  // "AC03" or an ARUCS code
    std::string return_words;

    friend bool operator==(const Booking&, const Booking&) = default;
};

class Books {
  public:
    // What `file` holds, or nothing yet. Throws std::runtime_error when it is not a file of ours.
    explicit Books(std::filesystem::path file);

    // An account with what it holds before its first booking; a second time changes nothing.
    void open(const BankAccount& account, ledger::Money balance);
    [[nodiscard]] bool has(const BankAccount& account) const { return accounts_.contains(account); }
    [[nodiscard]] std::vector<BankAccount> accounts() const;

    // Opens the account at nil when there is none.
    void book(Booking booking);
    // Goes over everything that is booked on days that are not closed yet, and may change it.
    enum class Verdict : std::uint8_t { stays, goes };
    void revise(const std::function<Verdict(Booking&)>& judge);
    [[nodiscard]] std::string next_reference();
    [[nodiscard]] std::uint64_t next_report();

    [[nodiscard]] const std::vector<Booking>& on(const BankAccount& account,
                                                 ledger::Date day) const;
    [[nodiscard]] ledger::Money balance_before(const BankAccount& account, ledger::Date day) const;

    // Keys of submissions, and of files by name and content: `remember` says whether it was news.
    [[nodiscard]] bool remember(const std::string& key);
    [[nodiscard]] bool knows(const std::string& key) const;

    // The last day whose statements were given out: nothing is booked on it, or before, any more.
    [[nodiscard]] ledger::Date closed_through() const { return closed_through_; }
    void close_through(ledger::Date day) { closed_through_ = std::max(closed_through_, day); }

    // Written beside and renamed.
    void save() const;

  private:
    struct Account {
        ledger::Money initial;
        std::map<ledger::Date, std::vector<Booking>> days;
    };

    void load_line(std::string_view line);

    std::filesystem::path file_;
    std::map<BankAccount, Account> accounts_;
    std::set<std::string> known_;
    std::uint64_t references_ = 0;
    std::uint64_t reports_ = 0;
    ledger::Date closed_through_;
};

}  // namespace almoner::ops::bank_stand_in
