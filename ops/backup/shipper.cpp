#include "ops/backup/shipper.h"

#include "ledger/storage/sqlite/online_copy.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/backup/safekeeping_notes.h"
#include "ops/backup/take_backup.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::SqliteUse;

const ledger::Query commands_after{
    "SELECT seq, hash, at_ms, command FROM journal WHERE seq > $1 ORDER BY seq"};

// The newest row that the folder holds, and the tables that it was written from; nothing where it
// holds nothing whole.
struct InFolder {
    NamedHead newest;
    std::int64_t migration = 0;
};
std::optional<InFolder> newest_in(const fs::path& folder) {
    const auto segments = segments_in(folder);
    const auto backups = backups_in(folder);
    if (segments.empty() && backups.empty()) return std::nullopt;
    const bool is_segment =
        backups.empty() || (!segments.empty() && segments.back().last > backups.back().last);
    const NamedHead& newest = is_segment ? segments.back() : backups.back();
    try {
        return InFolder{newest,
                        is_segment ? read_segment(newest.path).migration
                                   : check_backup(newest.path).head.migration};
    } catch (const Damaged&) {
        return std::nullopt;
    }
}

Stretch stretch_after(ledger::Database& database, const Place& from, std::string changes) {
    Stretch stretch{.from = from, .to = from, .changes = std::move(changes)};
    ledger::Rows rows = database.select(commands_after, from.seq);
    while (rows.next()) {
        stretch.to = {.seq = rows.integer(0), .hash = ledger::hex(rows.text(1))};
        stretch.last_at_ms = std::max(stretch.last_at_ms, rows.integer(2));
        stretch.commands.push_back(rows.str(3));
    }
    return stretch;
}

}  // namespace

Shipper::Shipper(ShippingPlaces places, ShippingPauses pauses)
    : places_(std::move(places)), pauses_(pauses) {}

Shipper::~Shipper() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        is_closing_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Shipper::start(ledger::Database& database) {
    start_ = area_head(database);
    head_ = {.seq = start_.seq, .hash = start_.hash};
    thread_ = std::thread([this] { work(); });
}

void Shipper::committed(ledger::Database& database, std::string changes) {
    if (!thread_.joinable()) return;
    Stretch stretch = stretch_after(database, head_, std::move(changes));
    // Not a command: only the tables themselves are changed so, and they begin anew.
    if (stretch.to == head_) return lost();
    head_ = stretch.to;
    {
        const std::lock_guard lock(mutex_);
        waiting_octets_ += stretch.changes.size();
        waiting_.push_back(std::move(stretch));
        if (waiting_octets_ > pauses_.most_waiting_octets) {
            waiting_.clear();
            waiting_octets_ = 0;
            has_gap_ = true;
        }
    }
    wake_.notify_one();
}

void Shipper::lost() {
    {
        const std::lock_guard lock(mutex_);
        has_gap_ = true;
    }
    wake_.notify_one();
}

// Whether there is more to do. What failed is tried once more at the end.
bool Shipper::wait(std::unique_lock<std::mutex>& lock, bool has_failed, bool was_closing) {
    const auto is_closing = [this] { return is_closing_; };
    if (has_failed && is_closing_) return !was_closing;
    wake_.wait_for(lock, has_failed ? pauses_.after_failure : pauses_.between, is_closing);
    if (has_failed) return true;
    wake_.wait(lock, [this] { return is_closing_ || has_gap_ || !waiting_.empty(); });
    return has_gap_ || !waiting_.empty();
}

void Shipper::work() {
    std::unique_lock lock(mutex_);
    bool has_failed = false;
    bool was_closing = false;
    do {
        was_closing = is_closing_;
        Stretches stretches = std::exchange(waiting_, {});
        waiting_octets_ = 0;
        const bool has_gap = std::exchange(has_gap_, false);
        lock.unlock();
        has_failed = !ship(stretches, has_gap);
        lock.lock();
        if (has_failed) keep_for_later(std::move(stretches));
    } while (wait(lock, has_failed, was_closing));
}

// What failed comes before what was committed meanwhile; too much of it is given up.
void Shipper::keep_for_later(Stretches stretches) {
    for (const Stretch& each : stretches) waiting_octets_ += each.changes.size();
    std::move(waiting_.begin(), waiting_.end(), std::back_inserter(stretches));
    waiting_ = std::move(stretches);
    if (waiting_octets_ <= pauses_.most_waiting_octets) return;
    waiting_.clear();
    waiting_octets_ = 0;
    has_gap_ = true;
}

bool Shipper::ship(Stretches& stretches, bool has_gap) {
    if (start_.seq == 0 && !shipped_ && stretches.empty()) return true;  // an area to be made
    try {
        if (has_gap) shipped_.reset();
        if (std::exchange(is_first_, false) && !has_gap) shipped_ = where_it_stood();
        if (!shipped_) shipped_ = begin_anew();
        ship_all(stretches);
        note(true, "");
        return true;
    } catch (const std::exception& error) {
        note(false, error.what());
        return false;
    }
}

// A backup may hold them already; what does not follow upon it needs another one.
void Shipper::ship_all(Stretches& stretches) {
    std::erase_if(stretches, [this](const Stretch& each) { return each.to.seq <= shipped_->seq; });
    if (stretches.empty()) return;
    if (stretches.front().from != *shipped_) {
        shipped_.reset();
        throw ledger::StorageError("a commit is missing: the next backup holds it");
    }
    (void)write_segment(places_.folder,
                        {.area = start_.area,
                         .migration = start_.migration,
                         .made_at_ms = places_.clock(),
                         .stretches = stretches});
    shipped_ = stretches.back().to;
    stretches.clear();
}

// Where the folder was left by the writer before, when nothing was committed since.
std::optional<Place> Shipper::where_it_stood() {
    const auto found = newest_in(places_.folder);
    if (!found || found->migration != start_.migration || found->newest.last != start_.seq ||
        !start_.hash.starts_with(found->newest.hash)) {
        return std::nullopt;
    }
    return Place{start_.seq, start_.hash};
}

Place Shipper::begin_anew() {
    const auto reader = ledger::open_sqlite(places_.data, SqliteUse::read);
    if (!is_of_this_journal(*reader, places_.folder)) {
        throw ledger::StorageError(places_.folder.string() +
                                   " holds what is not of this area's journal: give a folder that "
                                   "is this area's alone");
    }
    const TakenBackup taken = take_backup(
        {.copy_to = [this](const fs::path& file) { ledger::copy_online(places_.data, file); },
         .now_ms = places_.clock(),
         .program = places_.program},
        places_.folder);
    const AreaHead& head = taken.manifest.head;
    start_.area = head.area;
    return {head.seq, head.hash};
}

void Shipper::note(bool good, const std::string& words) {
    try {
        note_shipping(places_.data,
                      {.good = good,
                       .words = words,
                       .shipped_seq = shipped_ ? shipped_->seq : 0,
                       .at_ms = places_.clock()});
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): it shows in what is behind
    }
}

}  // namespace almoner::ops
