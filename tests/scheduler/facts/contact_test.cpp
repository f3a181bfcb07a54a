// Family and friends of a person with capacity are written to with the person's consent (DAT-02): a
// warning that is kept, and no letter waits for it.
#include "ledger/records/budget.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/representative.h"
#include "scheduler/facts/contact_facts.h"
#include "tests/scheduler/facts/activation_area.h"

namespace almoner::tests {
namespace {

using scheduler::notice_reader;
using scheduler::representative_add;

// P1 is 46 years old; P2 a child of eleven, whose parent is representative 1.
class Contacted : public ActivationArea {
  protected:
    std::string add(const std::string& role, const std::string& name = "Bea One") {
        return accepted(representative_add,
                        {{"person", "P1"}, {"name", name}, {"role", role}, {"start", "2026-04-01"}})
            .at("representative")
            .dump();
    }
    // The effect of the last question, once their address was recorded.
    std::string address(const std::string& representative, const std::string& person = "B1") {
        accepted(notice_reader,
                 {{"representative", representative},
                  {"format", "standard"},
                  {"address", "1 High Street"}});
        const auto budget = ledger::budget_by_ref(area.database(), person, ledger::last_day_of_all);
        auto all =
            ledger::evaluations_of(area.database(), {ledger::CaseKind::budget, budget->number});
        std::erase_if(all, [](const auto& each) { return each.event != "contact"; });
        return all.empty() ? "" : all.back().effect;
    }
};

TEST_F(Contacted, DAT_02_AFriendIsWrittenToWithTheirConsent) {
    const std::string bea = add("representative");
    EXPECT_EQ(address(bea), "warn");
    tell("B1", "information.contact_consent=yes");
    EXPECT_EQ(address(bea), "allow");
    tell("B1", "information.contact_consent=no");
    EXPECT_EQ(address(bea), "warn");
}

TEST_F(Contacted, WhoeverActsReadsAFormatThatThereIs) {
    const std::string bea = add("representative");
    EXPECT_EQ(refused(notice_reader,
                      {{"representative", bea}, {"format", "runes"}, {"address", "1 High Street"}}),
              "not-in-the-list format");
}

TEST_F(Contacted, DAT_02_TheNomineeWasChosenByTheirOwnWord) {
    EXPECT_EQ(address(add("nominee")), "allow");
}

TEST_F(Contacted, DAT_02_NobodyIsAskedWhoHasNoCapacity) {
    const std::string bea = add("representative");
    EXPECT_EQ(address(bea), "warn");
    tell("B1", "payee.capacity_lost=yes");
    EXPECT_EQ(address(bea), "allow");
    tell("B1", "payee.capacity_lost=no");
    EXPECT_EQ(address(bea), "warn");
    tell("B1", "eligibility.has_capacity=no");
    EXPECT_EQ(address(bea), "allow");
}

TEST_F(Contacted, DAT_02_AChildsParentIsWrittenTo) {
    EXPECT_EQ(address("1", "B2"), "allow");
}

TEST_F(Contacted, DAT_02_AnAppointmentSaysThatTheyHaveNone) {
    const std::string bea = add("representative");
    accepted(scheduler::representative_appoint,
             {{"representative", bea},
              {"authority", "nhs-appointee"},
              {"agreed_on", "2026-11-19"},
              {"best_interests", document_}});
    EXPECT_EQ(address(bea), "allow");
}

// What the person signed says who is paid.
TEST_F(Contacted, DAT_02_AnAgreementThatPaysThemIsConsent) {
    const std::string bea = add("representative");
    EXPECT_EQ(address(bea), "warn");
    (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        auto a1 = *ledger::agreement_by_ref(work.database(), "A1", work.today());
        a1.payee = "representative";
        a1.from_on = work.today();
        ledger::insert_agreement(work, a1);
        return std::string{};
    });
    EXPECT_EQ(address(bea), "allow");
}

}  // namespace
}  // namespace almoner::tests
