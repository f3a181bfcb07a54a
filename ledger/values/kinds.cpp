#include "ledger/values/kinds.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {

std::string_view name_of(Stream stream) {
    switch (stream) {
        case Stream::nhs: return "nhs";
        case Stream::social_care: return "social-care";
        case Stream::children: return "children";
        case Stream::education: return "education";
        case Stream::person: return "person";
        case Stream::unassigned: return "unassigned";
    }
    throw InvariantBroken("unlisted stream");
}

std::string_view name_of(Option option) {
    switch (option) {
        case Option::none: return "";
        case Option::notional: return "notional";
        case Option::third_party: return "third-party";
        case Option::direct_payment: return "direct-payment";
        case Option::managed_account: return "managed-account";
    }
    throw InvariantBroken("unlisted option");
}

std::optional<Stream> stream_named(std::string_view name) {
    for (const Stream stream : all_streams) {
        if (name_of(stream) == name) return stream;
    }
    return std::nullopt;
}

std::optional<Option> option_named(std::string_view name) {
    for (const Option option : all_options) {
        if (name_of(option) == name) return option;
    }
    return std::nullopt;
}

}  // namespace almoner::ledger
