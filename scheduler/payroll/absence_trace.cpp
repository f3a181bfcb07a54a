#include "scheduler/payroll/absence_trace.h"

#include "rules/payroll/family_pay.h"
#include "rules/payroll/sick_pay.h"
#include "scheduler/payroll/absence_lines.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Absence;
using ledger::Date;
using ledger::Money;
using rules::WorkingStep;

constexpr std::int64_t whole_bp = 10'000;

class AbsenceSteps {
  public:
    AbsenceSteps(const rules::RateBook& book,
                 const JobRecords& job,
                 const ledger::Period& days,
                 const std::string& kind)
        : book_(book), job_(job), days_(days), kind_(kind) {}

    std::vector<WorkingStep> take() {
        for (const Absence& each : job_.absences) {
            const bool is_of_days =
                each.first_on <= days_.last && (!each.last_on || *each.last_on >= days_.first);
            if (!is_of_days) continue;
            if (kind_ == "sick-pay" && each.kind == "sickness") add_sickness(each);
            if (kind_ == each.kind) add_parents(each);
        }
        return std::move(steps_);
    }

  private:
    void add(std::string words, Money amount, const std::string& item, Date day) {
        WorkingStep step{.figure = kind_, .words = std::move(words), .amount = amount};
        const rules::RateFigure* const rate = item.empty() ? nullptr : book_.find(item, day);
        if (rate != nullptr) {
            step.item = item;
            step.rate = *rate;
        }
        steps_.push_back(std::move(step));
    }

    // A share of the average week, which is as much as is paid for one.
    void add_average(const rules::WeeklyEarnings& earnings, const std::string& item, Date day) {
        const Money week = earnings.nearest_penny();
        add("an average week's earnings before", week, "", day);
        const rules::RateFigure* const share = book_.find(item, day);
        if (share == nullptr || share->value == 0) return;
        add("this share of them for a week, if it is less than the rate",
            week.mul_div(share->value, whole_bp, ledger::Rounding::nearest_half_up),
            item,
            day);
    }

    // By the Saturday with which each week ends, up to a day and no further.
    std::map<Date, rules::SickWeek> weeks_until(const rules::SickSpell& whole, Date until) {
        std::map<Date, rules::SickWeek> weeks;
        if (until < whole.days.first) return weeks;
        rules::SickSpell part = whole;
        part.days.last = std::min(part.days.last, until);
        const auto pay = rules::sick_pay(book_, part);
        if (!pay.accepted()) return weeks;
        for (const rules::SickWeek& each : pay.value().weeks) weeks[each.ends_on] = each;
        return weeks;
    }

    void add_sickness(const Absence& absence) {
        const auto spell = sick_spell(book_, job_, absence, days_.last);
        if (!spell.accepted()) return;
        if (spell.value().earnings) {
            add_average(*spell.value().earnings, "ssp.earnings_share", spell.value().days.last);
        }
        auto before = weeks_until(spell.value(), days_.first - 1);
        for (const auto& [ends_on, week] : weeks_until(spell.value(), days_.last)) {
            const rules::SickWeek earlier = before[ends_on];
            const Money amount = week.amount - earlier.amount;
            if (amount.is_zero()) continue;
            const int days = week.days - earlier.days;
            add("week to " + ends_on.words() + ": " + std::to_string(days) +
                    (days == 1 ? " day" : " days"),
                amount,
                "ssp.weekly",
                std::min(ends_on, spell.value().days.last));
        }
    }

    void add_parents(const Absence& absence) {
        constexpr std::array<std::string_view, 6> names{
            "maternity", "adoption", "paternity", "shared-parental", "bereavement", "neonatal"};
        const auto* const found = std::ranges::find(names, std::string_view(absence.kind));
        if (found == names.end()) return;
        const auto place = static_cast<std::size_t>(found - names.begin());
        const auto facts = family_pay_facts(job_, absence, rules::all_family_pay_kinds.at(place));
        if (!facts.accepted()) return;
        add_average(facts.value().earnings, "family.share", absence.first_on);
    }

    const rules::RateBook& book_;
    const JobRecords& job_;
    const ledger::Period& days_;
    const std::string& kind_;
    std::vector<WorkingStep> steps_;
};

}  // namespace

std::vector<WorkingStep> steps_of_absences(const rules::RateBook& book,
                                           const JobRecords& job,
                                           const ledger::Period& days,
                                           const std::string& kind) {
    return AbsenceSteps(book, job, days, kind).take();
}

}  // namespace almoner::scheduler
