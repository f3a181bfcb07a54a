// A paper of payroll that was given to somebody: which, in what format, its PDF, and its way there.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/letter.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

extern const RecordTable payroll_paper_table;
extern const RecordTable payroll_paper_pdf_table;
extern const RecordTable payroll_paper_delivery_table;

inline constexpr std::array<std::string_view, 9> payroll_paper_kinds{
    "payslip", "p45", "p60", "p32", "p11", "ssp1", "smp1", "pension-joined", "pension-postponed"};
// How it reaches its person: looked at when signed in, a file to e-mail, a file to print and post.
inline constexpr std::array<std::string_view, 3> payroll_paper_channels{"portal", "email", "post"};

// What a paper is about; what it is not about is 0.
struct PaperSubject {
    std::string kind{};  // one of payroll_paper_kinds
    std::int64_t employer = 0;
    std::int64_t employment = 0;
    std::int64_t slip = 0;
    std::int64_t absence = 0;
    std::int64_t tax_year = 0;  // 2026 is 2026-27

    friend bool operator==(const PaperSubject&, const PaperSubject&) = default;
};

struct PayrollPaper {
    std::int64_t id = 0;
    PaperSubject about{};
    std::int64_t person = 0;              // who gets it
    std::string format{};                 // "standard", "large-print", ...
    std::string channel{"portal"};        // one of payroll_paper_channels
    std::int64_t html = 0;                // evidence: the record of it
    std::optional<std::int64_t> plain{};  // evidence: the same as plain text
    std::int64_t replaces = 0;            // an earlier paper; 0: none
    Date made_on{};
    std::int64_t made_by = 0;

    friend bool operator==(const PayrollPaper&, const PayrollPaper&) = default;
};

// Of these two the letter's number is the paper's.
using PaperPdf = LetterPdf;
using PaperDelivery = LetterDelivery;

// Their ids; `id` is not looked at. The words are about `person`.
std::int64_t insert_payroll_paper(Work& work, const PayrollPaper& paper);
std::int64_t insert_paper_pdf(Work& work, const PaperPdf& pdf);
std::int64_t insert_paper_delivery(Work& work, std::int64_t person, const PaperDelivery& delivery);

[[nodiscard]] std::optional<PayrollPaper> payroll_paper_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<PayrollPaper> every_payroll_paper(Database& database);  // by id
// The one that no other takes the place of.
[[nodiscard]] std::optional<PayrollPaper> newest_payroll_paper(Database& database,
                                                               const PaperSubject& about);
// Those that have no PDF yet, whether one was tried or not; oldest first.
[[nodiscard]] std::vector<PayrollPaper> papers_without_pdf(Database& database);
[[nodiscard]] std::vector<PaperPdf> pdfs_of_paper(Database& database, std::int64_t paper);
[[nodiscard]] std::vector<PaperDelivery> deliveries_of_paper(Database& database,
                                                             std::int64_t paper);

}  // namespace almoner::ledger
