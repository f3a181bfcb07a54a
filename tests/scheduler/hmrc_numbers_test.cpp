// What HMRC answers about a National Insurance number, and who puts it into the books.
#include "ledger/records/assistant.h"
#include "ledger/records/in_force.h"
#include "ledger/records/private_words.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/erase.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/hmrc/number_answers.h"
#include "tests/scheduler/hmrc_filings_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::FieldMap;
using tests::says;

class HmrcNumbers : public tests::HmrcFilingsArea {
  protected:
    // The scheme's question about Ed O'Neil, who is known with HJ123456B, goes out and comes back.
    void verify() {
        now_s += 3700;
        submit({{"verify", "J1"}});
        ASSERT_EQ(send().accepted, 1);
    }
    std::string number() {
        ledger::Database& database = area.area().database();
        const auto assistant =
            ledger::assistant_of_person(database, assistant_of(job), ledger::last_day_of_all);
        return ledger::assistant_private(database, assistant->personal)->nino;
    }
    void know_number(const std::string& nino) {
        area.write([&](ledger::Work& work) {
            ledger::Assistant changed = *ledger::assistant_of_person(
                work.database(), assistant_of(job), ledger::last_day_of_all);
            changed.personal = ledger::insert_assistant_private(
                work, changed.person, {.nino = nino, .gender = "M"});
            ledger::insert_assistant(work, changed);
        });
    }
    std::vector<ledger::Proposal> proposals() {
        return ledger::open_proposals(area.area().database(), number_proposal);
    }
    std::int64_t tasks() {
        const ledger::Query open{"SELECT COUNT(*) FROM task WHERE kind = $1 AND state = 1"};
        ledger::Rows rows = area.area().database().select(open, number_unknown_task);
        return rows.next() ? rows.integer(0) : 0;
    }
    std::string decide(const char* how, const Actor& actor) {
        const FieldMap fields{{"proposal", std::to_string(proposals().front().id)},
                              {"confirm", "1:0"}};
        const auto outcome =
            area.ask(std::string_view(how) == "confirm" ? proposal_confirm : proposal_refuse,
                     fields,
                     {.actor = actor, .day = "2026-05-05"});
        return outcome.accepted() ? "accepted" : outcome.refusal().code;
    }
};

TEST_F(HmrcNumbers, ThatAreRightLeaveNothingToDo) {
    verify();
    EXPECT_TRUE(proposals().empty());
    EXPECT_EQ(tasks(), 0);
    EXPECT_EQ(number(), "HJ123456B");
    const auto told = filing_at(
        area.area().database(), filing(1), ledger::last_step_of_filing(area.area().database(), 1));
    ASSERT_EQ(told.numbers.size(), 1U);
    EXPECT_EQ(told.numbers.front(), (gateway::hmrc::NinoAnswer{"J1", "verified", ""}));
}

TEST_F(HmrcNumbers, ThatAreOthersCountOnceASecondPersonConfirms) {
    engine.answer_number("J1", {.result = "corrected", .nino = "AB123456C"});
    verify();
    ASSERT_EQ(proposals().size(), 1U);
    EXPECT_EQ(number(), "HJ123456B");
    EXPECT_EQ(decide("confirm", {.number = 1, .ref = "anna", .role = Role::checker}),
              "own-proposal");
    EXPECT_EQ(decide("confirm", tests::ben), "accepted");
    EXPECT_EQ(number(), "AB123456C");
    // The next message has it.
    pay_80_hours();
    submit();
    EXPECT_TRUE(says(xml(area.count("hmrc_filing") - 1), "<NINO>AB123456C</NINO>"));
}

// What is kept of the answer has no number, and so has nothing of it in clear.
TEST_F(HmrcNumbers, StandUnderTheKeyOfTheirPersonAlone) {
    engine.answer_number("J1", {.result = "corrected", .nino = "AB123456C"});
    verify();
    ledger::Database& database = area.area().database();
    for (const auto& each : ledger::steps_of_filing(database, 1)) {
        EXPECT_FALSE(says(ledger::words_of(database, each.details_private), "AB123456C"));
    }
    const auto answered = filing_at(database, filing(1), ledger::last_step_of_filing(database, 1));
    EXPECT_EQ(answered.numbers.front().result, "corrected");
    EXPECT_FALSE(says(proposals().front().content, "AB123456C"));
    const std::int64_t id = proposals().front().id;
    const json whole =
        json::parse(proposal_show(database, id, tests::on("2026-05-05"), Personal::whole).value());
    EXPECT_EQ(whole.at("changes").at(0).at("before"), "HJ123456B");
    EXPECT_EQ(whole.at("changes").at(0).at("after"), "AB123456C");
    const auto masked = proposal_show(database, id, tests::on("2026-05-05"), Personal::masked);
    EXPECT_FALSE(says(masked.value(), "AB123456C")) << masked.value();
    EXPECT_FALSE(says(masked.value(), "HJ123456B"));
    area.write([&](ledger::Work& work) { (void)work.records().erase(assistant_of(job)); });
    EXPECT_EQ(decide("confirm", tests::ben), "details-erased");
}

TEST_F(HmrcNumbers, ThatAreRefusedStayAsTheyWere) {
    engine.answer_number("J1", {.result = "corrected", .nino = "AB123456C"});
    verify();
    EXPECT_EQ(decide("refuse", tests::ben), "accepted");
    EXPECT_EQ(number(), "HJ123456B");
}

TEST_F(HmrcNumbers, ThatHmrcDoesntKnowAreATaskUntilTheyAreRight) {
    know_number("");
    verify();
    EXPECT_EQ(tasks(), 1);
    EXPECT_TRUE(proposals().empty());
    know_number("HJ123456B");
    verify();
    EXPECT_EQ(tasks(), 0);
}

TEST_F(HmrcNumbers, ThatAreFoundForWhoHadNoneAreProposedToo) {
    know_number("");
    engine.answer_number("J1", {.result = "verified", .nino = "HJ123456B"});
    verify();
    ASSERT_EQ(proposals().size(), 1U);
    EXPECT_EQ(tasks(), 0);
    EXPECT_EQ(decide("confirm", tests::ben), "accepted");
    EXPECT_EQ(number(), "HJ123456B");
}

TEST_F(HmrcNumbers, ThatCantBeReadAreATask) {
    engine.answer_number("J1", {.result = "corrected", .nino = "QQ123456C"});
    verify();
    EXPECT_TRUE(proposals().empty());
    EXPECT_EQ(tasks(), 1);
}

TEST_F(HmrcNumbers, OfAnotherJobAreLeftAlone) {
    submit({{"verify", "J1"}});
    const FieldMap sent{{"filing", "1"},
                        {"step", "2"},
                        {"state", "in_doubt"},
                        {"try_after_s", "0"},
                        {"outages", "0"}};
    ASSERT_TRUE(step(sent));
    FieldMap answered = sent;
    answered["step"] = "3";
    answered["state"] = "accepted";
    json details{{"receipt_mark", ""},
                 {"errors", json::array()},
                 {"correlation_id", "A"},
                 {"poll_url", ""},
                 {"accepted_at", ""},
                 {"numbers", {{{"pay_id", "J9"}, {"result", "corrected"}}}}};
    answered["details"] = details.dump();
    EXPECT_FALSE(step(answered));
    details["numbers"][0]["nino"] = "AB123456C";
    answered["details"] = details.dump();
    EXPECT_TRUE(step(answered));
    EXPECT_TRUE(proposals().empty());
}

}  // namespace
}  // namespace almoner::scheduler
