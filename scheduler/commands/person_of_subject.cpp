#include "scheduler/commands/person_of_subject.h"

#include "ledger/records/assistant.h"
#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/erasure.h"
#include "ledger/records/in_force.h"
#include "ledger/records/letter.h"
#include "ledger/records/notice.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/person.h"
#include "ledger/records/reduction_case.h"
#include "ledger/records/return_request.h"
#include "ledger/records/review.h"
#include "ledger/records/spend.h"
#include "ledger/sealing/person_keys.h"
#include "scheduler/commands/payroll_query.h"
#include "scheduler/facts/fact_subject.h"

#include <array>
#include <charconv>
#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::Database;

template <class Record>
std::int64_t budget_of(const std::optional<Record>& record) {
    return record ? record->budget : 0;
}

std::int64_t budget_of_letter(Database& database, std::int64_t id) {
    const auto letter = ledger::letter_by_id(database, id);
    return letter ? budget_of(ledger::notice_by_id(database, letter->notice)) : 0;
}

// What is named by the number of its row.
struct Numbered {
    std::string_view kind;
    std::int64_t (*budget)(Database&, std::int64_t);
};
constexpr std::array numbered{
    Numbered{"letter:", budget_of_letter},
    Numbered{"review:",
             [](Database& in, std::int64_t id) { return budget_of(ledger::review_by_id(in, id)); }},
    Numbered{"return:",
             [](Database& in, std::int64_t id) {
                 return budget_of(ledger::return_request_by_id(in, id));
             }},
    Numbered{"spend:",
             [](Database& in, std::int64_t id) { return budget_of(ledger::spend_by_id(in, id)); }},
    Numbered{"budget:", [](Database& in, std::int64_t id) {
                 const auto budget = ledger::budget_numbered(in, id, ledger::last_day_of_all);
                 return budget ? budget->number : 0;
             }}};

std::optional<std::int64_t> number_in_words(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::int64_t budget_of_number(Database& database, std::string_view ref) {
    for (const Numbered& each : numbered) {
        if (!ref.starts_with(each.kind)) continue;
        const auto number = number_in_words(ref.substr(each.kind.size()));
        return number ? each.budget(database, *number) : 0;
    }
    return 0;
}

std::int64_t budget_named(Database& database, std::string_view ref) {
    if (const auto payment = ledger::payment_of_ref(ref)) {
        return budget_of(ledger::payment_by_id(database, *payment));
    }
    if (const auto notice = ledger::find_notice(database, ref)) return notice->budget;
    if (const auto found = ledger::find_case(database, ref)) return found->budget;
    if (const auto found = fact_subject(database, ref); found.accepted()) {
        return found.value().budget;
    }
    return budget_of_number(database, ref);
}

// Of payroll: an employer is about the holder, a job about the assistant.
std::optional<std::int64_t> person_of_payroll(Database& database, std::string_view ref) {
    constexpr std::string_view of_employer = "employer:";
    constexpr std::string_view of_employment = "employment:";
    constexpr std::string_view of_query = "payroll-query:";
    if (ref.starts_with(of_query)) {
        const auto query = number_in_words(ref.substr(of_query.size()));
        return query ? person_of_query(database, *query) : ledger::nobody;
    }
    if (ref.starts_with(of_employer)) {
        const auto employer = ledger::employer_by_ref(
            database, ref.substr(of_employer.size()), ledger::last_day_of_all);
        return employer ? ledger::holder_of(database, *employer) : ledger::nobody;
    }
    if (!ref.starts_with(of_employment)) return std::nullopt;
    const auto job = ledger::employment_by_ref(
        database, ref.substr(of_employment.size()), ledger::last_day_of_all);
    const auto assistant =
        job ? ledger::assistant_numbered(database, job->assistant, ledger::last_day_of_all)
            : std::nullopt;
    return assistant ? assistant->person : ledger::nobody;
}

std::int64_t person_named(Database& database, std::string_view subject) {
    constexpr std::string_view of_person = "person:";
    const std::string_view ref = subject.substr(0, subject.find(' '));
    if (const auto person = person_of_payroll(database, ref)) return *person;
    if (!ref.starts_with(of_person)) return holder_of(database, budget_named(database, ref));
    const auto person =
        ledger::person_by_ref(database, ref.substr(of_person.size()), ledger::last_day_of_all);
    return person ? person->number : ledger::nobody;
}

}  // namespace

std::int64_t holder_of(Database& database, std::int64_t number) {
    if (number == 0) return ledger::nobody;
    const auto budget = ledger::budget_numbered(database, number, ledger::last_day_of_all);
    return budget ? budget->person : ledger::nobody;
}

std::int64_t person_of_subject(Database& database, std::string_view subject) {
    const std::int64_t person = person_named(database, subject);
    return ledger::is_erased(database, person) ? ledger::nobody : person;
}

}  // namespace almoner::scheduler
