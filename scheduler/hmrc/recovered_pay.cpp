#include "scheduler/hmrc/recovered_pay.h"

#include "ledger/records/before_take_over.h"
#include "ledger/records/slip_recoverable.h"
#include "ledger/values/invariant.h"
#include "rules/payroll/hmrc_period.h"
#include "rules/payroll/tax_year.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace almoner::scheduler {
namespace {

using gateway::hmrc::StatutoryPayToDate;
using ledger::Money;

struct Kind {
    std::string_view name;
    Money StatutoryPayToDate::* sum;
};
constexpr std::array kinds{Kind{"maternity", &StatutoryPayToDate::maternity},
                           Kind{"paternity", &StatutoryPayToDate::paternity},
                           Kind{"adoption", &StatutoryPayToDate::adoption},
                           Kind{"shared-parental", &StatutoryPayToDate::shared_parental},
                           Kind{"bereavement", &StatutoryPayToDate::bereavement},
                           Kind{"neonatal", &StatutoryPayToDate::neonatal}};

Money& sum_of(StatutoryPayToDate& sums, std::string_view kind) {
    const auto* const found = std::ranges::find(kinds, kind, &Kind::name);
    if (found == kinds.end()) throw ledger::InvariantBroken("statutory pay of an unlisted kind");
    return sums.*(found->sum);
}

}  // namespace

std::optional<gateway::hmrc::RecoverableAmounts> recovered_to_date(
    ledger::Database& database,
    const std::vector<ledger::PaySlip>& slips,
    const RecoveredOf& wanted,
    ledger::Date today) {
    gateway::hmrc::RecoverableAmounts amounts{.tax_month = static_cast<int>(wanted.told_month)};
    for (const ledger::PaySlip& slip : slips) {
        const bool is_over = rules::hmrc_period(slip.paid_on, false).days.last < today;
        if (slip.tax_year != wanted.tax_year || !is_over) continue;
        for (const auto& each : ledger::recoverable_of_slip(database, slip.id)) {
            sum_of(amounts.recovered, each.kind) += each.recovered;
            sum_of(amounts.compensation, each.kind) += each.compensation;
            amounts.tax_month = std::max(amounts.tax_month, rules::tax_month(slip.paid_on));
        }
    }
    if (amounts.tax_month == 0) return std::nullopt;
    for (const auto& each :
         ledger::opening_recovered_of(database, wanted.employer, wanted.tax_year)) {
        sum_of(amounts.recovered, each.kind) += each.recovered;
        sum_of(amounts.compensation, each.kind) += each.compensation;
    }
    return amounts;
}

}  // namespace almoner::scheduler
