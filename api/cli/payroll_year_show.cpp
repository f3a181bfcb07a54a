#include "api/cli/payroll_year_show.h"

#include "api/cli/payroll_employers.h"
#include "scheduler/payroll/year_end.h"

#include <span>

namespace almoner::api {
namespace {

using ledger::Employer;

// Of an employer who goes on, or ended within the year.
bool is_of(const Employer& employer, rules::TaxYear year) {
    return !employer.end_on || *employer.end_on >= year.days().first;
}

class Checklist {
  public:
    Checklist(const Call& call, rules::TaxYear year)
        : only_open_(call.fields.contains("open")),
          figures_{.name = "items",
                   .title = "The end of " + year.name() + ", and the new year",
                   .columns = {{"employer", "Employer", Kind::text},
                               {"step", "Step", Kind::text},
                               {"state", "State", Kind::text},
                               {"due_by", "By", Kind::date},
                               {"words", "What", Kind::text}},
                   .rows = {},
                   .notes = {}} {}

    void add(const std::string& employer, std::span<const scheduler::YearEndItem> items) {
        for (const scheduler::YearEndItem& each : items) {
            ++(each.is_done ? done_ : open_);
            if (only_open_ && each.is_done) continue;
            figures_.rows.push_back({employer,
                                     each.step,
                                     std::string(each.is_done ? "done" : "open"),
                                     each.due_by ? Cell{*each.due_by} : Cell{},
                                     each.words});
        }
    }

    Figures finished() && {
        figures_.notes.push_back(std::to_string(open_) + " open, " + std::to_string(done_) +
                                 " done.");
        return std::move(figures_);
    }

  private:
    bool only_open_;
    Figures figures_;
    std::int64_t open_ = 0;
    std::int64_t done_ = 0;
};

}  // namespace

int show_year_end(const Program& program, const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto book = rules::RateBook::parse(program.payroll_rates);
    if (!book.accepted()) return show_refusal(call, book.refusal());
    const auto year = rules::TaxYear::parse(call.fields.at("year"));
    if (!year) {
        return show_refusal(call,
                            {.code = "tax-year-unreadable",
                             .words = "This is no tax year.",
                             .next = "Write it as 2026-27.",
                             .field = "year",
                             .citation = {}});
    }
    const auto employers = employers_wanted(call, reading);
    if (!employers.accepted()) return show_refusal(call, employers.refusal());
    Checklist list(call, *year);
    if (!call.fields.contains("employer")) {
        list.add("", scheduler::year_end_of_area(book.value(), *year));
    }
    for (const Employer& each : employers.value()) {
        if (!is_of(each, *year)) continue;
        list.add(each.ref,
                 scheduler::year_end_of_employer(
                     *reading.database, book.value(), each, *year, reading.day));
    }
    show(call, std::move(list).finished());
    return exit_ok;
}

}  // namespace almoner::api
