// A bank to rehearse with: takes payment files as bytes, answers with statements, reports and
// returns.
#pragma once

#include "ledger/calendar/working_days.h"
#include "ops/bank_stand_in/books.h"
#include "ops/bank_stand_in/faults.h"
#include "ops/bank_stand_in/status_writer.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ops::bank_stand_in {

struct Behaviour {
    std::uint64_t seed = 1;
    unsigned returns_percent = 0;  // of the payments of each file, rounded down
    FaultPlan faults;
    ledger::BankHolidays holidays;
};

struct BankFile {
    std::string name;
    std::string bytes;
};

struct Receipt {
    bool news = true;                        // false: this very file was here before, nothing done
    std::optional<ledger::Refusal> refusal;  // why nothing of the file was taken
    std::optional<BankFile> report;          // a pain.002, unless it is no news
};

// A payment that its payer wants back before it is booked.
struct Recall {
    BankAccount account;     // that it would be paid from
    std::string submission;  // the file's serial or message id
    std::string reference;   // ours, of the payment
    ledger::Date entry_on;
    ledger::Money amount;
};

class StandIn {
  public:
    // Carries on from `state_folder`/bank.state. Throws std::runtime_error when that is not ours.
    StandIn(const std::filesystem::path& state_folder, Behaviour behaviour);

    // An account of this bank's; others open at nil with their first file.
    void open_account(const BankAccount& account, ledger::Money balance);
    // Money that arrives from outside, with a reference as the payer wrote it (may be empty).
    void pay_in(const BankAccount& account,
                ledger::Date day,
                ledger::Money amount,
                std::string_view payer,
                std::string_view reference);

    // A file from the outbox, on the bank's day `today`. Bacs: each section is booked as one debit
    // on the working day after its processing day; a day in the past or not worked refuses the
    // file. ISO 20022: each payment is booked on its requested day; a day in the past refuses the
    // file. Besides what a reader refuses: file-duplicate, processing-day-past,
    // processing-day-not-worked, requested-day-past.
    [[nodiscard]] Receipt receive(std::string_view name,
                                  std::string_view bytes,
                                  ledger::Date today);

    // Takes the payment out of what is to be booked; false when it is booked already, or unknown.
    [[nodiscard]] bool recall(const Recall& recall);
    // Faults to come, besides those that it began with.
    void expect(FaultCount fault) { behaviour_.faults.add(fault); }

    // One account's camt.053 of a day; the same each time until the day is closed.
    [[nodiscard]] std::string statement(const BankAccount& account, ledger::Date day) const;
    // The statements of every account, copies on demand included; the day is closed by that.
    [[nodiscard]] std::vector<BankFile> close_day(ledger::Date day);

    [[nodiscard]] std::vector<BankAccount> accounts() const { return books_.accounts(); }
    void save() const { books_.save(); }

  private:
    struct Fate;

    [[nodiscard]] std::optional<ledger::Refusal> wrong_day(const Submission& submission,
                                                           ledger::Date today) const;
    [[nodiscard]] Receipt taken(const Submission& submission, ledger::Date today);
    [[nodiscard]] std::vector<Fate> fates_of(const Submission& submission, Dice& dice);
    [[nodiscard]] ledger::Date entry_day(const Submission& submission,
                                         const Instruction& instruction) const;
    [[nodiscard]] ledger::Date open_day(ledger::Date day) const;
    void book_payments(const Submission& submission, const std::vector<Fate>& fates);
    void book_sections(const Submission& submission, const std::vector<Fate>& fates);
    void book_arrival(const Submission& submission,
                      const Instruction& instruction,
                      ledger::Date day);
    void book_return(const Submission& submission,
                     const Instruction& instruction,
                     const Fate& fate);
    void book_identical_lines(const Submission& submission, Dice& dice);
    [[nodiscard]] BankFile report_on(const Submission& submission,
                                     const std::vector<Fate>& fates,
                                     ledger::Date today);
    [[nodiscard]] Receipt refused(StatusReport report, ledger::Refusal refusal);

    Behaviour behaviour_;
    Books books_;
};

}  // namespace almoner::ops::bank_stand_in
