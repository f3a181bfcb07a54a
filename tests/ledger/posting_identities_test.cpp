// Each identity: books where it holds, and the same books with one penny out of place.
#include "ledger/posting/identities.h"
#include "ledger/posting/keys.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::ledger {
namespace {

constexpr Holding holding{.budget = 7, .option = Option::managed_account, .client_account = 19};
constexpr Share care{Stream::social_care, 1, {}};

// 500 held of which 120 is owed as net pay; 400 set aside, of which 300 is promised.
Counters sound() {
    Counters counters;
    counters.accounts = {
        {.key = held(holding, care), .debit_posted = 500, .credit_pending = 100},
        {.key = of_holding(AccountName::fund, holding, care),
         .debit_posted = 120,
         .credit_posted = 500,
         .credit_pending = 300},
        {.key = of_holding(AccountName::payable_net_pay, holding, care),
         .credit_posted = 120,
         .debit_pending = 100},
        {.key = of_holding(AccountName::undrawn, holding, care),
         .credit_posted = 400,
         .debit_pending = 300},
        {.key = of_body(AccountName::allocation, care), .debit_posted = 400},
        {.key = in_flight(holding, care), .debit_pending = 300},
        {.key = at_bank(AccountName::transit, 11, care), .credit_pending = 300},
    };
    counters.joints = {{.budget = 7, .option = Option::managed_account, .free = 400}};
    return counters;
}

std::vector<std::string> words_of_breaches(const Counters& counters) {
    std::vector<std::string> words;
    for (const Breach& breach : breaches_of(counters)) words.push_back(words_of(breach));
    return words;
}

using Words = std::vector<std::string>;

TEST(Identities, HoldOfSoundBooks) {
    EXPECT_EQ(words_of_breaches(sound()), Words{});
}

TEST(Identities, NameTheTrialBalanceThatIsOffByAPenny) {
    Counters counters = sound();
    counters.accounts[4].debit_posted += 1;
    EXPECT_EQ(words_of_breaches(counters), Words{"trial balance: social-care body 1 is off by 1p"});
}

TEST(Identities, NameTheFundThatIsNotBackedByMoney) {
    Counters counters = sound();
    counters.accounts[0].debit_posted -= 1;
    counters.accounts[4].debit_posted += 1;
    counters.joints[0].free -= 1;
    EXPECT_EQ(words_of_breaches(counters),
              Words{"fund: budget 7 managed-account social-care body 1 is off by -1p"});
}

TEST(Identities, CountPromisesApart) {
    Counters counters = sound();
    counters.accounts[5].debit_pending -= 1;
    counters.accounts[6].credit_pending -= 1;
    EXPECT_EQ(words_of_breaches(counters),
              Words{"fund: budget 7 managed-account social-care body 1 is off by -1p"});
}

TEST(Identities, NameTheAccountBelowItsFloorUnlessItIsExcused) {
    Counters counters = sound();
    counters.accounts[3].debit_pending += 101;
    counters.accounts[6].credit_pending += 101;
    EXPECT_EQ(words_of_breaches(counters),
              Words{"floor: undrawn budget 7 managed-account social-care body 1 is off by 1p"});
    counters.accounts[3].excused = 1;
    EXPECT_EQ(words_of_breaches(counters), Words{});
}

TEST(Identities, CompareTheJointFloorWithItsAccounts) {
    Counters counters = sound();
    counters.joints[0].free = 401;
    const Words off{"joint floor: held budget 7 managed-account is off by 1p"};
    EXPECT_EQ(words_of_breaches(counters), off);
    counters.joints.clear();
    EXPECT_EQ(words_of_breaches(counters),
              Words{"joint floor: held budget 7 managed-account is off by 400p"});
}

TEST(Identities, CompareAStatementWithWhatIsHeldInTheClientAccount) {
    Counters counters = sound();
    const Share unassigned{Stream::unassigned, 3, {}};
    counters.accounts.push_back(
        {.key = at_bank(AccountName::bank, 19, unassigned), .debit_posted = 77});
    EXPECT_EQ(expected_closing_pence(counters.accounts, 19), 577);
    EXPECT_TRUE(statement_breaches(counters.accounts, {{19, 577}}).empty());
    const auto breaches = statement_breaches(counters.accounts, {{19, 576}});
    ASSERT_EQ(breaches.size(), 1U);
    EXPECT_EQ(words_of(breaches[0]), "statement: bank account 19 is off by 1p");
}

}  // namespace
}  // namespace almoner::ledger
