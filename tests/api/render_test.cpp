#include "api/render/answer_words.h"
#include "api/render/figures.h"
#include "api/render/layout.h"
#include "api/render/run_figures.h"
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::api {
namespace {

using ledger::Date;
using ledger::Money;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

// The service manual's own examples: "£75", "£75.50", a comma over 999, "6 August 2018".
TEST(MoneyWords, SayPenceOnlyWhereThereAreAny) {
    EXPECT_EQ(ledger::money_words(pence(75'00)), "£75");
    EXPECT_EQ(ledger::money_words(pence(75'50)), "£75.50");
    EXPECT_EQ(ledger::money_words(pence(75'05)), "£75.05");
    EXPECT_EQ(ledger::money_words(pence(999'00)), "£999");
    EXPECT_EQ(ledger::money_words(pence(1'000'00)), "£1,000");
    EXPECT_EQ(ledger::money_words(pence(1'234'567'89)), "£1,234,567.89");
    EXPECT_EQ(ledger::money_words(pence(-20'00)), "-£20");
    EXPECT_EQ(ledger::money_words(pence(0)), "£0");
    EXPECT_EQ(ledger::money_with_pence(pence(75'00)), "£75.00");
    EXPECT_EQ(ledger::money_with_pence(pence(-5)), "-£0.05");
    EXPECT_EQ(ledger::money_decimal(pence(-5)), "-0.05");
    EXPECT_EQ(ledger::money_decimal(pence(1'234'50)), "1234.50");
}

Figures statement() {
    return {
        .name = "entries",
        .title = "History of P001",
        .columns = {{"on", "Date", Kind::date},
                    {"words", "What happened", Kind::text},
                    {"amount", "Amount", Kind::money},
                    {"balance", "Balance", Kind::money}},
        .rows = {{*Date::parse("2018-08-06"), std::string("=1+1"), pence(-75'50), pence(100'00)},
                 {*Date::parse("2018-07-01"), std::string("Paid"), pence(75'00), Cell{}}},
        .notes = {"Phone 0300 000 0000 and quote P001."}};
}

TEST(Figures, ShowPenceInEveryRowAsSoonAsOneRowHasPence) {
    EXPECT_EQ(terminal_table(statement()),
              "History of P001\n"
              "\n"
              "Date           What happened   Amount  Balance\n"
              "-------------  -------------  -------  -------\n"
              "6 August 2018  =1+1           -£75.50     £100\n"
              "1 July 2018    Paid            £75.00\n"
              "\n"
              "Phone 0300 000 0000 and quote P001.\n");
}

TEST(Figures, AreJsonInPenceAndIsoDates) {
    EXPECT_EQ(json_text(statement()), R"({
  "version": 1,
  "currency": "GBP",
  "title": "History of P001",
  "entries": [
    {
      "on": "2018-08-06",
      "words": "=1+1",
      "amount": -7550,
      "balance": 10000
    },
    {
      "on": "2018-07-01",
      "words": "Paid",
      "amount": 7500,
      "balance": null
    }
  ],
  "notes": [
    "Phone 0300 000 0000 and quote P001."
  ]
})");
}

TEST(Figures, AreCsvInPenceAndPoundsThatRunsNothingInASpreadsheet) {
    EXPECT_EQ(csv_text(statement()),
              "version,on,words,amount_pence,amount_pounds,balance_pence,balance_pounds\n"
              "1,2018-08-06,'=1+1,-7550,-75.50,10000,100.00\n"
              "1,2018-07-01,Paid,7500,75.00,,\n");
}

TEST(Figures, SeveralTablesKeepTheirOwnTitlesAndNotes) {
    const std::vector<Figures> tables{{.name = "streams",
                                       .title = "By stream",
                                       .columns = {{"held", "Held", Kind::money}},
                                       .rows = {{pence(1'50)}},
                                       .notes = {"As of today."}},
                                      {.name = "lines",
                                       .title = "By line",
                                       .columns = {{"line", "Line", Kind::text}},
                                       .rows = {},
                                       .notes = {}}};
    EXPECT_EQ(json_text("You hold £1.50.", tables), R"({
  "version": 1,
  "currency": "GBP",
  "sentence": "You hold £1.50.",
  "streams": [
    {
      "held": 150
    }
  ],
  "lines": [],
  "titles": {
    "streams": "By stream",
    "lines": "By line"
  },
  "notes": {
    "streams": [
      "As of today."
    ]
  }
})");
    EXPECT_EQ(csv_text(tables),
              "version,held_pence,held_pounds\n1,150,1.50\n"
              "\n"
              "version,line\n");
    const std::vector<Figures> twice{tables[1], tables[1]};
    EXPECT_THROW((void)json_text("", twice), ledger::InvariantBroken);
}

TEST(Figures, MustFitTheirColumns) {
    Figures figures = statement();
    figures.rows[0].pop_back();
    EXPECT_THROW((void)terminal_table(figures), ledger::InvariantBroken);
    figures = statement();
    figures.rows[0][2] = std::int64_t{75};
    EXPECT_THROW((void)csv_text(figures), ledger::InvariantBroken);
}

TEST(Layout, CountsCharactersAndLetsNothingSteerTheTerminal) {
    EXPECT_EQ(width_of("£5"), 2U);
    EXPECT_EQ(printable("a\x1b[2J\tb\x7f"), "a?[2J?b?");
    EXPECT_EQ(printable("\xC2\x9B"
                        "1m"),
              "?1m");
    EXPECT_EQ(printable("Siân £5"), "Siân £5");
    EXPECT_EQ(laid_out({{"£", true}, {"b", false}}, {{"£10", "x"}, {"£5", ""}}),
              "  £  b\n---  -\n£10  x\n £5\n");
}

TEST(AnswerWords, AreForAPerson) {
    EXPECT_EQ(answer_words(R"({"run":"R1","count":2,"total":15050,"entry_on":"2018-08-06",
        "dry_run":false,"held":null,"left_out":[],"returned":3,"codes":["a","b"],
        "payments":[{"payment":"ALM1","net":7500,"entry_on":"2018-08-06"},
                    {"payment":"ALM2","net":7550,"finding":"nothing-to-pay"}]})"),
              "Run: R1\n"
              "Count: 2\n"
              "Total: £150.50\n"
              "Entry on: 6 August 2018\n"
              "Dry run: no\n"
              "Held: \n"
              "Returned: 3\n"
              "Codes: a, b\n"
              "\n"
              "Payments\n"
              "Payment     Net  Entry on       Finding\n"
              "-------  ------  -------------  --------------\n"
              "ALM1     £75.00  6 August 2018\n"
              "ALM2     £75.50                 nothing-to-pay\n");
}

TEST(AnswerCsv, HasThePlainValuesFirstAndThenEachTable) {
    EXPECT_EQ(answer_csv(R"({"run":"RUN-1","total":1250,"held":{"count":2},
                             "payments":[{"payment":"ALM1","net":1250,"entry_on":"2026-12-04"}]})"),
              "version,field,value\n"
              "1,run,RUN-1\n"
              "1,total_pence,1250\n"
              "1,total_pounds,12.50\n"
              "1,held.count,2\n"
              "\n"
              "version,payment,net_pence,net_pounds,entry_on\n"
              "1,ALM1,1250,12.50,2026-12-04\n");
    EXPECT_EQ(answer_csv(R"({"proposals":[{"proposal":1}]})"), "version,proposal\n1,1\n");
    EXPECT_EQ(answer_csv("{}"), "version,field,value\n");
}

TEST(AnswerWords, KeepACountACountAndASumTooLargeANumber) {
    EXPECT_EQ(answer_words(R"({"counted":7500,"amount":1000000000001})"),
              "Counted: 7500\nAmount: 1000000000001\n");
    EXPECT_EQ(answer_words(R"({"policy":{"item_limit":2000000,"days":3}})"),
              "Policy:\n  Item limit: £20,000\n  Days: 3\n");
}

// What a second person confirms: control totals, a rate, and a slip before and after.
TEST(AnswerWords, SayPayInPounds) {
    EXPECT_EQ(answer_words(R"({"sums":{"year_to_date.csv":{"tax":151000,"gross":800050}},
        "rate":1600,"employer":"E1","tax":[980,1490]})"),
              "Sums:\n  Year to date.csv:\n    Tax: £1,510\n    Gross: £8,000.50\n"
              "Rate: £16\nEmployer: E1\nTax: £9.80, £14.90\n");
}

TEST(AnswerWords, SayPeriodsSumsByStreamAndFindingsAsPeopleDo) {
    const std::string run = R"({"suspense_pence":515876,"streams":{"nhs":3244},
        "payments":[{"payment":"ALM1","period":{"first":"2026-03-30","last":"2026-04-26"},
                     "advanced":30000,"streams":{"nhs":3244,"social-care":1000},
                     "findings":[{"code":"no-signed-plan","words":"x"},{"code":"held"}]}]})";
    EXPECT_EQ(answer_words(run),
              "Suspense: £5,158.76\n"
              "Streams:\n"
              "  Nhs: £32.44\n"
              "\n"
              "Payments\n"
              "Payment  Period                     Advanced  Streams                      "
              "Findings\n"
              "-------  -------------------------  --------  ---------------------------  "
              "--------------------\n"
              "ALM1     30 March to 26 April 2026      £300  nhs £32.44, social-care £10  "
              "no-signed-plan, held\n");
    EXPECT_EQ(answer_csv(run),
              "version,field,value\n"
              "1,suspense_pence,515876\n"
              "1,suspense_pounds,5158.76\n"
              "1,streams.nhs_pence,3244\n"
              "1,streams.nhs_pounds,32.44\n"
              "\n"
              "version,payment,period_first,period_last,advanced_pence,advanced_pounds,"
              "streams_nhs_pence,streams_nhs_pounds,streams_social-care_pence,"
              "streams_social-care_pounds,findings\n"
              "1,ALM1,2026-03-30,2026-04-26,30000,300.00,3244,32.44,1000,10.00,"
              "\"no-signed-plan, held\"\n");
    EXPECT_EQ(answer_words(R"({"commands":[{"command":"task open",
                                            "answer":{"is_new":true,"task":17}}]})"),
              "\nCommands\n"
              "Command    Answer\n"
              "---------  ---------------------\n"
              "task open  is new: yes, task: 17\n");
}

TEST(PeriodWords, NameAMonthAndAYearOnce) {
    const auto words = [](const char* first, const char* last) {
        return ledger::period_words({*Date::parse(first), *Date::parse(last)});
    };
    EXPECT_EQ(words("2026-03-30", "2026-04-26"), "30 March to 26 April 2026");
    EXPECT_EQ(words("2026-11-02", "2026-11-29"), "2 to 29 November 2026");
    EXPECT_EQ(words("2026-12-28", "2027-01-24"), "28 December 2026 to 24 January 2027");
    EXPECT_EQ(words("2026-12-28", "2026-12-28"), "28 December 2026");
}

TEST(AnswerWords, LeaveWhatIsNoObjectAsItIs) {
    EXPECT_EQ(answer_words("not json"), "not json");
    EXPECT_EQ(answer_words("[1]"), "[1]");
    EXPECT_EQ(answer_words("{\"a\":"), "{\"a\":");
}

TEST(AnswerWords, AColumnOfMixedKindsIsText) {
    EXPECT_EQ(answer_words(R"({"rows":[{"value":"2018-08-06"},{"value":"later"},{"value":3}]})"),
              "\nRows\nValue\n----------\n2018-08-06\nlater\n3\n");
}

TEST(RunWords, TellOfAnEmergencyThatWasPaidBesides) {
    const std::string words = run_words(
        R"({"run":"RUN-2","state":"proposed","count":1,"held":0,"total":40000,"confirm":"1:40000",)"
        R"("streams":{},"files":[],"payments":[{"payment":"ALM2","state":"proposed",)"
        R"("period":{"first":"2026-11-02","last":"2026-11-29"},"entry_on":"2026-11-04",)"
        R"("gross":40000,"net":40000,"findings":[{"code":"paid-besides","outcome":"shown",)"
        R"("words":"Paid besides: £80.00 by emergency payment ALM1.","next":""}]}]})");
    EXPECT_NE(words.find("  paid besides\n"), std::string::npos) << words;
    EXPECT_NE(words.find("ALM2: Paid besides: £80.00 by emergency payment ALM1.\n"),
              std::string::npos)
        << words;
}

}  // namespace
}  // namespace almoner::api
