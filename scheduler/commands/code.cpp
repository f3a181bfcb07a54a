#include "ledger/journal/sha256.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/code_row.h"
#include "scheduler/payroll/payroll_people.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::CodeNotice;
using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Outcome;
using nlohmann::json;

constexpr std::array<std::string_view, 3> uplifted_letters{"L", "M", "N"};
constexpr std::size_t most_added = 5'000;

Outcome<ledger::Done> has_paper(const Asked& asked, const CodeNotice& notice) {
    if (!notice.evidence) return ledger::Done{};
    const auto job =
        ledger::employment_numbered(asked.work.database(), notice.employment, last_day_of_all);
    return evidence_numbered(
        asked, *notice.evidence, assistant_person(asked.work.database(), *job));
}

std::string code_before(ledger::Database& database, const Employment& job, ledger::Date day) {
    const auto notice = ledger::code_notice_on(database, job.number, day - 1);
    return notice ? notice->tax_code : job.tax_code;
}

bool has_own_notice(ledger::Database& database, const Employment& job, ledger::Date from) {
    const auto notices = ledger::code_notices_of(database, job.number);
    return std::ranges::any_of(notices,
                               [&](const CodeNotice& each) { return each.from_on >= from; });
}

}  // namespace

Outcome<Answer> code_record(Asked& asked) {
    CodeReading reading = read_code_fields(asked.work.database(), asked.fields);
    if (!reading.errors.empty()) return refusal_of(reading.errors);
    for (CodeNotice& notice : reading.notices) {
        const auto paper = has_paper(asked, notice);
        if (!paper.accepted()) return paper.refusal();
        notice.recorded_by = asked.actor.number;
        (void)ledger::insert_code_notice(asked.work, notice);
    }
    return json{{"employment", asked.fields.text("employment")},
                {"new", reading.notices.size()},
                {"known", reading.known}}
        .dump();
}

Outcome<Answer> code_import(Asked& asked) {
    const Outcome<std::string> file = asked.fields.need("file");
    if (!file.accepted()) return file.refusal();
    CodeReading reading = read_code_file(asked.work.database(), "the file", file.value());
    if (!reading.errors.empty()) {
        return refused_in("file",
                          "code-file-has-errors",
                          all_told(" in the file, and nothing of it was recorded:", reading.errors),
                          "Mend the rows and import the file again.");
    }
    const std::string sha256 = ledger::sha256_hex(file.value());
    for (CodeNotice& notice : reading.notices) {
        notice.file_sha256 = sha256;
        notice.recorded_by = asked.actor.number;
        (void)ledger::insert_code_notice(asked.work, notice);
    }
    return json{{"file", sha256}, {"new", reading.notices.size()}, {"known", reading.known}}.dump();
}

Outcome<Answer> code_uplift(Asked& asked) {
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    std::string letter;
    std::int64_t add = 0;
    CodeNotice notice{
        .kind = "P9X", .dated_on = asked.work.today(), .recorded_by = asked.actor.number};
    if (cells.need("letter")) cells.set_name("letter", letter, uplifted_letters);
    if (cells.need("add")) cells.set_number("add", add, most_added);
    if (cells.need("from")) cells.set_day("from", notice.from_on);
    cells.set_day("dated_on", notice.dated_on);
    if (cells.is_good() && add == 0) {
        cells.complain(
            "add", "uplift-nothing", "An uplift adds something.", "Give what HMRC's letter says.");
    }
    if (!errors.empty()) return refusal_of(errors);
    ledger::Database& database = asked.work.database();
    std::size_t raised = 0;
    for (const Employment& job : ledger::employments_on(database, last_day_of_all)) {
        const bool is_over = job.end_on && *job.end_on < notice.from_on;
        if (is_over || job.start_on >= notice.from_on) continue;
        if (has_own_notice(database, job, notice.from_on)) continue;
        notice.tax_code =
            uplifted_code(code_before(database, job, notice.from_on), letter.front(), add);
        if (notice.tax_code.empty()) continue;
        notice.employment = job.number;
        (void)ledger::insert_code_notice(asked.work, notice);
        ++raised;
    }
    return json{{"letter", letter}, {"from", notice.from_on.iso()}, {"raised", raised}}.dump();
}

}  // namespace almoner::scheduler
