// What verify found: one row, or a run of rows, that is not as the journal says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

enum class FaultKind : std::uint8_t {
    chain_broken,        // a journal row's contents do not give its hash
    head_differs,        // the journal does not go through a head that somebody kept
    unreadable,          // a journal row's body can't be decoded
    row_missing,         // the journal accounts for it and the table does not have it
    row_unaccounted,     // the table has it and no journal row accounts for it
    row_changed,         // it is not what was journalled
    total_wrong,         // a counter, balance or total is not what the transfers add up to
    state_wrong,         // a state, or what follows from it, is not what the changes lead to
    rule_broken,         // the journal itself holds what the rules of the books forbid
    erased_unlogged,     // it was emptied, and no record says that it was to be
    statement_unproven,  // a statement that was to be a witness is not as its key signed it
    area_differs,        // it is of another area, or the area is not what it was
    guard_differs,       // a table, index or trigger is not as the migrations made it
};

[[nodiscard]] std::string_view name_of(FaultKind kind);  // "chain-broken"

struct Fault {
    FaultKind kind{};
    std::string table;
    std::int64_t first_id = 0;  // of the rows that it may be; 0 where a row has no id
    std::int64_t last_id = 0;
    std::string words;  // for a person, without personal text
};

// Keeps the first faults and counts the rest, so that a ruined area does not fill the memory.
class FaultList {
  public:
    void add(FaultKind kind, std::string_view table, std::int64_t id, std::string words);
    void add_run(FaultKind kind,
                 std::string_view table,
                 std::int64_t first_id,
                 std::int64_t last_id,
                 std::string words);

    [[nodiscard]] std::vector<Fault> take() { return std::move(faults_); }
    [[nodiscard]] std::int64_t left_out() const { return left_out_; }

  private:
    std::vector<Fault> faults_;
    std::int64_t left_out_ = 0;
};

}  // namespace almoner::ledger
