#include "ledger/records/actor.h"
#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

namespace almoner::ledger {
namespace {

Date day(std::string_view iso) {
    return *Date::parse(iso);
}

Money pounds(std::int64_t amount) {
    return Money::from_pence(amount * 100);
}

// Runs one command that must be accepted.
template <class Write>
void write(tests::TestArea& area, Write write_in) {
    const CommandResult result = area.run([&](Work& work) -> Outcome<std::string> {
        write_in(work);
        return std::string("{}");
    });
    ASSERT_TRUE(result.outcome.accepted());
}

PlanLine wages() {
    return {.ref = "PL-1",
            .from_on = day("2026-04-01"),
            .budget = 1,
            .body = 2,
            .stream = Stream::education,
            .option = Option::direct_payment,
            .purpose_private = 3,
            .amount = pounds(100),
            .frequency = PlanFrequency::yearly,
            .start_on = day("2026-04-01"),
            .end_on = day("2027-03-31")};
}

TEST(Versions, TheHighestVersionThatHasBegunCounts) {
    tests::TestArea area;
    write(area, [](Work& work) {
        PlanLine line = wages();
        line.number = insert_plan_line(work, line);
        line.from_on = day("2026-10-01");
        line.amount = pounds(110);
        insert_plan_line(work, line);
        line.from_on = day("2026-07-01");  // later knowledge about earlier days
        line.amount = pounds(120);
        insert_plan_line(work, line);
    });
    Database& db = area.database();
    EXPECT_FALSE(plan_line_by_ref(db, "PL-1", day("2026-03-31")));
    EXPECT_EQ(plan_line_by_ref(db, "PL-1", day("2026-04-01"))->amount, pounds(100));
    EXPECT_EQ(plan_line_by_ref(db, "PL-1", day("2026-06-30"))->amount, pounds(100));
    EXPECT_EQ(plan_line_by_ref(db, "PL-1", day("2026-07-01"))->amount, pounds(120));
    EXPECT_EQ(plan_line_numbered(db, 1, day("2026-10-01"))->amount, pounds(120));
    EXPECT_EQ(plan_lines_on(db, day("2026-12-01")).size(), 1U);
    EXPECT_EQ(plan_lines_of(db, 1, day("2026-05-01")).at(0).amount, pounds(100));
    EXPECT_EQ(plan_line_versions(db, 1).size(), 3U);
}

TEST(Versions, ComeBackByNumberWhateverOrderTheyWereWrittenIn) {
    tests::TestArea area;
    write(area, [](Work& work) {
        PlanLine line = wages();
        const std::int64_t first = insert_plan_line(work, line);
        line.ref = "PL-2";
        insert_plan_line(work, line);
        line.ref = "PL-1";
        line.number = first;
        line.amount = pounds(7);
        insert_plan_line(work, line);
    });
    const std::vector<PlanLine> lines = plan_lines_on(area.database(), day("2026-12-01"));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].ref, "PL-1");
    EXPECT_EQ(lines[0].amount, pounds(7));
    EXPECT_EQ(lines[1].ref, "PL-2");
    EXPECT_EQ(lines[1].amount, pounds(100));
}

