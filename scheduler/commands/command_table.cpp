#include "scheduler/commands/access_note.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/agreement_document.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/assessment.h"
#include "scheduler/commands/birthday_ask.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/budget_asked.h"
#include "scheduler/commands/calendar_load.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/emergency_late.h"
#include "scheduler/commands/employer.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/erase.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/fee.h"
#include "scheduler/commands/hold_overdue.h"
#include "scheduler/commands/hours.h"
#include "scheduler/commands/import_area.h"
#include "scheduler/commands/init.h"
#include "scheduler/commands/invoice.h"
#include "scheduler/commands/job_run.h"
#include "scheduler/commands/modulus_load.h"
#include "scheduler/commands/monitor.h"
#include "scheduler/commands/month_close.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/opening.h"
#include "scheduler/commands/opening_pay.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/pay_terms.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/payroll_documents.h"
#include "scheduler/commands/payroll_import.h"
#include "scheduler/commands/payroll_pay.h"
#include "scheduler/commands/payroll_query.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/commands/payroll_submit.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/person_stop.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/plan_handed_over.h"
#include "scheduler/commands/plan_hold.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/policy_load.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/recharge.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/commands/representative.h"
#include "scheduler/commands/review.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/setting.h"
#include "scheduler/commands/share.h"
#include "scheduler/commands/spend.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/commands/surplus_ask.h"
#include "scheduler/commands/task_done.h"
#include "scheduler/commands/token_add.h"
#include "scheduler/commands/uplift.h"
#include "scheduler/commands/user_add.h"
#include "scheduler/monitoring/contribution_missing.h"
#include "scheduler/option_change/carry_over.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

constexpr std::array makers{Role::maker, Role::checker};
constexpr std::array checkers{Role::checker};
constexpr std::array makers_and_scheduler{Role::maker, Role::checker, Role::scheduler};
constexpr std::array everybody{Role::maker, Role::checker, Role::viewer};
constexpr std::array scheduler_alone{Role::scheduler};

