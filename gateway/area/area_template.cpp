#include "gateway/area/area_files.h"
#include "gateway/area/area_reading.h"

#include <string>
#include <string_view>
#include <utility>

namespace almoner::gateway {
namespace {

// Sort codes that begin with 00 belong to no bank, and NHS numbers that begin with 999 to no
// patient.
std::string_view rows_of(AreaFile file) {
    switch (file) {
        case AreaFile::commissioners:
            return "COUNCIL,Example Council,council,social-care children education\n";
        case AreaFile::bank_accounts:
            return "COUNCIL-MAIN,COUNCIL,Example "
                   "Council,00-10-01,01234567,bacs,bacs18-multi,123456,"
                   "EXAMPLE COUNCIL,20000.00,2000000.00\n"
                   "HELPERS-CLIENTS,HELPERS,Helpers client account,00-10-02,12345678,"
                   "faster-payments,pain.001.001.09,,Helpers,20000.00,500000.00\n";
        case AreaFile::support_services: return "HELPERS,Helpers,HELPERS-CLIENTS\n";
        case AreaFile::third_parties:
            return "OAK,Oak Tree Support,individual-service-fund,Oak Tree "
                   "Support,00-10-03,23456789\n";
        case AreaFile::providers: return "ELM,Elm Home Care,Elm Home Care,00-10-04,34567890\n";
        case AreaFile::people:
            return "P-0001,Ann,Example,1980-01-31,999 000 0018,\"1 Sample Street, Exampleton\","
                   "ZZ1 1AA,01632 960001,ann@example.org,large-print,\n";
        case AreaFile::representatives: return "P-0001,Bob Example,nominee,2026-04-01,\n";
        case AreaFile::budgets: return "B-0001,P-0001,COUNCIL,2026-04-01,2027-03-31,250.00\n";
        case AreaFile::plan_lines:
            return "L-0001,B-0001,COUNCIL,social-care,\"Personal assistant, 10 hours\","
                   "direct-payment,150.00,weekly,2026-04-01,\n";
        case AreaFile::agreements:
            return "A-0001,B-0001,direct-payment,representative,Bob Example,00-10-05,45678901,"
                   "COUNCIL-MAIN,four-weekly,2026-04-06,,2026-04-06,,advance,48.00,net,active,"
                   "2026-03-20\n";
        case AreaFile::opening_balances:
            return "held,,B-0001,direct-payment,COUNCIL,social-care,,312.40,2026-04-01\n";
    }
    return {};
}

}  // namespace

AreaBytes area_template(SampleRows sample_rows) {
    AreaBytes files;
    for (const AreaFile file : all_area_files) {
        std::string bytes;
        for (const CsvColumn& column : columns_of(file)) {
            bytes.append(bytes.empty() ? "" : ",").append(column.name);
        }
        bytes += "\n";
        if (sample_rows == SampleRows::with) bytes += rows_of(file);
        files[std::string(file_name(file))] = std::move(bytes);
    }
    return files;
}

}  // namespace almoner::gateway
