#include "ledger/records/pay_order.h"

#include "ledger/records/employer.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_words.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/row_cells.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::PayOrder;
using ledger::PayOrderBand;
using nlohmann::json;

constexpr std::size_t longest_words = 200;

constexpr std::array band_columns{gateway::CsvColumn{"name"},
                                  gateway::CsvColumn{"frequency"},
                                  gateway::CsvColumn{"holds_from"},
                                  gateway::CsvColumn{"from"},
                                  gateway::CsvColumn{"sum", false},
                                  gateway::CsvColumn{"share", false},
                                  gateway::CsvColumn{"excess_share", false}};

void check_rule(RowCells& cells, const PayOrder& order) {
    const bool fits = (order.rule == "fixed") == (order.sum > Money{}) &&
                      (order.rule == "share") == (order.share_bp > 0) &&
                      (order.rule == "bands") == !order.bands.empty();
    if (fits) return;
    cells.complain("rule",
                   "order-rule",
                   "An order takes a sum, a share or by bands: exactly one of them.",
                   "Give --sum with fixed, --share with share, or --bands with bands.");
}

void check_bands(RowCells& cells,
                 ledger::Database& database,
                 const PayOrder& order,
                 const std::string& frequency) {
    if (order.bands.empty()) return;
    if (!ledger::pay_order_bands(database, order.bands, frequency).empty()) return;
    cells.complain("bands",
                   "bands-unknown",
                   "No bands of this name are loaded for " + frequency + " pay.",
                   "Load them first with 'almoner pay-order bands'.");
}

PayOrder read_order(RowCells& cells, ledger::Database& database, const std::string& frequency) {
    PayOrder order;
    if (cells.need("order")) cells.set("order", order.ref, gateway::read_reference);
    if (!order.ref.empty() && ledger::pay_order_by_ref(database, order.ref, last_day_of_all)) {
        cells.complain("order",
                       "order-exists",
                       "There is an order of this reference already.",
                       "Choose another reference.");
    }
    if (cells.need("made_on")) cells.set_day("made_on", order.made_on);
    if (cells.need("rule")) cells.set_name("rule", order.rule, ledger::pay_order_rules);
    cells.set_money("sum", order.sum);
    cells.set_percent("share", order.share_bp);
    cells.set("bands", order.bands, gateway::read_reference);
    cells.set_money("protected_sum", order.protected_sum);
    cells.set_percent("protected_share", order.protected_share_bp);
    cells.set_yes("priority", order.has_priority);
    cells.set_yes("carries_arrears", order.carries_arrears);
    if (cells.has("owed")) {
        Money owed;
        cells.set_money("owed", owed);
        order.owed = owed;
        if (cells.is_good() && owed == Money{}) {
            cells.complain(
                "owed", "order-rule", "Nothing is owed by it.", "Leave it out if it is not known.");
        }
    }
    cells.set_number("evidence", order.evidence);
    if (cells.is_good()) check_rule(cells, order);
    if (cells.is_good()) check_bands(cells, database, order, frequency);
    return order;
}

bool is_same_place(const PayOrderBand& a, const PayOrderBand& b) {
    return a.name == b.name && a.frequency == b.frequency && a.holds_from == b.holds_from &&
           a.from == b.from;
}

struct BandReading {
    std::vector<PayOrderBand> bands{};
    std::size_t known = 0;
    RowCells::Errors errors{};
};

void keep_band(RowCells& row,
               ledger::Database& database,
               const PayOrderBand& band,
               BandReading& reading) {
    auto others = ledger::pay_order_bands(database, band.name, band.frequency);
    const std::size_t stored = others.size();
    others.insert(others.end(), reading.bands.begin(), reading.bands.end());
    const auto same = std::ranges::find_if(
        others, [&](const PayOrderBand& each) { return is_same_place(each, band); });
    if (same == others.end()) {
        reading.bands.push_back(band);
    } else if (*same == band && same < others.begin() + static_cast<std::ptrdiff_t>(stored)) {
        ++reading.known;
    } else {
        row.complain("from",
                     "band-twice",
                     "There is a band of this name, frequency and day that begins there.",
                     "Bands that changed hold from another day.");
    }
}

void read_band(RowCells& row, ledger::Database& database, BandReading& reading) {
    PayOrderBand band;
    if (row.need("name")) row.set("name", band.name, gateway::read_reference);
    if (row.need("frequency")) row.set_name("frequency", band.frequency, ledger::pay_frequencies);
    if (row.need("holds_from")) row.set_day("holds_from", band.holds_from);
    if (row.need("from")) row.set_money("from", band.from);
    row.set_money("sum", band.sum);
    row.set_percent("share", band.share_bp);
    row.set_percent("excess_share", band.excess_share_bp);
    if (row.is_good()) keep_band(row, database, band, reading);
}

}  // namespace

Outcome<Answer> pay_order_add(Asked& asked) {
    const auto job = employment_asked_for(asked);
    if (!job.accepted()) return job.refusal();
    ledger::Database& database = asked.work.database();
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    PayOrder order = read_order(cells, database, employer_of(database, job.value()).frequency);
    std::string words;
    cells.set_words("words", words, longest_words);
    if (!errors.empty()) return refusal_of(errors);
    const std::int64_t person = assistant_person(database, job.value());
    if (order.evidence) {
        const auto known = evidence_numbered(asked, *order.evidence, person);
        if (!known.accepted()) return known.refusal();
    }
    order.employment = job.value().number;
    order.from_on = asked.work.today();
    order.words_private = ledger::insert_words(asked.work, person, words);
    ledger::insert_pay_order(asked.work, order);
    return json{{"order", order.ref}, {"employment", job.value().ref}, {"rule", order.rule}}.dump();
}

Outcome<Answer> pay_order_end(Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("order");
    if (!ref.accepted()) return ref.refusal();
    auto order = ledger::pay_order_by_ref(asked.work.database(), ref.value(), last_day_of_all);
    if (!order) {
        return refused_in("order",
                          "order-unknown",
                          "There is no order of this reference.",
                          "Look at 'almoner employer show EMPLOYER'.");
    }
    if (order->end_on) {
        return refused_in("order",
                          "order-ended",
                          "This order ended on " + order->end_on->iso() + ".",
                          "Nothing needs to be done.");
    }
    FieldReading in(asked.fields);
    order->end_on = in.date("on");
    if (!in.accepted()) return in.refusal();
    order->from_on = std::max(order->from_on, asked.work.today());
    ledger::insert_pay_order(asked.work, *order);
    return json{{"order", order->ref}, {"end_on", order->end_on->iso()}}.dump();
}

Outcome<Answer> pay_order_bands_load(Asked& asked) {
    const Outcome<std::string> file = asked.fields.need("file");
    if (!file.accepted()) return file.refusal();
    BandReading reading;
    read_rows("the file", file.value(), band_columns, reading.errors, [&](RowCells& row) {
        read_band(row, asked.work.database(), reading);
    });
    if (!reading.errors.empty()) {
        return refused_in("file",
                          "band-file-has-errors",
                          all_told(" in the file, and nothing of it was loaded:", reading.errors),
                          "Mend the rows and load the file again.");
    }
    for (const PayOrderBand& band : reading.bands) {
        ledger::insert_pay_order_band(asked.work, band);
    }
    return json{{"new", reading.bands.size()}, {"known", reading.known}}.dump();
}

}  // namespace almoner::scheduler
