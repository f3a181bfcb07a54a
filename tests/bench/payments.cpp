#include "tests/bench/payments.h"

#include "gateway/outbox/outbox.h"
#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/payment_run/finish_sending.h"
#include "tests/bench/bench_area.h"
#include "tests/bench/job_floors.h"
#include "tests/bench/measure.h"
#include "tests/bench/run_floor.h"
#include "tests/support/places.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace almoner::bench {
namespace {

using namespace ledger;

const Date today = *Date::parse("2026-11-02");
const Date booked_on = *Date::parse("2026-11-04");  // what the statement says
const Date next_due = *Date::parse("2026-11-30");
const Date long_ago = *Date::parse("2020-01-01");
constexpr std::int64_t people_to_a_command = 1'000;

class Area {
  public:
    explicit Area(const std::filesystem::path& folder) : area_(folder, today, {}) {}

    void load(std::int64_t people);
    [[nodiscard]] BenchArea& area() { return area_; }
    // What is promised ends when the file is synced; that it was sent is noted after.
    Run pay(const std::filesystem::path& outbox);
    [[nodiscard]] std::string statement();

  private:
    void load_bodies(Work& work);
    void load_person(Work& work, std::int64_t number);

    BenchArea area_;
    std::int64_t commissioner_ = 0;
    std::int64_t bank_account_ = 0;
};

std::string read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

void Area::load_bodies(Work& work) {
    commissioner_ = insert_organisation(work,
                                        {.ref = "ICB",
                                         .from_on = long_ago,
                                         .kind = OrganisationKind::nhs,
                                         .name = "Riverside ICB",
                                         .streams = "nhs"});
    bank_account_ = insert_bank_account(work,
                                        {.ref = "MAIN",
                                         .from_on = long_ago,
                                         .owner = commissioner_,
                                         .name = "Payments",
                                         .sort_code = "089999",
                                         .account_number = "66374958",
                                         .rail = Rail::bacs,
                                         .file_profile = "bacs18-multi",
                                         .service_user_number = "123456",
                                         .originator_name = "RIVERSIDE ICB"});
    insert_operator_file(work,
                         {.kind = OperatorFileKind::bank_holidays,
                          .version = "bench",
                          .dated_on = long_ago,
                          .content = read_whole(testing::project_path(
                              "ops/reference-data/bank-holidays-england-wales.csv"))});
}

void Area::load_person(Work& work, std::int64_t number) {
    const std::string ref = std::to_string(number);
    const std::int64_t person = insert_person(
        work, {.ref = "P" + ref, .from_on = long_ago, .information_format = "standard"});
    const std::int64_t budget = insert_budget(work,
                                              {.ref = "B" + ref,
                                               .from_on = long_ago,
                                               .person = person,
                                               .lead = commissioner_,
                                               .start_on = long_ago});
    const std::int64_t details =
        insert_bank_private(work, person, {"HOLDER " + ref, "107999", "88837491"});
    const std::int64_t account = insert_payee_account(work,
                                                      {.from_on = long_ago,
                                                       .person = person,
                                                       .bank_private = details,
                                                       .status = PayeeStatus::confirmed,
                                                       .proposed_by = 1,
                                                       .confirmed_by = 2});
    insert_plan_line(work,
                     {.ref = "L" + ref,
                      .from_on = today,
                      .budget = budget,
                      .body = commissioner_,
                      .stream = Stream::nhs,
                      .option = Option::direct_payment,
                      .amount = Money::from_pence(10'000 + number * 31 % 90'000),
                      .frequency = PlanFrequency::weekly,
                      .start_on = today});
    insert_agreement(work,
                     {.ref = "A" + ref,
                      .from_on = today,
                      .budget = budget,
                      .option = Option::direct_payment,
                      .payee = "holder",
                      .payee_account = account,
                      .paid_from = bank_account_,
                      .frequency = Frequency::four_weekly,
                      .anchor_on = today,
                      .start_on = today,
                      .status = AgreementStatus::active,
                      .signed_on = long_ago});
}

void Area::load(std::int64_t people) {
    area_.command([&](Work& work) { load_bodies(work); });
    area_.each_of(people, people_to_a_command, [&](Work& work, std::int64_t number) {
        load_person(work, number);
    });
}

Run Area::pay(const std::filesystem::path& outbox_folder) {
    const Stopwatch watch;
    const Date until = area_.today();
    const auto runs = area_.ask(scheduler::run_propose, anna, {{"until", until.iso()}})["runs"];
    const std::string run = runs.at(0)["run"];
    area_.ask(scheduler::run_approve, ben, {{"run", run}, {"confirm", runs.at(0)["confirm"]}});
    area_.ask(scheduler::run_send, anna, {{"run", run}});
    gateway::Outbox outbox(outbox_folder);
    const scheduler::WritingMoment moment{.now = {.on = until, .at = {}}, .hours = {}};
    Run until_synced;
    const auto finished = scheduler::finish_sending(
        area_.database(),
        outbox,
        moment,
        [&](const scheduler::NextCommand& next) -> Outcome<std::string> {
            until_synced = watch.run();
            return area_.ask(scheduler::run_sent, anna, next.fields).dump();
        });
    if (!finished.accepted()) throw std::runtime_error(finished.refusal().words);
    return until_synced;
}

// In no order that the payments have.
std::string Area::statement() {
    std::vector<StatementLine> lines;
    each_payment(area_.database(), {1, 1'000'000}, [&](const PaymentRecord& payment) {
        lines.push_back({payment_ref(payment.id), payment.net.pence()});
    });
    std::sort(lines.begin(), lines.end(), [](const StatementLine& a, const StatementLine& b) {
        return std::hash<std::string>{}(a.ref) < std::hash<std::string>{}(b.ref);
    });
    return camt_of(lines);
}

class Figures {
  public:
    Figures(const std::filesystem::path& folder, std::int64_t payments)
        : due_(folder / "due"),
          sent_(folder / "sent"),
          settled_(folder / "settled"),
          work_(folder / "work"),
          statement_(folder / "statement.xml") {
        std::filesystem::create_directory(due_);
        std::filesystem::create_directory(sent_);
        std::filesystem::create_directory(settled_);
        (void)in_own_process([&] {
            Area area(due_);
            area.load(payments);
            area.area().close();
            return Run{};
        });
    }

