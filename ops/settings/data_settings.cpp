#include "ops/settings/data_settings.h"

#include "gateway/policy/toml_lines.h"
#include "ledger/storage/database.h"
#include "ops/files/whole_file.h"

#include <sstream>
#include <toml++/toml.h>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::Outcome;
using ledger::Refusal;

constexpr const char* file_name = "settings.toml";

Refusal refuse(std::string code, std::string words, std::string next) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = file_name,
            .citation = ""};
}

// Nowhere for a name that is none of ours.
std::string* place_of(DataSettings& settings, std::string_view name) {
    if (name == "store") return &settings.store;
    if (name == "ship_to") return &settings.ship_to;
    if (name == "signing_key") return &settings.signing_key;
    if (name == "people_keys") return &settings.people_keys;
    return nullptr;
}

// A link to what is not there is a file that can't be read: without it the books may be elsewhere.
Outcome<std::string> text_of(const fs::path& path) {
    try {
        if (fs::symlink_status(path).type() == fs::file_type::not_found) return std::string();
        return read_whole(path);
    } catch (const ledger::StorageError& error) {
        return refuse("settings-unreadable",
                      "The data folder's settings: " + std::string(error.what()) + ".",
                      "Let whoever runs almoner read that file, or put it right; it says where the "
                      "books are.");
    }
}

}  // namespace

Outcome<DataSettings> read_data_settings(const fs::path& folder) {
    DataSettings settings;
    const fs::path path = folder / file_name;
    const auto read = text_of(path);
    if (!read.accepted()) return read.refusal();
    const std::string& text = read.value();
    if (const std::string wrong = gateway::faulty_toml_line(text); !wrong.empty()) {
        return refuse(
            "settings-unreadable", "L" + wrong.substr(1) + ".", "Mend it: " + path.string() + ".");
    }
    try {
        const toml::table table = toml::parse(text);
        for (const auto& [key, value] : table) {
            std::string* const place = place_of(settings, key.str());
            if (place == nullptr || !value.is_string()) {
                return refuse("setting-unknown",
                              "'" + std::string(key.str()) + "' is no setting of a data folder.",
                              "Those that there are: store = \"postgresql://...\", ship_to = "
                              "\"/a/second/folder\", signing_key = \"/a/file\" and people_keys = "
                              "\"/a/file\".");
            }
            *place = value.as_string()->get();
        }
        return settings;
    } catch (const toml::parse_error& error) {
        std::ostringstream words;
        words << "Line " << error.source().begin.line << ": " << error.description() << '.';
        return refuse("settings-unreadable", words.str(), "Mend it: " + path.string() + ".");
    }
}

void write_data_settings(const fs::path& folder, const DataSettings& settings) {
    toml::table table;
    if (!settings.store.empty()) table.insert("store", settings.store);
    if (!settings.ship_to.empty()) table.insert("ship_to", settings.ship_to);
    if (!settings.signing_key.empty()) table.insert("signing_key", settings.signing_key);
    if (!settings.people_keys.empty()) table.insert("people_keys", settings.people_keys);
    std::ostringstream text;
    text << "# Where this area's books are ('almoner migrate-store --help'), where what is\n"
            "# committed is shipped to, the file of the key that signs statements, and the file\n"
            "# of the keys that what is about people is sealed with.\n"
         << table << '\n';
    write_whole(folder / file_name, text.str());
}

}  // namespace almoner::ops
