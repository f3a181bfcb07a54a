#include "rules/payroll/tax_code.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

TEST(TaxCode, IsReadAsHmrcWritesIt) {
    using enum TaxCodeKind;
    using enum TaxRegime;
    for (const auto& [text, expected] : {std::pair{"1257L", TaxCode{ruk, allowance, 1257, 0}},
                                         {"S1257L", TaxCode{scotland, allowance, 1257, 0}},
                                         {"C1257M", TaxCode{wales, allowance, 1257, 0}},
                                         {"45N", TaxCode{ruk, allowance, 45, 0}},
                                         {"45P", TaxCode{ruk, allowance, 45, 0}},
                                         {"999999T", TaxCode{ruk, allowance, 999'999, 0}},
                                         {"0T", TaxCode{ruk, allowance, 0, 0}},
                                         {"S0T", TaxCode{scotland, allowance, 0, 0}},
                                         {"K1", TaxCode{ruk, addition, 1, 0}},
                                         {"SK9999", TaxCode{scotland, addition, 9'999, 0}},
                                         {"BR", TaxCode{ruk, flat, 0, 0}},
                                         {"CD0", TaxCode{wales, flat, 0, 1}},
                                         {"SD3", TaxCode{scotland, flat, 0, 4}},
                                         {"NT", TaxCode{ruk, no_tax, 0, 0}},
                                         {"SNT", TaxCode{scotland, no_tax, 0, 0}},
                                         {" 1257l ", TaxCode{ruk, allowance, 1257, 0}}}) {
        const auto parsed = parse_tax_code(text);
        ASSERT_TRUE(parsed.accepted()) << text;
        EXPECT_EQ(parsed.value(), expected) << text;
    }
}

TEST(TaxCode, IsRefusedWithWhatToDo) {
    for (const auto& [text, refused] : {std::pair{"", "tax-code-unreadable"},
                                        {"1257", "tax-code-letter"},
                                        {"1257Q", "tax-code-letter"},
                                        {"L1257", "tax-code-unreadable"},
                                        {"12 57L", "tax-code-unreadable"},
                                        {"01257L", "tax-code-unreadable"},
                                        {"-5L", "tax-code-unreadable"},
                                        {"0L", "tax-code-unreadable"},
                                        {"K47A", "tax-code-unreadable"},
                                        {"K0", "tax-code-length"},
                                        {"K", "tax-code-unreadable"},
                                        {"K10000", "tax-code-length"},
                                        {"9999999T", "tax-code-length"},
                                        {"SD4", "tax-code-unreadable"},
                                        {"BRX", "tax-code-basis"},
                                        {"1257L W1", "tax-code-basis"},
                                        {"1257LX", "tax-code-basis"},
                                        {"1257L M1", "tax-code-basis"},
                                        {"S", "tax-code-unreadable"}}) {
        const auto parsed = parse_tax_code(text);
        ASSERT_FALSE(parsed.accepted()) << text;
        EXPECT_EQ(parsed.refusal().code, refused) << text;
        EXPECT_EQ(parsed.refusal().field, "tax_code");
        EXPECT_FALSE(parsed.refusal().next.empty());
    }
}

TEST(TaxCode, ThatLacksItsLetterIsToldFromOneWithAnother) {
    EXPECT_EQ(parse_tax_code("1257").refusal().words, "The tax code has no letter at its end.");
    EXPECT_EQ(parse_tax_code("1257Q").refusal().words, "No tax code ends in this letter.");
}

TEST(TaxBasis, IsCumulativeOrOfThisPeriod) {
    EXPECT_EQ(parse_tax_basis("C").value(), TaxBasis::cumulative);
    for (const char* text : {"N", "n", "W1", "M1", "W1/M1", "X", "noncum"}) {
        EXPECT_EQ(parse_tax_basis(text).value(), TaxBasis::this_period) << text;
    }
    EXPECT_EQ(parse_tax_basis("").refusal().code, "tax-basis-unreadable");
    EXPECT_EQ(parse_tax_basis("yes").refusal().field, "basis");
}

}  // namespace
}  // namespace almoner::rules
