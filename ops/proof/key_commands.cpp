#include "ops/proof/key_commands.h"

#include "api/cli/reading.h"
#include "ops/proof/signing_key_file.h"

#include <ostream>

namespace almoner::ops {
namespace {

using api::Call;
using api::Kind;

api::Figures figures_of(const ledger::PublicKey& key) {
    api::Figures figures{
        .name = "key",
        .title = "The key that statements are signed with",
        .columns = {{"key", "Key", Kind::text},
                    {"kind", "Kind", Kind::text},
                    {"public_key", "Public half", Kind::text, api::Seen::by_programs}},
        .rows = {},
        .notes = {}};
    figures.rows.push_back({key.id(), std::string("Ed25519"), key.pem()});
    return figures;
}

int make_key(const api::Program& /*program*/, Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("Making a key"));
    if (!call.store.has_area()) return api::show_refusal(call, api::no_area(call));
    const auto made = make_signing_key(call.data, call.fields.at("to"));
    if (!made.accepted()) return api::show_refusal(call, made.refusal());
    api::Figures figures = figures_of(made.value());
    figures.notes.emplace_back(
        "The file holds the private half: it is in no backup. Keep a copy of it in a safe place "
        "apart from the area's backups.");
    figures.notes.emplace_back("Give each funder the public half: 'almoner key show'.");
    api::show(call, figures);
    return api::exit_ok;
}

int show_key(const api::Program& /*program*/, Call& call) {
    const auto key = read_signing_key(call.data);
    if (!key.accepted()) return api::show_refusal(call, key.refusal());
    const ledger::PublicKey half = key.value().public_half();
    if (call.output != Call::Output::words) {
        api::show(call, figures_of(half));
        return api::exit_ok;
    }
    // As a file that '--public-key' and openssl read: both pass over what stands before the key.
    *call.out << "Key " << half.id() << " (Ed25519, public half)\n" << half.pem();
    return api::exit_ok;
}

}  // namespace

api::CommandSpec key_make_command() {
    using enum api::ArgumentKind;
    return {.words = "key make",
            .help =
                "Make the key that the funders' statements are signed with, in a file of its "
                "own outside the data folder",
            .example = "almoner key make --to /etc/almoner/signing-key.pem --data /var/lib/almoner",
            .arguments = {{"--to", "to", text, true, "A new file, which its owner alone may read"}},
            .run = make_key};
}

api::CommandSpec key_show_command() {
    return {.words = "key show",
            .help = "The public half of the signing key, for whoever checks a statement",
            .example = "almoner key show --data /var/lib/almoner > mid-mercia-key.pem",
            .arguments = {},
            .run = show_key};
}

}  // namespace almoner::ops
