// Options for managing the money, section 8 (DAT-01): what of a person's record somebody else gets
// is recorded first, each fact of it out of the records.
#include "scheduler/commands/share.h"

#include "ledger/records/budget.h"
#include "ledger/records/data_share.h"
#include "ledger/records/organisation.h"
#include "ledger/records/representative.h"
#include "ledger/verify/verify.h"
#include "tests/scheduler/facts/activation_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::share_record;

// P2's managed account is kept by the support service SS; nobody keeps one for P1. Cy, P2's parent,
// is representative 1.
class Shared : public ActivationArea {
  protected:
    Shared() {
        paper_ = accepted(scheduler::evidence_add,
                          {{"kind", "consent"},
                           {"person", "P2"},
                           {"subject", "person:P2"},
                           {"dated_on", "2026-11-19"},
                           {"file:document", "Yes."},
                           {"media_type", "text/plain"}})
                     .at("evidence")
                     .dump();
    }
    Files wish(const std::string& whom = "support-service:SS") {
        return {{"person", "P2"},
                {"for", whom},
                {"basis", "consent"},
                {"purpose", "To keep the account."},
                {"evidence", paper_}};
    }
    std::string share(const std::string& field, const std::string& value) {
        return refused(share_record, with(wish(), field, value));
    }
    std::vector<ledger::StoredEvaluation> asked_of_p2() {
        const auto budget = ledger::budget_by_ref(area.database(), "B2", ledger::last_day_of_all);
        auto all =
            ledger::evaluations_of(area.database(), {ledger::CaseKind::budget, budget->number});
        std::erase_if(all, [](const auto& each) { return each.event != "share-data"; });
        return all;
    }
    std::vector<ledger::DataShare> kept() { return ledger::data_shares_of(area.database(), 2); }

    std::string paper_;
};

TEST_F(Shared, DAT_01_ASupportServiceGetsWhatItNeedsOfItsOwnClient) {
    const json done = accepted(share_record, wish());
    EXPECT_EQ(done.at("recipient_kind"), "support-service");
    EXPECT_EQ(done.at("parts").dump(),
              R"(["person","representatives","budgets","plan_lines","agreements","payee_accounts",)"
              R"("details","payments","balance"])");
    ASSERT_EQ(kept().size(), 1U);
    EXPECT_EQ(kept()[0].purpose, "To keep the account.");
    EXPECT_EQ(std::to_string(kept()[0].evidence.value_or(0)), paper_);
    EXPECT_EQ(kept()[0].actor, 1);
    ASSERT_EQ(asked_of_p2().size(), 1U);
    EXPECT_EQ(asked_of_p2()[0].effect, "allow");
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

TEST_F(Shared, DAT_01_NothingIsSharedWithoutABasis) {
    EXPECT_EQ(share("evidence", ""), "no-basis for");
    EXPECT_EQ(kept().size(), 0U);
    ASSERT_EQ(asked_of_p2().size(), 1U);
    EXPECT_EQ(asked_of_p2()[0].effect, "block");
    tell("B2", "information.sharing_consent=yes");
    EXPECT_EQ(share("evidence", ""), "accepted");
    tell("B2", "information.sharing_consent=no");
    EXPECT_EQ(share("evidence", ""), "no-basis for");
    EXPECT_EQ(share("purpose", "The move."), "no-basis for");
    EXPECT_EQ(share("basis", "legal"), "accepted");
    EXPECT_EQ(share("evidence", evidence("P1")), "evidence-of-another-person evidence");
    EXPECT_EQ(share("basis", "habit"), "not-in-the-list basis");
}

TEST_F(Shared, DAT_01_TheRecipientIsSomebody) {
    EXPECT_EQ(share("for", "provider:NOBODY"), "no-recipient for");
    EXPECT_EQ(share("for", "provider:PR"), "accepted");
    EXPECT_EQ(share("for", "card-supplier:"), "no-recipient for");
    EXPECT_EQ(share("for", "the press"), "not-in-the-list for");
    EXPECT_EQ(share("for", "representative:1"), "accepted");
    (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        auto cy = *ledger::representative_numbered(work.database(), 1, work.today());
        cy.end_on = day("2026-11-21");
        ledger::insert_representative(work, cy);
        return std::string{};
    });
    EXPECT_EQ(share("for", "representative:1"), "no-recipient for");
}

TEST_F(Shared, DAT_01_ItIsForSomething) {
    EXPECT_EQ(share("purpose", ""), "no-purpose for");
    EXPECT_EQ(share("purpose", "The move."), "accepted");
}

TEST_F(Shared, DAT_01_NoMoreThanTheRoleNeeds) {
    EXPECT_EQ(share("parts", "person,balance"), "accepted");
    EXPECT_EQ(share("parts", "person,reviews"), "more-than-needed for");
    EXPECT_EQ(share("parts", "person,secrets"), "not-in-the-list parts");
    EXPECT_EQ(share("parts", ","), "field-missing parts");
    EXPECT_EQ(refused(share_record, with(wish("commissioner:ICB"), "parts", "person,reviews")),
              "accepted");
}

TEST_F(Shared, DAT_01_ASupportServiceSeesItsOwnClientsAlone) {
    Files other = wish();
    other["person"] = "P1";
    other["evidence"] = evidence("P1");
    EXPECT_EQ(refused(share_record, other), "not-own-client for");
    EXPECT_EQ(share("person", "P2"), "accepted");
    (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        auto a3 = *ledger::agreement_by_ref(work.database(), "A3", work.today());
        a3.end_on = day("2026-11-21");
        a3.from_on = work.today();
        ledger::insert_agreement(work, a3);
        return std::string{};
    });
    EXPECT_EQ(share("person", "P2"), "not-own-client for");
}

TEST_F(Shared, DAT_01_ACardSupplierGetsNoHealthData) {
    Files card = wish("card-supplier:Cards Ltd");
    EXPECT_EQ(refused(share_record, card), "accepted");
    EXPECT_EQ(kept().back().name, "Cards Ltd");
    EXPECT_EQ(kept().back().recipient, 0);
    card["parts"] = "person,plan_lines";
    const auto asked = ask(area, share_record, card, asking_maker);
    ASSERT_FALSE(asked.accepted());
    EXPECT_NE(asked.refusal().words.find("A card supplier gets no health data."),
              std::string::npos);
}

}  // namespace
}  // namespace almoner::tests
