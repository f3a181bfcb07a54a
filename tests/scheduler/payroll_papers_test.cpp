// Payslips and the other papers of payroll, out of the books to whoever reads them.
#include "ledger/posting/payroll.h"
#include "ledger/records/absence.h"
#include "tests/scheduler/payroll_papers_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::FieldMap;
using tests::on;
using tests::says;

class Payslips : public tests::PayrollPapersArea {
  protected:
    FieldMap run(const json& run, const FieldMap& more = {}) {
        FieldMap fields{{"run", run.at("run").get<std::string>()}};
        for (const auto& [name, value] : more) fields[name] = value;
        return fields;
    }
};

TEST_F(Payslips, SayAllThatTheLawAsks) {
    const json answer = documents(run(pay_80_hours()));
    EXPECT_EQ(answer.at("made"), 1);
    EXPECT_FALSE(answer.at("partial").get<bool>());
    const std::string slip = page();
    for (const char* words : {"Employer: Ada Byrd",
                              "Ed O&#39;Neil",
                              "<td>80</td><td>£12.71</td><td>£1,016.80</td>",
                              "Income tax</th><td>£9.80",
                              "National Insurance</th><td>£3.98",
                              "Total taken off</th><td>£13.78",
                              "Paid to you on 1 May 2026</dt><dd>£1,003.02",
                              "30 March to 26 April 2026",
                              "Tax week 4, paid every four weeks",
                              "1257L, on the whole year so far (cumulative)",
                              "HJ 12 34 56 B",
                              "Payslip number</dt><dd>1<",
                              "123/AB456",
                              "Your holiday",
                              "Ask Care on 01632 960000 and quote J1."}) {
        EXPECT_TRUE(says(slip, words)) << words << "\n" << slip;
    }
}

TEST_F(Payslips, AreMadeOnce) {
    const json posted = pay_80_hours();
    documents(run(posted));
    const json again = documents(run(posted), "2026-05-02");
    EXPECT_EQ(again.at("made"), 0);
    EXPECT_EQ(again.at("as_before"), 1);
    EXPECT_EQ(area.count("payroll_paper"), 1);
}

TEST_F(Payslips, WaitUntilTheRunIsInTheBooks) {
    work_hours(job, 80);
    EXPECT_EQ(refused(run(draft())), "payroll-run-not-posted run");
    EXPECT_EQ(refused({{"run", "PR-0009"}}), "payroll-run-unknown run");
    EXPECT_EQ(refused({}), "run-or-paper run");
}

TEST_F(Payslips, AreWrittenAsTheirReaderReads) {
    const json posted = pay_80_hours();
    reads(assistant_of(job), "large-print");
    documents(run(posted));
    EXPECT_TRUE(says(page(), "<body class=\"large-print\">"));
    reads(assistant_of(job), "plain-text");
    const json again = documents(run(posted));
    EXPECT_EQ(again.at("made"), 1);
    EXPECT_EQ(again.at("papers").at(0).at("replaces"), 1);
    const auto paper = ledger::payroll_paper_by_id(area.area().database(), 2);
    ASSERT_TRUE(paper && paper->plain);
    EXPECT_TRUE(says(words_of_evidence(*paper->plain),
                     "Hours. Hours: 80. Rate: £12.71. Amount: £1,016.80."))
        << words_of_evidence(*paper->plain);
}

TEST_F(Payslips, AreNotSentToWhoeverCantReadOrGetThem) {
    const json posted = pay_80_hours();
    reads(assistant_of(job), "other-language");
    EXPECT_EQ(held_out(run(posted)), "translation-missing");
    name(assistant_of(job), {.given_name = "Ed", .family_name = "O'Neil"});
    EXPECT_EQ(held_out(run(posted, {{"channel", "post"}})), "address-missing");
    EXPECT_EQ(held_out(run(posted, {{"channel", "email"}})), "email-missing");
    EXPECT_EQ(refused(run(posted, {{"channel", "pigeon"}})), "not-in-the-list channel");
    EXPECT_EQ(area.count("payroll_paper"), 0);
    EXPECT_EQ(held_out(run(posted)), "none");
}

