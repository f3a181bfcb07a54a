#include "scheduler/payroll/assistant_row.h"

#include "gateway/bacs/fields.h"
#include "gateway/text/transliterate.h"
#include "ledger/records/in_force.h"
#include "ledger/records/record_table.h"
#include "rules/payroll/identifiers.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person_doubts.h"
#include "scheduler/commands/person_row.h"

#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Outcome;

constexpr std::array<std::string_view, 2> genders{"F", "M"};
constexpr std::size_t longest_account_name = 140;

PersonCells cells_of_known(const KnownAssistant& known, ledger::Database& database) {
    if (!known.person) return {};
    const auto details = ledger::person_private(database, known.person->personal);
    return details ? cells_of(*known.person, *details) : PersonCells{};
}

// Judged as a row of people.csv is.
std::optional<gateway::PersonRow> read_person(RowCells& row, PersonCells cells) {
    for (const char* const column : person_columns) {
        if (row.has(column)) cells[column] = row.text(column);
    }
    cells["person"] = row.text("assistant");
    if (cells["information_format"].empty()) cells["information_format"] = "standard";
    PersonReading read = read_person_row(cells);
    for (const gateway::AreaFinding& error : read.errors) {
        row.complain(error.field == "person" ? "assistant" : error.field,
                     error.code,
                     error.words,
                     error.next,
                     Repeated::no);
    }
    return std::move(read.row);
}

void read_payroll(RowCells& row, ledger::Database& database, AssistantRow& read) {
    ledger::AssistantDetails& payroll = read.payroll;
    if (read.assistant.number != 0) {
        payroll = ledger::assistant_private(database, read.assistant.personal).value_or(payroll);
    }
    row.set_name("gender", payroll.gender, genders);
    row.set("nino", payroll.nino, rules::parse_nino, Repeated::no);
    row.set("state_pension_on", payroll.state_pension_on, gateway::read_date, Repeated::no);
    for (const std::int64_t other : ledger::people_with_nino(database, payroll.nino)) {
        if (other == read.person.number) continue;
        const auto person = ledger::person_numbered(database, other, last_day_of_all);
        row.complain("nino",
                     "nino-twice",
                     "Assistant " + (person ? person->ref : std::to_string(other)) +
                         " has, or had, this National Insurance number.",
                     "One assistant may work for several holders: use that one, or correct the "
                     "number.",
                     Repeated::no);
        return;
    }
}

void read_birth(RowCells& row, const AssistantRow& read, ledger::Date today) {
    if (!read.details.date_of_birth) {
        (void)row.need("date_of_birth");
    } else if (!is_born_by(read.details.date_of_birth, today)) {
        row.complain("date_of_birth",
                     "day-in-the-future",
                     "Nobody was born on a day that is still to come.",
                     "Correct the day.",
                     Repeated::no);
    }
}

void read_bank(RowCells& row, AssistantRow& read) {
    const bool any = row.has("sort_code") || row.has("account_number") || row.has("account_name");
    if (!any) return;
    for (const char* const column : {"sort_code", "account_number", "account_name"}) {
        if (!row.need(column)) return;
    }
    ledger::BankDetails bank;
    row.set(
        "sort_code",
        bank.sort_code,
        [](std::string_view cell) -> Outcome<std::string> {
            const auto code = gateway::read_sort_code(cell);
            if (!code.accepted()) return code.refusal();
            return std::string(code.value().digits());
        },
        Repeated::no);
    row.set(
        "account_number",
        bank.account_number,
        [](std::string_view cell) -> Outcome<std::string> {
            const auto number = gateway::read_account_number(cell);
            if (!number.accepted()) return number.refusal();
            return std::string(number.value().digits());
        },
        Repeated::no);
    row.set_words("account_name", bank.account_name, longest_account_name);
    const auto written = gateway::transliterate(
        bank.account_name, gateway::CharacterSet::bacs, gateway::bacs::name_width);
    if (!written.accepted()) row.complain("account_name", written.refusal(), Repeated::no);
    read.bank = bank;
}

}  // namespace

AssistantRow read_assistant(RowCells& row,
                            ledger::Database& database,
                            const KnownAssistant& known,
                            ledger::Date today) {
    AssistantRow read{.assistant = known.assistant.value_or(ledger::Assistant{}),
                      .person = known.person.value_or(ledger::Person{})};
    if (const auto person = read_person(row, cells_of_known(known, database))) {
        read.person.ref = person->person;
        read.person.information_format = name_of(person->information_format);
        read.details = details_of(*person);
        read_birth(row, read, today);
    }
    read_payroll(row, database, read);
    read_bank(row, read);
    return read;
}

std::int64_t store_assistant(ledger::Work& work, AssistantRow& row, ledger::Date from) {
    if (row.person.number == 0) {
        row.person.number = work.records().next_number(ledger::person_table);
    }
    row.person.from_on = row.assistant.from_on = from;
    row.person.personal = ledger::insert_person_private(work, row.person.number, row.details);
    ledger::insert_person(work, row.person);
    row.assistant.person = row.person.number;
    row.assistant.personal = ledger::insert_assistant_private(work, row.person.number, row.payroll);
    return row.assistant.number = ledger::insert_assistant(work, row.assistant);
}

}  // namespace almoner::scheduler
