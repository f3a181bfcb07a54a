#include "scheduler/commands/import_second_person.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/area_salt.h"
#include "ledger/records/payment.h"
#include "scheduler/commands/people_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::Proposal;
using nlohmann::json;

constexpr std::string_view salt_of_imports = "imports";

// Under a salt of the area, for a short file could be guessed and tried. Of the files and of how
// they are to be imported: each part with its length, so that no two sets of fields read alike.
std::string digest_of(ledger::Work& work, const std::map<std::string, std::string>& fields) {
    std::string all = ledger::area_salt(work, salt_of_imports);
    for (const auto& [name, value] : fields) {
        all += std::to_string(name.size()) + ":" + name;
        all += std::to_string(value.size()) + ":" + value;
    }
    return ledger::sha256_hex(all);
}

json shown(std::int64_t proposal) {
    return {{"proposal", proposal},
            {"kind", import_proposal},
            {"state", "to-be-confirmed"},
            {"words",
             "Nothing is loaded yet. A checker who is somebody else confirms it with the same "
             "import of the same files; --dry-run shows what it would do."}};
}

std::int64_t propose_import(Asked& asked, const std::string& digest) {
    const json content{
        {"ref", digest.substr(0, 12)},
        {"digest", digest},
        {"count",
         std::ranges::count_if(*asked.work.stamp().fields,
                               [](const auto& field) { return field.first.starts_with("file:"); })},
        {"before", 0},
        {"after", 0}};
    return ledger::insert_proposal(asked.work,
                                   {.kind = std::string(import_proposal),
                                    .from_on = asked.work.today(),
                                    .content = content.dump(),
                                    .proposed_by = asked.actor.number});
}

std::optional<Proposal> open_import(ledger::Work& work, const std::string& digest) {
    for (Proposal& each : ledger::open_proposals(work.database(), import_proposal)) {
        if (json::parse(each.content).at("digest") == digest) return std::move(each);
    }
    return std::nullopt;
}

}  // namespace

Outcome<SecondPerson> second_person_for(Asked& asked) {
    if (asked.work.stamp().dry_run || !ledger::is_paying(asked.work.database()))
        return SecondPerson{};
    const std::string digest = digest_of(asked.work, *asked.work.stamp().fields);
    const auto same = open_import(asked.work, digest);
    if (!same) return SecondPerson{.waits = shown(propose_import(asked, digest)).dump()};
    if (same->proposed_by == asked.actor.number)
        return SecondPerson{.waits = shown(same->id).dump()};
    if (asked.actor.role != Role::checker) {
        return refused_in("as",
                          "needs-checker",
                          "Somebody else asked for this import, and a checker confirms it.",
                          "Ask a checker.");
    }
    return SecondPerson{.confirms = same->id, .proposed_by = same->proposed_by};
}

void close_import_proposal(ledger::Work& work, std::int64_t proposal) {
    work.move_state(ledger::Entity::proposal,
                    {proposal, proposal},
                    ledger::ProposalState::open,
                    ledger::ProposalState::confirmed,
                    "confirmed");
}

void withdraw_import_proposal(Asked& asked) {
    if (asked.work.stamp().dry_run || !ledger::is_paying(asked.work.database())) return;
    const auto open = open_import(asked.work, digest_of(asked.work, *asked.work.stamp().fields));
    if (!open) return;
    asked.work.move_state(ledger::Entity::proposal,
                          {open->id, open->id},
                          ledger::ProposalState::open,
                          ledger::ProposalState::refused,
                          "refused");
}

Outcome<ledger::Done> import_takes_effect(Asked& /*asked*/, const Proposal& /*proposal*/) {
    return refused_in("proposal",
                      "confirmed-by-importing",
                      "An import is confirmed by importing the same files.",
                      "Run the same 'almoner import'; --dry-run first shows what it would do.");
}

}  // namespace almoner::scheduler
