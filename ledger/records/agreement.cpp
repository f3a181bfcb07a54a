#include "ledger/records/agreement.h"

#include "ledger/records/names.h"
#include "ledger/records/record_table.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

constexpr std::array contribution_basis_names{Named{ContributionBasis::none, ""},
                                              Named{ContributionBasis::net, "net"},
                                              Named{ContributionBasis::gross, "gross"}};
constexpr std::array agreement_status_names{Named{AgreementStatus::draft, "draft"},
                                            Named{AgreementStatus::active, "active"},
                                            Named{AgreementStatus::held, "held"},
                                            Named{AgreementStatus::ended, "ended"}};
constexpr std::array frequency_names{Named{Frequency::four_weekly, "four-weekly"},
                                     Named{Frequency::monthly, "monthly"},
                                     Named{Frequency::one_off, "one-off"}};
constexpr std::array timing_names{Named{Timing::advance, "advance"},
                                  Named{Timing::arrears, "arrears"}};

constexpr char columns[] =
    "SELECT number, version, ref, from_on, budget, option, payee, payee_account, paid_from, "
    "frequency, anchor_on, monthly_day, start_on, end_on, timing, contribution, "
    "contribution_basis, status, signed_on, evidence FROM agreement ";
constexpr auto agreements_of_text =
    joined(columns, "WHERE budget = $1 AND from_on <= $2 ORDER BY id");
const Query agreements_of_query{agreements_of_text.data()};
constexpr auto everything_text = joined(columns, "ORDER BY id");
const Query everything{everything_text.data()};
const Query last_row{"SELECT COALESCE(MAX(id), 0) FROM agreement"};
const Query last_version{"SELECT MAX(version) FROM agreement WHERE number = $1"};

Agreement read(const Rows& rows) {
    return {
        .number = rows.integer(0),
        .version = rows.integer(1),
        .ref = rows.str(2),
        .from_on = rows.date(3),
        .budget = rows.integer(4),
        .option = rows.option(5),
        .payee = rows.str(6),
        .payee_account = rows.integer(7),
        .paid_from = rows.integer(8),
        .frequency = stored_name(frequency_names, rows.text(9)),
        .anchor_on = rows.date(10),
        .monthly_day = rows.maybe_integer(11),
        .start_on = rows.date(12),
        .end_on = rows.maybe_date(13),
        .timing = stored_name(timing_names, rows.text(14)),
        .contribution = rows.money(15),
        .contribution_basis = stored_name(contribution_basis_names, rows.text(16)),
        .status = stored_name(agreement_status_names, rows.text(17)),
        .signed_on = rows.maybe_date(18),
        .evidence = rows.maybe_integer(19),
    };
}

using Stored = Versions<columns, read>;

}  // namespace

std::string_view name_of(ContributionBasis value) {
    return name_in(contribution_basis_names, value);
}

std::optional<ContributionBasis> contribution_basis_named(std::string_view name) {
    return named_in(contribution_basis_names, name);
}

std::string_view name_of(AgreementStatus value) {
    return name_in(agreement_status_names, value);
}

std::optional<AgreementStatus> agreement_status_named(std::string_view name) {
    return named_in(agreement_status_names, name);
}

std::string_view name_of(Frequency value) {
    return name_in(frequency_names, value);
}

std::optional<Frequency> frequency_named(std::string_view name) {
    return named_in(frequency_names, name);
}

std::string_view name_of(Timing value) {
    return name_in(timing_names, value);
}

std::optional<Timing> timing_named(std::string_view name) {
    return named_in(timing_names, name);
}

std::optional<Agreement> agreement_numbered(Database& database, std::int64_t number, Date on) {
    return Stored::numbered(database, number, on);
}

std::optional<Agreement> agreement_by_ref(Database& database, std::string_view ref, Date on) {
    return Stored::by_ref(database, ref, on);
}

std::vector<Agreement> agreements_on(Database& database, Date on) {
    return Stored::on_day(database, on);
}

std::vector<Agreement> agreement_versions(Database& database, std::int64_t number) {
    return Stored::all_of(database, number);
}

std::vector<Agreement> agreements_of(Database& database, std::int64_t budget, Date on) {
    return last_of_each(database.select(agreements_of_query, budget, on), read);
}

std::int64_t agreement_rows(Database& database) {
    Rows rows = database.select(last_row);
    return rows.next() ? rows.integer(0) : 0;
}

std::vector<Agreement> every_agreement_version(Database& database) {
    std::vector<Agreement> all;
    all.reserve(static_cast<std::size_t>(agreement_rows(database)));
    for (Rows rows = database.select(everything); rows.next();) all.push_back(read(rows));
    return all;
}

std::int64_t insert_agreement(Work& work, Agreement agreement) {
    number_version(work, agreement_table, last_version, agreement);
    work.records().insert(agreement_table,
                          agreement.number,
                          agreement.version,
                          agreement.ref,
                          agreement.from_on,
                          agreement.budget,
                          agreement.option,
                          agreement.payee,
                          agreement.payee_account,
                          agreement.paid_from,
                          name_of(agreement.frequency),
                          agreement.anchor_on,
                          agreement.monthly_day,
                          agreement.start_on,
                          agreement.end_on,
                          name_of(agreement.timing),
                          agreement.contribution,
                          name_of(agreement.contribution_basis),
                          name_of(agreement.status),
                          agreement.signed_on,
                          agreement.evidence);
    return agreement.number;
}

}  // namespace almoner::ledger
