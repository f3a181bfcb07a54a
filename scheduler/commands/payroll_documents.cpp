#include "scheduler/commands/payroll_documents.h"

#include "ledger/records/absence.h"
#include "ledger/records/assistant.h"
#include "ledger/records/employer.h"
#include "ledger/records/in_force.h"
#include "rules/payroll/tax_year.h"
#include "scheduler/commands/payroll_run_fields.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/program_rates.h"
#include "scheduler/payroll_papers/keep_papers.h"
#include "scheduler/payroll_papers/payroll_letters_of.h"
#include "scheduler/payroll_papers/payslip_of.h"
#include "scheduler/payroll_papers/year_papers_of.h"

#include <algorithm>
#include <array>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::LetterLook;
using ledger::Date;
using ledger::Employer;
using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::PaySlip;

constexpr std::array<std::string_view, 7> asked_kinds{
    "p60", "p32", "p11", "p45", "ssp1", "smp1", "pension"};

Outcome<WrittenPaper> written(const Outcome<gateway::Paper>& paper) {
    if (!paper.accepted()) return paper.refusal();
    return WrittenPaper{gateway::paper_html(paper.value()), gateway::paper_text(paper.value())};
}

Outcome<WrittenPaper> written(const Outcome<gateway::WrittenLetter>& letter) {
    if (!letter.accepted()) return letter.refusal();
    return WrittenPaper{gateway::letter_html(letter.value()), gateway::letter_text(letter.value())};
}

Outcome<std::string> channel_asked_for(const Asked& asked) {
    std::string channel = asked.fields.text("channel");
    if (channel.empty()) return std::string(ledger::payroll_paper_channels.front());
    if (std::ranges::find(ledger::payroll_paper_channels, channel) !=
        ledger::payroll_paper_channels.end()) {
        return channel;
    }
    return refused_in("channel",
                      "not-in-the-list",
                      "This is none of: portal, email, post.",
                      "Write one of those.");
}

// Whom papers of a year are about: one job, the jobs of an employer, or those of a service.
struct Wanted {
    std::vector<Employer> employers{};
    std::vector<Employment> jobs{};
    bool is_one_job = false;
};

Outcome<Wanted> wanted_by(const Asked& asked) {
    ledger::Database& database = asked.work.database();
    Wanted wanted;
    if (asked.fields.has("job")) {
        const auto job = job_named(asked, "job");
        if (!job.accepted()) return job.refusal();
        return Wanted{{employer_of(database, job.value())}, {job.value()}, true};
    }
    if (asked.fields.has("employer")) {
        const auto employer = employer_asked_for(asked);
        if (!employer.accepted()) return employer.refusal();
        wanted.employers = {employer.value()};
    } else if (asked.fields.has("service")) {
        auto all = employers_of_service(asked);
        if (!all.accepted()) return all.refusal();
        wanted.employers = std::move(all).value();
    } else {
        return refused_in("job",
                          "whom-about",
                          "It is not said whom the papers are about.",
                          "Add --job, --employer or --service.");
    }
    for (const Employer& each : wanted.employers) {
        const auto jobs = ledger::employments_of_employer(database, each.number, last_day_of_all);
        wanted.jobs.insert(wanted.jobs.end(), jobs.begin(), jobs.end());
    }
    return wanted;
}

Outcome<std::int64_t> year_asked_for(const Asked& asked) {
    const auto year = rules::TaxYear::parse(asked.fields.text("year"));
    if (year) return std::int64_t{year->first_year()};
    return refused_in("year",
                      "year-unreadable",
                      "This paper is of one tax year.",
                      "Write it like 2026-27 with --year.");
}

class Writing {
  public:
    Writing(Asked& asked, const rules::RateBook& book, PapersMade& papers)
        : asked_(asked), database_(asked.work.database()), book_(book), papers_(papers) {}

    void payslip(const PaySlip& slip, const Employment& job) {
        PaperWanted wanted = about("payslip", job);
        wanted.about.slip = slip.id;
        wanted.in_place_of = slip.corrects;
        papers_.add(wanted, [&](LetterLook look, Date) -> Outcome<WrittenPaper> {
            const auto paper = payslip_of(database_, book_, slip);
            if (!paper.accepted()) return paper.refusal();
            return written(gateway::payslip_paper(paper.value(), look));
        });
    }

    void p45(const Employment& job) {
        papers_.add(about("p45", job), [&](LetterLook look, Date) -> Outcome<WrittenPaper> {
            const auto paper = p45_of(database_, job);
            if (!paper.accepted()) return paper.refusal();
            return written(gateway::p45_paper(paper.value(), look));
        });
    }

