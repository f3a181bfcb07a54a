#include "scheduler/commands/person_row.h"

#include "gateway/csv/csv_writer.h"
#include "ledger/values/invariant.h"

#include <utility>

namespace almoner::scheduler {
namespace {

constexpr char people_file[] = "people.csv";

std::string file_with(const PersonCells& cells) {
    std::vector<std::string> header;
    std::vector<std::string> values;
    header.reserve(person_columns.size());
    values.reserve(person_columns.size());
    for (const char* const column : person_columns) {
        const auto cell = cells.find(column);
        header.emplace_back(column);
        values.push_back(cell == cells.end() ? std::string{} : cell->second);
    }
    gateway::CsvWriter file(header);
    file.row(values);
    return file.bytes();
}

}  // namespace

PersonCells cells_of(const ledger::Person& person, const ledger::PersonDetails& details) {
    return {{"person", person.ref},
            {"given_name", details.given_name},
            {"family_name", details.family_name},
            {"date_of_birth", details.date_of_birth ? details.date_of_birth->iso() : ""},
            {"nhs_number", details.nhs_number},
            {"address", details.address},
            {"postcode", details.postcode},
            {"phone", details.phone},
            {"email", details.email},
            {"information_format", person.information_format},
            {"language", details.language}};
}

PersonReading read_person_row(const PersonCells& cells) {
    auto reading = gateway::read_area({{people_file, file_with(cells)}});
    PersonReading read;
    for (gateway::AreaFinding& error : reading.errors) {
        if (error.file == people_file) read.errors.push_back(std::move(error));
    }
    if (!read.errors.empty()) return read;
    if (reading.good.people.size() != 1) throw ledger::InvariantBroken("a person's row was lost");
    read.row = std::move(reading.good.people.front());
    return read;
}

ledger::PersonDetails details_of(const gateway::PersonRow& row) {
    return {.given_name = row.given_name,
            .family_name = row.family_name,
            .date_of_birth = row.date_of_birth,
            .nhs_number = row.nhs_number ? std::string(row.nhs_number->digits()) : std::string{},
            .address = row.address,
            .postcode = row.postcode,
            .phone = row.phone,
            .email = row.email,
            .language = row.language};
}

}  // namespace almoner::scheduler
