#include "api/cli/commands.h"

#include <iterator>

namespace almoner::api {

std::vector<CommandSpec> all_commands() {
    std::vector<CommandSpec> all;
    for (auto part :
         {area_commands,        calendar_commands,  case_commands,          ending_commands,
          list_commands,        month_commands,     notice_commands,        opening_commands,
          payment_commands,     payroll_commands,   payroll_hours_commands, payroll_people_commands,
          payroll_run_commands, people_commands,    person_commands,        proof_commands,
          recharge_commands,    reduction_commands, rules_commands,         serve_commands,
          spend_commands,       statement_commands, view_commands}) {
        std::vector<CommandSpec> specs = part();
        all.insert(all.end(),
                   std::make_move_iterator(specs.begin()),
                   std::make_move_iterator(specs.end()));
    }
    return all;
}

}  // namespace almoner::api
