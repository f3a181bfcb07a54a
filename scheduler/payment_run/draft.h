// A payment that is due, before it is a record.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/payment.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "rules/release/release.h"
#include "scheduler/facts/release_book.h"
#include "scheduler/reduction/offset_book.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace almoner::scheduler {

struct DraftPart {
    std::int64_t plan_line = 0;
    std::int32_t body = 0;
    ledger::Stream stream{};
    ledger::Money gross{};
    ledger::Money contribution{};
    ledger::Money advanced{};  // paid before by an emergency advance
    ledger::Money offset{};    // taken off by a case: net is less by it
    ledger::Money net{};
    // What stands for it already: set aside, of that not paid by an advance, owed to the provider,
    // and due from the person.
    ledger::Money set_aside{};
    ledger::Money may_go_back{};
    ledger::Money set_aside_ahead{};  // with emergency advances, of that set aside
    ledger::Money invoiced{};
    ledger::Money contribution_before{};
    ledger::Money offset_before{};
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
    bool contribution_was_netted = false;  // contribution_before
    bool sets_aside = false;      // posts the period's money, at most once for the same money
    bool paid_besides = false;    // an emergency payment was made beside it, as an addition
    bool has_no_payment = false;  // notional money without a provider: it is only set aside
    std::vector<DraftPart> parts{};
    std::vector<OffsetTaken> offsets{};
    std::vector<OffsetRefused> not_offset{};
    std::vector<const rules::ReleaseRule*> findings{};
    std::shared_ptr<const ReleaseAnswer>
        evaluation{};  // by the catalogue; null: other rules hold it

    [[nodiscard]] bool is_held() const { return !findings.empty(); }
};

// The part of the same plan line and money; nullptr where there is none, or a new one of nil.
[[nodiscard]] DraftPart* part_like(Draft& draft, const ledger::PaymentPart& wanted);
// That one, or another part of the same money.
[[nodiscard]] DraftPart* part_of_same_money(Draft& draft, const ledger::PaymentPart& wanted);
[[nodiscard]] DraftPart& part_or_new(Draft& draft, const ledger::PaymentPart& wanted);

// Its sums out of those of its parts.
void add_up(Draft& draft);

// Whether recording it would post nothing: the same stands already.
[[nodiscard]] bool stands_already(const Draft& draft);

}  // namespace almoner::scheduler
