#include "gateway/payment_file.h"

#include "tests/gateway/sample_payment_file.h"

#include <gtest/gtest.h>

#include <functional>

namespace almoner::gateway {
namespace {

using ledger::Money;
using testing::day;
using testing::sample_file;

struct Spoiled {
    std::function<void(PaymentFile&)> spoil;
    const char* code;
    const char* field;
};

void expect_refused(FileProfile profile, const Spoiled& spoiled) {
    PaymentFile file = sample_file();
    spoiled.spoil(file);
    const auto refusals = check_form(profile, file);
    ASSERT_EQ(refusals.size(), 1U) << spoiled.code << " in " << name_of(profile);
    EXPECT_EQ(refusals[0].code, spoiled.code);
    EXPECT_EQ(refusals[0].field, spoiled.field);
    EXPECT_EQ(file_bytes(profile, file).refusal(), refusals[0]);
}

TEST(PaymentFile, ProfilesAreFoundByTheirNames) {
    for (const FileProfile profile : all_file_profiles)
        EXPECT_EQ(file_profile_named(name_of(profile)), profile);
    EXPECT_EQ(file_profile_named("bacs18-multi"), FileProfile::bacs18_multi);
    EXPECT_EQ(file_profile_named("pain.001.001.09"), FileProfile::pain_001_001_09);
    EXPECT_FALSE(file_profile_named("bacs").has_value());
}

TEST(PaymentFile, EveryProfileTakesTheSample) {
    for (const FileProfile profile : all_file_profiles) {
        EXPECT_TRUE(check_form(profile, sample_file()).empty()) << name_of(profile);
        EXPECT_EQ(file_bytes(profile, sample_file()).value(),
                  file_bytes(profile, sample_file()).value());
    }
}

TEST(PaymentFile, RefusesItemsThatNoFormatCanCarry) {
    for (const FileProfile profile : all_file_profiles)
        for (const Spoiled& spoiled : {
                 Spoiled{[](auto& f) { f.items[1].sort_code = "08999"; },
                         "sort-code-form",
                         "items[1].sort_code"},
                 Spoiled{[](auto& f) { f.items[0].account_number = "6637495X"; },
                         "account-number-form",
                         "items[0].account_number"},
                 Spoiled{[](auto& f) { f.items[0].amount = Money(); },
                         "amount-not-above-zero",
                         "items[0].amount"},
                 Spoiled{[](auto& f) { f.items[0].amount = Money::from_pence(-1); },
                         "amount-not-above-zero",
                         "items[0].amount"},
                 Spoiled{[](auto& f) { f.items[0].payee_name = "\u738b"; },
                         "text-script-unknown",
                         "items[0].payee_name"},
                 Spoiled{[](auto& f) { f.items[0].reference.clear(); },
                         "reference-missing",
                         "items[0].reference"},
                 Spoiled{[](auto& f) { f.items[0].reference = "ALM4567890123456789"; },
                         "reference-too-long",
                         "items[0].reference"},
                 Spoiled{[](auto& f) { f.items[0].reference = "ALM_1"; },
                         "reference-characters",
                         "items[0].reference"},
                 Spoiled{[](auto& f) { f.items[1].end_to_end_id = "ALM0000001"; },
                         "end-to-end-id-repeated",
                         "items[1].end_to_end_id"},
                 Spoiled{[](auto& f) { f.items[1].end_to_end_id.assign(36, 'A'); },
                         "end-to-end-id-form",
                         "items[1].end_to_end_id"},
                 Spoiled{[](auto& f) { f.items.clear(); }, "file-empty", "items"},
                 Spoiled{[](auto& f) { f.originator.name = "\xff"; },
                         "text-not-utf-8",
                         "originator.name"},
             })
            expect_refused(profile, spoiled);
}

TEST(PaymentFile, RefusesWhatBacsAloneCannotCarry) {
    for (const Spoiled& spoiled : {
             Spoiled{[](auto& f) { f.serial = "000000"; }, "serial-form", "serial"},
             Spoiled{[](auto& f) { f.serial = "12345"; }, "serial-form", "serial"},
             Spoiled{[](auto& f) { f.originator.service_user_number = "65432"; },
                     "digits-wrong",
                     "originator.service_user_number"},
             Spoiled{[](auto& f) { f.items.clear(); }, "file-empty", "items"},
             Spoiled{[](auto& f) { f.items[0].reference = "alm1"; },
                     "reference-characters",
                     "items[0].reference"},
             Spoiled{[](auto& f) { f.items[0].entry_on = day("2026-11-20"); },
                     "processing-day-not-before-entry-day",
                     "items[0].processing_on"},
             Spoiled{[](auto& f) { f.items[0].amount = Money::from_pence(99'999'999'999); },
                     "section-total-too-wide",
                     "total"},
         })
        expect_refused(FileProfile::bacs18_single, spoiled);
    expect_refused(FileProfile::bacs18_single,
                   {[](auto& f) { f.items[0].processing_on = day("2026-11-19"); },
                    "processing-days-differ",
                    "items"});
}

TEST(PaymentFile, RefusesWhatPain001AloneCannotCarry) {
    for (const Spoiled& spoiled : {
             Spoiled{
                 [](auto& f) { f.message_id.assign(31, 'A'); }, "message-id-form", "message_id"},
             Spoiled{[](auto& f) { f.message_id = "A<B"; }, "message-id-form", "message_id"},
             Spoiled{[](auto& f) { f.created_at = "2026-02-30T10:00:00"; },
                     "created-at-form",
                     "created_at"},
             Spoiled{[](auto& f) { f.created_at = "2026-02-20T24:00:00"; },
                     "created-at-form",
                     "created_at"},
             Spoiled{
                 [](auto& f) { f.codes.service_level = "URGENT"; }, "scheme-code-form", "codes"},
         })
        expect_refused(FileProfile::pain_001_001_09, spoiled);
}

std::vector<std::string> limit_codes(FileProfile profile,
                                     std::int64_t item,
                                     std::int64_t total,
                                     std::size_t items) {
    std::vector<std::string> codes;
    for (const auto& refusal : check_limits(
             profile, sample_file(), {Money::from_pence(item), Money::from_pence(total), items}))
        codes.push_back(refusal.code + " " + refusal.field);
    return codes;
}

TEST(PaymentFile, LimitsHoldPerItemAndPerFile) {
    const auto profile = FileProfile::bacs18_single;
    using Codes = std::vector<std::string>;
    EXPECT_EQ(limit_codes(profile, 123457, 123501, 3), Codes{});
    EXPECT_EQ(limit_codes(profile, 123456, 123500, 2), Codes{});
    EXPECT_EQ(limit_codes(profile, 123455, 123500, 2), Codes{"item-above-limit items[0].amount"});
    EXPECT_EQ(limit_codes(profile, 123456, 123499, 2), Codes{"file-above-limit total"});
    EXPECT_EQ(limit_codes(profile, 123456, 123500, 1), Codes{"file-too-many-items items"});
}

TEST(PaymentFile, FasterPaymentsTakesAMillionPoundsAndNoMore) {
    PaymentFile file = sample_file();
    const FileLimits wide{
        Money::from_pence(Money::max_pence), Money::from_pence(Money::max_pence), 9};
    file.items[1].amount = Money::from_pence(100'000'000);
    EXPECT_TRUE(check_limits(FileProfile::faster_payments, file, wide).empty());
    file.items[1].amount = Money::from_pence(100'000'001);
    const auto refusals = check_limits(FileProfile::faster_payments, file, wide);
    ASSERT_EQ(refusals.size(), 1U);
    EXPECT_EQ(refusals[0].code, "item-above-scheme-limit");
    EXPECT_EQ(refusals[0].words, "Payment ALM0000002 is more than the scheme takes.");
    EXPECT_EQ(refusals[0].field, "items[1].amount");
    EXPECT_TRUE(check_limits(FileProfile::bacs18_single, file, wide).empty());
}

}  // namespace
}  // namespace almoner::gateway
