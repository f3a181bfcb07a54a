#include "ops/demo/demonstration.h"

#include "ledger/actors/credential.h"
#include "ledger/journal/sha256.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/init.h"
#include "scheduler/payroll/program_rates.h"
#include "scheduler/queue/command_queue.h"

#include <array>
#include <fstream>
#include <utility>

namespace almoner::ops::demo {
namespace {

namespace fs = std::filesystem;
using ledger::Date;

constexpr std::size_t salt_size = 16;

// From the seed, so that the same wish gives the same journal. Nobody's secret rests on it: the
// people are made, and the area is marked as simulated.
std::string octets_for(std::uint64_t seed, const std::string& what) {
    return std::string(ledger::octets_of(ledger::sha256(std::to_string(seed) + " " + what)));
}

ledger::SaltSource salts_for(std::uint64_t seed) {
    return [seed, given = std::uint64_t{0}]() mutable {
        return octets_for(seed, "salt " + std::to_string(++given)).substr(0, salt_size);
    };
}

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << bytes;
    if (!out.flush()) throw std::runtime_error("can't write " + path.string());
}

struct User {
    std::string_view ref;
    std::string_view name;
    std::string_view role;
    std::string_view added_by;  // empty: the first
};
constexpr std::array users{User{checker, "Sam Checker", "checker", ""},
                           User{maker, "Jo Maker", "maker", checker},
                           User{viewer, "Vi Viewer", "viewer", checker}};

class Demonstration {
  public:
    Demonstration(const fs::path& folder, const api::Store& store, const Wanted& wanted)
        : folder_(folder),
          store_(store),
          wanted_(wanted),
          holidays_(read_holidays(wanted.bank_holidays)),
          database_(store.open_writer()),
          writer_(*database_, salts_for(wanted.seed)),
          around_{.folder = folder, .settings = {}} {}

    Done play(const Player::Told& told) {
        MadeArea area = make_area(wanted_.people, wanted_.seed);
        const std::vector<Event> events = make_schedule(area, wanted_.seed, holidays_);
        write_what_was_made(area, events);
        std::int64_t commands = make_books();
        around_.settings = scheduler::area_settings(*database_);
        around_.settings.emplace(scheduler::program_rates, wanted_.payroll_rates);
        const auto reader = store_.open_reader();  // the people's keys are there by now
        Counts counts;
        {
            scheduler::CommandQueue queue(writer_, around_);
            Office office(queue, *reader, around_, commands);
            office.open_day(usual_days().first);
            set_up(office, area);
            BankSide bank(folder_, area.files, wanted_.seed, holidays_);
            Player player({.area = area,
                           .events = events,
                           .holidays = holidays_,
                           .office = office,
                           .bank = bank},
                          told);
            player.play({usual_days().first, wanted_.last_day});
            counts = player.counts();
            commands = office.commands();
        }
        return {.area = std::move(area),
                .counts = counts,
                .commands = commands,
                .head = ledger::hex(ledger::octets_of(writer_.head().hash))};
    }

  private:
    static ledger::BankHolidays read_holidays(std::string_view csv) {
        auto list = ledger::parse_bank_holidays(csv);
        if (!list.accepted()) throw ledger::InvariantBroken("our own list of bank holidays");
        return std::move(list).value();
    }

    void write_what_was_made(const MadeArea& area, const std::vector<Event>& events) const {
        fs::create_directories(folder_ / "area");
        for (const auto& [name, bytes] : area_bytes(area.files)) {
            write_file(folder_ / "area" / name, bytes);
        }
        write_file(folder_ / "schedule.csv", schedule_csv(events));
    }

    // Before the area has settings: the first command of all.
    std::int64_t make_books() {
        scheduler::DirectRunner runner(writer_, around_);
        const auto reader = store_.open_reader();
        Office office(runner, *reader, around_);
        office.open_day(usual_days().first);
        office.ask("", "init", {{"name", "Stonemere, a demonstration"}, {"simulated", "yes"}});
        return office.commands();
    }

    void set_up(Office& office, const MadeArea& area) {
        const fs::path credentials = folder_ / "credentials";
        fs::create_directories(credentials);
        fs::permissions(credentials, fs::perms::owner_all);
        for (const User& user : users) add_user(office, user, credentials);
        office.ask(
            maker, "calendar load", {{"file:bank_holidays", std::string(wanted_.bank_holidays)}});
        FieldMap files;
        for (auto& [name, bytes] : area_bytes(area.files)) files.emplace("file:" + name, bytes);
        office.ask(maker, "import", files);
    }

    void add_user(Office& office, const User& user, const fs::path& credentials) const {
        const std::string ref(user.ref);
        const std::string credential =
            ledger::hex(octets_for(wanted_.seed, "credential " + ref)).substr(0, 32);
        const fs::path file = credentials / ref;
        write_file(file, credential + "\n");
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
        const std::string salt = octets_for(wanted_.seed, "sign-in " + ref).substr(0, salt_size);
        office.ask(user.added_by,
                   "user add",
                   {{"ref", ref},
                    {"name", std::string(user.name)},
                    {"role", std::string(user.role)},
                    {"credential_hash", ledger::credential_hash(credential, salt)}});
    }

    fs::path folder_;
    const api::Store& store_;
    Wanted wanted_;
    ledger::BankHolidays holidays_;
    std::unique_ptr<ledger::Database> database_;
    ledger::AreaWriter writer_;
    scheduler::Surroundings around_;
};

}  // namespace

ledger::Period usual_days() {
    return {Date::from_ymd(2026, 3, 25).value(), Date::from_ymd(2026, 9, 30).value()};
}

Done demonstrate(const fs::path& folder,
                 const api::Store& store,
                 const Wanted& wanted,
                 const Player::Told& told) {
    return Demonstration(folder, store, wanted).play(told);
}

}  // namespace almoner::ops::demo
