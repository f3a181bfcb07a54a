#include "ledger/records/records.h"

#include "ledger/records/sealed_row.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>
#include <vector>

namespace almoner::ledger {
namespace {

std::int64_t largest(Database& database, std::string_view column, std::string_view table) {
    // Both names come from the list of record tables, never from a caller.
    const std::string sql =
        "SELECT COALESCE(MAX(" + std::string(column) + "), 0) FROM " + std::string(table);
    const std::unique_ptr<Statement> statement = database.prepare(sql.c_str());
    if (!statement->step()) throw InvariantBroken("no answer for the largest id");
    return statement->integer(0);
}

}  // namespace

Digest commitment_of(std::string_view canonical_row) {
    return sha256(canonical_row);
}

Records::Records(Database& database, SaltSource salts)
    : database_(database), salts_(std::move(salts)) {}

void Records::open_command(std::int64_t seq) {
    seq_ = seq;
    wrote_ = false;
}

Records::Target& Records::target_of(const RecordTable& table) {
    std::unique_ptr<Target>& target = targets_[&table];
    if (!target) {
        target = std::make_unique<Target>();
        target->table = &table;
        std::vector<std::string_view> columns{"id", "seq"};
        if (table.sealed) {
            columns.insert(columns.end(), {"person", "sealed"});
            if (!table.mark_column.empty()) columns.push_back(table.mark_column);
        } else {
            columns.insert(columns.end(), table.columns.begin(), table.columns.end());
        }
        if (table.personal) columns.emplace_back("commitment");
        target->rows = database_.bulk(table.name, columns);
        target->next_id = largest(database_, "id", table.name) + 1;
    }
    return *target;
}

void Records::before_first_write() {
    if (seq_ == 0) throw InvariantBroken("a record outside a command");
    if (savepoint_) return;
    database_.savepoint();
    savepoint_ = true;
}

Records::Target& Records::start(const RecordTable& table) {
    before_first_write();
    Target& target = target_of(table);
    if (target.first_id == 0) target.first_id = target.next_id;
    wrote_ = true;
    target.column = 0;
    target.row.clear();
    target.marked.clear();
    if (!table.sealed) target.rows->integers(std::array{target.next_id, seq_});
    target.row.integer(target.next_id);
    target.row.integer(seq_);
    return target;
}

void Records::next_column(Target& target) {
    const auto columns = target.table->columns;
    if (target.column < columns.size() && columns[target.column] == "salt") {
        ++target.column;
        target.salt = salts_();
        put(target, Blob{target.salt});
        return;
    }
    ++target.column;
}

void Records::put(Target& target, std::string_view value) {
    next_column(target);
    if (!target.table->sealed) target.rows->text(value);
    target.row.mark('t');
    target.row.text(value);
    note_marked(target, value);
}

void Records::note_marked(Target& target, std::string_view value) const {
    const auto marked = target.table->marked;
    if (std::ranges::find(marked, target.table->columns[target.column - 1]) == marked.end()) return;
    target.marked += value;
}

void Records::put(Target& target, Blob value) {
    next_column(target);
    if (!target.table->sealed) target.rows->blob(value.octets);
    target.row.mark('b');
    target.row.text(value.octets);
}

void Records::put(Target& target, std::nullopt_t /*nothing*/) {
    next_column(target);
    if (!target.table->sealed) target.rows->null();
    target.row.mark('n');
}

std::int64_t Records::end(Target& target) {
    if (target.column != target.table->columns.size()) {
        throw InvariantBroken("a record of " + std::string(target.table->name) +
                              " has the wrong number of values");
    }
    Digest commitment{};
    if (target.table->personal) {
        commitment = commitment_of(target.row.octets());
        target.digest.add(octets_of(commitment));
    } else {
        target.digest.add(target.row.octets());
    }
    if (target.table->sealed) {
        end_sealed(target, octets_of(commitment));
    } else {
        if (target.table->personal) target.rows->blob(octets_of(commitment));
        target.rows->end_row();
    }
    return target.next_id++;
}

void Records::end_sealed(Target& target, std::string_view commitment) {
    const RecordTable& table = *target.table;
    for (const auto* const gone : {&erasing_, &erased_}) {
        if (std::ranges::find(*gone, target.person) != gone->end()) throw PersonErased();
    }
    const std::string octets =
        sealed(database_,
               {.table = table.name, .id = target.next_id, .person = target.person},
               target.row.octets());
    const auto mark = mark_for(database_, table.mark_column, target.marked);
    // All at once: a row that is refused above leaves nothing half-way.
    target.rows->integers(std::array{target.next_id, seq_, target.person});
    target.rows->blob(octets);
    if (mark) {
        target.rows->blob(*mark);
    } else if (!table.mark_column.empty()) {
        target.rows->null();
    }
    target.rows->blob(commitment);
    target.rows->end_row();
}

std::int64_t Records::next_number(const RecordTable& table) {
    Target& target = target_of(table);
    if (target.next_number == 0) {
        target.next_number = largest(database_, "number", table.name) + 1;
    }
    return target.next_number++;
}

void Records::close_command(CanonicalWriter& body) {
    body.mark('R');
    for (const RecordTable* const table : record_tables()) {
        if (!wrote_) break;
        const auto found = targets_.find(table);
        if (found == targets_.end() || found->second->first_id == 0) continue;
        Target& target = *found->second;
        body.text(table->name);
        body.integer(target.first_id);
        body.integer(target.next_id - target.first_id);
        body.text(octets_of(target.digest.finish()));
        target.first_id = 0;
    }
    body.text("");
    if (savepoint_) database_.release_savepoint();
    savepoint_ = false;
    erased_.insert(erased_.end(), erasing_.begin(), erasing_.end());
    erasing_.clear();
    seq_ = 0;
}

void Records::undo_command() {
    for (auto& [table, target] : targets_) {
        if (target->first_id != 0) target->next_id = target->first_id;
        target->next_number = 0;  // asked of the table again: a number that was not used is free
        target->first_id = 0;
        (void)target->digest.finish();
    }
    erasing_.clear();
    if (savepoint_) database_.rollback_to_savepoint();
    savepoint_ = false;
    seq_ = 0;
}

void Records::reload() {
    targets_.clear();
    erasing_.clear();
    erased_.clear();
    savepoint_ = false;
    seq_ = 0;
}

}  // namespace almoner::ledger
