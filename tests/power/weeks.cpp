#include "ledger/records/actor.h"
#include "ledger/records/payment_ref.h"
#include "ops/files/whole_file.h"
#include "tests/gateway/sample_camt.h"
#include "tests/power/keeping.h"
#include "tests/power/script.h"
#include "tests/scheduler/commands/sample_import.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"

#include <nlohmann/json.hpp>

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::Command;
using Fields = std::map<std::string, std::string>;

constexpr const char* birth_day = "2026-11-22";
constexpr const char* first_day = "2026-11-23";  // of the weeks; a Monday
constexpr const char* bank_day = "2026-12-01";

// Commands of a script, each with a key of its own.
class Asker {
  public:
    Command operator()(const std::string& name, const std::string& who, Fields fields) {
        const ledger::Date today = on(day);
        constexpr std::int64_t nine = 9;
        constexpr std::int64_t hour_ms = 3'600'000;
        return {.name = name,
                .key = "power-" + std::to_string(++keys_),
                .actor = who,
                .at_ms = (std::int64_t{today.days()} * 24 + nine) * hour_ms,
                .today = today,
                .fields = std::move(fields)};
    }
    std::string day = birth_day;

  private:
    int keys_ = 0;
};

Fields user(const std::string& ref, const std::string& role) {
    return {{"ref", ref}, {"name", ref}, {"role", role}, {"credential_hash", "$argon2id$made-up"}};
}