TEST_F(Payslips, OfACorrectedSlipNameTheOneTheyReplace) {
    const std::int64_t sheet = work_hours(job, 80);
    const json first = draft();
    approve(first);
    post_run(first);
    documents(run(first));
    withdraw(sheet);
    work_hours(job, 82);
    confirm(area.answer(payroll_correct,
                        {{"slip", "1"}, {"words", "Two hours were left out."}},
                        {.day = "2026-05-05"}));
    const json answer = documents({{"run", "PR-0002"}}, "2026-05-05");
    EXPECT_EQ(answer.at("made"), 1);
    EXPECT_EQ(answer.at("papers").at(0).at("replaces"), 1);
    // 82 hours are 1,042.22: tax 14.80, National Insurance 6.02; 1,021.40 is 18.38 more.
    EXPECT_TRUE(says(page(), "This payslip takes the place of payslip 1, which was wrong."));
    EXPECT_TRUE(says(page(), "£1,042.22"));
    EXPECT_TRUE(says(page(), "You had been paid £18.38 too little.")) << page();
    // Of the first run there is nothing to give any more.
    EXPECT_EQ(refused(run(first), "2026-05-05"), "nobody-to-write-to paper");
}

// The hours were another's: nothing is due, and what was sent is owed back.
TEST_F(Payslips, OfASlipThatIsCorrectedToNothingSayThatNothingWasDue) {
    const json first = pay_80_hours();
    documents(run(first));
    withdraw(1);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "Not hers."}}, {.day = "2026-05-05"}));
    const json answer = documents({{"run", "PR-0002"}}, "2026-05-05");
    EXPECT_EQ(answer.at("made"), 1) << answer.dump();
    EXPECT_EQ(answer.at("papers").at(0).at("replaces"), 1);
    for (const char* words : {"Nothing was due to you on 1 May 2026.",
                              "No pay is due for 30 March to 26 April 2026.",
                              "This payslip takes the place of payslip 1, which was wrong.",
                              "Paid to you on 1 May 2026</dt><dd>£0.00",
                              "Total pay</th><td>£0.00"}) {
        EXPECT_TRUE(says(page(), words)) << words << "\n" << page();
    }
}

TEST_F(Payslips, ShowMilesBesideThePayAndOrdersByThemselves) {
    work(job,
         {{.kind = "day", .quantity = std::int64_t{80} * 60},
          {.kind = "sleep-in", .quantity = 2},
          {.kind = "mileage", .quantity = 40}});
    const json made = draft();
    approve(made);
    post_run(made);
    documents(run(made));
    EXPECT_TRUE(says(page(), "Mileage (not taxed): 40 at £0.45</th>")) << page();
    EXPECT_TRUE(says(page(), "Sleep-in nights: 2 at £60.00</th>"));
    EXPECT_TRUE(says(page(), "£18.00"));
    // 1,016.80 of hours and 120.00 of nights; the miles stand below it, as in the year's total.
    EXPECT_TRUE(says(page(), "Total pay before deductions</th><td>80</td><td></td><td>£1,136.80"))
        << page();
    EXPECT_TRUE(says(page(), "Total beside your pay</th><td>£18.00"));
    EXPECT_TRUE(says(page(), "Total pay</th><td>£1,136.80"));
}

// Four weeks to 26 April: a job that ended on the 20th was worked until then.
TEST_F(Payslips, OfAJobThatEndedSayNoDaysBehindItsEnd) {
    work_hours(job, 80);
    change_job([](ledger::Employment& now) {
        now.end_on = on("2026-04-20");
        now.end_reason = "resigned";
    });
    const json made = draft();
    approve(made);
    post_run(made);
    documents(run(made));  // the payslip, then the P45
    EXPECT_TRUE(says(page(1), "For work from 30 March to 20 April 2026.")) << page(1);
}

TEST_F(Payslips, ComeWithAP45ForWhoLeaves) {
    work_hours(job, 80);
    change_job([](ledger::Employment& leaver) {
        leaver.end_on = on("2026-04-26");
        leaver.end_reason = "resigned";
    });
    const json made = draft();
    approve(made);
    post_run(made);
    // Holiday of the end, of which nobody has said whether it is due, is paid after it if it is.
    EXPECT_EQ(documents(run(made)).at("made"), 2);
    const std::string p45 = page();
    EXPECT_TRUE(says(p45, "26 April 2026")) << p45;
    EXPECT_TRUE(says(p45, "This tax year so far, all jobs</th><td>£1,016.80</td><td>£9.80"));
    EXPECT_TRUE(says(p45, "In this job</th><td>£1,016.80</td><td>£9.80"));
    EXPECT_EQ(documents({{"paper", "p45"}, {"job", "J1"}}).at("as_before"), 1);
}

