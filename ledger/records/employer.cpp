#include "ledger/records/employer.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/private_words.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char separator = '\x1f';

constexpr char columns[] =
    "SELECT number, version, ref, from_on, budget, service, paye_private, accounts_private, hmrc,"
    " hmrc_on, hmrc_evidence, pays_hmrc, frequency, first_payday, first_last_on, cut_off_days,"
    " pension_duties_on, pension_private, pension_employee_bp, pension_employer_bp,"
    " pension_relief, insured_until, insurance_evidence, claims_allowance, is_small, end_on"
    " FROM employer ";
constexpr auto of_budget_text =
    joined(columns, "WHERE budget = $1 AND from_on <= $2 ORDER BY version DESC LIMIT 1");
const Query of_budget{of_budget_text.data()};
const Query last_version{"SELECT MAX(version) FROM employer WHERE number = $1"};

Employer read(const Rows& rows) {
    return {.number = rows.integer(0),
            .version = rows.integer(1),
            .ref = rows.str(2),
            .from_on = rows.date(3),
            .budget = rows.integer(4),
            .service = rows.integer(5),
            .paye_private = rows.maybe_integer(6),
            .accounts_private = rows.maybe_integer(7),
            .hmrc = rows.str(8),
            .hmrc_on = rows.maybe_date(9),
            .hmrc_evidence = rows.maybe_integer(10),
            .pays_hmrc = rows.str(11),
            .frequency = rows.str(12),
            .first_payday = rows.date(13),
            .first_last_on = rows.date(14),
            .cut_off_days = rows.integer(15),
            .pension_duties_on = rows.maybe_date(16),
            .pension_private = rows.maybe_integer(17),
            .pension_employee_bp = rows.integer(18),
            .pension_employer_bp = rows.integer(19),
            .pension_relief = rows.str(20),
            .insured_until = rows.maybe_date(21),
            .insurance_evidence = rows.maybe_integer(22),
            .claims_allowance = rows.integer(23) != 0,
            .is_small = rows.integer(24) != 0,
            .end_on = rows.maybe_date(25)};
}

using Stored = Versions<columns, read>;

}  // namespace

std::string words_of_pension(const PensionPlace& place) {
    return place.provider + separator + place.reference;
}

PensionPlace pension_place(Database& database, const Employer& employer) {
    const std::string words = words_of(database, employer.pension_private);
    const std::size_t end = words.find(separator);
    if (end == std::string::npos) return {};
    return {.provider = words.substr(0, end), .reference = words.substr(end + 1)};
}

std::optional<Employer> employer_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Employer> employer_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<Employer> employers_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Employer> employer_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::optional<Employer> employer_of_budget(Database& database, std::int64_t budget, Date on) {
    return only_row(database.select(of_budget, budget, on), read);
}

std::int64_t holder_of(Database& database, const Employer& employer) {
    const auto budget = budget_numbered(database, employer.budget, last_day_of_all);
    if (!budget) throw InvariantBroken("an employer without a budget");
    return budget->person;
}

std::int64_t insert_employer(Work& work, Employer employer) {
    number_version(work, employer_table, last_version, employer);
    work.records().insert(employer_table,
                          employer.number,
                          employer.version,
                          employer.ref,
                          employer.from_on,
                          employer.budget,
                          employer.service,
                          employer.paye_private,
                          employer.accounts_private,
                          employer.hmrc,
                          employer.hmrc_on,
                          employer.hmrc_evidence,
                          employer.pays_hmrc,
                          employer.frequency,
                          employer.first_payday,
                          employer.first_last_on,
                          employer.cut_off_days,
                          employer.pension_duties_on,
                          employer.pension_private,
                          employer.pension_employee_bp,
                          employer.pension_employer_bp,
                          employer.pension_relief,
                          employer.insured_until,
                          employer.insurance_evidence,
                          employer.claims_allowance,
                          employer.is_small,
                          employer.end_on);
    return employer.number;
}

}  // namespace almoner::ledger
