#include "tests/simulator/simulation.h"

#include "ledger/records/payment_ref.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "scheduler/service/follow_up.h"
#include "tests/simulator/checks.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"

#include <iomanip>
#include <utility>

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::Command;

constexpr std::int64_t steps_of_a_life = 110;
constexpr std::size_t last_told = 12;
constexpr std::size_t longest_told = 150;
constexpr std::uint64_t one_cut_in = 14;
constexpr std::uint64_t farthest_cut = 24;  // calls that change the disk
constexpr std::int64_t verified_each = 30;  // steps

std::int64_t nine_o_clock(ledger::Date day) {
    constexpr std::int64_t nine = 9;
    constexpr std::int64_t hour_ms = 3'600'000;
    return (std::int64_t{day.days()} * 24 + nine) * hour_ms;
}

std::string words_of(const Command& command) {
    std::string words = command.today.iso() + " " + command.actor + ": " + command.name;
    for (const auto& [name, value] : command.fields) {
        if (name.starts_with("file")) {
            words += " " + name + "(" + std::to_string(value.size()) + " octets)";
        } else {
            words += " " + name + "=" + value;
        }
    }
    return words;
}

// Whole ones.
std::set<std::string> files_in(const std::filesystem::path& outbox) {
    std::set<std::string> names;
    if (!std::filesystem::exists(outbox)) return names;
    for (const auto& each : std::filesystem::directory_iterator(outbox)) {
        const std::string name = each.path().filename().string();
        if (name.find(".part") == std::string::npos && !name.starts_with(".")) names.insert(name);
    }
    return names;
}

// What became of payments in a life, however it came about.
struct Outcome {
    const char* words;
    const char* sql;
};
constexpr Outcome outcomes[] = {
    {"payments settled",
     "SELECT TOTAL(last_id - first_id + 1) FROM state_change WHERE entity = 1 AND to_state = 9"},
    {"payments returned",
     "SELECT TOTAL(last_id - first_id + 1) FROM state_change WHERE entity = 1 AND to_state = 10"},
    {"payments rejected",
     "SELECT TOTAL(last_id - first_id + 1) FROM state_change WHERE entity = 1 AND to_state = 8"},
    {"emergencies settled",
     "SELECT COUNT(*) FROM payment WHERE kind IN (3, 4) AND state IN (9, 10)"},
    {"commands reversed", "SELECT COUNT(*) FROM reversal"},
};

bool is_told_otherwise(const Command& command) {
    return command.name == "run send";  // what follows it may be told otherwise
}

}  // namespace

Tally& Tally::operator+=(const Tally& more) {
    for (const auto& [name, ends] : more.commands) {
        commands[name].accepted += ends.accepted;
        commands[name].refused += ends.refused;
    }
    for (const auto& [name, times] : more.others) others[name] += times;
    for (const auto& [code, times] : more.codes) codes[code] += times;
    steps += more.steps;
    return *this;
}

std::ostream& operator<<(std::ostream& out, const Tally& tally) {
    out << tally.steps << " steps\n";
    for (const auto& [name, ends] : tally.commands) {
        out << "  " << std::left << std::setw(24) << name << std::right << std::setw(8)
            << ends.accepted << " accepted" << std::setw(8) << ends.refused << " refused\n";
    }
    for (const auto& [name, times] : tally.others) {
        out << "  " << std::left << std::setw(24) << name << std::right << std::setw(8) << times
            << '\n';
    }
    out << "  refusals by " << tally.codes.size() << " codes:";
    for (const auto& [code, times] : tally.codes) out << ' ' << code << ' ' << times;
    return out << '\n';
}

Simulation::Simulation(const Stage& stage, std::uint64_t seed)
    : stage_(stage),
      seed_(seed),
      chance_(seed),
      area_(make_area(chance_)),
      today_(on(area_begins_on)) {}

void Simulation::broke(const std::string& words) const {
    std::string all = words + "\n  (ALMONER_SEED=" + std::to_string(seed_) + ", step " +
                      std::to_string(steps_) + "; the last commands:";
    for (const std::string& each : last_) all += "\n   " + each;
    throw Broke(all + ")");
}