// Each record is read as it was written: no column is mixed up with another.
TEST(Records, AreReadAsTheyWereWritten) {
    tests::TestArea area;
    const Date from = day("2026-04-01");
    const Organisation organisation{.number = 0,
                                    .version = 1,
                                    .ref = "POHWER",
                                    .from_on = from,
                                    .kind = OrganisationKind::support_service,
                                    .name = "A support service",
                                    .streams = "nhs,education",
                                    .client_bank_account = 4};
    const BankAccount bank{.number = 0,
                           .version = 1,
                           .ref = "MAIN",
                           .from_on = from,
                           .owner = 1,
                           .name = "Main account",
                           .sort_code = "070116",
                           .account_number = "00003036",
                           .rail = Rail::faster_payments,
                           .file_profile = "standard18-single",
                           .service_user_number = "123456",
                           .originator_name = "NHS AREA",
                           .item_limit = pounds(100000),
                           .file_limit = std::nullopt};
    const Person person{.number = 0,
                        .version = 1,
                        .ref = "P-1",
                        .from_on = from,
                        .personal = 9,
                        .information_format = "large-print",
                        .died_on = day("2026-11-01")};
    const Representative parent{.number = 0,
                                .version = 1,
                                .from_on = from,
                                .person = 3,
                                .role = RepresentativeRole::parent,
                                .name_private = 8,
                                .start_on = from,
                                .end_on = day("2028-01-01")};
    const PayeeAccount payee{.number = 0,
                             .version = 1,
                             .from_on = from,
                             .person = 3,
                             .organisation = 0,
                             .bank_private = 5,
                             .check_result = CheckResult::uncheckable,
                             .status = PayeeStatus::blocked,
                             .evidence = 6,
                             .proposed_by = 1,
                             .confirmed_by = 2};
    const Budget budget{.number = 0,
                        .version = 1,
                        .ref = "B-1",
                        .from_on = from,
                        .person = 3,
                        .lead = 2,
                        .start_on = from,
                        .end_on = std::nullopt,
                        .contingency = pounds(200)};
    const Agreement agreement{.number = 0,
                              .version = 1,
                              .ref = "A-1",
                              .from_on = from,
                              .budget = 7,
                              .option = Option::third_party,
                              .payee = "third-party:T",
                              .payee_account = 8,
                              .paid_from = 9,
                              .frequency = Frequency::monthly,
                              .anchor_on = day("2026-04-06"),
                              .monthly_day = 31,
                              .start_on = day("2026-04-02"),
                              .end_on = day("2027-04-05"),
                              .timing = Timing::arrears,
                              .contribution = pounds(12),
                              .contribution_basis = ContributionBasis::gross,
                              .status = AgreementStatus::active,
                              .signed_on = day("2026-03-30"),
                              .evidence = 11};
    const Actor actor{.number = 0,
                      .version = 1,
                      .ref = "amy",
                      .from_on = from,
                      .name = "Amy",
                      .role = ActorRole::checker,
                      .credential_hash = "hash",
                      .approve_limit = pounds(5),
                      .active = false};
    write(area, [&](Work& work) {
        EXPECT_EQ(insert_organisation(work, organisation), 1);
        EXPECT_EQ(insert_bank_account(work, bank), 1);
        EXPECT_EQ(insert_person(work, person), 1);
        EXPECT_EQ(insert_representative(work, parent), 1);
        EXPECT_EQ(insert_payee_account(work, payee), 1);
        EXPECT_EQ(insert_budget(work, budget), 1);
        EXPECT_EQ(insert_plan_line(work, wages()), 1);
        EXPECT_EQ(insert_agreement(work, agreement), 1);
        EXPECT_EQ(insert_actor(work, actor), 1);
    });
    Database& db = area.database();
    const auto numbered = [](auto record) {
        record.number = 1;
        record.version = 1;
        return record;
    };
    EXPECT_EQ(organisation_by_ref(db, OrganisationKind::support_service, "POHWER", from),
              numbered(organisation));
    EXPECT_FALSE(organisation_by_ref(db, OrganisationKind::nhs, "POHWER", from));
    EXPECT_EQ(bank_account_by_ref(db, "MAIN", from), numbered(bank));
    EXPECT_EQ(person_by_ref(db, "P-1", from), numbered(person));
    EXPECT_EQ(representatives_of(db, 3, from).at(0), numbered(parent));
    EXPECT_EQ(payee_accounts_of_person(db, 3, from).at(0), numbered(payee));
    EXPECT_EQ(budgets_of(db, 3, from).at(0), numbered(budget));
    EXPECT_EQ(plan_lines_of(db, 1, from).at(0), numbered(wages()));
    EXPECT_EQ(agreements_of(db, 7, from).at(0), numbered(agreement));
    EXPECT_EQ(actor_by_ref(db, "amy", from), numbered(actor));
}

TEST(PrivateText, IsReadUntilItIsErased) {
    tests::TestArea area;
    const PersonDetails details{.given_name = "Ada",
                                .family_name = "Example",
                                .date_of_birth = day("1970-02-03"),
                                .nhs_number = "9990000018",
                                .address = "1 Road",
                                .postcode = "AB1 2CD",
                                .phone = "0",
                                .email = "a@example.org"};
    const BankDetails bank{
        .account_name = "A Example", .sort_code = "070116", .account_number = "00003036"};
    write(area, [&](Work& work) {
        EXPECT_EQ(insert_private_text(work, 1, "some words"), 1);
        EXPECT_EQ(insert_person_private(work, 1, details), 1);
        EXPECT_EQ(insert_bank_private(work, 1, bank), 1);
    });
    Database& db = area.database();
    EXPECT_EQ(private_text(db, 1), "some words");
    EXPECT_EQ(person_private(db, 1), details);
    EXPECT_EQ(bank_private(db, 1), bank);
    EXPECT_EQ(people_with_nhs_number(db, "9990000018"), std::vector<std::int64_t>{1});
    EXPECT_TRUE(people_with_nhs_number(db, "9990000026").empty());
    EXPECT_TRUE(people_with_nhs_number(db, "").empty());
    EXPECT_EQ(bank_rows_of_account(db, "070116", "00003036"), std::vector<std::int64_t>{1});
    EXPECT_TRUE(bank_rows_of_account(db, "070116", "00003037").empty());
    db.run_script("UPDATE private_text SET sealed = NULL");
    EXPECT_FALSE(private_text(db, 1));
    EXPECT_FALSE(private_text(db, 2));
}

TEST(OperatorFile, TheOneLoadedLastIsInForce) {
    tests::TestArea area;
    EXPECT_FALSE(operator_file(area.database(), OperatorFileKind::modulus));
    write(area, [](Work& work) {
        insert_operator_file(
            work,
            {.kind = OperatorFileKind::modulus, .version = "8.1", .dated_on = day("2026-05-01")});
        insert_operator_file(work,
                             {.kind = OperatorFileKind::modulus,
                              .version = "8.2",
                              .dated_on = day("2026-01-01"),
                              .content = "abc"});
    });
    const auto file = operator_file(area.database(), OperatorFileKind::modulus);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->version, "8.2");
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(file->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace almoner::ledger
