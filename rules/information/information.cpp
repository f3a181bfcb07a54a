#include "rules/engine/subjects.h"
#include "rules/surplus/without_case.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;

constexpr std::array inf_01{Condition{
    "support-offered",
    need_evidence,
    "It is not recorded that advice and support were offered.",
    "Offer them: the amount and how it was found, review, end, restrictions, advocacy, payroll.",
    [](const Case& c) { return evidenced(c.f.information.support_offered); }}};

constexpr std::array inf_02{
    Condition{"not-in-writing",
              block,
              "The notice is not in writing.",
              "Write it.",
              [](const Case& c) { return known(c.f.information.in_writing); }},
    Condition{"wrong-format",
              block,
              "The notice is not in the format that the person has asked for.",
              "Make it in that format; its days run from then.",
              [](const Case& c) {
                  return is(c.f.information.letter_format, c.f.information.recorded_format);
              }},
    Condition{"not-understandable",
              block,
              "This person could not understand the notice.",
              "Write it in plainer words.",
              [](const Case& c) { return known(c.f.information.in_plain_words); }}};

constexpr std::array dat_01{
    Condition{"no-basis",
              block,
              "There is neither consent nor a legal basis for sharing it.",
              "Ask for consent, or record the legal basis.",
              [](const Case& c) { return known(c.f.information.sharing_consent); }},
    Condition{"no-recipient",
              block,
              "No recipient is named.",
              "Name who gets it.",
              [](const Case& c) { return known(c.f.information.has_named_recipient); }},
    Condition{"no-purpose",
              block,
              "No purpose is recorded.",
              "Record what it is for.",
              [](const Case& c) { return known(c.f.information.has_purpose); }},
    Condition{"more-than-needed",
              block,
              "More is shared than the recipient's role needs.",
              "Leave the other fields out.",
              [](const Case& c) { return known(c.f.information.minimum_fields); }},
    Condition{"not-own-client",
              block,
              "A support service sees its own clients alone.",
              "Share it with the service that the person has chosen.",
              [](const Case& c) {
                  return implies(is(c.f.information.recipient, Recipient::support_service),
                                 c.f.information.is_own_client);
              }},
    Condition{"health-data-to-card-supplier",
              block,
              "A card supplier gets no health data.",
              "Take it out.",
              [](const Case& c) {
                  return implies(is(c.f.information.recipient, Recipient::card_supplier),
                                 negated(c.f.information.holds_health_data));
              }}};

constexpr std::array dat_02{Condition{"no-contact-consent",
                                      warn,
                                      "The person has not agreed that family or friends are asked.",
                                      "Ask the person first.",
                                      [](const Case& c) {
                                          return implies(c.f.information.person_has_capacity,
                                                         c.f.information.contact_consent);
                                      }}};

constexpr std::array dat_03{
    Condition{"personal-data",
              block,
              "What is published holds personal data.",
              "Take it out.",
              [](const Case& c) { return negated(c.f.information.has_personal_data); }},
    Condition{"indicative-budget",
              block,
              "What is published shows somebody's indicative budget.",
              "Take it out.",
              [](const Case& c) { return negated(c.f.information.has_indicative_budget); }},
    Condition{"small-number",
              block,
              "A group is so small that somebody could be recognised.",
              "Suppress the figure.",
              [](const Case& c) {
                  return at_least(c.f.information.smallest_group,
                                  c.policy.number(Parameter::publish_smallest_group));
              }}};

std::int64_t years_kept(const Case& c, RecordClass kind) {
    switch (kind) {
        case RecordClass::major: return c.policy.number(Parameter::retention_major_years);
        case RecordClass::everyday_receipt:
            return c.policy.number(Parameter::retention_everyday_years);
        case RecordClass::major_equipment:
            return c.policy.number(Parameter::retention_equipment_years);
        case RecordClass::employer: return c.policy.number(Parameter::retention_employer_years);
        case RecordClass::permanent_adaptation: break;
    }
    return 1'000'000;
}

constexpr std::array dat_04{
    Condition{"early-purge",
              block,
              "The record is kept for longer.",
              "Keep it until its years are over; a permanent adaptation's for ever.",
              [](const Case& c) {
                  return worked_out([&](RecordClass kind,
                                        std::int64_t kept) { return kept >= years_kept(c, kind); },
                                    c.f.information.record_class,
                                    c.f.information.whole_years_kept);
              }},
    Condition{"legal-hold",
              block,
              "The record is under a legal hold.",
              "Keep it until the hold is lifted.",
              [](const Case& c) { return negated(c.f.information.legal_hold); }}};

