// What people type about somebody stands sealed, wherever it is typed: in no clear column of any
// table, and nowhere at all once they were erased.
#include "ledger/records/actor.h"
#include "ledger/records/notice.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/sealed_row.h"
#include "ledger/records/task.h"
#include "scheduler/commands/access_note.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/import_area.h"
#include "scheduler/commands/monitor.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/representative.h"
#include "scheduler/commands/review.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/spend.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/commands/task_done.h"
#include "scheduler/reconciliation/bank_reason.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"

#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Database;
using nlohmann::json;
using tests::ben;
using tests::Given;

struct Column {
    std::string table;
    std::string name;
};

std::vector<Column> columns_of_words(Database& database) {
    std::vector<Column> all;
    const auto found = database.prepare(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type IN ('TEXT', 'BLOB')"
        " ORDER BY m.name, c.cid");
    while (found->step()) {
        all.push_back({std::string(found->text(0)), std::string(found->text(1))});
    }
    return all;
}

// What a column of words holds. Whoever adds one says here which of these it is.
//   code       of a closed list, or made by the program: names, days, sums, reasons
//   reference  by which people and programs name a record
//   body       of an organisation, of staff, of the area's own files and settings
//   digest     nobody gets anything back from it
//   sealed     opens with the person's key alone
constexpr std::string_view classes = R"(
absence.kind code
access_log.what code
actor.ref reference
actor.name body
actor.role code
actor.credential_hash digest
agreement.ref reference
agreement.payee code
agreement.frequency code
agreement.timing code
agreement.contribution_basis code
agreement.status code
agreement_document.recipient_kind code
agreement_document.format code
agreement_document.language code
agreement_fee.frequency code
agreement_fee.paid_by code
api_token.sha256 digest
appointment.authority code
area_salt.salt digest
area_salt.purpose code
area_salt.commitment digest
assistant_private.sealed sealed
assistant_private.nino_mark digest
assistant_private.commitment digest
attested_fact.name code
bank_account.ref reference
bank_account.name body
bank_account.sort_code body
bank_account.account_number body
bank_account.rail code
bank_account.file_profile code
bank_account.service_user_number body
bank_account.originator_name body
bank_private.sealed sealed
bank_private.account_mark digest
bank_private.commitment digest
budget.ref reference
budget_answer.answer code
budget_answer.streams code
budget_answer.frequency code
budget_answer.ways code
budget_answer.accounts code
case_decision.ground code
case_recovery.way code
case_step.state code
case_step.notice reference
code_notice.kind code
code_notice.tax_code code
code_notice.tax_basis code
code_notice.file_sha256 digest
command_salt.salt digest
data_share.recipient_kind code
data_share.basis code
emergency.reason_code code
emergency.basis code
employer.ref reference
employer.hmrc code
employer.pays_hmrc code
employer.frequency code
employer.pension_relief code
employment.ref reference
employment.end_reason code
employment.starter code
employment.ni_letter code
employment.tax_code code
employment.tax_basis code
employment.loans code
employment.weekdays code
employment.holiday code
employment.relation code
employment.pension code
employment_rate.kind code
ending.because code
ending.ground code
ending_answer.kind code
ending_settled.kind code
ending_settled.way code
ending_step.state code
erasure.of_table code
evaluation.event code
evaluation.policy body
evaluation.effect code
evaluation.digest digest
evidence.kind code
evidence.subject reference
evidence.sha256 digest
evidence.media_type code
evidence_document.content sealed
excuse.reason code
excuse.owner code
explanation.destination code
finding.code code
finding.outcome code
hmrc_filing.kind code
hmrc_filing.purpose code
hmrc_filing.late_reason code
hmrc_filing.transaction_id digest
hmrc_filing.mark digest
hmrc_filing.mark_shown digest
hmrc_filing_step.state code
job_lease.name code
job_lease.holder code
job_run.name code
job_run.words code
journal.command code
journal.key reference
journal.content digest
journal.answer code
journal.body digest
journal.hash digest
leaving_decision.part code
letter.cause code
letter.recipient_kind code
letter.format code
letter.language code
letter_delivery.state code
letter_delivery.channel code
line_match.kind code
line_match.words code
migration.name code
migration.checksum digest
notice.kind code
notice.case_number reference
notice_clock.cause code
notice_step.state code
opening_balance.key reference
operator_file.kind code
operator_file.version body
operator_file.sha256 digest
operator_file.content body
organisation.ref reference
organisation.kind code
organisation.name body
organisation.streams code
pay_out.kind code
pay_out.owed code
pay_order.ref reference
pay_order.rule code
pay_order.bands reference
pay_order_band.name reference
pay_order_band.frequency code
payroll_query.about code
payroll_query.asked_by code
payroll_query.channel code
payroll_run.kind code
payroll_run.frequency code
payroll_run.rates code
payroll_run.rates_sha256 digest
payroll_run_step.state code
pay_slip.tax_code code
pay_slip.tax_basis code
pay_slip.ni_letter code
pay_slip.loans code
overpaid_came_back.what code
pay_slip_line.kind code
pay_slip_line.counts code
pay_slip_line.rule code
pay_slip_finding.code code
pay_slip_posting.way code
pay_slip_recoverable.kind code
payee_account.check_result code
payee_account.status code
payment_redated.reason code
payment_run.kind code
payroll_opening_ni.letter code
payroll_opening_recovered.kind code
payroll_paper.kind code
payroll_paper.format code
payroll_paper.channel code
payroll_paper_delivery.state code
payroll_paper_delivery.channel code
person.ref reference
person.information_format code
person_private.sealed sealed
person_private.nhs_mark digest
person_private.commitment digest
plan_hold.reason code
plan_line.ref reference
plan_line.frequency code
plan_step.state code
plan_step.says code
private_text.sealed sealed
private_text.commitment digest
proposal.kind code
proposal.content code
reader_need.format code
reader_need.language code
reduction_case.kind code
representative.role code
return_request.band code
return_step.state code
reversal.reason code
review.kind code
review_step.state code
review_step.outcome code
review_step.covers code
review_step.cause code
setting.name code
setting.value body
setting_changed.name code
setting_changed.value body
managed_pay_out.what code
payroll_id_before.payroll_id reference
slip_pay_out.what code
spend.kind code
spend.fingerprint digest
spend.file_sha256 digest
spend_step.state code
spend_step.question code
state_change.cause code
statement.file_sha256 digest
statement.ref reference
statement.kind code
statement_line.fingerprint digest
statement_line.reference reference
statement_line.bank_reference reference
statement_line.return_reason code
submission.profile code
submission.file_name reference
submission.serial reference
submission.sha256 digest
supplier_invoice.number_mark digest
supplier_invoice_step.state code
suspense_item.owner code
task.kind code
task.subject reference
task.owner code
task.words code
timesheet.source code
timesheet.file_sha256 digest
timesheet_line.kind code
timesheet_step.state code
timesheet_step.confirmer code
timesheet_step.channel code
timesheet_step.decision code
)";

