#include "api/render/closed_figures.h"

#include "api/render/report_figures.h"
#include "tests/ledger/views/small_area.h"

#include <gtest/gtest.h>

namespace almoner::api {
namespace {

using ledger::MonthReport;
using ledger::Stream;
using tests::day;
using tests::pence;

MonthReport closed_april() {
    return {.commissioner = "ICB",
            .month = {day("2026-04-01"), day("2026-04-30")},
            .as_of = ledger::booked_at(7, day("2026-05-04")),
            .ties = {.compared = 12},
            .closed = ledger::MonthClosed{
                .proposed_by = "jo", .confirmed_by = "sam", .on = day("2026-05-04")}};
}

TEST(ClosedFigures, TheSentenceSaysByWhomAndWhen) {
    EXPECT_EQ(month_sentence(closed_april()),
              "April 2026 is closed: proposed by jo, confirmed by sam on 4 May 2026. These are its"
              " figures of then; what is booked of it since counts in the month after. Payments,"
              " bank lines and the ledger agree in 12 comparisons.");
}

TEST(ClosedFigures, AdjustmentsAreATableOfTheirOwnAndHaveASign) {
    MonthReport may = closed_april();
    may.closed.reset();
    EXPECT_TRUE(closed_sentence(may).empty());
    EXPECT_TRUE(closed_figures(may).rows.empty());
    may.adjustments = {{.stream = Stream::nhs, .due = pence(-400'00), .paid = pence(12'34)}};
    EXPECT_EQ(terminal_table(adjustment_figures(may)),
              "Adjustments: booked since the months before were closed\n"
              "\n"
              "Stream    Due    Paid  Returned\n"
              "------  -----  ------  --------\n"
              "nhs     -£400  £12.34        £0\n");
}

TEST(ClosedFigures, AnOpenMonthHasNoDayOfClosing) {
    const Figures figures =
        months_figures({{.commissioner = "ICB",
                         .month = {day("2026-04-01"), day("2026-04-30")},
                         .closed = closed_april().closed},
                        {.commissioner = "ICB", .month = {day("2026-05-01"), day("2026-05-31")}}});
    EXPECT_EQ(terminal_table(figures),
              "Months in which money moved\n"
              "\n"
              "Commissioner  Month    State   Closed      Proposed by  Confirmed by\n"
              "------------  -------  ------  ----------  -----------  ------------\n"
              "ICB           2026-04  closed  4 May 2026  jo           sam\n"
              "ICB           2026-05  open\n");
    EXPECT_EQ(months_figures({}).notes, std::vector<std::string>{"No money has moved yet."});
}

}  // namespace
}  // namespace almoner::api
