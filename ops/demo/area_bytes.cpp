#include "gateway/area/area_files.h"
#include "gateway/csv/csv_writer.h"
#include "ops/demo/made_area.h"
#include "ops/demo/plain_pounds.h"

#include <optional>
#include <string_view>
#include <utility>

namespace almoner::ops::demo {
namespace {

using gateway::AreaFile;
using ledger::Date;
using ledger::Money;
using Cells = std::vector<std::string>;

std::string text(std::string_view word) {
    return std::string(word);
}

std::string text(Money amount) {
    return plain_pounds(amount);
}

std::string text(const std::optional<Date>& day) {
    return day ? day->iso() : std::string{};
}

std::string text(ledger::Option option) {
    return option == ledger::Option::none ? std::string{} : text(name_of(option));
}

std::string text(const gateway::Payee& payee) {
    switch (payee.kind) {
        case gateway::PayeeKind::holder: return "holder";
        case gateway::PayeeKind::representative: return "representative";
        case gateway::PayeeKind::support_service: return "support-service:" + payee.reference;
        case gateway::PayeeKind::third_party: return "third-party:" + payee.reference;
        case gateway::PayeeKind::provider: return "provider:" + payee.reference;
    }
    return {};
}

std::string sort_code(const gateway::AccountDetails& details) {
    return text(details.sort_code.digits());
}

std::string account_number(const gateway::AccountDetails& details) {
    return text(details.account_number.digits());
}

Cells cells(const gateway::CommissionerRow& row) {
    std::string streams;
    for (const ledger::Stream stream : row.streams) {
        streams += (streams.empty() ? "" : " ") + text(name_of(stream));
    }
    return {row.commissioner, row.name, text(name_of(row.kind)), streams};
}

Cells cells(const gateway::BankAccountRow& row) {
    return {row.bank_account,
            row.owner,
            row.details.name,
            sort_code(row.details),
            account_number(row.details),
            text(name_of(row.rail)),
            text(name_of(row.file_profile)),
            row.service_user_number,
            row.originator_name,
            text(row.item_limit),
            text(row.file_limit)};
}

Cells cells(const gateway::SupportServiceRow& row) {
    return {row.support_service, row.name, row.client_bank_account};
}

Cells cells(const gateway::ThirdPartyRow& row) {
    return {row.third_party,
            row.name,
            text(name_of(row.kind)),
            row.details.name,
            sort_code(row.details),
            account_number(row.details)};
}

Cells cells(const gateway::ProviderRow& row) {
    return {row.provider,
            row.name,
            row.details.name,
            sort_code(row.details),
            account_number(row.details)};
}

Cells cells(const gateway::PersonRow& row) {
    return {row.person,
            row.given_name,
            row.family_name,
            row.date_of_birth.iso(),
            row.nhs_number ? row.nhs_number->written() : std::string{},
            row.address,
            row.postcode,
            row.phone,
            row.email,
            text(name_of(row.information_format)),
            row.language};
}

Cells cells(const gateway::RepresentativeRow& row) {
    return {row.person, row.name, text(name_of(row.role)), row.start.iso(), text(row.end)};
}

Cells cells(const gateway::BudgetRow& row) {
    return {row.budget,
            row.person,
            row.lead_commissioner,
            row.start.iso(),
            text(row.end),
            row.contingency.is_zero() ? std::string{} : text(row.contingency)};
}

Cells cells(const gateway::PlanLineRow& row) {
    return {row.plan_line,
            row.budget,
            row.commissioner,
            text(name_of(row.stream)),
            row.purpose,
            text(row.option),
            text(row.amount),
            text(name_of(row.frequency)),
            row.start.iso(),
            text(row.end)};
}

Cells cells(const gateway::AgreementRow& row) {
    return {row.agreement,
            row.budget,
            text(row.option),
            text(row.payee),
            row.details ? row.details->name : std::string{},
            row.details ? sort_code(*row.details) : std::string{},
            row.details ? account_number(*row.details) : std::string{},
            row.paid_from,
            text(name_of(row.frequency)),
            row.anchor_date.iso(),
            row.monthly_day ? std::to_string(*row.monthly_day) : std::string{},
            row.start.iso(),
            text(row.end),
            text(name_of(row.timing)),
            row.contribution.is_zero() ? std::string{} : text(row.contribution),
            row.contribution_basis ? text(name_of(*row.contribution_basis)) : std::string{},
            text(name_of(row.status)),
            text(row.signed_on)};
}

Cells cells(const gateway::OpeningBalanceRow& row) {
    return {text(name_of(row.kind)),
            row.bank_account,
            row.budget,
            text(row.option),
            row.commissioner,
            text(name_of(row.stream)),
            row.owed_to ? text(name_of(*row.owed_to)) : std::string{},
            text(row.amount),
            row.as_of.iso()};
}

template <class Row>
void add(gateway::AreaBytes& files, AreaFile file, const std::vector<Row>& rows) {
    Cells header;
    for (const gateway::CsvColumn& column : columns_of(file)) header.emplace_back(column.name);
    gateway::CsvWriter csv(header);
    for (const Row& row : rows) csv.row(cells(row));
    files.emplace(file_name(file), csv.bytes());
}

}  // namespace

gateway::AreaBytes area_bytes(const gateway::AreaFiles& rows) {
    gateway::AreaBytes files;
    add(files, AreaFile::commissioners, rows.commissioners);
    add(files, AreaFile::bank_accounts, rows.bank_accounts);
    add(files, AreaFile::support_services, rows.support_services);
    add(files, AreaFile::third_parties, rows.third_parties);
    add(files, AreaFile::providers, rows.providers);
    add(files, AreaFile::people, rows.people);
    add(files, AreaFile::representatives, rows.representatives);
    add(files, AreaFile::budgets, rows.budgets);
    add(files, AreaFile::plan_lines, rows.plan_lines);
    add(files, AreaFile::agreements, rows.agreements);
    add(files, AreaFile::opening_balances, rows.opening_balances);
    return files;
}

}  // namespace almoner::ops::demo
