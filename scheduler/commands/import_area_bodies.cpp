#include "scheduler/commands/import_area_bodies.h"

#include "ledger/records/record_table.h"
#include "ledger/values/invariant.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using gateway::AreaFile;
using ledger::BankAccount;
using ledger::Organisation;
using ledger::OrganisationKind;

template <class Row>
void expect(ImportContext& context,
            const std::vector<Row>& rows,
            std::string Row::* ref,
            Known<Organisation>& known) {
    for (const Row& row : rows) {
        if (known.find(row.*ref) != nullptr) continue;
        known.expect(row.*ref, context.work.records().next_number(ledger::organisation_table));
    }
}

// In the order of the list of streams, so that a file in another order is no change.
std::string joined(std::vector<ledger::Stream> streams) {
    std::ranges::sort(streams);
    std::string names;
    for (const ledger::Stream stream : streams) {
        if (!names.empty()) names += ',';
        names += name_of(stream);
    }
    return names;
}

OrganisationKind kind_of(gateway::CommissionerKind kind) {
    return kind == gateway::CommissionerKind::nhs ? OrganisationKind::nhs
                                                  : OrganisationKind::council;
}

OrganisationKind kind_of(gateway::ThirdPartyKind kind) {
    return kind == gateway::ThirdPartyKind::trust ? OrganisationKind::trust
                                                  : OrganisationKind::individual_service_fund;
}

void settle(ImportContext& context,
            AreaFile file,
            const Known<Organisation>& known,
            Organisation wanted) {
    const auto& entry = *known.find(wanted.ref);
    wanted.number = entry.record.number;
    wanted.from_on = context.from;
    Changes changes;
    changes.see("kind", name_of(entry.record.kind), name_of(wanted.kind));
    changes.see("name", entry.record.name, wanted.name);
    changes.see("streams", entry.record.streams, wanted.streams);
    changes.see_fixed(
        "client_bank_account", entry.record.client_bank_account, wanted.client_bank_account);
    if (context.decide<Organisation>(file, entry, std::move(changes))) {
        ledger::insert_organisation(context.work, std::move(wanted));
    }
}

BankAccount wanted_account(const ImportContext& context, const gateway::BankAccountRow& row) {
    const auto& owners =
        row.owned_by_support_service ? context.known.support_services : context.known.commissioners;
    return {.number = context.known.bank_accounts.number(row.bank_account),
            .ref = row.bank_account,
            .from_on = context.from,
            .owner = owners.number(row.owner),
            .name = row.details.name,
            .sort_code = std::string(row.details.sort_code.digits()),
            .account_number = std::string(row.details.account_number.digits()),
            .rail = row.rail == gateway::Rail::bacs ? ledger::Rail::bacs
                                                    : ledger::Rail::faster_payments,
            .file_profile = std::string(name_of(row.file_profile)),
            .service_user_number = row.service_user_number,
            .originator_name = row.originator_name,
            .item_limit = row.item_limit,
            .file_limit = row.file_limit};
}

Changes differing(const BankAccount& before, const BankAccount& after) {
    Changes changes;
    changes.see_fixed("owner", before.owner, after.owner);
    changes.see("name", before.name, after.name);
    changes.see("sort_code", before.sort_code, after.sort_code);
    changes.see("account_number", before.account_number, after.account_number);
    changes.see("rail", name_of(before.rail), name_of(after.rail));
    changes.see("file_profile", before.file_profile, after.file_profile);
    changes.see("service_user_number", before.service_user_number, after.service_user_number);
    changes.see("originator_name", before.originator_name, after.originator_name);
    changes.see("item_limit", before.item_limit, after.item_limit);
    changes.see("file_limit", before.file_limit, after.file_limit);
    return changes;
}

void import_bank_account(ImportContext& context, const gateway::BankAccountRow& row) {
    BankAccount wanted = wanted_account(context, row);
    const auto& entry = *context.known.bank_accounts.find(row.bank_account);
    if (context.decide<BankAccount>(
            AreaFile::bank_accounts, entry, differing(entry.record, wanted))) {
        ledger::insert_bank_account(context.work, std::move(wanted));
    }
}

}  // namespace

void expect_bodies(ImportContext& context) {
    const gateway::AreaFiles& rows = context.rows;
    KnownArea& known = context.known;
    expect(
        context, rows.commissioners, &gateway::CommissionerRow::commissioner, known.commissioners);
    expect(context,
           rows.support_services,
           &gateway::SupportServiceRow::support_service,
           known.support_services);
    expect(context, rows.third_parties, &gateway::ThirdPartyRow::third_party, known.third_parties);
    expect(context, rows.providers, &gateway::ProviderRow::provider, known.providers);
    for (const gateway::BankAccountRow& row : rows.bank_accounts) {
        if (known.bank_accounts.find(row.bank_account) != nullptr) continue;
        known.bank_accounts.expect(row.bank_account,
                                   context.work.records().next_number(ledger::bank_account_table));
    }
}

void import_bodies(ImportContext& context) {
    const gateway::AreaFiles& rows = context.rows;
    const KnownArea& known = context.known;
    for (const auto& row : rows.commissioners) {
        settle(context,
               AreaFile::commissioners,
               known.commissioners,
               {.ref = row.commissioner,
                .kind = kind_of(row.kind),
                .name = row.name,
                .streams = joined(row.streams)});
    }
    for (const auto& row : rows.bank_accounts) import_bank_account(context, row);
    for (const auto& row : rows.support_services) {
        settle(context,
               AreaFile::support_services,
               known.support_services,
               {.ref = row.support_service,
                .kind = OrganisationKind::support_service,
                .name = row.name,
                .client_bank_account = known.bank_accounts.number(row.client_bank_account)});
    }
    for (const auto& row : rows.third_parties) {
        settle(context,
               AreaFile::third_parties,
               known.third_parties,
               {.ref = row.third_party, .kind = kind_of(row.kind), .name = row.name});
    }
    for (const auto& row : rows.providers) {
        settle(context,
               AreaFile::providers,
               known.providers,
               {.ref = row.provider, .kind = OrganisationKind::provider, .name = row.name});
    }
}

}  // namespace almoner::scheduler