void Simulation::note(const std::string& words) {
    if (stage_.told != nullptr) *stage_.told << steps_ << ' ' << words << std::endl;
    last_.push_back(words.size() > longest_told ? words.substr(0, longest_told) + " ..." : words);
    if (last_.size() > last_told) last_.pop_front();
}

Shown Simulation::looked() {
    Shown shown = look_at(session_->database());
    shown.content = content_->digests();
    shown.files = files_in(stage_.folder / "outbox");
    return shown;
}

void Simulation::look() {
    shown_ = looked();
}

void Simulation::open() {
    session_.emplace(SessionSettings{.folder = stage_.folder});
    content_.emplace(session_->database());
}

void Simulation::close() {
    content_.reset();
    session_.reset();
}

Command Simulation::command(const std::string& who, const std::string& name, Fields fields) {
    return {.name = name,
            .key = "sim-" + std::to_string(++keys_),
            .actor = who,
            .at_ms = nine_o_clock(today_),
            .today = today_,
            .fields = std::move(fields)};
}

// The people, what the books open with, and the bank that knows of nothing yet.
void Simulation::begin() {
    std::filesystem::remove_all(stage_.folder / "outbox");
    std::filesystem::remove_all(stage_.folder / "outbox-marks");
    std::filesystem::remove_all(stage_.folder / "bank");
    std::filesystem::create_directories(stage_.folder / "bank");
    const auto holidays = ledger::parse_bank_holidays(testing::read_whole(
        testing::project_path("ops/reference-data/bank-holidays-england-wales.csv")));
    holidays_ = holidays.value();
    stage_.vfs.insert(stage_.newborn, seed_);
    open();
    const auto imported = session_->run_group({command("anna", "import", area_.files)});
    if (imported.texts.front().starts_with("refused")) {
        broke("the area itself is " + imported.texts.front());
    }
    ledger::Database& database = session_->database();
    Numbers numbers{.bodies = numbers_in(database, "organisation"),
                    .banks = numbers_in(database, "bank_account"),
                    .budgets = numbers_in(database, "budget"),
                    .agreements = numbers_in(database, "agreement"),
                    .lines = numbers_in(database, "plan_line"),
                    .owners = {}};
    for (const auto& row : rows_of(database, "SELECT number, owner FROM bank_account", 2)) {
        numbers.owners[row[0]] = row[1];
    }
    for (const auto& [ref, number] : numbers.banks) bank_refs_[number] = ref;
    oracle_.emplace(area_, std::move(numbers));
    bank_.emplace(
        stage_.folder / "bank",
        ops::bank_stand_in::Behaviour{.seed = seed_, .faults = {}, .holidays = holidays_});
    for (const auto& [ref, each] : area_.banks) {
        bank_->open_account({each.sort_code, each.number},
                            ledger::Money::from_pence(each.opening_pence));
    }
    look();
    oracle_->compare(shown_);
}

Tally Simulation::live() {
    try {
        begin();
        for (const auto& row : rows_of(session_->database(), "SELECT id FROM proposal", 1)) {
            proposals_[row[0]] = {.name = "import", .fields = {}, .answer = {}};
        }
        for (steps_ = 1; steps_ <= steps_of_a_life; ++steps_) step();
        const auto faults = session_->faults();
        if (!faults.empty()) broke("verify finds: " + faults.front());
    } catch (const Broke& error) {
        const std::string words = error.what();
        if (words.find("ALMONER_SEED") != std::string::npos) throw;
        broke(words);
    } catch (const ledger::StorageError& error) {
        broke(std::string("the store fails: ") + error.what());
    } catch (const std::exception& error) {
        broke(std::string("an exception: ") + error.what());
    }
    tally_.steps = steps_ - 1;
    count_what_became();
    return tally_;
}

