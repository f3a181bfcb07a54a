// Bank statements as they come: other currencies, twins, look-alikes, names where a reference goes.
#include "scheduler/commands/statement_import.h"

#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/private_text.h"
#include "ledger/records/record_table.h"
#include "ledger/records/submission.h"
#include "ledger/verify/verify.h"
#include "scheduler/jobs/job.h"
#include "scheduler/reconciliation/bank_line.h"
#include "scheduler/reconciliation/expected_payments.h"
#include "scheduler/reconciliation/line_identity.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using testing::replaced;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;

std::string camt(const std::string& lines, std::string_view closing) {
    return replaced(testing::camt_with(lines, closing), "20000055779911", "08999966374958");
}

std::string refusal_of(RunArea& area, const std::string& file) {
    return area.refusal(import_statement, {{"file", file}}, {.day = "2026-11-20"});
}

Money in_suspense(RunArea& area, std::int64_t bank_account) {
    return area
        .balance({.name = AccountName::suspense,
                  .stream = ledger::Stream::unassigned,
                  .body = static_cast<std::int32_t>(area.commissioner),
                  .bank_account = static_cast<std::int32_t>(bank_account)})
        .posted;
}

// The private texts of these numbers, opened, one after another.
std::string texts(RunArea& area, const char* sql) {
    ledger::Database& database = area.area().database();
    std::string all;
    const auto rows = database.prepare(sql);
    while (rows->step()) all += ledger::private_text(database, rows->integer(0)).value_or("");
    return all;
}

TEST(StatementImport, RefusesAnotherCurrencyInALineOrTheAccount) {
    RunArea area;
    const std::string line = bank_line("12.34", "CRDT", "who is it");
    EXPECT_EQ(refusal_of(area, camt(replaced(line, "GBP", "EUR"), "1012.34")),
              "statement-currency");
    EXPECT_EQ(refusal_of(area, replaced(camt(line, "1012.34"), "<Ccy>GBP", "<Ccy>EUR")),
              "statement-currency");
    EXPECT_EQ(area.count("statement_line"), 0);
    const std::string pending = replaced(replaced(line, "GBP", "EUR"), "BOOK", "PDNG");
    EXPECT_EQ(refusal_of(area, camt(pending, "1000.00")), "accepted");
}

TEST(StatementImport, RefusesABalanceInAnotherCurrencyThoughEveryLineIsInPounds) {
    RunArea area;
    const std::string file = camt(bank_line("12.34", "CRDT", "who is it"), "1012.34");
    const std::string opening = R"(<Amt Ccy="GBP">1000.00)";
    const std::string closing = R"(<Amt Ccy="GBP">1012.34)";
    for (const std::string& balance : {opening, closing}) {
        const std::string euros = replaced(balance, "GBP", "EUR");
        EXPECT_EQ(refusal_of(area, replaced(file, balance, euros)), "statement-currency") << euros;
    }
    EXPECT_EQ(area.count("statement_line"), 0);
}

TEST(StatementImport, RefusesAStatementOfAnAccountThatIsNotOurs) {
    RunArea area;
    EXPECT_EQ(refusal_of(area, testing::camt_with(bank_line("12.34", "CRDT", "WHO"), "1012.34")),
              "statement-account-unknown");
    EXPECT_EQ(area.count("statement_line"), 0);
}

TEST(StatementImport, RefusesADayBeforeTheBooksWereOpenedAndADayToCome) {
    RunArea area;
    const auto on_day = [&](std::string_view day) {
        const std::string line = bank_line("12.34", "CRDT", "who is it");
        return refusal_of(area, camt(replaced(line, "2026-11-20", day), "1012.34"));
    };
    EXPECT_EQ(on_day("1969-12-31"), "statement-day-before-books");
    EXPECT_EQ(on_day("1970-01-01"), "accepted") << "nothing was brought over to this account";
    area.write([](ledger::Work& work) {
        for (const char* key : {"bank|MAIN||||nhs|", "bank|OTHER||||nhs|"}) {
            work.records().insert(
                ledger::opening_balance_table,
                std::string_view(key),
                pounds(10),
                on(std::string_view(key) == "bank|MAIN||||nhs|" ? "2026-04-01" : "2027-01-01"));
        }
    });
    EXPECT_EQ(on_day("2026-03-31"), "statement-day-before-books");
    EXPECT_EQ(on_day("2026-04-01"), "accepted");
    EXPECT_EQ(on_day("2026-11-20"), "accepted") << "today";
    EXPECT_EQ(on_day("2026-11-21"), "statement-day-ahead");
    EXPECT_EQ(area.count("statement_line"), 3);
}