TEST(EveryColumnOfWords, IsKnownToHoldNothingThatTellsOfAPersonOrIsSealed) {
    tests::TestArea area;
    std::set<std::string> classed;
    std::istringstream lines{std::string(classes)};
    for (std::string column, kind; lines >> column >> kind;) {
        EXPECT_TRUE(
            (std::set<std::string>{"code", "reference", "body", "digest", "sealed"}).contains(kind))
            << column;
        EXPECT_TRUE(classed.insert(column).second) << column << " stands twice";
    }
    std::set<std::string> there;
    for (const Column& each : columns_of_words(area.database())) {
        there.insert(each.table + "." + each.name);
    }
    for (const std::string& each : there) {
        EXPECT_TRUE(classed.contains(each)) << each << ": what does it hold?";
    }
    for (const std::string& each : classed) {
        EXPECT_TRUE(there.contains(each)) << each << " is gone";
    }
}

// Everything that is typed bears this word, and the name of its place behind it.
constexpr std::string_view mark = "Quillfeather";

class TypedWords : public tests::CaseArea {
  protected:
    std::string typed(const std::string& place) {
        places.insert(place);
        return "Mrs " + std::string(mark) + " " + place;
    }
    json done(CommandHandler handler,
              const Given& fields,
              const Actor& who = tests::anna,
              const std::string& day = "2026-11-02") {
        return area.answer(handler, fields, {.actor = who, .day = day});
    }
    void confirmed(const json& proposed, const std::string& day = "2026-11-02") {
        done(proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed.at("confirm")}},
             ben,
             day);
    }
    Database& database() { return area.area().database(); }

    // Every place of a table whose clear octets hold the word.
    std::string where_in_clear() {
        std::string found;
        for (const Column& each : columns_of_words(database())) {
            const std::string sql = "SELECT " + each.name + " FROM " + each.table;
            const auto rows = database().prepare(sql.c_str());
            while (rows->step()) {
                if (rows->is_null(0)) continue;
                if (rows->text(0).find(mark) == std::string_view::npos) continue;
                found += each.table + "." + each.name + ": " + std::string(rows->text(0)) + "\n";
            }
        }
        return found;
    }
    // All that opens, with whose it is.
    std::string opened() {
        std::string all;
        for (const char* const table : {"private_text", "person_private", "bank_private"}) {
            const std::string sql = "SELECT id, person, sealed FROM " + std::string(table) +
                                    " WHERE sealed IS NOT NULL";
            const auto rows = database().prepare(sql.c_str());
            while (rows->step()) {
                const auto row = ledger::unseal(
                    database(),
                    {.table = table, .id = rows->integer(0), .person = rows->integer(1)},
                    rows->text(2));
                if (row.text.find(mark) == std::string::npos) continue;
                EXPECT_NE(rows->integer(1), ledger::nobody) << row.text;
                all += row.text + "\n";
            }
        }
        return all;
    }
    void type_everything();
    void type_of_the_person();
    void tell_what_activation_asks();
    void type_of_the_plan();
    void type_of_the_case();
    void type_of_the_spending();

    std::set<std::string> places;
};

