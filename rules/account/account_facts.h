// What is known of the bank account, the schedule and emergency payments.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// How often an agreement pays.
enum class Cycle : std::uint8_t { four_weekly, monthly, one_off, other };
constexpr auto names_of(Cycle /*list*/) {
    return std::array<std::string_view, 4>{"four-weekly", "monthly", "one-off", "other"};
}
// Which working day is taken.
enum class Roll : std::uint8_t { previous_working_day, next_working_day };
constexpr auto names_of(Roll /*list*/) {
    return std::array<std::string_view, 2>{"previous-working-day", "next-working-day"};
}
// When a period is paid.
enum class PayTiming : std::uint8_t { advance, arrears };
constexpr auto names_of(PayTiming /*list*/) {
    return std::array<std::string_view, 2>{"advance", "arrears"};
}

struct AccountFacts {
    Flag is_approved{};
    Flag only_direct_payments{};
    Flag is_auditable{};
    Flag only_named_access{};
    Flag instructed{};
    Flag for_this_person{};
    Flag is_one_off{};
    Number one_off_items{};
    Flag paid_before_by_body{};
    Flag recipient_keeps_record{};
    Fact<Cycle> cycle{};
    Fact<Roll> roll{};
    Fact<PayTiming> timing{};
    Flag plan_fixes_dates{};
    Flag has_emergency_route{};
    Number open_blocks{};
    Flag review_overdue{};
    Flag has_plan_line{};
    Flag urgent_decision_recorded{};
    Flag has_reason{};
    Flag approved_by_another{};
    Flag approver_is_manager{};
    Sum emergency_amount{};
    Sum weekly_budget{};
    Flag in_next_reconciliation{};
    Number working_days_since_emergency{};
    Flag plan_updated{};
    Flag nets_emergency{};
    Flag recorded_as_advance{};
    Sum contingency{};
    Flag contingency_agreed{};
    Flag contingency_counted_as_surplus{};
    Proof agreement_document{};
    Day asked_for_on{};
    Flag first_payment_made{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        describe_account_and_release(f, see);
        describe_emergency_and_agreement(f, see);
    }

  private:
    template <class Self, class Visit>
    static void describe_account_and_release(Self& f, const Visit& see) {
        see("is_approved", f.is_approved, "whether the account is approved");
        see("only_direct_payments",
            f.only_direct_payments,
            "whether the account holds direct-payment money alone");
        see("is_auditable",
            f.is_auditable,
            "whether the account's statements show where money came from and went");
        see("only_named_access",
            f.only_named_access,
            "whether only approved named persons can use the account");
        see("instructed", f.instructed, "whether the holder gave the instruction");
        see("for_this_person",
            f.for_this_person,
            "whether the money is spent on this person's own plan");
        see("is_one_off", f.is_one_off, "whether the payment is a one-off");
        see("one_off_items",
            f.one_off_items,
            "for how many items or services the one-off payment is");
        see("paid_before_by_body",
            f.paid_before_by_body,
            "whether this body paid this person before in the financial year");
        see("recipient_keeps_record",
            f.recipient_keeps_record,
            "whether the recipient keeps a record of money in and out");
        see("cycle", f.cycle, "how often the agreement pays");
        see("roll", f.roll, "which working day is taken when the due day is none");
        see("timing", f.timing, "whether the agreement pays in advance or in arrears");
        see("plan_fixes_dates",
            f.plan_fixes_dates,
            "whether the plan fixes the intervals or the dates");
        see("has_emergency_route",
            f.has_emergency_route,
            "whether there is a route for an emergency payment");
        see("open_blocks", f.open_blocks, "how many findings that block are open for this payment");
        see("review_overdue", f.review_overdue, "whether a review that must be held is overdue");
        see("has_plan_line", f.has_plan_line, "whether a plan line covers the emergency payment");
    }
    template <class Self, class Visit>
    static void describe_emergency_and_agreement(Self& f, const Visit& see) {
        see("urgent_decision_recorded",
            f.urgent_decision_recorded,
            "whether an urgent decision was recorded");
        see("has_reason", f.has_reason, "whether a reason was given for the emergency payment");
        see("approved_by_another",
            f.approved_by_another,
            "whether somebody other than the requester approved it");
        see("approver_is_manager", f.approver_is_manager, "whether the approver is a manager");
        see("emergency_amount", f.emergency_amount, "the emergency payment");
        see("weekly_budget", f.weekly_budget, "what the budget is worth a week");
        see("in_next_reconciliation",
            f.in_next_reconciliation,
            "whether the emergency payment is set down for the next reconciliation and review");
        see("working_days_since_emergency",
            f.working_days_since_emergency,
            "how many working days ago the emergency payment was made");
        see("plan_updated",
            f.plan_updated,
            "whether the plan was updated after the emergency payment");
        see("nets_emergency",
            f.nets_emergency,
            "whether the emergency payment is taken off a later payment");
        see("recorded_as_advance",
            f.recorded_as_advance,
            "whether it was recorded as an advance when it was made");
        see("contingency", f.contingency, "the contingency held in the account");
        see("contingency_agreed",
            f.contingency_agreed,
            "whether the contingency is agreed in the plan");
        see("contingency_counted_as_surplus",
            f.contingency_counted_as_surplus,
            "whether the contingency is counted as surplus");
        see("agreement_document",
            f.agreement_document,
            "the agreement document produced for signing, one for all the money");
        see("asked_for_on", f.asked_for_on, "when the budget was asked for");
        see("first_payment_made", f.first_payment_made, "whether the first payment was made");
    }
};

}  // namespace almoner::rules
