#include "gateway/area/area_files.h"

#include "ledger/values/invariant.h"

namespace almoner::gateway {
namespace {

constexpr std::array commissioners{
    CsvColumn{"commissioner"}, CsvColumn{"name"}, CsvColumn{"kind"}, CsvColumn{"streams"}};
constexpr std::array bank_accounts{CsvColumn{"bank_account"},
                                   CsvColumn{"owner"},
                                   CsvColumn{"name"},
                                   CsvColumn{"sort_code"},
                                   CsvColumn{"account_number"},
                                   CsvColumn{"rail"},
                                   CsvColumn{"file_profile"},
                                   CsvColumn{"service_user_number", false},
                                   CsvColumn{"originator_name"},
                                   CsvColumn{"item_limit"},
                                   CsvColumn{"file_limit"}};
constexpr std::array support_services{
    CsvColumn{"support_service"}, CsvColumn{"name"}, CsvColumn{"client_bank_account"}};
constexpr std::array third_parties{CsvColumn{"third_party"},
                                   CsvColumn{"name"},
                                   CsvColumn{"kind"},
                                   CsvColumn{"account_name"},
                                   CsvColumn{"sort_code"},
                                   CsvColumn{"account_number"}};
constexpr std::array providers{CsvColumn{"provider"},
                               CsvColumn{"name"},
                               CsvColumn{"account_name"},
                               CsvColumn{"sort_code"},
                               CsvColumn{"account_number"}};
constexpr std::array people{CsvColumn{"person"},
                            CsvColumn{"given_name"},
                            CsvColumn{"family_name"},
                            CsvColumn{"date_of_birth"},
                            CsvColumn{"nhs_number", false},
                            CsvColumn{"address", false},
                            CsvColumn{"postcode", false},
                            CsvColumn{"phone", false},
                            CsvColumn{"email", false},
                            CsvColumn{"information_format"},
                            CsvColumn{"language", false}};
constexpr std::array representatives{CsvColumn{"person"},
                                     CsvColumn{"name"},
                                     CsvColumn{"role"},
                                     CsvColumn{"start"},
                                     CsvColumn{"end", false}};
constexpr std::array budgets{CsvColumn{"budget"},
                             CsvColumn{"person"},
                             CsvColumn{"lead_commissioner"},
                             CsvColumn{"start"},
                             CsvColumn{"end", false},
                             CsvColumn{"contingency", false}};
constexpr std::array plan_lines{CsvColumn{"plan_line"},
                                CsvColumn{"budget"},
                                CsvColumn{"commissioner"},
                                CsvColumn{"stream"},
                                CsvColumn{"purpose"},
                                CsvColumn{"option"},
                                CsvColumn{"amount"},
                                CsvColumn{"frequency"},
                                CsvColumn{"start"},
                                CsvColumn{"end", false}};
constexpr std::array agreements{CsvColumn{"agreement"},
                                CsvColumn{"budget"},
                                CsvColumn{"option"},
                                CsvColumn{"payee"},
                                CsvColumn{"account_name", false},
                                CsvColumn{"sort_code", false},
                                CsvColumn{"account_number", false},
                                CsvColumn{"paid_from"},
                                CsvColumn{"frequency"},
                                CsvColumn{"anchor_date"},
                                CsvColumn{"monthly_day", false},
                                CsvColumn{"start"},
                                CsvColumn{"end", false},
                                CsvColumn{"timing"},
                                CsvColumn{"contribution", false},
                                CsvColumn{"contribution_basis", false},
                                CsvColumn{"status"},
                                CsvColumn{"signed_on", false}};
constexpr std::array opening_balances{CsvColumn{"kind"},
                                      CsvColumn{"bank_account", false},
                                      CsvColumn{"budget", false},
                                      CsvColumn{"option", false},
                                      CsvColumn{"commissioner"},
                                      CsvColumn{"stream"},
                                      CsvColumn{"owed_to", false},
                                      CsvColumn{"amount"},
                                      CsvColumn{"as_of"}};

struct Description {
    std::string_view file_name;
    std::span<const CsvColumn> columns;
    bool named = true;
    bool may_be_absent = true;
};

Description describe(AreaFile file) {
    switch (file) {
        case AreaFile::commissioners: return {"commissioners.csv", commissioners, true, false};
        case AreaFile::bank_accounts: return {"bank_accounts.csv", bank_accounts};
        case AreaFile::support_services: return {"support_services.csv", support_services};
        case AreaFile::third_parties: return {"third_parties.csv", third_parties};
        case AreaFile::providers: return {"providers.csv", providers};
        case AreaFile::people: return {"people.csv", people, true, false};
        case AreaFile::representatives: return {"representatives.csv", representatives, false};
        case AreaFile::budgets: return {"budgets.csv", budgets, true, false};
        case AreaFile::plan_lines: return {"plan_lines.csv", plan_lines};
        case AreaFile::agreements: return {"agreements.csv", agreements};
        case AreaFile::opening_balances: return {"opening_balances.csv", opening_balances, false};
    }
    throw ledger::InvariantBroken("unlisted area file");
}

}  // namespace

std::string_view file_name(AreaFile file) {
    return describe(file).file_name;
}

std::optional<AreaFile> area_file_named(std::string_view name) {
    for (const AreaFile file : all_area_files) {
        if (file_name(file) == name) return file;
    }
    return std::nullopt;
}

std::span<const CsvColumn> columns_of(AreaFile file) {
    return describe(file).columns;
}

std::string_view key_of(AreaFile file) {
    const Description found = describe(file);
    return found.named ? found.columns.front().name : std::string_view{};
}

bool may_be_absent(AreaFile file) {
    return describe(file).may_be_absent;
}

}  // namespace almoner::gateway
