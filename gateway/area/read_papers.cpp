#include "gateway/area/row_kinds.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace almoner::gateway {
namespace {

using ledger::Option;

constexpr std::size_t longest_text = 500;

struct PayeeWord {
    std::string_view word;
    PayeeKind kind;
    AreaFile file;
};
constexpr std::array payees_by_reference{
    PayeeWord{"support-service:", PayeeKind::support_service, AreaFile::support_services},
    PayeeWord{"third-party:", PayeeKind::third_party, AreaFile::third_parties},
    PayeeWord{"provider:", PayeeKind::provider, AreaFile::providers}};

Payee payee(RowReader& in) {
    const std::string_view cell = in.cell("payee");
    if (cell == "holder") return {PayeeKind::holder, {}};
    if (cell == "representative") return {PayeeKind::representative, {}};
    for (const PayeeWord& word : payees_by_reference) {
        if (!cell.starts_with(word.word)) continue;
        std::string reference =
            in.take("payee", read_reference(cell.substr(word.word.size())), std::string{});
        if (!reference.empty()) in.link_to("payee", word.file, reference);
        return {word.kind, std::move(reference)};
    }
    in.complain("payee",
                cell.empty() ? "empty" : "not-in-the-list",
                "This is none of: holder, representative, support-service:REFERENCE, "
                "third-party:REFERENCE, provider:REFERENCE.",
                "Write one of those.");
    return {};
}

bool fits(Option option, PayeeKind payee) {
    switch (option) {
        case Option::direct_payment:
            return payee == PayeeKind::holder || payee == PayeeKind::representative;
        case Option::third_party: return payee == PayeeKind::third_party;
        case Option::managed_account: return payee == PayeeKind::support_service;
        case Option::notional: return payee == PayeeKind::provider;
        case Option::none: return true;
    }
    return true;
}

void check_payee(RowReader& in, const AgreementRow& row) {
    if (!in.fine({"option", "payee"}) || fits(row.option, row.payee.kind)) return;
    in.complain(
        "payee",
        "payee-of-another-option",
        "A direct payment is paid to the holder or representative, third-party money to a third "
        "party, a managed account to a support service, notional money to a provider.",
        "Correct the payee or the option.");
}

std::optional<AccountDetails> payee_account(RowReader& in, PayeeKind payee) {
    const std::array<std::string_view, 3> fields{"account_name", "sort_code", "account_number"};
    if (!in.fine({"payee"})) return std::nullopt;
    if (payee == PayeeKind::holder || payee == PayeeKind::representative) {
        const bool none =
            std::ranges::all_of(fields, [&](std::string_view field) { return in.blank(field); });
        if (!none) return in.account("account_name");
        in.complain("account_number",
                    "payee-account-missing",
                    "There is no bank account to pay to.",
                    "Give account_name, sort_code and account_number.");
        return std::nullopt;
    }
    for (const std::string_view field : fields) {
        in.must_be_blank(field, "This payee's bank details are in the row of its own file.");
    }
    return std::nullopt;
}

Frequency agreement_frequency(RowReader& in) {
    const auto frequency = in.one_of("frequency", Frequency::one_off);
    if (frequency != Frequency::weekly && frequency != Frequency::yearly) return frequency;
    in.complain("frequency",
                "not-in-the-list",
                "Payments are four-weekly, monthly or one-off.",
                "Write one of those; plan lines may be weekly or yearly all the same.");
    return frequency;
}

std::optional<unsigned> monthly_day(RowReader& in, Frequency frequency) {
    if (in.blank("monthly_day")) return std::nullopt;
    const std::size_t day =
        in.take("monthly_day", read_whole_number(in.cell("monthly_day"), 31), std::size_t{1});
    if (day == 0) {
        in.complain("monthly_day", "whole-number", "No month has a day 0.", "Write 1 to 31.");
    }
    if (frequency != Frequency::monthly && in.fine({"frequency", "monthly_day"})) {
        in.complain("monthly_day",
                    "must-be-empty",
                    "Only monthly payments have a day of the month.",
                    "Empty this cell or correct the frequency.");
    }
    return static_cast<unsigned>(day);
}

void read_contribution(RowReader& in, AgreementRow& row) {
    row.contribution = in.optional_money("contribution");
    in.cap("contribution", row.contribution);
    if (!in.blank("contribution_basis")) {
        row.contribution_basis = in.one_of("contribution_basis", ContributionBasis::gross);
    }
    if (!in.fine({"contribution", "contribution_basis"})) return;
    if (row.contribution.is_zero() == !row.contribution_basis.has_value()) return;
    if (row.contribution.is_zero()) {
        in.complain("contribution_basis",
                    "contribution-missing",
                    "There is a basis and no contribution.",
                    "Give the contribution for a period, or empty this cell.");
    } else {
        in.complain("contribution_basis",
                    "contribution-basis-missing",
                    "The contribution may be taken off the payment (net) or invoiced (gross).",
                    "Write net or gross.");
    }
}

}  // namespace

PlanLineRow plan_line(RowReader& in) {
    PlanLineRow row{.row = in.row(),
                    .plan_line = in.own_name(),
                    .budget = in.link("budget", AreaFile::budgets),
                    .commissioner = in.link("commissioner", AreaFile::commissioners),
                    .stream = in.stream("stream"),
                    .purpose = in.text("purpose", longest_text),
                    .option = in.option("option"),
                    .amount = in.money_above_zero("amount"),
                    .frequency = in.one_of("frequency", Frequency::one_off),
                    .start = in.term_date("start"),
                    .end = in.optional_term_date("end")};
    in.cap("amount", row.amount);
    in.refuse_the_persons_stream(row.stream);
    in.check_order("start", row.start, "end", row.end);
    return row;
}

AgreementRow agreement(RowReader& in) {
    AgreementRow row;
    row.row = in.row();
    row.agreement = in.own_name();
    row.budget = in.link("budget", AreaFile::budgets);
    row.option = in.option("option");
    row.payee = payee(in);
    row.details = payee_account(in, row.payee.kind);
    row.paid_from = in.link("paid_from", AreaFile::bank_accounts);
    row.frequency = agreement_frequency(in);
    row.anchor_date = in.term_date("anchor_date");
    row.monthly_day = monthly_day(in, row.frequency);
    row.start = in.term_date("start");
    row.end = in.optional_term_date("end");
    row.timing = in.one_of("timing", Timing::arrears);
    read_contribution(in, row);
    row.status = in.one_of("status", AgreementStatus::active);
    row.signed_on = in.optional_date("signed_on");
    check_payee(in, row);
    in.check_order("start", row.start, "end", row.end);
    if (row.status == AgreementStatus::active && in.blank("signed_on")) {
        in.complain("signed_on",
                    "active-not-signed",
                    "An agreement that is active was signed on a day.",
                    "Give the day, or make the status draft: drafts are not paid.");
    }
    return row;
}

}  // namespace almoner::gateway
