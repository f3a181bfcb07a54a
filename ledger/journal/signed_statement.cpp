#include "ledger/journal/signed_statement.h"

#include "ledger/journal/unhex.h"

#include <algorithm>
#include <charconv>

namespace almoner::ledger {
namespace {

constexpr std::string_view title = "almoner signed statement, version 1\n";
constexpr std::string_view before_figures = "figures:\n";
constexpr std::string_view before_signature = "signature: ";

void line(std::string& text, std::string_view name, std::string_view value) {
    text += name;
    text += ": ";
    text += value;
    text += '\n';
}

// All that is signed: every line up to the signature's.
std::string signed_text(const SignedStatement& statement) {
    std::string text(title);
    line(text, "area", statement.area);
    line(text, "commissioner", statement.commissioner);
    line(text, "month", statement.month);
    line(text, "made on", statement.made_on.iso());
    line(text, "journal row", std::to_string(statement.head.seq));
    line(text, "journal hash", hex(octets_of(statement.head.hash)));
    line(text, "key", statement.key);
    text += before_figures;
    text += statement.figures;
    return text;
}

// Takes the lines of a text from its front; a line that is not there makes all of it unreadable.
class Lines {
  public:
    explicit Lines(std::string_view text) : left_(text) {}

    [[nodiscard]] bool take(std::string_view exactly) {
        if (!left_.starts_with(exactly)) return false;
        left_.remove_prefix(exactly.size());
        return true;
    }
    [[nodiscard]] std::string value(std::string_view name) {
        const std::size_t end = left_.find('\n');
        const bool is_there = take(name) && take(": ") && end != std::string_view::npos;
        if (!is_there) {
            readable_ = false;
            return {};
        }
        const std::size_t size = end - name.size() - 2;
        std::string value(left_.substr(0, size));
        left_.remove_prefix(size + 1);
        return value;
    }
    [[nodiscard]] bool readable() const { return readable_; }
    [[nodiscard]] std::string_view left() const { return left_; }

  private:
    std::string_view left_;
    bool readable_ = true;
};

bool read_head(Lines& lines, SignedStatement& statement) {
    const std::string seq = lines.value("journal row");
    const auto hash = octets_of_hex(lines.value("journal hash"));
    if (!lines.readable() || !hash || hash->size() != statement.head.hash.size()) return false;
    std::ranges::copy(*hash, statement.head.hash.begin());
    const auto read = std::from_chars(seq.data(), seq.data() + seq.size(), statement.head.seq);
    return read.ec == std::errc{} && read.ptr == seq.data() + seq.size();
}

}  // namespace

std::string statement_text(SignedStatement statement, const SigningKey& key) {
    statement.key = key.public_half().id();
    std::string text = signed_text(statement);
    text += std::string(before_signature) + hex(key.sign(text)) + '\n';
    return text;
}

std::optional<SignedStatement> read_statement(std::string_view text) {
    Lines lines(text);
    if (!lines.take(title)) return std::nullopt;
    SignedStatement statement;
    statement.area = lines.value("area");
    statement.commissioner = lines.value("commissioner");
    statement.month = lines.value("month");
    const auto made_on = Date::parse(lines.value("made on"));
    if (!made_on || !read_head(lines, statement)) return std::nullopt;
    statement.made_on = *made_on;
    statement.key = lines.value("key");
    if (!lines.readable() || !lines.take(before_figures)) return std::nullopt;
    const std::size_t end = lines.left().rfind(before_signature);
    if (end == std::string_view::npos) return std::nullopt;
    statement.figures = std::string(lines.left().substr(0, end));
    std::string_view digits = lines.left().substr(end + before_signature.size());
    if (!digits.ends_with('\n')) return std::nullopt;
    digits.remove_suffix(1);
    const auto signature = octets_of_hex(digits);
    if (!signature || !statement.figures.ends_with('\n')) return std::nullopt;
    statement.signature = *signature;
    // A number written in two ways would be two statements with one signature.
    if (!text.starts_with(signed_text(statement))) return std::nullopt;
    return statement;
}

bool is_signed_by(const SignedStatement& statement, const PublicKey& key) {
    return key.verifies(signed_text(statement), statement.signature);
}

}  // namespace almoner::ledger
