// The whole story of one payment as the books can prove it: who did what, when, on which ground,
// in which file, on which bank line, each with the journal row that says so.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/records/evidence.h"
#include "ledger/records/payment.h"
#include "ledger/records/submission.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "ledger/views/payment_transfers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

struct AuditedCommand {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    Date booked{};
    std::string actor{};
    std::string command{};
    std::string did{};   // to this payment: "approved, run approved"
    std::string hash{};  // 64 hexadecimal digits
};

struct AuditedState {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    Date day{};
    std::string actor{};
    PaymentState state{};
    std::string cause{};
};

// Two people stand behind each of these.
struct AuditedDecision {
    std::string what{};  // "run RUN-12", "payee account 3, version 2"
    std::string proposed_by{};
    std::string confirmed_by{};  // empty: nobody has yet
    std::int64_t seq = 0;        // the command that confirmed it; else the one that proposed it
};

struct AuditedFinding {
    std::int64_t seq = 0;
    std::string code{};
    std::string outcome{};  // "held", "note"
};

struct AuditedLine {
    std::int64_t seq = 0;  // the command that matched it
    std::string kind{};    // "payment", "submission", "return", "receipt", "undone"
    Money amount{};        // of the match: what it says of this payment, or of its whole file
    std::string bank_account{};
    std::string statement{};  // the bank's name for it
    std::string file_sha256{};
    std::int64_t place = 0;  // of the line in the statement
    Date booked_on{};
    Money line_amount{};
    std::string bank_reference{};
    std::string return_reason{};
};

struct AuditedOther {
    std::string payment{};
    std::string relation{};  // "paid before", "pays again", "another attempt"
    PaymentState state{};
    Money net{};
};

struct AuditedEvidence {
    std::string of{};  // "the agreement", "the form that was signed", "the bank details", ...
    Evidence evidence{};
};

struct AuditedTask {
    std::int64_t seq = 0;
    std::string kind{};
    Date due_on{};
    bool is_done = false;
};

struct AuditedReversal {
    std::int64_t seq = 0;
    std::int64_t original = 0;
    std::string reason{};
};

struct PaymentAudit {
    PaymentRecord payment{};
    std::string ref{};
    std::string budget{};     // references
    std::string agreement{};  // with its version when the payment was proposed: "A001, version 2"
    std::vector<AuditedCommand> commands{};
    std::vector<AuditedState> states{};
    std::vector<AuditedFinding> findings{};
    std::vector<AuditedDecision> decisions{};
    std::vector<Submission> files{};
    PaymentTransfers transfers{};
    std::vector<AuditedLine> lines{};
    std::vector<AuditedReversal> reversals{};
    std::vector<AuditedOther> others{};
    std::vector<AuditedTask> tasks{};
    std::vector<AuditedEvidence> evidence{};
};

// It names no person and no bank account of theirs. Refused: payment-not-found, also where the
// reader may not see the person or one of its streams.
[[nodiscard]] Outcome<PaymentAudit> audit_of(const Scope& scope,
                                             Database& database,
                                             const std::string& payment);

}  // namespace almoner::ledger