class PapersOfTheYear : public Payslips {
  protected:
    PapersOfTheYear() { pay_80_hours(); }
    FieldMap of_year(const std::string& paper, const std::string& year = "2026-27") {
        return {{"paper", paper}, {"employer", "E1"}, {"year", year}};
    }
};

TEST_F(PapersOfTheYear, AreAP60ForWhoWorksOnTheFifthOfApril) {
    EXPECT_EQ(held_out(of_year("p60")), "year-not-over");
    EXPECT_EQ(documents(of_year("p60"), "2027-04-06").at("made"), 1);
    const std::string p60 = page();
    EXPECT_TRUE(says(p60, "£1,016.80")) << p60;
    EXPECT_TRUE(says(p60, "£9.80"));
    EXPECT_TRUE(says(p60, "Letter A"));
    EXPECT_EQ(documents(of_year("p60"), "2027-05-20").at("as_before"), 1);
    EXPECT_EQ(refused(of_year("p60", "2027-28"), "2028-04-06"), "nobody-to-write-to paper");
    EXPECT_EQ(refused(of_year("p60", "2027")), "year-unreadable year");
}

TEST_F(PapersOfTheYear, AreNoP60ForWhoLeftBefore) {
    change_job([](ledger::Employment& leaver) {
        leaver.end_on = on("2027-04-04");
        leaver.end_reason = "resigned";
    });
    EXPECT_EQ(held_out({{"paper", "p60"}, {"job", "J1"}, {"year", "2026-27"}}, "2027-04-06"),
              "not-employed-then");
    change_job([](ledger::Employment& leaver) { leaver.end_on = on("2027-04-05"); });
    EXPECT_EQ(held_out({{"paper", "p60"}, {"job", "J1"}, {"year", "2026-27"}}, "2027-04-06"),
              "none");
}

TEST_F(PapersOfTheYear, AreAP32ThatIsMadeAnewOnceMoreIsDue) {
    documents(of_year("p32"));
    // 9.80 and 3.98 and 94.77, less the allowance of 94.77.
    EXPECT_TRUE(says(page(), "6 April to 5 May</th><td>£9.80</td><td>£3.98</td><td>£94.77</td>"))
        << page();
    EXPECT_TRUE(says(page(), "<td>£0.00</td><td>£94.77</td><td>£13.78</td><td>£0.00</td>"));
    EXPECT_TRUE(says(page(), "By 22 July 2026"));
    EXPECT_TRUE(says(page(), "123PX1234567X"));
    EXPECT_EQ(documents(of_year("p32"), "2026-05-02").at("as_before"), 1);
    withdraw(1);
    work_hours(job, 82);
    confirm(area.answer(payroll_correct,
                        {{"slip", "1"}, {"words", "Two hours were left out."}},
                        {.day = "2026-05-05"}));
    EXPECT_EQ(documents(of_year("p32"), "2026-05-21").at("papers").at(0).at("replaces"), 1);
    EXPECT_TRUE(says(page(), "6 April to 5 May</th><td>£14.80</td>")) << page();
}

TEST_F(PapersOfTheYear, AreAP11ForTheEmployer) {
    EXPECT_EQ(documents(of_year("p11")).at("made"), 1);
    EXPECT_TRUE(says(page(), "1 May 2026 (Tax week 4, paid every four weeks)</th><td>£1,016.80"))
        << page();
    const auto paper = ledger::every_payroll_paper(area.area().database()).back();
    EXPECT_EQ(paper.person, holder.person);
}

TEST_F(PapersOfTheYear, AreAboutSomebodyWhoIsNamed) {
    EXPECT_EQ(refused({{"paper", "p60"}, {"year", "2026-27"}}), "whom-about job");
    EXPECT_EQ(refused({{"paper", "p60"}, {"job", "J9"}}), "job-unknown job");
    EXPECT_EQ(refused({{"paper", "p60"}, {"employer", "E9"}}), "employer-unknown employer");
    EXPECT_EQ(refused({{"paper", "p60"}, {"service", "X"}}), "service-unknown service");
    EXPECT_EQ(refused({{"paper", "p99"}, {"job", "J1"}}), "not-in-the-list paper");
    EXPECT_EQ(documents({{"paper", "p11"}, {"service", "CARE"}, {"year", "2026-27"}}).at("made"),
              1);
    EXPECT_EQ(documents({{"paper", "p32"}, {"service", "CARE"}, {"year", "2026-27"}}).at("made"),
              1);
}

