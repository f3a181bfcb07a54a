#include "scheduler/commands/import_area_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using gateway::AreaFinding;
using json = nlohmann::ordered_json;

constexpr std::size_t most_listed = 1000;
constexpr std::size_t most_in_words = most_listed;

constexpr std::array<std::string_view, 15> personal_columns{"name",
                                                            "given_name",
                                                            "family_name",
                                                            "date_of_birth",
                                                            "nhs_number",
                                                            "address",
                                                            "postcode",
                                                            "phone",
                                                            "email",
                                                            "account_name",
                                                            "sort_code",
                                                            "account_number",
                                                            "language",
                                                            "purpose",
                                                            "information_format"};

bool is_personal(std::string_view column) {
    return std::ranges::find(personal_columns, column) != personal_columns.end();
}

template <class Item, class Tell>
json listed(const std::vector<Item>& items, Tell tell) {
    json list = json::array();
    for (const Item& item : items) {
        if (list.size() == most_listed) break;
        list.push_back(tell(item));
    }
    return list;
}

json finding_json(const AreaFinding& finding) {
    json told{{"file", finding.file},
              {"row", finding.row},
              {"field", finding.field},
              {"code", finding.code},
              {"words", finding.words},
              {"next", finding.next}};
    // A row that is wrong as a whole, or a column that does not belong there, may hold anything.
    if (!finding.field.empty() && !is_personal(finding.field)) told["value"] = finding.value;
    return told;
}

json difference_json(const Difference& difference) {
    // Personal values stay out of the journal, which keeps this answer.
    const auto shown = [&](const std::string& value) {
        return is_personal(difference.change.field) ? std::string("***") : value;
    };
    json told{{"file", gateway::file_name(difference.file)},
              {"ref", difference.ref},
              {"field", difference.change.field},
              {"before", shown(difference.change.before)},
              {"after", shown(difference.change.after)}};
    if (!difference.change.never.empty()) told["never"] = difference.change.never;
    return told;
}

json proposal_json(const ProposedPayee& payee) {
    json told{{"row", payee.row}, {"payee_account", payee.payee_account}};
    if (payee.proposal != 0) told["proposal"] = payee.proposal;
    return told;
}

std::string place_of(const AreaFinding& finding) {
    std::string place = finding.file;
    if (finding.row != 0) place += " row " + std::to_string(finding.row);
    if (!finding.field.empty()) place += ", " + finding.field;
    return place;
}

}  // namespace

bool Changes::may_be_applied() const {
    return std::ranges::all_of(found_, [](const Change& each) { return each.never.empty(); });
}

void Changes::forbid(std::string_view why) {
    for (Change& each : found_) {
        if (each.never.empty()) each.never = why;
    }
}

std::string Changes::shown(ledger::Money amount) {
    const std::int64_t pence = amount.pence() < 0 ? -amount.pence() : amount.pence();
    const std::string rest = std::to_string(pence % 100);
    return (amount.pence() < 0 ? "-" : "") + std::to_string(pence / 100) +
           (rest.size() == 1 ? ".0" : ".") + rest;
}

std::string report_json(const ImportReport& report) {
    json files = json::object();
    for (const gateway::AreaFile file : gateway::all_area_files) {
        const FileCount& count = report.files.at(static_cast<std::size_t>(file));
        if (count.added + count.changed + count.different + count.same == 0) continue;
        files[std::string(gateway::file_name(file))] = {{"added", count.added},
                                                        {"changed", count.changed},
                                                        {"different", count.different},
                                                        {"same", count.same}};
    }
    return json{{"files", files},
                {"partial", !report.errors.empty()},
                {"errors", listed(report.errors, finding_json)},
                {"error_count", report.errors.size()},
                {"warnings", listed(report.warnings, finding_json)},
                {"warning_count", report.warnings.size()},
                {"differences", listed(report.differences, difference_json)},
                {"difference_count", report.differences.size()},
                {"proposals", listed(report.proposals, proposal_json)},
                {"proposal_count", report.proposals.size()}}
        .dump();
}

std::string first_findings(const std::vector<AreaFinding>& findings) {
    std::string words;
    for (const AreaFinding& finding : findings) {
        if (&finding - findings.data() == most_in_words) {
            return words + "\n... and " + std::to_string(findings.size() - most_in_words) + " more";
        }
        words += "\n" + place_of(finding) + ": " + finding.words + " " + finding.next;
    }
    return words;
}

}  // namespace almoner::scheduler
