// Canonical XML 1.0 without comments, of one element of a document: what HMRC's IRmark is made of.
#pragma once

#include "ledger/values/outcome.h"

#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::hmrc {

// Which element, by the names on the way to it from the root, prefixes left out.
struct ElementPath {
    std::vector<std::string_view> names{};
    // Taken out of it before, wherever it stands, spaces around it left; empty for nothing.
    std::string_view without{};
};

// Namespaces that are declared above the element stand on it, as the specification says. Attributes
// are sorted, references and CDATA resolved, line ends LF (W3C, Canonical XML 1.0, sections 1.1 and
// 2.3). Refused: xml-not-well-formed, xml-doctype, xml-too-deep, xml-element-missing.
[[nodiscard]] ledger::Outcome<std::string> canonical_xml(std::string_view document,
                                                         const ElementPath& path);

}  // namespace almoner::gateway::hmrc
