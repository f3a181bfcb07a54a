// A small area as import files, in which everything is right: each test changes one thing.
#pragma once

#include <map>
#include <string>

namespace almoner::tests {

using Files = std::map<std::string, std::string>;  // as the fields of the command

inline Files sample_import() {
    return {
        {"file:commissioners.csv",
         "commissioner,name,kind,streams\n"
         "ICB,Vale ICB,nhs,nhs\n"
         "LA,Vale Council,council,social-care education\n"},
        {"file:bank_accounts.csv",
         "bank_account,owner,name,sort_code,account_number,rail,file_profile,service_user_number,"
         "originator_name,item_limit,file_limit\n"
         "BA-ICB,ICB,Vale ICB,001001,00000001,bacs,bacs18-single,123456,VALE ICB,5000,900000\n"
         "BA-LA,LA,Vale Council,001001,00000002,bacs,pain.001.001.03,,Vale Council,5000,900000\n"
         "BA-SS,SS,Help clients,001001,00000003,faster-payments,pain.001.001.09,,Help,5000,"
         "900000\n"},
        {"file:support_services.csv", "support_service,name,client_bank_account\nSS,Help,BA-SS\n"},
        {"file:third_parties.csv",
         "third_party,name,kind,account_name,sort_code,account_number\n"
         "TP,Oak,trust,Oak Trust,001001,00000004\n"},
        {"file:providers.csv",
         "provider,name,account_name,sort_code,account_number\n"
         "PR,Elm,Elm Care,001001,00000005\n"},
        {"file:people.csv",
         "person,given_name,family_name,date_of_birth,nhs_number,address,postcode,phone,email,"
         "information_format,language\n"
         "P1,Ann,One,1980-01-31,9990000018,1 High St,ZZ1 1AA,01632 960001,a@example.org,standard,\n"
         "P2,Bo,Two,2015-06-01,,,,,,other-language,Welsh\n"},
        {"file:representatives.csv",
         "person,name,role,start,end\nP2,Cy Two,parent,2026-04-01,2030-01-01\n"},
        {"file:budgets.csv",
         "budget,person,lead_commissioner,start,end,contingency\n"
         "B1,P1,ICB,2026-04-01,2027-03-31,100\n"
         "B2,P2,LA,2026-04-01,,\n"},
        {"file:plan_lines.csv",
         "plan_line,budget,commissioner,stream,purpose,option,amount,frequency,start,end\n"
         "L1,B1,ICB,nhs,Carer,direct-payment,100.00,weekly,2026-04-01,2027-03-31\n"
         "L2,B1,LA,social-care,Outings,direct-payment,40.00,weekly,2026-04-01,\n"
         "L4,B2,LA,education,Tutor,managed-account,80.00,four-weekly,2026-04-01,\n"
         "L5,B2,LA,social-care,Respite,direct-payment,300.00,monthly,2026-04-01,\n"},
        {"file:agreements.csv",
         "agreement,budget,option,payee,account_name,sort_code,account_number,paid_from,frequency,"
         "anchor_date,monthly_day,start,end,timing,contribution,contribution_basis,status,"
         "signed_on\n"
         "A1,B1,direct-payment,holder,Ann One,001001,00000006,BA-ICB,four-weekly,2026-04-06,,"
         "2026-04-06,2027-03-31,advance,20.00,net,active,2026-03-01\n"
         "A3,B2,managed-account,support-service:SS,,,,BA-LA,four-weekly,2026-04-06,,"
         "2026-04-06,,arrears,,,active,2026-03-02\n"
         "A4,B2,direct-payment,representative,Cy Two,001001,00000007,BA-LA,monthly,2026-04-15,15,"
         "2026-04-15,,advance,,,active,2026-03-02\n"},
        {"file:opening_balances.csv",
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

// The sample with one piece of one file's text replaced.
inline Files spoiled(const std::string& file, const std::string& before, const std::string& after) {
    Files files = sample_import();
    std::string& text = files.at("file:" + file);
    text.replace(text.find(before), before.size(), after);
    return files;
}

inline Files with(Files files, const std::string& field, const std::string& value) {
    files[field] = value;
    return files;
}

}  // namespace almoner::tests
