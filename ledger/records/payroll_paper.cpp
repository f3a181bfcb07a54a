#include "ledger/records/payroll_paper.h"

#include "ledger/records/private_words.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array paper_columns{"kind"sv,
                                   "employer"sv,
                                   "employment"sv,
                                   "slip"sv,
                                   "absence"sv,
                                   "tax_year"sv,
                                   "person"sv,
                                   "format"sv,
                                   "channel"sv,
                                   "html"sv,
                                   "plain"sv,
                                   "replaces"sv,
                                   "made_on"sv,
                                   "made_by"sv};
constexpr std::array pdf_columns{"paper"sv, "evidence"sv, "problem_private"sv, "done_on"sv};
constexpr std::array delivery_columns{
    "paper"sv, "state"sv, "channel"sv, "words_private"sv, "done_on"sv, "actor"sv};

constexpr char columns[] =
    "SELECT id, kind, employer, employment, slip, absence, tax_year, person, format, channel,"
    " html, plain, replaces, made_on, made_by FROM payroll_paper ";
constexpr auto by_id_text = joined(columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(columns, "ORDER BY id");
const Query every{every_text.data()};
constexpr auto newest_text =
    joined(columns,
           "WHERE kind = $1 AND employer = $2 AND employment = $3 AND slip = $4 AND absence = $5"
           " AND tax_year = $6 ORDER BY id DESC LIMIT 1");
const Query newest{newest_text.data()};
constexpr auto without_pdf_text =
    joined(columns,
           "WHERE NOT EXISTS (SELECT 1 FROM payroll_paper_pdf p WHERE p.paper = payroll_paper.id"
           " AND p.evidence IS NOT NULL) ORDER BY id");
const Query without_pdf{without_pdf_text.data()};
const Query pdfs{
    "SELECT paper, evidence, problem_private, done_on FROM payroll_paper_pdf WHERE paper = $1"
    " ORDER BY id"};
const Query deliveries{
    "SELECT paper, state, channel, done_on, actor, words_private FROM payroll_paper_delivery"
    " WHERE paper = $1 ORDER BY id"};

PayrollPaper read(const Rows& rows) {
    return {.id = rows.integer(0),
            .about = {.kind = rows.str(1),
                      .employer = rows.integer(2),
                      .employment = rows.integer(3),
                      .slip = rows.integer(4),
                      .absence = rows.integer(5),
                      .tax_year = rows.integer(6)},
            .person = rows.integer(7),
            .format = rows.str(8),
            .channel = rows.str(9),
            .html = rows.integer(10),
            .plain = rows.maybe_integer(11),
            .replaces = rows.integer(12),
            .made_on = rows.date(13),
            .made_by = rows.integer(14)};
}

}  // namespace

const RecordTable payroll_paper_table{"payroll_paper", paper_columns};
const RecordTable payroll_paper_pdf_table{"payroll_paper_pdf", pdf_columns};
const RecordTable payroll_paper_delivery_table{"payroll_paper_delivery", delivery_columns};

std::int64_t insert_payroll_paper(Work& work, const PayrollPaper& paper) {
    return work.records().insert(payroll_paper_table,
                                 paper.about.kind,
                                 paper.about.employer,
                                 paper.about.employment,
                                 paper.about.slip,
                                 paper.about.absence,
                                 paper.about.tax_year,
                                 paper.person,
                                 paper.format,
                                 paper.channel,
                                 paper.html,
                                 paper.plain,
                                 paper.replaces,
                                 paper.made_on,
                                 paper.made_by);
}

std::int64_t insert_paper_pdf(Work& work, const PaperPdf& pdf) {
    return work.records().insert(
        payroll_paper_pdf_table, pdf.letter, pdf.evidence, pdf.problem_private, pdf.on);
}

std::int64_t insert_paper_delivery(Work& work, std::int64_t person, const PaperDelivery& delivery) {
    return work.records().insert(payroll_paper_delivery_table,
                                 delivery.letter,
                                 delivery.state,
                                 delivery.channel,
                                 insert_words(work, person, delivery.words),
                                 delivery.on,
                                 delivery.actor);
}

std::optional<PayrollPaper> payroll_paper_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read);
}

std::vector<PayrollPaper> every_payroll_paper(Database& database) {
    return all_rows(database.select(every), read);
}

std::optional<PayrollPaper> newest_payroll_paper(Database& database, const PaperSubject& about) {
    return only_row(database.select(newest,
                                    std::string_view(about.kind),
                                    about.employer,
                                    about.employment,
                                    about.slip,
                                    about.absence,
                                    about.tax_year),
                    read);
}

std::vector<PayrollPaper> papers_without_pdf(Database& database) {
    return all_rows(database.select(without_pdf), read);
}

std::vector<PaperPdf> pdfs_of_paper(Database& database, std::int64_t paper) {
    return all_rows(database.select(pdfs, paper), [](const Rows& rows) {
        return PaperPdf{.letter = rows.integer(0),
                        .evidence = rows.maybe_integer(1),
                        .problem_private = rows.maybe_integer(2),
                        .on = rows.date(3)};
    });
}

std::vector<PaperDelivery> deliveries_of_paper(Database& database, std::int64_t paper) {
    return all_rows(database.select(deliveries, paper), [&](const Rows& rows) {
        return PaperDelivery{.letter = rows.integer(0),
                             .state = rows.str(1),
                             .channel = rows.str(2),
                             .on = rows.date(3),
                             .actor = rows.integer(4),
                             .words = words_of(database, rows.maybe_integer(5))};
    });
}

}  // namespace almoner::ledger
