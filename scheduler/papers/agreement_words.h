// What a direct payment agreement says that is written out for signing: one form, whoever's money
// it is, with the terms that each of those laws sets.
#pragma once

#include "ledger/calendar/schedule.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "rules/engine/kinds.h"
#include "scheduler/notice/recipients.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct PaperLine {
    std::string purpose{};
    ledger::Money amount{};
    std::string each{};  // "each week"
    std::string body{};  // whose money it is, by its name
    ledger::Stream stream = ledger::Stream::nhs;
};

struct AgreementPaper {
    std::string ref{};
    std::string from{};    // the lead's name
    std::string phone{};   // who to ask
    std::string holder{};  // the name of the person whose budget it is
    std::vector<PaperLine> lines{};
    rules::Regimes regimes{};  // whose law its lines stand under
    std::string keeper{};      // of a managed account, by name; empty: there is none
    bool pays_representative = false;
    std::string account_ending{};  // the last two digits
    ledger::Frequency frequency = ledger::Frequency::four_weekly;
    ledger::Timing timing = ledger::Timing::advance;
    ledger::Date start_on{};
    std::optional<ledger::Date> end_on{};
    ledger::Money contribution{};  // per period; zero when there is none
    bool contribution_net = false;
    std::int64_t notice_days = 0;  // before less is paid or it stops; at least
    std::int64_t exit_days = 0;    // that the person gives
    std::optional<ledger::Date> first_review_by{};
    ledger::Date written_on{};
    std::string easy_words{};   // the same in easy read, by a person
    std::string translation{};  // of the whole, by a translator
};

[[nodiscard]] gateway::WrittenLetter paper_for(const Recipient& signer,
                                               const AgreementPaper& paper);

}  // namespace almoner::scheduler
