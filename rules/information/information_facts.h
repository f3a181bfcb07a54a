// What is known of letters, of data that is shared and of records that are kept.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// Formats of a letter.
enum class LetterFormat : std::uint8_t {
    standard,
    large_print,
    easy_read,
    plain_text,
    other_language,
    braille,
    audio,
    sign_language
};
constexpr auto names_of(LetterFormat /*list*/) {
    return std::array<std::string_view, 8>{"standard",
                                           "large-print",
                                           "easy-read",
                                           "plain-text",
                                           "other-language",
                                           "braille",
                                           "audio",
                                           "sign-language"};
}
// With whom data is shared.
enum class Recipient : std::uint8_t {
    public_body,
    support_service,
    card_supplier,
    provider,
    family_or_friend
};
constexpr auto names_of(Recipient /*list*/) {
    return std::array<std::string_view, 5>{
        "public-body", "support-service", "card-supplier", "provider", "family-or-friend"};
}
// Classes of records by how long they are kept.
enum class RecordClass : std::uint8_t {
    major,
    everyday_receipt,
    major_equipment,
    permanent_adaptation,
    employer
};
constexpr auto names_of(RecordClass /*list*/) {
    return std::array<std::string_view, 5>{
        "major", "everyday-receipt", "major-equipment", "permanent-adaptation", "employer"};
}
// What became of a letter.
enum class Delivery : std::uint8_t { not_sent, sent, returned, delivered };
constexpr auto names_of(Delivery /*list*/) {
    return std::array<std::string_view, 4>{"not-sent", "sent", "returned", "delivered"};
}
// What calls for a letter although nothing is decided.
enum class LetterOccasion : std::uint8_t {
    none,
    first_payment,
    uplift,
    moved_date,
    held_payment,
    yearly_statement
};
constexpr auto names_of(LetterOccasion /*list*/) {
    return std::array<std::string_view, 6>{
        "none", "first-payment", "uplift", "moved-date", "held-payment", "yearly-statement"};
}

// What a notice is about.
enum class NoticeKind : std::uint8_t { refusal, reduction, reclaim, stop, other };
constexpr auto names_of(NoticeKind /*list*/) {
    return std::array<std::string_view, 5>{"refusal", "reduction", "reclaim", "stop", "other"};
}

struct InformationFacts {
    Fact<NoticeKind> notice_kind{};
    Proof support_offered{};
    Flag in_writing{};
    Fact<LetterFormat> recorded_format{};
    Fact<LetterFormat> letter_format{};
    Flag in_plain_words{};
    Flag sharing_consent{};
    Flag has_named_recipient{};
    Flag has_purpose{};
    Flag minimum_fields{};
    Fact<Recipient> recipient{};
    Flag is_own_client{};
    Flag holds_health_data{};
    Flag person_has_capacity{};
    Flag contact_consent{};
    Flag has_personal_data{};
    Flag has_indicative_budget{};
    Number smallest_group{};
    Fact<RecordClass> record_class{};
    Number whole_years_kept{};
    Flag legal_hold{};
    Flag decision_recorded{};
    Flag takes_up_by_characteristic{};
    Flag aggregate_only{};
    Fact<Delivery> delivery{};
    Flag served_again{};
    Fact<LetterOccasion> occasion{};
    Flag occasion_letter_issued{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("notice_kind", f.notice_kind, "what the notice is about");
        see("support_offered",
            f.support_offered,
            "the record that advice and support were offered");
        see("in_writing", f.in_writing, "whether the letter is in writing");
        see("recorded_format", f.recorded_format, "the format that the person has asked for");
        see("letter_format", f.letter_format, "the format of the letter");
        see("in_plain_words",
            f.in_plain_words,
            "whether the letter can be understood by that person");
        see("sharing_consent",
            f.sharing_consent,
            "whether there is consent or a legal basis for sharing");
        see("has_named_recipient", f.has_named_recipient, "whether the recipient is named");
        see("has_purpose", f.has_purpose, "whether the purpose is recorded");
        see("minimum_fields",
            f.minimum_fields,
            "whether only the fields that the role needs are shared");
        see("recipient", f.recipient, "with whom it is shared");
        see("is_own_client", f.is_own_client, "whether the person is the recipient's own client");
        see("holds_health_data", f.holds_health_data, "whether it holds health data");
        see("person_has_capacity", f.person_has_capacity, "whether the person has capacity");
        see("contact_consent", f.contact_consent, "whether the person consents to the contact");
        see("has_personal_data", f.has_personal_data, "whether it holds personal data");
        see("has_indicative_budget",
            f.has_indicative_budget,
            "whether it shows somebody's indicative budget");
        see("smallest_group", f.smallest_group, "how many people the smallest group shown has");
        see("record_class", f.record_class, "what class of record it is");
        see("whole_years_kept",
            f.whole_years_kept,
            "how many whole financial years it was kept beyond the year it belongs to");
        see("legal_hold", f.legal_hold, "whether it is under a legal hold");
        see("decision_recorded",
            f.decision_recorded,
            "whether who, when, why and the policy's version are kept");
        see("takes_up_by_characteristic",
            f.takes_up_by_characteristic,
            "whether take-up can be monitored by protected characteristic");
        see("aggregate_only", f.aggregate_only, "whether the figures are in aggregate alone");
        see("delivery", f.delivery, "what became of the letter");
        see("served_again", f.served_again, "whether a returned letter was served again");
        see("occasion", f.occasion, "what calls for a letter without a decision");
        see("occasion_letter_issued", f.occasion_letter_issued, "whether that letter was issued");
    }
};

}  // namespace almoner::rules
