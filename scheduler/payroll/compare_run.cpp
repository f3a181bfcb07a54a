#include "scheduler/payroll/compare_run.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/views/words.h"
#include "rules/payroll/student_loan.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/pay_findings.h"

#include <algorithm>
#include <map>
#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::Employment;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::PaySlip;

std::optional<Money> given(const OldRow& row, std::string_view column) {
    const auto found = row.figures.find(column);
    return found == row.figures.end() ? std::nullopt : std::optional(found->second);
}

std::string here_and_there(const std::string& here, const std::string& there) {
    return here + " here, " + there + " there";
}

std::string plans_words(const std::string& plans) {
    return plans.empty() ? "none" : "plan " + plans;
}

bool is_same_loans(const std::string& here, const std::string& there) {
    const auto plans = [](const std::string& text) {
        const auto read = rules::parse_loans(text);
        return read.accepted() ? read.value() : rules::Loans{};
    };
    return (here.empty() ? rules::Loans{} : plans(here)) ==
           (there.empty() ? rules::Loans{} : plans(there));
}

// Why one slip is not what the old provider paid, as far as the two say it.
class Reasons {
  public:
    Reasons(ledger::Database& database, const PaySlip& slip, const OldRow& row, ComparedJob& job)
        : database_(database), slip_(slip), row_(row), job_(job) {}

    // What stands on the payday is told also where the sums happen to agree.
    void find() {
        code();
        letter();
        period();
        loans();
        to_date();
        if (is_apart("gross")) gross();
        if (is_apart("pension_employee") || is_apart("pension_employer")) pension();
        if (is_apart("net")) expenses();
        if (job_.why.empty() && !job_.apart.empty()) {
            add("untold",
                "Nothing in the file says why: look at each step with 'almoner payroll slip " +
                    std::to_string(slip_.id) + "'" + tip() + ".");
        }
    }

  private:
    void add(const char* code, std::string words) { job_.why.push_back({code, std::move(words)}); }

    [[nodiscard]] bool is_apart(std::string_view column) const {
        return std::ranges::find(job_.apart, column, &FigureApart::column) != job_.apart.end();
    }

    void code() {
        if (!row_.tax_code.empty() && row_.tax_code != slip_.tax_code) {
            add("code", "Tax code: " + here_and_there(slip_.tax_code, row_.tax_code) + ".");
        }
        if (!row_.tax_basis.empty() && row_.tax_basis != slip_.tax_basis) {
            const auto words = [](const std::string& basis) {
                return std::string(basis == "C" ? "cumulative" : "each payment by itself");
            };
            add("basis",
                "Tax basis: " + here_and_there(words(slip_.tax_basis), words(row_.tax_basis)) +
                    ".");
        }
    }

    void letter() {
        if (row_.ni_letter.empty() || row_.ni_letter == slip_.ni_letter) return;
        add("category",
            "National Insurance letter: " + here_and_there(slip_.ni_letter, row_.ni_letter) + ".");
    }

    void period() {
        if (!row_.period_no || *row_.period_no == slip_.period_no) return;
        add("period",
            "Tax period: " +
                here_and_there(std::to_string(slip_.period_no), std::to_string(*row_.period_no)) +
                ": compare the payday and how often the job is paid.");
    }

    void loans() {
        if (!row_.loans || is_same_loans(slip_.loans, *row_.loans)) return;
        add("loan",
            "Student loan: " + here_and_there(plans_words(slip_.loans), plans_words(*row_.loans)) +
                ".");
    }

    // Cumulative tax goes by what came before.
    void to_date() {
        const auto taxable = given(row_, "taxable_to_date");
        if (taxable && !is_apart("gross") && !is_apart("pension_employee")) {
            before("Taxable pay", slip_.taxable_to_date - slip_.taxable, *taxable - slip_.taxable);
        }
        const auto tax = given(row_, "tax_to_date");
        const auto of_day = given(row_, "tax");
        if (tax && of_day) before("Tax", slip_.tax_to_date - slip_.tax, *tax - *of_day);
    }

    void before(const char* what, Money here, Money there) {
        if (here == there) return;
        add("to-date-before",
            what + std::string(" of the year before this payday: ") +
                here_and_there(ledger::money_words(here), ledger::money_words(there)) +
                ": look at year_to_date.csv of the take-over, and at a P45.");
    }

    void gross() {
        std::int64_t minutes = 0;
        for (const ledger::PaySlipLine& each : ledger::lines_of_slip(database_, slip_.id)) {
            if (each.counts == "wage") minutes += each.quantity;
        }
        add("gross",
            "The pay itself differs, and all that is taken from it follows. Here it is of " +
                hours_and_minutes(minutes) +
                " hours: compare hours, rates, absences and holiday with theirs.");
    }

    void pension() {
        const auto job = ledger::employment_numbered(database_, slip_.employment, slip_.paid_on);
        if (!job || is_apart("gross")) return;
        add("pension",
            "Here the job is '" + job->pension +
                "' in the pension: compare that, the shares, and whether tax is taken first.");
    }

    // Who writes down what reached the account calls it net pay.
    void expenses() {
        if (given(row_, "net") != slip_.paid || slip_.paid == slip_.net) return;
        add("expenses",
            "Their net pay is what is paid here, with expenses and less what is given back: give "
            "it in the column paid.");
    }