void Simulation::count_what_became() {
    for (const auto& [what, times] : oracle_->worked_out()) {
        tally_.others["worked out: " + what] += times;
    }
    for (const Outcome& each : outcomes) {
        tally_.others[each.words] += rows_of(session_->database(), each.sql, 1).front().front();
    }
}

void Simulation::step() {
    std::uint64_t all = 0;
    for (const Action& each : actions()) all += each.weight;
    std::uint64_t at = chance_.below(all);
    for (const Action& each : actions()) {
        if (at < each.weight) {
            (this->*each.does)();
            break;
        }
        at -= each.weight;
    }
    if (stage_.tampering.at_step == steps_) {
        stage_.tampering.does(session_->database(), stage_.folder);
        look();
        check_what_always_holds(session_->database(), *oracle_);
        oracle_->compare(shown_);
    }
    check_what_always_holds(session_->database(), *oracle_);
    if (steps_ % verified_each != 0) return;
    const auto faults = session_->faults();
    if (!faults.empty()) broke("verify finds: " + faults.front());
}

Simulation::Given Simulation::give(const std::string& who, const std::string& name, Fields fields) {
    return give(command(who, name, std::move(fields)));
}

// Given twice in one group, some of them: the second is the first.
void Simulation::carry_out(const Command& command, Given& given) {
    const bool follows = command.name == "run send";
    if (!follows && chance_.one_in(8)) {
        const auto answers = session_->run_group({command, command});
        given.text = answers.texts.at(0);
        ++tally_.others["given twice at once"];
        const bool was_kept = answer_in_journal(session_->database(), command.key).is_there;
        if (was_kept && answers.texts.at(1) != given.text) broke("the same key is told otherwise");
        return;
    }
    given.text = (follows ? session_->run_with_follow_up(command) : session_->run_group({command}))
                     .texts.front();
}

// The power goes, or the process alone; then somebody starts it again.
void Simulation::recover() {
    close();
    const bool was_killed = chance_.one_in(3);
    const Disk disk =
        was_killed ? Disk(stage_.vfs.disk()) : stage_.vfs.disk().after_power_cut(chance_);
    ++tally_.others[was_killed ? "kill" : "power cut"];
    stage_.vfs.insert(disk, chance_.below(1'000'000));
    open();
    collect_files();  // the bank does not wait
    const auto reader = ledger::open_sqlite(stage_.folder, ledger::SqliteUse::read);
    scheduler::DirectRunner runner(session_->writer(), session_->around());
    const auto taken_up = scheduler::take_up_unfinished(
        runner, *reader, session_->around(), today_, nine_o_clock(today_));
    if (!taken_up.accepted()) broke("after a stop: " + taken_up.refusal().code);
}

Simulation::Given Simulation::give(const Command& command) {
    note(words_of(command));
    Given given;
    given.command = command;
    const bool may_be_cut = chance_.one_in(one_cut_in);
    bool was_cut = false;
    if (may_be_cut) {
        stage_.vfs.plan({.kind = FaultKind::power_cut,
                         .at = 1 + static_cast<std::int64_t>(chance_.below(farthest_cut))});
    }
    try {
        carry_out(command, given);
    } catch (const ledger::StorageError& error) {
        if (!stage_.vfs.faults().is_off()) broke(std::string("an outage: ") + error.what());
        was_cut = true;
    }
    if (was_cut || stage_.vfs.faults().is_off()) {
        was_cut = true;
        note("  the power goes");
        recover();
    }
    stage_.vfs.plan({});
    const JournalAnswer kept = answer_in_journal(session_->database(), command.key);
    if (was_cut) {
        given.text = kept.is_there ? kept.text : "";
        ++tally_.others[kept.is_there ? "cut and done" : "cut and not done"];
        if (!kept.is_there) {
            after(given);
            return chance_.one_in(2) ? give(command) : given;
        }
    } else if (kept.is_there && !is_told_otherwise(command) && kept.text != given.text) {
        broke("the answer is '" + given.text + "' and the journal has '" + kept.text + "'");
    } else if (!kept.is_there && !given.text.starts_with("refused")) {
        broke("what was accepted is not in the journal");
    }
    if (kept.is_there) given.text = kept.text;
    given.accepted = kept.is_there && kept.accepted;
    if (given.accepted) given.answer = json::parse(given.text);
    if (kept.is_there) journalled_.push_back(given);
    after(given);
    return given;
}

