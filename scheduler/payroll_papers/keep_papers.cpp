#include "scheduler/payroll_papers/keep_papers.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/notice/recipients.h"
#include "scheduler/payroll_papers/paper_parties.h"

#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::PayrollPaper;
using ledger::Refusal;

// Nobody is sent what they can't read, and nothing goes where no address is known.
std::optional<Refusal> unreachable(const PaperReader& reader, const std::string& channel) {
    if (reader.format == "other-language") {
        return refused_in("paper",
                          "translation-missing",
                          "Whoever gets this paper reads another language.",
                          "Have it translated by a person; the program writes English only.");
    }
    if (channel == "post" && !reader.has_address) {
        return refused_in("channel",
                          "address-missing",
                          "No address of the person is recorded.",
                          "Record it with 'almoner person change', or choose another channel.");
    }
    if (channel == "email" && !reader.has_email) {
        return refused_in("channel",
                          "email-missing",
                          "No e-mail address of the person is recorded.",
                          "Record it with 'almoner person change', or choose another channel.");
    }
    return std::nullopt;
}

}  // namespace

void PapersMade::add(const PaperWanted& wanted, const PaperMaker& make) {
    ledger::Database& database = asked_.work.database();
    const PaperReader reader = paper_reader(database, wanted.reader);
    const auto before = ledger::newest_payroll_paper(database, wanted.about);
    if (before && wanted.is_given_once && before->format == reader.format) {
        ++as_before_;
        return;
    }
    if (const auto refusal = unreachable(reader, channel_)) return hold_out(wanted, *refusal);
    const bool is_compared = before && !wanted.is_given_once;
    const auto written =
        make(look_of(reader.format), is_compared ? before->made_on : asked_.work.today());
    if (!written.accepted()) return hold_out(wanted, written.refusal());
    if (is_compared) {
        const auto record = ledger::evidence_by_id(database, before->html);
        if (record && record->sha256 == ledger::sha256_hex(written.value().html)) {
            ++as_before_;
            return;
        }
    }
    std::int64_t replaces = before ? before->id : 0;
    if (!before && wanted.in_place_of != 0) {
        ledger::PaperSubject earlier = wanted.about;
        earlier.slip = wanted.in_place_of;
        const auto wrong = ledger::newest_payroll_paper(database, earlier);
        replaces = wrong ? wrong->id : 0;
    }
    keep(wanted, written.value(), reader.format, replaces);
}

void PapersMade::keep(const PaperWanted& wanted,
                      const WrittenPaper& written,
                      const std::string& format,
                      std::int64_t replaces) {
    PayrollPaper paper{.about = wanted.about,
                       .person = wanted.reader,
                       .format = format,
                       .channel = channel_,
                       .replaces = replaces,
                       .made_on = asked_.work.today(),
                       .made_by = asked_.actor.number};
    paper.html = evidence(wanted, "text/html", written.html);
    if (format == "plain-text" || channel_ == "email") {
        paper.plain = evidence(wanted, "text/plain", written.text);
    }
    const std::int64_t id = ledger::insert_payroll_paper(asked_.work, paper);
    ++made_;
    nlohmann::json row{{"paper", id},
                       {"kind", wanted.about.kind},
                       {"about", wanted.called},
                       {"evidence", paper.html}};
    if (replaces != 0) row["replaces"] = replaces;
    papers_.push_back(std::move(row));
}

std::int64_t PapersMade::evidence(const PaperWanted& wanted,
                                  std::string_view media_type,
                                  std::string_view document) {
    const auto person =
        ledger::person_numbered(asked_.work.database(), wanted.about_whom, ledger::last_day_of_all);
    return ledger::insert_evidence(
        asked_.work,
        {.kind = "payroll-paper",
         .person = wanted.about_whom,
         .subject = "person:" + (person ? person->ref : std::to_string(wanted.about_whom)),
         .dated_on = asked_.work.today(),
         .given_by = asked_.actor.number,
         .media_type = std::string(media_type)},
        document);
}

void PapersMade::hold_out(const PaperWanted& wanted, const Refusal& refusal) {
    held_out_.push_back({{"about", wanted.called},
                         {"paper", wanted.about.kind},
                         {"code", refusal.code},
                         {"field", refusal.field},
                         {"words", refusal.words},
                         {"next", refusal.next}});
}

Answer PapersMade::answer() const {
    return nlohmann::json{{"made", made_},
                          {"as_before", as_before_},
                          {"papers", papers_},
                          {"held_out", held_out_},
                          {"partial", !held_out_.empty()}}
        .dump();
}

}  // namespace almoner::scheduler
