#include "gateway/text/transliterate.h"

#include <gtest/gtest.h>

namespace almoner::gateway {
namespace {

struct Name {
    const char* written;
    const char* bacs;
    const char* latin;
};

std::string bacs(std::string_view name, std::size_t longest = 40) {
    return transliterate(name, CharacterSet::bacs, longest).value();
}
std::string latin(std::string_view name, std::size_t longest = 40) {
    return transliterate(name, CharacterSet::latin, longest).value();
}
std::string refused(std::string_view name) {
    return transliterate(name, CharacterSet::bacs, 18).refusal().code;
}

TEST(Transliterate, KeepsNamesRecognisable) {
    for (const Name& name : {
             Name{"Sean O'Brien", "SEAN O BRIEN", "Sean O'Brien"},
             Name{"Sean O\u2019Brien", "SEAN O BRIEN", "Sean O'Brien"},
             Name{"ZO\u00cb", "ZOE", "ZOE"},
             Name{"N\u00fa\u00f1ez", "NUNEZ", "Nunez"},
             Name{"Nu\u0301n\u0303ez", "NUNEZ", "Nunez"},
             Name{"\u0141ukasz \u017b\u00f3\u0142\u0107", "LUKASZ ZOLC", "Lukasz Zolc"},
             Name{"S\u00f8ren \u00c5berg", "SOREN ABERG", "Soren Aberg"},
             Name{"Wei\u00df", "WEISS", "Weiss"},
             Name{"\u00de\u00f3rd\u00eds \u00c6gisd\u00f3ttir",
                  "THORDIS AEGISDOTTIR",
                  "Thordis AEgisdottir"},
             Name{"Nguy\u1ec5n Th\u1ecb \u0110\u1ee9c", "NGUYEN THI DUC", "Nguyen Thi Duc"},
             Name{
                 "\u0130pek \u015eahin Y\u0131ld\u0131z", "IPEK SAHIN YILDIZ", "Ipek Sahin Yildiz"},
             Name{"\u0394\u03ae\u03bc\u03b7\u03c4\u03c1\u03b1 "
                  "\u0398\u03b5\u03bf\u03b4\u03ce\u03c1\u03bf\u03c5",
                  "DIMITRA THEODOROY",
                  "Dimitra Theodoroy"},
             Name{"\u042e\u0440\u0438\u0439 \u0416\u0443\u043a\u043e\u0432",
                  "YURIY ZHUKOV",
                  "Yuriy Zhukov"},
             Name{"Smith & Sons (Care) Ltd.", "SMITH & SONS CARE LTD.", "Smith + Sons (Care) Ltd."},
             Name{"Jones\u2013Evans\u00a0A", "JONES-EVANS A", "Jones-Evans A"},
         }) {
        EXPECT_EQ(bacs(name.written), name.bacs);
        EXPECT_EQ(latin(name.written), name.latin);
    }
}

TEST(Transliterate, LeavesNoSpaceAtTheEndsOrTwoTogether) {
    EXPECT_EQ(bacs("  Ann \t @ Lee !"), "ANN LEE");
    EXPECT_EQ(bacs("ABCDEFGHIJKLMNOPQ RS", 18), "ABCDEFGHIJKLMNOPQ");
    EXPECT_EQ(bacs("ABCDEFGHIJKLMNOPQRS", 18), "ABCDEFGHIJKLMNOPQR");
    EXPECT_EQ(latin("//Care//Home/"), "Care/ Home");
}

TEST(Transliterate, RefusesWhatItCannotRender) {
    EXPECT_EQ(refused("\u738b\u5c0f\u660e"), "text-script-unknown");
    EXPECT_EQ(refused("Ann \u05d0"), "text-script-unknown");
    EXPECT_EQ(refused("Ann\xff"), "text-not-utf-8");
    EXPECT_EQ(refused("Ann\xc3"), "text-not-utf-8");
    EXPECT_EQ(refused("\xc0\xaf"), "text-not-utf-8");
    EXPECT_EQ(refused("\xed\xa0\x80"), "text-not-utf-8");
    EXPECT_EQ(refused(""), "text-nothing-left");
    EXPECT_EQ(refused(" - \U0001F600"), "text-nothing-left");
}

TEST(Transliterate, KnowsWhatIsAlreadyInTheSet) {
    EXPECT_TRUE(written_in(CharacterSet::bacs, "ALM0000001 A&B/C-D."));
    EXPECT_FALSE(written_in(CharacterSet::bacs, "alm1"));
    EXPECT_FALSE(written_in(CharacterSet::bacs, "O'B"));
    EXPECT_FALSE(written_in(CharacterSet::bacs, "\u00c9"));
    EXPECT_TRUE(written_in(CharacterSet::latin, "alm-1 (a) o'b"));
    EXPECT_FALSE(written_in(CharacterSet::latin, "A&B"));
    EXPECT_FALSE(written_in(CharacterSet::latin, "<"));
}

}  // namespace
}  // namespace almoner::gateway