    void p60(const Employment& job, std::int64_t year) {
        papers_.add(of_year("p60", job, year), [&](LetterLook look, Date) -> Outcome<WrittenPaper> {
            const auto paper = p60_of(database_, job, year, asked_.work.today());
            if (!paper.accepted()) return paper.refusal();
            return written(gateway::p60_paper(paper.value(), look));
        });
    }

    // The employer keeps it; it is about the assistant.
    void p11(const Employment& job, std::int64_t year) {
        PaperWanted wanted = of_year("p11", job, year);
        wanted.reader = holder_of(database_, job);
        papers_.add(wanted, [&](LetterLook look, Date) -> Outcome<WrittenPaper> {
            const auto paper = p11_of(database_, job, year);
            if (!paper.accepted()) return paper.refusal();
            return written(gateway::p11_paper(paper.value(), look));
        });
    }

    void p32(const Employer& employer, std::int64_t year) {
        const std::int64_t holder = ledger::holder_of(database_, employer);
        const PaperWanted wanted{
            .about = {.kind = "p32", .employer = employer.number, .tax_year = year},
            .called = employer.ref,
            .reader = holder,
            .about_whom = holder,
            .is_given_once = false};
        papers_.add(wanted, [&](LetterLook look, Date) -> Outcome<WrittenPaper> {
            const auto holidays = loaded_holidays(database_).value_or(ledger::BankHolidays{});
            const auto paper = p32_of(database_, employer, year, holidays);
            if (!paper.accepted()) return paper.refusal();
            return written(gateway::p32_paper(paper.value(), look));
        });
    }

    void about_absence(const std::string& kind,
                       const Employment& job,
                       const ledger::Absence& absence) {
        PaperWanted wanted = about(kind, job);
        wanted.about.absence = absence.number;
        papers_.add(wanted, [&](LetterLook look, Date on) -> Outcome<WrittenPaper> {
            const LetterAsked letter{book_, job, absence, on, look};
            return kind == "ssp1"
                       ? written(ssp1_of(database_, letter))
                       : written(smp1_of(database_, letter, asked_.fields.text("reason")));
        });
    }

    void pension(const Employment& job) {
        const bool waits = job.pension == "postponed";
        papers_.add(about(waits ? "pension-postponed" : "pension-joined", job),
                    [&](LetterLook look, Date on) -> Outcome<WrittenPaper> {
                        const LetterAsked letter{book_, job, {}, on, look};
                        return written(waits ? pension_postponed_of(database_, letter)
                                             : pension_joined_of(database_, letter));
                    });
    }

  private:
    [[nodiscard]] PaperWanted about(const std::string& kind, const Employment& job) {
        const std::int64_t assistant = assistant_person(database_, job);
        return {.about = {.kind = kind, .employer = job.employer, .employment = job.number},
                .called = job.ref,
                .reader = assistant,
                .about_whom = assistant};
    }
    [[nodiscard]] PaperWanted of_year(const std::string& kind,
                                      const Employment& job,
                                      std::int64_t year) {
        PaperWanted wanted = about(kind, job);
        wanted.about.tax_year = year;
        wanted.is_given_once = false;
        return wanted;
    }

    Asked& asked_;
    ledger::Database& database_;
    const rules::RateBook& book_;
    PapersMade& papers_;
};

Employment job_of(ledger::Database& database, const PaySlip& slip) {
    const auto job = ledger::employment_numbered(database, slip.employment, last_day_of_all);
    if (!job) throw ledger::InvariantBroken("a slip without its job");
    return *job;
}

// What has been corrected since has its payslip with the correction's run.
Outcome<ledger::Done> papers_of_run(const Asked& asked, Writing& writing) {
    const auto run = payroll_run_asked_for(asked);
    if (!run.accepted()) return run.refusal();
    ledger::Database& database = asked.work.database();
    std::int64_t posted = 0;
    for (const PaySlip& slip : ledger::slips_of_run(database, run.value().id)) {
        if (!ledger::posting_of_slip(database, slip.id)) continue;
        ++posted;
        if (ledger::correction_of(database, slip.id)) continue;
        const Employment job = job_of(database, slip);
        writing.payslip(slip, job);
        const auto last = last_slip_of_leaver(database, job);
        if (last && last->id == slip.id) writing.p45(job);
    }
    if (posted > 0) return ledger::Done{};
    return refused_in("run",
                      "payroll-run-not-posted",
                      "No slip of this run is in the books.",
                      "Have it approved and post it with 'almoner payroll post' first.");
}

