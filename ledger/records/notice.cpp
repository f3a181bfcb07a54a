#include "ledger/records/notice.h"

#include "ledger/records/notice_step.h"
#include "ledger/records/notice_tables.h"
#include "ledger/records/private_words.h"
#include "ledger/records/versioned.h"

#include <algorithm>
#include <charconv>

namespace almoner::ledger {
namespace {

constexpr std::string_view number_begins = "N-";
constexpr std::size_t digits_at_least = 4;

constexpr char notice_columns[] =
    "SELECT id, kind, budget, case_number, amount, reasons_private, workings_private, effect_on,"
    " drafted_on, drafted_by FROM notice ";
constexpr auto by_id_text = joined(notice_columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_text = joined(notice_columns, "ORDER BY id");
const Query every{every_text.data()};
constexpr auto of_budget_text = joined(notice_columns, "WHERE budget = $1 ORDER BY id");
const Query of_budget{of_budget_text.data()};
constexpr auto of_case_text = joined(notice_columns, "WHERE case_number = $1 ORDER BY id");
const Query of_case{of_case_text.data()};
// An answer that has its days run anew has to go out, and to come, as the notice had.
const Query letters_here{
    "SELECT COUNT(*) FROM letter l WHERE l.notice = $1 AND (l.cause = 'issue' OR EXISTS"
    " (SELECT 1 FROM notice_clock c WHERE c.notice = l.notice AND c.cause = 'varied'))"
    " AND NOT EXISTS (SELECT 1 FROM letter_delivery d WHERE d.letter = l.id)"};
// A letter whose last news is that it came back.
const Query letters_back{
    "SELECT COUNT(*) FROM letter l JOIN letter_delivery d ON d.letter = l.id WHERE l.notice = $1"
    " AND (l.cause = 'issue' OR EXISTS"
    " (SELECT 1 FROM notice_clock c WHERE c.notice = l.notice AND c.cause = 'varied'))"
    " AND d.state = 'returned' AND d.id ="
    " (SELECT MAX(n.id) FROM letter_delivery n WHERE n.letter = l.id)"};

bool has_some(Rows rows) {
    return rows.next() && rows.integer(0) > 0;
}

void take_steps(Database& database, Notice& notice) {
    for (const NoticeStep& step : notice_steps(database, notice.id)) {
        notice.state = step.state;
        notice.held = step.holds;
        notice.was_challenged = notice.was_challenged || step.state == "challenged";
        if (step.state != "issued") continue;
        notice.issued_on = step.on;
        notice.issued_by = step.actor;
    }
    for (const NoticeClock& clock : notice_clocks(database, notice.id)) {
        if (notice.matures_on && clock.matures_on < *notice.matures_on) continue;
        notice.matures_on = clock.matures_on;
        notice.days = clock.days;
    }
    notice.unsent = has_some(database.select(letters_here, notice.id));
    notice.undelivered = has_some(database.select(letters_back, notice.id));
}

Notice read_notice(Database& database, const Rows& rows) {
    Notice notice{.id = rows.integer(0),
                  .number = notice_number(rows.integer(0)),
                  .kind = rows.str(1),
                  .budget = rows.integer(2),
                  .case_number = rows.str(3),
                  .reasons = words_of(database, rows.integer(5)),
                  .workings = words_of(database, rows.maybe_integer(6)),
                  .effect_on = rows.maybe_date(7),
                  .drafted_on = rows.date(8),
                  .drafted_by = rows.integer(9)};
    if (!rows.is_null(4)) notice.amount = Money::from_pence(rows.integer(4));
    take_steps(database, notice);
    return notice;
}

std::vector<Notice> all_notices(Database& database, Rows rows) {
    return all_rows(std::move(rows), [&](const Rows& row) { return read_notice(database, row); });
}

}  // namespace

bool is_deciding(std::string_view kind) {
    return std::ranges::find(deciding_notices, kind) != deciding_notices.end();
}

std::string notice_number(std::int64_t id) {
    std::string digits = std::to_string(id);
    if (digits.size() < digits_at_least) digits.insert(0, digits_at_least - digits.size(), '0');
    return std::string(number_begins) + digits;
}

std::int64_t insert_notice(Work& work, std::int64_t person, const Notice& notice) {
    return work.records().insert(notice_table,
                                 notice.kind,
                                 notice.budget,
                                 notice.case_number,
                                 notice.amount,
                                 insert_private_text(work, person, notice.reasons),
                                 insert_words(work, person, notice.workings),
                                 notice.effect_on,
                                 notice.drafted_on,
                                 notice.drafted_by);
}

std::optional<Notice> notice_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id),
                    [&](const Rows& row) { return read_notice(database, row); });
}

std::optional<Notice> find_notice(Database& database, std::string_view number) {
    if (!number.starts_with(number_begins)) return std::nullopt;
    const std::string_view digits = number.substr(number_begins.size());
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), id);
    if (error != std::errc{} || end != digits.end() || notice_number(id) != number) {
        return std::nullopt;
    }
    return notice_by_id(database, id);
}

std::vector<Notice> every_notice(Database& database) {
    return all_notices(database, database.select(every));
}

std::vector<Notice> notices_of(Database& database, std::int64_t budget) {
    return all_notices(database, database.select(of_budget, budget));
}

std::vector<Notice> notices_of_case(Database& database, const std::string& case_number) {
    if (case_number.empty()) return {};
    return all_notices(database, database.select(of_case, std::string_view(case_number)));
}

bool has_matured(const Notice& notice, Date day) {
    return notice.issued_on && notice.state != "withdrawn" && !notice.held && !notice.unsent &&
           !notice.undelivered && notice.matures_on && *notice.matures_on <= day;
}

}  // namespace almoner::ledger
