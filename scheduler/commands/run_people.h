// Whom the payments of a run go to, for those who answer for them.
#pragma once

#include "ledger/records/payment.h"
#include "ledger/storage/database.h"
#include "scheduler/commands/run_show.h"

#include <nlohmann/json.hpp>
#include <string>

namespace almoner::scheduler {

class RunPeople {
  public:
    RunPeople(ledger::Database& database, Payees payees) : database_(database), payees_(payees) {}

    // "person", "payee", "account"; of an emergency also "reason", "words", "evidence",
    // "other_account".
    void add_to(nlohmann::json& shown, const ledger::PaymentRecord& payment);

  private:
    [[nodiscard]] std::string person_of(const ledger::PaymentRecord& payment);
    void add_account(nlohmann::json& shown, const ledger::PaymentRecord& payment);
    void add_emergency(nlohmann::json& shown, const ledger::PaymentRecord& payment);

    ledger::Database& database_;
    Payees payees_;
};

}  // namespace almoner::scheduler
