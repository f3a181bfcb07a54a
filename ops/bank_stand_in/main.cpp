// almoner_bank: one day at the bank to rehearse with, between an outbox and an inbox.
#include "gateway/outbox/outbox.h"
#include "ops/bank_stand_in/stand_in.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace {

namespace fs = std::filesystem;
using namespace almoner;
using ops::bank_stand_in::BankFile;
using ops::bank_stand_in::Behaviour;
using ops::bank_stand_in::Receipt;
using ops::bank_stand_in::StandIn;

struct Arguments {
    std::string outbox;
    std::string inbox;
    std::string state;
    std::string day;
    std::string holidays;
    unsigned returns_percent = 0;
    std::uint64_t seed = 1;
    std::vector<std::string> faults;
    std::vector<std::string> balances;
};

void describe(CLI::App& app, Arguments& given) {
    app.add_option("--outbox", given.outbox, "Folder that payment files are read from")->required();
    app.add_option("--inbox", given.inbox, "Folder that answers are put into")->required();
    app.add_option("--state", given.state, "Folder of the bank's own books")->required();
    app.add_option("--day", given.day, "The bank's day, YYYY-MM-DD")->required();
    app.add_option("--holidays", given.holidays, "Bank holidays; weekends only without");
    app.add_option("--returns", given.returns_percent, "Percent of payments that come back")
        ->check(CLI::Range(0, 100));
    app.add_option("--fault", given.faults, "KIND:N, e.g. reject:3; may be repeated");
    app.add_option("--balance",
                   given.balances,
                   "SORTCODE:ACCOUNT:PENCE an account starts with; may be repeated");
    app.add_option("--seed", given.seed, "The same seed gives the same faults");
    app.footer(
        "Example:\n  almoner_bank --outbox data/outbox --inbox data/inbox --state data/bank "
        "--day 2026-11-23 --returns 2 --fault reject:1 --seed 7");
}

std::string whole(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("can't read " + path.string());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

template <class T>
T accepted(ledger::Outcome<T> outcome) {
    if (!outcome.accepted())
        throw std::runtime_error(outcome.refusal().words + " " + outcome.refusal().next);
    return std::move(outcome).value();
}

Behaviour behaviour_of(const Arguments& given) {
    Behaviour behaviour;
    behaviour.seed = given.seed;
    behaviour.returns_percent = given.returns_percent;
    for (const std::string& fault : given.faults)
        behaviour.faults.add(accepted(ops::bank_stand_in::parse_fault(fault)));
    if (!given.holidays.empty())
        behaviour.holidays = accepted(ledger::parse_bank_holidays(whole(given.holidays)));
    return behaviour;
}

void open_account(StandIn& bank, const std::string& text) {
    const std::size_t first = text.find(':');
    const std::size_t second = text.find(':', first + 1);
    if (first != 6 || second != 15)
        throw std::runtime_error("a balance is SORTCODE:ACCOUNT:PENCE, not " + text);
    bank.open_account({text.substr(0, 6), text.substr(7, 8)},
                      ledger::Money::from_pence(std::stoll(text.substr(16))));
}

// Files in the order of their names; what is unfinished hides behind a dot.
std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file() && !entry.path().filename().string().starts_with('.'))
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

void deliver(gateway::Outbox& inbox, const BankFile& file) {
    (void)accepted(inbox.write(file.name, file.bytes));
    std::printf("%s\n", file.name.c_str());
}

void one_day(const Arguments& given) {
    const auto day = ledger::Date::parse(given.day);
    if (!day) throw std::runtime_error("--day is not a day: " + given.day);
    fs::create_directories(given.state);
    fs::create_directories(given.inbox);
    StandIn bank(given.state, behaviour_of(given));
    for (const std::string& balance : given.balances) open_account(bank, balance);
    gateway::Outbox inbox(given.inbox);
    for (const fs::path& path : files_in(given.outbox)) {
        const Receipt receipt = bank.receive(path.filename().string(), whole(path), *day);
        if (receipt.refusal)
            std::fprintf(stderr,
                         "%s: refused: %s\n",
                         path.filename().c_str(),
                         receipt.refusal->code.c_str());
        if (receipt.report) deliver(inbox, *receipt.report);
    }
    for (const BankFile& file : bank.close_day(*day)) deliver(inbox, file);
    bank.save();
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("One day at a bank to rehearse with.");
    Arguments given;
    try {
        describe(app, given);
        app.parse(argc, argv);
        one_day(given);
        return 0;
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "almoner_bank: %s\n", error.what());
        return 1;
    }
}
