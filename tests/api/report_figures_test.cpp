#include "api/render/report_figures.h"

#include <gtest/gtest.h>

namespace almoner::api {
namespace {

using namespace ledger;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

Date day(const char* iso) {
    return *Date::parse(iso);
}

TEST(ReportFigures, ShowThreeFiguresForEachOptionAndThenWhatIsNotNil) {
    BalanceView view;
    view.with_whom = {{Option::direct_payment, "the NHS"}, {Option::notional, "the council"}};
    view.options = {{.option = Option::direct_payment,
                     .held = pence(1'200'00),
                     .with_body = pence(300'00),
                     .free_to_spend = pence(1'200'00)},
                    {.option = Option::notional,
                     .with_body = pence(50'50),
                     .promised = pence(20'00),
                     .free_to_spend = pence(30'50)}};
    EXPECT_EQ(terminal_table(three_figures(view)),
              "Managed as      Figure                     Amount\n"
              "--------------  ----------------------  ---------\n"
              "direct-payment  Held by you             £1,200.00\n"
              "direct-payment  Still with the NHS        £300.00\n"
              "direct-payment  Free to spend           £1,200.00\n"
              "notional        Still with the council     £50.50\n"
              "notional        Promised                   £20.00\n"
              "notional        Free to spend              £30.50\n");
}

TEST(ReportFigures, KeepAPromiseOutOfTheColumnThatAddsUp) {
    const History history{.person = "P001",
                          .entries = {{.journal = 9,
                                       .on = day("2026-11-20"),
                                       .booked = day("2026-11-20"),
                                       .option = Option::direct_payment,
                                       .words = "Payment on its way",
                                       .amount = pence(50'00),
                                       .counts = false,
                                       .balance = pence(10'00),
                                       .payment = "ALM000000012",
                                       .emergency = "addition"},
                                      {.journal = 7,
                                       .on = day("2026-11-02"),
                                       .booked = day("2026-11-03"),
                                       .option = Option::direct_payment,
                                       .words = "Spending",
                                       .amount = pence(-5'00),
                                       .balance = pence(10'00),
                                       .plan_line = "PL1",
                                       .reversed_by = 8}},
                          .next_cursor = "41"};
    EXPECT_EQ(csv_text(history_figures(history)),
              "version,on,words,amount_pence,amount_pounds,balance_pence,balance_pounds,"
              "promised_pence,promised_pounds,option,payment,plan_line,entry,links,booked,"
              "reverses,reversed_by\n"
              "1,2026-11-20,\"Payment on its way (emergency, beside the usual payment)\",,,1000,"
              "10.00,5000,50.00,direct-payment,ALM000000012,,9,,2026-11-20,,\n"
              "1,2026-11-02,Spending,-500,-5.00,1000,10.00,,,direct-payment,,PL1,7,put right by"
              " entry 8,2026-11-03,,8\n");
    const std::string json = json_text(history_figures(history));
    EXPECT_NE(json.find("\"reversed_by\": 8"), std::string::npos) << json;
    EXPECT_EQ(json.find("links"), std::string::npos) << json;
    EXPECT_EQ(terminal_table(history_figures(history)).find("Puts right"), std::string::npos);
    EXPECT_EQ(terminal_table(in_order_of_booking(history_figures(history)))
                  .find("History of P001, newest first\n\nBooked            Takes effect      "),
              0U)
        << terminal_table(in_order_of_booking(history_figures(history)));
    EXPECT_NE(terminal_table(in_order_of_booking(history_figures(history)))
                  .find("\n3 November 2026   2 November 2026   Spending"),
              std::string::npos);
    EXPECT_EQ(history_figures(history).notes,
              std::vector<std::string>{"There is more: go on with --cursor 41."});
}

TEST(ReportFigures, SayWhetherTheMonthAgreesAndByHowMuchNot) {
    MonthReport report{.commissioner = "ICB",
                       .month = {day("2026-11-01"), day("2026-11-30")},
                       .as_of = now_on(day("2026-11-22")),
                       .streams = {{.stream = Stream::nhs, .due = pence(100'00)}}};
    EXPECT_EQ(month_sentence(report), "There was nothing to compare.");
    report.ties.compared = 12;
    EXPECT_EQ(month_sentence(report),
              "Payments, bank lines and the ledger agree in 12 comparisons.");
    EXPECT_TRUE(month_figures(report).at(4).rows.empty());
    report.ties.disagreements = {{"bank account", "ICB-BANK", 100'00, 100'01}};
    EXPECT_EQ(month_sentence(report),
              "DOES NOT AGREE: 1 of 12 comparisons of payments and bank lines with the ledger are"
              " off.");
    EXPECT_EQ(terminal_table(month_figures(report).at(4)),
              "What does not agree\n"
              "\n"
              "What          Where     Payments and lines   Ledger  Off by\n"
              "------------  --------  ------------------  -------  ------\n"
              "bank account  ICB-BANK                £100  £100.01   £0.01\n");
    EXPECT_EQ(terminal_table(month_figures(report).at(0)),
              "ICB, 1 November 2026 to 30 November 2026\n"
              "\n"
              "Stream   Due  Paid  Returned  Held now  Owed now  Held less owed\n"
              "------  ----  ----  --------  --------  --------  --------------\n"
              "nhs     £100    £0        £0        £0        £0              £0\n"
              "\n"
              "Due by the day that money should arrive; paid and returned by the bank's date; held"
              " as of 22 November 2026.\n");
    report.as_of = booked_at(7, day("2026-05-31"));
    const std::string then = terminal_table(month_figures(report).at(0));
    EXPECT_NE(then.find("Held then"), std::string::npos) << then;
    EXPECT_NE(then.find("held as the books stood on 31 May 2026."), std::string::npos) << then;
}

TEST(ReportFigures, ForecastByStreamAndNameWhatIsLeftOut) {
    const scheduler::Forecast forecast{
        .days = {day("2026-11-23"), day("2027-03-31")},
        .streams = {{.stream = Stream::nhs, .payments = 5, .net = pence(2'000'00)}},
        .left_out = {"A7"}};
    EXPECT_EQ(terminal_table(forecast_figures(forecast)),
              "Forecast, 23 November 2026 to 31 March 2027\n"
              "\n"
              "Stream  Payments  To be paid  Contributions\n"
              "------  --------  ----------  -------------\n"
              "nhs            5      £2,000             £0\n"
              "\n"
              "Left out, since its terms can't be worked out: A7.\n");
}

}  // namespace
}  // namespace almoner::api
