#include "gateway/area/agreement_checks.h"

#include <algorithm>
#include <utility>

namespace almoner::gateway {
namespace {

using ledger::Date;
using ledger::Stream;

bool overlap(const Span& a, const Span& b) {
    return (!a.end || b.start <= *a.end) && (!b.end || a.start <= *b.end);
}

class AgreementChecker {
  public:
    explicit AgreementChecker(AreaDraft& draft)
        : draft_(draft),
          lines_(places_by(draft, AreaFile::plan_lines, "budget")),
          agreements_(places_by(draft, AreaFile::agreements, "budget")),
          representatives_(places_by(draft, AreaFile::representatives, "person")) {}

    void check(std::size_t place) {
        RowReader in(draft_, {AreaFile::agreements, place});
        if (!in.whole()) return;
        const AgreementRow& row = draft_.rows.agreements[place];
        check_inside_budget(in, draft_, row.budget, {row.start, row.end});
        check_paid_from(in, row);
        check_lines(in, row);
        check_overlap(in, row, place);
        check_representative(in, row);
        warn_of_child(in, row);
    }

  private:
    [[nodiscard]] const BudgetRow* budget_of(const AgreementRow& row) const {
        const auto id = draft_.find(AreaFile::budgets, row.budget);
        if (!id || !draft_.fine(*id, {""})) return nullptr;
        return &draft_.rows.budgets[id->place];
    }

    [[nodiscard]] const std::vector<std::size_t>& lines_of(const AgreementRow& row) const {
        static const std::vector<std::size_t> none;
        const auto found = lines_.find(row.budget);
        return found == lines_.end() ? none : found->second;
    }

    // A body pays for its own plan lines, or as lead for its partners' too.
    void check_paid_from(RowReader& in, const AgreementRow& row) {
        const auto account = draft_.find(AreaFile::bank_accounts, row.paid_from);
        const BudgetRow* budget = budget_of(row);
        if (!account || budget == nullptr || !draft_.fine(*account, {"", "owner"})) return;
        const std::string& owner = draft_.rows.bank_accounts[account->place].owner;
        const auto& lines = lines_of(row);
        const bool funds = std::ranges::any_of(lines, [&](std::size_t line) {
            return draft_.cell_is({AreaFile::plan_lines, line}, "commissioner", owner);
        });
        if (owner == budget->lead_commissioner || funds) return;
        in.complain(
            "paid_from",
            "paid-from-another-body",
            "The owner of this bank account neither leads this budget nor pays a line of it.",
            "Name a bank account of one that does.");
    }

    // One-off lines are paid by one-off agreements, all others by those that recur. The agreement
    // waits for every line that it pays, so that nobody is paid a part of a plan.
    void check_lines(RowReader& in, const AgreementRow& row) {
        if (!in.fine({"budget", "option", "frequency"})) return;
        bool of_option = false;
        bool of_frequency = false;
        bool social_care = false;
        for (const std::size_t place : lines_of(row)) {
            const RowId line{AreaFile::plan_lines, place};
            const bool same = draft_.cell_is(line, "option", name_of(row.option));
            const bool unreadable = !draft_.fine(line, {"", "option", "frequency"});
            if (!same && !unreadable) continue;
            const bool one_off = draft_.cell_is(line, "frequency", name_of(Frequency::one_off));
            of_option = true;
            if (!unreadable && one_off != (row.frequency == Frequency::one_off)) continue;
            of_frequency = true;
            const auto stream = name_of(Stream::social_care);
            social_care = social_care || draft_.cell_is(line, "stream", stream) ||
                          !draft_.fine(line, {"", "stream"});
            draft_.need(in.id(), line);
        }
        complain_of_lines(in, of_option, of_frequency);
        if (of_frequency && !social_care && !row.contribution.is_zero()) {
            in.warn("contribution",
                    "contribution-without-social-care",
                    "Care paid by the NHS is free, and this agreement pays no social care.",
                    "Check whether a contribution may be asked for.");
        }
    }

    void complain_of_lines(RowReader& in, bool of_option, bool of_frequency) {
        const AreaDraft::Sheet& sheet = draft_.sheet(AreaFile::plan_lines);
        if (sheet.present && !sheet.readable) {
            draft_.need_file(in.id(), AreaFile::plan_lines);
        } else if (!of_option) {
            in.complain("option",
                        "no-plan-lines",
                        "The budget has no plan line with this option, so there is nothing to pay.",
                        "Add the plan lines, or correct the option or the budget.");
        } else if (!of_frequency) {
            in.complain(
                "frequency",
                "frequency-does-not-fit",
                "One-off plan lines are paid by a one-off agreement, the others by one that is "
                "four-weekly or monthly; this budget has none for this agreement.",
                "Correct the frequency here or in plan_lines.csv.");
        }
    }

