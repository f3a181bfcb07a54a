// The files of a run as the records give them: the same records give the same bytes, before and
// after a crash.
#pragma once

#include "gateway/payment_file.h"
#include "ledger/records/payment.h"
#include "ledger/records/submission.h"
#include "ledger/storage/database.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace almoner::scheduler {

// One file that a run needs, before it has an id.
struct PlannedFile {
    // A payment that arrives on another day than it was proposed for.
    struct Moved {
        std::int64_t payment = 0;
        ledger::Date from{};
        ledger::Date to{};
    };

    ledger::Submission submission;  // without its id
    ledger::IdRange payments{};
    std::string bytes;
    std::vector<Moved> moved{};
};

// The command that sends: what the records said then is what the file says.
struct SendingMoment {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    ledger::Date on{};
};

// Which payments a file has, all in one stretch, and how many they are.
struct FilePayments {
    ledger::IdRange ids{};
    std::int64_t count = 0;
};
using OnceSplit = std::function<void(const std::vector<FilePayments>& files)>;

struct Sending {
    SendingMoment moment{};
    const Surroundings& around;
    std::int64_t next_id = 1;    // the first submission's
    bool by_other_bank = false;  // as a list for another bank's pages
};

// The run's approved payments as files, split by what the bank account and its format take, with
// their hashes. Refused: as file_bytes and check_limits. Asks the database for nothing more once it
// has told `once_split`.
[[nodiscard]] ledger::Outcome<std::vector<PlannedFile>> plan_files(ledger::Database& database,
                                                                   const ledger::PaymentRun& run,
                                                                   const Sending& sending,
                                                                   const OnceSplit& once_split);

// The bytes of a submission that was planned before, built anew.
[[nodiscard]] ledger::Outcome<std::string> rebuilt_bytes(ledger::Database& database,
                                                         const ledger::Submission& submission);

// Where a payment stands in its pain.001: the id of its block, and its own.
struct PlaceInFile {
    std::int64_t payment = 0;
    std::string payment_information_id;
    std::string end_to_end_id;
};

// Of every payment of a submission, in the order of the file.
[[nodiscard]] std::vector<PlaceInFile> places_in(ledger::Database& database,
                                                 const ledger::Submission& submission);

}  // namespace almoner::scheduler
