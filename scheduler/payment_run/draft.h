// A payment that is due, before it is a record.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/payment.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "rules/release/release.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct DraftPart {
    std::int64_t plan_line = 0;
    std::int32_t body = 0;
    ledger::Stream stream{};
    ledger::Money gross{};
    ledger::Money contribution{};
    ledger::Money advanced{};   // paid before by an emergency advance
    ledger::Money set_aside{};  // set aside before by an emergency advance
    ledger::Money net{};
};

struct Draft {
    std::int64_t agreement = 0;
    std::int32_t budget = 0;
    ledger::Option option = ledger::Option::none;
    std::int64_t paid_from = 0;
    std::int64_t payee_account = 0;
    std::int32_t client_account = 0;  // of a support service whose client account is in our books
    ledger::PaymentKind kind = ledger::PaymentKind::regular;
    ledger::Period period{};
    std::int32_t attempt = 1;
    std::int64_t reissues = 0;
    ledger::Date nominal_on{};
    ledger::Date entry_on{};
    ledger::Money gross{};
    ledger::Money contribution{};
    ledger::Money advanced{};
    ledger::Money net{};
    bool contribution_is_netted = false;
    bool sets_aside = false;      // posts the period's money, at most once for the same money
    bool has_no_payment = false;  // notional money without a provider: it is only set aside
    std::vector<DraftPart> parts{};
    std::vector<const rules::ReleaseRule*> findings{};

    [[nodiscard]] bool is_held() const { return !findings.empty(); }
};

}  // namespace almoner::scheduler
