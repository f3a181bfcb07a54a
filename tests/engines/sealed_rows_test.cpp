// What is about people is sealed, opened, found and erased alike on both stores.
#include "ledger/records/evidence.h"
#include "ledger/records/private_text.h"
#include "ledger/sealing/memory_keys.h"
#include "ledger/verify/verify.h"
#include "scheduler/service/group.h"
#include "tests/engines/stores.h"

namespace almoner::tests {
namespace {

using ledger::BankDetails;
using ledger::Done;
using ledger::Outcome;
using ledger::PersonDetails;
using ledger::Work;

const PersonDetails ada{.given_name = "Ada", .family_name = "Example", .nhs_number = "9990000018"};
const BankDetails account{"A EXAMPLE", "070116", "00003036"};

template <class Store>
class SealedRows : public OnStore<Store> {
  protected:
    void SetUp() override {
        OnStore<Store>::SetUp();
        if (!this->writer) return;
        this->writer->use_keys(keys);  // those that tests share are never thrown away
        area = std::make_unique<ledger::AreaWriter>(*this->writer, counting_salts());
        does([](Work& work) {
            for (const std::int64_t person : {1, 2}) {
                PersonDetails details = ada;
                if (person == 2) details.nhs_number.clear();
                ledger::insert_person_private(work, person, details);
                ledger::insert_bank_private(work, person, account);
                ledger::insert_private_text(work, person, "some words");
                ledger::insert_evidence(work,
                                        {.kind = "letter",
                                         .person = person,
                                         .subject = "person:P",
                                         .dated_on = work.today(),
                                         .given_by = 1,
                                         .media_type = "text/plain"},
                                        "a letter");
            }
        });
    }
    [[nodiscard]] ledger::Stamp stamp() {
        return {.command = "test",
                .key = "key-" + std::to_string(++asked),
                .actor = 1,
                .at_ms = 1'795'348'800'000,
                .today = *ledger::Date::parse("2026-11-22")};
    }
    template <class Handler>
    ledger::CommandResult in_group(const Handler& handler) {
        return area->run(stamp(), [&](Work& work) -> Outcome<std::string> {
            handler(work);
            return std::string("{}");
        });
    }
    template <class Handler>
    void does(const Handler& handler) {
        area->begin_group();
        EXPECT_TRUE(in_group(handler).outcome.accepted());
        area->commit_group();
    }
    [[nodiscard]] std::vector<ledger::Fault> faults() {
        const auto reader = this->store->open_reader();
        reader->use_keys(keys);
        return ledger::verify(*reader).faults;
    }

    std::shared_ptr<ledger::MemoryKeys> keys = std::make_shared<ledger::MemoryKeys>();
    std::unique_ptr<ledger::AreaWriter> area;
    int asked = 0;
};
TYPED_TEST_SUITE(SealedRows, BothStores);

TYPED_TEST(SealedRows, OpenAndAreFoundWithTheKeysAlone) {
    EXPECT_EQ(ledger::person_private(*this->writer, 1), ada);
    EXPECT_EQ(ledger::bank_private(*this->writer, 2), account);
    EXPECT_EQ(ledger::private_text(*this->writer, 2), "some words");
    using Numbers = std::vector<std::int64_t>;
    EXPECT_EQ(ledger::people_with_nhs_number(*this->writer, "9990000018"), Numbers{1});
    EXPECT_EQ(ledger::bank_rows_of_account(*this->writer, "070116", "00003036"), (Numbers{1, 2}));
    EXPECT_TRUE(this->faults().empty());
    const auto reader = this->store->open_reader();
    reader->use_keys(std::make_shared<ledger::MemoryKeys>());
    EXPECT_THROW((void)ledger::person_private(*reader, 1), ledger::StorageError);
    EXPECT_EQ(ledger::verify(*reader).faults.size(), 8U) << "six rows and two documents";
    reader->use_keys(nullptr);
    EXPECT_THROW((void)ledger::person_private(*reader, 1), ledger::StorageError);
    EXPECT_TRUE(ledger::verify(*reader).clean()) << "what is sealed is left sealed";
}

TYPED_TEST(SealedRows, TakenFromAnotherRowDoNotOpen) {
    this->writer->run_script(
        "UPDATE person_private SET sealed = (SELECT sealed FROM person_private WHERE id = 2)"
        " WHERE id = 1");
    EXPECT_THROW((void)ledger::person_private(*this->writer, 1), ledger::StorageError);
    ASSERT_EQ(this->faults().size(), 1U);
    EXPECT_EQ(this->faults()[0].table, "person_private");
}

TYPED_TEST(SealedRows, OfAnErasedPersonAreGoneAndAccountedFor) {
    this->does([](Work& work) { EXPECT_EQ(work.records().erase(1), 4); });
    EXPECT_FALSE(ledger::person_private(*this->writer, 1));
    EXPECT_FALSE(ledger::bank_private(*this->writer, 1));
    EXPECT_FALSE(ledger::private_text(*this->writer, 1));
    EXPECT_TRUE(ledger::person_private(*this->writer, 2));
    EXPECT_FALSE(this->keys->of(1));
    EXPECT_TRUE(this->keys->of(2));
    EXPECT_EQ(this->number("SELECT COUNT(*) FROM person_private WHERE nhs_mark IS NOT NULL"), 0);
    EXPECT_TRUE(this->faults().empty());
    this->writer->run_script("UPDATE private_text SET sealed = NULL WHERE id = 2");
    ASSERT_EQ(this->faults().size(), 1U) << "nobody erased this one";
}

TYPED_TEST(SealedRows, NothingIsWrittenAboutSomebodyWhoIsErasedInTheSameGroup) {
    this->area->begin_group();
    EXPECT_TRUE(
        this->in_group([](Work& work) { (void)work.records().erase(1); }).outcome.accepted());
    const auto late =
        this->in_group([](Work& work) { ledger::insert_private_text(work, 1, "late"); });
    ASSERT_FALSE(late.outcome.accepted());
    EXPECT_EQ(late.outcome.refusal().code, "person-erased");
    EXPECT_TRUE(this->in_group([](Work& work) { ledger::insert_private_text(work, 2, "other"); })
                    .outcome.accepted());
    this->area->commit_group();
    EXPECT_EQ(ledger::private_text(*this->writer, 3), "other");
    EXPECT_TRUE(this->faults().empty());
}

TYPED_TEST(SealedRows, OfAGroupThatWasAbandonedKeepTheirKey) {
    this->area->begin_group();
    (void)this->in_group([](Work& work) { (void)work.records().erase(1); });
    this->area->abandon_group();
    EXPECT_TRUE(this->keys->of(1));
    EXPECT_EQ(ledger::person_private(*this->writer, 1), ada);
    this->does([](Work& work) { ledger::insert_private_text(work, 1, "more"); });
    EXPECT_TRUE(this->faults().empty());
}

}  // namespace
}  // namespace almoner::tests