    // Two active agreements would pay the same plan lines twice. What the books have was compared
    // when it was loaded, or is shown as a difference now: only a new one is compared with theirs.
    void check_overlap(RowReader& in, const AgreementRow& row, std::size_t place) {
        if (!comparable(place)) return;
        const bool is_new = !draft_.books_have(AreaFile::agreements, row.agreement);
        for (const std::size_t other_place : agreements_[row.budget]) {
            const bool in_books = draft_.is_known({AreaFile::agreements, other_place});
            if (in_books ? !is_new : other_place >= place) continue;
            const AgreementRow& other = draft_.rows.agreements[other_place];
            const bool same_lines =
                other.option == row.option &&
                (other.frequency == Frequency::one_off) == (row.frequency == Frequency::one_off);
            if (!comparable(other_place) || !same_lines ||
                !overlap({row.start, row.end}, {other.start, other.end})) {
                continue;
            }
            const RowId first{AreaFile::agreements, other_place};
            if (!in_books) draft_.need(first, in.id());
            in.complain(
                "start",
                "agreements-overlap",
                draft_.row_words(first) + " pays the same plan lines on some of the same days.",
                "End one before the other begins, or make one a draft.");
            return;
        }
    }

    [[nodiscard]] bool comparable(std::size_t place) const {
        const RowId id{AreaFile::agreements, place};
        return draft_.fine(id, {"", "budget", "option", "frequency", "start", "end", "status"}) &&
               draft_.rows.agreements[place].status == AgreementStatus::active;
    }

    void check_representative(RowReader& in, const AgreementRow& row) {
        const BudgetRow* budget = budget_of(row);
        const bool wanted =
            row.payee.kind == PayeeKind::representative && in.fine({"payee", "start"});
        if (budget == nullptr || !wanted) return;
        const AreaDraft::Sheet& sheet = draft_.sheet(AreaFile::representatives);
        if (sheet.present && !sheet.readable) {
            draft_.need_file(in.id(), AreaFile::representatives);
            return;
        }
        for (const std::size_t place : representatives_[budget->person]) {
            const RowId id{AreaFile::representatives, place};
            const RepresentativeRow& who = draft_.rows.representatives[place];
            const bool dated = draft_.fine(id, {"", "start", "end"});
            if (dated && (row.start < who.start || (who.end && *who.end < row.start))) continue;
            draft_.need(in.id(), id);
            return;
        }
        in.complain("payee",
                    "representative-missing",
                    "Nobody is recorded as acting for this person on the day the agreement begins.",
                    "Add the representative, nominee or parent to representatives.csv.");
    }

    void warn_of_child(RowReader& in, const AgreementRow& row) {
        const BudgetRow* budget = budget_of(row);
        if (budget == nullptr || row.payee.kind != PayeeKind::holder ||
            !in.fine({"payee", "start"})) {
            return;
        }
        const auto person = draft_.find(AreaFile::people, budget->person);
        if (!person || !draft_.fine(*person, {"", "date_of_birth"})) return;
        const Date born = draft_.rows.people[person->place].date_of_birth;
        const bool had_birthday =
            std::pair(row.start.month(), row.start.day()) >= std::pair(born.month(), born.day());
        const int age = row.start.year() - born.year() - (had_birthday ? 0 : 1);
        constexpr int adult_for_direct_payments = 16;
        if (age >= adult_for_direct_payments) return;
        in.warn("payee",
                "holder-is-a-child",
                "The holder is under 16 when the agreement begins, and would be paid directly.",
                "A parent or representative is usually the payee.");
    }

    AreaDraft& draft_;
    PlacesByName lines_;
    PlacesByName agreements_;
    PlacesByName representatives_;
};

}  // namespace

PlacesByName places_by(const AreaDraft& draft, AreaFile file, std::string_view field) {
    PlacesByName places;
    for (std::size_t i = 0; i < draft.sheet(file).rows.size(); ++i) {
        places[std::string(trimmed(draft.cell({file, i}, field)))].push_back(i);
    }
    return places;
}

void check_inside_budget(RowReader& in,
                         const AreaDraft& draft,
                         const std::string& budget,
                         Span span) {
    const auto id = draft.find(AreaFile::budgets, budget);
    if (!id || !draft.fine(*id, {"", "start", "end"})) return;
    const BudgetRow& whole = draft.rows.budgets[id->place];
    if (in.fine({"start"}) && span.start < whole.start) {
        in.complain("start",
                    "outside-the-budget",
                    "It begins before its budget, on " + whole.start.iso() + ".",
                    "Correct this date or the budget's.");
    }
    if (in.fine({"end"}) && whole.end && span.end && *span.end > *whole.end) {
        in.complain("end",
                    "outside-the-budget",
                    "It ends after its budget, on " + whole.end->iso() + ".",
                    "Correct this date or the budget's.");
    }
}

void check_agreements(AreaDraft& draft) {
    AgreementChecker checker(draft);
    for (std::size_t i = 0; i < draft.rows.agreements.size(); ++i) checker.check(i);
}

}  // namespace almoner::gateway