class LettersOfPayroll : public Payslips {
  protected:
    LettersOfPayroll() { pay_80_hours(); }
    std::string absence(ledger::Absence away) {
        std::int64_t number = 0;
        away.employment = job;
        away.recorded_on = away.first_on;
        away.recorded_by = 1;
        area.write([&](ledger::Work& work) { number = ledger::insert_absence(work, away); });
        return std::to_string(number);
    }
};

// On a Sunday, on which nobody works in this job: no qualifying day.
TEST_F(LettersOfPayroll, SayWhyNoSickPayIsDue) {
    const std::string sick =
        absence({.kind = "sickness", .first_on = on("2026-05-10"), .last_on = on("2026-05-10")});
    const FieldMap fields{{"paper", "ssp1"}, {"absence", sick}};
    EXPECT_EQ(held_out(fields, "2026-05-12"), "none");
    EXPECT_TRUE(says(page(), "(SSP1)")) << page();
    EXPECT_TRUE(says(page(), "Dear Ed O&#39;Neil"));
    EXPECT_EQ(documents(fields, "2026-05-13").at("as_before"), 1);
    const std::string due =
        absence({.kind = "sickness", .first_on = on("2026-06-01"), .last_on = on("2026-06-12")});
    EXPECT_EQ(held_out({{"paper", "ssp1"}, {"absence", due}}, "2026-06-15"), "sick-pay-due");
    EXPECT_EQ(held_out({{"paper", "smp1"}, {"absence", due}}, "2026-06-15"), "not-maternity");
    EXPECT_EQ(refused({{"paper", "ssp1"}, {"absence", "99"}}), "absence-unknown absence");
}

TEST_F(LettersOfPayroll, SayThatSickPayEndsWithTheJob) {
    const std::string sick = absence({.kind = "sickness", .first_on = on("2026-05-11")});
    change_job([](ledger::Employment& leaver) {
        leaver.end_on = on("2026-05-22");
        leaver.end_reason = "resigned";
    });
    EXPECT_EQ(held_out({{"paper", "ssp1"}, {"absence", sick}}, "2026-05-25"), "none");
    EXPECT_TRUE(says(page(), "The last day we paid you statutory sick pay for was 22 May 2026."))
        << page();
    EXPECT_TRUE(says(page(), "Your job has ended"));
}

// Due on 5 October 2026: the qualifying week began on 21 June, 24 weeks after 5 January.
TEST_F(LettersOfPayroll, SayWhyNoMaternityPayIsDue) {
    const std::string away = absence({.kind = "maternity",
                                      .first_on = on("2026-09-07"),
                                      .last_on = on("2027-03-07"),
                                      .event_on = on("2026-10-05")});
    EXPECT_EQ(held_out({{"paper", "smp1"}, {"absence", away}}, "2026-08-03"), "none");
    EXPECT_TRUE(says(page(), "You had not worked for this employer for 26 weeks")) << page();
    const std::string later = absence({.kind = "maternity",
                                       .first_on = on("2026-11-02"),
                                       .last_on = on("2027-05-02"),
                                       .event_on = on("2026-11-30")});
    EXPECT_EQ(held_out({{"paper", "smp1"}, {"absence", later}, {"reason", "proof-missing"}},
                       "2026-09-01"),
              "none");
    EXPECT_TRUE(says(page(), "MATB1"));
}

// Employed since 5 January 2026; due on 30 November: by the qualifying week, from 16 August, that
// is 32 weeks, and 1,016.80 every four weeks are 254.20 a week, above the limit of 129.00.
TEST_F(LettersOfPayroll, AreNotWrittenWhereMaternityPayIsDue) {
    const std::string away = absence({.kind = "maternity",
                                      .first_on = on("2026-11-02"),
                                      .last_on = on("2027-05-02"),
                                      .event_on = on("2026-11-30")});
    work_hours(job, 80, tests::four_weeks_in_may);
    pay("2026-05-29");
    work_hours(job, 80, {on("2026-05-25"), on("2026-06-21")});
    pay("2026-06-26");
    EXPECT_EQ(held_out({{"paper", "smp1"}, {"absence", away}}, "2026-09-01"), "maternity-pay-due");
}