Outcome<ledger::Done> papers_of_absence(const Asked& asked,
                                        const std::string& kind,
                                        Writing& writing) {
    const Outcome<std::int64_t> number = asked.fields.number("absence");
    if (!number.accepted()) return number.refusal();
    ledger::Database& database = asked.work.database();
    const auto absence = ledger::absence_numbered(database, number.value());
    const auto job =
        absence && !absence->is_withdrawn
            ? ledger::employment_numbered(database, absence->employment, last_day_of_all)
            : std::nullopt;
    if (!job) {
        return refused_in("absence",
                          "absence-unknown",
                          "There is no absence of this number.",
                          "Take the number from 'almoner employer show EMPLOYER'.");
    }
    writing.about_absence(kind, *job, *absence);
    return ledger::Done{};
}

bool is_of_year(ledger::Database& database, const Employment& job, std::int64_t year) {
    const auto slips = ledger::slips_that_count(database, job.number);
    return std::ranges::any_of(slips, [&](const PaySlip& each) { return each.tax_year == year; });
}

// Of many employers those that paid nobody are left out.
void p32_of_year(ledger::Database& database,
                 const Wanted& wanted,
                 std::int64_t year,
                 Writing& writing) {
    for (const Employer& each : wanted.employers) {
        const auto jobs = ledger::employments_of_employer(database, each.number, last_day_of_all);
        const bool paid = std::ranges::any_of(
            jobs, [&](const Employment& job) { return is_of_year(database, job, year); });
        if (paid || wanted.employers.size() == 1) writing.p32(each, year);
    }
}

// Of many jobs those that the paper is not for are left out.
Outcome<ledger::Done> papers_of_year(const Asked& asked,
                                     const std::string& kind,
                                     const Wanted& wanted,
                                     Writing& writing) {
    const auto year = year_asked_for(asked);
    if (!year.accepted()) return year.refusal();
    ledger::Database& database = asked.work.database();
    const Date ends = rules::TaxYear::starting_in(static_cast<int>(year.value())).days().last;
    if (kind == "p32") {
        p32_of_year(database, wanted, year.value(), writing);
        return ledger::Done{};
    }
    for (const Employment& each : wanted.jobs) {
        const bool has_left = each.end_on && *each.end_on < ends;
        const bool is_for =
            is_of_year(database, each, year.value()) && (kind == "p11" || !has_left);
        if (!is_for && !wanted.is_one_job) continue;
        if (kind == "p11") writing.p11(each, year.value());
        if (kind == "p60") writing.p60(each, year.value());
    }
    return ledger::Done{};
}

// Of many jobs those that the paper is not for are left out.
void papers_of_jobs(ledger::Database& database,
                    const std::string& kind,
                    const Wanted& wanted,
                    Writing& writing) {
    for (const Employment& each : wanted.jobs) {
        if (kind == "p45") {
            if (wanted.is_one_job || last_slip_of_leaver(database, each)) writing.p45(each);
            continue;
        }
        const bool is_told =
            each.pension != "not-in" && each.pension != "opted-out" && each.pension != "ceased";
        if (wanted.is_one_job || is_told) writing.pension(each);
    }
}

Outcome<ledger::Done> papers_by_kind(const Asked& asked, Writing& writing) {
    const std::string kind = asked.fields.text("paper");
    if (std::ranges::find(asked_kinds, kind) == asked_kinds.end()) {
        return refused_in("paper",
                          "not-in-the-list",
                          "This is none of: p60, p32, p11, p45, ssp1, smp1, pension.",
                          "Write one of those, or give the run whose payslips are meant.");
    }
    if (kind == "ssp1" || kind == "smp1") return papers_of_absence(asked, kind, writing);
    const auto wanted = wanted_by(asked);
    if (!wanted.accepted()) return wanted.refusal();
    if (kind == "p45" || kind == "pension") {
        papers_of_jobs(asked.work.database(), kind, wanted.value(), writing);
        return ledger::Done{};
    }
    return papers_of_year(asked, kind, wanted.value(), writing);
}

}  // namespace

Outcome<Answer> payroll_documents(Asked& asked) {
    if (asked.fields.has("run") == asked.fields.has("paper")) {
        return refused_in("run",
                          "run-or-paper",
                          "Papers are made of a run's slips, or of one kind.",
                          "Give the run, or --paper with its kind.");
    }
    const auto channel = channel_asked_for(asked);
    if (!channel.accepted()) return channel.refusal();
    const auto book = rates_of_program(asked.around);
    if (!book.accepted()) return book.refusal();
    PapersMade papers(asked, channel.value());
    Writing writing(asked, book.value(), papers);
    const auto done =
        asked.fields.has("run") ? papers_of_run(asked, writing) : papers_by_kind(asked, writing);
    if (!done.accepted()) return done.refusal();
    if (!papers.has_one()) {
        return refused_in("paper",
                          "nobody-to-write-to",
                          "Nobody of those asked for gets this paper.",
                          "Look at the year, and at who was employed in it.");
    }
    return papers.answer();
}

}  // namespace almoner::scheduler
