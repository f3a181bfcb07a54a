// The checks that every message to HMRC's real time information shares, gathered into one list.
#pragma once

#include "gateway/hmrc/rti_parties.h"
#include "ledger/values/money.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::hmrc {

struct Complaint {
    std::string_view code;
    std::string_view words;
    std::string_view next;
};

class RtiCheck {
  public:
    void refuse(std::string_view field, const Complaint& complaint);
    void must(bool holds, std::string_view field, const Complaint& complaint) {
        if (!holds) refuse(field, complaint);
    }

    void employer(const EmployerReferences& employer);
    void year(RtiYear year);
    // `place` is "employees[2].person".
    void person(const RtiPerson& person, const std::string& place);
    // Given, at most 35 characters, each once.
    void pay_id(const std::string& id, const std::string& place);
    void whole_pounds(ledger::Money amount, const std::string& field);

    [[nodiscard]] std::vector<ledger::Refusal> take() && { return std::move(refusals_); }

  private:
    void name(const RtiName& name, const std::string& place);
    void address(const RtiAddress& address, const std::string& place);

    std::vector<ledger::Refusal> refusals_;
    std::set<std::string, std::less<>> pay_ids_;
};

[[nodiscard]] std::string at(std::string_view list, std::size_t index);  // "employees[2]"

}  // namespace almoner::gateway::hmrc
