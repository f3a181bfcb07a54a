// Reads XML element by element, in place and in one pass, and refuses what no bank file needs.
#pragma once

#include "ledger/values/outcome.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::xml {

enum class Event : std::uint8_t { start, end, text, finished, broken };

// The text must be UTF-8 and outlive the reader. Well-formedness is checked as far as it reads:
// matching tags, one root, quoted and unrepeated attributes, the five entities and numeric
// references. Refused: DOCTYPE (so no entity can be declared), nesting above max_depth. Comments,
// processing instructions and namespaces are passed over; prefixes are cut from names.
//
// There is no error code to check after each step: once something is wrong every step says that
// there is nothing more, and problem() holds the refusal (xml-not-well-formed, xml-doctype,
// xml-too-deep, or what refuse() was given).
class PullReader {
  public:
    static constexpr std::size_t max_depth = 64;
    static constexpr std::size_t max_attributes = 64;
    static constexpr std::size_t max_name_bytes = 256;

    struct Attribute {
        std::string_view name;   // as written, prefix included
        std::string_view value;  // as written, entities not resolved
    };

    explicit PullReader(std::string_view utf8) : text_(utf8) {}

    // The plain stream of events. An empty element gives a start and an end.
    Event next();

    // The same as a walk. open_child: true when the element that is open has another child, which
    // is now open; false when it ended, which is now closed. text: what stands in the open element
    // itself, to its end, children passed over; the view lives until the next step. skip: to its
    // end.
    bool open_child();
    std::string_view text();
    void skip();

    [[nodiscard]] std::string_view name() const {
        return name_;
    }  // of the last start, without prefix
    [[nodiscard]] const std::vector<Attribute>& attributes() const { return attributes_; }
    [[nodiscard]] std::string_view attribute(std::string_view name) const;  // empty when absent
    [[nodiscard]] std::string
    text_piece();  // after Event::text: entities resolved, line ends as \n

    [[nodiscard]] std::size_t depth() const { return depth_; }
    [[nodiscard]] std::size_t start_offset() const { return start_; }  // of the last start tag
    [[nodiscard]] std::size_t offset() const { return at_; }
    [[nodiscard]] std::string_view between(std::size_t from, std::size_t to) const {
        return text_.substr(from, to - from);
    }
    [[nodiscard]] std::size_t line();  // of the last start tag, from 1

    void refuse(ledger::Refusal refusal);
    [[nodiscard]] const std::optional<ledger::Refusal>& problem() const { return problem_; }

    // Resolves entities and line ends of `raw` at the end of `out`; false at a reference that is
    // none of the five and no character.
    [[nodiscard]] static bool append_decoded(std::string_view raw, std::string& out);

  private:
    Event fail(std::string_view what);
    Event finish();
    Event read_markup();
    Event read_text();
    Event read_start();
    Event read_attributes();
    Event read_attribute();
    Event read_end();
    Event read_cdata();
    Event close();
    bool pass_over(std::string_view opening, std::string_view closing);
    void pass_spaces();
    [[nodiscard]] std::size_t name_end(std::size_t from) const;
    [[nodiscard]] bool starts_with(std::string_view what) const {
        return text_.substr(at_, what.size()) == what;
    }
    std::optional<std::string_view> simple_text();
    [[nodiscard]] std::size_t line_of(std::size_t offset);

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t start_ = 0;
    std::array<std::string_view, max_depth> open_{};
    std::size_t depth_ = 0;
    bool root_seen_ = false;
    bool empty_element_ = false;  // <a/>: its end comes next
    std::string_view name_;
    std::vector<Attribute> attributes_;
    std::string_view piece_;
    bool piece_is_cdata_ = false;
    std::string scratch_;
    std::optional<ledger::Refusal> problem_;
    std::size_t counted_to_ = 0;  // lines are counted from here on
    std::size_t counted_ = 1;
};

}  // namespace almoner::gateway::xml