void Simulation::after(const Given& given) {
    const Shown before = std::exchange(shown_, looked());
    Happened happened{.name = given.command.name,
                      .fields = given.command.fields,
                      .answer = given.answer,
                      .on = today_.days()};
    if (stage_.told != nullptr) tell(before, given.text);
    if (given.text.empty()) {
        ++tally_.others["never heard of"];
        happened.name = "nothing";
        oracle_->follow(happened, before, shown_);
        collect_files();
        return;
    }
    auto& ends = tally_.commands[given.command.name];
    ++(given.accepted ? ends.accepted : ends.refused);
    if (!given.accepted) {
        ++tally_.codes[given.text.substr(8)];
        check_refusal(given, before);
        return;
    }
    const bool closes = happened.name == "proposal confirm" || happened.name == "uplift approve" ||
                        happened.name == "proposal refuse";
    if (closes) {
        const char* const field = happened.name == "uplift approve" ? "uplift" : "proposal";
        const auto found = proposals_.find(std::stoll(happened.fields.at(field)));
        if (found == proposals_.end()) broke("a proposal was closed twice");
        happened.proposed_name = found->second.name;
        happened.proposed_fields = found->second.fields;
        happened.proposed_answer = found->second.answer;
        proposals_.erase(found);
        if (happened.name == "uplift approve") happened.fields = happened.proposed_fields;
    }
    oracle_->follow(happened, before, shown_);
    collect_files();
}

// The answer, and what became of payments.
void Simulation::tell(const Shown& before, const std::string& text) {
    *stage_.told << "  " << text.substr(0, longest_told) << '\n';
    for (const auto& [id, payment] : shown_.payments) {
        const auto was = before.payments.find(id);
        if (was != before.payments.end() && was->second.state == payment.state) continue;
        *stage_.told << "  payment " << id << " of agreement " << payment.agreement << ", kind "
                     << payment.kind << ", period from " << payment.period_first << ", net "
                     << payment.net << ", run " << payment.run << ", sets aside "
                     << payment.sets_aside << ", reissues " << payment.reissues << ": state "
                     << (was == before.payments.end() ? 0 : was->second.state) << " to "
                     << payment.state << '\n';
    }
}

// Nothing but the journal says that it was asked.
void Simulation::check_refusal(const Given& given, const Shown& before) const {
    check_no_trace(before, given.text);
    if (shown_.entries > before.entries + 1) broke("a refusal is told twice: " + given.text);
    oracle_->compare(shown_);
}

// Each value of each row is as it was, and so is what the bank finds.
void Simulation::check_no_trace(const Shown& before, const std::string& of) const {
    const std::string changed = difference(before.content, shown_.content);
    if (!changed.empty()) broke("'" + of + "' left a trace in" + changed);
    if (before.files != shown_.files) broke("'" + of + "' left a trace in the outbox");
}

// The bank takes what is in the outbox; a payment that it finds in two files is one too many.
void Simulation::collect_files() {
    const auto outbox = stage_.folder / "outbox";
    for (const std::string& name : files_in(outbox)) {
        if (!collected_.insert(name).second) continue;
        const std::string bytes = testing::read_whole(outbox / name);
        const auto receipt = bank_->receive(name, bytes, today_);
        ++tally_.others[receipt.refusal ? "file refused by the bank" : "file taken by the bank"];
        if (receipt.report) inbox_.push_back(receipt.report->bytes);
        for (const auto& [id, payment] : shown_.payments) {
            const std::string ref = ledger::payment_ref(id);
            if (bytes.find(ref) == std::string::npos) continue;
            const auto [there, is_new] = taken_from_.emplace(ref, name);
            if (!is_new)
                broke("payment " + ref + " is in two files: " + there->second + ", " + name);
        }
    }
}

}  // namespace almoner::tests
