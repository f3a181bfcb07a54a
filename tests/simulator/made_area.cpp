#include "tests/simulator/made_area.h"

#include "ledger/calendar/date.h"

#include <cstdio>

namespace almoner::tests {
namespace {

std::string pounds_of(std::int64_t pence) {
    std::string text(24, '\0');
    const int size = std::snprintf(text.data(),
                                   text.size(),
                                   "%lld.%02lld",
                                   static_cast<long long>(pence / 100),
                                   static_cast<long long>(pence % 100));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

struct LineShape {
    const char* ref;
    const char* budget;
    const char* commissioner;
    const char* stream;
    const char* option;
    const char* frequency;  // of the amount
};
constexpr LineShape line_shapes[] = {
    {"L1", "B1", "ICB", "nhs", "direct-payment", "weekly"},
    {"L2", "B1", "LA", "social-care", "direct-payment", "weekly"},
    {"L3", "B2", "LA", "education", "managed-account", "weekly"},
    {"L4", "B2", "LA", "children", "direct-payment", "monthly"},
    {"L5", "B3", "ICB", "nhs", "third-party", "weekly"},
    {"L6", "B4", "LA", "social-care", "notional", "weekly"},
    {"L7", "B5", "ICB", "nhs", "direct-payment", "weekly"},
    {"L8", "B6", "LA", "social-care", "direct-payment", "monthly"},
    {"L9", "B7", "ICB", "nhs", "managed-account", "weekly"},
};

struct AgreementShape {
    const char* ref;
    const char* person;
    const char* budget;
    const char* option;
    const char* payee;
    const char* name;     // of the account, where it is the person's or a representative's
    const char* account;  // its number
    const char* paid_from;
    const char* timing;
    const char* basis;  // of a contribution
    std::vector<std::string> lines;
};
const std::vector<AgreementShape>& agreement_shapes() {
    static const std::vector<AgreementShape> shapes{
        {"A1",
         "P1",
         "B1",
         "direct-payment",
         "holder",
         "Ann One",
         "00000006",
         "BA-ICB",
         "advance",
         "net",
         {"L1", "L2"}},
        {"A2",
         "P2",
         "B2",
         "managed-account",
         "support-service:SS",
         "",
         "",
         "BA-LA",
         "arrears",
         "",
         {"L3"}},
        {"A3",
         "P2",
         "B2",
         "direct-payment",
         "representative",
         "Cy Two",
         "00000007",
         "BA-LA",
         "advance",
         "",
         {"L4"}},
        {"A4",
         "P3",
         "B3",
         "third-party",
         "third-party:TP",
         "",
         "",
         "BA-ICB",
         "advance",
         "",
         {"L5"}},
        {"A5", "P4", "B4", "notional", "provider:PR", "", "", "BA-LA", "advance", "", {"L6"}},
        {"A6",
         "P5",
         "B5",
         "direct-payment",
         "holder",
         "Di Five",
         "00000008",
         "BA-ICB",
         "advance",
         "",
         {"L7"}},
        {"A7",
         "P6",
         "B6",
         "direct-payment",
         "holder",
         "Ed Six",
         "00000009",
         "BA-LA",
         "advance",
         "gross",
         {"L8"}},
        {"A8",
         "P7",
         "B7",
         "managed-account",
         "support-service:SS",
         "",
         "",
         "BA-ICB",
         "advance",
         "net",
         {"L9"}},
    };
    return shapes;
}

void add_bodies(MadeArea& area) {
    area.files["file:commissioners.csv"] =
        "commissioner,name,kind,streams\n"
        "ICB,Vale ICB,nhs,nhs\n"
        "LA,Vale Council,council,social-care children education\n";
    area.files["file:bank_accounts.csv"] =
        "bank_account,owner,name,sort_code,account_number,rail,file_profile,service_user_number,"
        "originator_name,item_limit,file_limit\n"
        "BA-ICB,ICB,Vale ICB,001001,00000001,bacs,bacs18-multi,123456,VALE ICB,5000,900000\n"
        "BA-LA,LA,Vale Council,001001,00000002,bacs,pain.001.001.03,,Vale Council,5000,900000\n"
        "BA-SS,SS,Help clients,001001,00000003,faster-payments,pain.001.001.09,,Help,5000,"
        "900000\n";
    area.files["file:support_services.csv"] =
        "support_service,name,client_bank_account\nSS,Help,BA-SS\n";
    area.files["file:third_parties.csv"] =
        "third_party,name,kind,account_name,sort_code,account_number\n"
        "TP,Oak,trust,Oak Trust,001001,00000004\n";
    area.files["file:providers.csv"] =
        "provider,name,account_name,sort_code,account_number\n"
        "PR,Elm,Elm Care,001001,00000005\n";
    area.banks = {{"BA-ICB", {"001001", "00000001"}},
                  {"BA-LA", {"001001", "00000002"}},
                  {"BA-SS", {"001001", "00000003", 0, true}}};
}

void add_people(MadeArea& area) {
    std::string people =
        "person,given_name,family_name,date_of_birth,nhs_number,address,postcode,phone,email,"
        "information_format,language\n";
    std::string budgets = "budget,person,lead_commissioner,start,end,contingency\n";
    const char* const leads[] = {"ICB", "LA", "ICB", "LA", "ICB", "LA", "ICB"};
    for (int number = 1; number <= 7; ++number) {
        const std::string digit = std::to_string(number);
        const std::string born = number == 2 ? "2015-06-01" : "1980-01-3" + std::string("1");
        people += "P" + digit + ",Ann,Made" + digit + "," + born + ",,,,,,standard,\n";
        area.leads["B" + digit] = leads[number - 1];
        budgets += "B" + digit + ",P" + digit + "," + leads[number - 1] + ",2026-04-01,,\n";
        area.people.push_back("P" + digit);
    }
    area.files["file:people.csv"] = people;
    area.files["file:budgets.csv"] = budgets;
    area.files["file:representatives.csv"] =
        "person,name,role,start,end\nP2,Cy Two,parent,2026-04-01,2033-01-01\n";
}

void add_lines(MadeArea& area, Chance& chance) {
    std::string text =
        "plan_line,budget,commissioner,stream,purpose,option,amount,frequency,start,end\n";
    const ledger::Date begins = ledger::Date::parse(area_begins_on).value();
    for (const LineShape& shape : line_shapes) {
        const auto pence = static_cast<std::int64_t>(20'00 + chance.below(180'00));
        MadeLine line{.budget = shape.budget,
                      .commissioner = shape.commissioner,
                      .stream = shape.stream,
                      .is_monthly = std::string(shape.frequency) == "monthly"};
        line.pence_from[begins.days()] = pence;
        area.lines[shape.ref] = line;
        text += std::string(shape.ref) + "," + shape.budget + "," + shape.commissioner + "," +
                shape.stream + ",Help," + shape.option + "," + pounds_of(pence) + "," +
                shape.frequency + "," + area_begins_on + ",\n";
    }
    area.files["file:plan_lines.csv"] = text;
}

void add_agreements(MadeArea& area, Chance& chance) {
    std::string text =
        "agreement,budget,option,payee,account_name,sort_code,account_number,paid_from,frequency,"
        "anchor_date,monthly_day,start,end,timing,contribution,contribution_basis,status,"
        "signed_on\n";
    for (const AgreementShape& shape : agreement_shapes()) {
        const bool is_monthly = area.lines.at(shape.lines.front()).is_monthly;
        const std::string basis = shape.basis;
        const auto asked =
            basis.empty() ? 0 : static_cast<std::int64_t>(5'00 + chance.below(30'00));
        const std::string contribution = basis.empty() ? "" : pounds_of(asked);
        const std::string account = shape.account;
        const std::string anchor = is_monthly ? "2026-04-15" : first_period_on;
        text += std::string(shape.ref) + "," + shape.budget + "," + shape.option + "," +
                shape.payee + "," + shape.name + "," + (account.empty() ? "" : "001001") + "," +
                account + "," + shape.paid_from + "," + (is_monthly ? "monthly" : "four-weekly") +
                "," + anchor + "," + (is_monthly ? "15" : "") + "," + anchor + ",," + shape.timing +
                "," + contribution + "," + basis + ",active,2026-03-02\n";
        const bool is_own =
            shape.payee == std::string("holder") || shape.payee == std::string("representative");
        area.agreements[shape.ref] = {.budget = shape.budget,
                                      .person = shape.person,
                                      .payee = is_own ? shape.person : shape.payee,
                                      .is_monthly = is_monthly,
                                      .is_in_arrears = shape.timing == std::string("arrears"),
                                      .contribution = asked,
                                      .is_netted = basis == "net",
                                      .lines = shape.lines};
    }
    area.files["file:agreements.csv"] = text;
}

void add_balances(MadeArea& area) {
    area.files["file:opening_balances.csv"] =
        "kind,bank_account,budget,option,commissioner,stream,owed_to,amount,as_of\n"
        "bank,BA-ICB,,,ICB,nhs,,25000.00,2026-04-01\n"
        "bank,BA-LA,,,LA,social-care,,18000.00,2026-04-01\n"
        "bank,BA-LA,,,LA,children,,7000.00,2026-04-01\n"
        "bank,BA-LA,,,LA,education,,6500.50,2026-04-01\n"
        "held,,B5,direct-payment,ICB,nhs,,310.00,2026-04-01\n"
        "held,BA-SS,B7,managed-account,ICB,nhs,,160.00,2026-04-01\n";
    area.banks.at("BA-ICB").opening_pence = 25'000'00;
    area.banks.at("BA-LA").opening_pence = 31'500'50;
    area.banks.at("BA-SS").opening_pence = 160'00;
}

}  // namespace

MadeArea make_area(Chance& chance) {
    MadeArea area;
    add_bodies(area);
    add_people(area);
    add_lines(area, chance);
    add_agreements(area, chance);
    add_balances(area);
    return area;
}

}  // namespace almoner::tests
