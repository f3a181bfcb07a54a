#include "tests/bench/job_floors.h"

#include "tests/bench/floor_database.h"

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <pugixml.hpp>
#include <unistd.h>
#include <unordered_map>

namespace almoner::bench {
namespace {

constexpr std::int64_t today = 20'779;
constexpr std::int64_t first_pence = 1'000;

struct Due {
    std::int64_t plan = 0;
    std::int64_t account = 0;
    std::int64_t pence = 0;
    std::int64_t every = 0;
    std::int64_t sort_code = 0;
    std::int64_t number = 0;
    std::string name;
};

std::string ref_of(std::int64_t payment) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "PAY%09lld", static_cast<long long>(payment));
    return text.data();
}

class JobFloor {
  public:
    JobFloor(const std::filesystem::path& file, std::int64_t payments)
        : handle_(file), payments_(payments) {
        for (const char* const table :
             {"CREATE TABLE account(id INTEGER PRIMARY KEY, debit INTEGER, credit INTEGER)",
              "CREATE TABLE payee(id INTEGER PRIMARY KEY, sort_code INTEGER, number INTEGER, name "
              "TEXT)",
              "CREATE TABLE plan(id INTEGER PRIMARY KEY, account INTEGER, payee INTEGER, pence "
              "INTEGER, every INTEGER, next_due INTEGER)",
              "CREATE INDEX plan_due ON plan(next_due)",
              "CREATE TABLE payment(id INTEGER PRIMARY KEY, plan INTEGER, due INTEGER, pence "
              "INTEGER, state INTEGER, posting INTEGER, settled_by INTEGER)",
              "CREATE TABLE posting(id INTEGER PRIMARY KEY, at INTEGER, kind INTEGER)",
              "CREATE TABLE entry(id INTEGER PRIMARY KEY, posting INTEGER, account INTEGER, pence "
              "INTEGER)",
              "CREATE TABLE line(id INTEGER PRIMARY KEY, pence INTEGER, payment INTEGER, day TEXT, "
              "ref TEXT)"}) {
            handle_.run(table);
        }
        load(payments);
    }

    void pay(const std::filesystem::path& file);
    void settle(const std::string& statement);
    [[nodiscard]] std::string statement();

  private:
    void load(std::int64_t payments);
    [[nodiscard]] std::vector<Due> due();
    void record(const std::vector<Due>& due);

    Handle handle_;
    std::int64_t payments_;
};