// One line for each command, in alphabetical order.
constexpr std::array table{
    CommandEntry{"absence change", makers, true, absence_change},
    CommandEntry{"absence record", makers, true, absence_record},
    CommandEntry{"access note", everybody, false, access_note},
    CommandEntry{"agreement add", makers, true, agreement_add},
    CommandEntry{"agreement change", makers, true, agreement_change},
    CommandEntry{"agreement document", makers, false, agreement_document},
    CommandEntry{"agreement document-pdf", makers_and_scheduler, false, agreement_document_pdf},
    CommandEntry{"agreement end", makers, true, agreement_end},
    CommandEntry{"agreement hold", makers, true, agreement_hold},
    CommandEntry{"agreement resume", makers, true, agreement_resume},
    CommandEntry{"agreement sign", makers, true, agreement_sign},
    CommandEntry{"assessment record", makers, true, assessment_record},
    CommandEntry{"budget asked", makers, false, budget_asked},
    CommandEntry{"assistant add", makers, false, assistant_add},
    CommandEntry{"assistant bank", makers, true, assistant_bank},
    CommandEntry{"assistant change", makers, false, assistant_change},
    CommandEntry{"birthday ask", scheduler_alone, false, birthday_ask},
    CommandEntry{"budget change", makers, true, budget_change},
    CommandEntry{"budget late", scheduler_alone, false, budget_late},
    CommandEntry{"budget offer", makers, true, budget_offer},
    CommandEntry{"budget refuse", makers, true, budget_refuse},
    CommandEntry{"calendar load", makers, false, calendar_load},
    CommandEntry{"case approve", checkers, true, case_approve},
    CommandEntry{"case close", makers, true, case_close},
    CommandEntry{"case collect", makers, true, case_collect},
    CommandEntry{"case consult", makers, true, case_consult},
    CommandEntry{"case enforce", makers, true, case_enforce},
    CommandEntry{"case open", makers, true, case_open},
    CommandEntry{"case plan", makers, true, case_plan},
    CommandEntry{"case propose", makers, true, case_propose},
    CommandEntry{"case repaid", makers, true, case_repaid},
    CommandEntry{"case take-effect", makers, true, case_take_effect},
    CommandEntry{"case withdraw", makers, true, case_withdraw},
    CommandEntry{"case write-off", makers, true, case_write_off},
    CommandEntry{"code import", makers, false, code_import},
    CommandEntry{"code record", makers, true, code_record},
    CommandEntry{"code uplift", makers, true, code_uplift},
    CommandEntry{"emergency", makers, true, emergency_payment},
    CommandEntry{"emergency late", scheduler_alone, false, emergency_late},
    CommandEntry{"employer add", makers, true, employer_add},
    CommandEntry{"employer change", makers, true, employer_change},
    CommandEntry{"employment add", makers, true, employment_add},
    CommandEntry{"employment change", makers, true, employment_change},
    CommandEntry{"employment end", makers, true, employment_end},
    CommandEntry{"employment go-on", makers, true, employment_go_on},
    CommandEntry{"employment leaving", makers, true, employment_leaving},
    CommandEntry{"ending answer", makers, true, ending_answer},
    CommandEntry{"ending close", makers, true, ending_close},
    CommandEntry{"ending met", makers, true, ending_met},
    CommandEntry{"ending open", makers, true, ending_open},
    CommandEntry{"ending pay", makers, true, ending_pay},
    CommandEntry{"ending refund", makers, true, ending_refund},
    CommandEntry{"ending take-over", makers, true, ending_take_over},
    CommandEntry{"ending withdraw", makers, true, ending_withdraw},
    CommandEntry{"erase", makers, false, erase_person},
    CommandEntry{"evidence add", makers, false, evidence_add},
    CommandEntry{"fact record", makers, false, fact_record},
    CommandEntry{"fee charge", makers, true, fee_charge},
    CommandEntry{"fee pay", makers, true, fee_pay},
    CommandEntry{"fee set", makers, true, fee_set},
    CommandEntry{"hold overdue", scheduler_alone, true, hold_overdue},
    CommandEntry{"hours confirm", makers, true, hours_confirm},
    CommandEntry{"hours copy", makers, true, hours_copy},
    CommandEntry{"hours decide", checkers, true, hours_decide},
    CommandEntry{"hours fill", makers_and_scheduler, true, hours_fill},
    CommandEntry{"hours import", makers, false, hours_import},
    CommandEntry{"hours record", makers, true, hours_record},
    CommandEntry{"hours withdraw", makers, true, hours_withdraw},
    CommandEntry{"import", makers, true, import_area},
    CommandEntry{"init", checkers, false, init_area},
    CommandEntry{"invoice pay", makers, true, invoice_pay},
    CommandEntry{"invoice record", makers, true, invoice_record},
    CommandEntry{"invoice withdraw", makers, true, invoice_withdraw},
    CommandEntry{"job done", scheduler_alone, false, job_done},
    CommandEntry{"job run", makers_and_scheduler, false, job_run},
    CommandEntry{"letter pdf", makers_and_scheduler, false, letter_pdf},
    CommandEntry{"modulus load", makers, false, modulus_load},
    CommandEntry{"monitor ask", makers_and_scheduler, true, monitor_ask},
    CommandEntry{"monitor contribution", scheduler_alone, false, monitor_contribution},
    CommandEntry{"monitor help", makers, true, monitor_help},
    CommandEntry{"monitor overdue", makers_and_scheduler, true, monitor_overdue},
    CommandEntry{"monitor received", makers, true, monitor_received},
    CommandEntry{"month close", makers, true, month_close},
    CommandEntry{"notice answer", makers, true, notice_answer},
    CommandEntry{"notice challenge", makers, true, notice_challenge},
    CommandEntry{"notice delivery", makers, true, notice_delivery},
    CommandEntry{"notice draft", makers, true, notice_draft},
    CommandEntry{"notice issue", makers, true, notice_issue},
    CommandEntry{"notice mature", scheduler_alone, true, notice_mature},
    CommandEntry{"notice reader", makers, false, notice_reader},
    CommandEntry{"notice withdraw", makers, true, notice_withdraw},
    CommandEntry{"opening correct", makers, true, opening_correct},
    CommandEntry{"opening pay", makers, true, opening_pay},
    CommandEntry{"pay-order add", makers, true, pay_order_add},
    CommandEntry{"pay-order bands", makers, false, pay_order_bands_load},
    CommandEntry{"pay-order end", makers, true, pay_order_end},
    CommandEntry{"payee change", makers, true, payee_change},
    CommandEntry{"payee confirm", checkers, true, payee_confirm},
    CommandEntry{"payroll approve", checkers, true, payroll_approve},
    CommandEntry{"payroll cancel", makers, true, payroll_cancel},
    CommandEntry{"payroll correct", makers, true, payroll_correct},
    CommandEntry{"payroll documents", makers, false, payroll_documents},
    CommandEntry{"payroll filing-step", makers_and_scheduler, false, payroll_filing_step},
    CommandEntry{"payroll import", makers, false, payroll_import},
    CommandEntry{"payroll paper-pdf", makers_and_scheduler, false, payroll_paper_pdf},
    CommandEntry{"payroll paper-sent", makers, false, payroll_paper_sent},
    CommandEntry{"payroll pay", makers, true, payroll_pay},
    CommandEntry{"payroll post", makers, true, payroll_post},
    CommandEntry{"payroll query add", makers, false, payroll_query_add},
    CommandEntry{"payroll query answer", makers, false, payroll_query_answer},
    CommandEntry{"payroll recover", makers, true, payroll_recover},
    CommandEntry{"payroll run", makers, true, payroll_run},
    CommandEntry{"payroll submit", makers_and_scheduler, false, payroll_submit},
    CommandEntry{"person add", makers, false, person_add},
    CommandEntry{"person alive", makers, true, person_alive},
    CommandEntry{"person change", makers, false, person_change},
    CommandEntry{"person died", makers, true, person_died},
    CommandEntry{"person end", makers, true, person_end},
    CommandEntry{"person hold", makers, true, person_hold},
    CommandEntry{"person resume", makers, true, person_resume},
    CommandEntry{"plan add", makers, true, plan_add},
    CommandEntry{"plan approve", checkers, true, plan_approve},
    CommandEntry{"plan change", makers, true, plan_change},
    CommandEntry{"plan end", makers, true, plan_end},
    CommandEntry{"plan handed-over", makers, true, plan_handed_over},
    CommandEntry{"plan hold", makers, true, plan_hold},
    CommandEntry{"plan option", makers, true, plan_option},
    CommandEntry{"plan option-carry", scheduler_alone, true, option_carry},
    CommandEntry{"plan resume", makers, true, plan_resume},
    CommandEntry{"plan return", checkers, true, plan_return},
    CommandEntry{"plan sign", makers, false, plan_sign},
    CommandEntry{"plan submit", makers, true, plan_submit},
    CommandEntry{"policy load", makers, true, policy_load},
    CommandEntry{"proposal confirm", checkers, true, proposal_confirm},
    CommandEntry{"proposal refuse", makers, true, proposal_refuse},
    CommandEntry{"rate set", makers, true, rate_set},
    CommandEntry{"recharge approve", makers, true, recharge_approve},
    CommandEntry{"recharge claim", makers, true, recharge_claim},
    CommandEntry{"representative add", makers, true, representative_add},
    CommandEntry{"representative appoint", makers, true, representative_appoint},
    CommandEntry{"representative end", makers, true, representative_end},
    CommandEntry{"review close", makers, true, review_close},
    CommandEntry{"review decide", makers, true, review_decide},
    CommandEntry{"review open", makers_and_scheduler, true, review_open},
    CommandEntry{"review tell", makers, true, review_tell},
    CommandEntry{"run approve", checkers, true, run_approve},
    CommandEntry{"run cancel", makers, true, run_cancel},
    CommandEntry{"run not-sent", scheduler_alone, true, run_not_sent},
    CommandEntry{"run propose", makers_and_scheduler, true, run_propose},
    CommandEntry{"run recall", makers, true, run_recall},
    CommandEntry{"run recall-confirmed", checkers, true, run_recall_confirmed},
    CommandEntry{"run recall-refused", makers, true, run_recall_refused},
    CommandEntry{"run send", makers, true, run_send},
    CommandEntry{"run sent", makers_and_scheduler, true, run_sent},
    CommandEntry{"setting set", checkers, false, setting_set},
    CommandEntry{"share record", makers, false, share_record},
    CommandEntry{"spend confirm", makers, true, spend_confirm},
    CommandEntry{"spend import", makers, true, spend_import},
    CommandEntry{"spend record", makers, true, spend_record},
    CommandEntry{"spend undo", makers, true, spend_undo},
    CommandEntry{"statement explain", makers, true, statement_explain},
    CommandEntry{"statement import", makers, true, import_statement},
    CommandEntry{"surplus ask", scheduler_alone, false, surplus_ask},
    CommandEntry{"task done", makers, false, task_done},
    CommandEntry{"task open", scheduler_alone, false, task_open},
    CommandEntry{"task settled", scheduler_alone, false, task_settled},
    CommandEntry{"token add", checkers, false, token_add},
    CommandEntry{"token end", checkers, false, token_end},
    CommandEntry{"uplift approve", checkers, true, uplift_approve},
    CommandEntry{"uplift propose", makers, true, uplift_propose},
    CommandEntry{"user add", checkers, false, user_add},
    CommandEntry{"user change", checkers, false, user_change},
    CommandEntry{"user confirm", makers, false, user_confirm},
    CommandEntry{"user credential", everybody, false, user_credential},
    CommandEntry{"user end", checkers, false, user_end},
};

}  // namespace

std::span<const CommandEntry> command_table() {
    return table;
}

const CommandEntry* find_command(std::string_view name) {
    const auto* const found = std::find_if(
        table.begin(), table.end(), [name](const CommandEntry& each) { return each.name == name; });
    return found == table.end() ? nullptr : found;
}

}  // namespace almoner::scheduler
