#include "gateway/area/area_files.h"
#include "gateway/area/area_reading.h"
#include "gateway/csv/csv_writer.h"

#include <string>
#include <vector>

namespace almoner::gateway {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Sort codes that begin with 00 belong to no bank, and NHS numbers that begin with 999 to no
// patient.
Rows sample_rows(AreaFile file) {
    switch (file) {
        case AreaFile::commissioners:
            return {{"COUNCIL", "Example Council", "council", "social-care children education"}};
        case AreaFile::bank_accounts:
            return {{"COUNCIL-MAIN",
                     "COUNCIL",
                     "Example Council",
                     "00-10-01",
                     "01234567",
                     "bacs",
                     "bacs18-multi",
                     "123456",
                     "EXAMPLE COUNCIL",
                     "20000.00",
                     "2000000.00"},
                    {"HELPERS-CLIENTS",
                     "HELPERS",
                     "Helpers client account",
                     "00-10-02",
                     "12345678",
                     "faster-payments",
                     "pain.001.001.09",
                     "",
                     "Helpers",
                     "20000.00",
                     "500000.00"}};
        case AreaFile::support_services: return {{"HELPERS", "Helpers", "HELPERS-CLIENTS"}};
        case AreaFile::third_parties:
            return {{"OAK",
                     "Oak Tree Support",
                     "individual-service-fund",
                     "Oak Tree Support",
                     "00-10-03",
                     "23456789"}};
        case AreaFile::providers:
            return {{"ELM", "Elm Home Care", "Elm Home Care", "00-10-04", "34567890"}};
        case AreaFile::people:
            return {{"P-0001",
                     "Ann",
                     "Example",
                     "1980-01-31",
                     "999 000 0018",
                     "1 Sample Street, Exampleton",
                     "ZZ1 1AA",
                     "01632 960001",
                     "ann@example.org",
                     "large-print",
                     ""}};
        case AreaFile::representatives:
            return {{"P-0001", "Bob Example", "nominee", "2026-04-01", ""}};
        case AreaFile::budgets:
            return {{"B-0001", "P-0001", "COUNCIL", "2026-04-01", "2027-03-31", "250.00"}};
        case AreaFile::plan_lines:
            return {{"L-0001",
                     "B-0001",
                     "COUNCIL",
                     "social-care",
                     "Personal assistant, 10 hours",
                     "direct-payment",
                     "150.00",
                     "weekly",
                     "2026-04-01",
                     ""}};
        case AreaFile::agreements:
            return {{"A-0001",
                     "B-0001",
                     "direct-payment",
                     "representative",
                     "Bob Example",
                     "00-10-05",
                     "45678901",
                     "COUNCIL-MAIN",
                     "four-weekly",
                     "2026-04-06",
                     "",
                     "2026-04-06",
                     "",
                     "advance",
                     "48.00",
                     "net",
                     "active",
                     "2026-03-20"}};
        case AreaFile::opening_balances:
            return {{"held",
                     "",
                     "B-0001",
                     "direct-payment",
                     "COUNCIL",
                     "social-care",
                     "",
                     "312.40",
                     "2026-04-01"}};
    }
    return {};
}

}  // namespace

AreaBytes area_template() {
    AreaBytes files;
    for (const AreaFile file : all_area_files) {
        std::vector<std::string> header;
        for (const CsvColumn& column : columns_of(file)) header.emplace_back(column.name);
        CsvWriter writer(header);
        for (const std::vector<std::string>& row : sample_rows(file)) writer.row(row);
        files[std::string(file_name(file))] = writer.bytes();
    }
    return files;
}

}  // namespace almoner::gateway
