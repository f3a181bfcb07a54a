#include "gateway/xml/encoding.h"
#include "gateway/xml/pull_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <pugixml.hpp>
#include <string>
#include <string_view>

using almoner::gateway::xml::Event;
using almoner::gateway::xml::PullReader;

namespace {

// Every element with its attributes and its text, in file order; nothing when it is refused.
bool written_by_us(std::string_view text, std::string& out) {
    PullReader reader(text);
    for (Event event = reader.next(); event != Event::finished; event = reader.next()) {
        if (event == Event::broken) {
            if (reader.problem()->code.empty() || reader.problem()->next.empty()) std::abort();
            return false;
        }
        if (event == Event::start) {
            out += "<" + std::string(reader.name());
            for (const auto& each : reader.attributes()) out += " " + std::string(each.name);
            out += ">";
        }
        if (event == Event::text) out += reader.text_piece();
        if (event == Event::end) out += "</>";
    }
    return true;
}

std::string without_prefix(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

void write_theirs(const pugi::xml_node& node, std::string& out) {
    for (const pugi::xml_node child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            out += child.value();
        if (child.type() != pugi::node_element) continue;
        out += "<" + without_prefix(child.name());
        for (const pugi::xml_attribute each : child.attributes())
            out += " " + std::string(each.name());
        out += ">";
        write_theirs(child, out);
        out += "</>";
    }
}

// The walk gives the text of elements without children as the plain events do.
std::string leaf_texts(std::string_view text) {
    std::string out;
    PullReader reader(text);
    while (reader.open_child()) {
        if (reader.depth() % 3 == 0) {
            out += reader.text();
        } else if (reader.depth() % 7 == 0) {
            reader.skip();
        }
    }
    return reader.problem() ? "" : out;
}

}  // namespace

// Property: a refusal says what to do next; what we and pugixml both read has the same elements,
// attributes and text; walking never goes wrong where reading events does not.
// libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text =
        almoner::gateway::xml::as_utf8(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!text.accepted()) return 0;
    const std::string_view utf8 = text.value().view();
    std::string ours;
    const bool accepted = written_by_us(utf8, ours);
    (void)leaf_texts(utf8);
    pugi::xml_document document;
    const auto result = document.load_buffer(
        utf8.data(), utf8.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    if (!accepted || !result) return 0;
    std::string theirs;
    write_theirs(document, theirs);
    if (ours != theirs) std::abort();
    return 0;
}
