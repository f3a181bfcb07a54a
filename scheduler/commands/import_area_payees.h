// Imports bank details of payees: new ones come in confirmed, changed ones as a proposal.
#pragma once

#include "ledger/bank_details/modulus_table.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/import_area_context.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace almoner::scheduler {

class PayeeImport {
  public:
    explicit PayeeImport(ImportContext& context);

    // Third parties and providers by their own rows, support services by their client account.
    void import_organisations();

    // The payee account for an agreement that pays the person's holder or representative.
    // `current` is the account that the agreement uses now, 0 for none: other details for that one
    // are proposed, never written.
    std::int64_t account_of_person(std::int64_t person,
                                   std::int64_t current,
                                   const gateway::AgreementRow& row);
    [[nodiscard]] std::int64_t account_of_organisation(std::int64_t organisation) const;

  private:
    struct Account {
        ledger::PayeeAccount record;
        std::optional<ledger::BankDetails> details;
    };
    struct Place {
        gateway::AreaFile file{};
        std::size_t row = 0;
    };
    using Numbers = std::unordered_map<std::int64_t, std::vector<std::int64_t>>;

    void load();
    void import_organisation(std::int64_t organisation,
                             const gateway::AccountDetails& details,
                             Place place);
    std::int64_t add(ledger::PayeeAccount account,
                     const gateway::AccountDetails& details,
                     Place place);
    void propose(const ledger::PayeeAccount& account,
                 const gateway::AccountDetails& details,
                 Place place);
    [[nodiscard]] std::optional<std::int64_t> open_proposal(
        std::int64_t payee_account, const ledger::BankDetails& details) const;
    ledger::CheckResult checked(const gateway::AccountDetails& details, Place place);

    ImportContext& context_;
    std::optional<ledger::ModulusTable> table_;
    bool said_unchecked_ = false;
    std::map<std::int64_t, Account> accounts_;  // by number
    Numbers of_person_;
    Numbers of_organisation_;
    std::unordered_map<std::int64_t, bool> new_person_;  // no payee account before this import
};

}  // namespace almoner::scheduler
