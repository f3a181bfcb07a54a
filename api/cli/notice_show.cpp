#include "api/cli/notice_show.h"

#include "api/cli/access_look.h"
#include "ledger/records/budget.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/records/letter.h"
#include "ledger/records/notice.h"
#include "ledger/records/notice_step.h"
#include "ledger/records/person.h"
#include "ledger/records/reduction_case.h"
#include "scheduler/reduction/case_standing.h"

#include <array>

namespace almoner::api {
namespace {

using ledger::last_day_of_all;
using ledger::Notice;

Cell day_or_nothing(const std::optional<ledger::Date>& day) {
    return day ? Cell{*day} : Cell{};
}

std::string budget_ref(ledger::Database& database, std::int64_t budget) {
    const auto known = ledger::budget_numbered(database, budget, last_day_of_all);
    return known ? known->ref : std::string{};
}

bool took_effect(ledger::Database& database, const Notice& notice, ledger::Date day) {
    const auto told = ledger::find_case(database, notice.case_number);
    return told && scheduler::standing_of(database, *told, day).took_effect;
}

// "until 29 June 2026", "held by a challenge": what stands between it and its effect.
std::string standing(ledger::Database& database, const Notice& notice, ledger::Date day) {
    if (notice.state == "withdrawn") return "withdrawn";
    if (!notice.issued_on) return "not issued: it counts for nothing yet";
    if (notice.held) return "held by a challenge";
    if (notice.unsent) return "held: a letter was not sent";
    if (notice.undelivered) return "held: a letter came back";
    if (took_effect(database, notice, day)) return "took effect";
    if (ledger::has_matured(notice, day)) return "may take effect";
    return "runs until " + notice.matures_on->words();
}

ledger::Refusal unknown(std::string_view what, std::string_view next) {
    return {.code = std::string(what) + "-unknown",
            .words = "There is no " + std::string(what) + " of this reference.",
            .next = std::string(next),
            .field = std::string(what),
            .citation = ""};
}

Figures notice_figures(ledger::Database& database, const Notice& notice, ledger::Date day) {
    Figures figures{.name = "notice",
                    .title = "Notice " + notice.number,
                    .columns = {{"notice", "Number", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"state", "State", Kind::text},
                                {"issued", "Issued", Kind::date},
                                {"notice_days", "Days of notice", Kind::number},
                                {"matures", "Takes effect from", Kind::date},
                                {"standing", "That is", Kind::text}},
                    .rows = {},
                    .notes = {}};
    figures.rows.push_back({notice.number,
                            notice.kind,
                            budget_ref(database, notice.budget),
                            notice.state,
                            day_or_nothing(notice.issued_on),
                            notice.days,
                            day_or_nothing(notice.matures_on),
                            standing(database, notice, day)});
    return figures;
}

Figures step_figures(ledger::Database& database, const Notice& notice) {
    Figures figures{.name = "steps",
                    .title = "What happened",
                    .columns = {{"on", "On", Kind::date},
                                {"state", "It became", Kind::text},
                                {"words", "Why", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::NoticeStep& step : ledger::notice_steps(database, notice.id)) {
        figures.rows.push_back({step.on, step.state, step.words});
    }
    return figures;
}

Figures letter_figures(ledger::Database& database, const Notice& notice) {
    Figures figures{.name = "letters",
                    .title = "Letters",
                    .columns = {{"letter", "Number", Kind::number},
                                {"cause", "For", Kind::text},
                                {"to", "To", Kind::text},
                                {"format", "Format", Kind::text},
                                {"html", "HTML", Kind::number},
                                {"pdf", "PDF", Kind::number},
                                {"delivery", "Delivery", Kind::text},
                                {"sha256", "Hash of the HTML", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Letter& letter : ledger::letters_of(database, notice.id)) {
        Cell pdf{};
        for (const auto& each : ledger::pdfs_of(database, letter.id)) {
            if (each.evidence) pdf = Cell{*each.evidence};
        }
        const auto news = ledger::deliveries_of(database, letter.id);
        const auto html = ledger::evidence_by_id(database, letter.html);
        figures.rows.push_back(
            {letter.id,
             letter.cause,
             letter.recipient_kind,
             letter.format,
             letter.html,
             pdf,
             news.empty() ? "not sent" : news.back().state + " " + news.back().on.iso(),
             html ? html->sha256 : std::string{}});
    }
    return figures;
}

}  // namespace

int list_notices(const Call& call, Reading& reading) {
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    ledger::Database& database = *reading.database;
    std::vector<Notice> notices;
    if (call.fields.contains("budget")) {
        const auto budget =
            ledger::budget_by_ref(database, call.fields.at("budget"), last_day_of_all);
        if (!budget) {
            return show_refusal(
                call, unknown("budget", "Take the reference from 'almoner person show PERSON'."));
        }
        notices = ledger::notices_of(database, budget->number);
    } else {
        notices = ledger::every_notice(database);
    }
    Figures figures{.name = "notices",
                    .title = "Notices and letters",
                    .columns = {{"notice", "Number", Kind::text},
                                {"kind", "Kind", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"case", "Case", Kind::text},
                                {"state", "State", Kind::text},
                                {"matures", "Takes effect from", Kind::date},
                                {"standing", "That is", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const Notice& each : notices) {
        const auto budget = ledger::budget_numbered(database, each.budget, last_day_of_all);
        if (!budget || !reading.scope.sees_person(budget->person)) continue;
        figures.rows.push_back({each.number,
                                each.kind,
                                budget->ref,
                                each.case_number,
                                each.state,
                                day_or_nothing(each.matures_on),
                                standing(database, each, reading.day)});
    }
    show(call, figures);
    return exit_ok;
}

int show_notice(const Program& program, const Call& call, Reading& reading) {
    ledger::Database& database = *reading.database;
    const auto notice = ledger::find_notice(database, call.fields.at("notice"));
    const auto budget =
        notice ? ledger::budget_numbered(database, notice->budget, last_day_of_all) : std::nullopt;
    if (!budget || !reading.scope.sees_person(budget->person)) {
        return show_refusal(call, unknown("notice", "Take the number from 'almoner notice list'."));
    }
    const auto person = ledger::person_numbered(database, budget->person, last_day_of_all);
    const auto look = note_look(program, call, reading, person->ref, ledger::Look::case_record);
    if (!look.accepted()) return show_refusal(call, look.refusal());
    const std::array tables{notice_figures(database, *notice, reading.day),
                            step_figures(database, *notice),
                            letter_figures(database, *notice)};
    show_all(call, notice->reasons, tables);
    return exit_ok;
}

}  // namespace almoner::api
