// Which handler asks the rules of an event.
#pragma once

#include "rules/engine/kinds.h"

#include <array>
#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view no_handler_yet = "no handler yet";

// The commands or the job whose handlers ask the rules of an event.
struct Askers {
    rules::Event event{};
    std::string_view handlers{};
};
inline constexpr std::array askers{
    Askers{rules::Event::activate,
           "agreement sign and change, plan add, plan option, proposal confirm"},
    Askers{
        rules::Event::change_payee,
        "agreement sign and change, plan option, representative add and appoint, proposal confirm"},
    Askers{rules::Event::release, "run propose, run approve, run send, emergency"},
    Askers{rules::Event::emergency, "emergency, run approve, emergency late (job emergencies)"},
    Askers{rules::Event::close_review, "review decide"},
    Askers{rules::Event::notice, "notice issue"},
    Askers{rules::Event::reduce,
           "case take-effect; plan, agreement, budget and person commands that pay less"},
    Askers{rules::Event::stop, "case take-effect; ending open, ending close"},
    Askers{rules::Event::suspend,
           "plan hold, agreement hold, person hold; case take-effect; job holds"},
    Askers{rules::Event::offset, "case take-effect, run propose, run approve"},
    Askers{rules::Event::reclaim, "case take-effect"},
    Askers{rules::Event::card_txn, "spend confirm"},
    Askers{rules::Event::monitor,
           "monitor ask, monitor overdue, monitor contribution, fact record"},
    Askers{rules::Event::death, "ending open, ending close"},
    Askers{rules::Event::move, "ending open, ending close"},
    Askers{rules::Event::capacity_change, "fact record"},
    Askers{rules::Event::transition, "fact record, birthday ask (job birthdays)"},
    Askers{rules::Event::nomination_change, "fact record"},
    Askers{rules::Event::report, "fact record"},
    Askers{rules::Event::request, "fact record"},
    Askers{rules::Event::absence, "fact record"},
    Askers{rules::Event::nightly, "surplus ask (job surpluses)"},
    Askers{rules::Event::schedule,
           "agreement sign and change, plan option, assessment record, proposal confirm"},
    Askers{rules::Event::post, "statement explain, recharge claim, proposal confirm"},
    Askers{rules::Event::assess, "assessment record, proposal confirm"},
    Askers{rules::Event::enforce, "case enforce, case approve"},
    Askers{rules::Event::share_data, "share record, ending pack"},
    Askers{rules::Event::contact, "notice issue, notice reader"},
    Askers{rules::Event::purge, "erase, proposal confirm"},
    Askers{rules::Event::await_payment, "budget late"},
    Askers{rules::Event::pay_supplier, "invoice pay"},
    Askers{rules::Event::offer, "budget offer"},
    Askers{rules::Event::refuse, "budget refuse"},
    Askers{rules::Event::approve_plan, "plan submit, plan approve"},
    Askers{rules::Event::change_option,
           "plan option, plan handed-over, statement explain, proposal confirm"},
    Askers{rules::Event::increase, "plan and agreement commands that pay more, uplift approve"},
    Askers{rules::Event::review, "review close"},
    Askers{rules::Event::build_budget,
           "plan add, change and option, agreement sign and change, fee set, proposal confirm"},
    Askers{rules::Event::pay_payroll,
           "employment add, employment change, payroll import, payroll run"}};

[[nodiscard]] constexpr std::string_view asker_of(rules::Event event) {
    for (const Askers& each : askers) {
        if (each.event == event) return each.handlers;
    }
    return no_handler_yet;
}

}  // namespace almoner::scheduler