Fields paper(const std::string& subject) {
    return {{"kind", "letter"},
            {"subject", subject},
            {"dated_on", birth_day},
            {"media_type", "text/plain"},
            {"file:document", std::string(3'000, 'x') + subject}};
}

Fields confirming(const json& proposed) {
    return {{"proposal", proposed.at("proposal").dump()},
            {"confirm", proposed.at("confirm").get<std::string>()}};
}

Fields approving(const json& run) {
    return {{"run", run.at("run").get<std::string>()},
            {"confirm", run.at("confirm").get<std::string>()}};
}

json answer_of(const std::string& text) {
    return json::parse(text);
}

std::string statement(const std::string& lines) {
    std::string camt =
        testing::replaced(testing::camt_with(lines, "225.00"), "20000055779911", "08999966374958");
    const std::string there = "2026-11-20";
    for (std::size_t at = camt.find(there); at != std::string::npos; at = camt.find(there)) {
        camt.replace(at, there.size(), bank_day);
    }
    return camt;
}

// Three people who are paid from Monday 30 November on, and their users.
void make_area(const std::filesystem::path& folder) {
    RunArea area(folder);
    PersonTerms terms;
    terms.line.start_on = terms.agreement.start_on = terms.agreement.anchor_on = on("2026-11-30");
    for (int person = 0; person < 3; ++person) area.add(terms);
    area.write([](ledger::Work& work) {
        for (const auto& [ref, role] :
             std::map<std::string, ledger::ActorRole>{{"anna", ledger::ActorRole::maker},
                                                      {"ben", ledger::ActorRole::checker},
                                                      {"carol", ledger::ActorRole::checker}}) {
            ledger::insert_actor(
                work, {.ref = ref, .from_on = on("2020-01-01"), .name = ref, .role = role});
        }
    });
}

void hold_and_resume(ScriptWriter& script, Asker& ask) {
    script.group("a hold and a paper",
                 {ask("person hold", "anna", {{"person", "P3"}, {"reason", "account"}}),
                  ask("evidence add", "anna", paper("one"))});
    const json resumed =
        answer_of(script.group("a resumption", {ask("person resume", "anna", {{"person", "P3"}})}));
    script.group("its confirmation",
                 {ask("proposal confirm", "ben", confirming(resumed.at("proposals").at(0)))});
}

void pay(ScriptWriter& script, Asker& ask) {
    const json run = answer_of(script.group(
        "a run proposed", {ask("run propose", "anna", {{"until", "2026-11-30"}})}))["runs"][0];
    script.other("a checkpoint", [](Session& session) { session.checkpoint("PASSIVE"); });
    script.group("approved, refused, a paper",
                 {ask("run approve", "ben", approving(run)),
                  ask("run approve", "carol", approving(run)),
                  ask("evidence add", "carol", paper("two"))});
    script.other("a look begins", [](Session& session) { session.begin_look(); });
    script.with_follow_up("the run sent", ask("run send", "anna", {{"run", run.at("run")}}));
    script.other("a checkpoint behind a look",
                 [](Session& session) { session.checkpoint("PASSIVE"); });
    script.other("a look ends", [](Session& session) { session.end_look(); });
}

void settle(ScriptWriter& script, Asker& ask) {
    ask.day = bank_day;
    std::string lines = bank_line("25.00", "CRDT", "WHO");
    for (int payment = 1; payment <= 2; ++payment) {
        lines += bank_line("400.00", "DBIT", ledger::payment_ref(payment));
    }
    const Fields file{{"file", statement(lines)}};
    script.group("a statement", {ask("statement import", "anna", file)});
    script.group("the same statement again", {ask("statement import", "anna", file)});
    script.other("a checkpoint to the end",
                 [](Session& session) { session.checkpoint("TRUNCATE"); });
    const json proposed = answer_of(script.group("a line explained",
                                                 {ask("statement explain",
                                                      "anna",
                                                      {{"item", "1"},
                                                       {"to", "funding"},
                                                       {"commissioner", "ICB"},
                                                       {"stream", "nhs"},
                                                       {"reason", "The ICB rang"}})}));
    script.group("its confirmation", {ask("proposal confirm", "ben", confirming(proposed))});
}

void second_run(ScriptWriter& script, Asker& ask) {
    script.other("a restart", [](Session& session) { session.restart(); });
    ask.day = "2026-12-02";
    script.group("a setting",
                 {ask("setting set", "ben", {{"name", "cut-off"}, {"value", "21:30"}})});
    const json made = answer_of(script.group("an emergency",
                                             {ask("emergency",
                                                  "anna",
                                                  {{"agreement", "AP1"},
                                                   {"amount", "150"},
                                                   {"reason", "wages-due"},
                                                   {"words", "now"},
                                                   {"basis", "addition"}})}));
    script.group("it is cancelled", {ask("run cancel", "anna", {{"run", made.at("run")}})});
    ask.day = "2026-12-21";
    const json run = answer_of(script.group(
        "a second run", {ask("run propose", "anna", {{"until", "2026-12-28"}})}))["runs"][0];
    script.group("approved", {ask("run approve", "carol", approving(run))});
    script.other("a checkpoint that starts the log anew",
                 [](Session& session) { session.checkpoint("RESTART"); });
    script.group("cancelled", {ask("run cancel", "anna", {{"run", run.at("run")}})});
    script.group("a last paper", {ask("evidence add", "anna", paper("three"))});
}

}  // namespace

Script birth_of_an_area(PowerVfs& vfs, const std::filesystem::path& folder) {
    vfs.insert({}, 1);
    Asker ask;
    ScriptWriter script(vfs, {.folder = folder});
    script.by_nobody("an area", ask("init", "", {{"name", "Riverside"}}));
    script.by_nobody("the first user", ask("user add", "", user("anna", "checker")));
    script.group("more users",
                 {ask("user add", "anna", user("ben", "checker")),
                  ask("user add", "anna", user("jo", "maker"))});
    script.group("the bank holidays",
                 {ask("calendar load",
                      "anna",
                      {{"file:bank_holidays",
                        testing::read_whole(testing::project_path(
                            "ops/reference-data/bank-holidays-england-wales.csv"))}})});
    script.other("a restart", [](Session& session) { session.restart(); });
    script.group("people", {ask("import", "jo", sample_import())});
    script.group(
        "papers",
        {ask("evidence add", "jo", paper("one")), ask("evidence add", "ben", paper("two"))});
    Script written = script.finish();
    written.begins_with_nothing = true;
    return written;
}

Script weeks_of_an_area(PowerVfs& vfs, const std::filesystem::path& folder) {
    vfs.insert({}, 1);
    make_area(folder);
    Asker ask;
    ask.day = first_day;
    ScriptWriter script(vfs, {.folder = folder});
    hold_and_resume(script, ask);
    pay(script, ask);
    settle(script, ask);
    second_run(script, ask);
    return script.finish();
}

Script kept_weeks_of_an_area(PowerVfs& vfs, const KeptPlaces& places) {
    vfs.insert({}, 1);
    for (const auto& each : {places.backups, places.shipped, places.scratch}) {
        std::filesystem::create_directory(each);
    }
    ops::sync_folder(places.backups.parent_path());
    make_area(places.data);
    Asker ask;
    ask.day = first_day;
    ScriptWriter script(vfs, shipping(places));
    const auto ships = [&] {
        script.other(
            "what was committed is shipped",
            [places](Session& session) { ship_all(session, places); },
            Keeps::what_was_shipped);
    };
    const auto backs_up = [&] {
        script.other(
            "a backup", [places](Session& /*session*/) { back_up(places); }, Keeps::a_backup);
    };
    hold_and_resume(script, ask);
    ships();
    backs_up();
    pay(script, ask);
    backs_up();
    ships();
    settle(script, ask);
    ships();
    backs_up();
    return script.finish();
}

}  // namespace almoner::tests
