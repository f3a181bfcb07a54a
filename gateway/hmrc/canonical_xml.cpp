#include "gateway/hmrc/canonical_xml.h"

#include "gateway/hmrc/xml_writer.h"

#include <algorithm>
#include <map>
#include <pugixml.hpp>

namespace almoner::gateway::hmrc {
namespace {

using ledger::Outcome;
using ledger::Refusal;

constexpr int deepest = 64;
// Everything as it stands but comments; references, CDATA and line ends are resolved.
constexpr unsigned int as_it_stands =
    pugi::parse_ws_pcdata | pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
    pugi::parse_wconv_attribute | pugi::parse_pi | pugi::parse_doctype;

using Namespaces = std::map<std::string, std::string, std::less<>>;  // prefix to address

Refusal refused(std::string code, std::string words) {
    return {std::move(code), std::move(words), "Make the message anew.", "", "Canonical XML 1.0"};
}

std::string_view local_name(std::string_view name) {
    return name.substr(name.find(':') == name.npos ? 0 : name.find(':') + 1);
}

std::string_view prefix_of(std::string_view name) {
    return name.find(':') == name.npos ? std::string_view{} : name.substr(0, name.find(':'));
}

bool declares_namespace(std::string_view name) {
    return name == "xmlns" || name.starts_with("xmlns:");
}

void add_declared(pugi::xml_node element, Namespaces& scope) {
    for (const pugi::xml_attribute each : element.attributes()) {
        const std::string_view name = each.name();
        if (!declares_namespace(name)) continue;
        scope[std::string(name == "xmlns" ? "" : local_name(name))] = each.value();
    }
}

class Canonical {
  public:
    explicit Canonical(std::string_view without) : without_(without) {}

    void element(pugi::xml_node node, Namespaces scope, const Namespaces& written, int depth) {
        if (depth > deepest) {
            too_deep_ = true;
            return;
        }
        add_declared(node, scope);
        out_.append("<").append(node.name());
        namespaces(scope, written);
        attributes(node, scope);
        out_ += ">";
        for (const pugi::xml_node child : node.children()) {
            if (child.type() == pugi::node_element) {
                if (local_name(child.name()) == without_) continue;
                element(child, scope, scope, depth + 1);
            } else {
                other(child);
            }
        }
        out_.append("</").append(node.name()).append(">");
    }

    [[nodiscard]] bool too_deep() const { return too_deep_; }
    [[nodiscard]] std::string take() && { return std::move(out_); }

  private:
    // Only what the element around doesn't say already; the default first, then by prefix.
    void namespaces(const Namespaces& scope, const Namespaces& written) {
        for (const auto& [prefix, address] : scope) {
            const auto outside = written.find(prefix);
            const bool is_said = outside == written.end() ? prefix.empty() && address.empty()
                                                          : outside->second == address;
            if (is_said) continue;
            out_.append(prefix.empty() ? " xmlns" : " xmlns:").append(prefix);
            out_.append("=\"").append(xml_attribute(address)).append("\"");
        }
    }

    void attributes(pugi::xml_node node, const Namespaces& scope) {
        struct Named {
            std::string address;
            std::string_view local;
            pugi::xml_attribute attribute;
        };
        std::vector<Named> all;
        for (const pugi::xml_attribute each : node.attributes()) {
            const std::string_view name = each.name();
            if (declares_namespace(name)) continue;
            const std::string_view prefix = prefix_of(name);
            const auto found = prefix.empty() ? scope.end() : scope.find(prefix);
            all.push_back({found == scope.end() ? std::string(prefix) : found->second,
                           local_name(name),
                           each});
        }
        std::ranges::sort(all, [](const Named& a, const Named& b) {
            return a.address != b.address ? a.address < b.address : a.local < b.local;
        });
        for (const Named& each : all) {
            out_.append(" ").append(each.attribute.name()).append("=\"");
            out_.append(xml_attribute(each.attribute.value())).append("\"");
        }
    }

    void other(pugi::xml_node node) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            out_ += xml_text(node.value());
        } else if (node.type() == pugi::node_pi) {
            out_.append("<?").append(node.name());
            if (*node.value() != '\0') out_.append(" ").append(node.value());
            out_.append("?>");
        }
    }

    std::string_view without_;
    std::string out_;
    bool too_deep_ = false;
};

bool has_doctype(const pugi::xml_document& document) {
    return std::ranges::any_of(document.children(), [](const pugi::xml_node& node) {
        return node.type() == pugi::node_doctype;
    });
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
    for (const pugi::xml_node each : parent.children()) {
        if (each.type() == pugi::node_element && local_name(each.name()) == name) return each;
    }
    return {};
}

}  // namespace

Outcome<std::string> canonical_xml(std::string_view document, const ElementPath& path) {
    pugi::xml_document tree;
    const auto parsed =
        tree.load_buffer(document.data(), document.size(), as_it_stands, pugi::encoding_utf8);
    if (!parsed) return refused("xml-not-well-formed", "The message is not well-formed XML.");
    if (has_doctype(tree)) return refused("xml-doctype", "The message declares a document type.");
    pugi::xml_node node = tree.root();
    Namespaces scope;
    for (const std::string_view name : path.names) {
        if (node != tree.root()) add_declared(node, scope);
        node = child_named(node, name);
        if (!node) return refused("xml-element-missing", "The message lacks an element.");
    }
    Canonical canonical(path.without);
    canonical.element(node, scope, {}, 0);
    if (canonical.too_deep()) return refused("xml-too-deep", "The message is nested too deep.");
    return std::move(canonical).take();
}

}  // namespace almoner::gateway::hmrc