    [[nodiscard]] std::string tip() const {
        if (!row_.tax_code.empty() && !row_.ni_letter.empty() && given(row_, "tax_to_date")) {
            return {};
        }
        return ", and give tax_code, tax_basis, ni_letter, period_no, taxable_to_date and "
               "tax_to_date in the file";
    }

    ledger::Database& database_;
    const PaySlip& slip_;
    const OldRow& row_;
    ComparedJob& job_;
};

class Comparing {
  public:
    Comparing(ledger::Database& database,
              const ledger::PayrollRun& run,
              std::span<const OldRow> rows,
              const std::function<bool(std::int64_t)>& sees)
        : database_(database), run_(run), rows_(rows), sees_(sees) {
        for (const OldRow& each : rows) by_job_.emplace(each.employment, &each);
        for (const ledger::PayFinding& each : ledger::findings_of_payroll_run(database, run.id)) {
            if (each.slip == 0) {
                held_out_[each.employment].push_back({each.code, each.amount, each.other});
            }
        }
    }

    Comparison compare() && {
        for (const PaySlip& each : ledger::slips_of_run(database_, run_.id)) {
            if (sees_(each.employer)) add(each);
        }
        for (const OldRow& each : rows_) {
            if (by_job_.contains(each.employment)) add_only_there(each);
        }
        for (const OldFigure& each : old_figure_list) {
            const auto sum = sums_.find(each.column);
            if (sum != sums_.end()) made_.sums.push_back(sum->second);
            const bool is_given = std::ranges::any_of(
                rows_, [&](const OldRow& row) { return row.figures.contains(each.column); });
            if (!is_given) made_.not_given.push_back(each.column);
        }
        return std::move(made_);
    }

  private:
    void add(const PaySlip& slip) {
        const auto known = ledger::employment_numbered(database_, slip.employment, last_day_of_all);
        ComparedJob job{.employment = known ? known->ref : std::string{},
                        .employer = slip.employer,
                        .slip = slip.id};
        const auto found = by_job_.find(job.employment);
        if (found == by_job_.end()) {
            job.standing = BesideOld::only_here;
            job.why.push_back({"no-row", "The file has no row of this job."});
        } else {
            const OldRow& row = *found->second;
            by_job_.erase(found);
            job.row = row.row;
            compare(slip, row, job);
        }
        made_.jobs.push_back(std::move(job));
    }

    void compare(const PaySlip& slip, const OldRow& row, ComparedJob& job) {
        for (const OldFigure& each : old_figure_list) {
            const auto there = given(row, each.column);
            if (!there) continue;
            const Money here = slip.*each.of_slip;
            ComparedSum& sum =
                sums_.try_emplace(each.column, ComparedSum{each.column}).first->second;
            sum.here += here;
            sum.there += *there;
            if (here != *there) job.apart.push_back({each.column, here, *there});
        }
        Reasons(database_, slip, row, job).find();
        if (!job.apart.empty() || !job.why.empty()) job.standing = BesideOld::different;
    }

    void add_only_there(const OldRow& row) {
        ComparedJob job{
            .standing = BesideOld::only_there, .employment = row.employment, .row = row.row};
        const auto known = ledger::employment_by_ref(database_, row.employment, last_day_of_all);
        if (!known || !sees_(known->employer)) {
            job.why.push_back({"not-in-the-books",
                               "You see no job of this reference here: take it over, or correct "
                               "the reference."});
        } else {
            job.employer = known->employer;
            say_why_not(*known, job);
        }
        made_.jobs.push_back(std::move(job));
    }

    void say_why_not(const Employment& known, ComparedJob& job) {
        for (const JobFinding& each : held_out_[known.number]) {
            job.why.push_back({each.code, words_of_finding(each)});
        }
        if (!job.why.empty()) return;
        const auto employer = ledger::employer_numbered(database_, known.employer, run_.payday);
        const bool is_of_run = run_.employment == 0
                                   ? employer && employer->service == run_.service &&
                                         employer->frequency == run_.frequency
                                   : run_.employment == known.number;
        if (!is_of_run) {
            job.why.push_back({"not-of-this-run",
                               "The run is not of this job: another service or frequency, or one "
                               "job alone."});
            return;
        }
        job.why.push_back({"nothing-due",
                           "Nothing is due to this job here that day: look at its hours, and at "
                           "the days of the job."});
    }

    ledger::Database& database_;
    const ledger::PayrollRun& run_;
    std::span<const OldRow> rows_;
    const std::function<bool(std::int64_t)>& sees_;
    std::map<std::string, const OldRow*> by_job_{};
    std::map<std::int64_t, std::vector<JobFinding>> held_out_{};
    std::map<std::string_view, ComparedSum> sums_{};
    Comparison made_{};
};

}  // namespace

std::string_view name_of(BesideOld standing) {
    switch (standing) {
        case BesideOld::equal: return "equal";
        case BesideOld::different: return "different";
        case BesideOld::only_here: return "only-here";
        case BesideOld::only_there: break;
    }
    return "only-there";
}

bool Comparison::is_equal() const {
    return count(BesideOld::equal) == jobs.size();
}

std::size_t Comparison::count(BesideOld standing) const {
    return static_cast<std::size_t>(std::ranges::count(jobs, standing, &ComparedJob::standing));
}

Comparison compare_run(ledger::Database& database,
                       const ledger::PayrollRun& run,
                       std::span<const OldRow> rows,
                       const std::function<bool(std::int64_t employer)>& sees) {
    return Comparing(database, run, rows, sees).compare();
}

}  // namespace almoner::scheduler
