#include "api/cli/findings_show.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace almoner::api {

using gateway::AreaFinding;
using nlohmann::ordered_json;

void tell(std::ostream& out, const AreaFinding& finding) {
    out << (finding.file.empty() ? std::string("the area") : finding.file);
    if (finding.row != 0) out << " row " << finding.row;
    if (!finding.field.empty()) out << ", " << finding.field;
    if (!finding.value.empty()) out << " \"" << finding.value << '"';
    out << ": " << finding.words << ' ' << finding.next << '\n';
}

ordered_json listed(const std::vector<AreaFinding>& findings) {
    ordered_json list = ordered_json::array();
    for (const AreaFinding& each : findings) {
        list.push_back({{"file", each.file},
                        {"row", each.row},
                        {"field", each.field},
                        {"value", each.value},
                        {"code", each.code},
                        {"words", each.words},
                        {"next", each.next}});
    }
    return list;
}

Figures no_findings() {
    return {.name = "findings",
            .title = "",
            .columns = {{"kind", "Kind", Kind::text},
                        {"file", "File", Kind::text},
                        {"row", "Row", Kind::number},
                        {"field", "Field", Kind::text},
                        {"value", "Value", Kind::text},
                        {"code", "Code", Kind::text},
                        {"words", "What is wrong", Kind::text},
                        {"next", "What to do", Kind::text}},
            .rows = {},
            .notes = {}};
}

void add_rows(Figures& figures, const char* kind, const std::vector<AreaFinding>& findings) {
    for (const AreaFinding& each : findings) {
        const Cell row = each.row == 0 ? Cell{} : Cell{static_cast<std::int64_t>(each.row)};
        figures.rows.push_back({std::string(kind),
                                each.file,
                                row,
                                each.field,
                                each.value,
                                each.code,
                                each.words,
                                each.next});
    }
}

}  // namespace almoner::api