void TypedWords::type_of_the_person() {
    area.write([&](ledger::Work& work) {
        auto known = ledger::person_numbered(work.database(), person.person, work.today());
        known->personal = ledger::insert_person_private(
            work,
            person.person,
            {.given_name = typed("first-name"), .family_name = "Example", .address = "1 High St"});
        ledger::insert_person(work, *known);
    });
    done(person_change,
         {{"person", "P1"},
          {"given_name", typed("given-name")},
          {"family_name", typed("family-name")},
          {"date_of_birth", "1950-01-31"},
          {"address", typed("address")},
          {"email", "quill@example.org"},
          {"information_format", "other-language"},
          {"language", typed("language")}});
    const json evidence = done(evidence_add,
                               {{"kind", "letter"},
                                {"person", "P1"},
                                {"subject", typed("evidence-subject")},
                                {"dated_on", "2026-10-20"},
                                {"media_type", "text/plain"},
                                {"file:document", "Dear " + std::string(mark)}});
    done(representative_add,
         {{"person", "P1"},
          {"name", typed("representative-name")},
          {"role", "nominee"},
          {"start", "2026-11-01"},
          {"evidence", evidence.at("evidence").dump()}});
    done(notice_reader,
         {{"representative", "1"}, {"format", "standard"}, {"address", typed("reader-address")}});
    done(access_note, {{"person", "P1"}, {"what", "detail"}, {"purpose", typed("look-purpose")}});
    std::int64_t task = 0;
    area.write([&](ledger::Work& work) {
        task = ledger::insert_task(work,
                                   {.kind = "a-question",
                                    .subject = "agreement:AP1",
                                    .due_on = work.today(),
                                    .owner = "finance",
                                    .words = "Decide it."});
    });
    done(task_done, {{"task", std::to_string(task)}, {"decision", typed("task-decision")}});
}

// Before another line of NHS money begins; the last document is about the person.
void TypedWords::tell_what_activation_asks() {
    area.write([&](ledger::Work& work) {
        ledger::insert_actor(work, {.ref = "anna", .from_on = work.today()});
    });
    const std::string paper = std::to_string(area.count("evidence"));
    std::string facts =
        "eligibility.exclusion=none,eligibility.has_capacity=yes,eligibility.consents=yes,"
        "payee.judged_capable=yes,payee.carer_helps=no,plan.employs_staff=no,"
        "account.only_direct_payments=yes,account.is_auditable=yes,account.only_named_access=yes";
    for (const char* const name : {"eligibility.consent",
                                   "eligibility.regard_to_condition",
                                   "eligibility.regard_to_life",
                                   "eligibility.regard_to_value",
                                   "account.agreement_document",
                                   "information.support_offered"}) {
        facts += std::string(",") + name + "=" + paper;
    }
    done(fact_record, {{"subject", "BP1"}, {"facts", facts}});
    done(plan_sign, {{"budget", "BP1"}, {"signed_on", "2026-10-20"}, {"evidence", paper}});
}

void TypedWords::type_of_the_plan() {
    tell_what_activation_asks();
    done(plan_change, {{"plan_line", "LP1"}, {"purpose", typed("purpose-changed")}});
    confirmed(done(plan_add,
                   {{"plan_line", "L9"},
                    {"budget", "BP1"},
                    {"commissioner", "ICB"},
                    {"stream", "nhs"},
                    {"purpose", typed("purpose-added")},
                    {"option", "direct-payment"},
                    {"amount", "10.00"},
                    {"frequency", "weekly"},
                    {"start", "2026-11-02"},
                    {"facts", "line.planned_cost=9.00"}}));
}

