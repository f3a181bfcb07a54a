#include "ledger/storage/postgres/store_place.h"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>

namespace almoner::ledger {
namespace {

constexpr std::size_t longest_name = 63;

Refusal refuse(std::string code, std::string words, std::string next) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = "--store",
            .citation = ""};
}

bool is_name(std::string_view text) {
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !text.empty() && text.size() <= longest_name &&
           (text.front() < '0' || text.front() > '9') && !text.starts_with("pg_") &&
           std::all_of(text.begin(), text.end(), is_part);
}

// The URL as libpq reads it, and what of its parameters is ours alone.
struct Address {
    StorePlace place;
    std::string_view standby = "optional";
};

Address address_of(std::string_view url) {
    Address address;
    StorePlace& place = address.place;
    const std::size_t mark = url.find('?');
    place.url = url.substr(0, mark);
    if (mark == std::string_view::npos) return address;
    std::string_view rest = url.substr(mark + 1);
    char before = '?';
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        constexpr std::string_view schema = "schema=";
        constexpr std::string_view standby = "standby=";
        if (part.starts_with(schema)) {
            place.schema = part.substr(schema.size());
            continue;
        }
        if (part.starts_with(standby)) {
            address.standby = part.substr(standby.size());
            place.needs_standby = address.standby == "required";
            continue;
        }
        place.url += before;
        place.url += part;
        before = '&';
    }
    return address;
}

struct Free {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

}  // namespace

Outcome<StorePlace> store_place(std::string_view url) {
    if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) {
        return refuse("store-form",
                      "That is not the address of a store.",
                      "Write it as postgresql://USER@HOST/DATABASE.");
    }
    const Address address = address_of(url);
    const StorePlace& place = address.place;
    if (!is_name(place.schema)) {
        return refuse("store-schema",
                      "The area's schema has a name of small letters, digits and underscores.",
                      "Write it as postgresql://USER@HOST/DATABASE?schema=north.");
    }
    if (address.standby != "required" && address.standby != "optional") {
        return refuse("store-standby",
                      "A standby is required or optional.",
                      "Write standby=required where no commit may be on one server alone.");
    }
    char* fault = nullptr;
    const std::unique_ptr<PQconninfoOption, Free> options(
        PQconninfoParse(place.url.c_str(), &fault));
    PQfreemem(fault);  // its words could hold the password
    if (!options) {
        return refuse("store-form",
                      "The address of the store can't be read.",
                      "Write it as postgresql://USER@HOST/DATABASE, with %20 for a space.");
    }
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        const std::string_view keyword = option->keyword;
        if ((keyword == "password" || keyword == "sslpassword") && option->val != nullptr) {
            return refuse("store-password",
                          "A password has no place in the store's address: others can read it.",
                          "Put it into a file, as HOST:PORT:DATABASE:USER:PASSWORD, readable by "
                          "you alone, and name that in PGPASSFILE or as passfile= in the address.");
        }
    }
    return place;
}

}  // namespace almoner::ledger
