// What HMRC has not been told yet of an employer's scheme, made into messages that wait to be sent.
#pragma once

#include "gateway/hmrc/envelope.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/hmrc_filing.h"
#include "scheduler/commands/command.h"
#include "scheduler/payroll/program_rates.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace almoner::scheduler {

struct FilingsWanted {
    gateway::hmrc::SenderKind sender = gateway::hmrc::SenderKind::bureau;
    // A to G: why submissions behind the payday are late. A correction's own is H.
    std::string late_reason{};
    std::optional<std::int64_t> last_of_year{};  // 2026: nothing more is told of 2026-27
    bool again = false;                          // also what HMRC turned down as it stands
};

// Makes nothing twice: a slip is told once with the same sums of the year so far.
class FilingsMade {
  public:
    FilingsMade(Asked& asked, FilingsWanted wanted)
        : asked_(asked), wanted_(std::move(wanted)), book_(rates_of_program(asked.around)) {}

    // Full payment submissions of the slips in the books, one for each payday, corrections apart;
    // then summaries: months in which nobody was paid, Employment Allowance, the last of a year.
    // Held out by name: scheme-missing, scheme-needed, late-reason-missing, rejected-as-it-stands,
    // payday-waits, payday-held-out, and what gateway::hmrc refuses. An employer that needs no
    // scheme is left alone.
    void prepare(const ledger::Employer& employer);
    // Asks HMRC for the National Insurance number of a job's assistant, or whether it is right.
    void ask_for_number(const ledger::Employer& employer, const ledger::Employment& job);

    // {"prepared", "filings": [...], "held_out": [...], "partial"}, and where HMRC is told of the
    // end of jobs that may owe more: "leaving_pay_open": [...].
    [[nodiscard]] Answer answer() const;

  private:
    friend class SchemeFilings;
    [[nodiscard]] const rules::RateBook* book() const {
        return book_.accepted() ? &book_.value() : nullptr;
    }
    void name_open_end(const ledger::Employer& employer, const std::string& job);
    void hold_out_without_scheme(const ledger::Employer& employer);
    void hold_out(const ledger::Employer& employer,
                  std::string_view purpose,
                  const ledger::Refusal& refusal);
    // Stored, unless HMRC turned down the very same message before.
    std::optional<std::int64_t> keep(const ledger::Employer& employer,
                                     const ledger::HmrcFiling& filing,
                                     const ledger::Outcome<gateway::hmrc::MarkedBody>& body);

    Asked& asked_;
    FilingsWanted wanted_;
    ledger::Outcome<rules::RateBook> book_;
    std::int64_t prepared_ = 0;
    nlohmann::json filings_ = nlohmann::json::array();
    nlohmann::json held_out_ = nlohmann::json::array();
    nlohmann::json open_ends_ = nlohmann::json::array();
};

}  // namespace almoner::scheduler