void TypedWords::type_of_the_case() {
    const std::string review = std::to_string(closed_review("reduce"));
    done(case_open, {{"review", review}, {"kind", "reduction"}, {"words", typed("case-words")}});
    const json proposed = done(case_propose,
                               {{"case", "C-0001"},
                                {"plan_line", "LP1"},
                                {"amount", "400.00"},
                                {"workings", typed("case-workings") + " = £400.00"}});
    done(case_approve, {{"case", "C-0001"}, {"confirm", proposed.at("confirm")}}, ben);
    done(case_consult, {{"case", "C-0001"}, {"words", typed("case-consulted")}});
    const json notice = done(notice_draft,
                             {{"budget", "BP1"},
                              {"kind", "decision"},
                              {"decided", typed("notice-decided")},
                              {"reasons", typed("notice-reasons")}});
    done(notice_withdraw, {{"notice", notice.at("notice")}, {"words", typed("notice-withdrawn")}});
    const std::int64_t issued = issue_notice("reduction");
    const auto number = ledger::notice_by_id(database(), issued)->number;
    done(notice_challenge,
         {{"notice", number}, {"received", "2026-11-02"}, {"words", typed("challenge")}});
    done(review_open, {{"budget", "BP1"}, {"kind", "first"}, {"words", typed("review-opened")}});
}

void TypedWords::type_of_the_spending() {
    (void)area.propose("2026-11-02");
    done(spend_record,
         {{"budget", "BP1"},
          {"date", "2026-11-01"},
          {"amount", "1.00"},
          {"plan_line", "LP1"},
          {"payee", typed("spent-payee")},
          {"what_for", typed("spent-for")},
          {"reference", std::string(mark)}});
    done(emergency_payment,
         {{"agreement", "AP1"},
          {"amount", "20.00"},
          {"reason", "other"},
          {"basis", "advance"},
          {"words", typed("emergency-words")}},
         tests::anna,
         "2026-11-10");
}

void TypedWords::type_everything() {
    type_of_the_person();
    type_of_the_plan();
    type_of_the_spending();
    type_of_the_case();
}

TEST_F(TypedWords, StandInNoClearColumnAndOpenWithTheKeysOfThePerson) {
    type_everything();
    EXPECT_EQ(where_in_clear(), "");
    const std::string all = opened();
    for (const std::string& place : places) {
        EXPECT_NE(all.find(std::string(mark) + " " + place), std::string::npos) << place;
    }
    EXPECT_GE(places.size(), 20U);
    EXPECT_TRUE(is_sound());
}

// Who leaves the row of names out has somebody's details in its place.
TEST_F(TypedWords, InTheFirstRowOfAFileAreNotRepeated) {
    const std::string row = "P9,Quillfeather,Quillfeather,Mrs Quillfeather,1 Quillfeather Rd\n";
    EXPECT_EQ(area.refusal(import_area, {{"file:people.csv", row}}), "import-has-errors");
    EXPECT_EQ(area.refusal(import_area, {{"file:people.csv", "person,quillfeather\n"}}),
              "import-has-errors");
    EXPECT_EQ(area.refusal(spend_import, {{"file", row}}), "spend-file-has-errors");
    EXPECT_EQ(where_in_clear(), "");
}

TEST_F(TypedWords, WhereAReferenceBelongsAreNotRepeated) {
    const std::string name = "Mrs " + std::string(mark);
    EXPECT_EQ(area.refusal(run_approve, {{"run", name}, {"confirm", "1:1"}}, {.actor = ben}),
              "run-not-found");
    EXPECT_EQ(area.refusal(run_send, {{"run", name}}), "run-not-found");
    EXPECT_EQ(area.refusal(run_cancel, {{"run", name}}), "run-not-found");
    EXPECT_EQ(area.refusal(run_recall, {{"payment", name}}), "payment-not-found");
    EXPECT_EQ(where_in_clear(), "");
}

// A bank may give the reason of a return in words of its own.
TEST_F(TypedWords, OfTheBankAreSealedWithWhomThePaymentIsFor) {
    const tests::TempFolder outbox;
    tests::send_all(area, outbox.path());
    const std::string line = testing::replaced(
        tests::bank_line("1800.00", "CRDT", ledger::payment_ref(1)),
        "</RmtInf>",
        "</RmtInf><RtrInf><Rsn><Prtry>Mrs Quillfeather moved</Prtry></Rsn></RtrInf>");
    (void)tests::read_statement(area, line, "2800.00");
    EXPECT_EQ(area.count("task WHERE kind = 'payment-returned' AND words LIKE"
                         " '%(its own words follow)%'"),
              1);
    EXPECT_EQ(where_in_clear(), "");
    EXPECT_NE(opened().find("The bank says: Mrs Quillfeather moved"), std::string::npos);
    EXPECT_TRUE(is_sound());
}

