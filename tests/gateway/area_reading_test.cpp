#include "gateway/area/area_reading.h"

#include "gateway/area/area_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {
namespace {

// A small area in which everything is right: each test spoils one thing.
AreaBytes right_area() {
    return {
        {"commissioners.csv",
         "commissioner,name,kind,streams\n"
         "ICB,Vale ICB,nhs,nhs\n"
         "LA,Vale Council,council,social-care education\n"},
        {"bank_accounts.csv",
         "bank_account,owner,name,sort_code,account_number,rail,file_profile,service_user_number,"
         "originator_name,item_limit,file_limit\n"
         "BA-ICB,ICB,Vale ICB,001001,00000001,bacs,bacs18-single,123456,VALE ICB,5000,900000\n"
         "BA-LA,LA,Vale Council,001001,00000002,bacs,pain.001.001.03,,Vale Council,5000,900000\n"
         "BA-SS,SS,Help "
         "clients,001001,00000003,faster-payments,pain.001.001.09,,Help,5000,900000\n"},
        {"support_services.csv", "support_service,name,client_bank_account\nSS,Help,BA-SS\n"},
        {"third_parties.csv",
         "third_party,name,kind,account_name,sort_code,account_number\n"
         "TP,Oak,trust,Oak Trust,001001,00000004\n"},
        {"providers.csv",
         "provider,name,account_name,sort_code,account_number\n"
         "PR,Elm,Elm Care,001001,00000005\n"},
        {"people.csv",
         "person,given_name,family_name,date_of_birth,nhs_number,address,postcode,phone,email,"
         "information_format,language\n"
         "P1,Ann,One,1980-01-31,9990000018,1 High St,ZZ1 1AA,01632 960001,a@example.org,standard,\n"
         "P2,Bo,Two,2015-06-01,,,,,,other-language,Welsh\n"},
        {"representatives.csv",
         "person,name,role,start,end\nP2,Cy Two,parent,2026-04-01,2030-01-01\n"},
        {"budgets.csv",
         "budget,person,lead_commissioner,start,end,contingency\n"
         "B1,P1,ICB,2026-04-01,2027-03-31,100\n"
         "B2,P2,LA,2026-04-01,,\n"},
        {"plan_lines.csv",
         "plan_line,budget,commissioner,stream,purpose,option,amount,frequency,start,end\n"
         "L1,B1,ICB,nhs,Carer,direct-payment,100.00,weekly,2026-04-01,2027-03-31\n"
         "L2,B1,LA,social-care,Outings,direct-payment,40.00,weekly,2026-04-01,\n"
         "L3,B1,ICB,nhs,Chair,direct-payment,900.00,one-off,2026-04-01,\n"
         "L4,B2,LA,education,Tutor,managed-account,80.00,four-weekly,2026-04-01,\n"
         "L5,B2,LA,social-care,Respite,direct-payment,300.00,monthly,2026-04-01,\n"},
        {"agreements.csv",
         "agreement,budget,option,payee,account_name,sort_code,account_number,paid_from,frequency,"
         "anchor_date,monthly_day,start,end,timing,contribution,contribution_basis,status,"
         "signed_on\n"
         "A1,B1,direct-payment,holder,Ann One,001001,00000006,BA-ICB,four-weekly,2026-04-06,,"
         "2026-04-06,2027-03-31,advance,20.00,net,active,2026-03-01\n"
         "A2,B1,direct-payment,holder,Ann One,001001,00000006,BA-ICB,one-off,2026-05-01,,"
         "2026-05-01,,advance,,,draft,\n"
         "A3,B2,managed-account,support-service:SS,,,,BA-LA,four-weekly,2026-04-06,,"
         "2026-04-06,,arrears,,,active,2026-03-02\n"
         "A4,B2,direct-payment,representative,Cy Two,001001,00000007,BA-LA,monthly,2026-04-15,15,"
         "2026-04-15,,advance,,,active,2026-03-02\n"},
        {"opening_balances.csv",
         "kind,bank_account,budget,option,commissioner,stream,owed_to,amount,as_of\n"
         "bank,BA-ICB,,,ICB,nhs,,250000.00,2026-04-01\n"
         "bank,BA-ICB,,,LA,social-care,,-40.00,2026-04-01\n"
         "undrawn,,B1,direct-payment,ICB,nhs,,400.00,2026-04-01\n"
         "held,,B1,direct-payment,ICB,nhs,,310.00,2026-04-01\n"
         "held,BA-SS,B2,managed-account,LA,education,,160.00,2026-04-01\n"
         "owed,,B2,managed-account,LA,education,hmrc,12.00,2026-04-01\n"
         "contribution-due,,B1,direct-payment,ICB,person,,20.00,2026-04-01\n"},
    };
}

std::string listed(const std::vector<AreaFinding>& findings) {
    std::string out;
    for (const AreaFinding& f : findings) {
        out += f.file + ":" + std::to_string(f.row) + " " + f.field + " " + f.code + "\n";
    }
    return out;
}

std::size_t rows_in(const AreaFiles& area) {
    return area.commissioners.size() + area.bank_accounts.size() + area.support_services.size() +
           area.third_parties.size() + area.providers.size() + area.people.size() +
           area.representatives.size() + area.budgets.size() + area.plan_lines.size() +
           area.agreements.size() + area.opening_balances.size();
}

constexpr std::size_t all_rows_of_right_area = 2 + 3 + 1 + 1 + 1 + 2 + 1 + 2 + 5 + 4 + 7;

// Writes `to` over the first `from` in a row of a file (rows count from 1, the header).
void spoil(AreaBytes& area,
           const char* file,
           std::size_t row,
           std::string_view from,
           std::string_view to) {
    std::string& bytes = area.at(file);
    std::size_t start = 0;
    for (std::size_t i = 1; i < row; ++i) start = bytes.find('\n', start) + 1;
    const std::size_t at = bytes.find(from, start);
    ASSERT_LT(at, bytes.find('\n', start)) << file << " " << row << " " << from;
    bytes.replace(at, from.size(), to);
}

TEST(AreaReading, ReadsEveryCellOfARightArea) {
    const AreaReading area = read_area(right_area());
    EXPECT_EQ(listed(area.errors), "");
    EXPECT_EQ(listed(area.warnings), "");
    EXPECT_EQ(listed(area.waiting), "");
    EXPECT_TRUE(area.to_mend.empty());
    EXPECT_EQ(rows_in(area.good), all_rows_of_right_area);

    EXPECT_EQ(area.good.commissioners[1].streams,
              (std::vector{ledger::Stream::social_care, ledger::Stream::education}));
    EXPECT_TRUE(area.good.bank_accounts[2].owned_by_support_service);
    EXPECT_EQ(area.good.bank_accounts[0].service_user_number, "123456");
    EXPECT_EQ(area.good.people[0].nhs_number->digits(), "9990000018");
    EXPECT_EQ(area.good.people[1].language, "Welsh");
    EXPECT_EQ(area.good.budgets[0].contingency.pence(), 10000);
    EXPECT_FALSE(area.good.budgets[1].end.has_value());

    const AgreementRow& first = area.good.agreements[0];
    EXPECT_EQ(first.row, 2U);
    EXPECT_EQ(first.payee.kind, PayeeKind::holder);
    EXPECT_EQ(first.details->account_number.digits(), "00000006");
    EXPECT_EQ(first.contribution.pence(), 2000);
    EXPECT_EQ(first.contribution_basis, ContributionBasis::net);
    EXPECT_EQ(first.end->iso(), "2027-03-31");
    EXPECT_EQ(first.signed_on->iso(), "2026-03-01");
    EXPECT_EQ(area.good.agreements[2].payee, (Payee{PayeeKind::support_service, "SS"}));
    EXPECT_FALSE(area.good.agreements[2].details.has_value());
    EXPECT_EQ(area.good.agreements[3].monthly_day, 15U);
    EXPECT_EQ(area.good.opening_balances[1].amount.pence(), -4000);
    EXPECT_EQ(area.good.opening_balances[5].owed_to, OwedTo::hmrc);
    EXPECT_EQ(area.good.opening_balances[0].option, ledger::Option::none);
}

TEST(AreaReading, ReadsColumnsInAnyOrderAndDoesWithoutEmptyOnes) {
    AreaBytes area = right_area();
    area["budgets.csv"] =
        "START,lead commissioner,person,budget\r\n01/04/2026,ICB,P1,B1\r\n1/4/2026,LA,P2,B2\r\n";
    const AreaReading read = read_area(area);
    EXPECT_EQ(listed(read.errors), "");
    EXPECT_EQ(read.good.budgets[1].start.iso(), "2026-04-01");
}

struct Spoiled {
    const char* file;
    std::size_t row;
    const char* from;
    const char* to;
    const char* field;
    const char* code;
};

TEST(AreaReading, NamesFileRowAndFieldOfEachSpoiledCell) {
    const std::vector<Spoiled> cases{
        {"commissioners.csv", 2, "ICB", "", "commissioner", "empty"},
        {"commissioners.csv", 2, "ICB", "I CB", "commissioner", "reference-characters"},
        {"commissioners.csv", 2, "Vale ICB", "", "name", "empty"},
        {"commissioners.csv", 2, ",nhs,nhs", ",NHS,nhs", "kind", "not-in-the-list"},
        {"commissioners.csv", 2, ",nhs,nhs", ",nhs,health", "streams", "not-in-the-list"},
        {"commissioners.csv", 2, ",nhs,nhs", ",nhs,", "streams", "empty"},
        {"commissioners.csv", 2, ",nhs,nhs", ",nhs,person", "streams", "not-in-the-list"},
        {"bank_accounts.csv", 2, ",ICB", ",NOBODY", "owner", "unknown-reference"},
        {"bank_accounts.csv", 2, "001001", "1001", "sort_code", "sort-code-lost-zero"},
        {"bank_accounts.csv", 2, "001001", "01001", "sort_code", "sort-code-lost-zero"},
        {"bank_accounts.csv", 2, "00000001", "1.2E+07", "account_number", "number-scientific"},
        {"bank_accounts.csv",
         3,
         "00000002",
         "00000001",
         "account_number",
         "same-bank-account-twice"},
        {"bank_accounts.csv", 2, "bacs,", "cheque,", "rail", "not-in-the-list"},
        {"bank_accounts.csv", 2, "bacs18-single", "bacs18", "file_profile", "not-in-the-list"},
        {"bank_accounts.csv",
         2,
         "bacs18-single",
         "faster-payments",
         "file_profile",
         "profile-of-another-rail"},
        {"bank_accounts.csv", 2, "123456", "", "service_user_number", "empty"},
        {"bank_accounts.csv",
         2,
         "123456",
         "12345",
         "service_user_number",
         "service-user-number-lost-zero"},
        {"bank_accounts.csv", 2, "123456", "12345A", "service_user_number", "service-user-number"},
        {"bank_accounts.csv",
         2,
         "VALE ICB",
         "THE VALE INTEGRATED CARE",
         "originator_name",
         "originator-name-too-long"},
        {"bank_accounts.csv", 2, "5000", "0", "item_limit", "amount-not-above-zero"},
        {"bank_accounts.csv",
         4,
         "5000,900000",
         "1000000.01,1000000.01",
         "item_limit",
         "limit-above-scheme"},
        {"bank_accounts.csv", 2, "900000", "4999.99", "file_limit", "file-limit-below-item-limit"},
        {"support_services.csv", 2, "BA-SS", "BA-XX", "client_bank_account", "unknown-reference"},
        {"support_services.csv",
         2,
         "BA-SS",
         "BA-LA",
         "client_bank_account",
         "client-account-of-another"},
        {"third_parties.csv", 2, "trust", "charity", "kind", "not-in-the-list"},
        {"third_parties.csv",
         2,
         "00000004",
         "0000004",
         "account_number",
         "account-number-lost-zero"},
        {"providers.csv", 2, "Elm Care", "", "account_name", "empty"},
        {"people.csv", 2, "Ann", "", "given_name", "empty"},
        {"people.csv", 2, "1980-01-31", "31/01/80", "date_of_birth", "date-two-digit-year"},
        {"people.csv", 2, "1980-01-31", "1980-02-31", "date_of_birth", "date-does-not-exist"},
        {"people.csv", 2, "9990000018", "9990000019", "nhs_number", "nhs-number-check-digit"},
        {"people.csv", 2, "9990000018", "999000001", "nhs_number", "nhs-number-digits"},
        {"people.csv", 3, "2015-06-01,", "2015-06-01,9990000018", "nhs_number", "nhs-number-twice"},
        {"people.csv", 2, "ZZ1 1AA", "1234", "postcode", "postcode-unreadable"},
        {"people.csv", 2, "01632 960001", "1632960001", "phone", "phone-lost-zero"},
        {"people.csv", 2, "01632 960001", "ask Bo", "phone", "phone-unreadable"},
        {"people.csv", 2, "a@example.org", "a.example.org", "email", "email-unreadable"},
        {"people.csv", 2, "standard", "pigeon", "information_format", "not-in-the-list"},
        {"people.csv", 2, "standard", "", "information_format", "empty"},
        {"people.csv", 3, "Welsh", "", "language", "language-missing"},
        {"people.csv", 3, "P2", "P1", "person", "duplicate-reference"},
        {"representatives.csv", 2, "P2", "P9", "person", "unknown-reference"},
        {"representatives.csv", 2, "parent", "aunt", "role", "not-in-the-list"},
        {"representatives.csv", 2, "2030-01-01", "2026-03-31", "end", "end-before-start"},
        {"budgets.csv", 2, "P1", "P9", "person", "unknown-reference"},
        {"budgets.csv", 2, "ICB", "XYZ", "lead_commissioner", "unknown-reference"},
        {"budgets.csv", 2, "2027-03-31", "2026-03-31", "end", "end-before-start"},
        {"budgets.csv", 2, "100", "-1", "contingency", "amount-below-zero"},
        {"budgets.csv", 3, "2026-04-01", "2015-05-31", "start", "born-after-the-start"},
        {"plan_lines.csv", 2, "B1", "B9", "budget", "unknown-reference"},
        {"plan_lines.csv", 2, "ICB", "LA", "stream", "stream-not-of-this-commissioner"},
        {"plan_lines.csv", 2, "nhs", "person", "stream", "not-in-the-list"},
        {"plan_lines.csv", 2, "direct-payment", "direct", "option", "not-in-the-list"},
        {"plan_lines.csv", 2, "100.00", "0.00", "amount", "amount-not-above-zero"},
        {"plan_lines.csv", 2, "100.00", "1.2E+05", "amount", "money-scientific"},
        {"plan_lines.csv", 2, "100.00", "100.005", "amount", "money-too-many-decimals"},
        {"plan_lines.csv", 2, "weekly", "daily", "frequency", "not-in-the-list"},
        {"plan_lines.csv", 2, "2026-04-01", "2026-03-31", "start", "outside-the-budget"},
        {"plan_lines.csv", 2, "2027-03-31", "2027-04-01", "end", "outside-the-budget"},
        {"plan_lines.csv", 2, "2026-04-01", "04/13/2026", "start", "date-month-first"},
        {"agreements.csv", 2, "B1", "B9", "budget", "unknown-reference"},
        {"agreements.csv", 2, "holder", "carer", "payee", "not-in-the-list"},
        {"agreements.csv",
         2,
         "holder,Ann One,001001,00000006",
         "provider:PR,,,",
         "payee",
         "payee-of-another-option"},
        {"agreements.csv",
         4,
         "support-service:SS",
         "support-service:XX",
         "payee",
         "unknown-reference"},
        {"agreements.csv",
         4,
         "support-service:SS,",
         "support-service:SS,Help",
         "account_name",
         "must-be-empty"},
        {"agreements.csv",
         2,
         "Ann One,001001,00000006",
         ",,",
         "account_number",
         "payee-account-missing"},
        {"agreements.csv", 2, "001001", "", "sort_code", "empty"},
        {"agreements.csv", 2, "BA-ICB", "BA-SS", "paid_from", "paid-from-another-body"},
        {"agreements.csv", 4, "BA-LA", "BA-ICB", "paid_from", "paid-from-another-body"},
        {"agreements.csv", 2, "four-weekly", "weekly", "frequency", "not-in-the-list"},
        {"agreements.csv", 4, "four-weekly", "one-off", "frequency", "frequency-does-not-fit"},
        {"agreements.csv", 2, "B1", "B2", "paid_from", "paid-from-another-body"},
        {"agreements.csv", 5, ",15,", ",32,", "monthly_day", "whole-number"},
        {"agreements.csv", 5, ",15,", ",0,", "monthly_day", "whole-number"},
        {"agreements.csv", 4, "2026-04-06,,", "2026-04-06,6,", "monthly_day", "must-be-empty"},
        {"agreements.csv", 2, "2027-03-31", "2027-04-01", "end", "outside-the-budget"},
        {"agreements.csv", 2, "2027-03-31", "2026-04-05", "end", "end-before-start"},
        {"agreements.csv", 2, "advance", "early", "timing", "not-in-the-list"},
        {"agreements.csv", 2, "20.00,net", ",net", "contribution_basis", "contribution-missing"},
        {"agreements.csv",
         2,
         "20.00,net",
         "20.00,",
         "contribution_basis",
         "contribution-basis-missing"},
        {"agreements.csv", 2, "20.00,net", "-20.00,net", "contribution", "amount-below-zero"},
        {"agreements.csv", 2, "active,2026-03-01", "active,", "signed_on", "active-not-signed"},
        {"agreements.csv", 2, "active", "live", "status", "not-in-the-list"},
        {"agreements.csv", 5, "2026-04-15,,", "2030-01-02,,", "payee", "representative-missing"},
        {"opening_balances.csv", 2, "bank", "cash", "kind", "not-in-the-list"},
        {"opening_balances.csv", 2, "BA-ICB", "BA-XX", "bank_account", "unknown-reference"},
        {"opening_balances.csv",
         2,
         "BA-ICB",
         "BA-SS",
         "bank_account",
         "client-account-is-not-the-bodys"},
        {"opening_balances.csv", 2, "BA-ICB,,", "BA-ICB,B1,", "budget", "must-be-empty"},
        {"opening_balances.csv",
         2,
         ",ICB,nhs",
         ",LA,nhs",
         "stream",
         "stream-not-of-this-commissioner"},
        {"opening_balances.csv", 3, "LA,social-care", "ICB,nhs", "amount", "same-balance-twice"},
        {"opening_balances.csv", 4, "400.00", "0", "amount", "amount-not-above-zero"},
        {"opening_balances.csv", 4, "nhs", "person", "stream", "not-in-the-list"},
        {"opening_balances.csv", 5, "held,,", "held,BA-ICB,", "bank_account", "must-be-empty"},
        {"opening_balances.csv",
         5,
         "direct-payment",
         "notional",
         "option",
         "notional-is-never-held"},
        {"opening_balances.csv", 5, ",nhs,", ",nhs,hmrc", "owed_to", "must-be-empty"},
        {"opening_balances.csv", 6, "BA-SS", "BA-LA", "bank_account", "not-a-client-account"},
        {"opening_balances.csv", 6, "BA-SS,B2", ",B1", "bank_account", "client-account-missing"},
        {"opening_balances.csv", 7, "hmrc", "taxman", "owed_to", "not-in-the-list"},
        {"opening_balances.csv", 8, "person", "nhs", "stream", "contribution-is-the-persons"},
        {"opening_balances.csv", 8, "2026-04-01", "46113", "as_of", "date-serial-number"},
        {"opening_balances.csv", 8, "2026-04-01", "1989-12-31", "as_of", "date-before-1990"},
        {"opening_balances.csv", 5, "310.00", "1000000.01", "amount", "money-too-big"},
        {"budgets.csv", 2, "2026-04-01", "1926-04-01", "start", "date-before-1990"},
        {"plan_lines.csv", 2, "2026-04-01", "1926-04-01", "start", "date-before-1990"},
        {"plan_lines.csv", 2, "100.00", "1000000.01", "amount", "money-too-big"},
        {"agreements.csv", 2, "2026-04-06", "1926-04-06", "anchor_date", "date-before-1990"},
        {"agreements.csv", 2, ",20.00,", ",1000000.01,", "contribution", "money-too-big"},
    };
    for (const Spoiled& c : cases) {
        AreaBytes area = right_area();
        spoil(area, c.file, c.row, c.from, c.to);
        const AreaReading read = read_area(area);
        const std::string where = std::string(c.file) + ":" + std::to_string(c.row) + " " + c.to;
        const bool found = std::ranges::any_of(read.errors, [&](const AreaFinding& f) {
            return f.file == c.file && f.row == c.row && f.field == c.field && f.code == c.code;
        });
        EXPECT_TRUE(found) << where << "\n" << listed(read.errors);
        for (const AreaFinding& f : read.errors) {
            EXPECT_FALSE(f.words.empty() || f.next.empty()) << where;
        }
    }
}

// The first day and the largest amount that are taken; a bank account may hold more.
TEST(AreaReading, TakesTheFirstDayAndTheLargestAmount) {
    AreaBytes area = right_area();
    spoil(area, "opening_balances.csv", 8, "2026-04-01", "1990-01-01");
    spoil(area, "opening_balances.csv", 5, "310.00", "1000000.00");
    spoil(area, "opening_balances.csv", 2, "250000.00", "3000000.00");
    spoil(area, "plan_lines.csv", 3, "40.00", "1000000.00");
    spoil(area, "people.csv", 2, "1980-01-31", "1926-01-31");
    EXPECT_EQ(listed(read_area(area).errors), "");
}

TEST(AreaReading, ShowsAllErrorsAtOnceInOrder) {
    AreaBytes area = right_area();
    spoil(area, "agreements.csv", 5, "B2", "B7");
    spoil(area, "agreements.csv", 5, "00000007", "7");
    spoil(area, "people.csv", 3, "2015-06-01", "1/6/15");
    spoil(area, "people.csv", 3, "Bo", "");
    spoil(area, "plan_lines.csv", 4, "900.00", "lots");
    EXPECT_EQ(listed(read_area(area).errors),
              "people.csv:3 given_name empty\n"
              "people.csv:3 date_of_birth date-two-digit-year\n"
              "plan_lines.csv:4 amount money-unreadable\n"
              "agreements.csv:5 budget unknown-reference\n"
              "agreements.csv:5 account_number account-number-unreadable\n");
}

TEST(AreaReading, NeverShowsBankDetailsOrNhsNumbers) {
    AreaBytes area = right_area();
    spoil(area, "people.csv", 2, "9990000018", "9990000019");
    spoil(area, "agreements.csv", 2, "00000006", "765432189");
    spoil(area, "agreements.csv", 2, "001001", "9876543");
    const AreaReading read = read_area(area);
    ASSERT_EQ(read.errors.size(), 3U);
    EXPECT_EQ(read.errors[0].value, "***");
    EXPECT_EQ(read.errors[1].value, "***43");
    EXPECT_EQ(read.errors[2].value, "***89");
    for (const AreaFinding& f : read.errors) {
        EXPECT_EQ((f.words + f.next).find("999000"), std::string::npos);
        EXPECT_EQ((f.words + f.next).find("76543"), std::string::npos);
    }
}

TEST(AreaReading, WarnsWithoutRefusing) {
    AreaBytes area = right_area();
    spoil(area, "commissioners.csv", 2, "nhs,nhs", "nhs,nhs social-care");
    spoil(area, "people.csv", 2, "1980-01-31", "2010-04-07");
    spoil(area, "plan_lines.csv", 3, "LA,social-care", "LA,education");
    const AreaReading read = read_area(area);
    EXPECT_EQ(listed(read.errors), "");
    EXPECT_EQ(listed(read.warnings),
              "commissioners.csv:2 streams stream-of-another-kind\n"
              "agreements.csv:2 payee holder-is-a-child\n"
              "agreements.csv:2 contribution contribution-without-social-care\n");
}

TEST(AreaReading, RefusesTwoAgreementsForTheSamePlanLines) {
    AreaBytes area = right_area();
    area["agreements.csv"] +=
        "A5,B2,direct-payment,representative,Cy Two,001001,00000008,BA-LA,monthly,2026-09-15,,"
        "2026-09-15,,advance,,,active,2026-03-02\n";
    EXPECT_EQ(listed(read_area(area).errors), "agreements.csv:6 start agreements-overlap\n");
    spoil(area, "agreements.csv", 5, "2026-04-15,,advance", "2026-04-15,2026-09-14,advance");
    EXPECT_EQ(listed(read_area(area).errors), "");
}

TEST(AreaReading, SaysOnceThatAWholeFileIsAtFault) {
    AreaBytes area = right_area();
    area.erase("commissioners.csv");
    EXPECT_EQ(listed(read_area(area).errors), "commissioners.csv:0  file-missing\n");
    area = right_area();
    spoil(area, "plan_lines.csv", 1, "amount", "amuont");
    const AreaReading read = read_area(area);
    EXPECT_EQ(listed(read.errors),
              "plan_lines.csv:1 amount csv-missing-column\n"
              "plan_lines.csv:1 column 7 csv-unknown-column\n");
    EXPECT_EQ(read.waiting.size(), 4U);
    EXPECT_EQ(read.to_mend.at("plan_lines.csv"), area.at("plan_lines.csv"));
    area = right_area();
    area["plan_line.csv"] = "a\n";
    EXPECT_EQ(listed(read_area(area).errors), "plan_line.csv:0  file-unknown\n");
}

TEST(AreaReading, DoesWithoutFilesThatHaveNoRows) {
    const AreaBytes all = right_area();
    const AreaReading read = read_area({{"commissioners.csv", all.at("commissioners.csv")},
                                        {"people.csv", all.at("people.csv")},
                                        {"budgets.csv", all.at("budgets.csv")}});
    EXPECT_EQ(listed(read.errors), "");
    EXPECT_EQ(read.good.budgets.size(), 2U);
}

TEST(AreaReading, HoldsBackWhateverNeedsABadRow) {
    AreaBytes area = right_area();
    spoil(area, "people.csv", 2, "1980-01-31", "never");
    const AreaReading read = read_area(area);
    EXPECT_EQ(listed(read.errors), "people.csv:2 date_of_birth date-unreadable\n");
    // B1, its three lines, its two agreements and its three balances.
    EXPECT_EQ(read.waiting.size(), 1U + 3U + 2U + 3U);
    EXPECT_EQ(read.waiting[0].code, "waits-for-another-row");
    EXPECT_EQ(read.waiting[0].words, "Nothing is wrong here, but it needs people.csv row 2.");
    ASSERT_EQ(read.good.people.size(), 1U);
    EXPECT_EQ(read.good.people[0].person, "P2");
    EXPECT_EQ(rows_in(read.good), all_rows_of_right_area - 10U);
}

TEST(AreaReading, NeverPaysAPartOfAPlan) {
    AreaBytes area = right_area();
    spoil(area, "plan_lines.csv", 3, "40.00", "forty");
    const AreaReading read = read_area(area);
    EXPECT_EQ(listed(read.waiting), "agreements.csv:2  waits-for-another-row\n");
    EXPECT_EQ(read.good.plan_lines.size(), 4U);
}

TEST(AreaReading, GivesBackAFolderThatLoadsByItselfOnceMended) {
    AreaBytes area = right_area();
    spoil(area, "people.csv", 2, "1980-01-31", "never");
    spoil(area, "people.csv", 2, "1 High St", "=1+2");
    spoil(area, "bank_accounts.csv", 2, "001001", "'01001");
    const AreaReading first = read_area(area);
    ASSERT_EQ(first.errors.size(), 2U);
    AreaBytes mend = first.to_mend;
    EXPECT_NE(mend.at("people.csv").find("'=1+2"), std::string::npos);
    EXPECT_NE(mend.at("people.csv").find("date_of_birth: This is not a date."), std::string::npos);
    EXPECT_EQ(mend.at("people.csv").find("P2,"), std::string::npos);
    EXPECT_EQ(listed(read_area(mend).errors),
              "bank_accounts.csv:2 sort_code sort-code-lost-zero\n"
              "people.csv:2 date_of_birth date-unreadable\n");

    spoil(mend, "people.csv", 2, "never", "1980-01-31");
    spoil(mend, "bank_accounts.csv", 2, "'01001", "001001");
    spoil(mend, "bank_accounts.csv", 2, "01001", "01001");
    const AreaReading second = read_area(mend);
    EXPECT_EQ(listed(second.errors), "");
    EXPECT_EQ(second.good.people[0].address, "=1+2");
    EXPECT_EQ(second.good.agreements.size(), 2U);
}

TEST(AreaReading, GivesBackRowsThatWereNotEvenRows) {
    AreaBytes area = right_area();
    area["people.csv"] += "P3,Di\n";
    area["budgets.csv"] += "B3,P3,ICB,2026-04-01,,\n";
    const AreaReading read = read_area(area);
    EXPECT_EQ(listed(read.errors), "people.csv:4  csv-too-few-cells\n");
    EXPECT_EQ(listed(read.waiting), "budgets.csv:4  waits-for-another-row\n");
    EXPECT_NE(read.to_mend.at("people.csv").find("P3,Di,?,?"), std::string::npos);
    EXPECT_EQ(rows_in(read.good), all_rows_of_right_area);
}

TEST(AreaReading, SurvivesEveryFileCutAtEveryByte) {
    const AreaBytes whole = right_area();
    for (const auto& [name, bytes] : whole) {
        for (std::size_t size = 0; size < bytes.size(); size += 1) {
            AreaBytes cut = whole;
            cut[name].resize(size);
            const AreaReading read = read_area(cut);
            ASSERT_LE(rows_in(read.good), all_rows_of_right_area);
        }
    }
}

TEST(AreaReading, SurvivesAHundredMegabytesOfOneLine) {
    AreaBytes area = right_area();
    area["people.csv"] += "P3," + std::string(100U << 20U, 'x') + "\n";
    const AreaReading read = read_area(area);
    EXPECT_EQ(listed(read.errors), "people.csv:4  csv-cell-too-long\n");
    EXPECT_EQ(rows_in(read.good), all_rows_of_right_area);
}

}  // namespace
}  // namespace almoner::gateway
