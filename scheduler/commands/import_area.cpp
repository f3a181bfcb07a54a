#include "scheduler/commands/import_area.h"

#include "scheduler/commands/import_area_balances.h"
#include "scheduler/commands/import_area_bodies.h"
#include "scheduler/commands/import_area_books.h"
#include "scheduler/commands/import_area_payees.h"
#include "scheduler/commands/import_area_people.h"
#include "scheduler/commands/import_area_plans.h"
#include "scheduler/commands/import_second_person.h"

#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr std::string_view file_prefix = "file:";

bool says_yes(const Fields& fields, const std::string& name) {
    return fields.text(name) == "yes";
}

Refusal has_errors(const std::vector<gateway::AreaFinding>& errors, std::size_t waiting) {
    const auto counted = [](std::size_t count, const char* one, const char* several) {
        return std::to_string(count) + (count == 1 ? one : several);
    };
    std::string words =
        counted(errors.size(), " thing is wrong in the files", " things are wrong in the files");
    if (waiting > 0) words += ", and " + counted(waiting, " row waits", " rows wait") + " for that";
    return {.code = "import-has-errors",
            .words = words + ":" + first_findings(errors),
            .next = "Mend the rows and import again, or load the good rows alone (--accept-good).",
            .field = errors.front().file,
            .citation = {}};
}

Outcome<ledger::Date> from_day(const Asked& asked) {
    if (!asked.fields.has("from")) return asked.work.today();
    return asked.fields.date("from");
}

void import_everything(ImportContext& context) {
    expect_bodies(context);
    import_bodies(context);
    import_people(context);
    import_representatives(context);
    import_budgets(context);
    import_plan_lines(context);
    PayeeImport payees(context);
    payees.import_organisations();
    import_agreements(context, payees);
    import_balances(context);
    note_who_follows(context);
}

}  // namespace

gateway::AreaBytes import_files(const std::map<std::string, std::string>& fields) {
    gateway::AreaBytes files;
    for (const auto& [name, bytes] : fields) {
        if (name.starts_with(file_prefix)) files.emplace(name.substr(file_prefix.size()), bytes);
    }
    return files;
}

Outcome<Answer> import_area(Asked& asked) {
    const gateway::AreaBytes files = import_files(*asked.work.stamp().fields);
    if (files.empty()) {
        return Refusal{.code = "import-no-files",
                       .words = "There is nothing to import.",
                       .next = "Name a folder with the area's files.",
                       .field = {},
                       .citation = {}};
    }
    const Outcome<ledger::Date> from = from_day(asked);
    if (!from.accepted()) return from.refusal();
    gateway::AreaReading reading = gateway::read_area(files, rows_of_books(asked.work.database()));
    const bool accept_good = says_yes(asked.fields, "accept_good");
    if (!reading.errors.empty() && !accept_good) {
        return has_errors(reading.errors, reading.waiting.size());
    }
    const Outcome<SecondPerson> second = second_person_for(asked);
    if (!second.accepted()) return second.refusal();
    if (second.value().waits) return *second.value().waits;
    ImportContext context{.work = asked.work,
                          .importer = asked.actor.number,
                          .proposed_by = second.value().proposed_by,
                          .from = from.value(),
                          .apply = says_yes(asked.fields, "apply"),
                          .rows = reading.good,
                          .known = KnownArea(asked.work.database(), from.value())};
    context.report.errors = std::move(reading.errors);
    context.report.warnings = std::move(reading.warnings);
    asked.work.posts_facts("opening balance", asked.actor.ref);
    import_everything(context);
    if (!context.report.errors.empty() && !accept_good) {
        return has_errors(context.report.errors, 0);
    }
    if (second.value().confirms) close_import_proposal(asked.work, *second.value().confirms);
    auto& errors = context.report.errors;
    errors.insert(errors.end(), reading.waiting.begin(), reading.waiting.end());
    return report_json(context.report);
}

}  // namespace almoner::scheduler
