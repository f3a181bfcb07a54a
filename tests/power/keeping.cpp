#include "tests/power/keeping.h"

#include "ledger/journal/sha256.h"
#include "ledger/storage/sqlite/online_copy.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/backup/restore.h"
#include "ops/backup/safekeeping_notes.h"
#include "ops/backup/shipper.h"
#include "ops/backup/take_backup.h"
#include "tests/power/file_calls.h"
#include "tests/power/life.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;
using What = Broken::What;

constexpr std::int64_t now_ms = 1'795'000'000'000;

// The shipping thread notes what came of it each time that it has done what there was to do.
class Notes {
  public:
    Notes() {
        watch_renames([this](const std::string& to) {
            if (!to.ends_with("/shipping.json")) return;
            const std::lock_guard lock(mutex_);
            ++count_;
            more_.notify_all();
        });
    }
    [[nodiscard]] int count() {
        const std::lock_guard lock(mutex_);
        return count_;
    }
    // Far longer than it ever takes: where no note comes the test fails, and does not hang.
    void wait_for_more_than(int before) {
        constexpr std::chrono::minutes longest{5};
        std::unique_lock lock(mutex_);
        if (more_.wait_for(lock, longest, [&] { return count_ > before; })) return;
        throw std::runtime_error("nothing was noted of what was shipped, or not");
    }

  private:
    std::mutex mutex_;
    std::condition_variable more_;
    int count_ = 0;
};

Notes& notes() {
    static Notes notes;
    return notes;
}

ops::RestoreSource source_in(const KeptPlaces& places) {
    return {.folder = places.backups,
            .shipped = places.shipped,
            .until = std::nullopt,
            .now_ms = now_ms,
            .keys = {}};
}

std::vector<ops::NamedHead> all_in(const KeptPlaces& places) {
    std::vector<ops::NamedHead> all = ops::backups_in(places.backups);
    for (const auto& each : ops::backups_in(places.shipped)) all.push_back(each);
    for (const auto& each : ops::segments_in(places.shipped)) all.push_back(each);
    return all;
}

bool is_in_journal(const Script& script, std::int64_t seq, const std::string& hash) {
    const auto at = static_cast<std::size_t>(seq);
    return at >= 1 && at <= script.journal.size() &&
           ledger::hex(script.journal[at - 1].hash).starts_with(hash);
}

void check_names(const Script& script, const KeptPlaces& places, std::size_t entries) {
    for (const std::string& words : ops::damaged_in(source_in(places))) {
        throw Broken(What::half_kept, "it has a finished name: " + words);
    }
    for (const ops::NamedHead& each : all_in(places)) {
        if (is_in_journal(script, each.last, each.hash) &&
            static_cast<std::size_t>(each.last) <= entries) {
            continue;
        }
        throw Broken(What::half_kept, "it holds what the area does not: " + each.path.string());
    }
}

bool reaches(const std::vector<ops::NamedHead>& kept, std::size_t entries) {
    return std::ranges::any_of(kept, [&](const ops::NamedHead& each) {
        return static_cast<std::size_t>(each.last) >= entries;
    });
}

}  // namespace

SessionSettings shipping(const KeptPlaces& places, SessionSettings settings) {
    using namespace std::chrono_literals;
    settings.folder = places.data;
    const auto shipper = std::make_shared<ops::Shipper*>(nullptr);
    settings.opens = [places, shipper] {
        auto made = std::make_unique<ops::Shipper>(
            ops::ShippingPlaces{.data = places.data,
                                .folder = places.shipped,
                                .clock = [] { return now_ms; },
                                .program = "test"},
            ops::ShippingPauses{.between = 24h, .after_failure = 24h});
        *shipper = made.get();
        return ledger::open_sqlite(places.data, ledger::SqliteUse::write, std::move(made));
    };
    settings.begins = [shipper](ledger::Database& database) {
        const int before = notes().count();
        (*shipper)->start(database);
        notes().wait_for_more_than(before);
    };
    return settings;
}

void back_up(const KeptPlaces& places) {
    (void)ops::take_backup(
        {.copy_to = [&](const fs::path& file) { ledger::copy_online(places.data, file); },
         .now_ms = now_ms,
         .program = "test"},
        places.backups);
}

void ship_all(Session& session, const KeptPlaces& places) {
    session.restart();
    const auto kept = ops::safekeeping_in(places.data, true, session.database(), now_ms);
    if (!kept.ships_well || kept.unshipped_commands != 0) {
        throw ledger::StorageError("it was not shipped: " + kept.shipping_words);
    }
}

void check_what_is_kept(const Script& script,
                        std::size_t done,
                        const KeptPlaces& places,
                        std::size_t entries) {
    check_names(script, places, entries);
    const std::size_t backed_up = script.kept_before(done, Keeps::a_backup);
    const std::size_t shipped = script.kept_before(done, Keeps::what_was_shipped);
    if (backed_up != 0 && !reaches(ops::backups_in(places.backups), backed_up)) {
        throw Broken(What::kept_lost, "a backup that was made is not there");
    }
    const fs::path to = places.scratch / "area";
    fs::create_directory(to);
    const auto restored = ops::restore_into(source_in(places), to);
    if (!restored.accepted()) {
        const bool has_backup = !all_in(places).empty();
        if (has_backup) throw Broken(What::half_kept, "none is restored, and some are there");
        if (backed_up + shipped != 0) throw Broken(What::kept_lost, "nothing is kept");
        return;
    }
    const ops::Restored& area = restored.value();
    if (!area.verified() || !is_in_journal(script, area.head.seq, area.head.hash)) {
        throw Broken(What::half_kept, "what is restored is not what was committed");
    }
    if (static_cast<std::size_t>(area.head.seq) < std::max(backed_up, shipped)) {
        throw Broken(What::kept_lost,
                     "of " + std::to_string(std::max(backed_up, shipped)) +
                         " entries that were kept a restore has " + std::to_string(area.head.seq));
    }
}

}  // namespace almoner::tests
