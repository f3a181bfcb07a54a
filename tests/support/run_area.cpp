#include "tests/support/run_area.h"

#include "ledger/records/budget.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::tests {
namespace {

using ledger::Date;
using ledger::Outcome;
using ledger::Work;
using nlohmann::json;

const Date long_ago = Date::parse("2020-01-01").value();

}  // namespace

Date on(std::string_view iso) {
    return Date::parse(iso).value();
}

ledger::Money pounds(std::int64_t amount) {
    return ledger::Money::from_pence(amount * 100);
}

PersonTerms::PersonTerms()
    : line{.from_on = on("2026-11-02"),
           .stream = ledger::Stream::nhs,
           .option = ledger::Option::direct_payment,
           .amount = pounds(100),
           .frequency = ledger::PlanFrequency::weekly,
           .start_on = on("2026-11-02")},
      agreement{.from_on = on("2026-11-02"),
                .option = ledger::Option::direct_payment,
                .payee = "holder",
                .frequency = ledger::Frequency::four_weekly,
                .anchor_on = on("2026-11-02"),
                .start_on = on("2026-11-02"),
                .status = ledger::AgreementStatus::active,
                .signed_on = on("2026-10-20")} {}

RunArea::RunArea() : area_(std::make_unique<TestArea>()) {
    load();
}

RunArea::RunArea(const std::filesystem::path& folder) : area_(std::make_unique<TestArea>(folder)) {
    load();
}

void RunArea::load() {
    write([&](Work& work) {
        commissioner = ledger::insert_organisation(work,
                                                   {.ref = "ICB",
                                                    .from_on = long_ago,
                                                    .kind = ledger::OrganisationKind::nhs,
                                                    .name = "Riverside ICB",
                                                    .streams = "nhs"});
        partner = ledger::insert_organisation(work,
                                              {.ref = "LA",
                                               .from_on = long_ago,
                                               .kind = ledger::OrganisationKind::council,
                                               .name = "Riverside Council",
                                               .streams = "social-care"});
        bank_account = ledger::insert_bank_account(work,
                                                   {.ref = "MAIN",
                                                    .from_on = long_ago,
                                                    .owner = commissioner,
                                                    .name = "Payments",
                                                    .sort_code = "089999",
                                                    .account_number = "66374958",
                                                    .rail = ledger::Rail::bacs,
                                                    .file_profile = "bacs18-multi",
                                                    .service_user_number = "123456",
                                                    .originator_name = "RIVERSIDE ICB",
                                                    .item_limit = pounds(5'000),
                                                    .file_limit = pounds(1'000'000)});
        ledger::insert_operator_file(work,
                                     {.kind = ledger::OperatorFileKind::bank_holidays,
                                      .version = "test",
                                      .dated_on = long_ago,
                                      .content = testing::read_whole(testing::project_path(
                                          "ops/reference-data/bank-holidays-england-wales.csv"))});
    });
}

void RunArea::write(const std::function<void(Work&)>& change) {
    const auto result = area_->run([&](Work& work) -> Outcome<std::string> {
        change(work);
        return std::string("{}");
    });
    EXPECT_TRUE(result.outcome.accepted());
}

TestPerson RunArea::add(const PersonTerms& terms) {
    TestPerson made;
    write([&](Work& work) { made = insert(work, terms); });
    return made;
}

void RunArea::add_many(int people) {
    write([&](Work& work) {
        for (int each = 0; each < people; ++each) insert(work, {});
    });
}

TestPerson RunArea::insert(Work& work, const PersonTerms& terms) {
    TestPerson made;
    const std::string ref = "P" + std::to_string(++people_);
    made.person = ledger::insert_person(work,
                                        {.ref = ref,
                                         .from_on = long_ago,
                                         .information_format = "standard",
                                         .died_on = terms.died_on});
    made.budget = ledger::insert_budget(work,
                                        {.ref = "B" + ref,
                                         .from_on = long_ago,
                                         .person = made.person,
                                         .lead = commissioner,
                                         .start_on = long_ago,
                                         .end_on = terms.budget_ends_on});
    if (terms.has_account) {
        const std::int64_t details =
            ledger::insert_bank_private(work, made.person, {"HOLDER " + ref, "107999", "88837491"});
        made.payee_account =
            ledger::insert_payee_account(work,
                                         {.from_on = long_ago,
                                          .person = terms.organisation_paid == 0 ? made.person : 0,
                                          .organisation = terms.organisation_paid,
                                          .bank_private = details,
                                          .status = terms.account,
                                          .proposed_by = 1,
                                          .confirmed_by = 2});
    }
    ledger::PlanLine line = terms.line;
    line.ref = "L" + ref;
    line.budget = made.budget;
    if (line.body == 0) line.body = commissioner;
    made.line = ledger::insert_plan_line(work, line);
    ledger::Agreement agreement = terms.agreement;
    agreement.ref = "A" + ref;
    agreement.budget = made.budget;
    agreement.payee_account = made.payee_account;
    if (agreement.paid_from == 0) agreement.paid_from = bank_account;
    made.agreement = ledger::insert_agreement(work, agreement);
    return made;
}

Outcome<json> RunArea::ask(scheduler::CommandHandler handler,
                           std::map<std::string, std::string> fields,
                           const AskedOn& how) {
    ledger::Stamp stamp =
        area_->stamp(how.key.empty() ? "ask-" + std::to_string(++keys_) : how.key);
    stamp.actor = how.actor.number;
    stamp.today = on(how.day);
    stamp.at_ms = (std::int64_t{stamp.today.days()} * 1440 + how.minutes) * 60'000;
    stamp.fields = &fields;
    const scheduler::Surroundings around{.folder = {}, .settings = settings};
    const auto result = area_->writer().run_alone(stamp, [&](Work& work) -> Outcome<std::string> {
        scheduler::Asked asked{work, scheduler::Fields(fields), how.actor, around};
        return handler(asked);
    });
    if (!result.outcome.accepted()) return result.outcome.refusal();
    return json::parse(result.outcome.value());
}

json RunArea::answer(scheduler::CommandHandler handler,
                     std::map<std::string, std::string> fields,
                     const AskedOn& how) {
    const auto outcome = ask(handler, std::move(fields), how);
    if (outcome.accepted()) return outcome.value();
    ADD_FAILURE() << outcome.refusal().code << ": " << outcome.refusal().words;
    return {};
}

std::string RunArea::refusal(scheduler::CommandHandler handler,
                             std::map<std::string, std::string> fields,
                             const AskedOn& how) {
    const auto outcome = ask(handler, std::move(fields), how);
    return outcome.accepted() ? "accepted" : outcome.refusal().code;
}

json RunArea::propose(const std::string& until, const std::string& today) {
    return answer(scheduler::run_propose, {{"until", until}}, {.day = today})["runs"];
}

json RunArea::approve(const json& run) {
    return answer(
        scheduler::run_approve, {{"run", run["run"]}, {"confirm", run["confirm"]}}, {.actor = ben});
}

std::vector<ledger::PaymentRecord> RunArea::payments() {
    std::vector<ledger::PaymentRecord> all;
    ledger::each_payment(
        area_->database(), {1, 1'000'000}, [&](const auto& payment) { all.push_back(payment); });
    return all;
}

ledger::Balance RunArea::balance(const ledger::AccountKey& key) {
    return area_->writer().books().balance(key);
}

std::int64_t RunArea::count(std::string_view table) {
    const std::string sql = "SELECT COUNT(*) FROM " + std::string(table);
    const auto statement = area_->database().prepare(sql.c_str());
    return statement->step() ? statement->integer(0) : -1;
}

}  // namespace almoner::tests
