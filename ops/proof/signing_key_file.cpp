#include "ops/proof/signing_key_file.h"

#include "ledger/storage/database.h"
#include "ops/files/whole_file.h"
#include "ops/files/within.h"
#include "ops/settings/data_settings.h"

#include <string>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::Outcome;
using ledger::PublicKey;
using ledger::Refusal;
using ledger::SigningKey;

Refusal refuse(std::string code, std::string words, std::string next, std::string field) {
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = ""};
}

Refusal unreadable(const fs::path& file, std::string words) {
    return refuse("key-unreadable",
                  std::move(words),
                  "Put the key's file back from where it is kept: " + file.string() + ".",
                  "signing_key");
}

Refusal inside_the_data(std::string field) {
    return refuse("key-in-data",
                  "That file is inside the data folder: who could change the books could sign "
                  "what they made of them.",
                  "Give a file in a folder of its own, on another disk if there is one.",
                  std::move(field));
}

bool is_open_to_others(const fs::path& file) {
    using fs::perms;
    const perms others = perms::group_all | perms::others_all;
    return (fs::status(file).permissions() & others) != perms::none;
}

Outcome<ledger::Done> may_be_made(const fs::path& data, const fs::path& file) {
    if (is_within(file, data)) return inside_the_data("--to");
    if (fs::exists(file)) {
        return refuse("file-exists",
                      file.string() + " is there already.",
                      "Give a new file: no key is ever written over.",
                      "--to");
    }
    if (!fs::is_directory(file.parent_path())) {
        return refuse("folder-missing",
                      "There is no folder " + file.parent_path().string() + ".",
                      "Make it, for the program's user alone.",
                      "--to");
    }
    return ledger::Done{};
}

}  // namespace

Outcome<SigningKey> read_signing_key(const fs::path& data) {
    const auto settings = read_data_settings(data);
    if (!settings.accepted()) return settings.refusal();
    if (settings.value().signing_key.empty()) {
        return refuse("key-none",
                      "This area has no signing key.",
                      "Make one: 'almoner key make --to FILE', outside the data folder.",
                      "signing_key");
    }
    const fs::path file = settings.value().signing_key;
    if (is_within(file, data)) return inside_the_data("signing_key");
    if (!fs::is_regular_file(file)) {
        return unreadable(file, "The signing key is not where the settings say.");
    }
    if (is_open_to_others(file)) {
        return refuse("key-open-to-others",
                      "Others on this machine may read or change the signing key.",
                      "Take that from them: chmod 600 " + file.string() +
                          ". If they may have read it, make another key.",
                      "signing_key");
    }
    auto key = SigningKey::from_pem(read_whole(file));
    if (!key) return unreadable(file, "The file of the signing key holds no Ed25519 key.");
    return std::move(*key);
}

Outcome<PublicKey> make_signing_key(const fs::path& data, const fs::path& asked) {
    auto settings = read_data_settings(data);
    if (!settings.accepted()) return settings.refusal();
    if (!settings.value().signing_key.empty()) {
        return refuse("key-there",
                      "This area has a signing key: " + settings.value().signing_key + ".",
                      "To change it, keep its public half ('almoner key show') with the statements "
                      "that it signed, take signing_key out of settings.toml and make another.",
                      "signing_key");
    }
    const fs::path file = fs::absolute(asked).lexically_normal();
    const auto allowed = may_be_made(data, file);
    if (!allowed.accepted()) return allowed.refusal();
    const SigningKey key = SigningKey::make();
    write_whole(file, key.pem());
    DataSettings named = settings.value();
    named.signing_key = file.string();
    write_data_settings(data, named);
    return key.public_half();
}

}  // namespace almoner::ops