TEST(StatementImport, ALineGivenOutAgainWithMoreWordsIsTheSameLine) {
    RunArea area;
    const auto read = [&](const std::string& lines, std::string_view closing) {
        return area.answer(
            import_statement, {{"file", camt(lines, closing)}}, {.day = "2026-11-20"})["new_lines"];
    };
    const std::string line = bank_line("12.34", "CRDT", "WHO");
    const std::string bank_reference = "BK12.34CRDTWHO";
    EXPECT_EQ(read(line, "1012.34"), 1);
    const std::string more = replaced(line, "<Ustrd>WHO", "<Ustrd>WHO AND WHAT FOR");
    ASSERT_NE(more, line);
    EXPECT_EQ(read(more, "1012.34"), 0);
    EXPECT_EQ(read(more + replaced(line, bank_reference, "ANOTHER"), "1024.68"), 1);
    // Without a reference of the bank's the words are all that tells two lines apart.
    const auto bare = [&](const std::string& each) {
        return replaced(each, bank_reference, "NONREF");
    };
    EXPECT_EQ(read(bare(line) + bare(line), "1024.68"), 2);
    EXPECT_EQ(read(bare(more), "1012.34"), 1);
    EXPECT_EQ(in_suspense(area, area.bank_account), Money::from_pence(61'70));
}

// White space between the lines makes it long enough for a thread of its own.
std::string made_long(const std::string& lines) {
    return lines + std::string(worth_reading_ahead, ' ');
}

TEST(StatementImport, ALongFileSettlesWhatAShortOneDoes) {
    RunArea area;
    const tests::TempFolder outbox;
    (void)area.add();
    (void)area.add();
    tests::send_all(area, outbox.path());
    const std::string line = bank_line("400.00", "DBIT", ledger::payment_ref(2)) +
                             bank_line("12.34", "CRDT", "who is it");
    const std::string file = camt(made_long(line), "612.34");
    const json answer = area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    EXPECT_EQ(answer["new_lines"], 2);
    EXPECT_EQ(answer["settled"], 1);
    EXPECT_EQ(in_suspense(area, area.bank_account), Money::from_pence(12'34));
    tests::expect_sound(area);
    const json again = area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    EXPECT_EQ(again["unchanged"], true);
    const std::string other = bank_line("400.00", "DBIT", ledger::payment_ref(1));
    (void)read_statement(area, other, "600.00");
    tests::expect_sound(area);
}

TEST(StatementImport, ALongFileIsRefusedAsAShortOneIs) {
    RunArea area;
    const std::string line = made_long(bank_line("12.34", "CRDT", "who is it"));
    EXPECT_EQ(refusal_of(area, camt(line, "1012.35")), "statement-does-not-add-up");
    EXPECT_EQ(refusal_of(area, camt(line + "<Ntry>", "1012.34")),
              refusal_of(area, camt("<Ntry>", "1000.00")));
    EXPECT_EQ(area.count("statement_line"), 0);
}

TEST(StatementImport, SaysWhichViolationsItReadAllTheSame) {
    RunArea area;
    std::string file = camt(bank_line("12.34", "CRDT", "WHO"), "1012.34");
    const std::size_t balances = file.find("<Bal>");
    file.erase(balances, file.rfind("</Bal>") + 6 - balances);
    const json answer = area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    ASSERT_EQ(answer["violations"].size(), 1U) << answer;
    EXPECT_EQ(answer["violations"][0]["account"], "MAIN");
    EXPECT_EQ(answer["violations"][0]["statement"], "S1");
    EXPECT_NE(answer["violations"][0]["where"].get<std::string>().find("Stmt[1]"),
              std::string::npos);
    EXPECT_FALSE(answer["violations"][0]["what"].get<std::string>().empty());
}

TEST(StatementImport, ANumberWithoutASortCodeMustBeOneAccountOfOurs) {
    RunArea area;
    const std::string line = bank_line("12.34", "CRDT", "who is it");
    const std::string without =
        replaced(testing::camt_with(line, "1012.34"), "20000055779911", "66374958");
    EXPECT_EQ(refusal_of(area, without), "accepted");
    area.write([&](ledger::Work& work) {
        auto other =
            *ledger::bank_account_numbered(work.database(), area.bank_account, on("2026-11-02"));
        other.number = 0;
        other.ref = "OTHER";
        other.sort_code = "107999";
        ledger::insert_bank_account(work, other);
    });
    EXPECT_EQ(refusal_of(area, replaced(without, "<Id>S1", "<Id>S2")),
              "statement-account-ambiguous");
    EXPECT_EQ(refusal_of(area, camt(line, "1012.34")), "accepted");
}

// Two statements of one file, each with this line and its own opening and closing.
std::string two_statements(const std::string& line,
                           std::string_view second_id,
                           std::string_view second_opening,
                           std::string_view second_closing) {
    std::string first = camt(line, "1012.34");
    const std::size_t from = first.find("<Stmt>");
    const std::size_t to = first.find("</Stmt>") + std::string_view("</Stmt>").size();
    std::string second = first.substr(from, to - from);
    second = replaced(second, "<Id>S1", "<Id>" + std::string(second_id));
    second = replaced(second, "1012.34", second_closing);
    second = replaced(second, "1000.00", second_opening);
    first.insert(to, second);
    return first;
}

TEST(StatementImport, TwinsInTwoStatementsOfOneFileAreBothKept) {
    RunArea area;
    const std::string line = bank_line("12.34", "CRDT", "who is it");
    const std::string file = two_statements(line, "S2", "1012.34", "1024.68");
    const json answer = area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    EXPECT_EQ(answer["new_lines"], 2);
    EXPECT_EQ(in_suspense(area, area.bank_account), Money::from_pence(24'68));
    // The same day once more, as one statement of another file: nothing is new.
    const json again = area.answer(
        import_statement, {{"file", camt(line + line, "1024.68")}}, {.day = "2026-11-20"});
    EXPECT_EQ(again["new_lines"], 0);
    tests::expect_sound(area);
}

TEST(StatementImport, OneStatementTwiceInAFileIsReadOnce) {
    RunArea area;
    const std::string line = bank_line("12.34", "CRDT", "who is it");
    const std::string file = two_statements(line, "S1", "1000.00", "1012.34");
    const json answer = area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    EXPECT_EQ(answer["new_lines"], 1);
    EXPECT_EQ(answer["statements"].size(), 1U);
}

// Ten pence for each letter, and a line of it for each.
std::string lines_of(std::string_view letters) {
    std::string lines;
    for (const char letter : letters) lines += bank_line("0.10", "CRDT", std::string(1, letter));
    return lines;
}

TEST(StatementImport, AnOverlappingFileBringsOnlyWhatIsNew) {
    RunArea area;
    const auto fresh = [&](std::string_view letters, std::string_view closing) {
        const std::string file = camt(lines_of(letters), closing);
        return area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"})["new_lines"];
    };
    EXPECT_EQ(fresh("KCAEBD", "1000.60"), 6);
    EXPECT_EQ(fresh("C", "1000.10"), 0) << "looked up by itself";
    EXPECT_EQ(fresh("Z", "1000.10"), 1) << "looked up by itself";
    EXPECT_EQ(fresh("CZYAAD", "1000.60"), 2) << "found in a pass: Y, and A once more";
    EXPECT_EQ(fresh("AADCBEZYK", "1000.90"), 0);
    EXPECT_EQ(area.count("statement_line"), 9);
    tests::expect_sound(area);
}

TEST(StatementImport, LinesKeepTheirPlaceInTheBanksOrder) {
    RunArea area;
    (void)read_statement(area, lines_of("KCAEBD"), "1000.60");
    const std::string raw = texts(area, "SELECT raw_private FROM statement_line ORDER BY place");
    std::string order;
    for (std::size_t at = raw.find("Id>"); at != std::string::npos; at = raw.find("Id>", at + 1)) {
        if (raw[at + 4] == '<') order += raw[at + 3];
    }
    EXPECT_EQ(order, "KCAEBD");
    EXPECT_EQ(area.count("suspense_item i JOIN statement_line l ON l.id = i.line"
                         " WHERE i.id = l.place"),
              6);
}

TEST(StatementImport, WithoutTheAreasSaltAFingerprintCantBeGuessed) {
    gateway::StatementLine line;
    line.description = "ADA EXAMPLE";
    const std::string salt(16, '1');
    EXPECT_EQ(Fingerprints(salt).of(line), Fingerprints(salt).of(line));
    EXPECT_NE(Fingerprints(salt).of(line), Fingerprints(std::string(16, '2')).of(line));

    RunArea area;
    (void)read_statement(area, lines_of("A"), "1000.10");
    (void)read_statement(area, lines_of("B"), "1000.10");
    EXPECT_EQ(area.count("area_salt WHERE purpose = 'bank-lines' AND length(salt) = 16"), 1);
    auto& database = area.area().database();
    EXPECT_THROW(database.run_script("UPDATE area_salt SET purpose = 'x'"), ledger::StorageError);
    EXPECT_THROW(database.run_script("DELETE FROM area_salt"), ledger::StorageError);
    tests::expect_sound(area);
    database.run_script(
        "DROP TRIGGER area_salt_is_never_changed; UPDATE area_salt SET salt = zeroblob(16)");
    const auto faults = ledger::verify(database).faults;
    EXPECT_TRUE(
        std::ranges::any_of(faults, [](const auto& fault) { return fault.table == "area_salt"; }));
}

TEST(StatementImport, WhatAPayerWroteAsAReferenceIsPrivate) {
    RunArea area;
    area.add();
    const tests::TempFolder outbox;
    tests::send_all(area, outbox.path());
    const std::string ours = ledger::payment_ref(1);
    (void)read_statement(
        area,
        bank_line("12.34", "CRDT", "ADA EXAMPLE RENT") + bank_line("400.00", "DBIT", ours),
        "612.34");
    EXPECT_EQ(area.count("statement_line WHERE reference = '' AND bank_reference = ''"), 1);
    EXPECT_EQ(area.count("statement_line WHERE reference = '" + ours + "'"), 1);
    const std::string all = texts(area, "SELECT id FROM private_text ORDER BY id");
    EXPECT_NE(all.find("ADA EXAMPLE RENT"), std::string::npos) << all;
    tests::expect_sound(area);
}

TEST(StatementImport, TheNightlyCheckTakesTheLatestStatementAndNotTheLastImported) {
    RunArea area;
    const auto day = [](const std::string& file, std::string_view iso) {
        std::string text = file;
        for (std::size_t at = text.find("2026-11-20"); at != std::string::npos;
             at = text.find("2026-11-20", at)) {
            text.replace(at, 10, iso);
        }
        return text;
    };
    area.write([&](ledger::Work& work) {
        work.books().post({{.name = AccountName::bank,
                            .stream = ledger::Stream::nhs,
                            .body = static_cast<std::int32_t>(area.commissioner),
                            .bank_account = static_cast<std::int32_t>(area.bank_account)},
                           {.name = AccountName::funding,
                            .stream = ledger::Stream::nhs,
                            .body = static_cast<std::int32_t>(area.commissioner)},
                           pounds(1'000)},
                          {.effective = on("2026-11-02")});
    });
    const std::string first = camt(bank_line("12.34", "CRDT", "one"), "1012.34");
    std::string second = camt(bank_line("5.00", "CRDT", "two"), "1017.34");
    second = replaced(second, "1000.00", "1012.34");
    const auto period = [](std::string file, std::string_view iso) {
        return replaced(std::move(file),
                        "</Acct>",
                        "</Acct><FrToDt><FrDtTm>" + std::string(iso) +
                            "T00:00:00</FrDtTm><ToDtTm>" + std::string(iso) +
                            "T23:59:59</ToDtTm></FrToDt>");
    };
    (void)area.answer(
        import_statement, {{"file", period(second, "2026-11-20")}}, {.day = "2026-11-20"});
    (void)area.answer(import_statement,
                      {{"file", day(period(first, "2026-11-20"), "2026-11-19")}},
                      {.day = "2026-11-20"});
    const JobFindings found =
        find_job("identities")->find(area.area().database(), on("2026-11-20"));
    EXPECT_TRUE(found.agrees) << (found.commands.empty() ? std::string()
                                                         : found.commands[0].fields.at("words"));
}

TEST(BankLines, AWordStandsByItself) {
    EXPECT_TRUE(has_whole_word("ALM-1", "ALM-1"));
    EXPECT_TRUE(has_whole_word("FILE ALM-1.", "ALM-1"));
    EXPECT_TRUE(has_whole_word("ALM-1-2", "ALM-1")) << "its second day";
    EXPECT_TRUE(has_whole_word("ALM-12 ALM-1", "ALM-1"));
    EXPECT_FALSE(has_whole_word("ALM-12-1", "ALM-1"));
    EXPECT_FALSE(has_whole_word("XALM-1", "ALM-1"));
    EXPECT_TRUE(has_whole_word("BACS 000001", "000001"));
    EXPECT_FALSE(has_whole_word("BACS 90000012", "000001"));
    EXPECT_FALSE(has_whole_word("000001", ""));
}

TEST(StatementImport, ATotalMeetsTheFileThatItNamesAndNoOlderOne) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    tests::send_all(area, outbox.path());
    area.add();
    tests::send_all(area, outbox.path());
    const auto serial = [&](std::int64_t id) {
        return ledger::submission_by_id(area.area().database(), id).value().serial;
    };
    ASSERT_EQ(serial(2), "000002");
    // The first file's serial stands within a longer number, and its amount is the same.
    (void)read_statement(area, bank_line("400.00", "DBIT", "12000001 " + serial(2)), "600.00");
    EXPECT_EQ(area.payments().at(0).state, ledger::PaymentState::sent);
    EXPECT_EQ(area.payments().at(1).state, ledger::PaymentState::settled);
    tests::expect_sound(area);
}

}  // namespace
}  // namespace almoner::scheduler