constexpr std::array aud_01{
    Condition{"not-recorded",
              block,
              "Who decided, when, why and under which policy is not kept.",
              "Record it with the decision.",
              [](const Case& c) { return known(c.f.information.decision_recorded); }}};

constexpr std::array equ_01{
    Condition{"not-monitorable",
              warn,
              "Take-up cannot be seen by protected characteristic.",
              "Add the breakdown to the figures.",
              [](const Case& c) { return known(c.f.information.takes_up_by_characteristic); }},
    Condition{"not-aggregate",
              block,
              "Take-up is shown in aggregate alone.",
              "Show groups, never people.",
              [](const Case& c) { return known(c.f.information.aggregate_only); }}};

constexpr std::array let_01{
    Condition{"letter-not-sent",
              warn,
              "A notice was issued and not sent.",
              "Send it by the recorded channel.",
              [](const Case& c) {
                  if (is_without_case(c)) return known(true);  // there is no notice
                  return negated(is(c.f.information.delivery, Delivery::not_sent));
              }},
    Condition{"letter-returned",
              block,
              "The letter came back: its notice was not given.",
              "Find the right address and serve it again; its days run from then.",
              [](const Case& c) {
                  if (is_without_case(c)) return known(true);
                  return implies(is(c.f.information.delivery, Delivery::returned),
                                 c.f.information.served_again);
              }}};

constexpr std::array let_02{Condition{"letter-due",
                                      warn,
                                      "A letter is due although nothing was decided.",
                                      "Issue the letter.",
                                      [](const Case& c) {
                                          return any_of(
                                              is(c.f.information.occasion, LetterOccasion::none),
                                              c.f.information.occasion_letter_issued);
                                      }}};

constexpr std::array rules{
    Rule{"INF-01",
         Mark::law,
         "Advice and support exist and are offered before the first payment.",
         "SI 2013/1617 reg 9; SI 2014/1652 reg 3; Options for managing the money, section 6.1",
         every_regime,
         activate,
         {},
         inf_01},
    Rule{"INF-02",
         Mark::guidance,
         "Letters are in writing, understandable to that person and in their recorded format.",
         "Guidance on direct payments for healthcare, para 129; Accessible Information Standard",
         every_regime,
         notice,
         {},
         inf_02},
    Rule{"DAT-01",
         Mark::seed,
         "Data is shared only with consent or a legal basis, a named recipient, a purpose, and the "
         "fewest fields.",
         "Options for managing the money, section 8 and Annex A; Summary guide, Table 1",
         every_regime,
         share_data,
         {},
         dat_01},
    Rule{"DAT-02",
         Mark::seed,
         "Family and friends of a person with capacity are asked only with the person's consent.",
         "Summary guide, Table 1",
         every_regime,
         contact,
         {},
         dat_02},
    Rule{"DAT-03",
         Mark::seed,
         "A public statement of resources carries no personal data, no indicative budget and no "
         "small number.",
         "Summary guide 2.3.1; small numbers constructed",
         every_regime,
         publish,
         {Parameter::publish_smallest_group},
         dat_03},
    Rule{"DAT-04",
         Mark::local,
         "Records are kept for their years, and under a legal hold beyond.",
         "CIPFA table as Warwickshire and Worcestershire have it; Wokingham; St Helens",
         every_regime,
         purge,
         {Parameter::retention_major_years,
          Parameter::retention_everyday_years,
          Parameter::retention_equipment_years,
          Parameter::retention_employer_years},
         dat_04},
    Rule{"AUD-01",
         Mark::seed,
         "Every decision, notice and review keeps who, when, why and the policy's version.",
         "Options for managing the money, section 3",
         every_regime,
         Events::all(),
         {},
         aud_01},
    Rule{"EQU-01",
         Mark::seed,
         "Take-up by protected characteristic can be monitored, in aggregate.",
         "Summary guide, section 3",
         every_regime,
         publish,
         {},
         equ_01},
    Rule{"LET-01",
         Mark::seed,
         "A letter is sent, and served again when it comes back.",
         "Guidance on direct payments for healthcare, para 129 (notice is given, not only written)",
         every_regime,
         {nightly, reduce, offset, reclaim, stop},
         {},
         let_01},
    Rule{"LET-02",
         Mark::seed,
         "Letters without a decision: first amount and dates, an uplift, a moved date, a held "
         "payment, a yearly statement.",
         "Options for managing the money, section 3 (complete transparency over the money)",
         every_regime,
         nightly,
         {},
         let_02},
};

}  // namespace

std::span<const Rule> information_rules() {
    return rules;
}

}  // namespace almoner::rules
