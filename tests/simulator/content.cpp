#include "tests/simulator/content.h"

#include <bit>
#include <functional>
#include <string_view>

namespace almoner::tests {
namespace {

using ledger::ValueKind;

// Eight octets at a time: it is asked after every command.
class Mixer {
  public:
    void add(std::uint64_t number) {
        constexpr std::uint64_t odd = 0x9e37'79b9'7f4a'7c15;
        constexpr int turn = 27;
        state_ = (std::rotl(state_, turn) ^ number) * odd;
    }
    void add(const ledger::Statement& row, int column) {
        const ValueKind kind = row.kind(column);
        add(static_cast<std::uint64_t>(kind));
        if (kind == ValueKind::integer) {
            add(static_cast<std::uint64_t>(row.integer(column)));
        } else if (kind != ValueKind::nothing) {
            add(std::hash<std::string_view>{}(row.text(column)));
        }
    }
    [[nodiscard]] std::uint64_t value() const { return state_; }

  private:
    std::uint64_t state_ = 1;
};

// Which rows of the tables that a refusal writes to are not a refusal's.
std::string but_for_refusals(const std::string& table) {
    if (table == "journal") return " WHERE outcome <> 1";
    if (table == "area_salt") return " WHERE purpose <> 'evaluations'";
    if (table == "command_salt" || table == "evaluation" || table == "private_text") {
        return " WHERE seq NOT IN (SELECT seq FROM journal WHERE outcome = 1)";
    }
    return "";
}

std::int64_t columns_of(ledger::Database& database, const std::string& table) {
    const auto count =
        database.prepare(("SELECT COUNT(*) FROM pragma_table_xinfo('" + table + "')").c_str());
    return count->step() ? count->integer(0) : 0;
}

}  // namespace

Content::Content(ledger::Database& database) {
    const auto names = database.prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    while (names->step()) {
        const std::string name(names->text(0));
        tables_.push_back(
            {.name = name,
             .rows = database.prepare(("SELECT * FROM " + name + but_for_refusals(name)).c_str()),
             .columns = static_cast<int>(columns_of(database, name))});
    }
}

Digests Content::digests() const {
    Digests digests;
    for (const Table& table : tables_) {
        Mixer mixer;
        while (table.rows->step()) {
            for (int column = 0; column < table.columns; ++column) mixer.add(*table.rows, column);
        }
        table.rows->reset();
        digests[table.name] = mixer.value();
    }
    return digests;
}

std::string difference(const Digests& before, const Digests& after) {
    std::string names;
    for (const auto& [name, digest] : after) {
        const auto was = before.find(name);
        if (was == before.end() || was->second != digest) names += " " + name;
    }
    return names;
}

}  // namespace almoner::tests
