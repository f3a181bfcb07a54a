// A small worked area on a file: a bit of everything that the journal accounts for.
#pragma once

#include "ledger/verify/verify.h"
#include "tests/support/test_area.h"

#include <string>
#include <vector>

namespace almoner::ledger::test {

// Each has a copy of its own of an area that is worked once.
class VerifyArea {
  public:
    VerifyArea();

    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] JournalHead head();
    // On a reading connection of its own.
    [[nodiscard]] VerifyReport verified(const std::optional<JournalHead>& witness = std::nullopt,
                                        const Erasures& erasures = {});
    // What somebody with the file and plain SQL would do: the triggers are dropped, the checks
    // ignored, and afterwards the triggers stand as before.
    void plant(const std::string& sql);

  private:
    tests::TempFolder folder_;
    std::unique_ptr<Database> database_;
};

}  // namespace almoner::ledger::test
