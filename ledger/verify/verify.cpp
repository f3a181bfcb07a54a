#include "ledger/verify/verify.h"

#include "ledger/records/erasure.h"
#include "ledger/verify/books_replay.h"
#include "ledger/verify/payment_check.h"
#include "ledger/verify/record_replay.h"
#include "ledger/verify/salt_check.h"

#include <algorithm>
#include <array>
#include <string>

namespace almoner::ledger {
namespace {

const Query journal_in_order{
    "SELECT seq, at_ms, actor, booked, command, key, content, outcome, answer, body, hash"
    " FROM journal ORDER BY seq"};

class Snapshot {
  public:
    explicit Snapshot(Database& reader) : reader_(reader) { reader_.begin_reading(); }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() { reader_.end_reading(); }

  private:
    Database& reader_;
};

Digest digest_from(std::string_view octets) {
    Digest digest{};
    std::copy_n(octets.begin(), std::min(octets.size(), digest.size()), digest.begin());
    return digest;
}

class Verifier {
  public:
    Verifier(Database& reader, const std::optional<JournalHead>& witness, const Erasures& erasures)
        : reader_(reader),
          witness_(witness),
          erasures_(erasures),
          books_(reader, faults_),
          records_(reader, erasures, faults_),
          salts_(reader, erasures, faults_) {}

    VerifyReport run();

  private:
    void read_row(const JournalEntry& entry, const Digest& stored);
    void check_length(std::int64_t seq, std::size_t octets);
    void check_chain(const JournalEntry& entry, const Digest& stored);
    void check_witness(std::int64_t seq, const Digest& stored);
    void replay(const JournalEntry& entry);

    Database& reader_;
    const std::optional<JournalHead>& witness_;
    const Erasures& erasures_;
    FaultList faults_;
    BooksReplay books_;
    RecordReplay records_;
    SaltCheck salts_;
    Sha256 hash_;
    JournalHead head_;   // of the row before, as it is stored
    Digest computed_{};  // and as its contents give it
    bool after_gap_ = false;
    bool witness_seen_ = false;
    std::int64_t commands_ = 0;
};

VerifyReport Verifier::run() {
    for (const GuardFault& fault : reader_.guard_faults()) {
        faults_.add(FaultKind::guard_differs, fault.object, 0, fault.words);
    }
    Rows rows = reader_.select(journal_in_order);
    while (rows.next()) {
        read_row({.seq = rows.integer(0),
                  .at_ms = rows.integer(1),
                  .actor = rows.integer(2),
                  .booked = rows.date(3),
                  .command = rows.text(4),
                  .key = rows.text(5),
                  .content = rows.text(6),
                  .outcome = static_cast<JournalOutcome>(rows.integer(7)),
                  .answer = rows.text(8),
                  .body = rows.text(9)},
                 digest_from(rows.text(10)));
        check_length(rows.integer(0), rows.text(10).size());
    }
    if (witness_ && witness_->seq > 0 && !witness_seen_) {
        faults_.add_run(FaultKind::row_missing,
                        "journal",
                        head_.seq + 1,
                        witness_->seq,
                        "the kept head says that the journal went on");
    }
    books_.finish();
    records_.finish();
    salts_.finish();
    check_payments(reader_, books_, erasures_, faults_);
    return {.faults = faults_.take(),
            .more_faults = faults_.left_out(),
            .commands = commands_,
            .transfers = books_.transfers(),
            .records = records_.records(),
            .head = head_};
}

void Verifier::read_row(const JournalEntry& entry, const Digest& stored) {
    ++commands_;
    after_gap_ = entry.seq != head_.seq + 1;
    if (after_gap_) {
        faults_.add_run(FaultKind::row_missing,
                        "journal",
                        head_.seq + 1,
                        entry.seq - 1,
                        "the journal has no row with that number");
    }
    check_chain(entry, stored);
    check_witness(entry.seq, stored);
    try {
        salts_.command(entry.seq, entry.content);
        replay(entry);
    } catch (const CanonicalReader::Unreadable& error) {
        faults_.add(FaultKind::unreadable, "journal", entry.seq, error.what());
    }
    head_ = {.seq = entry.seq, .hash = stored};
}

void Verifier::check_length(std::int64_t seq, std::size_t octets) {
    if (octets == Digest{}.size()) return;
    faults_.add(FaultKind::chain_broken, "journal", seq, "its hash has not the length of one");
}

void Verifier::check_chain(const JournalEntry& entry, const Digest& stored) {
    const Digest by_stored = chain_hash(hash_, head_.hash, entry);
    Digest ours = by_stored;
    // Where the row before has a hash that its contents do not give, this row may still follow from
    // its contents: then only that hash was changed, and this row is named for nothing.
    if (by_stored != stored && computed_ != head_.hash) ours = chain_hash(hash_, computed_, entry);
    computed_ = ours;
    // What a row follows can't be known where that row is gone: the gap is named already.
    if (ours == stored || after_gap_) {
        if (after_gap_) computed_ = stored;
        return;
    }
    computed_ = by_stored;
    faults_.add(FaultKind::chain_broken,
                "journal",
                entry.seq,
                "its contents do not give the hash that stands beside them");
}

void Verifier::check_witness(std::int64_t seq, const Digest& stored) {
    if (!witness_ || witness_->seq != seq) return;
    witness_seen_ = true;
    if (witness_->hash == stored) return;
    faults_.add(
        FaultKind::head_differs, "journal", seq, "its hash is not the one of the kept head");
}

// What the rules found stays beside a refusal; nothing else does.
constexpr std::array<std::string_view, 3> kept_of_refusals{
    "area_salt", "evaluation", "private_text"};

void Verifier::replay(const JournalEntry& entry) {
    if (entry.outcome == JournalOutcome::refused) {
        if (entry.body.empty()) return;
        CanonicalReader kept(entry.body);
        records_.command(entry.seq, kept, kept_of_refusals);
        if (!kept.at_end()) throw CanonicalReader::Unreadable("there is more after its end");
        return;
    }
    CanonicalReader body(entry.body);
    books_.command(entry.seq, body);
    records_.command(entry.seq, body);
    records_.check_excuses(entry.seq, books_.excuses());
    if (!body.at_end()) throw CanonicalReader::Unreadable("there is more after its end");
}

}  // namespace

VerifyReport verify(Database& reader,
                    const std::optional<JournalHead>& witness,
                    const Erasures& erasures) {
    const Snapshot snapshot(reader);
    Erasures all = erasures;
    add_erasures(reader, all);
    return Verifier(reader, witness, all).run();
}

}  // namespace almoner::ledger
