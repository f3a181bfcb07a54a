// Each subject's part of the table of commands.
#pragma once

#include "api/cli/spec.h"

#include <vector>

namespace almoner::api {

[[nodiscard]] std::vector<CommandSpec> area_commands();        // init, user, import, evidence, ...
[[nodiscard]] std::vector<CommandSpec> assessment_commands();  // assessment, share
[[nodiscard]] std::vector<CommandSpec> calendar_commands();    // calendar, check, statement read
[[nodiscard]] std::vector<CommandSpec> case_commands();        // fact, evaluation, agreement check
[[nodiscard]] std::vector<CommandSpec> ending_commands();      // ending
[[nodiscard]] std::vector<CommandSpec> list_commands();        // what is recorded, what is open
[[nodiscard]] std::vector<CommandSpec> month_commands();       // month
[[nodiscard]] std::vector<CommandSpec> notice_commands();      // notice
[[nodiscard]] std::vector<CommandSpec> opening_commands();     // opening
[[nodiscard]] std::vector<CommandSpec> payment_commands();     // run, emergency, calendar
[[nodiscard]] std::vector<CommandSpec> managed_account_commands();  // safeguarding, fee, invoice
[[nodiscard]] std::vector<CommandSpec> payroll_commands();          // payroll
[[nodiscard]] std::vector<CommandSpec> payroll_hours_commands();    // hours, code, absence, ...
[[nodiscard]] std::vector<CommandSpec> payroll_office_commands();   // payroll query, year-end
[[nodiscard]] std::vector<CommandSpec> payroll_people_commands();   // employer, assistant, ...
[[nodiscard]] std::vector<CommandSpec> payroll_paper_commands();    // payslips, P60, ...
[[nodiscard]] std::vector<CommandSpec> payroll_run_commands();      // payroll run, show, approve
[[nodiscard]] std::vector<CommandSpec> people_commands();           // plan, agreement, payee, ...
[[nodiscard]] std::vector<CommandSpec> person_commands();     // person, representative, budget
[[nodiscard]] std::vector<CommandSpec> proof_commands();      // audit, report statement, verify
[[nodiscard]] std::vector<CommandSpec> recharge_commands();   // recharge
[[nodiscard]] std::vector<CommandSpec> reduction_commands();  // case
[[nodiscard]] std::vector<CommandSpec> rules_commands();      // rules, policy
[[nodiscard]] std::vector<CommandSpec> serve_commands();      // serve, job, setting, lists to load
[[nodiscard]] std::vector<CommandSpec> spend_commands();      // spend, surplus, monitor
[[nodiscard]] std::vector<CommandSpec> statement_commands();  // statement
[[nodiscard]] std::vector<CommandSpec> user_commands();       // token, user change, confirm, end
[[nodiscard]] std::vector<CommandSpec> view_commands();       // balance, export, report

}  // namespace almoner::api
