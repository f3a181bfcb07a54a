// Which handler asks the rules of an event.
#pragma once

#include "rules/engine/kinds.h"

#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view no_handler_yet = "no handler yet";

// The commands or the job whose handlers ask the event's rules.
[[nodiscard]] constexpr std::string_view asker_of(rules::Event event) {
    if (event == rules::Event::activate)
        return "agreement sign and change, plan add, plan option, proposal confirm";
    if (event == rules::Event::change_payee)
        return "agreement sign and change, plan option, representative add and appoint, proposal "
               "confirm";
    if (event == rules::Event::release) return "run propose, run approve, run send, emergency";
    if (event == rules::Event::emergency) return "emergency";
    if (event == rules::Event::close_review) return "review decide";
    if (event == rules::Event::notice) return "notice issue";
    if (event == rules::Event::reduce) {
        return "case take-effect; plan, agreement, budget and person commands that pay less";
    }
    if (event == rules::Event::stop) return "case take-effect; ending open, ending close";
    if (event == rules::Event::suspend) {
        return "plan hold, agreement hold, person hold; case take-effect; job holds";
    }
    if (event == rules::Event::offset) return "case take-effect, run propose, run approve";
    if (event == rules::Event::reclaim) return "case take-effect";
    if (event == rules::Event::card_txn) return "spend confirm";
    if (event == rules::Event::monitor) return "monitor ask, monitor overdue";
    if (event == rules::Event::death || event == rules::Event::move) {
        return "ending open, ending close";
    }
    if (event == rules::Event::capacity_change || event == rules::Event::transition ||
        event == rules::Event::nomination_change || event == rules::Event::report ||
        event == rules::Event::request || event == rules::Event::absence) {
        return "fact record";
    }
    if (event == rules::Event::nightly) return "surplus ask (job surpluses)";
    if (event == rules::Event::schedule) {
        return "agreement sign and change, plan option, assessment record, proposal confirm";
    }
    if (event == rules::Event::post) return "statement explain, recharge claim, proposal confirm";
    if (event == rules::Event::assess) return "assessment record, proposal confirm";
    if (event == rules::Event::enforce) return "case enforce, case approve";
    if (event == rules::Event::share_data) return "share record, ending pack";
    if (event == rules::Event::contact) return "notice issue, notice reader";
    if (event == rules::Event::purge) return "erase, proposal confirm";
    if (event == rules::Event::await_payment) return "budget late";
    if (event == rules::Event::pay_supplier) return "invoice pay";
    if (event == rules::Event::offer) return "budget offer";
    if (event == rules::Event::refuse) return "budget refuse";
    if (event == rules::Event::approve_plan) return "plan submit, plan approve";
    if (event == rules::Event::change_option) {
        return "plan option, plan handed-over, statement explain, proposal confirm";
    }
    if (event == rules::Event::increase) {
        return "plan and agreement commands that pay more, uplift approve";
    }
    if (event == rules::Event::review) return "review close";
    if (event == rules::Event::build_budget) {
        return "plan add, change and option, agreement sign and change, fee set, proposal confirm";
    }
    if (event == rules::Event::pay_payroll) {
        return "employment add, employment change, payroll import, payroll run";
    }
    return no_handler_yet;
}

}  // namespace almoner::scheduler
