#include "tests/engines/broken_rows.h"

namespace almoner::tests {
namespace {

constexpr std::string_view version_twice = "UNIQUE (number, version)";
constexpr std::string_view ref_twice = "UNIQUE (ref, version)";
constexpr std::string_view no_commitment = "CHECK (length(commitment) = 32)";

const std::vector<TableRows> books{
    {"account",
     "id=1 name=3 stream=1 option=3 body=1 bank_account=0 budget=7 floor=0",
     {{"CHECK (floor BETWEEN 0 AND 3)", "floor=4"},
      {"CHECK (debit_posted >= 0)", "debit_posted=-1"},
      {"CHECK (credit_posted >= 0)", "credit_posted=-1"},
      {"CHECK (debit_pending >= 0)", "debit_pending=-1"},
      {"CHECK (credit_pending >= 0)", "credit_pending=-1"},
      {"CHECK (excused >= 0)", "excused=-1"},
      {"UNIQUE (budget, name, stream, option, body, bank_account)", "id=2"},
      {"CHECK (floor <> 1 OR credit_posted - debit_posted - debit_pending + excused >= 0)",
       "floor=1 credit_posted=9 debit_posted=8 debit_pending=2"},
      {"CHECK (floor <> 2 OR debit_posted - credit_posted - credit_pending + excused >= 0)",
       "floor=2 debit_posted=9 credit_posted=8 credit_pending=2"}}},
    {"joint_held",
     "budget=1 option=1 free=5 excused=0",
     {{"CHECK (excused >= 0)", "excused=-1"}, {"CHECK (free + excused >= 0)", "free=-1"}}},
    {"transfer",
     "id=1 seq=1 state=0 debit=1 credit=2 amount=5 kind=1 plan_line=0 effective=1 settled=0"
     " period_first=0 period_last=0 resolves=NULL prev_debit=0 prev_credit=0 debit_after=5"
     " credit_after=-5",
     {{"CHECK (state BETWEEN 0 AND 3)", "state=4 resolves=7"},
      {"CHECK (amount > 0)", "amount=0"},
      {"CHECK ((resolves IS NULL) = (state < 2))", "state=2"},
      {"CHECK (debit <> credit)", "credit=1"},
      {"INDEX transfer_resolved_once", "id=2 state=3 resolves=7", "state=2 resolves=7"},
      {"TRIGGER transfer_is_never_changed", "UPDATE transfer SET amount = 6"},
      {"TRIGGER transfer_is_never_deleted", "DELETE FROM transfer"},
      {"TRIGGER transfer_is_never_emptied", "TRUNCATE transfer"}}},
    {"journal",
     "seq=1 at_ms=0 actor=0 booked=0 command='x' key='k1' content=octets5 outcome=0 answer=''"
     " body=octets5 hash=octets32",
     {{"CHECK (outcome IN (0,1))", "outcome=2"},
      {"CHECK (length(hash) = 32)", "hash=octets5"},
      {"UNIQUE (key)", "seq=2"},
      {"TRIGGER journal_is_never_changed", "UPDATE journal SET actor = 9"},
      {"TRIGGER journal_is_never_deleted", "DELETE FROM journal"},
      {"TRIGGER journal_is_never_emptied", "TRUNCATE journal"}}},
    {"command_salt",
     "seq=1 salt=octets16",
     {{"CHECK (salt IS NULL OR length(salt) = 16)", "salt=octets5"},
      {"TRIGGER command_salt_is_only_erased", "UPDATE command_salt SET seq = 2"},
      {"TRIGGER command_salt_is_never_deleted", "DELETE FROM command_salt"},
      {"TRIGGER command_salt_is_never_emptied", "TRUNCATE command_salt"}}},
    {"reversal",
     "id=1 seq=9 original=3 reason='twice'",
     {{"UNIQUE (original)", "id=2"}, {"CHECK (reason <> '')", "reason=''"}}},
    {"excuse",
     "id=1 seq=1 account=1 budget=1 option=1 amount=5 reason='late' owner='finance'",
     {{"CHECK (amount > 0)", "amount=0"}}},
    {"state_change",
     "id=1 seq=1 entity=1 first_id=4 last_id=4 from_state=1 to_state=2 cause='x' day=1 at_ms=0"
     " actor=1",
     {{"CHECK (first_id <= last_id)", "last_id=3"}}},
};

const std::vector<TableRows> records{
    {"actor",
     "id=1 seq=1 number=1 version=1 ref='jo' from_on=1 name='Jo' role='maker' credential_hash=''"
     " approve_limit=NULL active=1",
     {{"CHECK (role IN ('maker','checker','viewer','scheduler'))", "role='owner'"},
      {"CHECK (approve_limit >= 0)", "approve_limit=-1"},
      {"CHECK (active IN (0,1))", "active=2"},
      {version_twice, "id=2 ref='al'"},
      {ref_twice, "id=2 number=2"}}},
    {"api_token",
     "id=1 seq=1 actor=1 sha256='0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'",
     {{"CHECK (length(sha256) = 64)", "sha256='0123'"}, {"UNIQUE (sha256)", "id=2"}}},
    {"organisation",
     "id=1 seq=1 number=1 version=1 ref='ICB' from_on=1 kind='nhs' name='' streams='nhs'",
     {{"CHECK (kind IN "
       "('nhs','council','support-service','individual-service-fund','trust','provider'))",
       "kind='bank'"},
      {version_twice, "id=2 ref='X'"},
      {"UNIQUE (kind, ref, version)", "id=2 number=2"}}},
    {"bank_account",
     "id=1 seq=1 number=1 version=1 ref='MAIN' from_on=1 owner=1 name='' sort_code='089999'"
     " account_number='66374958' rail='bacs' file_profile='' service_user_number=''"
     " originator_name='' item_limit=NULL file_limit=NULL",
     {{"CHECK (length(sort_code) = 6)", "sort_code='8999'"},
      {"CHECK (length(account_number) = 8)", "account_number='6637495'"},
      {"CHECK (rail IN ('bacs','faster-payments'))", "rail='cheque'"},
      {"CHECK (item_limit > 0)", "item_limit=0"},
      {"CHECK (file_limit > 0)", "file_limit=0"},
      {version_twice, "id=2 ref='X'"},
      {ref_twice, "id=2 number=2"}}},
    {"private_text",
     "id=1 seq=1 person=1 salt=NULL text=NULL commitment=octets32",
     {{no_commitment, "commitment=octets5"}}},
    {"person",
     "id=1 seq=1 number=1 version=1 ref='P' from_on=1 personal=1 information_format='' language=''",
     {{version_twice, "id=2 ref='X'"}, {ref_twice, "id=2 number=2"}}},
    {"person_private",
     "id=1 seq=1 person=1 commitment=octets32",
     {{no_commitment, "commitment=octets5"}}},
    {"representative",
     "id=1 seq=1 number=1 version=1 from_on=1 person=1 role='nominee' name_private=1 start_on=1",
     {{"CHECK (role IN ('representative','nominee','parent','deputy','attorney'))",
       "role='friend'"},
      {version_twice, "id=2"}}},
    {"bank_private",
     "id=1 seq=1 person=1 commitment=octets32",
     {{no_commitment, "commitment=octets5"}}},
    {"payee_account",
     "id=1 seq=1 number=1 version=1 from_on=1 person=1 organisation=0 bank_private=1"
     " check_result='valid' status='confirmed' proposed_by=1 confirmed_by=2",
     {{"CHECK (check_result IN ('valid','invalid','uncheckable','not-checked'))",
       "check_result='good'"},
      {"CHECK (status IN ('confirmed','blocked'))", "status='open'"},
      {version_twice, "id=2"}}},
    {"budget",
     "id=1 seq=1 number=1 version=1 ref='B' from_on=1 person=1 lead=1 start_on=1 contingency=0",
     {{"CHECK (contingency >= 0)", "contingency=-1"},
      {version_twice, "id=2 ref='X'"},
      {ref_twice, "id=2 number=2"}}},
    {"plan_line",
     "id=1 seq=1 number=1 version=1 ref='L' from_on=1 budget=1 body=1 stream=1 option=1"
     " purpose='' amount=0 frequency='weekly' start_on=1",
     {{"CHECK (amount >= 0)", "amount=-1"},
      {version_twice, "id=2 ref='X'"},
      {ref_twice, "id=2 number=2"}}},
    {"agreement",
     "id=1 seq=1 number=1 version=1 ref='A' from_on=1 budget=1 option=1 payee='holder'"
     " payee_account=1 paid_from=1 frequency='monthly' anchor_on=1 monthly_day=1 start_on=1"
     " timing='advance' contribution=0 contribution_basis='' status='draft'",
     {{"CHECK (frequency IN ('four-weekly','monthly','one-off'))", "frequency='daily'"},
      {"CHECK (monthly_day BETWEEN 1 AND 31)", "monthly_day=32"},
      {"CHECK (timing IN ('advance','arrears'))", "timing='late'"},
      {"CHECK (contribution >= 0)", "contribution=-1"},
      {"CHECK (contribution_basis IN ('','net','gross'))", "contribution_basis='half'"},
      {"CHECK (status IN ('draft','active','held','ended'))", "status='open'"},
      {version_twice, "id=2 ref='X'"},
      {ref_twice, "id=2 number=2"}}},
    {"evidence",
     "id=1 seq=1 kind='letter' person=1 subject='' dated_on=1 given_by=1 sha256='' bytes=0"
     " media_type='' legal_hold=0",
     {{"CHECK (legal_hold IN (0,1))", "legal_hold=2"}}},
    {"operator_file",
     "id=1 seq=1 kind='modulus' version='' dated_on=1 sha256='' content=''",
     {{"CHECK (kind IN ('bank-holidays','modulus','substitution','policy'))", "kind='rates'"}}},
    {"opening_balance", "id=1 seq=1 key='k' amount=5 as_of=1", {{"UNIQUE (key)", "id=2"}}},
    {"plan_hold",
     "id=1 seq=1 plan_line=1 version=1 reason='concern'",
     {{"CHECK (reason <> '')", "reason=''"}, {"UNIQUE (plan_line, version)", "id=2"}}},
    {"month_closing",
     "id=1 seq=1 body=1 first_on=1 last_on=31 closed_on=40 proposal=1 proposed_by=1 confirmed_by=2",
     {{"UNIQUE (proposal)", "id=2 last_on=32"},
      {"UNIQUE (body, last_on)", "id=2 proposal=2"},
      {"CHECK (first_on <= last_on)", "first_on=32"},
      {"CHECK (last_on < closed_on)", "closed_on=31"},
      {"CHECK (proposed_by <> confirmed_by)", "confirmed_by=1"},
      {"TRIGGER month_closing_is_never_changed", "UPDATE month_closing SET body = 2"},
      {"TRIGGER month_closing_is_never_deleted", "DELETE FROM month_closing"},
      {"TRIGGER month_closing_is_never_emptied", "TRUNCATE month_closing"}}},
    {"option_change",
     "id=1 seq=1 budget=1 from_option=1 to_option=3 line_before=1 line_after=2 from_on=1 "
     "proposal=1",
     {{"CHECK (to_option <> from_option)", "to_option=1"}}},
    {"attested_fact",
     "id=1 seq=1 case_kind=1 case_number=1 name='a' value_private=1 from_on=1 attested_by=1",
     {{"CHECK (case_kind IN (1,2,3))", "case_kind=4"}, {"CHECK (name <> '')", "name=''"}}},
    {"evaluation",
     "id=1 seq=1 event='a' case_kind=1 case_number=1 on_day=1 policy='p' effect='allow' asked=1"
     " digest=octets32",
     {{"CHECK (event <> '')", "event=''"},
      {"CHECK (length(digest) = 32)", "digest=octets16"},
      {"CHECK ((effect = 'allow') = (details_private IS NULL))", "effect='block'"}}},
    {"review",
     "id=1 seq=1 budget=1 kind='first' due_on=1 opened_on=1 opened_by=1",
     {{"CHECK (kind <> '')", "kind=''"}}},
    {"review_step",
     "id=1 seq=1 review=1 state='started' done_on=1 actor=1 outcome='' covers='' cause=''",
     {{"CHECK (state <> '')", "state=''"},
      {"CHECK (outcome <> '' OR covers = '')", "covers='plan'"}}},
    {"recharge",
     "id=1 seq=1 lead=1 partner=2 bank_account=1 stream=1 amount=5 until_on=1 claimed_on=1"
     " in_books=1 proposal=1",
     {{"CHECK (partner <> lead)", "partner=1"},
      {"CHECK (amount > 0)", "amount=0"},
      {"CHECK (in_books IN (0, 1))", "in_books=2"}}},
    {"recharge_approval",
     "id=1 seq=1 recharge=1 bank_account=1 transfer=1 proposal=1",
     {{"UNIQUE (transfer)", "id=2"}}},
    {"task_decision",
     "id=1 seq=1 task=1 decided_on=1 actor=1 private_text=1",
     {{"UNIQUE (task)", "id=2"}}},
};

const std::vector<TableRows> payments{
    {"payment_run",
     "id=1 seq=1 kind='scheduled' paid_from=1 due_from=1 due_to=1 first_payment=1 last_payment=1"
     " proposed_by=1",
     {{"CHECK (kind IN ('scheduled','emergency'))", "kind='late'"}}},
    {"payment",
     "id=1 seq=1 run=1 agreement=1 budget=1 option=1 payee_account=1 kind=1 period_first=1"
     " period_last=2 attempt=1 nominal_on=1 planned_on=1 gross=5 contribution=0 advanced=0 net=5"
     " sets_aside=1 reissues=0",
     {{"CHECK (attempt > 0)", "attempt=0"},
      {"CHECK (gross >= 0)", "gross=-1"},
      {"CHECK (contribution >= 0)", "contribution=-1"},
      {"CHECK (advanced >= 0)", "advanced=-1"},
      {"CHECK (net >= 0)", "net=-1"},
      {"CHECK (sets_aside IN (0,1))", "sets_aside=2"},
      {"UNIQUE (agreement, period_first, kind, attempt)", "id=2"}}},
    {"payment_redated",
     "id=1 seq=1 payment=1 entry_on=1 reason='a bank holiday'",
     {{"CHECK (reason <> '')", "reason=''"}}},
    {"payment_part",
     "id=1 seq=1 payment=1 body=1 stream=1 plan_line=1 gross=5 contribution=0 advanced=0 net=5",
     {{"CHECK (gross >= 0)", "gross=-1"},
      {"CHECK (contribution >= 0)", "contribution=-1"},
      {"CHECK (advanced >= 0)", "advanced=-1"},
      {"CHECK (net >= 0)", "net=-1"}}},
    {"period_kept",
     "id=1 seq=1 agreement=1 budget=1 period_first=1 period_last=2 nominal_on=1 gross=5 net=5",
     {{"CHECK (gross >= 0)", "gross=-1"},
      {"CHECK (net >= 0)", "net=-1"},
      {"UNIQUE (agreement, period_first)", "id=2"}}},
    {"emergency",
     "id=1 seq=1 payment=1 reason_code='x' words_private=1 basis='advance'",
     {{"UNIQUE (payment)", "id=2"}, {"CHECK (basis IN ('advance','addition'))", "basis='gift'"}}},
    {"submission",
     "id=1 seq=1 run=1 bank_account=1 profile='' file_name='f' serial='' sha256='' bytes=0 items=1"
     " total=5 entry_on=1",
     {{"UNIQUE (file_name)", "id=2"}}},
    {"area_salt",
     "id=1 seq=1 made_on=1 salt=octets16 purpose='lines' commitment=octets32",
     {{"CHECK (length(salt) = 16)", "salt=octets5"},
      {"UNIQUE (purpose)", "id=2"},
      {no_commitment, "commitment=octets5"},
      {"TRIGGER area_salt_is_never_changed", "UPDATE area_salt SET made_on = 2"},
      {"TRIGGER area_salt_is_never_deleted", "DELETE FROM area_salt"},
      {"TRIGGER area_salt_is_never_emptied", "TRUNCATE area_salt"}}},
    {"statement_line",
     "id=1 seq=1 statement=1 place=1 bank_account=1 booked_on=1 amount=5 fingerprint=octets16"
     " occurrence=1 reference='' bank_reference='' return_reason=''",
     {{"CHECK (place > 0)", "place=0"},
      {"CHECK (amount <> 0)", "amount=0"},
      {"CHECK (length(fingerprint) = 16)", "fingerprint=octets5"},
      {"UNIQUE (bank_account, fingerprint, occurrence)", "id=2 place=2"}}},
    {"line_match",
     "id=1 seq=1 line=1 kind='suspense' payment=0 submission=0 amount=5 words='' undoes=NULL",
     {{"INDEX line_match_undone_once", "id=2 undoes=9", "undoes=9"}}},
    {"explanation",
     "id=1 seq=1 item=1 destination='' proposal=1 first_transfer=1 last_transfer=2 undoes=NULL",
     {{"UNIQUE (undoes)", "id=2 undoes=9", "undoes=9"},
      {"CHECK (first_transfer <= last_transfer)", "last_transfer=0"}}},
};

std::vector<TableRows> all() {
    std::vector<TableRows> rows = books;
    rows.insert(rows.end(), records.begin(), records.end());
    rows.insert(rows.end(), payments.begin(), payments.end());
    return rows;
}

}  // namespace

std::span<const TableRows> broken_rows() {
    static const std::vector<TableRows> rows = all();
    return rows;
}

}  // namespace almoner::tests
