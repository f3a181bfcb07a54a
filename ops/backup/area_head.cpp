#include "ops/backup/area_head.h"

#include "ledger/calendar/london.h"
#include "ledger/journal/head.h"
#include "ledger/journal/unhex.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace almoner::ops {
namespace {

using ledger::Date;
using ledger::Query;

const Query newest_row{"SELECT seq, hash, at_ms FROM journal ORDER BY seq DESC LIMIT 1"};
const Query newest_migration{"SELECT COALESCE(MAX(number), 0) FROM migration"};
const Query hash_of_row{"SELECT hash FROM journal WHERE seq = $1"};

constexpr std::int64_t ms_in_a_second = 1'000;
constexpr std::int64_t ms_in_a_minute = 60 * ms_in_a_second;
constexpr std::int64_t ms_in_an_hour = 60 * ms_in_a_minute;
constexpr std::int64_t ms_in_a_day = 24 * ms_in_an_hour;

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

// ":07" or ":07.250" after the minutes: the last millisecond of what was said.
std::optional<std::int64_t> last_ms_after_minute(std::string_view text) {
    if (text.empty()) return ms_in_a_minute - 1;
    if (text.front() != ':' || text.size() < 3) return std::nullopt;
    const auto seconds = number_in(text.substr(1, 2));
    if (!seconds || *seconds < 0 || *seconds > 59) return std::nullopt;
    const std::int64_t whole = *seconds * ms_in_a_second;
    text.remove_prefix(3);
    if (text.empty()) return whole + ms_in_a_second - 1;
    if (text.front() != '.' || text.size() != 4) return std::nullopt;
    const auto fraction = number_in(text.substr(1));
    if (!fraction || *fraction < 0) return std::nullopt;
    return whole + *fraction;
}

}  // namespace

AreaHead area_head(ledger::Database& database) {
    AreaHead head;
    {
        ledger::Rows rows = database.select(newest_row);
        if (rows.next()) {
            head.seq = rows.integer(0);
            head.hash = ledger::hex(rows.text(1));
            head.at_ms = rows.integer(2);
        }
    }
    head.area = ledger::area_id(database);
    ledger::Rows rows = database.select(newest_migration);
    if (rows.next()) head.migration = rows.integer(0);
    return head;
}

ledger::JournalHead witness_of(const AreaHead& head) {
    ledger::JournalHead witness{.seq = head.seq};
    const auto octets = ledger::octets_of_hex(head.hash);
    if (octets && octets->size() == witness.hash.size()) {
        std::ranges::copy(*octets, witness.hash.begin());
    }
    return witness;
}

bool has_row(ledger::Database& database, std::int64_t seq, std::string_view hash) {
    ledger::Rows rows = database.select(hash_of_row, seq);
    return rows.next() && ledger::hex(rows.text(0)).starts_with(hash);
}

std::optional<std::int64_t> parse_moment(std::string_view text) {
    constexpr std::size_t day_size = 10;
    constexpr std::size_t minute_end = 16;
    const bool is_utc = text.ends_with('Z');
    if (is_utc) text.remove_suffix(1);
    if (text.size() < minute_end || (text[day_size] != 'T' && text[day_size] != ' ')) {
        return std::nullopt;
    }
    const auto day = Date::parse(text.substr(0, day_size));
    const auto time = ledger::parse_time_of_day(text.substr(day_size + 1, 5));
    const auto after = last_ms_after_minute(text.substr(minute_end));
    if (!day || !time || !after) return std::nullopt;
    if (is_utc) return day->days() * ms_in_a_day + time->minutes * ms_in_a_minute + *after;
    const auto instant = ledger::instant_of({.on = *day, .at = *time});
    return std::int64_t{instant.time_since_epoch().count()} * ms_in_a_second + *after;
}

std::string age_words(std::int64_t age_ms) {
    struct Unit {
        std::int64_t ms;
        std::string_view one;
    };
    static constexpr std::array units{Unit{ms_in_a_day, "day"},
                                      Unit{ms_in_an_hour, "hour"},
                                      Unit{ms_in_a_minute, "minute"},
                                      Unit{ms_in_a_second, "second"}};
    const std::int64_t age = std::max<std::int64_t>(age_ms, 0);
    const auto* const unit =
        std::ranges::find_if(units, [age](const Unit& each) { return age >= each.ms; });
    const Unit& chosen = unit == units.end() ? units.back() : *unit;
    const std::int64_t count = age / chosen.ms;
    return std::to_string(count) + " " + std::string(chosen.one) + (count == 1 ? "" : "s");
}

}  // namespace almoner::ops
