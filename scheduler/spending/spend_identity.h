// What makes a line of spending itself, so that a file that comes again changes nothing and twins
// of one file are both kept.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/spend.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace almoner::scheduler {

// Lines alike are told apart by their number within the file: the n-th of a file is the n-th of the
// budget (as of bank lines, scheduler/reconciliation/line_identity.h). The plan line is none of it:
// it may be filled in later.
class SpendIdentities {
  public:
    explicit SpendIdentities(ledger::Work& work);

    // As the next line of a file; false: it is in the books already.
    bool name_next(ledger::Spend& spend);
    // As one more, whatever is like it: somebody typed it.
    void name_another(ledger::Spend& spend);

    // What a file is known by, in hexadecimal: without the salt nobody can try out what it held.
    [[nodiscard]] std::string mark_of(std::string_view file) const;

  private:
    [[nodiscard]] std::string fingerprint(const ledger::Spend& spend) const;

    ledger::Database& database_;
    std::string salt_;
    std::map<std::pair<std::int64_t, std::string>, std::int32_t> seen_;
};

}  // namespace almoner::scheduler
