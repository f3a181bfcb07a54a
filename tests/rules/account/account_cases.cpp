#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"ACC-01", "account-not-approved", [](Facts& f) { f.account.is_approved = false; }},
    {"ACC-01",
     "",
     [](Facts& f) {
         f.account.is_approved = false;
         f.account.is_one_off = true;
     }},
    {"ACC-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.account.is_approved = false;
         l.option = WayOfManaging::third_party;
     }},
    {"ACC-01", "other-money-in-account", [](Facts& f) { f.account.only_direct_payments = false; }},
    {"ACC-01", "account-not-auditable", [](Facts& f) { f.account.is_auditable = false; }},
    {"ACC-01", "others-have-access", [](Facts& f) { f.account.only_named_access = false; }},
    {"ACC-02",
     "no-instruction",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.account.instructed = false;
     }},
    {"ACC-02", "", [](Facts& f) { f.account.instructed = false; }},
    {"ACC-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
     }},
    {"ACC-02",
     "other-persons-money",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.account.for_this_person = false;
     }},
    {"ACC-02",
     "managed-account-not-auditable",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.account.is_auditable = false;
     }},
    {"ACC-03",
     "",
     [](Facts& f) {
         f.account.is_one_off = true;
         f.account.one_off_items = 4;
     }},
    {"ACC-03",
     "",
     [](Facts& f) {
         f.account.is_one_off = true;
         f.account.one_off_items = 5;
     }},
    {"ACC-03",
     "more-than-5-items",
     [](Facts& f) {
         f.account.is_one_off = true;
         f.account.one_off_items = 6;
     }},
    {"ACC-03", "", [](Facts& f) { f.account.one_off_items = 6; }},
    {"ACC-03",
     "second-payment-same-fy",
     [](Facts& f) {
         f.account.is_one_off = true;
         f.account.paid_before_by_body = true;
     }},
    {"ACC-03",
     "more-than-5-items",
     [](Facts& f) {
         f.account.is_one_off = true;
         f.account.one_off_items = 4;
     },
     {},
     {},
     Given{"one-off.max-items", std::int64_t{3}, ""}},
    {"ACC-04", "account-not-approved", [](Facts& f) { f.account.is_approved = false; }},
    {"ACC-04",
     "account-not-approved",
     [](Facts& f) {
         f.account.is_approved = false;
         f.account.is_one_off = true;
     }},
    {"ACC-04", "other-money-in-account", [](Facts& f) { f.account.only_direct_payments = false; }},
    {"ACC-04", "others-have-access", [](Facts& f) { f.account.only_named_access = false; }},
    {"ACC-04", "no-record-kept", [](Facts& f) { f.account.recipient_keeps_record = false; }},
    {"SCH-01", "cycle-not-common", [](Facts& f) { f.account.cycle = Cycle::other; }},
    {"SCH-01", "", [](Facts& f) { f.account.cycle = Cycle::monthly; }},
    {"SCH-01", "", [](Facts& f) { f.account.cycle = Cycle::one_off; }},
    {"SCH-01",
     "cycle-not-common",
     [](Facts& f) { f.account.cycle = Cycle::monthly; },
     {},
     {},
     Given{"schedule.cycle", std::string("four-weekly"), ""}},
    {"SCH-01",
     "",
     [](Facts& f) { f.account.cycle = Cycle::monthly; },
     {},
     {},
     Given{"schedule.cycle", std::string("monthly"), ""}},
    {"SCH-01",
     "cycle-not-common",
     [](Facts& f) { f.account.cycle = Cycle::four_weekly; },
     {},
     {},
     Given{"schedule.cycle", std::string("monthly"), ""}},
    {"SCH-01", "timing-not-common", [](Facts& f) { f.account.timing = PayTiming::arrears; }},
    {"SCH-01",
     "",
     [](Facts& f) { f.account.timing = PayTiming::arrears; },
     {},
     {},
     Given{"schedule.timing", std::string("arrears"), ""}},
    {"SCH-01", "roll-not-common", [](Facts& f) { f.account.roll = Roll::next_working_day; }},
    {"SCH-01",
     "",
     [](Facts& f) { f.account.roll = Roll::next_working_day; },
     {},
     {},
     Given{"schedule.due-date-roll", std::string("next-working-day"), ""}},
    {"SCH-01", "no-dates-in-plan", [](Facts& f) { f.account.plan_fixes_dates = false; }},
    {"SCH-01", "no-emergency-route", [](Facts& f) { f.account.has_emergency_route = false; }},
    {"SCH-02", "open-block", [](Facts& f) { f.account.open_blocks = 1; }},
    {"SCH-02", "review-overdue", [](Facts& f) { f.account.review_overdue = true; }},
    {"EMG-01",
     "no-plan-line-or-urgent-decision",
     [](Facts& f) { f.account.has_plan_line = false; }},
    {"EMG-01",
     "",
     [](Facts& f) {
         f.account.has_plan_line = false;
         f.account.urgent_decision_recorded = true;
     }},
    {"EMG-01", "no-reason", [](Facts& f) { f.account.has_reason = false; }},
    {"EMG-01", "approver-is-requester", [](Facts& f) { f.account.approved_by_another = false; }},
    {"EMG-01",
     "approver-is-no-manager",
     [](Facts& /*f*/) {},
     {},
     {},
     Given{"emergency.approver", std::string("manager"), ""}},
    {"EMG-01",
     "",
     [](Facts& f) { f.account.approver_is_manager = true; },
     {},
     {},
     Given{"emergency.approver", std::string("manager"), ""}},
    {"EMG-01", "", [](Facts& f) { f.account.emergency_amount = pence(49'999); }},
    {"EMG-01", "over-cap", [](Facts& f) { f.account.emergency_amount = pence(50'001); }},
    {"EMG-01",
     "",
     [](Facts& f) { f.account.emergency_amount = pence(50'001); },
     {},
     {},
     Given{"emergency.cap-weeks", std::int64_t{3}, ""}},
    {"EMG-01", "not-set-down", [](Facts& f) { f.account.in_next_reconciliation = false; }},
    {"EMG-01", "", [](Facts& f) { f.account.working_days_since_emergency = 4; }},
    {"EMG-01", "plan-not-updated", [](Facts& f) { f.account.working_days_since_emergency = 6; }},
    {"EMG-01",
     "",
     [](Facts& f) {
         f.account.working_days_since_emergency = 6;
         f.account.plan_updated = true;
     }},
    {"EMG-01",
     "",
     [](Facts& f) { f.account.working_days_since_emergency = 6; },
     {},
     {},
     Given{"emergency.plan-update-working-days", std::int64_t{6}, ""}},
    {"EMG-02", "contingency-not-agreed", [](Facts& f) { f.account.contingency_agreed = false; }},
    {"EMG-02",
     "",
     [](Facts& f) {
         f.account.contingency_agreed = false;
         f.account.contingency = pence(0);
     }},
    {"EMG-02", "", [](Facts& f) { f.account.contingency = pence(99'999); }},
    {"EMG-02", "contingency-over-limit", [](Facts& f) { f.account.contingency = pence(100'001); }},
    {"EMG-02",
     "contingency-over-limit",
     [](Facts& /*f*/) {},
     {},
     {},
     Given{"contingency.weeks", std::int64_t{1}, ""}},
    {"EMG-02",
     "contingency-counted-as-surplus",
     [](Facts& f) { f.account.contingency_counted_as_surplus = true; }},
    {"EMG-02",
     "",
     [](Facts& f) { f.account.contingency_counted_as_surplus = true; },
     {},
     {},
     Given{"contingency.returned-if-unused", true, ""}},
    {"EMG-03", "netting-is-a-reduction", [](Facts& f) { f.account.nets_emergency = true; }},
    {"EMG-03",
     "",
     [](Facts& f) {
         f.account.nets_emergency = true;
         f.account.recorded_as_advance = true;
     }},
    {"AGR-01", "agreement-document", [](Facts& f) { f.account.agreement_document = Proof{}; }},
    {"AGR-01", "agreement-document", [](Facts& f) { f.account.agreement_document = a_tick(); }},
    {"CLK-01", "", [](Facts& f) { f.account.asked_for_on = day("2026-10-26"); }},
    {"CLK-01", "first-payment-late", [](Facts& f) { f.account.asked_for_on = day("2026-10-24"); }},
    {"CLK-01",
     "",
     [](Facts& f) {
         f.account.asked_for_on = day("2026-10-24");
         f.account.first_payment_made = true;
     }},
    {"CLK-01",
     "first-payment-late",
     [](Facts& /*f*/) {},
     {},
     {},
     Given{"first-payment.days", std::int64_t{27}, ""}},
};

}  // namespace

std::vector<RuleCase> account_cases() {
    return cases;
}

}  // namespace almoner::testing
