// Reads the fields of an ISO 20022 message leniently: keeps what it can and notes what the scheme
// forbids.
#pragma once

#include "gateway/statement/statement.h"
#include "gateway/xml/pull_reader.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::iso20022 {

class MessageScan {
  public:
    // No field that is kept is longer, whatever the file holds.
    static constexpr std::size_t max_field_bytes = 4096;

    explicit MessageScan(xml::PullReader& reader) : xml_(&reader) {}

    [[nodiscard]] xml::PullReader& xml() { return *xml_; }

    // What `where` and the notes speak of from now on: Stmt[2]/Ntry[7].
    void enter(std::string_view outer, std::size_t number);
    void enter_inner(std::string_view inner, std::size_t number);
    void leave_inner() { inner_number_ = 0; }

    [[nodiscard]] std::string where(std::string_view leaf);  // "Stmt[2]/Ntry[7]/Amt, line 41"
    void note(std::string_view code, std::string_view leaf, std::string_view words);
    void refuse(std::string_view code,
                std::string_view leaf,
                const std::string& words,
                std::string next);

    // The notes since the last call, at most Statement::max_violations of them.
    [[nodiscard]] std::vector<Violation> take_notes();
    [[nodiscard]] std::size_t take_left_out();

    // The open element's text to its end, without the spaces around it; noted when longer than the
    // scheme allows. An empty one leaves `target` alone.
    void keep(std::string& target, std::string_view leaf, std::size_t max_characters);
    // The text of the open element or, where it is a choice (<Sts><Cd>BOOK</Cd></Sts>), of its
    // first child.
    [[nodiscard]] std::string choice();

  private:
    xml::PullReader* xml_;
    std::string outer_;
    std::size_t outer_number_ = 0;
    std::string inner_;
    std::size_t inner_number_ = 0;
    std::vector<Violation> notes_;
    std::size_t left_out_ = 0;
};

// What a message's element means to us. Elements without a handler are passed over.
template <class Target>
struct ElementHandler {
    std::string_view name;
    void (*read)(MessageScan&, Target&) = nullptr;  // consumes the element to its end
};

template <class Target, std::size_t N>
void read_children(MessageScan& scan,
                   Target& target,
                   const std::array<ElementHandler<Target>, N>& handlers) {
    while (scan.xml().open_child()) {
        const std::string_view name = scan.xml().name();
        const ElementHandler<Target>* found = nullptr;
        for (const ElementHandler<Target>& each : handlers) {
            // The first letter rules most of them out without a call to compare.
            if (each.name.front() == name.front() && each.name == name) {
                found = &each;
                break;
            }
        }
        if (found != nullptr) {
            found->read(scan, target);
        } else {
            scan.xml().skip();
        }
    }
}

// `text` as it may be quoted in words: its first 40 bytes.
[[nodiscard]] std::string in_quotes(std::string_view text);

// The message that the open element's namespace names ("camt.053.001.08"); empty when it names
// none.
[[nodiscard]] std::string declared_message(const xml::PullReader& reader);

}  // namespace almoner::gateway::iso20022
