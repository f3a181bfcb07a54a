#include "tests/bench/poster.h"

#include "ledger/posting/keys.h"

#include <algorithm>
#include <stdexcept>

namespace almoner::bench {
namespace {

using namespace ledger;

constexpr std::int32_t body = 1;
const Date first = *Date::parse("2026-11-23");

// Half of the accounts are what is set aside for a budget's direct payments, half for its managed
// account, so that the books can be proved: what stands in a fund must be somewhere, too.
AccountKey account(std::int64_t number) {
    const bool managed = number % 2 == 1;
    return {.name = AccountName::undrawn,
            .stream = Stream::nhs,
            .option = managed ? Option::managed_account : Option::direct_payment,
            .body = body,
            .budget = static_cast<std::int32_t>(number / 2 + 1)};
}

}  // namespace

Poster::Poster(Database& database)
    : writer_(database, [] { return std::string(16, '0'); }),
      stamp_{.command = "payment post",
             .key = "",
             .actor = 1,
             .at_ms = posted_at_ms,
             .today = *Date::parse("2026-11-22"),
             .fields = &fields_} {
    writer_.begin_group();
    stamp_.key = key_of(++keys_);
    must(command([](Work& work) {
        for (std::int64_t number = 0; number < account_count; ++number) {
            const AccountKey key = account(number);
            work.books().post(
                {{.name = AccountName::allocation, .stream = key.stream, .body = body},
                 key,
                 Money::from_pence(50'000'000)},
                {.effective = work.today()});
        }
    }));
    writer_.commit_group();
}

std::string Poster::key_of(std::int64_t number) {
    std::string key = "01jd6w3q7k0000000000000000";
    std::int64_t left = number;
    for (std::size_t at = key.size(); left > 0; left /= 10) {
        key[--at] = static_cast<char>('0' + left % 10);
    }
    return key;
}

template <class Body>
CommandResult Poster::command(const Body& does) {
    return writer_.run(stamp_, [&](Work& work) -> Outcome<std::string> {
        does(work);
        return std::string(R"({"posted":true})");
    });
}

void Poster::must(const CommandResult& result) const {
    if (!result.outcome.accepted()) throw std::runtime_error(result.outcome.refusal().code);
}

void Poster::post_next(Work& work) {
    const Move move = traffic_.next();
    work.books().post({account(move.debit), account(move.credit), Money::from_pence(move.pence)},
                      {.kind = 8,
                       .plan_line = move.debit / 2 + 1,
                       .effective = first,
                       .settled = first,
                       .period = {first, first + 27}});
}

CommandResult Poster::post_one(const std::string& key) {
    stamp_.key = key;
    CommandResult result = command([this](Work& work) { post_next(work); });
    must(result);
    return result;
}

void Poster::post(std::int64_t transfers, std::int64_t each, std::int64_t batch) {
    for (std::int64_t done = 0; done < transfers;) {
        writer_.begin_group();
        for (std::int64_t in_batch = 0; in_batch < batch && done < transfers;) {
            const std::int64_t count = std::min(each, transfers - done);
            stamp_.key = key_of(++keys_);
            must(command([&](Work& work) {
                for (std::int64_t i = 0; i < count; ++i) post_next(work);
            }));
            done += count;
            in_batch += count;
        }
        writer_.commit_group();
    }
}

}  // namespace almoner::bench
