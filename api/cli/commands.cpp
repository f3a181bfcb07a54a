#include "api/cli/commands.h"

#include "api/cli/spec_words.h"

namespace almoner::api {

std::vector<CommandSpec> all_commands() {
    return joined({area_commands,
                   assessment_commands,
                   calendar_commands,
                   case_commands,
                   ending_commands,
                   list_commands,
                   managed_account_commands,
                   month_commands,
                   notice_commands,
                   opening_commands,
                   payment_commands,
                   payroll_commands,
                   payroll_hours_commands,
                   payroll_people_commands,
                   payroll_run_commands,
                   payroll_paper_commands,
                   payroll_office_commands,
                   people_commands,
                   person_commands,
                   proof_commands,
                   recharge_commands,
                   reduction_commands,
                   rules_commands,
                   serve_commands,
                   spend_commands,
                   statement_commands,
                   user_commands,
                   view_commands});
}

}  // namespace almoner::api
