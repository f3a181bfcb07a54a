#include "tests/rules/support/allowed_rest.h"
#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {
namespace {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

LineFacts line_under(Regime regime) {
    return {.ref = std::string("L1"),
            .regime = regime,
            .option = WayOfManaging::direct_payment,
            .options_chosen = 1,
            .kind = LineKind::ordinary,
            .service = ServiceKind::ordinary,
            .amount = pence(100000),
            .planned_cost = pence(100000),
            .new_amount = pence(100000),
            .contribution = pence(0),
            .top_up = pence(0),
            .charge_excepted_by_law = false,
            .contribution_exempt = false};
}

EligibilityFacts eligibility() {
    return {.notional_available = true,
            .third_party_available = true,
            .direct_payment_available = true,
            .option_discussion = proof(),
            .bank_account_offered = true,
            .exclusion = Exclusion::none,
            .age = 40,
            .has_capacity = true,
            .consents = true,
            .consent = proof(),
            .signed_agreement = proof(),
            .accepted_terms = proof(),
            .regard_to_condition = proof(),
            .regard_to_life = proof(),
            .regard_to_value = proof(),
            .was_requested = true,
            .conditions_hold = false,
            .failed_condition = proof(),
            .proper_use = true,
            .best_interests = true,
            .no_adverse_impact = true,
            .efficient_use = true,
            .refusal_letter_issued = true,
            .refusal_states_reasons = true,
            .refusal_states_review = true,
            .reconsidered_before = false,
            .last_reconsidered_on = day("2025-01-01"),
            .consent_withdrawn = false,
            .another_consents = false};
}

PayeeFacts payee() {
    return {.role = PayeeRole::own_right,
            .authority = Authority::none,
            .judged_capable = true,
            .is_child = false,
            .capacity_lost = false,
            .capacity_lost_on = day("2026-10-25"),
            .lack_is_temporary = true,
            .another_agrees = true,
            .capacity_resolved = false,
            .capacity_returned = false,
            .handed_back = false,
            .capacity_gained = false,
            .turns_16_on = day("2027-02-20"),
            .young_person_on = day("2030-09-01"),
            .transition_reviewed = false,
            .transition_refused = false,
            .transition_consents = true,
            .nominee_agrees = true,
            .nominee_is_principal = true,
            .body_agrees_to_nominee = true,
            .written_nomination = proof(),
            .is_close = true,
            .is_body = false,
            .dbs = proof(),
            .dbs_of_carers = proof(),
            .nomination_withdrawn = false,
            .best_interests_decision = proof(),
            .representative_agrees = true,
            .carer_helps = false,
            .carer_willing = proof(),
            .alternatives_explained = true};
}

PlanFacts plan() {
    return {.lines_total = pence(100'000),
            .budget_total = pence(100'000),
            .states_needs_and_outcomes = true,
            .states_services = true,
            .states_amount_and_intervals = true,
            .states_coordinator = true,
            .states_monitoring = true,
            .states_first_review = true,
            .states_notice_period = true,
            .services_meet_needs = true,
            .person_agrees = true,
            .has_risk_procedure = true,
            .cost_to_authority = pence(100'000),
            .adult_amount = pence(20'000),
            .authority_amount = pence(80'000),
            .sen_notice = proof(),
            .in_section_j = true,
            .is_process_cost = false,
            .provision = Provision::ordinary,
            .weeks_provided = 6,
            .provision_cost = pence(100'000),
            .is_charged = false,
            .needs_met_by_carer = false,
            .carer_involved = proof(),
            .combines_plans = false,
            .all_agree_to_combine = false,
            .employs_staff = false,
            .employer_costs_included = true,
            .told_insufficient = false,
            .shortfall_reviewed = false,
            .health_changed = false,
            .change_reviewed = false,
            .still_sufficient = proof()};
}

AccountFacts account() {
    return {.is_approved = true,
            .only_direct_payments = true,
            .is_auditable = true,
            .only_named_access = true,
            .instructed = true,
            .for_this_person = true,
            .is_one_off = false,
            .one_off_items = 5,
            .paid_before_by_body = false,
            .recipient_keeps_record = true,
            .cycle = Cycle::four_weekly,
            .roll = Roll::previous_working_day,
            .timing = PayTiming::advance,
            .plan_fixes_dates = true,
            .has_emergency_route = true,
            .open_blocks = 0,
            .review_overdue = false,
            .has_plan_line = true,
            .urgent_decision_recorded = false,
            .has_reason = true,
            .approved_by_another = true,
            .approver_is_manager = false,
            .emergency_amount = pence(50'000),
            .weekly_budget = pence(25'000),
            .in_next_reconciliation = true,
            .working_days_since_emergency = 5,
            .plan_updated = false,
            .nets_emergency = false,
            .recorded_as_advance = false,
            .contingency = pence(100'000),
            .contingency_agreed = true,
            .contingency_counted_as_surplus = false,
            .agreement_document = proof(),
            .asked_for_on = day("2026-10-25"),
            .first_payment_made = false};
}

SpendingFacts spending() {
    return {.in_plan = true,
            .holder_decides = false,
            .amount = pence(10'000),
            .plan_line_left = pence(10'000),
            .secures_whole = true,
            .is_school_place = false,
            .used_in_school = false,
            .head_consent = proof(),
            .is_care_home = false,
            .stay_weeks = 4,
            .days_in_year = 120,
            .provider_barred = false,
            .requires_one_provider = false,
            .is_regulated_activity = true,
            .registration = proof(),
            .insurance = proof(),
            .check_asked_of_body = false,
            .body_checked = false,
            .relation = Relation::none,
            .in_household = false,
            .plan_says_necessary = false,
            .necessary_for_care = false,
            .necessary_for_administration = false,
            .is_for_administration = false,
            .necessary_for_child = false,
            .is_for_disabled_child_parent = false,
            .employer = Employer::holder,
            .duties_told = proof(),
            .employment_law_told = proof()};
}

CardFacts card() {
    return {.block = CardBlock::none,
            .block_in_plan = false,
            .cash_blocked = false,
            .cash_agreed = true,
            .cash_limit = pence(5'000),
            .cash_limit_set = pence(5'000),
            .same_as_bank_account = true,
            .only_marketplace = false,
            .impact_assessment = proof(),
            .holder_informed = proof(),
            .minimum_data = true,
            .offline_help = true,
            .for_both_funders = true};
}

ReviewFacts review() {
    return {.first_payment_on = day("2026-10-01"),
            .first_review_held = false,
            .last_review_on = day("2026-10-01"),
            .ehc_review_on = day("2027-06-01"),
            .report = ReportKind::none,
            .report_reviewed = false,
            .covers_plan = true,
            .covers_use = true,
            .covers_sufficiency = true,
            .covers_terms = true,
            .covers_best_interests = true,
            .all_involved = proof(),
            .steps_to_agree = proof(),
            .review_requested = false,
            .working_days_since_request = 10,
            .request_decision = proof(),
            .request_is_reasonable = true,
            .request_declined = false,
            .band = Band::medium,
            .months_since_last_return = 6,
            .document_held = false,
            .format_practicable = true,
            .other_body_asks = false,
            .merged = false,
            .days_return_overdue = 14,
            .reminded = false,
            .help_offered = false,
            .stop_proposed = false};
}

}  // namespace

ledger::Date day(std::string_view iso) {
    return ledger::Date::parse(iso).value();
}

ledger::Money pence(std::int64_t amount) {
    return ledger::Money::from_pence(amount);
}

Evidence proof() {
    return {7, "vi", day("2026-10-01"), std::string(64, 'a')};
}

Evidence a_tick() {
    return {7, "", {}, ""};
}

ledger::Date the_day() {
    return day("2026-11-22");
}

Policy sample_policy() {
    GivenPolicy given{.version = "sample"};
    given.guarantees.push_back({day("2026-04-06"), "single", pence(20'000)});
    return make_policy(given).policy;
}

Facts allowed_facts(Regime regime) {
    Facts facts;
    facts.lines.push_back(line_under(regime));
    facts.eligibility = eligibility();
    facts.payee = payee();
    facts.plan = plan();
    facts.account = account();
    facts.spending = spending();
    facts.card = card();
    facts.review = review();
    allow_the_rest(facts);
    return facts;
}

}  // namespace almoner::testing
