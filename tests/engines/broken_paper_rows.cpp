// What the tables of payroll's papers and of HMRC's filings refuse.
#include "tests/engines/broken_rows.h"

namespace almoner::tests {

const std::vector<TableRows>& broken_paper_rows() {
    static const std::vector<TableRows> rows{
        {"payroll_paper",
         "id=1 seq=1 kind='payslip' employer=1 employment=1 slip=1 absence=0 tax_year=0 person=1 "
         "format='standard' channel='portal' html=1 replaces=0 made_on=1 made_by=1",
         {{"CHECK (kind IN ('payslip','p45','p60','p32','p11','ssp1','smp1',\n"
           "    'pension-joined','pension-postponed'))",
           "kind='gift'"},
          {"CHECK (channel IN ('portal','email','post'))", "channel='gift'"},
          {"INDEX payroll_paper_replaced_once", "id=2 replaces=7", "replaces=7"},
          {"TRIGGER payroll_paper_is_never_changed", "UPDATE payroll_paper SET seq = 9"},
          {"TRIGGER payroll_paper_is_never_deleted", "DELETE FROM payroll_paper"},
          {"TRIGGER payroll_paper_is_never_emptied", "TRUNCATE payroll_paper"}}},
        {"payroll_paper_pdf",
         "id=1 seq=1 paper=1 evidence=1 done_on=1",
         {{"CHECK ((evidence IS NULL) <> (problem_private IS NULL))", "problem_private=1"},
          {"TRIGGER payroll_paper_pdf_is_never_changed", "UPDATE payroll_paper_pdf SET seq = 9"},
          {"TRIGGER payroll_paper_pdf_is_never_deleted", "DELETE FROM payroll_paper_pdf"},
          {"TRIGGER payroll_paper_pdf_is_never_emptied", "TRUNCATE payroll_paper_pdf"}}},
        {"payroll_paper_delivery",
         "id=1 seq=1 paper=1 state='sent' channel='post' done_on=1 actor=1",
         {{"CHECK (state IN ('sent','returned','served-again','delivered'))", "state='gift'"},
          {"CHECK (channel IN ('post','email','by-hand','online'))", "channel='gift'"},
          {"TRIGGER payroll_paper_delivery_is_never_changed",
           "UPDATE payroll_paper_delivery SET seq = 9"},
          {"TRIGGER payroll_paper_delivery_is_never_deleted", "DELETE FROM payroll_paper_delivery"},
          {"TRIGGER payroll_paper_delivery_is_never_emptied", "TRUNCATE payroll_paper_delivery"}}},
        {"hmrc_filing",
         "id=1 seq=1 employer=1 kind='fps' purpose='paid' tax_year=2026 tax_month=1 about=1 "
         "says_yes=0 late_reason='' transaction_id='0123456789ABCDEF0123456789ABCDEF' mark='m' "
         "mark_shown='M' made_on=1 made_by=1",
         {{"CHECK (kind IN ('fps','eps','nvr'))", "kind='gift'"},
          {"CHECK (purpose IN\n"
           "    ('paid','corrected','nobody-paid','allowance','last-of-year','nino'))",
           "purpose='gift'"},
          {"CHECK (tax_month BETWEEN 0 AND 12)", "tax_month=13"},
          {"CHECK (says_yes IN (0,1))", "says_yes=2"},
          {"CHECK (late_reason IN ('','A','B','C','D','E','F','G','H'))", "late_reason='I'"},
          {"UNIQUE (transaction_id)", "id=2"},
          {"CHECK (length(transaction_id) = 32)", "transaction_id='0123'"},
          {"TRIGGER hmrc_filing_is_never_changed", "UPDATE hmrc_filing SET seq = 9"},
          {"TRIGGER hmrc_filing_is_never_deleted", "DELETE FROM hmrc_filing"},
          {"TRIGGER hmrc_filing_is_never_emptied", "TRUNCATE hmrc_filing"}}},
        {"hmrc_filing_part",
         "id=1 seq=1 filing=1 position=0 employment=0 body_private=1",
         {{"CHECK (position >= 0)", "position=-1"},
          {"UNIQUE (filing, position)", "id=2"},
          {"TRIGGER hmrc_filing_part_is_never_changed", "UPDATE hmrc_filing_part SET seq = 9"},
          {"TRIGGER hmrc_filing_part_is_never_deleted", "DELETE FROM hmrc_filing_part"},
          {"TRIGGER hmrc_filing_part_is_never_emptied", "TRUNCATE hmrc_filing_part"}}},
        {"hmrc_filing_slip",
         "id=1 seq=1 filing=1 slip=1 pay_to_date=1 tax_to_date=1 ni_to_date=1 loans_to_date=1",
         {{"UNIQUE (filing, slip)", "id=2"},
          {"TRIGGER hmrc_filing_slip_is_never_changed", "UPDATE hmrc_filing_slip SET seq = 9"},
          {"TRIGGER hmrc_filing_slip_is_never_deleted", "DELETE FROM hmrc_filing_slip"},
          {"TRIGGER hmrc_filing_slip_is_never_emptied", "TRUNCATE hmrc_filing_slip"}}},
        {"hmrc_filing_step",
         "id=1 seq=1 filing=1 step=1 state='made' is_answer_held=0 try_after_s=0 outages=0 "
         "done_on=1 actor=1",
         {{"CHECK (step >= 1)", "step=0"},
          {"CHECK (state IN\n"
           "    ('made','in_doubt','acknowledged','accepted','rejected','duplicate'))",
           "state='gift'"},
          {"CHECK (is_answer_held IN (0,1))", "is_answer_held=2"},
          {"CHECK (outages >= 0)", "outages=-1"},
          {"UNIQUE (filing, step)", "id=2"},
          {"TRIGGER hmrc_filing_step_is_never_changed", "UPDATE hmrc_filing_step SET seq = 9"},
          {"TRIGGER hmrc_filing_step_is_never_deleted", "DELETE FROM hmrc_filing_step"},
          {"TRIGGER hmrc_filing_step_is_never_emptied", "TRUNCATE hmrc_filing_step"}}},
    };
    return rows;
}

}  // namespace almoner::tests
