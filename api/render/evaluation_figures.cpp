#include "api/render/evaluation_figures.h"

#include <string>
#include <string_view>
#include <vector>

namespace almoner::api {
namespace {

std::string text(std::string_view words) {
    return std::string(words);
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& each : words) all += (all.empty() ? "" : " ") + each;
    return all;
}

}  // namespace

Figures figures_of(const rules::Evaluation& evaluation) {
    Figures figures{.name = "findings",
                    .title = text(name_of_value(evaluation.event)) + " on " +
                             evaluation.on.words() + ": " + text(name_of_value(evaluation.worst())),
                    .columns = {{"rule", "Rule", Kind::text},
                                {"outcome", "Outcome", Kind::text},
                                {"reason", "Reason", Kind::text},
                                {"words", "In words", Kind::text},
                                {"next", "What to do", Kind::text},
                                {"citation", "Source", Kind::text},
                                {"notice_days", "Notice days", Kind::number},
                                {"due_on", "Due", Kind::date},
                                {"follows", "Follows", Kind::text},
                                {"needs", "Needs", Kind::text},
                                {"lines", "Lines", Kind::text}},
                    .rows = {},
                    .notes = {std::to_string(evaluation.asked.size()) +
                              " rules were asked under policy " + evaluation.policy_version + "."}};
    for (const rules::Finding& each : evaluation.findings) {
        const auto days = each.notice_days ? Cell(*each.notice_days) : Cell();
        const auto due = each.due_on ? Cell(*each.due_on) : Cell();
        figures.rows.push_back({text(each.rule),
                                text(name_of_value(each.effect)),
                                text(each.reason),
                                each.words,
                                text(each.next),
                                text(each.citation),
                                days,
                                due,
                                each.follows ? text(name_of_value(*each.follows)) : "",
                                joined(each.needs),
                                joined(each.lines)});
    }
    return figures;
}

}  // namespace almoner::api
