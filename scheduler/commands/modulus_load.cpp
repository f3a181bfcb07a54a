#include "scheduler/commands/modulus_load.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/operator_file.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/account_check.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::ModulusTable;
using ledger::OperatorFileKind;
using ledger::Outcome;
using nlohmann::json;

// The file that was loaded last, where it is this one and counts from this day or sooner.
std::optional<ledger::OperatorFile> loaded_already(ledger::Database& database,
                                                   OperatorFileKind kind,
                                                   const std::string& content,
                                                   ledger::Date from) {
    auto loaded = ledger::operator_file(database, kind);
    const bool is_it =
        loaded && loaded->sha256 == ledger::sha256_hex(content) && loaded->dated_on <= from;
    if (!is_it) loaded.reset();
    return loaded;
}

Outcome<ModulusTable> parse(const std::string& weights,
                            const std::string& substitutions,
                            ledger::ModulusEdition edition) {
    return ModulusTable::parse(weights, substitutions, std::move(edition));
}

// What the new table says of the accounts that are paid already.
void add_recheck(const Recheck& again, json& answer) {
    answer["accounts_checked"] = again.checked;
    answer["accounts_uncheckable"] = again.uncheckable;
    answer["accounts_now_pass"] = again.now_pass;
    json failing = json::array();
    for (const Recheck::One& each : again.now_fail) {
        failing.push_back({{"payee", each.payee}, {"payee_account", each.payee_account}});
    }
    answer["accounts_now_fail"] = failing.size();
    if (failing.empty()) return;
    answer["accounts_that_now_fail"] = std::move(failing);
    answer["warning"] =
        "They are paid as before, and each has a task: ask the payee for the sort "
        "code and account number again.";
}

}  // namespace

Outcome<Answer> modulus_load(Asked& asked) {
    const auto weights = asked.fields.need("file:modulus");
    if (!weights.accepted()) return weights.refusal();
    const auto substitutions = asked.fields.need("file:substitution");
    if (!substitutions.accepted()) return substitutions.refusal();
    const auto version = asked.fields.need("version");
    if (!version.accepted()) return version.refusal();
    const auto dated = asked.fields.date("dated");
    if (!dated.accepted()) return dated.refusal();
    const auto table =
        parse(weights.value(), substitutions.value(), {version.value(), dated.value()});
    if (!table.accepted()) return table.refusal();

    ledger::Database& database = asked.work.database();
    const auto before =
        loaded_already(database, OperatorFileKind::modulus, weights.value(), dated.value());
    if (before &&
        loaded_already(
            database, OperatorFileKind::substitution, substitutions.value(), dated.value())) {
        return ledger::Refusal{.code = "modulus-loaded-already",
                               .words = "These tables are loaded already, and count from " +
                                        before->dated_on.words() + ".",
                               .next =
                                   "Nothing needs to be done, unless they count sooner: give "
                                   "that day with --dated.",
                               .field = "file:modulus",
                               .citation = {}};
    }
    ledger::insert_operator_file(asked.work,
                                 {.kind = OperatorFileKind::modulus,
                                  .version = version.value(),
                                  .dated_on = dated.value(),
                                  .content = weights.value()});
    ledger::insert_operator_file(asked.work,
                                 {.kind = OperatorFileKind::substitution,
                                  .version = version.value(),
                                  .dated_on = dated.value(),
                                  .content = substitutions.value()});
    json answer{{"version", version.value()},
                {"dated", dated.value().iso()},
                {"lines", table.value().lines()}};
    add_recheck(check_all_again(asked.work, table.value()), answer);
    if (dated.value() > asked.work.today()) {
        answer["note"] = "It counts from " + dated.value().words() +
                         ": until then what is entered is checked by the table before it.";
    }
    return answer.dump();
}

std::optional<ModulusTable> modulus_in_force(ledger::Database& database, ledger::Date day) {
    const auto weights = ledger::operator_file_on(database, OperatorFileKind::modulus, day);
    const auto substitutions =
        ledger::operator_file_on(database, OperatorFileKind::substitution, day);
    if (!weights || !substitutions) return std::nullopt;
    auto table =
        parse(weights->content, substitutions->content, {weights->version, weights->dated_on});
    if (!table.accepted()) {
        throw ledger::InvariantBroken("a modulus table that was loaded can't be read any more");
    }
    return std::move(table).value();
}

}  // namespace almoner::scheduler
