// The bank of a made area: takes what is in the outbox, closes each day, puts its answers into the
// inbox.
#pragma once

#include "gateway/area/area_rows.h"
#include "ops/bank_stand_in/stand_in.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ops::demo {

class BankSide {
  public:
    // FOLDER/outbox, FOLDER/inbox and FOLDER/bank.
    BankSide(std::filesystem::path folder,
             const gateway::AreaFiles& area,
             std::uint64_t seed,
             ledger::BankHolidays holidays);

    // Two of a hundred of the payments come back, counted over all files.
    void take(ledger::Date day, const std::string& file_name, std::int64_t items);
    [[nodiscard]] bool recall(const bank_stand_in::Recall& recall);
    void pay_in(ledger::Date day,
                std::string_view bank_account,
                ledger::Money amount,
                std::string_view payer,
                std::string_view reference);
    // The answers of the day, in the order in which they are to be read.
    [[nodiscard]] std::vector<bank_stand_in::BankFile> close(ledger::Date day);
    [[nodiscard]] bank_stand_in::BankAccount account(std::string_view ref) const;
    void save() const { bank_.save(); }

  private:
    [[nodiscard]] ledger::Money opening_of(const gateway::BankAccountRow& account) const;

    std::filesystem::path folder_;
    const gateway::AreaFiles& area_;
    bank_stand_in::StandIn bank_;
    std::vector<bank_stand_in::BankFile> reports_;
    std::int64_t returns_due_ = 0;  // hundredths of a payment
};

}  // namespace almoner::ops::demo
