#include "api/cli/payroll_paper_show.h"

#include "api/cli/access_look.h"
#include "api/cli/new_file.h"
#include "gateway/csv/csv_writer.h"
#include "gateway/payroll_documents/paper_email.h"
#include "ledger/records/budget.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_paper.h"
#include "ledger/records/payroll_run.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"

#include <filesystem>
#include <optional>
#include <utility>

namespace almoner::api {
namespace {

using ledger::Database;
using ledger::last_day_of_all;
using ledger::PayrollPaper;

bool may_see(Reading& reading, const PayrollPaper& paper) {
    const auto employer =
        ledger::employer_numbered(*reading.database, paper.about.employer, last_day_of_all);
    const auto budget =
        employer ? ledger::budget_numbered(*reading.database, employer->budget, last_day_of_all)
                 : std::nullopt;
    return budget && reading.scope.sees_person(budget->person);
}

std::string about_ref(Database& database, const PayrollPaper& paper) {
    const auto job = ledger::employment_numbered(database, paper.about.employment, last_day_of_all);
    if (job) return job->ref;
    const auto employer =
        ledger::employer_numbered(database, paper.about.employer, last_day_of_all);
    return employer ? employer->ref : std::string{};
}

bool is_of_run(Database& database, const PayrollPaper& paper, const std::string& run) {
    const auto wanted = ledger::find_payroll_run(database, run);
    const auto slip = ledger::pay_slip_by_id(database, paper.about.slip);
    return wanted && slip && slip->run == wanted->id;
}

std::vector<PayrollPaper> papers_wanted(const Call& call, Reading& reading) {
    const auto run = call.fields.find("run");
    const auto job = call.fields.find("job");
    std::vector<PayrollPaper> all;
    for (PayrollPaper& each : ledger::every_payroll_paper(*reading.database)) {
        if (!may_see(reading, each)) continue;
        if (run != call.fields.end() && !is_of_run(*reading.database, each, run->second)) continue;
        if (job != call.fields.end() && about_ref(*reading.database, each) != job->second) continue;
        all.push_back(std::move(each));
    }
    return all;
}

std::optional<std::int64_t> pdf_of(Database& database, const PayrollPaper& paper) {
    for (const ledger::PaperPdf& each : ledger::pdfs_of_paper(database, paper.id)) {
        if (each.evidence) return each.evidence;
    }
    return std::nullopt;
}

std::string state_of(Database& database, const PayrollPaper& paper) {
    const auto steps = ledger::deliveries_of_paper(database, paper.id);
    if (!steps.empty()) return steps.back().state;
    return paper.channel == "portal" ? "there to be looked at" : "not sent";
}

struct Address {
    std::string ref{};
    ledger::PersonDetails details{};
};

Address address_of(Database& database, std::int64_t number) {
    const auto person = ledger::person_numbered(database, number, last_day_of_all);
    if (!person) return {};
    return {person->ref,
            ledger::person_private(database, person->personal).value_or(ledger::PersonDetails{})};
}

ledger::Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {std::move(code), std::move(words), std::move(next), std::move(field), ""};
}

// The document as it was kept; nothing once it was erased, or where it is not as it was.
std::optional<std::string> document(Reading& reading, std::int64_t evidence) {
    const auto shown = ledger::show_evidence(reading.scope, *reading.database, evidence);
    if (!shown || !shown->intact) return std::nullopt;
    return shown->document;
}

struct PaperFile {
    std::string name{};
    std::string octets{};
};

std::optional<PaperFile> file_of(Reading& reading,
                                 const PayrollPaper& paper,
                                 const Address& address) {
    const std::string name = paper.about.kind + "-" + std::to_string(paper.id);
    const auto html = document(reading, paper.html);
    if (!html) return std::nullopt;
    if (paper.channel == "email") {
        const auto text = paper.plain ? document(reading, *paper.plain) : std::nullopt;
        return PaperFile{name + ".eml",
                         gateway::paper_email({.to = address.details.email,
                                               .subject = "A paper from your employer's payroll",
                                               .text = text.value_or(""),
                                               .html = *html,
                                               .file_name = name + ".html"})};
    }
    const auto pdf = pdf_of(*reading.database, paper);
    const auto printed = pdf ? document(reading, *pdf) : std::nullopt;
    return printed ? PaperFile{name + ".pdf", *printed} : PaperFile{name + ".html", *html};
}

class PaperExport {
  public:
    PaperExport(const Program& program, const Call& call, Reading& reading)
        : program_(program), call_(call), reading_(reading) {}

