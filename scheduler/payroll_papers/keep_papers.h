// Writes papers of payroll out, each in the format of its reader, and keeps them in the books once.
#pragma once

#include "gateway/letters/letter.h"
#include "ledger/records/payroll_paper.h"
#include "scheduler/commands/command.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace almoner::scheduler {

struct WrittenPaper {
    std::string html{};
    std::string text{};
};
// What makes a paper for whoever reads so, dated so.
using PaperMaker =
    std::function<ledger::Outcome<WrittenPaper>(gateway::LetterLook look, ledger::Date written_on)>;

struct PaperWanted {
    ledger::PaperSubject about{};
    std::string called{};       // "J-0007", in an answer about what could not be made
    std::int64_t reader = 0;    // the person who gets it
    std::int64_t about_whom{};  // the person under whose key it is sealed
    // What was given once stays as it was, but for a reader whose format is another one now; else
    // it is made anew where a figure differs.
    bool is_given_once = true;
    std::int64_t in_place_of = 0;  // the slip that this one corrects
};

class PapersMade {
  public:
    // `channel`: one of ledger::payroll_paper_channels.
    PapersMade(Asked& asked, std::string channel) : asked_(asked), channel_(std::move(channel)) {}

    // Held out, and the others are made: translation-missing, address-missing, email-missing, and
    // what the maker refuses.
    void add(const PaperWanted& wanted, const PaperMaker& make);
    // {"made", "as_before", "papers": [...], "held_out": [{"about", "paper", "code", "field",
    // "words", "next"}], "partial"}.
    [[nodiscard]] Answer answer() const;
    [[nodiscard]] bool has_one() const { return made_ + as_before_ > 0 || !held_out_.empty(); }

  private:
    void hold_out(const PaperWanted& wanted, const ledger::Refusal& refusal);
    void keep(const PaperWanted& wanted,
              const WrittenPaper& written,
              const std::string& format,
              std::int64_t replaces);
    [[nodiscard]] std::int64_t evidence(const PaperWanted& wanted,
                                        std::string_view media_type,
                                        std::string_view document);

    Asked& asked_;
    std::string channel_;
    std::int64_t made_ = 0;
    std::int64_t as_before_ = 0;
    nlohmann::json papers_ = nlohmann::json::array();
    nlohmann::json held_out_ = nlohmann::json::array();
};

}  // namespace almoner::scheduler