void JobFloor::load(std::int64_t payments) {
    handle_.run("BEGIN");
    Prepared account(handle_, "INSERT INTO account VALUES ($1, 0, 0)");
    Prepared payee(handle_, "INSERT INTO payee VALUES ($1, $2, $3, 'Budget holder ' || $1)");
    Prepared plan(handle_, "INSERT INTO plan VALUES ($1, $2, $3, $4, $5, $6)");
    account.run({0});
    for (std::int64_t id = 1; id <= payments; ++id) {
        account.run({id});
        payee.run({id, 100'000 + id * 7'919 % 800'000, 10'000'000 + id * 104'729 % 80'000'000});
        plan.run({id, id, id, first_pence + id * 31 % 90'000, 28, today});
    }
    handle_.run("COMMIT");
    handle_.checkpoint();
}

std::vector<Due> JobFloor::due() {
    Prepared select(handle_,
                    "SELECT p.id, p.account, p.pence, p.every, y.sort_code, y.number, y.name"
                    " FROM plan p JOIN payee y ON y.id = p.payee WHERE p.next_due <= $1"
                    " ORDER BY p.id");
    std::vector<Due> due;
    select.bind({today});
    while (select.next()) {
        due.push_back({select.integer(0),
                       select.integer(1),
                       select.integer(2),
                       select.integer(3),
                       select.integer(4),
                       select.integer(5),
                       select.text(6)});
    }
    return due;
}

void JobFloor::record(const std::vector<Due>& due) {
    Prepared payment(handle_, "INSERT INTO payment VALUES ($1, $2, $3, $4, 1, $1, NULL)");
    Prepared posting(handle_, "INSERT INTO posting VALUES ($1, $2, 7)");
    Prepared entry(handle_, "INSERT INTO entry(posting, account, pence) VALUES ($1, $2, $3)");
    Prepared debit(handle_, "UPDATE account SET debit = debit + $2 WHERE id = $1");
    Prepared credit(handle_, "UPDATE account SET credit = credit + $2 WHERE id = $1");
    Prepared next(handle_, "UPDATE plan SET next_due = next_due + $2 WHERE id = $1");
    handle_.run("BEGIN IMMEDIATE");
    std::int64_t id = 0;
    std::int64_t total = 0;
    for (const Due& each : due) {
        ++id;
        payment.run({id, each.plan, today, each.pence});
        posting.run({id, today});
        entry.run({id, each.account, each.pence});
        entry.run({id, 0, -each.pence});
        debit.run({each.account, each.pence});
        next.run({each.plan, each.every});
        total += each.pence;
    }
    credit.run({0, total});
    handle_.run("COMMIT");
}

void JobFloor::pay(const std::filesystem::path& file) {
    std::vector<Due> all = due();
    record(all);
    std::vector<FilePayment> payments;
    payments.reserve(all.size());
    for (Due& each : all) {
        payments.push_back({each.sort_code, each.number, each.pence, std::move(each.name)});
    }
    write_payment_file(file, payments);
}

std::string JobFloor::statement() {
    std::vector<StatementLine> lines;
    Prepared select(handle_, "SELECT id, pence FROM payment ORDER BY (id * 2654435761) % 1000003");
    while (select.next()) lines.push_back({ref_of(select.integer(0)), select.integer(1)});
    return camt_of(lines);
}

std::int64_t pence_of(const char* text) {
    std::int64_t pence = 0;
    for (; *text != '\0'; ++text) {
        if (*text != '.') pence = pence * 10 + (*text - '0');
    }
    return pence;
}

void JobFloor::settle(const std::string& statement) {
    pugi::xml_document document;
    if (!document.load_buffer(statement.data(), statement.size())) {
        throw std::runtime_error("the floor can't read its statement");
    }
    std::unordered_map<std::int64_t, std::int64_t> open;
    open.reserve(2 * static_cast<std::size_t>(payments_));
    Prepared select(handle_, "SELECT id, pence FROM payment WHERE state = 1");
    while (select.next()) open.emplace(select.integer(0), select.integer(1));
    Prepared line(handle_, "INSERT INTO line VALUES ($1, $2, $3, $4, $5)");
    Prepared settled(handle_, "UPDATE payment SET state = 2, settled_by = $2 WHERE id = $1");
    handle_.run("BEGIN IMMEDIATE");
    std::int64_t id = 0;
    const auto entries = document.child("Document").child("BkToCstmrStmt").child("Stmt");
    for (const pugi::xml_node& entry : entries.children("Ntry")) {
        const auto details = entry.child("NtryDtls").child("TxDtls");
        const char* const ref = details.child("Refs").child("EndToEndId").child_value();
        const std::int64_t pence = pence_of(entry.child("Amt").child_value());
        const std::int64_t payment = std::atoll(ref + 3);
        const auto found = open.find(payment);
        if (found == open.end() || found->second != pence) {
            throw std::runtime_error("the floor does not know a line");
        }
        line.bind({++id, pence, payment});
        line.bind_text(4, entry.child("BookgDt").child("Dt").child_value());
        line.bind_text(5, ref);
        line.run();
        settled.run({payment, id});
        open.erase(found);
    }
    handle_.run("COMMIT");
}

}  // namespace

void write_payment_file(const std::filesystem::path& file,
                        const std::vector<FilePayment>& payments) {
    std::FILE* const out = std::fopen(file.c_str(), "w");
    constexpr std::size_t buffer = 1UL << 20U;
    std::setvbuf(out, nullptr, _IOFBF, buffer);
    std::int64_t id = 0;
    std::fputs("<Document>", out);
    for (const FilePayment& each : payments) {
        std::fprintf(out,
                     "<CdtTrfTxInf><PmtId><EndToEndId>%s</EndToEndId></PmtId><Amt><InstdAmt "
                     "Ccy=\"GBP\">%lld.%02lld</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId>"
                     "<ClrSysId><Cd>GBDSC</Cd></ClrSysId><MmbId>%06lld</MmbId></ClrSysMmbId>"
                     "</FinInstnId></CdtrAgt><Cdtr><Nm>%s</Nm></Cdtr><CdtrAcct><Id><Othr><Id>%08lld"
                     "</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>\n",
                     ref_of(++id).c_str(),
                     static_cast<long long>(each.pence / 100),
                     static_cast<long long>(each.pence % 100),
                     static_cast<long long>(each.sort_code),
                     each.name.c_str(),
                     static_cast<long long>(each.number));
    }
    std::fputs("</Document>\n", out);
    std::fflush(out);
    ::fsync(::fileno(out));
    std::fclose(out);
}

std::string camt_of(const std::vector<StatementLine>& lines) {
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:"
        "xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-11-05T06:00:00"
        "</CreDtTm></GrpHdr><Stmt><Id>ST1</Id><ElctrncSeqNb>1</ElctrncSeqNb><Acct><Id><Othr><Id>"
        "08999966374958</Id></Othr></Id><Ccy>GBP</Ccy></Acct>\n";
    std::array<char, 1024> entry{};
    std::int64_t number = 0;
    for (const StatementLine& line : lines) {
        ++number;
        std::snprintf(
            entry.data(),
            entry.size(),
            "<Ntry><NtryRef>%09lld</NtryRef><Amt Ccy=\"GBP\">%lld.%02lld</Amt><CdtDbtInd>"
            "DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-04</Dt>"
            "</BookgDt><ValDt><Dt>2026-11-04</Dt></ValDt><AcctSvcrRef>BK%012lld"
            "</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>BACS"
            "</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>%s"
            "</EndToEndId></Refs><RltdPties><Cdtr><Pty><Nm>Budget holder %06lld</Nm></Pty>"
            "</Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>\n",
            static_cast<long long>(number),
            static_cast<long long>(line.pence / 100),
            static_cast<long long>(line.pence % 100),
            static_cast<long long>(number),
            line.ref.c_str(),
            static_cast<long long>(number));
        text += entry.data();
    }
    return text + "</Stmt></BkToCstmrStmt></Document>\n";
}

Run payment_run_floor(const std::filesystem::path& folder, std::int64_t payments) {
    const std::filesystem::path file = folder / "floor.db";
    Run run;
    {
        JobFloor floor(file, payments);
        const Stopwatch watch;
        floor.pay(folder / "floor.xml");
        run = watch.run();
    }
    std::filesystem::remove(file);
    std::filesystem::remove(folder / "floor.xml");
    return run;
}

Run statement_floor(const std::filesystem::path& folder, std::int64_t payments) {
    const std::filesystem::path file = folder / "floor.db";
    Run run;
    {
        JobFloor floor(file, payments);
        floor.pay(folder / "floor.xml");
        const std::string statement = floor.statement();
        const Stopwatch watch;
        floor.settle(statement);
        run = watch.run();
    }
    std::filesystem::remove(file);
    std::filesystem::remove(folder / "floor.xml");
    return run;
}

}  // namespace almoner::bench
