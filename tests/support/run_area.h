// A small area for tests of payment runs: one commissioner, its bank account, and people as asked.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/command.h"
#include "tests/support/test_area.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::tests {

[[nodiscard]] ledger::Date on(std::string_view iso);
[[nodiscard]] ledger::Money pounds(std::int64_t pounds);

inline const scheduler::Actor anna{.number = 1, .ref = "anna", .role = scheduler::Role::maker};
inline const scheduler::Actor ben{.number = 2, .ref = "ben", .role = scheduler::Role::checker};
inline const scheduler::Actor carol{.number = 3, .ref = "carol", .role = scheduler::Role::checker};

// What a person's budget, plan line and agreement say unless a test changes it: £100 a week of NHS
// money, paid every four weeks in advance from Monday 2 November 2026 to the holder's own account.
struct PersonTerms {
    ledger::PlanLine line{};
    ledger::Agreement agreement{};
    std::optional<ledger::Date> budget_ends_on{};
    std::optional<ledger::Date> died_on{};
    bool has_account = true;
    std::int64_t organisation_paid = 0;
    ledger::PayeeStatus account = ledger::PayeeStatus::confirmed;

    PersonTerms();
};

struct TestPerson {
    std::int64_t person = 0;
    std::int64_t budget = 0;
    std::int64_t line = 0;
    std::int64_t agreement = 0;
    std::int64_t payee_account = 0;
};

struct AskedOn {
    scheduler::Actor actor = anna;
    std::string day = "2026-11-02";
    std::int32_t minutes = 9 * 60;
    std::string key{};
};

class RunArea {
  public:
    RunArea();
    explicit RunArea(const std::filesystem::path& folder);

    TestPerson add(const PersonTerms& terms = {});
    void add_many(int people);  // with the terms that nobody changed, in one command
    void write(const std::function<void(ledger::Work&)>& change);
    // The answer, or a refusal.
    ledger::Outcome<nlohmann::json> ask(scheduler::CommandHandler handler,
                                        std::map<std::string, std::string> fields,
                                        const AskedOn& how = {});
    // The answer; a refusal fails the test.
    nlohmann::json answer(scheduler::CommandHandler handler,
                          std::map<std::string, std::string> fields,
                          const AskedOn& how = {});
    std::string refusal(scheduler::CommandHandler handler,
                        std::map<std::string, std::string> fields,
                        const AskedOn& how = {});

    [[nodiscard]] nlohmann::json propose(const std::string& until,
                                         const std::string& today = "2026-11-02");
    nlohmann::json approve(const nlohmann::json& run);  // {"run", "confirm"} of a proposal
    [[nodiscard]] std::vector<ledger::PaymentRecord> payments();
    [[nodiscard]] ledger::Balance balance(const ledger::AccountKey& key);
    [[nodiscard]] std::int64_t count(std::string_view table);
    [[nodiscard]] TestArea& area() { return *area_; }

    std::int64_t commissioner = 0;
    std::int64_t partner = 0;
    std::int64_t bank_account = 0;
    std::map<std::string, std::string> settings;

  private:
    void load();
    TestPerson insert(ledger::Work& work, const PersonTerms& terms);
    std::unique_ptr<TestArea> area_;
    int keys_ = 0;
    int people_ = 0;
};

}  // namespace almoner::tests
