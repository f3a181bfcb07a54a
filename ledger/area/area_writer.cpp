#include "ledger/area/area_writer.h"

#include "ledger/area/internal_error.h"
#include "ledger/journal/content.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"

#include <array>
#include <string_view>
#include <utility>

namespace almoner::ledger {
namespace {

constexpr std::array<std::string_view, 2> salt_columns{"seq", "salt"};
const Query salt_of_command{"SELECT salt FROM command_salt WHERE seq = $1"};

bool has_fields(const Stamp& stamp) {
    return stamp.fields != nullptr && !stamp.fields->empty();
}

constexpr char separator = '\x1f';

// As the journal keeps it: a sixth part names the row of private_text with the words.
std::string refusal_text(const Refusal& refusal) {
    return refusal.code + separator + refusal.words + separator + refusal.next + separator +
           refusal.field + separator + refusal.citation;
}

// Those that `text` has; the others are empty.
template <std::size_t N>
std::array<std::string, N> parts_of(std::string_view text) {
    std::array<std::string, N> parts;
    for (std::string& part : parts) {
        const std::size_t end = text.find(separator);
        part = std::string(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return parts;
}

// Until its handler has answered, a command's transfers are in memory and its records behind a
// savepoint, so it can be taken back. What breaks later is not known to be whole: that stops the
// writer, as an outage does.
Outcome<std::string> answer_of(const Handler& handler, Work& work) {
    try {
        return handler(work);
    } catch (const InvariantBroken& error) {
        return internal_error(error.what());
    } catch (const PersonErased&) {
        return Refusal{.code = "person-erased",
                       .words = "This person was erased: no more text is kept about them.",
                       .next = "Leave them out.",
                       .field = "person",
                       .citation = ""};
    }
}

// Each is asked for, also where one fails: sync() does what is left.
void throw_away(PersonKeys& keys, const std::vector<std::int64_t>& people) {
    std::exception_ptr failed;
    for (const std::int64_t person : people) {
        try {
            keys.throw_away(person);
        } catch (const StorageError&) {
            failed = std::current_exception();
        }
    }
    if (failed) std::rethrow_exception(failed);
}

}  // namespace

AreaWriter::AreaWriter(Database& database, SaltSource salts)
    : database_(database),
      journal_(database),
      books_(database),
      records_(database, salts),
      work_(database, books_, records_),
      salts_(std::move(salts)),
      salt_rows_(database.bulk("command_salt", salt_columns)) {}

void AreaWriter::begin_group() {
    database_.begin();
}

void AreaWriter::commit_group() {
    books_.fold();
    PersonKeys* const keys = database_.keys();
    if (keys != nullptr) keys->sync();
    database_.commit();
    if (keys != nullptr) throw_away(*keys, records_.take_erased());
}

void AreaWriter::abandon_group() {
    database_.rollback();
    journal_.reload();
    books_.reload();
    records_.reload();
}

CommandResult AreaWriter::run_alone(const Stamp& stamp, const Handler& handler) {
    begin_group();
    try {
        CommandResult result = run(stamp, handler);
        commit_group();
        return result;
    } catch (...) {
        abandon_group();
        throw;
    }
}

void AreaWriter::note_excuses(const std::vector<Excuse>& excuses) {
    for (const Excuse& excuse : excuses) {
        records_.insert(excuse_table,
                        excuse.account,
                        excuse.budget,
                        excuse.option,
                        excuse.amount,
                        work_.reason_,
                        work_.owner_);
    }
}

Outcome<std::string> AreaWriter::attempt(const Stamp& stamp, const Handler& handler) {
    work_.stamp_ = &stamp;
    work_.seq_ = journal_.head().seq + 1;
    work_.nature_ = Nature::choice;
    work_.keep_ = nullptr;
    work_.told_of_.reset();
    body_.clear();
    records_.open_command(work_.seq_);
    books_.open_command(work_.seq_, body_);
    Outcome<std::string> outcome = answer_of(handler, work_);
    if (!outcome.accepted()) return outcome;
    if (stamp.dry_run) {
        const Outcome<Done> checked = books_.check_command(work_.nature_);
        return checked.accepted() ? outcome : Outcome<std::string>(checked.refusal());
    }
    const Outcome<std::vector<Excuse>> closed = books_.close_command(work_.nature_);
    if (!closed.accepted()) return closed.refusal();
    note_excuses(closed.value());
    records_.close_command(body_);
    return outcome;
}

void AreaWriter::undo() {
    records_.undo_command();
    books_.undo_command();
    body_.clear();
}

// The answer as the journal keeps it; words about a person stand beside it, and of somebody who was
// erased none are kept.
std::string AreaWriter::keep_of_refused(const Refusal& refusal) {
    if (!work_.keep_ && !work_.told_of_) return refusal_text(refusal);
    Refusal kept = refusal;
    std::string row;
    records_.open_command(work_.seq_);
    try {
        if (work_.keep_) work_.keep_(work_);
        if (work_.told_of_) {
            kept.words.clear();
            kept.next.clear();
            row =
                separator + std::to_string(insert_private_text(
                                work_, *work_.told_of_, refusal.words + separator + refusal.next));
        }
        records_.close_command(body_);
    } catch (const PersonErased&) {
        records_.undo_command();
        body_.clear();
    }
    return refusal_text(kept) + row;
}

Refusal AreaWriter::refusal_from(std::string_view text) {
    auto [code, words, next, field, citation, row] = parts_of<6>(text);
    if (!row.empty()) {
        const auto told = private_text(database_, std::stoll(row));
        auto opened = parts_of<2>(told.value_or("The words of this refusal were erased."));
        words = std::move(opened[0]);
        next = std::move(opened[1]);
    }
    return {.code = std::move(code),
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = std::move(citation)};
}

// The salt of a command that was taken before; nothing once it was erased, or where it had no
// fields.
std::optional<std::string> AreaWriter::salt_of(std::int64_t seq) {
    Rows rows = database_.select(salt_of_command, seq);
    if (!rows.next() || rows.is_null(0)) return std::nullopt;
    return rows.str(0);
}

CommandResult AreaWriter::replay(const Stamp& stamp, const StoredAnswer& stored) {
    const std::optional<std::string> salt = salt_of(stored.seq);
    write_content(stamp.command, stamp.fields, salt.value_or(""), content_);
    const std::string field =
        stored.actor != stamp.actor
            ? std::string("as")
            : differing_field(stored.content, content_.octets(), salt.has_value());
    CommandResult result;
    result.seq = stored.seq;
    result.replayed = true;
    if (!field.empty()) {
        result.outcome = Refusal{.code = "key-used-before",
                                 .words = "This idempotency key was used for something else.",
                                 .next =
                                     "Use a new key for a new command; the earlier command "
                                     "stands as it was.",
                                 .field = field,
                                 .citation = ""};
    } else if (stored.outcome == JournalOutcome::refused) {
        result.outcome = refusal_from(stored.answer);
    } else {
        result.outcome = stored.answer;
    }
    return result;
}

CommandResult AreaWriter::run(const Stamp& stamp, const Handler& handler) {
    if (stamp.key.empty()) throw InvariantBroken("a command without an idempotency key");
    if (const auto stored = journal_.find_answer(stamp.key)) return replay(stamp, *stored);
    CommandResult result;
    result.outcome = attempt(stamp, handler);
    if (stamp.dry_run || !result.outcome.accepted()) undo();
    if (!result.outcome.accepted() && is_internal_error(result.outcome.refusal())) {
        // A record may have stopped half-way, so its writer is made anew. The key stays free.
        records_.reload();
        return result;
    }
    if (stamp.dry_run || (!result.outcome.accepted() && !stamp.moves_money)) return result;
    result.seq = journal_.head().seq + 1;
    if (result.outcome.accepted()) {
        journal(stamp, JournalOutcome::accepted, result.outcome.value());
    } else {
        journal(stamp, JournalOutcome::refused, keep_of_refused(result.outcome.refusal()));
    }
    return result;
}

void AreaWriter::journal(const Stamp& stamp, JournalOutcome outcome, const std::string& answer) {
    const std::string salt = has_fields(stamp) ? salts_() : std::string{};
    write_content(stamp.command, stamp.fields, salt, content_);
    journal_.append({.seq = journal_.head().seq + 1,
                     .at_ms = stamp.at_ms,
                     .actor = stamp.actor,
                     .booked = stamp.today,
                     .command = stamp.command,
                     .key = stamp.key,
                     .content = content_.octets(),
                     .outcome = outcome,
                     .answer = answer,
                     .body = body_.octets()});
    if (salt.empty()) return;
    salt_rows_->integer(journal_.head().seq);
    salt_rows_->blob(salt);
    salt_rows_->end_row();
}

}  // namespace almoner::ledger
