// Real books on a real database, and beside them the outside world: what each bank's statement
// says.
#pragma once

#include "ledger/posting/books.h"
#include "ledger/posting/events.h"
#include "ledger/posting/identities.h"
#include "ledger/posting/keys.h"
#include "ledger/posting/unexplained.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger::test {

inline constexpr std::int32_t council = 1;
inline constexpr std::int32_t icb = 2;
inline constexpr std::int32_t support_service = 3;
inline constexpr std::int32_t council_bank = 11;
inline constexpr std::int32_t icb_bank = 12;
inline constexpr std::int32_t client_bank = 19;

Money pence(std::int64_t pence);
Share care(std::int64_t pence);    // the council's
Share health(std::int64_t pence);  // the NHS body's
Share own(std::int64_t pence);     // the person's, under the council's plan
UnassignedLine unassigned(std::int32_t bank_account, std::int32_t owner, std::int64_t pence);
Holding direct(std::int32_t budget);
Holding managed(std::int32_t budget);
Holding third_party(std::int32_t budget);
Holding notional(std::int32_t budget);

// Which accounts are added up; nothing means any.
struct Where {
    std::optional<std::int32_t> budget = {};
    std::optional<Option> option = {};
    std::optional<Stream> stream = {};
    std::optional<std::int32_t> bank_account = {};
};

using Promise = std::vector<std::int64_t>;

// After every step the identities are checked on what the database holds.
class World {
  public:
    World();

    void does(const std::vector<Posting>& postings);
    void does(const Posting& posting) { does(std::vector{posting}); }
    // The transfers, or nothing where it is refused.
    [[nodiscard]] std::optional<Promise> tries(const Posting& posting);
    [[nodiscard]] bool refuses(const Posting& posting) { return !tries(posting); }
    [[nodiscard]] Promise promises(const Posting& posting);
    void settles(const Promise& promise);
    void releases(const Promise& promise);

    // As above, with the line on the bank's statement that tells of it.
    void line(std::int32_t bank_account, std::int64_t pence, const Posting& posting);
    void line_settles(std::int32_t bank_account, std::int64_t pence, const Promise& promise);

    [[nodiscard]] std::int64_t total(AccountName name, const Where& where = {});
    [[nodiscard]] std::int64_t excused(const AccountKey& key);
    [[nodiscard]] std::int64_t statement(std::int32_t bank_account) const;
    [[nodiscard]] Counters counters();
    [[nodiscard]] std::int64_t transfers();
    // In words, the identities that do not hold.
    [[nodiscard]] std::vector<std::string> broken();
    [[nodiscard]] Database& database() { return *database_; }

  private:
    struct Result {
        bool accepted = false;
        Promise transfers;
    };
    template <class Work>
    Result command(Nature nature, const Work& work);
    void check();

    std::unique_ptr<Database> database_;
    Books books_;
    std::map<std::int32_t, std::int64_t> statements_;
    std::int64_t seq_ = 0;
};

}  // namespace almoner::ledger::test
