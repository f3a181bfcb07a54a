#include "ledger/records/hmrc_filing.h"

#include "ledger/records/versioned.h"
#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array filing_columns{"employer"sv,
                                    "kind"sv,
                                    "purpose"sv,
                                    "tax_year"sv,
                                    "tax_month"sv,
                                    "about"sv,
                                    "says_yes"sv,
                                    "late_reason"sv,
                                    "transaction_id"sv,
                                    "mark"sv,
                                    "mark_shown"sv,
                                    "made_on"sv,
                                    "made_by"sv};
constexpr std::array part_columns{"filing"sv, "position"sv, "employment"sv, "body_private"sv};
constexpr std::array slip_columns{
    "filing"sv, "slip"sv, "pay_to_date"sv, "tax_to_date"sv, "ni_to_date"sv, "loans_to_date"sv};
constexpr std::array step_columns{"filing"sv,
                                  "step"sv,
                                  "state"sv,
                                  "is_answer_held"sv,
                                  "try_after_s"sv,
                                  "outages"sv,
                                  "details_private"sv,
                                  "done_on"sv,
                                  "actor"sv};

constexpr char filing_text[] =
    "SELECT id, employer, kind, purpose, tax_year, tax_month, about, says_yes, late_reason,"
    " transaction_id, mark, mark_shown, made_on, made_by FROM hmrc_filing ";
constexpr auto by_id_text = joined(filing_text, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(filing_text, "ORDER BY id");
const Query every{every_text.data()};
constexpr auto of_employer_text = joined(filing_text, "WHERE employer = $1 ORDER BY id");
const Query of_employer{of_employer_text.data()};
const Query parts{
    "SELECT filing, position, employment, body_private FROM hmrc_filing_part WHERE filing = $1"
    " ORDER BY position"};
constexpr char slip_text[] =
    "SELECT s.filing, s.slip, s.pay_to_date, s.tax_to_date, s.ni_to_date, s.loans_to_date"
    " FROM hmrc_filing_slip s ";
constexpr auto slips_text = joined(slip_text, "WHERE s.filing = $1 ORDER BY s.id");
const Query slips{slips_text.data()};
constexpr auto told_text =
    joined(slip_text,
           "WHERE s.slip = $1 AND NOT EXISTS (SELECT 1 FROM hmrc_filing_step r"
           " WHERE r.filing = s.filing AND r.state = 'rejected') ORDER BY s.filing DESC LIMIT 1");
const Query told{told_text.data()};
constexpr char step_text[] =
    "SELECT filing, step, state, is_answer_held, try_after_s, outages, details_private, done_on,"
    " actor FROM hmrc_filing_step WHERE filing = $1 ";
constexpr auto steps_text = joined(step_text, "ORDER BY step");
const Query steps{steps_text.data()};
constexpr auto last_text = joined(step_text, "ORDER BY step DESC LIMIT 1");
const Query last{last_text.data()};

HmrcFiling read_filing(const Rows& rows) {
    return {.id = rows.integer(0),
            .employer = rows.integer(1),
            .kind = rows.str(2),
            .purpose = rows.str(3),
            .tax_year = rows.integer(4),
            .tax_month = rows.integer(5),
            .about = rows.integer(6),
            .says_yes = rows.integer(7) != 0,
            .late_reason = rows.str(8),
            .transaction_id = rows.str(9),
            .mark = rows.str(10),
            .mark_shown = rows.str(11),
            .made_on = rows.date(12),
            .made_by = rows.integer(13)};
}

FilingSlip read_slip(const Rows& rows) {
    return {.filing = rows.integer(0),
            .slip = rows.integer(1),
            .pay_to_date = rows.money(2),
            .tax_to_date = rows.money(3),
            .ni_to_date = rows.money(4),
            .loans_to_date = rows.money(5)};
}

FilingStep read_step(const Rows& rows) {
    return {.filing = rows.integer(0),
            .step = rows.integer(1),
            .state = rows.str(2),
            .is_answer_held = rows.integer(3) != 0,
            .try_after_s = rows.integer(4),
            .outages = rows.integer(5),
            .details_private = rows.maybe_integer(6),
            .on = rows.date(7),
            .actor = rows.integer(8)};
}

}  // namespace

const RecordTable hmrc_filing_table{"hmrc_filing", filing_columns};
const RecordTable hmrc_filing_part_table{"hmrc_filing_part", part_columns};
const RecordTable hmrc_filing_slip_table{"hmrc_filing_slip", slip_columns};
const RecordTable hmrc_filing_step_table{"hmrc_filing_step", step_columns};

std::int64_t insert_hmrc_filing(Work& work, const HmrcFiling& filing) {
    return work.records().insert(hmrc_filing_table,
                                 filing.employer,
                                 filing.kind,
                                 filing.purpose,
                                 filing.tax_year,
                                 filing.tax_month,
                                 filing.about,
                                 filing.says_yes,
                                 filing.late_reason,
                                 filing.transaction_id,
                                 filing.mark,
                                 filing.mark_shown,
                                 filing.made_on,
                                 filing.made_by);
}

void insert_filing_part(Work& work, const FilingPart& part) {
    work.records().insert(
        hmrc_filing_part_table, part.filing, part.position, part.employment, part.body_private);
}

void insert_filing_slip(Work& work, const FilingSlip& slip) {
    work.records().insert(hmrc_filing_slip_table,
                          slip.filing,
                          slip.slip,
                          slip.pay_to_date,
                          slip.tax_to_date,
                          slip.ni_to_date,
                          slip.loans_to_date);
}

void insert_filing_step(Work& work, const FilingStep& step) {
    work.records().insert(hmrc_filing_step_table,
                          step.filing,
                          step.step,
                          step.state,
                          step.is_answer_held,
                          step.try_after_s,
                          step.outages,
                          step.details_private,
                          step.on,
                          step.actor);
}

std::optional<HmrcFiling> hmrc_filing_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read_filing);
}

std::vector<HmrcFiling> every_hmrc_filing(Database& database) {
    return all_rows(database.select(every), read_filing);
}

std::vector<HmrcFiling> filings_of_employer(Database& database, std::int64_t employer) {
    return all_rows(database.select(of_employer, employer), read_filing);
}

std::vector<FilingPart> parts_of_filing(Database& database, std::int64_t filing) {
    return all_rows(database.select(parts, filing), [](const Rows& rows) {
        return FilingPart{.filing = rows.integer(0),
                          .position = rows.integer(1),
                          .employment = rows.integer(2),
                          .body_private = rows.integer(3)};
    });
}

std::vector<FilingSlip> slips_of_filing(Database& database, std::int64_t filing) {
    return all_rows(database.select(slips, filing), read_slip);
}

std::optional<FilingSlip> as_told(Database& database, std::int64_t slip) {
    return only_row(database.select(told, slip), read_slip);
}

FilingStep last_step_of_filing(Database& database, std::int64_t filing) {
    const auto step = only_row(database.select(last, filing), read_step);
    if (!step) throw InvariantBroken("a filing without a step");
    return *step;
}

std::vector<FilingStep> steps_of_filing(Database& database, std::int64_t filing) {
    return all_rows(database.select(steps, filing), read_step);
}

}  // namespace almoner::ledger
