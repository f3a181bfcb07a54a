#include "ledger/verify/record_replay.h"

#include "ledger/records/payment_states.h"
#include "ledger/records/sealed_row.h"

#include <algorithm>
#include <array>
#include <limits>

namespace almoner::ledger {
namespace {

using Unreadable = CanonicalReader::Unreadable;

constexpr std::array all_entities{Entity::payment,
                                  Entity::payment_run,
                                  Entity::submission,
                                  Entity::task,
                                  Entity::suspense_item,
                                  Entity::proposal};
constexpr std::uint8_t first_state = 1;  // of every entity
// A number in a body may be anything: of rows that are missing at a table's end, so many states.
constexpr std::int64_t most_missing = 1'000'000;
constexpr int first_column = 2;  // after id and seq
// Of a sealed table:
constexpr int person_column = 2;
constexpr int sealed_column = 3;
constexpr int mark_column = 4;
constexpr int commitment_column = 5;

bool has_state(const RecordTable& table) {
    return std::any_of(all_entities.begin(), all_entities.end(), [&](Entity entity) {
        return table_of(entity) == table.name;
    });
}

bool is_entity(std::int64_t number) {
    return number >= static_cast<int>(Entity::payment) &&
           number <= static_cast<int>(Entity::proposal);
}

}  // namespace

RecordReplay::RecordReplay(Database& reader, const Erasures& erasures, FaultList& faults)
    : reader_(reader), erasures_(erasures), faults_(faults) {
    for (const RecordTable* const table : record_tables()) {
        cursors_.emplace(table->name, open(reader, *table));
    }
}

std::unique_ptr<RecordReplay::Cursor> RecordReplay::open(Database& reader,
                                                         const RecordTable& table) {
    // Every name comes from the list of record tables, never from a caller.
    std::string sql = "SELECT id, seq";
    if (table.sealed) {
        sql += ", person, sealed, ";
        sql += table.mark_column.empty() ? "NULL" : table.mark_column;
    } else {
        for (const std::string_view column : table.columns) sql += ", " + std::string(column);
    }
    if (table.personal) sql += ", commitment";
    auto cursor = std::make_unique<Cursor>();
    if (has_state(table)) {
        sql += ", state";
        cursor->state_column = first_column + static_cast<int>(table.columns.size());
    }
    sql += " FROM " + std::string(table.name) + " ORDER BY id";
    cursor->table = &table;
    cursor->rows = reader.prepare(sql.c_str());
    cursor->there = cursor->rows->step();
    return cursor;
}

RecordReplay::Cursor& RecordReplay::cursor_of(std::string_view table) {
    const auto found = cursors_.find(table);
    if (found == cursors_.end()) throw Unreadable("it names a table that there is not");
    return *found->second;
}

void RecordReplay::advance(Cursor& cursor) {
    cursor.last_there = cursor.next_id;
    if (cursor.state_column != 0) {
        const auto id = static_cast<std::size_t>(cursor.next_id);
        cursor.stored.resize(id);
        cursor.stored.back() = static_cast<std::uint8_t>(cursor.rows->integer(cursor.state_column));
    }
    cursor.there = cursor.rows->step();
}

void RecordReplay::skip_before(Cursor& cursor, std::int64_t id) {
    if (!cursor.there || cursor.rows->integer(0) >= id) return;
    const std::int64_t first = cursor.rows->integer(0);
    std::int64_t last = first;
    while (cursor.there && cursor.rows->integer(0) < id) {
        last = cursor.rows->integer(0);
        cursor.there = cursor.rows->step();
    }
    faults_.add_run(FaultKind::row_unaccounted,
                    cursor.table->name,
                    first,
                    last,
                    "no journal row accounts for it");
}

void RecordReplay::command(std::int64_t seq,
                           CanonicalReader& body,
                           std::span<const std::string_view> only) {
    excuses_.clear();
    changes_.clear();
    if (body.mark() != 'R') throw Unreadable("no records where they should be");
    for (std::string_view name = body.text(); !name.empty(); name = body.text()) {
        Cursor& cursor = cursor_of(name);
        if (!only.empty() && std::ranges::find(only, name) == only.end()) {
            faults_.add(FaultKind::rule_broken,
                        "journal",
                        seq,
                        "it was refused and changed something all the same");
        }
        const std::int64_t first = body.integer();
        const std::int64_t count = body.integer();
        const std::string_view digest = body.text();
        if (first < cursor.next_id || count < 1 ||
            first > std::numeric_limits<std::int32_t>::max() ||
            count > std::numeric_limits<std::int32_t>::max()) {
            throw Unreadable("its records can't be placed");
        }
        if (first != cursor.next_id) {
            faults_.add_run(FaultKind::rule_broken,
                            name,
                            cursor.next_id,
                            first - 1,
                            "the journal leaves these numbers out");
            skip_before(cursor, first);
            cursor.next_id = first;
        }
        check_run(seq, cursor, count, digest);
    }
    apply_changes();
}

void RecordReplay::check_run(std::int64_t seq,
                             Cursor& cursor,
                             std::int64_t count,
                             std::string_view digest) {
    const std::int64_t first = cursor.next_id;
    const std::int64_t end = first + count;
    Sha256 ours;
    bool whole = true;
    for (; cursor.next_id < end; ++cursor.next_id) {
        skip_before(cursor, cursor.next_id);
        if (cursor.there && cursor.rows->integer(0) == cursor.next_id) {
            take(seq, cursor, ours);
            continue;
        }
        faults_.add(FaultKind::row_missing,
                    cursor.table->name,
                    cursor.next_id,
                    "journal row " + std::to_string(seq) + " wrote it");
        whole = false;
        const bool is_last = !cursor.there || cursor.rows->integer(0) >= end;
        if (is_last && count > end - cursor.next_id) break;
    }
    cursor.next_id = end;
    if (cursor.state_column != 0) {
        const auto states =
            static_cast<std::size_t>(std::min(end - 1, cursor.last_there + most_missing));
        cursor.stored.resize(states);
        cursor.replayed.resize(states, first_state);
    }
    if (whole && octets_of(ours.finish()) != digest) {
        faults_.add_run(FaultKind::row_changed,
                        cursor.table->name,
                        first,
                        end - 1,
                        "journal row " + std::to_string(seq) + " wrote something else" +
                            (count > 1 ? " in at least one of these rows" : ""));
    }
}

void RecordReplay::canonical_of(Cursor& cursor, CanonicalWriter& row) const {
    const Statement& from = *cursor.rows;
    row.integer(from.integer(0));
    row.integer(from.integer(1));
    const int end = first_column + static_cast<int>(cursor.table->columns.size());
    for (int column = first_column; column < end; ++column) {
        switch (from.kind(column)) {
            case ValueKind::nothing: row.mark('n'); break;
            case ValueKind::integer:
                row.mark('i');
                row.integer(from.integer(column));
                break;
            case ValueKind::text:
                row.mark('t');
                row.text(from.text(column));
                break;
            case ValueKind::blob:
                row.mark('b');
                row.text(from.text(column));
                break;
        }
    }
}

void RecordReplay::take(std::int64_t seq, Cursor& cursor, Sha256& digest) {
    ++records_;
    if (cursor.rows->integer(1) != seq) {
        faults_.add(FaultKind::row_changed,
                    cursor.table->name,
                    cursor.next_id,
                    "it says journal row " + std::to_string(cursor.rows->integer(1)) +
                        ", it was written by " + std::to_string(seq));
    }
    if (cursor.table->sealed) {
        check_seal(cursor, digest);
        advance(cursor);
        return;
    }
    CanonicalWriter row;
    canonical_of(cursor, row);
    if (cursor.table->personal) {
        check_commitment(cursor, row, digest);
    } else {
        digest.add(row.octets());
        note(cursor);
    }
    advance(cursor);
}

// Erased text is text whose salt is gone as well: without the salt nobody can guess it back from
// the commitment, and with the salt missing nobody may put other text in its place.
void RecordReplay::check_commitment(const Cursor& cursor,
                                    const CanonicalWriter& row,
                                    Sha256& digest) {
    const Statement& from = *cursor.rows;
    const int end = first_column + static_cast<int>(cursor.table->columns.size());
    const std::string_view stored = from.text(end);
    digest.add(stored);
    const bool erased = from.is_null(first_column + 1);
    if (!erased) {
        if (octets_of(sha256(row.octets())) == stored) return;
        faults_.add(FaultKind::row_changed,
                    cursor.table->name,
                    cursor.next_id,
                    "its text is not what its commitment was made of");
        return;
    }
    for (int column = first_column + 2; column < end; ++column) {
        if (from.is_null(column)) continue;
        faults_.add(FaultKind::row_changed,
                    cursor.table->name,
                    cursor.next_id,
                    "its salt is gone and text is there that nothing proves");
        return;
    }
    check_erased(cursor);
}

void RecordReplay::check_erased(const Cursor& cursor) {
    if (erasures_.has(cursor.table->name, cursor.next_id)) return;
    faults_.add(FaultKind::erased_unlogged,
                cursor.table->name,
                cursor.next_id,
                "no record says that it was erased");
}

void RecordReplay::check_seal(const Cursor& cursor, Sha256& digest) {
    const Statement& from = *cursor.rows;
    digest.add(from.text(commitment_column));
    if (from.is_null(sealed_column)) {
        check_erased(cursor);
        return;
    }
    if (reader_.keys() == nullptr) return;
    const Unsealed row = unseal(
        reader_,
        {.table = cursor.table->name, .id = cursor.next_id, .person = from.integer(person_column)},
        from.text(sealed_column));
    std::string words(fault_of(row.state));
    if (row.state == SealState::opened) words = fault_in(cursor, row.text);
    if (words.empty()) return;
    faults_.add(FaultKind::row_changed, cursor.table->name, cursor.next_id, std::move(words));
}

// Of what was opened: it was committed to, and what stands beside it in clear says the same.
std::string RecordReplay::fault_in(const Cursor& cursor, std::string_view row) const {
    const Statement& from = *cursor.rows;
    if (octets_of(sha256(row)) != from.text(commitment_column)) {
        return "its text is not what its commitment was made of";
    }
    CanonicalReader in(row);
    (void)in.integer();
    (void)in.integer();
    std::string marked;
    for (const std::string_view column : cursor.table->columns) {
        const char kind = in.mark();
        if (kind == 'i') {
            (void)in.integer();
        } else if (kind != 'n') {
            const std::string_view value = in.text();
            const auto found = std::ranges::find(cursor.table->marked, column);
            if (found != cursor.table->marked.end()) marked += value;
        }
    }
    const auto mark = mark_for(reader_, cursor.table->mark_column, marked);
    const bool has_mark = !from.is_null(mark_column);
    if (has_mark != mark.has_value() || (mark && *mark != from.text(mark_column))) {
        return "what it is found by is not its own";
    }
    return "";
}

void RecordReplay::note(const Cursor& cursor) {
    const Statement& from = *cursor.rows;
    const auto value = [&](int column) { return from.integer(first_column + column); };
    if (cursor.table == &excuse_table) {
        excuses_.push_back({value(0), value(1), value(2), value(3)});
    } else if (cursor.table == &state_change_table && is_entity(value(0))) {
        changes_.push_back({.id = from.integer(0),
                            .entity = static_cast<Entity>(value(0)),
                            .first_id = value(1),
                            .last_id = value(2),
                            .from = static_cast<std::uint8_t>(value(3)),
                            .to = static_cast<std::uint8_t>(value(4))});
    }
}

void RecordReplay::apply_changes() {
    for (const StateChange& change : changes_) apply(change);
}

void RecordReplay::apply(const StateChange& change) {
    if (change.entity == Entity::payment &&
        !may_move(static_cast<PaymentState>(change.from), static_cast<PaymentState>(change.to))) {
        faults_.add(FaultKind::rule_broken,
                    state_change_table.name,
                    change.id,
                    "no payment may move from " + std::to_string(change.from) + " to " +
                        std::to_string(change.to));
    }
    Cursor& cursor = cursor_of(table_of(change.entity));
    const auto known = static_cast<std::int64_t>(cursor.replayed.size());
    std::int64_t moved = 0;
    for (std::int64_t id = std::max<std::int64_t>(1, change.first_id);
         id <= std::min(change.last_id, known);
         ++id) {
        std::uint8_t& state = cursor.replayed[static_cast<std::size_t>(id - 1)];
        if (state != change.from) continue;
        state = change.to;
        ++moved;
    }
    if (moved == 0) {
        faults_.add(FaultKind::state_wrong,
                    state_change_table.name,
                    change.id,
                    "nothing was in the state that it says it moved from");
    }
}

void RecordReplay::check_excuses(std::int64_t seq, const std::vector<ExpectedExcuse>& expected) {
    std::sort(excuses_.begin(), excuses_.end());
    const auto say = [&](const ExpectedExcuse& excuse, std::string_view words) {
        faults_.add(FaultKind::rule_broken,
                    "excuse",
                    0,
                    "journal row " + std::to_string(seq) + ", account " +
                        std::to_string(excuse.account) + ", budget " +
                        std::to_string(excuse.budget) + ", " + std::to_string(excuse.amount) +
                        "p: " + std::string(words));
    };
    std::vector<ExpectedExcuse> differing;
    std::set_difference(expected.begin(),
                        expected.end(),
                        excuses_.begin(),
                        excuses_.end(),
                        std::back_inserter(differing));
    for (const ExpectedExcuse& excuse : differing) say(excuse, "below its floor and not excused");
    differing.clear();
    std::set_difference(excuses_.begin(),
                        excuses_.end(),
                        expected.begin(),
                        expected.end(),
                        std::back_inserter(differing));
    for (const ExpectedExcuse& excuse : differing) say(excuse, "excused and not below its floor");
}

void RecordReplay::finish() {
    for (const auto& [name, cursor] : cursors_) {
        skip_before(*cursor, std::numeric_limits<std::int64_t>::max());
        compare_states(*cursor);
    }
}

void RecordReplay::compare_states(const Cursor& cursor) {
    for (std::size_t i = 0; i < cursor.replayed.size(); ++i) {
        constexpr std::uint8_t not_there = 0;
        if (cursor.stored[i] == cursor.replayed[i] || cursor.stored[i] == not_there) continue;
        faults_.add(FaultKind::state_wrong,
                    cursor.table->name,
                    static_cast<std::int64_t>(i) + 1,
                    "its state is " + std::to_string(cursor.stored[i]) + ", its changes lead to " +
                        std::to_string(cursor.replayed[i]));
    }
}

}  // namespace almoner::ledger
