#include "tests/rules/support/allowed_rest.h"

#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {
namespace {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

SurplusFacts surplus() {
    return {.cleared_balance = pence(270'000),
            .uncleared = pence(0),
            .reserves = pence(10'000),
            .contingency = pence(50'000),
            .in_advance = pence(10'000),
            .contribution_adjustment = pence(0),
            .weekly_amount = pence(25'000),
            .cause_recorded = true,
            .review_closed = true,
            .review_names_it = true,
            .notice_written = true,
            .notice_has_reasons = true,
            .notice_to_all = true,
            .plan_notice_days = 28,
            .notice_issued_on = day("2026-11-01"),
            .effect_on = day("2026-11-29"),
            .offset_in_period = pence(30'000),
            .due_in_period = pence(100'000),
            .offset_left = pence(30'000),
            .free_balance = pence(30'000),
            .planned_cost_to_next = pence(100'000),
            .reconsideration_asked = false,
            .reconsidered_once = false,
            .reconsideration_answered = false,
            .further_review_asked = false,
            .further_review_held = false,
            .further_review_decided = false,
            .consulted = proof(),
            .consulted_on = day("2026-11-08"),
            .consulting_inappropriate = false,
            .letter_issued = true,
            .without_case = WithoutCase::none};
}

ReclaimFacts reclaim() {
    return {.ground = Ground::theft_fraud_or_offence,
            .amount = pence(10'000),
            .unused = pence(200'000),
            .weekly_amount = pence(25'000),
            .unspent_on_provision = pence(10'000),
            .breach_recorded = true,
            .surplus_condition = false,
            .breach_reviewed = true,
            .states_reasons = true,
            .states_amount = true,
            .states_time = true,
            .states_payer = true,
            .days_to_repay = 28,
            .reconsideration_asked = false,
            .reconsidered_once = false,
            .outcome_restates = true,
            .fell_due_on = day("2020-11-22"),
            .collects_from_account = false,
            .notice_issued_on = day("2026-10-25")};
}

StopFacts stop() {
    return {.ground = StopGround::breach_of_terms,
            .is_mandatory = false,
            .notice_written = true,
            .notice_issued_on = day("2026-11-01"),
            .plan_notice_days = 28,
            .stop_on = day("2026-11-29"),
            .signed_off = false,
            .reconsidered_once = false,
            .reconsideration_asked = false,
            .liabilities_moved = true,
            .alternative_provision = proof(),
            .suspension_has_reason = true,
            .suspension_notified = true,
            .suspended_days = 14,
            .care_still_funded = true,
            .by_holder = false,
            .holder_notice_on = day("2026-11-01"),
            .schedule_frozen = true,
            .to_personal_representatives = true,
            .debts_settled_first = true,
            .claims_for_estate = false,
            .reclaim_case_open = true,
            .days_in_hospital = 55,
            .absence_reviewed = false,
            .stop_proposed = false,
            .plan_supplied = true,
            .old_authority_ends_on = day("2026-11-30"),
            .new_authority_starts_on = day("2026-12-01"),
            .needs_or_cost_differ = false,
            .difference_explained = false,
            .split_by_funder = true,
            .reclaims_at_move = false,
            .reclaim_rules_met = false};
}

ThirdPartyFacts third_party() {
    return {.holder_has_account = false,
            .independent = true,
            .responsible = true,
            .employs = true,
            .care_line = pence(100'000),
            .care_cost = pence(100'000),
            .fee = pence(5'000),
            .fee_shown = true,
            .budget = pence(105'000),
            .kind = ThirdPartyKind::service_fund,
            .ring_fenced = true,
            .person_plans = true,
            .carry_forward_agreed = true,
            .written_information = true,
            .portable = true,
            .held = pence(100'000),
            .weekly_amount = pence(25'000),
            .oldest_money_days = 84,
            .named_need = false,
            .excess_reviewed = false,
            .committed = pence(20'000),
            .moved = pence(80'000),
            .trustees = 3,
            .trust_contract = true,
            .contingency_recorded = true,
            .trustees_employ = true,
            .holder_signed = true,
            .holder_decided = true,
            .keeper = Keeper::support_service,
            .fee_paid_by_body_or_budget = true,
            .body_pays_provider = true,
            .person_sees_spend = true,
            .pays_assistant = false,
            .chair_cost = pence(100'000),
            .chair_price = pence(120'000),
            .years_since_chair = 5,
            .wheelchair_need_changed = false,
            .carries_funder = true,
            .bank_balance = pence(50'000),
            .funder_balances = pence(50'000),
            .split_by_agreed_shares = true,
            .paid_by = Funder::nhs,
            .purpose = Purpose::nhs_line,
            .found_per_funder = true};
}

ContributionFacts contribution() {
    return {.capital = pence(1500'000),
            .tariff_income = pence(300),
            .is_residential = false,
            .over_limit_declined = false,
            .exact_pence_numerator = 4001,
            .exact_pence_denominator = 2,
            .contribution = pence(2'000),
            .income_left = pence(20'000),
            .guarantee_group = std::string("single"),
            .gross = pence(40'000),
            .net = pence(38'000),
            .paid_gross = false,
            .charged_in_a_year = pence(26'000),
            .charged_before_in_a_year = pence(25'999),
            .assessed_in_a_year = pence(26'000),
            .is_assessed = true,
            .contribution_expected = pence(2'000),
            .contribution_received = pence(2'000),
            .days_overdue = 0,
            .letter_sent = false,
            .missing_reviewed = false,
            .is_backdated = false,
            .outcome_notified = true,
            .counts_direct_payment = false};
}

InformationFacts information() {
    return {.notice_kind = NoticeKind::reclaim,
            .support_offered = proof(),
            .in_writing = true,
            .recorded_format = LetterFormat::easy_read,
            .letter_format = LetterFormat::easy_read,
            .in_plain_words = true,
            .sharing_consent = true,
            .has_named_recipient = true,
            .has_purpose = true,
            .minimum_fields = true,
            .recipient = Recipient::public_body,
            .is_own_client = false,
            .holds_health_data = true,
            .person_has_capacity = true,
            .contact_consent = true,
            .has_personal_data = false,
            .has_indicative_budget = false,
            .smallest_group = 5,
            .record_class = RecordClass::major,
            .whole_years_kept = 6,
            .legal_hold = false,
            .decision_recorded = true,
            .takes_up_by_characteristic = true,
            .aggregate_only = true,
            .delivery = Delivery::sent,
            .served_again = false,
            .occasion = LetterOccasion::none,
            .occasion_letter_issued = false};
}

}  // namespace

void allow_the_rest(Facts& facts) {
    facts.surplus = surplus();
    facts.reclaim = reclaim();
    facts.stop = stop();
    facts.third_party = third_party();
    facts.contribution = contribution();
    facts.information = information();
}

}  // namespace almoner::testing
