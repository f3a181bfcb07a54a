// The rows of an area's import files, one struct per file, typed and ready to be loaded.
#pragma once

#include "gateway/payment_file.h"
#include "ledger/bank_details/account_number.h"
#include "ledger/bank_details/sort_code.h"
#include "ledger/calendar/date.h"
#include "ledger/people/nhs_number.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {

enum class CommissionerKind : std::uint8_t { nhs, council };
enum class Rail : std::uint8_t { bacs, faster_payments };
enum class ThirdPartyKind : std::uint8_t { individual_service_fund, trust };
enum class InformationFormat : std::uint8_t {
    standard,
    large_print,
    easy_read,
    plain_text,
    other_language
};
enum class RepresentativeRole : std::uint8_t { representative, nominee, parent, deputy, attorney };
enum class Frequency : std::uint8_t { weekly, four_weekly, monthly, yearly, one_off };
enum class Timing : std::uint8_t { advance, arrears };
enum class ContributionBasis : std::uint8_t { net, gross };
enum class AgreementStatus : std::uint8_t { draft, active };
enum class BalanceKind : std::uint8_t { bank, undrawn, held, owed, contribution_due };
enum class OwedTo : std::uint8_t { net_pay, hmrc, pension, attachment, fee, refund };

// The words used in the files: "four-weekly", "large-print", "pain.001.001.03".
[[nodiscard]] std::string_view name_of(CommissionerKind kind);
[[nodiscard]] std::string_view name_of(Rail rail);
[[nodiscard]] std::string_view name_of(ThirdPartyKind kind);
[[nodiscard]] std::string_view name_of(InformationFormat format);
[[nodiscard]] std::string_view name_of(RepresentativeRole role);
[[nodiscard]] std::string_view name_of(Frequency frequency);
[[nodiscard]] std::string_view name_of(Timing timing);
[[nodiscard]] std::string_view name_of(ContributionBasis basis);
[[nodiscard]] std::string_view name_of(AgreementStatus status);
[[nodiscard]] std::string_view name_of(BalanceKind kind);
[[nodiscard]] std::string_view name_of(OwedTo owed_to);

// A payee's name, sort code and account number, always the three together.
struct AccountDetails {
    std::string name{};
    ledger::SortCode sort_code{};
    ledger::AccountNumber account_number{};
    friend bool operator==(const AccountDetails&, const AccountDetails&) = default;
};

// `row` everywhere below: the row as a spreadsheet numbers it, the header being row 1.

struct CommissionerRow {
    std::size_t row = 0;
    std::string commissioner{};
    std::string name{};
    CommissionerKind kind{};
    std::vector<ledger::Stream> streams{};  // in the order of the file, each once
};

struct BankAccountRow {
    std::size_t row = 0;
    std::string bank_account{};
    std::string owner{};  // a commissioner's or a support service's reference
    bool owned_by_support_service = false;
    AccountDetails details{};
    Rail rail{};
    FileProfile file_profile{};
    std::string service_user_number{};  // six digits; empty where the profile needs none
    std::string originator_name{};
    ledger::Money item_limit{};
    ledger::Money file_limit{};
};

struct SupportServiceRow {
    std::size_t row = 0;
    std::string support_service{};
    std::string name{};
    std::string client_bank_account{};
};

struct ThirdPartyRow {
    std::size_t row = 0;
    std::string third_party{};
    std::string name{};
    ThirdPartyKind kind{};
    AccountDetails details{};
};

struct ProviderRow {
    std::size_t row = 0;
    std::string provider{};
    std::string name{};
    AccountDetails details{};
};

struct PersonRow {
    std::size_t row = 0;
    std::string person{};
    std::string given_name{};
    std::string family_name{};
    ledger::Date date_of_birth{};
    std::optional<ledger::NhsNumber> nhs_number{};
    std::string address{};
    std::string postcode{};
    std::string phone{};
    std::string email{};
    InformationFormat information_format{};
    std::string language{};  // always given when other_language
};

struct RepresentativeRow {
    std::size_t row = 0;
    std::string person{};
    std::string name{};
    RepresentativeRole role{};
    ledger::Date start{};
    std::optional<ledger::Date> end{};
};

struct BudgetRow {
    std::size_t row = 0;
    std::string budget{};
    std::string person{};
    std::string lead_commissioner{};
    ledger::Date start{};
    std::optional<ledger::Date> end{};
    ledger::Money contingency{};
};

struct PlanLineRow {
    std::size_t row = 0;
    std::string plan_line{};
    std::string budget{};
    std::string commissioner{};
    ledger::Stream stream{};
    std::string purpose{};
    ledger::Option option{};
    ledger::Money amount{};  // per `frequency`, above zero
    Frequency frequency{};
    ledger::Date start{};
    std::optional<ledger::Date> end{};
};

enum class PayeeKind : std::uint8_t {
    holder,
    representative,
    support_service,
    third_party,
    provider
};

struct Payee {
    PayeeKind kind{};
    std::string reference{};  // empty for holder and representative
    friend bool operator==(const Payee&, const Payee&) = default;
};

struct AgreementRow {
    std::size_t row = 0;
    std::string agreement{};
    std::string budget{};
    ledger::Option option{};
    Payee payee{};
    // Given for holder and representative only. A third party's and a provider's are in their own
    // row, a support service's are those of its client bank account.
    std::optional<AccountDetails> details{};
    std::string paid_from{};  // a commissioner's bank account
    Frequency frequency{};    // four_weekly, monthly or one_off
    ledger::Date anchor_date{};
    std::optional<unsigned> monthly_day{};  // 1 to 31, monthly only; else the anchor's day
    ledger::Date start{};
    std::optional<ledger::Date> end{};
    Timing timing{};
    ledger::Money contribution{};  // per period of this agreement; zero when there is none
    std::optional<ContributionBasis>
        contribution_basis{};  // given exactly when contribution is above 0
    AgreementStatus status{};
    std::optional<ledger::Date> signed_on{};  // always given when active
};

// bank: money in `bank_account`, of this commissioner and stream, by our books (may be below zero:
// lent). undrawn: set aside and not yet paid out. held: with the holder, third party or client
// account, of which only a managed account may name the bank account. owed: already owed by the
// fund, to `owed_to`. contribution_due: the person's own contribution that has not arrived (stream
// person).
struct OpeningBalanceRow {
    std::size_t row = 0;
    BalanceKind kind{};
    std::string bank_account{};  // empty unless bank, or held on a managed account
    std::string budget{};        // empty for bank
    ledger::Option option = ledger::Option::none;  // none for bank
    std::string commissioner{};                    // whose money it is
    ledger::Stream stream{};
    std::optional<OwedTo> owed_to{};  // owed only
    ledger::Money amount{};
    ledger::Date as_of{};
};

struct AreaFiles {
    std::vector<CommissionerRow> commissioners{};
    std::vector<BankAccountRow> bank_accounts{};
    std::vector<SupportServiceRow> support_services{};
    std::vector<ThirdPartyRow> third_parties{};
    std::vector<ProviderRow> providers{};
    std::vector<PersonRow> people{};
    std::vector<RepresentativeRow> representatives{};
    std::vector<BudgetRow> budgets{};
    std::vector<PlanLineRow> plan_lines{};
    std::vector<AgreementRow> agreements{};
    std::vector<OpeningBalanceRow> opening_balances{};
};

}  // namespace almoner::gateway
