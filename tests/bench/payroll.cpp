#include "tests/bench/payroll.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/agreement.h"
#include "ledger/records/assistant.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "ledger/records/timesheet.h"
#include "scheduler/commands/hours.h"
#include "scheduler/commands/payroll_import.h"
#include "scheduler/commands/payroll_runs.h"
#include "scheduler/payroll/program_rates.h"
#include "tests/bench/bench_area.h"
#include "tests/bench/measure.h"
#include "tests/bench/payroll_floor.h"
#include "tests/support/files.h"

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

namespace almoner::bench {
namespace {

using namespace ledger;

const Date long_ago = *Date::parse("2025-01-06");
const Date today = *Date::parse("2026-04-28");
constexpr std::int64_t jobs_to_a_command = 500;
constexpr std::int64_t fund_pence = 3'000'00;
constexpr double most_seconds_to_draft = 2;
constexpr std::int64_t taken_over = 300;

// Between the draft and its approval: what is recorded then has all be worked out again.
enum class Between : std::uint8_t { nothing, somebody_is_recorded };

class Bureau {
  public:
    explicit Bureau(const std::filesystem::path& folder)
        : area_(folder,
                today,
                {{scheduler::program_rates,
                  testing::read_whole(
                      testing::project_path("ops/reference-data/payroll-rates.csv"))}}) {}

    [[nodiscard]] BenchArea& area() { return area_; }
    // Holders with their money; with their employer, assistant and hours if wished.
    void load(std::int64_t holders, bool with_jobs);
    nlohmann::json draft() {
        return area_.ask(
            scheduler::payroll_run,
            anna,
            {{"service", "CARE"}, {"frequency", "four-weekly"}, {"payday", "2026-05-01"}});
    }
    // Worked out, approved and in the books; prints how long each step took.
    void pay(Between between) {
        const Stopwatch watch;
        const auto run = draft();
        const double drafted = watch.seconds();
        if (between == Between::somebody_is_recorded) {
            area_.command([](Work& work) {
                insert_person(work,
                              {.ref = "N1", .from_on = today, .information_format = "standard"});
            });
        }
        area_.ask(scheduler::payroll_approve,
                  ben,
                  {{"run", run.at("run")}, {"confirm", run.at("confirm")}});
        const double approved = watch.seconds();
        area_.ask(scheduler::payroll_post, anna, {{"run", run.at("run")}});
        std::fprintf(stderr,
                     "%-34s            draft %.2f s, approval %.2f s, posting %.2f s\n",
                     "",
                     drafted,
                     approved - drafted,
                     watch.seconds() - approved);
    }

  private:
    void load_bodies(Work& work);
    void load_holder(Work& work, std::int64_t number, bool with_job);
    std::int64_t load_assistant(Work& work, const std::string& ref);
    void load_job(Work& work, std::int64_t number, std::int64_t budget);

