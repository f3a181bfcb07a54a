#include "api/socket/frame.h"

#include "ledger/journal/canonical.h"

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace almoner::api {
namespace {

using ledger::CanonicalReader;
using ledger::CanonicalWriter;

constexpr char accepted = 'a';
constexpr char refused = 'r';
constexpr char outage = 'o';

std::string text(CanonicalReader& in) {
    return std::string(in.text());
}

bool yes_or_no(CanonicalReader& in) {
    const std::int64_t value = in.integer();
    if (value != 0 && value != 1) throw std::runtime_error("the other side speaks otherwise");
    return value == 1;
}

void must_end(const CanonicalReader& in) {
    if (!in.at_end()) throw std::runtime_error("there is more than was said");
}

}  // namespace

std::string encode(const Ask& ask) {
    CanonicalWriter out;
    for (const std::string* part :
         {&ask.name, &ask.key, &ask.as, &ask.credential, &ask.as_of, &ask.at}) {
        out.text(*part);
    }
    out.integer(ask.dry_run ? 1 : 0);
    for (const auto& [name, value] : ask.fields) {
        out.text(name);
        out.text(value);
    }
    return out.octets();
}

Ask decode_ask(std::string_view octets) {
    CanonicalReader in(octets);
    Ask ask;
    for (std::string* part : {&ask.name, &ask.key, &ask.as, &ask.credential, &ask.as_of, &ask.at}) {
        *part = text(in);
    }
    ask.dry_run = yes_or_no(in);
    while (!in.at_end()) {
        std::string name = text(in);
        const bool is_next = ask.fields.empty() || ask.fields.rbegin()->first < name;
        if (!is_next) throw std::runtime_error("a field stands out of order");
        ask.fields.emplace_hint(ask.fields.end(), std::move(name), in.text());
    }
    return ask;
}

std::string encode(const ledger::CommandResult& result) {
    CanonicalWriter out;
    if (result.outcome.accepted()) {
        out.mark(accepted);
        out.text(result.outcome.value());
    } else {
        const ledger::Refusal& refusal = result.outcome.refusal();
        out.mark(refused);
        for (const std::string* part :
             {&refusal.code, &refusal.words, &refusal.next, &refusal.field, &refusal.citation}) {
            out.text(*part);
        }
    }
    out.integer(result.seq);
    out.integer(result.replayed ? 1 : 0);
    return out.octets();
}

std::string encode_outage(std::string_view words, bool integrity) {
    CanonicalWriter out;
    out.mark(outage);
    out.text(words);
    out.integer(integrity ? 1 : 0);
    return out.octets();
}

ledger::CommandResult decode_result(std::string_view octets) {
    CanonicalReader in(octets);
    ledger::CommandResult result;
    const char kind = in.mark();
    if (kind == outage) {
        const std::string words = text(in);
        const bool integrity = yes_or_no(in);
        must_end(in);
        if (integrity) throw ledger::InvariantBroken(words);
        throw ledger::StorageBusy(words);
    }
    if (kind == accepted) {
        result.outcome = text(in);
    } else if (kind == refused) {
        ledger::Refusal refusal;
        for (std::string* part :
             {&refusal.code, &refusal.words, &refusal.next, &refusal.field, &refusal.citation}) {
            *part = text(in);
        }
        result.outcome = refusal;
    } else {
        throw std::runtime_error("the other side speaks otherwise");
    }
    result.seq = in.integer();
    result.replayed = yes_or_no(in);
    must_end(in);
    return result;
}

}  // namespace almoner::api
