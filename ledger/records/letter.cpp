#include "ledger/records/letter.h"

#include "ledger/records/notice_tables.h"
#include "ledger/records/private_words.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char letter_columns[] =
    "SELECT id, notice, cause, recipient_kind, recipient, format, language, made_on, html, plain"
    " FROM letter ";
constexpr auto by_id_text = joined(letter_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto of_notice_text = joined(letter_columns, "WHERE notice = $1 ORDER BY id");
const Query of_notice{of_notice_text.data()};
constexpr auto without_pdf_text = joined(letter_columns,
                                         "WHERE NOT EXISTS (SELECT 1 FROM letter_pdf p WHERE "
                                         "p.letter = letter.id AND p.evidence IS NOT NULL) "
                                         "ORDER BY id");
const Query without_pdf{without_pdf_text.data()};
constexpr auto never_sent_text = joined(letter_columns,
                                        "WHERE NOT EXISTS (SELECT 1 FROM letter_delivery d WHERE "
                                        "d.letter = letter.id) ORDER BY id");
const Query never_sent{never_sent_text.data()};
const Query pdfs{
    "SELECT letter, evidence, problem_private, done_on FROM letter_pdf WHERE letter = $1 ORDER BY "
    "id"};
const Query deliveries{
    "SELECT letter, state, channel, done_on, actor, words_private FROM letter_delivery"
    " WHERE letter = $1 ORDER BY id"};
const Query need_on{
    "SELECT representative, format, language, address_private, from_on, recorded_by"
    " FROM reader_need WHERE representative = $1 AND from_on <= $2 ORDER BY id DESC LIMIT 1"};

Letter read_letter(const Rows& rows) {
    return {.id = rows.integer(0),
            .notice = rows.integer(1),
            .cause = rows.str(2),
            .recipient_kind = rows.str(3),
            .recipient = rows.integer(4),
            .format = rows.str(5),
            .language = rows.str(6),
            .made_on = rows.date(7),
            .html = rows.integer(8),
            .plain = rows.maybe_integer(9)};
}

}  // namespace

std::int64_t insert_letter(Work& work, const Letter& letter) {
    return work.records().insert(letter_table,
                                 letter.notice,
                                 letter.cause,
                                 letter.recipient_kind,
                                 letter.recipient,
                                 letter.format,
                                 letter.language,
                                 letter.made_on,
                                 letter.html,
                                 letter.plain);
}

std::int64_t insert_letter_pdf(Work& work, const LetterPdf& pdf) {
    return work.records().insert(
        letter_pdf_table, pdf.letter, pdf.evidence, pdf.problem_private, pdf.on);
}

std::int64_t insert_letter_delivery(Work& work,
                                    std::int64_t person,
                                    const LetterDelivery& delivery) {
    return work.records().insert(letter_delivery_table,
                                 delivery.letter,
                                 delivery.state,
                                 delivery.channel,
                                 delivery.on,
                                 delivery.actor,
                                 insert_words(work, person, delivery.words));
}

std::int64_t insert_reader_need(Work& work, std::int64_t person, const ReaderNeed& need) {
    return work.records().insert(reader_need_table,
                                 need.representative,
                                 need.format,
                                 need.language,
                                 insert_private_text(work, person, need.address),
                                 need.from_on,
                                 need.recorded_by);
}

std::optional<Letter> letter_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read_letter);
}

std::vector<Letter> letters_of(Database& database, std::int64_t notice) {
    return all_rows(database.select(of_notice, notice), read_letter);
}

std::vector<Letter> letters_never_sent(Database& database) {
    return all_rows(database.select(never_sent), read_letter);
}

std::vector<Letter> letters_without_pdf(Database& database) {
    return all_rows(database.select(without_pdf), read_letter);
}

std::vector<LetterPdf> pdfs_of(Database& database, std::int64_t letter) {
    return all_rows(database.select(pdfs, letter), [](const Rows& rows) {
        return LetterPdf{.letter = rows.integer(0),
                         .evidence = rows.maybe_integer(1),
                         .problem_private = rows.maybe_integer(2),
                         .on = rows.date(3)};
    });
}

std::vector<LetterDelivery> deliveries_of(Database& database, std::int64_t letter) {
    return all_rows(database.select(deliveries, letter), [&](const Rows& rows) {
        return LetterDelivery{.letter = rows.integer(0),
                              .state = rows.str(1),
                              .channel = rows.str(2),
                              .on = rows.date(3),
                              .actor = rows.integer(4),
                              .words = words_of(database, rows.maybe_integer(5))};
    });
}

std::optional<ReaderNeed> reader_need_on(Database& database, std::int64_t representative, Date on) {
    return only_row(database.select(need_on, representative, on), [&](const Rows& rows) {
        return ReaderNeed{.representative = rows.integer(0),
                          .format = rows.str(1),
                          .language = rows.str(2),
                          .address = words_of(database, rows.integer(3)),
                          .from_on = rows.date(4),
                          .recorded_by = rows.integer(5)};
    });
}

}  // namespace almoner::ledger
