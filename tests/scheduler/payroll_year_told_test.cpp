// What a bureau tells HMRC of a whole tax year, eight kinds of employers, is what HMRC is owed by
// the books, by the P32 and by what was due to be paid: added up by the stand-in from the messages.
#include "gateway/hmrc/engine_client.h"
#include "ledger/records/person.h"
#include "ledger/records/slip_recoverable.h"
#include "ops/hmrc_stand_in/engine.h"
#include "ops/hmrc_stand_in/year_owed.h"
#include "scheduler/commands/payroll_submit.h"
#include "scheduler/hmrc/send_filings.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/pay_due.h"
#include "scheduler/payroll/recoverable_pay.h"
#include "scheduler/payroll_papers/year_papers_of.h"
#include "tests/scheduler/payroll_bureau.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::Bureau;
using tests::kinds;
using tests::on;

constexpr const char* told_on = "2027-05-28";

class YearToldToHmrc : public ::testing::Test {
  protected:
    YearToldToHmrc() : bureau(kinds) {
        bureau.pay_the_year();
        bureau.area.write([&](ledger::Work& work) {
            for (int i = 0; i < kinds; ++i) register_scheme(work, i);
            for (const ledger::Assistant& each :
                 ledger::assistants_on(work.database(), ledger::last_day_of_all)) {
                describe(work, each);
            }
        });
    }
    static std::string office(int i) { return "123/AB" + std::to_string(1'000 + i); }

    json submit() {
        return bureau.area.answer(
            payroll_submit, {{"service", "CARE"}, {"late_reason", "G"}}, {.day = told_on});
    }
    void send() {
        SentFilings sent = send_once();
        for (int i = 0; i < 300 && sent.next_at_s; ++i) {
            now_s_ = std::max(now_s_ + 1, *sent.next_at_s);
            sent = send_once();
        }
        EXPECT_EQ(sent.turned_down, 0);
    }
    Money told(int i) {
        const std::string known = office(i);
        return owed_of_year(
            engine_.accepted(),
            {.office = known, .tax_year = "26-27", .allowance = Money::from_pence(10'500'00)});
    }
    // As the books have it: what each slip owes HMRC.
    Money owed(int i) {
        Money sum;
        for (const ledger::PaySlip& each : bureau.slips_of(i)) {
            sum += each.tax + each.ni_employee + each.ni_employer + each.loan + each.postgraduate -
                   each.allowance - total_of(ledger::recoverable_of_slip(bureau.books(), each.id));
        }
        return sum;
    }
    Money of_p32(int i) {
        Money sum;
        for (const auto& month : p32_months(bureau.books(), bureau.employer(i), 2026, holidays())) {
            sum += month.due;
        }
        return sum;
    }
    Money due(int i) {
        Money sum;
        const std::int64_t employer = bureau.employer(i).number;
        for (const PayDue& each :
             pay_due(bureau.books(), {on("2026-04-06"), on("2027-05-31")}, holidays())) {
            if (each.employer == employer && each.what == "hmrc") sum += each.amount;
        }
        return sum;
    }

    Bureau bureau;

  private:
    ledger::BankHolidays holidays() { return loaded_holidays(bureau.books()).value(); }
    static void register_scheme(ledger::Work& work, int i) {
        ledger::Employer scheme =
            *ledger::employer_by_ref(work.database(), Bureau::ref("E", i), ledger::last_day_of_all);
        const std::int64_t holder = ledger::holder_of(work.database(), scheme);
        scheme.paye_private = ledger::insert_private_text(work, holder, office(i));
        scheme.accounts_private = ledger::insert_private_text(
            work, holder, "123PX" + std::to_string(1'000'000 + i) + "X");
        scheme.hmrc = "agent-authorised";
        scheme.hmrc_on = on("2026-01-05");
        ledger::insert_employer(work, scheme);
    }
    static void describe(ledger::Work& work, ledger::Assistant assistant) {
        ledger::Person person =
            *ledger::person_numbered(work.database(), assistant.person, ledger::last_day_of_all);
        auto details = ledger::person_private(work.database(), person.personal).value();
        details.address = "45 High Street, Newcastle upon Tyne";
        details.postcode = "NE1 7XF";
        person.personal = ledger::insert_person_private(work, person.number, details);
        ledger::insert_person(work, person);
        assistant.personal =
            ledger::insert_assistant_private(work, assistant.person, {.gender = "M"});
        ledger::insert_assistant(work, assistant);
    }
    SentFilings send_once() {
        gateway::hmrc::EngineClient talks;
        talks.settings.submission_url = "https://localhost/submission";
        talks.settings.is_test = false;
        talks.settings.channel = {.vendor_id = "0000", .product = "Almoner", .version = "0.1"};
        talks.settings.rules.duplicate_numbers = {ops::hmrc_stand_in::duplicate_number};
        talks.sender = {.sender_id = "BUREAU1", .password = "secret"};
        talks.post = [this](const std::string&, const std::string& message) {
            const auto answer = engine_.answer(message);
            return gateway::https::PostResult{.status = answer.status, .body = answer.body};
        };
        return send_filings(
            open_filings(bureau.books()),
            talks,
            [this](const std::map<std::string, std::string>& fields) {
                return bureau.area.ask(payroll_filing_step, fields, {.day = told_on}).accepted();
            },
            [this] { return now_s_; });
    }

    std::int64_t now_s_ = 1'811'500'000;
    ops::hmrc_stand_in::Engine engine_{
        {.id = "BUREAU1", .password = "secret"}, "https://localhost/poll", 10};
};

TEST_F(YearToldToHmrc, IsWhatTheBooksOweItAndTheP32Says) {
    const json answer = submit();
    for (const json& each : answer.at("held_out")) {
        EXPECT_EQ(each.at("purpose"), "nobody-paid") << each.dump(1);
    }
    send();
    for (int i = 0; i < kinds; ++i) {
        EXPECT_EQ(told(i), owed(i)) << i;
        EXPECT_EQ(of_p32(i), owed(i)) << i;
        EXPECT_EQ(due(i), owed(i)) << i;
    }
}

}  // namespace
}  // namespace almoner::scheduler