TEST_F(TypedWords, OfTheBankWhenItRejectsAreSealedToo) {
    const tests::TempFolder outbox;
    tests::send_all(area, outbox.path());
    const std::string report =
        R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr>)"
        R"(<MsgId>R1</MsgId><CreDtTm>2026-11-20T09:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>)"
        R"(<OrgnlMsgId>NOTPROVIDED</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>)"
        R"(<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>RUN)"
        R"(</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>)" +
        ledger::payment_ref(1) +
        "</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Prtry>Mrs Quillfeather died</Prtry>"
        "</Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    area.answer(import_statement, {{"file", report}}, {.day = "2026-11-20"});
    EXPECT_EQ(area.count("task WHERE kind = 'payment-rejected'"), 1);
    EXPECT_EQ(where_in_clear(), "");
    EXPECT_NE(opened().find("The bank says: Mrs Quillfeather died"), std::string::npos);
}

TEST(ReasonsOfABank, AreCodesOfUpToFourLettersAndDigitsOrWords) {
    for (const char* const code : {"AC04", "0", "B", "ac1"}) {
        EXPECT_EQ(reason_of(code).code, code);
        EXPECT_EQ(reason_of(code).words, "");
        EXPECT_EQ(shown(reason_of(code), "none"), code);
    }
    for (const char* const words : {"AC045", "A 04", "A04.", "\xC3\x84"}) {
        EXPECT_EQ(reason_of(words).code, "");
        EXPECT_EQ(reason_of(words).words, words);
    }
    EXPECT_EQ(shown(reason_of(""), "none"), "none");
}

// A control: what would stand in clear is seen.
TEST_F(TypedWords, InTheWordsOfATaskWouldBeSeen) {
    area.write([&](ledger::Work& work) {
        ledger::insert_task(work,
                            {.kind = "a-question",
                             .subject = "agreement:AP1",
                             .due_on = work.today(),
                             .owner = "finance",
                             .words = typed("clear")});
    });
    EXPECT_EQ(where_in_clear(), "task.words: Mrs Quillfeather clear\n");
}

TEST_F(TypedWords, AreGoneOnceThePersonWasErased) {
    type_everything();
    area.write([&](ledger::Work& work) { work.records().erase(person.person); });
    EXPECT_EQ(opened(), "");
    EXPECT_EQ(where_in_clear(), "");
    EXPECT_TRUE(is_sound());
    // Whoever looks is still noted, and a task about the erasure is still done.
    done(access_note, {{"person", "P1"}, {"what", "detail"}, {"purpose", typed("late-look")}});
    EXPECT_EQ(opened(), "");
}

// What the rules say of a person when they refuse.
TEST_F(TypedWords, ARefusalOfTheRulesIsSealedAndAnsweredAgainAlike) {
    done(review_open, {{"budget", "BP1"}, {"kind", "first"}, {"words", "why"}});
    const Given half{{"review", "1"},
                     {"outcome", "no-change"},
                     {"covers", "plan, use"},
                     {"words", "It meets the plan."}};
    const tests::AskedOn how{.key = "refused-once"};
    const auto first = area.ask(review_decide, half, how);
    ASSERT_FALSE(first.accepted());
    const std::string words = first.refusal().words;
    ASSERT_FALSE(words.empty());
    EXPECT_NE(words.find(": "), std::string::npos) << "a rule says it: " << words;
    const auto journal = database().prepare("SELECT answer FROM journal WHERE outcome = 1");
    int refusals = 0;
    while (journal->step()) {
        ++refusals;
        EXPECT_EQ(std::string(journal->text(0)).find(words), std::string::npos);
        EXPECT_EQ(std::string(journal->text(0)).find(first.refusal().next), std::string::npos);
    }
    EXPECT_EQ(refusals, 1);
    const auto again = area.ask(review_decide, half, how);
    ASSERT_FALSE(again.accepted());
    EXPECT_EQ(again.refusal(), first.refusal());
    EXPECT_TRUE(is_sound());
    area.write([&](ledger::Work& work) { work.records().erase(person.person); });
    const auto late = area.ask(review_decide, half, how);
    EXPECT_EQ(late.refusal().code, first.refusal().code);
    EXPECT_EQ(late.refusal().words, "The words of this refusal were erased.");
    EXPECT_TRUE(is_sound());
}

}  // namespace
}  // namespace almoner::scheduler
