// Proves that the salts of commands are those that the journal was written with, or erased on
// purpose.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/verify/erasures.h"
#include "ledger/verify/fault.h"

#include <cstdint>
#include <string_view>

namespace almoner::ledger {

class SaltCheck {
  public:
    SaltCheck(Database& reader, const Erasures& erasures, FaultList& faults);

    // In the order of the journal. Throws CanonicalReader::Unreadable.
    void command(std::int64_t seq, std::string_view content);
    void finish();

  private:
    void skip_before(std::int64_t seq);

    const Erasures& erasures_;
    FaultList& faults_;
    Rows rows_;
    bool there_ = false;
};

}  // namespace almoner::ledger
