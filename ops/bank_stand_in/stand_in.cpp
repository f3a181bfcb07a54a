#include "ops/bank_stand_in/stand_in.h"

#include "ops/bank_stand_in/pain001_reader.h"
#include "ops/bank_stand_in/standard18_reader.h"
#include "ops/bank_stand_in/statement_writer.h"

#include <map>

namespace almoner::ops::bank_stand_in {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

// What a payee's bank says when it can't credit: the ARUCS code, the ISO 20022 code, the words
// (payments.md, section 2.6; Faster Payments' codes, section 4).
struct ReturnReason {
    std::string_view arucs;
    std::string_view iso;
    std::string_view words;
};
constexpr std::array return_reasons{
    ReturnReason{"0", "AC03", "Invalid details"},
    ReturnReason{"2", "MD09", "Beneficiary deceased"},
    ReturnReason{"3", "AC06", "Account transferred"},
    ReturnReason{"5", "AC03", "No account"},
    ReturnReason{"B", "AC07", "Account closed"},
};

constexpr std::int32_t bacs_days_until_returned = 2;  // funds are back by day 5 of the cycle
constexpr std::int32_t iso_days_until_returned = 1;
constexpr std::int32_t longest_delay = 3;
constexpr std::int64_t identical_pence = 2500;

Refusal refusal_of(std::string_view code, std::string_view words) {
    return {std::string(code), std::string(words), "Submit a new file.", "", ""};
}

bool looks_like_xml(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<';
}

std::string key_of(const Submission& submission) {
    return "submission " + submission.message_name + " " + submission.originator.sort_code +
           submission.originator.number + " " + submission.created_on.iso() + " " + submission.id;
}

std::string report_name(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return "pain002-" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

}  // namespace

// What becomes of one payment.
struct StandIn::Fate {
    bool rejected = false;
    bool returned = false;
    bool shown = true;
    std::int32_t days_late = 0;
    Money too_much;
    const ReturnReason* reason = nullptr;
};

StandIn::StandIn(const std::filesystem::path& state_folder, Behaviour behaviour)
    : behaviour_(std::move(behaviour)), books_(state_folder / "bank.state") {}

void StandIn::open_account(const BankAccount& account, Money balance) {
    books_.open(account, balance);
}

void StandIn::pay_in(const BankAccount& account,
                     Date day,
                     Money amount,
                     std::string_view payer,
                     std::string_view reference) {
    Booking booking;
    booking.account = account;
    booking.on = open_day(day);
    booking.kind = BookingKind::payment_in;
    booking.amount = amount;
    booking.bank_reference = books_.next_reference();
    booking.counterparty_name = payer;
    booking.counterparty = {"000000", "00000000"};
    booking.reference = reference;
    books_.book(std::move(booking));
}

Date StandIn::open_day(Date day) const {
    if (day > books_.closed_through()) return day;
    return next_working_day(books_.closed_through(), behaviour_.holidays);
}

Date StandIn::entry_day(const Submission& submission, const Instruction& instruction) const {
    if (submission.scheme == Scheme::iso20022) return open_day(instruction.on);
    return open_day(next_working_day(instruction.on, behaviour_.holidays));
}

std::optional<Refusal> StandIn::wrong_day(const Submission& submission, Date today) const {
    for (const Instruction& instruction : submission.instructions) {
        if (submission.scheme == Scheme::iso20022) {
            if (instruction.on < today)
                return refusal_of("requested-day-past", "A requested day is in the past.");
            continue;
        }
        if (instruction.on < today)
            return refusal_of("processing-day-past", "A processing day is in the past.");
        if (!is_working_day(instruction.on, behaviour_.holidays))
            return refusal_of("processing-day-not-worked", "A processing day is not worked.");
    }
    return std::nullopt;
}

Receipt StandIn::refused(StatusReport report, Refusal refusal) {
    const std::uint64_t number = books_.next_report();
    report.id = "P002-" + std::to_string(number);
    report.whole_file = &refusal;
    Receipt receipt;
    receipt.report = BankFile{report_name(number) + ".xml", write_status(report)};
    receipt.refusal = std::move(refusal);
    return receipt;
}

Receipt StandIn::receive(std::string_view name, std::string_view bytes, Date today) {
    const std::string file_key =
        "file " + std::string(name) + " " + std::to_string(fingerprint(bytes));
    if (!books_.remember(file_key)) return {.news = false, .refusal = {}, .report = {}};
    StatusReport no_file;
    no_file.on = today;
    no_file.original_id = no_file.original_name = "NOTPROVIDED";
    const Outcome<Submission> read =
        looks_like_xml(bytes) ? read_pain001(bytes) : read_standard18(bytes);
    if (!read.accepted()) return refused(no_file, read.refusal());
    const Submission& submission = read.value();
    // A duplicate's report must not reject the payments of the first: it names no file.
    if (books_.knows(key_of(submission)))
        return refused(no_file, refusal_of("file-duplicate", "This submission was here before."));
    if (const auto refusal = wrong_day(submission, today)) {
        no_file.original_id = submission.id;
        no_file.original_name = submission.message_name;
        return refused(no_file, *refusal);
    }
    return taken(submission, today);
}

Receipt StandIn::taken(const Submission& submission, Date today) {
    (void)books_.remember(key_of(submission));
    Dice dice(behaviour_.seed, key_of(submission));
    const std::vector<Fate> fates = fates_of(submission, dice);
    if (submission.scheme == Scheme::iso20022)
        book_payments(submission, fates);
    else
        book_sections(submission, fates);
    book_identical_lines(submission, dice);
    return {.news = true, .refusal = {}, .report = report_on(submission, fates, today)};
}

std::vector<StandIn::Fate> StandIn::fates_of(const Submission& submission, Dice& dice) {
    const std::size_t payments = submission.instructions.size();
    std::vector<Fate> fates(payments);
    const auto chosen = [&](Fault fault) {
        return dice.positions(behaviour_.faults.take(fault, payments), payments);
    };
    for (const std::size_t i : chosen(Fault::reject)) fates[i].rejected = true;
    for (const std::size_t i : chosen(Fault::returned)) fates[i].returned = true;
    for (const std::size_t i :
         dice.positions(payments * behaviour_.returns_percent / 100, payments))
        fates[i].returned = true;
    for (const std::size_t i : chosen(Fault::missing_line)) fates[i].shown = false;
    for (const std::size_t i : chosen(Fault::delay))
        fates[i].days_late = 1 + static_cast<std::int32_t>(dice.below(longest_delay));
    for (const std::size_t i : chosen(Fault::wrong_amount))
        fates[i].too_much = Money::from_pence(1);
    for (Fate& fate : fates)
        if (fate.rejected || fate.returned)
            fate.reason = &return_reasons[dice.below(return_reasons.size())];
    return fates;
}

void StandIn::book_payments(const Submission& submission, const std::vector<Fate>& fates) {
    for (std::size_t i = 0; i < fates.size(); ++i) {
        const Instruction& instruction = submission.instructions[i];
        const Fate& fate = fates[i];
        if (fate.rejected) continue;
        const Date day = add_working_days(
            entry_day(submission, instruction), fate.days_late, behaviour_.holidays);
        Booking booking;
        booking.account = submission.originator;
        booking.on = day;
        booking.kind = BookingKind::payment_out;
        booking.amount = -(instruction.amount + fate.too_much);
        booking.shown = fate.shown;
        booking.bank_reference = books_.next_reference();
        booking.end_to_end_id = instruction.end_to_end_id;
        booking.group = instruction.group;
        booking.message_id = submission.id;
        booking.reference = instruction.reference;
        booking.counterparty_name = instruction.payee_name;
        booking.counterparty = instruction.payee;
        books_.book(std::move(booking));
        if (fate.returned)
            book_return(submission, instruction, fate);
        else
            book_arrival(submission, instruction, day);
    }
}

void StandIn::book_sections(const Submission& submission, const std::vector<Fate>& fates) {
    std::map<Date, Booking> sections;
    std::map<Date, std::int32_t> late;
    for (std::size_t i = 0; i < fates.size(); ++i) {
        const Instruction& instruction = submission.instructions[i];
        const Fate& fate = fates[i];
        if (fate.rejected) continue;
        Booking& section = sections.try_emplace(instruction.on).first->second;
        section.payments = section.amount.is_zero() ? 1 : section.payments + 1;
        section.amount -= instruction.amount + fate.too_much;
        section.shown = section.shown && fate.shown;
        section.on = entry_day(submission, instruction);
        late[instruction.on] = std::max(late[instruction.on], fate.days_late);
        if (fate.returned)
            book_return(submission, instruction, fate);
        else
            book_arrival(submission, instruction, section.on);
    }
    for (auto& [processing_on, section] : sections) {
        section.account = submission.originator;
        section.on = add_working_days(section.on, late[processing_on], behaviour_.holidays);
        section.kind = BookingKind::section_out;
        section.scheme = Scheme::bacs;
        section.bank_reference = books_.next_reference();
        section.group = submission.id;
        section.message_id = submission.id;
        books_.book(std::move(section));
    }
}

// The payee may have an account here: then its statement shows the money.
void StandIn::book_arrival(const Submission& submission, const Instruction& instruction, Date day) {
    if (!books_.has(instruction.payee)) return;
    Booking booking;
    booking.account = instruction.payee;
    booking.on = day;
    booking.kind = BookingKind::payment_in;
    booking.scheme = submission.scheme;
    booking.amount = instruction.amount;
    booking.bank_reference = books_.next_reference();
    booking.end_to_end_id = instruction.end_to_end_id;
    booking.reference = instruction.reference;
    booking.counterparty_name = submission.originator_name;
    booking.counterparty = submission.originator;
    books_.book(std::move(booking));
}

void StandIn::book_return(const Submission& submission,
                          const Instruction& instruction,
                          const Fate& fate) {
    const bool bacs = submission.scheme == Scheme::bacs;
    const std::int32_t days =
        fate.days_late + (bacs ? bacs_days_until_returned : iso_days_until_returned);
    Booking booking;
    booking.account = submission.originator;
    booking.on = add_working_days(entry_day(submission, instruction), days, behaviour_.holidays);
    booking.kind = BookingKind::payment_back;
    booking.scheme = submission.scheme;
    booking.amount = instruction.amount + fate.too_much;
    booking.bank_reference = books_.next_reference();
    booking.end_to_end_id = instruction.end_to_end_id;
    booking.reference = instruction.reference;
    booking.counterparty_name = instruction.payee_name;
    booking.counterparty = instruction.payee;
    booking.return_code = bacs ? fate.reason->arucs : fate.reason->iso;
    booking.return_words = fate.reason->words;
    books_.book(std::move(booking));
}

void StandIn::book_identical_lines(const Submission& submission, Dice& dice) {
    const std::size_t pairs =
        behaviour_.faults.take(Fault::identical_lines, submission.instructions.size());
    for (std::size_t i = 0; i < pairs; ++i) {
        const Instruction& beside =
            submission.instructions[dice.below(submission.instructions.size())];
        Booking booking;
        booking.account = submission.originator;
        booking.on = entry_day(submission, beside);
        booking.kind = BookingKind::paid_in;
        booking.amount = Money::from_pence(identical_pence);
        books_.book(booking);
        books_.book(std::move(booking));
    }
}

bool StandIn::recall(const Recall& recall) {
    const auto is_of_payment = [&](const Booking& booking) {
        return booking.reference == recall.reference || booking.end_to_end_id == recall.reference;
    };
    const auto is_section = [&](const Booking& booking) {
        return booking.kind == BookingKind::section_out && booking.account == recall.account &&
               booking.message_id == recall.submission && booking.on == recall.entry_on;
    };
    bool is_to_come = false;
    books_.revise([&](Booking& booking) {
        const bool leaves = booking.kind == BookingKind::payment_out && is_of_payment(booking);
        is_to_come = is_to_come || leaves || is_section(booking);
        return Books::Verdict::stays;
    });
    if (!is_to_come) return false;
    books_.revise([&](Booking& booking) {
        if (is_of_payment(booking)) return Books::Verdict::goes;
        if (!is_section(booking)) return Books::Verdict::stays;
        booking.amount += recall.amount;
        return --booking.payments == 0 ? Books::Verdict::goes : Books::Verdict::stays;
    });
    return true;
}

BankFile StandIn::report_on(const Submission& submission,
                            const std::vector<Fate>& fates,
                            Date today) {
    const std::uint64_t number = books_.next_report();
    StatusReport report;
    report.id = "P002-" + std::to_string(number);
    report.on = today;
    report.original_id = submission.id;
    report.original_name = submission.message_name;
    report.payments = fates.size();
    for (std::size_t i = 0; i < fates.size(); ++i) {
        if (!fates[i].rejected) continue;
        const Instruction& payment = submission.instructions[i];
        const bool bacs = submission.scheme == Scheme::bacs;
        report.rejected.push_back({payment.group,
                                   bacs ? payment.reference : payment.end_to_end_id,
                                   std::string(fates[i].reason->iso),
                                   std::string(fates[i].reason->words)});
    }
    return {report_name(number) + ".xml", write_status(report)};
}

std::string StandIn::statement(const BankAccount& account, Date day) const {
    return write_statement(books_, account, day);
}

std::vector<BankFile> StandIn::close_day(Date day) {
    std::vector<BankFile> files;
    for (const BankAccount& account : books_.accounts()) {
        const std::string stem = "camt053-" + account.sort_code + account.number + "-" + day.iso();
        files.push_back({stem + ".xml", statement(account, day)});
        if (behaviour_.faults.take(Fault::duplicate_file, 1) == 1)
            files.push_back({stem + "-again.xml", files.back().bytes});
    }
    books_.close_through(day);
    return files;
}

}  // namespace almoner::ops::bank_stand_in