    Run pay();
    Run settle();
    Run pay_again();
    // An area that has paid, and its bank's answer.
    void prepare_statement();
    // An area whose payments have arrived, four weeks before the next.
    void prepare_next();
    [[nodiscard]] bool is_clean() const { return is_clean_area(work_); }

  private:
    void copy(const std::filesystem::path& from);

    std::filesystem::path due_;
    std::filesystem::path sent_;
    std::filesystem::path settled_;
    std::filesystem::path work_;
    std::filesystem::path statement_;
};

void Figures::copy(const std::filesystem::path& from) {
    copy_area(from, work_);
    std::filesystem::create_directories(work_ / "outbox");
}

Run Figures::pay() {
    copy(due_);
    return in_own_process([&] {
        Area area(work_);
        const Run run = area.pay(work_ / "outbox");
        area.area().close();
        return run;
    });
}

void Figures::prepare_statement() {
    std::filesystem::copy_file(work_ / "almoner.db", sent_ / "almoner.db");
    (void)in_own_process([&] {
        std::ofstream(statement_, std::ios::binary) << Area(sent_).statement();
        return Run{};
    });
}

Run Figures::settle() {
    copy(sent_);
    return in_own_process([&] {
        Area area(work_);
        area.area().wait_until(booked_on);
        // In memory, as the floor has it.
        const FieldMap fields{{"file", read_whole(statement_.string())}};
        const Stopwatch watch;
        area.area().ask(scheduler::import_statement, ben, fields);
        const Run run = watch.run();
        area.area().close();
        return run;
    });
}

void Figures::prepare_next() {
    std::filesystem::copy_file(work_ / "almoner.db", settled_ / "almoner.db");
}

Run Figures::pay_again() {
    copy(settled_);
    return in_own_process([&] {
        Area area(work_);
        area.area().wait_until(next_due);
        const Run run = area.pay(work_ / "outbox");
        area.area().close();
        return run;
    });
}

// The promise is by the floor of a single commit; one that has our four steps stands beside it, and
// says what is ours to gain.
bool print_payment_run(Figures& figures,
                       const std::filesystem::path& folder,
                       std::int64_t payments,
                       int repeats) {
    Figure wide{.name = "  by a floor of four steps",
                .items = payments,
                .promise = {},
                .ours = {},
                .floor = {}};
    Figure paid{.name = "payment run, file synced",
                .items = payments,
                .promise = {.most_times_floor = 2.5},
                .ours = {},
                .floor = {}};
    paid = measure(
        std::move(paid),
        repeats,
        [&] {
            wide.floor.push_back(
                in_own_process([&] { return four_step_run_floor(folder, payments); }));
            return in_own_process([&] { return payment_run_floor(folder, payments); });
        },
        [&] { return figures.pay(); });
    wide.ours = paid.ours;
    const bool kept = print(paid);
    (void)print(wide);
    return kept;
}

}  // namespace

bool payment_figures(const std::filesystem::path& folder,
                     std::int64_t payments,
                     int repeats,
                     bool with_statement) {
    Figures figures(folder, payments);
    bool kept = print_payment_run(figures, folder, payments, repeats);
    if (with_statement) {
        figures.prepare_statement();
        Figure settled{.name = "camt.053 read, matched, posted",
                       .items = payments,
                       .promise = {.most_times_floor = 2.5, .most_mib = 400},
                       .ours = {},
                       .floor = {}};
        kept =
            print(measure(
                std::move(settled),
                repeats,
                [&] { return in_own_process([&] { return statement_floor(folder, payments); }); },
                [&] { return figures.settle(); })) &&
            kept;
    }
    return figures.is_clean() && kept;
}

bool later_run_figures(const std::filesystem::path& folder, std::int64_t payments, int repeats) {
    std::filesystem::create_directories(folder);
    Figures figures(folder, payments);
    (void)figures.pay();
    figures.prepare_statement();
    (void)figures.settle();
    figures.prepare_next();
    const bool kept = print(measure(
        {.name = "next payment run, file synced",
         .items = payments,
         .promise = {.most_times_floor = 2.5},
         .ours = {},
         .floor = {}},
        repeats,
        [&] { return in_own_process([&] { return payment_run_floor(folder, payments); }); },
        [&] { return figures.pay_again(); }));
    return figures.is_clean() && kept;
}

}  // namespace almoner::bench
