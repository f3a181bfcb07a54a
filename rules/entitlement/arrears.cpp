#include "rules/entitlement/arrears.h"

#include <algorithm>

namespace almoner::rules {
namespace {

Difference& line_of(std::vector<Difference>& lines, const Difference& wanted) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const Difference& line) {
        return line.plan_line == wanted.plan_line && line.body == wanted.body &&
               line.stream == wanted.stream;
    });
    return found != lines.end() ? *found : lines.emplace_back(wanted);
}

std::vector<Difference> compared(const EntitlementTerms& now, const PaidPeriod& paid) {
    std::vector<Difference> lines;
    const bool none_covered = paid.period.covered.days() < 1;
    const DueForPeriod due = none_covered ? DueForPeriod{} : due_for_period(now, paid.period);
    for (const DuePart& part : due.parts) {
        const Difference line{.period = paid.period,
                              .plan_line = part.plan_line,
                              .body = part.body,
                              .stream = part.stream};
        line_of(lines, line).due += part.net;
    }
    for (const PaidPart& part : paid.parts) {
        const Difference line{.period = paid.period,
                              .plan_line = part.plan_line,
                              .body = part.body,
                              .stream = part.stream};
        line_of(lines, line).paid += part.net;
    }
    return lines;
}

}  // namespace

ArrearsOfChange arrears_of_change(const EntitlementTerms& now,
                                  const std::vector<PaidPeriod>& paid) {
    ArrearsOfChange change;
    for (const PaidPeriod& period : paid) {
        for (const Difference& line : compared(now, period)) {
            if (line.due > line.paid) {
                change.owed.push_back(line);
                change.owed_total += line.size();
            } else if (line.due < line.paid) {
                change.overpaid.push_back(line);
                change.overpaid_total += line.size();
            }
        }
    }
    return change;
}

}  // namespace almoner::rules
