#include "rules/payroll/ni_letter.h"

#include "rules/payroll/minimum_wage.h"

#include <string_view>

namespace almoner::rules {
namespace {

constexpr int first_age = 16;
constexpr int adult_age = 21;
constexpr int apprentice_age = 25;
constexpr std::string_view of_zones = "FILSDEKN";

bool is_deferred(char letter) {
    return letter == 'J' || letter == 'Z';
}

}  // namespace

char ni_letter_on(const NiFacts& facts, ledger::Date paid_on) {
    if (of_zones.find(facts.letter) != std::string_view::npos) return facts.letter;
    const int age = age_on(facts.born_on, paid_on);
    if (age < first_age) return 'X';
    if (facts.state_pension_from && paid_on >= *facts.state_pension_from) return 'C';
    if (age < adult_age) return is_deferred(facts.letter) ? 'Z' : 'M';
    if (is_deferred(facts.letter)) return 'J';
    const bool has_outgrown = facts.letter == 'M' || facts.letter == 'X' ||
                              (facts.letter == 'C' && facts.state_pension_from) ||
                              (facts.letter == 'H' && age >= apprentice_age);
    return has_outgrown ? 'A' : facts.letter;
}

}  // namespace almoner::rules
