// A slip of wages: what it is made of, what each plan line bears, and its place in the books.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct PaySlip {
    std::int64_t id = 0;
    std::int64_t seq = 0;
    std::int64_t run = 0;
    std::int64_t employment = 0;
    std::int64_t employer = 0;
    std::int64_t budget = 0;
    Option option = Option::none;
    std::int64_t client_account = 0;  // of a managed account in these books; 0: none
    std::int64_t payee_account = 0;   // the assistant's; 0: none known
    std::int64_t payee_version = 0;
    Date paid_on{};
    std::int64_t tax_year = 0;   // 2026 is 2026-27
    std::int64_t period_no = 1;  // rules::TaxPeriod
    Period worked{};
    std::string tax_code{};  // as it was used
    std::string tax_basis{"C"};
    std::string ni_letter{"A"};
    std::string loans{};
    bool is_after_leaving = false;
    Money gross{};
    Money expenses{};
    Money taxable{};
    Money tax{};
    Money ni_employee{};
    Money ni_employer{};  // before Employment Allowance
    Money at_lel{};
    Money lel_to_pt{};
    Money pt_to_uel{};
    Money loan{};
    Money postgraduate{};
    Money pension_qualifying{};
    Money pension_employee{};
    Money pension_relief{};
    Money pension_employer{};
    Money attachment{};
    Money recovered{};  // of what was overpaid before
    Money net{};
    Money paid{};       // net and expenses, less what is recovered
    Money allowance{};  // of the employer's National Insurance, met by Employment Allowance
    Money taxable_to_date{};
    Money tax_to_date{};
    std::int64_t corrects = 0;  // the slip that this one takes the place of; 0: none
    Money overpaid{};           // what that one paid above this one
    // The pay period that it pays whole, which no other slip does then; off the cycle none.
    std::optional<Period> closes{};

    friend bool operator==(const PaySlip&, const PaySlip&) = default;
};

// Numbers are given by position, from 1.
struct PaySlipLine {
    std::int64_t slip = 0;
    std::int64_t line = 0;
    std::string kind{};
    std::int64_t quantity = 0;
    Money rate{};
    Money amount{};
    std::string counts{"wage"};  // wage, pay or expense
    std::string rule{};
    std::int64_t timesheet = 0;

    friend bool operator==(const PaySlipLine&, const PaySlipLine&) = default;
};

struct PaySlipOrder {
    std::int64_t slip = 0;
    std::int64_t pay_order = 0;
    Money taken{};
    Money arrears{};

    friend bool operator==(const PaySlipOrder&, const PaySlipOrder&) = default;
};

// What one plan line bears.
struct PaySlipSplit {
    std::int64_t slip = 0;
    std::int64_t plan_line = 0;
    std::int64_t body = 0;
    Stream stream{};
    Money net_pay{};
    Money hmrc{};  // below zero: a refund above what is due
    Money pension{};
    Money attachment{};

    [[nodiscard]] Money total() const { return net_pay + hmrc + pension + attachment; }
    friend bool operator==(const PaySlipSplit&, const PaySlipSplit&) = default;
};

// "posted" out of the fund; "owed" above it; "shown": the holder pays, or there is nothing to pay.
inline constexpr std::array<std::string_view, 3> slip_posting_ways{"posted", "owed", "shown"};
struct PaySlipPosting {
    std::int64_t slip = 0;
    std::string way{};
    std::int64_t first_transfer = 0;
    std::int64_t last_transfer = 0;
    Date on{};

    friend bool operator==(const PaySlipPosting&, const PaySlipPosting&) = default;
};

// How an assistant agreed to give back what a corrected slip shows to be overpaid.
struct PayRecovery {
    std::int64_t slip = 0;  // the new one
    std::int64_t employment = 0;
    Money owed{};
    Money each_time{};
    std::int64_t evidence = 0;  // the agreement
    Date agreed_on{};
    std::int64_t actor = 0;

    friend bool operator==(const PayRecovery&, const PayRecovery&) = default;
};

std::int64_t insert_pay_slip(Work& work, const PaySlip& slip);  // its id
void insert_pay_slip_line(Work& work, const PaySlipLine& line);
void insert_pay_slip_order(Work& work, const PaySlipOrder& order);
void insert_pay_slip_split(Work& work, const PaySlipSplit& split);
void insert_pay_slip_posting(Work& work, const PaySlipPosting& posting);
void insert_pay_recovery(Work& work, const PayRecovery& recovery);

[[nodiscard]] std::optional<PaySlip> pay_slip_by_id(Database& database, std::int64_t id);
[[nodiscard]] std::vector<PaySlip> slips_of_run(Database& database, std::int64_t run);  // by id
// Those that count: in the books, and no slip in the books corrects them. By payday, then id.
[[nodiscard]] std::vector<PaySlip> slips_that_count(Database& database, std::int64_t employment);
// Those that count of managed accounts whose client account is in these books, all that are
// posted. By payday, then id.
[[nodiscard]] std::vector<PaySlip> managed_slips_that_count(Database& database);
// Those that one takes the place of, the newest first, and itself before them.
[[nodiscard]] std::vector<std::int64_t> slip_and_before(Database& database, const PaySlip& slip);
[[nodiscard]] std::vector<PaySlipLine> lines_of_slip(Database& database, std::int64_t slip);
[[nodiscard]] std::vector<PaySlipOrder> orders_of_slip(Database& database, std::int64_t slip);
[[nodiscard]] std::vector<PaySlipSplit> splits_of_slip(Database& database, std::int64_t slip);
[[nodiscard]] std::optional<PaySlipPosting> posting_of_slip(Database& database, std::int64_t slip);
// The slip in the books that takes its place.
[[nodiscard]] std::optional<std::int64_t> correction_of(Database& database, std::int64_t slip);

[[nodiscard]] std::vector<PayRecovery> recoveries_of(Database& database, std::int64_t employment);

// The hours that a slip that counts has paid: those of a sheet, or (timesheet 0) the usual ones of
// the period that it closes.
struct PaidHours {
    std::int64_t slip = 0;
    std::int64_t timesheet = 0;
    Period days{};

    friend bool operator==(const PaidHours&, const PaidHours&) = default;
};
[[nodiscard]] std::vector<PaidHours> paid_hours_of(Database& database, std::int64_t employment);
// A run that is approved and not in the books yet pays this sheet.
[[nodiscard]] std::optional<std::int64_t> run_holding_sheet(Database& database,
                                                            std::int64_t timesheet);
// A run that is approved and not in the books yet has a slip of this job.
[[nodiscard]] std::optional<std::int64_t> run_under_way(Database& database,
                                                        std::int64_t employment);
// Of slips that count and of runs that are approved and not in the books yet.
[[nodiscard]] Money allowance_used(Database& database,
                                   std::int64_t employer,
                                   std::int64_t tax_year);
struct TakenByOrder {
    Money taken{};
    Money arrears{};  // of the newest slip up to the day
};
// As if the slip `without` were not there.
[[nodiscard]] TakenByOrder taken_by_order(Database& database,
                                          std::int64_t pay_order,
                                          Date up_to,
                                          std::int64_t without);

}  // namespace almoner::ledger