    ledger::Outcome<ledger::Done> add(const PayrollPaper& paper) {
        const Address address = address_of(*reading_.database, paper.person);
        const auto noted =
            note_look(program_, call_, reading_, address.ref, ledger::Look::case_record);
        if (!noted.accepted()) return noted.refusal();
        const auto file = file_of(reading_, paper, address);
        if (!file) return ledger::Done{};
        const auto kept = write(file->name, file->octets);
        if (!kept.accepted()) return kept.refusal();
        const auto text = text_of(paper);
        if (text) {
            const auto written = write(text->name, text->octets);
            if (!written.accepted()) return written.refusal();
        }
        index_.row({std::to_string(paper.id),
                    paper.about.kind,
                    address.ref,
                    address.details.given_name + " " + address.details.family_name,
                    address.details.address,
                    address.details.postcode,
                    paper.format,
                    file->name,
                    text ? text->name : std::string{}});
        ++count_;
        return ledger::Done{};
    }
    ledger::Outcome<ledger::Done> end() { return write("papers.csv", index_.bytes()); }
    [[nodiscard]] std::int64_t count() const { return count_; }

  private:
    // Of who reads plain text, in Braille or aloud. An e-mail holds it already.
    [[nodiscard]] std::optional<PaperFile> text_of(const PayrollPaper& paper) const {
        if (paper.channel == "email" || !paper.plain) return std::nullopt;
        const auto text = document(reading_, *paper.plain);
        if (!text) return std::nullopt;
        return PaperFile{paper.about.kind + "-" + std::to_string(paper.id) + ".txt", *text};
    }
    [[nodiscard]] ledger::Outcome<ledger::Done> write(const std::string& name,
                                                      const std::string& octets) const {
        const std::filesystem::path folder = call_.fields.at("to");
        auto written = write_new_file((folder / name).string(), octets);
        if (written.accepted()) return written;
        ledger::Refusal why = written.refusal();
        why.field = "--to";
        why.next =
            "Give a folder that is there, that you may write to and that has none of these files.";
        return why;
    }

    const Program& program_;
    const Call& call_;
    Reading& reading_;
    gateway::CsvWriter index_{
        "paper", "kind", "person", "name", "address", "postcode", "format", "file", "text_file"};
    std::int64_t count_ = 0;
};

}  // namespace

int list_payroll_papers(const Call& call, Reading& reading) {
    Database& database = *reading.database;
    Figures figures{.name = "papers",
                    .title = "Papers of payroll",
                    .columns = {{"paper", "Paper", Kind::number},
                                {"kind", "Kind", Kind::text},
                                {"about", "About", Kind::text},
                                {"slip", "Slip", Kind::number},
                                {"made_on", "Made", Kind::date},
                                {"format", "Format", Kind::text},
                                {"channel", "Goes by", Kind::text},
                                {"state", "State", Kind::text},
                                {"replaces", "In place of", Kind::number},
                                {"evidence", "Evidence", Kind::number},
                                {"pdf", "PDF", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const PayrollPaper& each : papers_wanted(call, reading)) {
        const auto pdf = pdf_of(database, each);
        figures.rows.push_back({each.id,
                                each.about.kind,
                                about_ref(database, each),
                                each.about.slip == 0 ? Cell{} : Cell{each.about.slip},
                                each.made_on,
                                each.format,
                                each.channel,
                                state_of(database, each),
                                each.replaces == 0 ? Cell{} : Cell{each.replaces},
                                each.html,
                                pdf ? Cell{*pdf} : Cell{}});
    }
    show(call, figures);
    return exit_ok;
}

int export_payroll_papers(const Program& program, const Call& call, Reading& reading) {
    const auto channel = call.fields.find("channel");
    if (channel == call.fields.end() || (channel->second != "email" && channel->second != "post")) {
        return show_refusal(call,
                            refuse("channel-missing",
                                   "Files are made of papers that go by e-mail or by post.",
                                   "Add --channel email or --channel post.",
                                   "--channel"));
    }
    PaperExport papers(program, call, reading);
    for (const PayrollPaper& each : papers_wanted(call, reading)) {
        const bool is_wanted = each.channel == channel->second &&
                               ledger::deliveries_of_paper(*reading.database, each.id).empty();
        if (!is_wanted) continue;
        const auto added = papers.add(each);
        if (!added.accepted()) return show_refusal(call, added.refusal());
    }
    if (papers.count() == 0) {
        return show_refusal(call,
                            refuse("nothing-to-send",
                                   "No paper waits to be sent that way.",
                                   "Look at them with 'almoner payroll papers'.",
                                   "--channel"));
    }
    const auto ended = papers.end();
    if (!ended.accepted()) return show_refusal(call, ended.refusal());
    show(call,
         {.name = "papers",
          .title = "Papers written out",
          .columns = {{"files", "Files, beside papers.csv", Kind::number}},
          .rows = {{papers.count()}},
          .notes = {"Once they are sent, record it: almoner payroll paper-sent PAPER."}});
    return exit_ok;
}

}  // namespace almoner::api
