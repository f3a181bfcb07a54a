#include "api/render/export.h"

#include "ledger/posting/payroll.h"
#include "ledger/posting/spending.h"
#include "ledger/posting/unexplained.h"
#include "tests/ledger/views/small_area.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace almoner::api {
namespace {

using namespace ledger;
using tests::day;
using tests::pence;
using tests::SmallArea;
using tests::TempFolder;

const Query every_balance{
    "SELECT name, stream, budget, body, bank_account, option, debit_posted - credit_posted"
    " FROM account ORDER BY id"};

Scope anybody() {
    return everything(1, "export");
}

// An area with a client account, a return, a pay-out, an unexplained line and something pending.
void fill(SmallArea& area) {
    const std::int32_t direct = area.person("P001", "B001");
    const std::int32_t managed = area.person("P002", "B_2/a");
    const std::int64_t line = area.plan_line(direct, "PL-1", Option::direct_payment);
    const Payment payment =
        area.payment(direct, Option::direct_payment, {area.nhs(300'05), area.council(120'50)});
    area.paid(payment,
              {.effective = day("2026-10-05"), .period = {day("2026-10-05"), day("2026-11-01")}});
    area.happens(post(PaymentOnStatement{area.nhs_bank, payment.shares}));
    area.happens(post(PaymentReturned{payment, {}, pence(7)}));
    area.choose(post(SpendingAccounted{{.budget = direct, .option = Option::direct_payment},
                                       {area.nhs(12'34)}}),
                {.plan_line = line, .effective = day("2026-10-20")});
    const Holding holding{.budget = managed, .option = Option::managed_account};
    area.paid(area.payment(managed, Option::managed_account, {area.council(99'99)}));
    area.choose(
        post(PayrollPosted{holding, {{AccountName::payable_net_pay, {area.council(30'00)}}}}));
    area.happens(post(LineInUnexplained{{area.council_bank, area.council_body, pence(1)}}));
    area.approved(area.payment(direct, Option::direct_payment, {area.nhs(55'55)}));
}

std::string exported(SmallArea& area, ExportFormat format) {
    std::ostringstream out;
    EXPECT_TRUE(export_area(anybody(), area.database(), format, out).accepted());
    return out.str();
}

// What a program prints, standard error too, and whether it was content.
struct Printed {
    std::string text;
    bool well = false;
};

Printed printed_by(const std::string& command, const TempFolder& folder) {
    const auto path = folder.path() / "printed.txt";
    const int status = std::system((command + " > '" + path.string() + "' 2>&1").c_str());
    return {.text = testing::read_whole(path), .well = status == 0};
}

std::string saved(const std::string& text, const TempFolder& folder, const char* name) {
    const auto path = folder.path() / name;
    std::ofstream(path, std::ios::binary) << text;
    return "'" + path.string() + "'";
}

// Pence by our own key, without the zeros.
using Balances = std::map<std::string, std::int64_t>;

Balances our_balances(SmallArea& area) {
    Balances balances;
    Rows rows = area.database().select(every_balance);
    while (rows.next()) {
        std::string key;
        for (int column = 0; column < 6; ++column) key += rows.str(column) + "|";
        if (rows.integer(6) != 0) balances[key] = rows.integer(6);
    }
    return balances;
}

// "12.34" or "-0.07" as pence.
std::int64_t pence_of(const std::string& decimal) {
    std::string digits;
    for (const char c : decimal) {
        if (c != '.' && c != ',') digits += c;
    }
    return std::stoll(digits);
}

// The books' own names for the accounts of fill(), written by hand.
const std::map<std::string, std::string> hledger_names{
    {"34|1|0|1|1|0|", "assets:bank:ICB-BANK:nhs:ICB"},
    {"1|1|0|1|0|0|", "equity:funding:nhs:ICB"},
    {"34|2|0|2|2|0|", "assets:bank:LA-BANK:social-care:LA"},
    {"1|2|0|2|0|0|", "equity:funding:social-care:LA"},
    {"2|1|0|1|0|0|", "equity:allocation:nhs:ICB"},
    {"2|2|0|2|0|0|", "equity:allocation:social-care:LA"},
    {"3|1|1|1|0|3|", "liabilities:undrawn:direct-payment:B001:nhs:ICB"},
    {"3|2|1|2|0|3|", "liabilities:undrawn:direct-payment:B001:social-care:LA"},
    {"4|1|1|1|0|3|", "liabilities:fund:direct-payment:B001:nhs:ICB"},
    {"4|2|1|2|0|3|", "liabilities:fund:direct-payment:B001:social-care:LA"},
    {"32|1|1|1|0|3|", "assets:held:direct-payment:B001:nhs:ICB"},
    {"32|2|1|2|0|3|", "assets:held:direct-payment:B001:social-care:LA"},
    {"35|1|0|1|1|0|", "assets:transit:ICB-BANK:nhs:ICB"},
    {"35|2|0|2|1|0|", "assets:transit:ICB-BANK:social-care:LA"},
    {"35|2|0|2|2|0|", "assets:transit:LA-BANK:social-care:LA"},
    {"34|1|0|2|1|0|", "assets:bank:ICB-BANK:nhs:LA"},
    {"34|2|0|2|1|0|", "assets:bank:ICB-BANK:social-care:LA"},
    {"3|2|2|2|0|4|", "liabilities:undrawn:managed-account:B_2/a:social-care:LA"},
    {"4|2|2|2|0|4|", "liabilities:fund:managed-account:B_2/a:social-care:LA"},
    {"32|2|2|2|0|4|", "assets:held:managed-account:B_2/a:social-care:LA"},
    {"5|2|2|2|0|4|", "liabilities:payable:net-pay:managed-account:B_2/a:social-care:LA"},
    {"34|6|0|2|2|0|", "assets:bank:LA-BANK:unassigned:LA"},
    {"15|6|0|2|2|0|", "liabilities:suspense:LA-BANK:unassigned:LA"},
};

std::string beancount_name(std::string name) {
    bool first = true;
    for (char& c : name) {
        if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == '_' || c == '/') c = '-';
        first = c == ':';
    }
    return name;
}

// "name,12.34 GBP" lines, quoted or not, into pence by name.
Balances balances_in(const std::string& csv) {
    Balances balances;
    std::istringstream in(csv);
    for (std::string line; std::getline(in, line);) {
        std::erase_if(line, [](char c) { return c == '"' || c == ' ' || c == '\r'; });
        const std::size_t comma = line.find(',');
        const std::size_t gbp = line.find("GBP");
        if (comma == std::string::npos || gbp == std::string::npos) continue;
        const std::string sum = line.substr(comma + 1, gbp - comma - 1);
        if (pence_of(sum) != 0) balances[line.substr(0, comma)] = pence_of(sum);
    }
    return balances;
}

TEST(Export, IsAcceptedByHledgerAndItsBalancesAreOurs) {
    SmallArea area;
    fill(area);
    const TempFolder folder;
    const std::string file = saved(exported(area, ExportFormat::hledger), folder, "a.journal");
    const Printed check = printed_by("hledger -f " + file + " check --strict", folder);
    EXPECT_TRUE(check.well) << check.text;
    const Printed shown =
        printed_by("hledger -f " + file + " balance --flat --no-total -N -O csv", folder);
    Balances expected;
    for (const auto& [key, sum] : our_balances(area)) expected[hledger_names.at(key)] = sum;
    EXPECT_EQ(balances_in(shown.text), expected) << shown.text;
    EXPECT_EQ(expected.at("assets:held:direct-payment:B001:nhs:ICB"), 300'05 - 5 - 12'34);
}

TEST(Export, IsAcceptedByBeancountAndItsBalancesAreOurs) {
    SmallArea area;
    fill(area);
    const TempFolder folder;
    const std::string file = saved(exported(area, ExportFormat::beancount), folder, "a.beancount");
    const Printed check = printed_by("bean-check " + file, folder);
    EXPECT_TRUE(check.well) << check.text;
    EXPECT_EQ(check.text, "");
    const Printed shown = printed_by(
        "bean-query -f csv " + file + " 'SELECT account, sum(position) GROUP BY account'", folder);
    Balances expected;
    for (const auto& [key, sum] : our_balances(area)) {
        expected[beancount_name(hledger_names.at(key))] = sum;
    }
    EXPECT_EQ(balances_in(shown.text), expected) << shown.text;
}

TEST(Export, IsARowForEachTransferThatMovedAndNoneForWhatIsOnlyPromised) {
    SmallArea area;
    const std::int32_t budget = area.person("P001", "B001");
    const std::int64_t first = area.approved(
        area.payment(budget, Option::direct_payment, {area.nhs(300'05)}),
        {.effective = day("2026-10-05"), .period = {day("2026-10-05"), day("2026-11-01")}});
    area.settle(first, 2, day("2026-10-06"));
    EXPECT_EQ(
        exported(area, ExportFormat::csv),
        "version,transfer,journal,booked,effective,settled,event,debit_account,credit_account,"
        "amount_pence,amount_pounds,plan_line,period_first,period_last,reverses_journal\n"
        "1,1,2,2026-11-22,2026-11-22,,bank-topped-up,assets:bank:ICB-BANK:nhs:ICB,"
        "equity:funding:nhs:ICB,1000000,10000.00,,,,\n"
        "1,2,3,2026-11-22,2026-11-22,,bank-topped-up,assets:bank:LA-BANK:social-care:LA,"
        "equity:funding:social-care:LA,1000000,10000.00,,,,\n"
        "1,3,5,2026-11-22,2026-10-05,,period-set-aside,equity:allocation:nhs:ICB,"
        "liabilities:undrawn:direct-payment:B001:nhs:ICB,30005,300.05,,2026-10-05,2026-11-01,\n"
        "1,6,7,2026-11-22,2026-10-05,2026-10-06,payment-approved,"
        "liabilities:undrawn:direct-payment:B001:nhs:ICB,"
        "liabilities:fund:direct-payment:B001:nhs:ICB,30005,300.05,,2026-10-05,2026-11-01,\n"
        "1,7,7,2026-11-22,2026-10-05,2026-10-06,payment-approved,"
        "assets:held:direct-payment:B001:nhs:ICB,assets:transit:ICB-BANK:nhs:ICB,30005,300.05,,"
        "2026-10-05,2026-11-01,\n");
}

TEST(Export, KeepsItsHeaderOnceHoweverLongItIs) {
    SmallArea area;
    const std::int32_t budget = area.person("P001", "B001");
    for (int i = 0; i < 200; ++i) {
        area.paid(area.payment(budget, Option::direct_payment, {area.nhs(1)}));
    }
    std::istringstream in(exported(area, ExportFormat::csv));
    int headers = 0;
    int rows = 0;
    for (std::string line; std::getline(in, line);) {
        ++(line.starts_with("version,") ? headers : rows);
    }
    EXPECT_EQ(headers, 1);
    EXPECT_EQ(rows, 2 + 200 * 3);
}

TEST(Export, IsRefusedToWhoMayNotSeeTheWholeAreaAndWritesNothing) {
    SmallArea area;
    Scope part = anybody();
    part.streams = {Stream::nhs};
    std::ostringstream out;
    const auto refused = export_area(part, area.database(), ExportFormat::hledger, out);
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal().code, "whole-area-only");
    EXPECT_EQ(out.str(), "");
    EXPECT_EQ(export_format_named("xlsx"), std::nullopt);
    EXPECT_EQ(export_format_named("beancount"), ExportFormat::beancount);
}

}  // namespace
}  // namespace almoner::api
