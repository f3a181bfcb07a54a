// What the catalogue says of the release of each payment, by the facts that are recorded.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/attested_fact.h"
#include "ledger/storage/database.h"
#include "rules/engine/evaluate.h"
#include "rules/engine/facts.h"
#include "rules/release/release.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace almoner::scheduler {

// A payment as the rules of release look at it.
struct ReleaseCase {
    std::int64_t agreement = 0;
    std::int64_t budget = 0;
    std::int64_t person = 0;
    std::int64_t paid_from = 0;
    ledger::Option option = ledger::Option::none;
    std::vector<ledger::Stream> streams{};  // of its parts
    bool is_one_off = false;                // the agreement pays once
    std::int64_t payee_account = 0;
    std::int64_t items = 0;  // plan lines of a one-off payment: each is one item
    bool account_confirmed = false;
    ledger::Money advanced{};  // taken off for an advance that was paid before
    ledger::Date on{};
};

struct ReleaseAnswer {
    std::vector<const rules::ReleaseRule*> held{};    // empty: the catalogue lets it go
    std::vector<const rules::ReleaseRule*> warned{};  // of this, all the same
    rules::Effect effect = rules::Effect::allow;
    std::int64_t asked = 0;   // how many rules
    std::string policy{};     // its version
    std::string details{};    // what they looked at and found, as it is kept
    ledger::Digest digest{};  // of the details
};

// Payments of which nothing out of the ordinary is recorded are asked about once for all that are
// alike: of a hundred thousand there are some dozens of kinds.
class ReleaseBook {
  public:
    ReleaseBook(ledger::Database& database, ledger::Date today);

    // Shared by all payments that are alike.
    [[nodiscard]] std::shared_ptr<const ReleaseAnswer> ask(const ReleaseCase& payment);

  private:
    using Facts = std::vector<ledger::AttestedFact>;
    // Whether something is taken off for an emergency, and what that was recorded as.
    enum class Netting : std::uint8_t { none, of_an_advance, of_no_advance };
    // Streams, option, account confirmed, what is taken off, review overdue.
    using Alike = std::tuple<unsigned, ledger::Option, bool, Netting, bool>;

    [[nodiscard]] rules::Facts facts_of(const ReleaseCase& payment) const;
    [[nodiscard]] Netting netting_of(const ReleaseCase& payment) const;
    [[nodiscard]] bool is_overdue(const ReleaseCase& payment) const;
    [[nodiscard]] Facts unusual_of(const ReleaseCase& payment) const;
    [[nodiscard]] bool is_exempt_one_off(const ReleaseCase& payment) const;
    [[nodiscard]] bool paid_before(const ReleaseCase& payment) const;
    [[nodiscard]] std::shared_ptr<const ReleaseAnswer> answer(const rules::Facts& facts,
                                                              ledger::Date on) const;

    ledger::Database& database_;
    rules::Policy policy_;
    std::map<std::int64_t, Facts> of_budgets_;  // what is looked at
    std::map<std::int64_t, Facts> of_agreements_;
    std::vector<std::int64_t> overdue_;  // budgets whose review is
    std::map<Alike, std::shared_ptr<const ReleaseAnswer>> alike_;
};

}  // namespace almoner::scheduler
