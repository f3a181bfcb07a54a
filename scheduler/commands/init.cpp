#include "scheduler/commands/init.h"

#include "gateway/csv/cells.h"
#include "ledger/records/record_table.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Query;

constexpr std::string_view setting_prefix = "setting:";
const Query every_setting{"SELECT name, value FROM setting ORDER BY name"};
const Query store_setting{
    "INSERT INTO setting(name, value) VALUES ($1, $2) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"};

}  // namespace

std::map<std::string, std::string> area_settings(ledger::Database& database) {
    std::map<std::string, std::string> settings;
    ledger::Rows rows = database.select(every_setting);
    while (rows.next()) settings.emplace(rows.str(0), rows.str(1));
    return settings;
}

void write_setting(ledger::Work& work, std::string_view name, std::string_view value) {
    work.records().change(store_setting, name, value);
    work.records().insert(ledger::setting_changed_table, name, value);
}

ledger::Outcome<Answer> init_area(Asked& asked) {
    constexpr std::size_t longest_name = 140;
    const ledger::Outcome<std::string> given = asked.fields.need("name");
    if (!given.accepted()) return given.refusal();
    ledger::Outcome<std::string> name = gateway::read_text(given.value(), longest_name);
    if (!name.accepted()) {
        ledger::Refusal refusal = name.refusal();
        refusal.field = "name";
        return refusal;
    }
    if (area_settings(asked.work.database()).contains("area.name")) {
        return ledger::Refusal{.code = "area-exists",
                               .words = "This data folder holds an area already.",
                               .next = "Choose an empty folder, or go on with this area.",
                               .field = "name",
                               .citation = {}};
    }
    nlohmann::json written = nlohmann::json::array();
    write_setting(asked.work, "area.name", name.value());
    if (asked.fields.has("simulated")) {
        write_setting(asked.work, "clock", "simulated");
    }
    for (const auto& [field, value] : *asked.work.stamp().fields) {
        if (!field.starts_with(setting_prefix)) continue;
        write_setting(asked.work, field.substr(setting_prefix.size()), value);
        written.push_back(field.substr(setting_prefix.size()));
    }
    return nlohmann::json{{"area", name.value()}, {"settings", written}}.dump();
}

}  // namespace almoner::scheduler
