// almoner payroll documents, paper-pdf, paper-sent: what assistants and employers are given of
// payroll.
#pragma once

#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view no_paper_pdf_task = "paper-without-pdf";
inline constexpr std::string_view returned_paper_task = "paper-returned";

// Fields: run (payslips of its slips in the books, and the P45 of who leaves), or paper (p60, p32,
// p11, p45, ssp1, smp1, pension) with one of job, employer, service, absence; year (of p60, p32 and
// p11: "2026-27"), reason (of smp1: notice-too-late, proof-missing), channel (portal, email or
// post; portal). What is there already stays; a corrected slip's payslip takes the place of the
// wrong one. Answers as PapersMade. Refused: run-or-paper, not-in-the-list, payroll-run-unknown,
// payroll-run-not-posted, job-unknown, employer-unknown, service-unknown, absence-unknown,
// year-unreadable, whom-about, nobody-to-write-to.
[[nodiscard]] ledger::Outcome<Answer> payroll_documents(Asked& asked);

// Fields: paper (its number), and as keep_pdf(). Refused: paper-unknown, pdf-known.
[[nodiscard]] ledger::Outcome<Answer> payroll_paper_pdf(Asked& asked);

// Fields: paper, and as read_delivery(). One that came back is a task until it is served again.
// Refused: paper-unknown, and as delivery_may_follow().
[[nodiscard]] ledger::Outcome<Answer> payroll_paper_sent(Asked& asked);

}  // namespace almoner::scheduler
