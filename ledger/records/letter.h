// What each recipient of a notice gets: the letter, its PDF, what became of it, and how those who
// act for a person read.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

struct Letter {
    std::int64_t id = 0;
    std::int64_t notice = 0;
    std::string cause{};           // "issue", or "answer" to a challenge
    std::string recipient_kind{};  // "person" or "representative"
    std::int64_t recipient = 0;    // the number of either
    std::string format{};          // "standard", "large-print", ...
    std::string language{};        // "en", ...
    Date made_on{};
    std::int64_t html = 0;                // evidence: the record of it
    std::optional<std::int64_t> plain{};  // evidence: the same as plain text

    friend bool operator==(const Letter&, const Letter&) = default;
};

struct LetterPdf {
    std::int64_t letter = 0;
    std::optional<std::int64_t> evidence{};
    std::optional<std::int64_t> problem_private{};  // why there is none
    Date on{};

    friend bool operator==(const LetterPdf&, const LetterPdf&) = default;
};

struct LetterDelivery {
    std::int64_t letter = 0;
    std::string state{};    // "sent", "returned", "served-again" or "delivered"
    std::string channel{};  // "post", "email", "by-hand" or "online"
    Date on{};
    std::int64_t actor = 0;
    std::string words{};  // empty once erased

    friend bool operator==(const LetterDelivery&, const LetterDelivery&) = default;
};

// How one who acts for a person reads, from a day on.
struct ReaderNeed {
    std::int64_t representative = 0;
    std::string format{};
    std::string language{};
    std::string address{};  // empty once erased
    Date from_on{};
    std::int64_t recorded_by = 0;

    friend bool operator==(const ReaderNeed&, const ReaderNeed&) = default;
};

// Their ids; `id` is not looked at. The words are about `person`.
std::int64_t insert_letter(Work& work, const Letter& letter);
std::int64_t insert_letter_pdf(Work& work, const LetterPdf& pdf);
std::int64_t insert_letter_delivery(Work& work,
                                    std::int64_t person,
                                    const LetterDelivery& delivery);
std::int64_t insert_reader_need(Work& work, std::int64_t person, const ReaderNeed& need);

[[nodiscard]] std::optional<Letter> letter_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<Letter> letters_of(Database& database, std::int64_t notice);
// Of which nobody recorded that it went out; oldest first.
[[nodiscard]] std::vector<Letter> letters_never_sent(Database& database);
// Those that have no PDF yet, whether one was tried or not; oldest first.
[[nodiscard]] std::vector<Letter> letters_without_pdf(Database& database);
[[nodiscard]] std::vector<LetterPdf> pdfs_of(Database& database, std::int64_t letter);
[[nodiscard]] std::vector<LetterDelivery> deliveries_of(Database& database, std::int64_t letter);
// The last that was recorded of those that hold on the day.
[[nodiscard]] std::optional<ReaderNeed> reader_need_on(Database& database,
                                                       std::int64_t representative,
                                                       Date on);

}  // namespace almoner::ledger
