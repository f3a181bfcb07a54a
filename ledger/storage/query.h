// One SQL statement that both engines accept, written once; every one of them is listed for the
// tests.
#pragma once

#include <cstddef>
#include <vector>

namespace almoner::ledger {

// Only as a constant of namespace scope: const Query payment_by_id{"SELECT ... WHERE id = $1"};
// Parameters are $1, $2, ... by number. Columns come back in the order that the text gives.
class Query {
  public:
    explicit Query(const char* text);
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    [[nodiscard]] const char* text() const { return text_; }
    [[nodiscard]] std::size_t slot() const { return slot_; }

    [[nodiscard]] static const std::vector<const Query*>& all();

  private:
    const char* text_;
    std::size_t slot_;
};

}  // namespace almoner::ledger
