#include "gateway/hmrc/rti_parties.h"

#include "ledger/values/invariant.h"

namespace almoner::gateway::hmrc {
namespace {

constexpr int first_known_year = 2024;
constexpr int last_known_year = 2026;

std::string two_digits(int year) {
    const std::string text = std::to_string(year % 100);
    return text.size() == 1 ? "0" + text : text;
}

}  // namespace

std::string RtiYear::name() const {
    return two_digits(first_year) + "-" + two_digits(first_year + 1);
}

ledger::Period RtiYear::days() const {
    const auto first = ledger::Date::from_ymd(first_year, 4, 6);
    const auto last = ledger::Date::from_ymd(first_year + 1, 4, 5);
    if (!first || !last) throw ledger::InvariantBroken("a tax year out of range");
    return {*first, *last};
}

bool RtiYear::is_known() const {
    return first_year >= first_known_year && first_year <= last_known_year;
}

}  // namespace almoner::gateway::hmrc
