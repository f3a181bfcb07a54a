// The evidence store: which document a decision rests on, since when, and for how long it is kept.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/sealed_row.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct Evidence {
    std::int64_t id = 0;
    std::string kind{};         // "signed-agreement", "consent", ...
    std::int64_t person = 0;    // 0: about nobody in particular
    std::string subject{};      // "agreement:A1", or other words, which are sealed
    Date dated_on{};            // the document's own date
    std::int64_t given_by = 0;  // the actor who added it
    std::string sha256{};       // of the document, 64 hexadecimal digits
    std::int64_t bytes = 0;
    std::string media_type{};
    std::optional<Date> keep_until{};
    bool legal_hold = false;                        // kept beyond that day until the hold is lifted
    std::optional<std::int64_t> subject_private{};  // a row of private_text: subject_of() opens it

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

// `id`, `sha256`, `bytes` and `subject_private` are worked out. Its id.
std::int64_t insert_evidence(Work& work, Evidence evidence, std::string_view document);

// What it is about, as it was given.
[[nodiscard]] std::string subject_of(Database& database, const Evidence& evidence);

// For a rule, which asks whether there is evidence and of what.
[[nodiscard]] std::optional<Evidence> evidence_by_id(Database& database, std::int64_t id);

// Where a document of evidence about this person is sealed.
[[nodiscard]] SealedPlace document_place(std::int64_t evidence, std::int64_t person);

struct EvidenceShown {
    Evidence evidence;
    std::optional<std::string> document{};  // nothing once it was erased
    bool intact = true;                     // the document still has its hash
};

// Nothing for what the asker may not see. About a person it is written to the access log by the
// door before it is shown.
[[nodiscard]] std::optional<EvidenceShown> show_evidence(const Scope& scope,
                                                         Database& database,
                                                         std::int64_t id);
// By such a reference alone.
[[nodiscard]] std::vector<Evidence> evidence_about(const Scope& scope,
                                                   Database& database,
                                                   std::string_view subject);

}  // namespace almoner::ledger
