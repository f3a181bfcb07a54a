// What a record of spending, a return and an erasure are refused for, and that nothing changed.
#include "ledger/records/evidence.h"
#include "ledger/records/proposal.h"
#include "ledger/records/return_request.h"
#include "scheduler/commands/erase.h"
#include "scheduler/commands/monitor.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/spend.h"
#include "scheduler/monitoring/returns_due.h"
#include "tests/support/care_service.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Option;
using tests::AskedOn;
using tests::on;
using tests::PersonTerms;
using tests::RunArea;
using tests::TestPerson;

using Given = std::map<std::string, std::string>;

class BooksOfPeople : public ::testing::Test {
  protected:
    // "code field", or "accepted".
    std::string refused(CommandHandler handler, const Given& fields, const AskedOn& how = {}) {
        const auto asked = area.ask(handler, fields, how);
        if (asked.accepted()) return "accepted";
        EXPECT_FALSE(asked.refusal().next.empty()) << asked.refusal().code;
        words = asked.refusal().words;
        return asked.refusal().code + " " + asked.refusal().field;
    }

    RunArea area;
    std::string words;  // of the last refusal
};

class SpendRefusals : public BooksOfPeople {
  protected:
    void spent(const std::string& plan_line = "LP1") {
        Given fields{{"budget", "BP1"}, {"date", "2026-11-02"}, {"amount", "42.50"}};
        if (!plan_line.empty()) fields["plan_line"] = plan_line;
        area.answer(spend_record, fields);
        transfers_ = area.count("transfer");
    }
    void expect_nothing_posted() {
        EXPECT_EQ(area.count("transfer"), transfers_);
        EXPECT_EQ(area.count("spend_step"), 0);
    }

  private:
    std::int64_t transfers_ = 0;
};

TEST_F(SpendRefusals, RecordsAreOneNumberOrAFirstAndALastOne) {
    (void)area.add();
    spent();
    for (const char* const each : {"x", "1-", "-1", "2-1", "1-2-3", "1-5001", "0x1"}) {
        EXPECT_EQ(refused(spend_confirm, {{"spend", each}}), "spend-unreadable spend") << each;
    }
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1-5000"}}), "spend-unknown spend");
    expect_nothing_posted();
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1-1"}}), "accepted");
}

TEST_F(SpendRefusals, ALineOfAnotherPersonsBudgetIsNoneOfThisOne) {
    (void)area.add();
    (void)area.add();
    spent();
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1"}, {"line", "LP2"}}), "plan-line-unknown line");
    EXPECT_EQ(words, "Budget BP1 of record 1 has no such plan line.");
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1"}, {"line", "LP9"}}), "plan-line-unknown line");
    expect_nothing_posted();
}

TEST_F(SpendRefusals, WhatWasSpentIsOnALineOfThePlanOrOnNone) {
    (void)area.add();
    spent("");
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1"}, {"line", "LP1"}, {"outside", "yes"}}),
              "line-and-outside line");
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1"}}), "line-missing line");
    expect_nothing_posted();
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1"}, {"outside", "yes"}}), "accepted");
}

TEST_F(SpendRefusals, NothingIsHeldWhereAllMoneyIsNotional) {
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::notional;
    (void)area.add(terms);
    spent("");
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1"}, {"outside", "yes"}}), "nothing-held line");
    expect_nothing_posted();
}

TEST_F(SpendRefusals, WhatASupportServicesStatementShowsIsNotRecordedBesides) {
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::managed_account;
    terms.agreement.payee = "support-service:CARE";
    area.write([&](ledger::Work& work) {
        terms.organisation_paid = tests::add_care_service(work, area, "CARE").number;
    });
    (void)area.add(terms);
    spent();
    EXPECT_EQ(refused(spend_confirm, {{"spend", "1"}}), "on-a-statement line");
    expect_nothing_posted();
}

// Both are asked for a return on 2 November 2027, of the year that began when they were paid first.
class ReturnRefusals : public BooksOfPeople {
  protected:
    ReturnRefusals() : one(area.add()), two(area.add()) {
        area.answer(monitor_ask, {{"budget", "BP1"}}, asked);
        area.answer(monitor_ask, {{"budget", "BP2"}}, asked);
    }
    std::string paper(const TestPerson& who) {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_evidence(work,
                                         {.kind = "monitoring-return",
                                          .person = who.person,
                                          .subject = "return",
                                          .dated_on = on("2027-11-02"),
                                          .given_by = 1,
                                          .media_type = "text/plain"},
                                         "receipts");
        });
        return std::to_string(id);
    }
    std::string received(const std::string& number) {
        return refused(monitor_received,
                       {{"budget", "BP1"}, {"evidence", paper(one)}, {"return", number}},
                       asked);
    }
    std::size_t steps_of(std::int64_t number) {
        return ledger::steps_of_return(area.area().database(), number).size();
    }

    TestPerson one;
    TestPerson two;
    const AskedOn asked{.day = "2027-11-02"};
};

TEST_F(ReturnRefusals, OneThatCameIsNotReceivedLateOrHelpedWithAgain) {
    EXPECT_EQ(received("1"), "accepted");
    EXPECT_EQ(received("1"), "return-received return");
    EXPECT_EQ(refused(monitor_overdue, {{"return", "1"}}, {.day = "2028-02-01"}),
              "return-received return");
    EXPECT_EQ(refused(monitor_help, {{"return", "1"}, {"words", "Rang."}}, asked),
              "return-received return");
    EXPECT_EQ(steps_of(1), 1U);
}

TEST_F(ReturnRefusals, TheReturnOfAnotherBudgetIsNotThisOnes) {
    EXPECT_EQ(received("2"), "return-unknown return");
    EXPECT_EQ(words, "This return is of another budget.");
    EXPECT_EQ(steps_of(2), 0U);
}

// A budget that ended on 29 November 2026, which the law would keep for years.
class ErasureRefusals : public BooksOfPeople {
  protected:
    ErasureRefusals() {
        PersonTerms terms;
        terms.budget_ends_on = on("2026-11-29");
        person = area.add(terms);
    }
    std::string erase() { return refused(erase_person, {{"person", "P1"}}, {.day = "2026-11-30"}); }
    std::int64_t proposals_to_erase() {
        return static_cast<std::int64_t>(
            ledger::open_proposals(area.area().database(), erase_proposal).size());
    }

    TestPerson person;
};

TEST_F(ErasureRefusals, APaymentThatIsOnItsWayIsWaitedFor) {
    EXPECT_EQ(erase(), "early-purge person");
    (void)area.propose("2026-11-02");
    EXPECT_EQ(erase(), "payments-open person");
    EXPECT_EQ(words, "Payment 1 of this person has not come to its end.");
    EXPECT_EQ(proposals_to_erase(), 0);
}

TEST_F(ErasureRefusals, AProposalAboutThemIsAnsweredFirst) {
    area.write([&](ledger::Work& work) {
        ledger::insert_proposal(work,
                                {.kind = "representative",
                                 .subject = person.person,
                                 .from_on = on("2026-11-02"),
                                 .content = "{}",
                                 .proposed_by = 1});
    });
    EXPECT_EQ(erase(), "change-open person");
    EXPECT_EQ(words, "Proposal 1 about this person is still open.");
    EXPECT_EQ(proposals_to_erase(), 0);
}

}  // namespace
}  // namespace almoner::scheduler