TEST_F(LettersOfPayroll, TellOfThePension) {
    const FieldMap fields{{"paper", "pension"}, {"job", "J1"}};
    EXPECT_EQ(held_out(fields), "not-in-pension");
    change_job([](ledger::Employment& waits) {
        waits.pension = "postponed";
        waits.pension_postponed_until = on("2026-07-31");
    });
    EXPECT_EQ(held_out(fields), "none");
    EXPECT_TRUE(says(page(), "31 July 2026")) << page();
    change_job([](ledger::Employment& joins) {
        joins.pension = "enrolled";
        joins.pension_since = on("2026-05-01");
        joins.pension_postponed_until.reset();
    });
    EXPECT_EQ(held_out(fields), "none");
    // 5% with the government's 1% in it; a month from 1 May.
    EXPECT_TRUE(says(page(), "NEST")) << page();
    EXPECT_TRUE(says(page(), "4%"));
    EXPECT_TRUE(says(page(), "1 June 2026"));
}

class PapersOnTheirWay : public Payslips {
  protected:
    PapersOnTheirWay() { documents(run(pay_80_hours(), {{"channel", "post"}})); }
    std::string asked(CommandHandler handler, const FieldMap& fields) {
        const auto outcome = area.ask(handler, fields, {.day = "2026-05-04"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    }
    std::int64_t open_tasks(std::string_view kind) {
        const ledger::Query query{"SELECT COUNT(*) FROM task WHERE kind = $1 AND state = 1"};
        ledger::Rows rows = area.area().database().select(query, kind);
        return rows.next() ? rows.integer(0) : 0;
    }
};

TEST_F(PapersOnTheirWay, HaveAPdfOfTheirRecord) {
    EXPECT_EQ(ledger::papers_without_pdf(area.area().database()).size(), 1U);
    EXPECT_EQ(asked(payroll_paper_pdf, {{"paper", "1"}, {"problem", "Too slow."}}), "accepted");
    EXPECT_EQ(open_tasks(no_paper_pdf_task), 1);
    EXPECT_EQ(asked(payroll_paper_pdf, {{"paper", "1"}, {"file:pdf", "<html>"}}),
              "not-a-pdf file:pdf");
    const FieldMap made{{"paper", "1"}, {"file:pdf", "%PDF-1.7 sample"}};
    EXPECT_EQ(asked(payroll_paper_pdf, made), "accepted");
    EXPECT_EQ(open_tasks(no_paper_pdf_task), 0);
    EXPECT_TRUE(ledger::papers_without_pdf(area.area().database()).empty());
    EXPECT_EQ(asked(payroll_paper_pdf, made), "pdf-known paper");
    EXPECT_EQ(asked(payroll_paper_pdf, {{"paper", "9"}}), "paper-unknown paper");
}

TEST_F(PapersOnTheirWay, AreSentAndServedAgainOnceTheyCameBack) {
    const auto moved = [this](const char* state) {
        return asked(payroll_paper_sent, {{"paper", "1"}, {"state", state}, {"channel", "post"}});
    };
    EXPECT_EQ(moved("returned"), "delivery-out-of-order state");
    EXPECT_EQ(moved("sent"), "accepted");
    EXPECT_EQ(moved("returned"), "accepted");
    EXPECT_EQ(open_tasks(returned_paper_task), 1);
    EXPECT_EQ(moved("served-again"), "accepted");
    EXPECT_EQ(open_tasks(returned_paper_task), 0);
    EXPECT_EQ(
        asked(payroll_paper_sent, {{"paper", "1"}, {"state", "delivered"}, {"channel", "pigeon"}}),
        "not-in-the-list channel");
    EXPECT_EQ(ledger::deliveries_of_paper(area.area().database(), 1).size(), 3U);
}

// Of a plain direct payment nothing is posted, and the papers are the same.
class PayslipsOfADirectPayment : public tests::PayrollPapersArea {
  protected:
    PayslipsOfADirectPayment() : PayrollPapersArea(ledger::Option::direct_payment) {}
};

TEST_F(PayslipsOfADirectPayment, AreMadeAsWell) {
    EXPECT_EQ(documents({{"run", pay_80_hours().at("run").get<std::string>()}}).at("made"), 1);
    EXPECT_TRUE(says(page(), "£1,003.02"));
}

}  // namespace
}  // namespace almoner::scheduler
