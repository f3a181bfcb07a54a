// Ed25519 as its standard gives it, and a statement that is read as it was written or not at all.
#include "ledger/journal/signed_statement.h"

#include "ledger/journal/unhex.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::ledger {
namespace {

std::string octets(std::string_view digits) {
    return octets_of_hex(digits).value();
}

// RFC 8032, section 7.1, TEST 2, its keys in the forms of RFC 8410: 302e020100300506032b6570
// 04220420 and the secret; 302a300506032b6570032100 and the public half; as base 64.
constexpr const char* secret_pem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
    "-----END PRIVATE KEY-----\n";
constexpr const char* public_digits =
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr const char* signature_digits =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

TEST(SigningKey, SignsAsTheStandardSays) {
    const auto key = SigningKey::from_pem(secret_pem);
    ASSERT_TRUE(key);
    EXPECT_EQ(hex(key->sign("\x72")), signature_digits);
    EXPECT_EQ(key->public_half().id(), sha256_hex(octets(public_digits)).substr(0, 16));
    EXPECT_TRUE(key->public_half().verifies("\x72", octets(signature_digits)));
    EXPECT_FALSE(key->public_half().verifies("\x73", octets(signature_digits)));
    EXPECT_FALSE(key->public_half().verifies("\x72", ""));
}

TEST(SigningKey, GoesThroughItsFileAndKeepsTheHalvesApart) {
    const SigningKey made = SigningKey::make();
    const auto again = SigningKey::from_pem(made.pem());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->public_half().id(), made.public_half().id());
    const auto half = PublicKey::from_pem("Key 12\n" + made.public_half().pem());
    ASSERT_TRUE(half);
    EXPECT_TRUE(half->verifies("text", again->sign("text")));
    EXPECT_NE(SigningKey::make().public_half().id(), half->id());
    EXPECT_FALSE(PublicKey::from_pem(made.pem())) << "the private half is none";
    EXPECT_FALSE(SigningKey::from_pem(made.public_half().pem()));
    EXPECT_FALSE(SigningKey::from_pem(""));
    EXPECT_FALSE(SigningKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n"));
}

SignedStatement april() {
    SignedStatement statement{.area = std::string(64, 'a'),
                              .commissioner = "ICB",
                              .month = "2026-04",
                              .made_on = Date::parse("2026-05-04").value(),
                              .head = {.seq = 41},
                              .figures = "version,stream,due_pence\n1,nhs,30000\n"};
    statement.head.hash.fill('\x5a');
    return statement;
}

TEST(SignedStatement, IsATextThatPeopleCanRead) {
    const auto key = SigningKey::from_pem(secret_pem).value();
    const std::string text = statement_text(april(), key);
    EXPECT_TRUE(
        text.starts_with("almoner signed statement, version 1\n"
                         "area: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
                         "commissioner: ICB\n"
                         "month: 2026-04\n"
                         "made on: 2026-05-04\n"
                         "journal row: 41\n"
                         "journal hash: "
                         "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\n"
                         "key: "))
        << text;
    const auto read = read_statement(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->head.seq, 41);
    EXPECT_EQ(octets_of(read->head.hash), std::string(32, '\x5a'));
    EXPECT_EQ(read->figures, april().figures);
    EXPECT_TRUE(is_signed_by(*read, key.public_half()));
    EXPECT_FALSE(is_signed_by(*read, SigningKey::make().public_half()));
}

// Whatever is changed in it, it is no statement any more, or its signature is not good.
TEST(SignedStatement, HasNoOctetThatCanBeChanged) {
    const auto key = SigningKey::from_pem(secret_pem).value();
    const std::string text = statement_text(april(), key);
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = changed[at] == '1' ? '2' : '1';
        const auto read = read_statement(changed);
        EXPECT_FALSE(read && is_signed_by(*read, key.public_half())) << at;
        changed = text;
        changed.erase(at, 1);
        const auto shorter = read_statement(changed);
        EXPECT_FALSE(shorter && is_signed_by(*shorter, key.public_half())) << at;
    }
    const auto longer = read_statement(text + "\n");
    EXPECT_FALSE(longer && is_signed_by(*longer, key.public_half()));
    EXPECT_FALSE(read_statement(""));
}

TEST(OctetsOfHex, TakesPairsOfItsOwnDigitsOnly) {
    EXPECT_EQ(octets_of_hex("00ff5a"), std::string("\0\xff\x5a", 3));
    EXPECT_EQ(octets_of_hex(""), "");
    EXPECT_FALSE(octets_of_hex("0"));
    EXPECT_FALSE(octets_of_hex("0g"));
    EXPECT_FALSE(octets_of_hex("FF"));
}

}  // namespace
}  // namespace almoner::ledger
