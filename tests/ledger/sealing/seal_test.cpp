// What is sealed opens with its key, in its place, and unchanged; otherwise not at all.
#include "ledger/sealing/seal.h"

#include "ledger/journal/unhex.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::ledger {
namespace {

SealingKey key_of(unsigned char first) {
    SealingKey key{};
    for (std::size_t at = 0; at < key.size(); ++at) {
        key.at(at) = static_cast<unsigned char>(first + at);
    }
    return key;
}

// draft-irtf-cfrg-xchacha-03, A.3.1: the nonce, then the sealed text and its tag.
TEST(Seal, OpensTheExampleOfTheStandard) {
    const std::string sealed =
        octets_of_hex(
            "404142434445464748494a4b4c4d4e4f5051525354555657"
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
            "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
            "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
            "21f9664c97637da9768812f615c68b13b52e"
            "c0875924c1c7987947deafd8780acf49")
            .value();
    const std::string place = octets_of_hex("50515253c0c1c2c3c4c5c6c7").value();
    EXPECT_EQ(open_seal(key_of(0x80), sealed, place),
              "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
              "the future, sunscreen would be it.");
}

TEST(Seal, OpensOnlyWithItsKeyInItsPlaceAndUnchanged) {
    const SealingKey key = key_of(1);
    for (const std::string text : {"", "9990000018", "Ada Example, 1 High Street"}) {
        const std::string sealed = seal(key, text, "person_private 3");
        EXPECT_EQ(open_seal(key, sealed, "person_private 3"), text);
        EXPECT_FALSE(open_seal(key_of(2), sealed, "person_private 3"));
        EXPECT_FALSE(open_seal(key, sealed, "person_private 4"));
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            std::string changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            EXPECT_FALSE(open_seal(key, changed, "person_private 3")) << at;
        }
        EXPECT_FALSE(open_seal(key, sealed.substr(1), "person_private 3"));
        EXPECT_NE(seal(key, text, "person_private 3"), sealed) << "a nonce of its own";
        if (!text.empty()) {
            EXPECT_EQ(sealed.find(text), std::string::npos);
        }
    }
    EXPECT_FALSE(open_seal(key, "", ""));
}

TEST(SearchMark, IsTheSameForTheSameValueUnderOneKeyAndPurpose) {
    const std::string mark = search_mark(key_of(1), "nhs-number", "9990000018");
    EXPECT_EQ(mark.size(), 16U);
    EXPECT_EQ(search_mark(key_of(1), "nhs-number", "9990000018"), mark);
    EXPECT_NE(search_mark(key_of(2), "nhs-number", "9990000018"), mark);
    EXPECT_NE(search_mark(key_of(1), "bank", "9990000018"), mark);
    EXPECT_NE(search_mark(key_of(1), "nhs-number", "9990000026"), mark);
    EXPECT_NE(search_mark(key_of(1), "a", "bc"), search_mark(key_of(1), "ab", "c"));
}

}  // namespace
}  // namespace almoner::ledger
