#include "ledger/records/erasure.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/assistant_row.h"
#include "scheduler/payroll/payroll_people.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Assistant;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::Person;
using nlohmann::json;

Answer answer_of(const AssistantRow& row) {
    return json{{"assistant", row.person.ref},
                {"from", row.assistant.from_on.iso()},
                {"nino", row.payroll.nino.empty() ? "not-known" : "known"}}
        .dump();
}

// A person of the books becomes an assistant only where somebody says that it is the same.
std::optional<ledger::Refusal> why_not_new(const Asked& asked, const KnownAssistant& known) {
    if (known.assistant) {
        return refused_in("assistant",
                          "assistant-exists",
                          "There is an assistant of this reference already.",
                          "Choose another reference, or use 'almoner assistant change'.");
    }
    const bool says_same = asked.fields.text("existing") == "yes";
    if (known.person && !says_same) {
        return refused_in("assistant",
                          "person-exists",
                          "A person has this reference.",
                          "Choose another, or say --existing if it is the same person.");
    }
    if (!known.person && says_same) {
        return refused_in("assistant",
                          "person-unknown",
                          "There is no person of this reference.",
                          "Correct it, or leave --existing out.");
    }
    return std::nullopt;
}

}  // namespace

Outcome<Answer> assistant_add(Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("assistant");
    if (!ref.accepted()) return ref.refusal();
    ledger::Database& database = asked.work.database();
    const KnownAssistant known{
        .person = ledger::person_by_ref(database, ref.value(), last_day_of_all),
        .assistant = ledger::assistant_by_ref(database, ref.value(), last_day_of_all)};
    if (const auto refusal = why_not_new(asked, known)) return *refusal;
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    AssistantRow row = read_assistant(cells, database, known, asked.work.today());
    if (!errors.empty()) return refusal_of(errors);
    (void)store_assistant(asked.work, row, asked.work.today());
    return answer_of(row);
}

Outcome<Answer> assistant_change(Asked& asked) {
    const Outcome<Assistant> assistant = assistant_asked_for(asked);
    if (!assistant.accepted()) return assistant.refusal();
    ledger::Database& database = asked.work.database();
    const KnownAssistant known{
        .person = ledger::person_numbered(database, assistant.value().person, last_day_of_all),
        .assistant = assistant.value()};
    const auto details = ledger::person_private(database, known.person->personal);
    if (!details) {
        return refused_in("assistant",
                          "details-erased",
                          "This assistant's details were erased.",
                          "What was erased stays erased; add a new one if need be.");
    }
    const Outcome<ledger::Date> from = change_day(asked, assistant.value().from_on);
    if (!from.accepted()) return from.refusal();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    AssistantRow row = read_assistant(cells, database, known, asked.work.today());
    if (!errors.empty()) return refusal_of(errors);
    if (row.details == *details && row.person == *known.person &&
        row.payroll == ledger::assistant_private(database, assistant.value().personal)) {
        return refused_in("assistant",
                          "nothing-to-change",
                          "This is what is known of the assistant already.",
                          "Give what is to change.");
    }
    (void)store_assistant(asked.work, row, from.value());
    return answer_of(row);
}

Outcome<Answer> assistant_bank(Asked& asked) {
    const Outcome<Assistant> assistant = assistant_asked_for(asked);
    if (!assistant.accepted()) return assistant.refusal();
    std::map<std::string, std::string> fields{{"payee", asked.fields.text("assistant")}};
    for (const char* const name :
         {"sort_code", "account_number", "account_name", "payee_account", "evidence", "from"}) {
        if (asked.fields.has(name)) fields[name] = asked.fields.text(name);
    }
    Asked of_payee{
        .work = asked.work, .fields = Fields(fields), .actor = asked.actor, .around = asked.around};
    return payee_change(of_payee);
}

}  // namespace almoner::scheduler
