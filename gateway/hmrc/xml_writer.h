// The few pieces of XML that messages to HMRC are made of; the same values give the same bytes.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <optional>
#include <string>
#include <string_view>

namespace almoner::gateway::hmrc {

// Writes what is in canonical form already: no empty-element tags, LF, one line for each element,
// no indent, and only the references that canonical form has.
class XmlWriter {
  public:
    XmlWriter& open(std::string_view name);
    XmlWriter& open(std::string_view name, std::string_view attribute, std::string_view value);
    XmlWriter& close(std::string_view name);
    XmlWriter& text(std::string_view name, std::string_view text);
    XmlWriter& text(std::string_view name,
                    std::string_view attribute,
                    std::string_view value,
                    std::string_view text);
    // As they are: elements written before.
    XmlWriter& raw(std::string_view xml);

    // Nothing where there is nothing to say.
    XmlWriter& given(std::string_view name, std::string_view text);
    XmlWriter& given(std::string_view name, const std::optional<ledger::Money>& amount);
    XmlWriter& yes(std::string_view name, bool holds);
    XmlWriter& not_zero(std::string_view name, ledger::Money amount);

    XmlWriter& number(std::string_view name, int value);
    XmlWriter& letter(std::string_view name, char value);
    XmlWriter& money(std::string_view name, ledger::Money amount);
    XmlWriter& day(std::string_view name, ledger::Date day);

    [[nodiscard]] std::string take() && { return std::move(xml_); }

  private:
    std::string xml_;
};

// Text of an element, or of an attribute in double quotes, in canonical form.
[[nodiscard]] std::string xml_text(std::string_view text);
[[nodiscard]] std::string xml_attribute(std::string_view text);

}  // namespace almoner::gateway::hmrc
