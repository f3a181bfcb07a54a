#include "ledger/records/agreement_fee.h"

#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array fee_columns{"agreement"sv,
                                 "service"sv,
                                 "from_on"sv,
                                 "amount"sv,
                                 "frequency"sv,
                                 "paid_by"sv,
                                 "plan_line"sv,
                                 "evidence"sv,
                                 "recorded_on"sv,
                                 "proposed_by"sv,
                                 "confirmed_by"sv};
constexpr std::array charge_columns{"fee"sv,
                                    "agreement"sv,
                                    "budget"sv,
                                    "first_on"sv,
                                    "last_on"sv,
                                    "amount"sv,
                                    "proposal"sv,
                                    "first_transfer"sv,
                                    "last_transfer"sv,
                                    "charged_on"sv,
                                    "charged_by"sv};

constexpr char fee_text[] =
    "SELECT id, agreement, service, from_on, amount, frequency, paid_by, plan_line, evidence,"
    " recorded_on, proposed_by, confirmed_by FROM agreement_fee ";
constexpr auto by_id_text = joined(fee_text, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto every_fee_text = joined(fee_text, "ORDER BY agreement, id");
const Query every_fee{every_fee_text.data()};
const Query every_charge{
    "SELECT id, fee, agreement, budget, first_on, last_on, amount, proposal, first_transfer,"
    " last_transfer, charged_on, charged_by FROM fee_charge ORDER BY id"};

const Query shares_owed{
    "SELECT c.stream, c.body, t.amount FROM transfer t JOIN account c ON c.id = t.credit"
    " WHERE t.id BETWEEN $1 AND $2 ORDER BY t.id"};

AgreementFee read_fee(const Rows& rows) {
    return {.id = rows.integer(0),
            .agreement = rows.integer(1),
            .service = rows.integer(2),
            .from_on = rows.date(3),
            .amount = rows.money(4),
            .frequency = rows.str(5),
            .paid_by = rows.str(6),
            .plan_line = rows.integer(7),
            .evidence = rows.integer(8),
            .recorded_on = rows.date(9),
            .proposed_by = rows.integer(10),
            .confirmed_by = rows.integer(11)};
}

FeeCharge read_charge(const Rows& rows) {
    return {.id = rows.integer(0),
            .fee = rows.integer(1),
            .agreement = rows.integer(2),
            .budget = rows.integer(3),
            .days = {rows.date(4), rows.date(5)},
            .amount = rows.money(6),
            .proposal = rows.integer(7),
            .first_transfer = rows.integer(8),
            .last_transfer = rows.integer(9),
            .charged_on = rows.date(10),
            .charged_by = rows.integer(11)};
}

}  // namespace

const RecordTable agreement_fee_table{"agreement_fee", fee_columns};
const RecordTable fee_charge_table{"fee_charge", charge_columns};

std::int64_t insert_agreement_fee(Work& work, const AgreementFee& fee) {
    return work.records().insert(agreement_fee_table,
                                 fee.agreement,
                                 fee.service,
                                 fee.from_on,
                                 fee.amount,
                                 fee.frequency,
                                 fee.paid_by,
                                 fee.plan_line,
                                 fee.evidence,
                                 fee.recorded_on,
                                 fee.proposed_by,
                                 fee.confirmed_by);
}

std::optional<AgreementFee> agreement_fee_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read_fee);
}

std::vector<AgreementFee> every_agreement_fee(Database& database) {
    std::vector<AgreementFee> all;
    for (const AgreementFee& each : all_rows(database.select(every_fee), read_fee)) {
        const auto is_replaced = [&](const AgreementFee& before) {
            return before.agreement == each.agreement && before.from_on >= each.from_on;
        };
        while (!all.empty() && is_replaced(all.back())) all.pop_back();
        all.push_back(each);
    }
    return all;
}

std::int64_t insert_fee_charge(Work& work, const FeeCharge& charge) {
    return work.records().insert(fee_charge_table,
                                 charge.fee,
                                 charge.agreement,
                                 charge.budget,
                                 charge.days.first,
                                 charge.days.last,
                                 charge.amount,
                                 charge.proposal,
                                 charge.first_transfer,
                                 charge.last_transfer,
                                 charge.charged_on,
                                 charge.charged_by);
}

std::vector<FeeCharge> every_fee_charge(Database& database) {
    return all_rows(database.select(every_charge), read_charge);
}

Shares shares_of_charge(Database& database, const FeeCharge& charge) {
    Shares shares;
    Rows rows = database.select(shares_owed, charge.first_transfer, charge.last_transfer);
    while (rows.next()) {
        shares.push_back(
            {rows.stream(0), static_cast<std::int32_t>(rows.integer(1)), rows.money(2)});
    }
    return shares;
}

}  // namespace almoner::ledger
