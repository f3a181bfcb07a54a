#include "tests/ledger/views/small_area.h"

#include "ledger/posting/commissioner_money.h"
#include "ledger/posting/set_aside.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_text.h"

#include <stdexcept>

namespace almoner::tests {

using namespace ledger;

namespace {

const Date beginning = *Date::parse("2026-04-01");

std::int32_t small(std::int64_t number) {
    return static_cast<std::int32_t>(number);
}

std::int32_t add_body(Work& work, const char* ref, OrganisationKind kind, const char* streams) {
    return small(insert_organisation(
        work, {.ref = ref, .from_on = beginning, .kind = kind, .name = ref, .streams = streams}));
}

std::int32_t add_bank(Work& work, const char* ref, std::int32_t owner) {
    return small(insert_bank_account(work,
                                     {.ref = ref,
                                      .from_on = beginning,
                                      .owner = owner,
                                      .name = ref,
                                      .sort_code = "089999",
                                      .account_number = "66374958"}));
}

TransferDetail dated(TransferDetail detail, Date today) {
    if (detail.effective == Date{}) detail.effective = today;
    return detail;
}

}  // namespace

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

Date day(const char* iso) {
    return *Date::parse(iso);
}

SmallArea::SmallArea() {
    run([&](Work& work) -> Outcome<std::string> {
        nhs_body = add_body(work, "ICB", OrganisationKind::nhs, "nhs");
        council_body = add_body(work, "LA", OrganisationKind::council, "social-care,education");
        nhs_bank = add_bank(work, "ICB-BANK", nhs_body);
        council_bank = add_bank(work, "LA-BANK", council_body);
        return std::string("{}");
    });
    happens(post(BankToppedUp{nhs_bank, {nhs(10'000'00)}}));
    happens(post(BankToppedUp{council_bank, {council(10'000'00)}}));
}

std::int64_t SmallArea::run(const Handler& handler) {
    const CommandResult result = area_.run(handler);
    if (!result.outcome.accepted()) throw std::runtime_error(result.outcome.refusal().code);
    last_seq_ = result.seq;
    return result.seq;
}

std::int32_t SmallArea::person(const std::string& ref, const std::string& budget, Money kept) {
    std::int32_t number = 0;
    run([&](Work& work) -> Outcome<std::string> {
        const std::int64_t person = insert_person(work, {.ref = ref, .from_on = beginning});
        number = small(insert_budget(work,
                                     {.ref = budget,
                                      .from_on = beginning,
                                      .person = person,
                                      .lead = nhs_body,
                                      .start_on = beginning,
                                      .contingency = kept}));
        return std::string("{}");
    });
    return number;
}

std::int64_t SmallArea::plan_line(std::int32_t budget, const std::string& ref, Option option) {
    std::int64_t number = 0;
    run([&](Work& work) -> Outcome<std::string> {
        number =
            insert_plan_line(work,
                             {.ref = ref,
                              .from_on = beginning,
                              .budget = budget,
                              .body = nhs_body,
                              .stream = Stream::nhs,
                              .option = option,
                              .purpose_private = insert_private_text(work, 1, "Personal assistant"),
                              .amount = pence(450'00),
                              .start_on = beginning});
        return std::string("{}");
    });
    return number;
}

std::int64_t SmallArea::choose(const Posting& posting, TransferDetail detail) {
    std::int64_t first = 0;
    run([&](Work& work) -> Outcome<std::string> {
        first = work.post(posting, dated(detail, work.today()));
        return std::string("{}");
    });
    return first;
}

std::int64_t SmallArea::happens(const Posting& posting, TransferDetail detail) {
    std::int64_t first = 0;
    run([&](Work& work) -> Outcome<std::string> {
        work.posts_facts("it happened", "finance");
        first = work.post(posting, dated(detail, work.today()));
        return std::string("{}");
    });
    return first;
}

void SmallArea::settle(std::int64_t first, std::int64_t count, Date on) {
    run([&](Work& work) -> Outcome<std::string> {
        work.posts_facts("it happened", "finance");
        for (std::int64_t id = first; id < first + count; ++id) work.books().settle(id, on);
        return std::string("{}");
    });
}

void SmallArea::release(std::int64_t first, std::int64_t count) {
    run([&](Work& work) -> Outcome<std::string> {
        work.posts_facts("it happened", "finance");
        for (std::int64_t id = first; id < first + count; ++id) work.books().release(id);
        return std::string("{}");
    });
}

std::int64_t SmallArea::approved(const Payment& payment, TransferDetail detail) {
    choose(post(PeriodSetAside{payment.to, payment.shares, {}}), detail);
    return choose(post(PaymentApproved{payment}), detail);
}

void SmallArea::paid(const Payment& payment, TransferDetail detail) {
    const std::int64_t first = approved(payment, detail);
    const Date on = detail.effective == Date{} ? day("2026-11-22") : detail.effective;
    settle(first, 2 * static_cast<std::int64_t>(payment.shares.size()), on);
}

Share SmallArea::nhs(std::int64_t amount) const {
    return {Stream::nhs, nhs_body, pence(amount)};
}

Share SmallArea::council(std::int64_t amount) const {
    return {Stream::social_care, council_body, pence(amount)};
}

Share SmallArea::own(std::int64_t amount) const {
    return {Stream::person, council_body, pence(amount)};
}

Payment SmallArea::payment(std::int32_t budget, Option option, const Shares& shares) const {
    const bool from_nhs = !shares.empty() && shares[0].body == nhs_body;
    return {.to = {.budget = budget, .option = option},
            .from_bank_account = from_nhs ? nhs_bank : council_bank,
            .shares = shares};
}

}  // namespace almoner::tests
