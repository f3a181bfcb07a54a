#include "ops/demo/bank_side.h"

#include "gateway/outbox/outbox.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace almoner::ops::demo {
namespace {

namespace fs = std::filesystem;
using bank_stand_in::BankAccount;
using bank_stand_in::BankFile;
using ledger::Money;

constexpr std::int64_t returns_percent = 2;

std::string whole(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("can't read " + path.string());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

fs::path made_folder(fs::path folder) {
    fs::create_directories(folder);
    return folder;
}

}  // namespace

BankSide::BankSide(fs::path folder,
                   const gateway::AreaFiles& area,
                   std::uint64_t seed,
                   ledger::BankHolidays holidays)
    : folder_(std::move(folder)),
      area_(area),
      bank_(made_folder(folder_ / "bank"),
            {.seed = seed, .faults = {}, .holidays = std::move(holidays)}) {
    fs::create_directories(folder_ / "inbox");
    for (const gateway::BankAccountRow& row : area_.bank_accounts) {
        bank_.open_account(account(row.bank_account), opening_of(row));
    }
}

Money BankSide::opening_of(const gateway::BankAccountRow& account) const {
    Money opening;
    for (const gateway::OpeningBalanceRow& row : area_.opening_balances) {
        if (row.bank_account == account.bank_account) opening += row.amount;
    }
    return opening;
}

BankAccount BankSide::account(std::string_view ref) const {
    const auto row =
        std::ranges::find(area_.bank_accounts, ref, &gateway::BankAccountRow::bank_account);
    if (row == area_.bank_accounts.end()) throw ledger::InvariantBroken("no such bank account");
    return {std::string(row->details.sort_code.digits()),
            std::string(row->details.account_number.digits())};
}

void BankSide::take(ledger::Date day, const std::string& file_name, std::int64_t items) {
    returns_due_ += items * returns_percent;
    const auto returns = static_cast<std::uint32_t>(returns_due_ / 100);
    returns_due_ %= 100;
    bank_.expect({.fault = bank_stand_in::Fault::returned, .count = returns});
    bank_stand_in::Receipt receipt =
        bank_.receive(file_name, whole(folder_ / "outbox" / file_name), day);
    if (receipt.refusal) {
        throw std::runtime_error("the bank refuses " + file_name + ": " + receipt.refusal->words);
    }
    if (receipt.report) reports_.push_back(std::move(*receipt.report));
}

bool BankSide::recall(const bank_stand_in::Recall& recall) {
    return bank_.recall(recall);
}

void BankSide::pay_in(ledger::Date day,
                      std::string_view bank_account,
                      Money amount,
                      std::string_view payer,
                      std::string_view reference) {
    bank_.pay_in(account(bank_account), day, amount, payer, reference);
}

std::vector<BankFile> BankSide::close(ledger::Date day) {
    std::vector<BankFile> answers = std::exchange(reports_, {});
    for (BankFile& statement : bank_.close_day(day)) answers.push_back(std::move(statement));
    gateway::Outbox inbox(folder_ / "inbox");
    for (const BankFile& file : answers) {
        if (!inbox.write(file.name, file.bytes).accepted()) {
            throw std::runtime_error("the inbox holds another file as " + file.name);
        }
    }
    return answers;
}

}  // namespace almoner::ops::demo
