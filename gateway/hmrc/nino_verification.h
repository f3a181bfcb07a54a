// HMRC's NINO verification request: asks whether numbers are right, and for those not known.
#pragma once

#include "gateway/hmrc/rti_parties.h"

#include <string>
#include <vector>

namespace almoner::gateway::hmrc {

struct NinoQuestion {
    RtiPerson person{};  // with or without a number
    std::string pay_id{};
};

struct NinoVerificationRequest {
    EmployerReferences employer{};
    std::vector<NinoQuestion> employees{};
};

[[nodiscard]] std::vector<ledger::Refusal> check(const NinoVerificationRequest& request);
// `request` has passed `check`.
[[nodiscard]] std::string write_nino_verification_request(const NinoVerificationRequest& request);

}  // namespace almoner::gateway::hmrc