    BenchArea area_;
    std::int64_t icb_ = 0;
    std::int64_t council_ = 0;
    std::int64_t care_ = 0;
    std::int64_t clients_ = 0;
    std::int64_t lines_ = 0;  // the last plan line
};

void Bureau::load_bodies(Work& work) {
    icb_ = insert_organisation(work,
                               {.ref = "ICB",
                                .from_on = long_ago,
                                .kind = OrganisationKind::nhs,
                                .name = "Riverside ICB",
                                .streams = "nhs"});
    council_ = insert_organisation(work,
                                   {.ref = "LA",
                                    .from_on = long_ago,
                                    .kind = OrganisationKind::council,
                                    .name = "Riverside Council",
                                    .streams = "social-care"});
    Organisation care{.ref = "CARE",
                      .from_on = long_ago,
                      .kind = OrganisationKind::support_service,
                      .name = "Care"};
    care_ = care.number = insert_organisation(work, care);
    clients_ = insert_bank_account(work,
                                   {.ref = "CLIENTS",
                                    .from_on = long_ago,
                                    .owner = care_,
                                    .name = "Clients",
                                    .sort_code = "089999",
                                    .account_number = "66374958",
                                    .rail = Rail::bacs,
                                    .file_profile = "bacs18-multi",
                                    .service_user_number = "123456",
                                    .originator_name = "CARE"});
    care.client_bank_account = clients_;
    insert_organisation(work, care);
    insert_operator_file(work,
                         {.kind = OperatorFileKind::bank_holidays,
                          .version = "bench",
                          .dated_on = long_ago,
                          .content = testing::read_whole(testing::project_path(
                              "ops/reference-data/bank-holidays-england-wales.csv"))});
}

std::int64_t Bureau::load_assistant(Work& work, const std::string& ref) {
    Person person{.ref = "PA" + ref, .from_on = long_ago, .information_format = "standard"};
    person.number = insert_person(work, person);
    person.personal = insert_person_private(
        work,
        person.number,
        {.given_name = "Pat", .family_name = ref, .date_of_birth = Date::parse("1980-02-03")});
    insert_person(work, person);
    const std::int64_t bank =
        insert_bank_private(work, person.number, {"PAT " + ref, "107999", "88837491"});
    insert_payee_account(work,
                         {.from_on = long_ago,
                          .person = person.number,
                          .bank_private = bank,
                          .status = PayeeStatus::confirmed,
                          .proposed_by = 1,
                          .confirmed_by = 2});
    const std::int64_t personal = insert_assistant_private(work, person.number, {});
    return insert_assistant(work,
                            {.from_on = long_ago, .person = person.number, .personal = personal});
}

void Bureau::load_job(Work& work, std::int64_t number, std::int64_t budget) {
    const std::string ref = std::to_string(number);
    const std::int64_t assistant = load_assistant(work, ref);
    const std::int64_t employer = insert_employer(work,
                                                  {.ref = "E" + ref,
                                                   .from_on = long_ago,
                                                   .budget = budget,
                                                   .service = care_,
                                                   .first_payday = *Date::parse("2026-05-01"),
                                                   .first_last_on = *Date::parse("2026-04-26"),
                                                   .cut_off_days = 3});
    const std::vector<PaidFrom> lines{{lines_ - 1, 1 + number % 3}, {lines_, 1}};
    const std::int64_t job = insert_employment(work,
                                               {.ref = "J" + ref,
                                                .from_on = long_ago,
                                                .employer = employer,
                                                .assistant = assistant,
                                                .start_on = long_ago,
                                                .tax_code = "1257L",
                                                .leave_year_on = *Date::parse("2026-04-01"),
                                                .pension = "enrolled",
                                                .pension_since = long_ago},
                                               lines);
    // Paid by another bureau before: the holder knows what an employer has to do.
    insert_opening_wage(work,
                        {.employment = job,
                         .paid_on = *Date::parse("2026-04-03"),
                         .gross = Money::from_pence(800'00),
                         .recorded_on = *Date::parse("2026-04-04"),
                         .recorded_by = 1});
    insert_employment_rate(work,
                           {.employment = job,
                            .kind = "day",
                            .from_on = long_ago,
                            .rate = Money::from_pence(12'71 + number % 500),
                            .actor = 1});
    const Period days{*Date::parse("2026-03-30"), *Date::parse("2026-04-26")};
    const std::vector<TimesheetLine> hours{
        {.kind = "day", .quantity = std::int64_t{64} * 60 + number % 900}};
    const std::int64_t sheet = insert_timesheet(work,
                                                {.employment = job,
                                                 .days = days,
                                                 .source = "typed",
                                                 .recorded_on = days.last,
                                                 .recorded_by = 1},
                                                hours);
    insert_timesheet_step(
        work, 1, {.timesheet = sheet, .step = 1, .state = "entered", .on = days.last, .actor = 1});
    insert_timesheet_step(work,
                          1,
                          {.timesheet = sheet,
                           .step = 2,
                           .state = "confirmed",
                           .on = days.last,
                           .actor = 1,
                           .confirmer = "holder",
                           .channel = "telephone"});
}

void Bureau::load_holder(Work& work, std::int64_t number, bool with_job) {
    const std::string ref = std::to_string(number);
    const std::int64_t person = insert_person(
        work, {.ref = "P" + ref, .from_on = long_ago, .information_format = "standard"});
    const std::int64_t budget = insert_budget(work,
                                              {.ref = "B" + ref,
                                               .from_on = long_ago,
                                               .person = person,
                                               .lead = icb_,
                                               .start_on = long_ago});
    for (const bool of_nhs : {true, false}) {
        lines_ = insert_plan_line(work,
                                  {.ref = (of_nhs ? "L" : "M") + ref,
                                   .from_on = long_ago,
                                   .budget = budget,
                                   .body = of_nhs ? icb_ : council_,
                                   .stream = of_nhs ? Stream::nhs : Stream::social_care,
                                   .option = Option::managed_account,
                                   .amount = Money::from_pence(500'00),
                                   .frequency = PlanFrequency::weekly,
                                   .start_on = long_ago});
    }
    insert_agreement(work,
                     {.ref = "A" + ref,
                      .from_on = long_ago,
                      .budget = budget,
                      .option = Option::managed_account,
                      .payee = "support-service:CARE",
                      .paid_from = clients_,
                      .anchor_on = long_ago,
                      .start_on = long_ago,
                      .status = AgreementStatus::active,
                      .signed_on = long_ago});
    const Holding holding{.budget = static_cast<std::int32_t>(budget),
                          .option = Option::managed_account,
                          .client_account = static_cast<std::int32_t>(clients_)};
    const Money fund = Money::from_pence(fund_pence);
    work.post(
        post(PersonTakenOver{holding,
                             {{Stream::nhs, static_cast<std::int32_t>(icb_), fund},
                              {Stream::social_care, static_cast<std::int32_t>(council_), fund}},
                             {}}),
        {.effective = *Date::parse("2026-04-01")});
    if (with_job) load_job(work, number, budget);
}

void Bureau::load(std::int64_t holders, bool with_jobs) {
    area_.command([&](Work& work) { load_bodies(work); });
    area_.each_of(holders, jobs_to_a_command, [&](Work& work, std::int64_t number) {
        load_holder(work, number, with_jobs);
    });
}

void make_area(const std::filesystem::path& folder, std::int64_t holders, bool with_jobs) {
    std::filesystem::create_directories(folder);
    (void)in_own_process([&] {
        Bureau bureau(folder);
        bureau.load(holders, with_jobs);
        bureau.area().close();
        return Run{};
    });
}

// Files as another bureau gives them, and the hours of the first period.
FieldMap files_of_another_bureau() {
    FieldMap files{{"file:employers.csv",
                    "employer,budget,frequency,first_payday,first_period_last,support_service\n"},
                   {"file:assistants.csv", "assistant,given_name,family_name,date_of_birth\n"},
                   {"file:employments.csv",
                    "employment,employer,assistant,start_on,plan_lines,starter,pension,"
                    "pension_since\n"},
                   {"file:rates.csv", "employment,kind,rate,from\n"}};
    for (std::int64_t number = 1; number <= taken_over; ++number) {
        const std::string n = std::to_string(number);
        files["file:employers.csv"] +=
            "E" + n + ",B" + n + ",four-weekly,2026-05-01,2026-04-26,CARE\n";
        files["file:assistants.csv"] += "PA" + n + ",Pat,Example,1980-02-03\n";
        files["file:employments.csv"] += "J" + n + ",E" + n + ",PA" + n + ",2025-01-06,L" + n +
                                         "=3|M" + n + "=1,A,enrolled,2025-01-06\n";
        files["file:rates.csv"] += "J" + n + ",day,12.90,2025-01-06\n";
    }
    return files;
}

std::string hours_of_all() {
    std::string file = "employment,period,kind,quantity\n";
    for (std::int64_t number = 1; number <= taken_over; ++number) {
        file += "J" + std::to_string(number) + ",2026-03-30,day,64\n";
    }
    return file;
}

}  // namespace

bool payroll_figures(const std::filesystem::path& folder, std::int64_t slips, int repeats) {
    make_area(folder / "due", slips, true);
    const auto paid = [&](Between between) {
        copy_area(folder / "due", folder / "work");
        return in_own_process([&] {
            Bureau bureau(folder / "work");
            const Stopwatch watch;
            bureau.pay(between);
            const Run run = watch.run();
            bureau.area().close();
            return run;
        });
    };
    Figure again{.name = "  worked out again to be approved",
                 .items = slips,
                 .promise = {},
                 .ours = {},
                 .floor = {}};
    const bool kept = print(measure(
        {.name = "payroll run, worked out and posted",
         .items = slips,
         .promise = {.most_times_floor = 3},
         .ours = {},
         .floor = {}},
        repeats,
        [&] {
            const Run run = in_own_process([&] { return payroll_floor(folder, slips); });
            again.floor.push_back(run);
            return run;
        },
        [&] {
            again.ours.push_back(paid(Between::somebody_is_recorded));
            return paid(Between::nothing);
        }));
    (void)print(again);
    return is_clean_area(folder / "work") && kept;
}

bool take_over_figures(const std::filesystem::path& folder, int repeats) {
    make_area(folder / "due", taken_over, false);
    std::vector<double> seconds;
    for (int i = 0; i < repeats; ++i) {
        copy_area(folder / "due", folder / "work");
        seconds.push_back(in_own_process([&] {
                              Bureau bureau(folder / "work");
                              const FieldMap files = files_of_another_bureau();
                              const std::string hours = hours_of_all();
                              const Stopwatch watch;
                              bureau.area().ask(scheduler::payroll_import, anna, files);
                              bureau.area().ask(scheduler::hours_import, anna, {{"file", hours}});
                              for (std::int64_t sheet = 1; sheet <= taken_over; ++sheet) {
                                  bureau.area().ask(scheduler::hours_confirm,
                                                    anna,
                                                    {{"timesheet", std::to_string(sheet)},
                                                     {"by", "holder"},
                                                     {"channel", "telephone"}});
                              }
                              (void)bureau.draft();
                              const Run run = watch.run();
                              bureau.area().close();
                              return run;
                          }).seconds);
    }
    const double taken = median(seconds);
    const bool kept = taken < most_seconds_to_draft;
    std::printf("300 employers, from import to draft: %.2f s (under 2) %s\n",
                taken,
                kept ? "kept" : "NOT KEPT");
    return is_clean_area(folder / "work") && kept;
}

}  // namespace almoner::bench
