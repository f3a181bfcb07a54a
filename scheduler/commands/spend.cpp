#include "scheduler/commands/spend.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/spend.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/import_area_report.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/spend_tasks.h"
#include "scheduler/spending/spend_identity.h"
#include "scheduler/spending/spend_row.h"

#include <array>
#include <nlohmann/json.hpp>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;

std::map<std::string, std::string> typed_fields(const Asked& asked) {
    std::map<std::string, std::string> fields;
    for (const char* const name :
         {"budget", "date", "amount", "payee", "what_for", "plan_line", "reference", "refund"}) {
        fields[name] = asked.fields.text(name);
    }
    return fields;
}

// Of a row that was typed: the first thing that is wrong, under its field.
ledger::Refusal first_wrong(const SpendReading& reading) {
    const gateway::AreaFinding& first = reading.errors.front();
    return refused_in(first.field, first.code, first.words, first.next);
}

std::int64_t store(Asked& asked, SpendRow& row, const std::string& file_mark) {
    row.spend.file_sha256 = file_mark;
    row.spend.recorded_by = asked.actor.number;
    return ledger::insert_spend(asked.work, row.person, row.spend);
}

}  // namespace

Outcome<Answer> spend_record(Asked& asked) {
    SpendReading reading =
        read_spend_fields(asked.work.database(), typed_fields(asked), asked.work.today());
    if (!reading.errors.empty()) return first_wrong(reading);
    SpendRow& row = reading.rows.front();
    SpendIdentities(asked.work).name_another(row.spend);
    const std::int64_t id = store(asked, row, {});
    tell_what_waits(asked.work, row.spend.budget);
    return nlohmann::json{{"spend", id},
                          {"budget", asked.fields.text("budget")},
                          {"state", name_of(ledger::SpendState::unconfirmed)}}
        .dump();
}

Outcome<Answer> spend_import(Asked& asked) {
    const Outcome<std::string> file = asked.fields.need("file");
    if (!file.accepted()) return file.refusal();
    SpendReading reading =
        read_spend_file(asked.work.database(), "the file", file.value(), asked.work.today());
    if (!reading.errors.empty()) {
        return refused_in("file",
                          "spend-file-has-errors",
                          std::to_string(reading.errors.size()) +
                              " things are wrong in the file, and nothing of it was recorded:" +
                              first_findings(reading.errors),
                          "Mend the rows and import the file again.");
    }
    SpendIdentities identities(asked.work);
    const std::string mark = identities.mark_of(file.value());
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::size_t fresh = 0;
    ledger::Money spent;
    ledger::Money refunded;
    std::set<std::int64_t> budgets;
    for (SpendRow& row : reading.rows) {
        if (!identities.name_next(row.spend)) continue;
        last = store(asked, row, mark);
        if (++fresh == 1) first = last;
        (row.spend.is_refund ? refunded : spent) += row.spend.amount;
        budgets.insert(row.spend.budget);
    }
    for (const std::int64_t budget : budgets) tell_what_waits(asked.work, budget);
    return nlohmann::json{{"file", mark},
                          {"rows", reading.rows.size()},
                          {"new", fresh},
                          {"known", reading.rows.size() - fresh},
                          {"spent", spent.pence()},
                          {"refunded", refunded.pence()},
                          {"first", first},
                          {"last", last}}
        .dump();
}

}  // namespace almoner::scheduler
