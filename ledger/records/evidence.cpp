#include "ledger/records/evidence.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/private_words.h"
#include "ledger/records/record_table.h"
#include "ledger/records/sealed_row.h"
#include "ledger/records/versioned.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr char columns[] =
    "SELECT id, kind, person, subject, dated_on, given_by, sha256, bytes, media_type, keep_until, "
    "legal_hold, subject_private FROM evidence ";
constexpr auto by_id_text = joined(columns, "WHERE id = $1");
const Query by_id{by_id_text.data()};
constexpr auto about_text = joined(columns, "WHERE subject = $1 ORDER BY id");
const Query about{about_text.data()};
const Query document_of{
    "SELECT content FROM evidence_document WHERE evidence = $1 AND content IS NOT NULL"};
const Query write_document{"INSERT INTO evidence_document(evidence, content) VALUES ($1, $2)"};

Evidence read(const Rows& rows) {
    return {.id = rows.integer(0),
            .kind = rows.str(1),
            .person = rows.integer(2),
            .subject = rows.str(3),
            .dated_on = rows.date(4),
            .given_by = rows.integer(5),
            .sha256 = rows.str(6),
            .bytes = rows.integer(7),
            .media_type = rows.str(8),
            .keep_until = rows.maybe_date(9),
            .legal_hold = rows.integer(10) != 0,
            .subject_private = rows.maybe_integer(11)};
}

constexpr std::array kinds_of_subject{"agreement:"sv,
                                      "budget:"sv,
                                      "case:"sv,
                                      "letter:"sv,
                                      "notice:"sv,
                                      "organisation:"sv,
                                      "payee:"sv,
                                      "payment:"sv,
                                      "person:"sv,
                                      "plan-line:"sv,
                                      "representative:"sv,
                                      "review:"sv,
                                      "run:"sv,
                                      "spend:"sv,
                                      "task:"sv};
constexpr std::size_t longest_reference = 40;

bool stands_in_reference(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._/-").find(c) != std::string_view::npos;
}

// "agreement:A1": what names a record and tells nothing else stays in clear, to be found by.
bool names_a_record(std::string_view subject) {
    const auto* const kind = std::ranges::find_if(
        kinds_of_subject, [&](std::string_view each) { return subject.starts_with(each); });
    if (kind == kinds_of_subject.end()) return false;
    const std::string_view reference = subject.substr(kind->size());
    return !reference.empty() && reference.size() <= longest_reference &&
           std::ranges::all_of(reference, stands_in_reference);
}

bool may_see(const Scope& scope, const Evidence& evidence) {
    return evidence.person == 0 || scope.sees_person(evidence.person);
}

}  // namespace

std::int64_t insert_evidence(Work& work, Evidence evidence, std::string_view document) {
    const bool is_clear = names_a_record(evidence.subject);
    if (!is_clear) {
        evidence.subject_private = insert_private_text(work, evidence.person, evidence.subject);
    }
    evidence.id = work.records().insert(evidence_table,
                                        evidence.kind,
                                        evidence.person,
                                        is_clear ? evidence.subject : std::string{},
                                        evidence.subject_private,
                                        evidence.dated_on,
                                        evidence.given_by,
                                        sha256_hex(document),
                                        static_cast<std::int64_t>(document.size()),
                                        evidence.media_type,
                                        evidence.keep_until,
                                        evidence.legal_hold ? 1 : 0);
    const std::string octets =
        sealed(work.database(), document_place(evidence.id, evidence.person), document);
    work.records().change(write_document, evidence.id, Blob{octets});
    return evidence.id;
}

SealedPlace document_place(std::int64_t evidence, std::int64_t person) {
    return {.table = "evidence_document", .id = evidence, .person = person};
}

std::string subject_of(Database& database, const Evidence& evidence) {
    return evidence.subject_private ? words_of(database, evidence.subject_private)
                                    : evidence.subject;
}

std::optional<Evidence> evidence_by_id(Database& database, std::int64_t id) {
    return only_row(database.select(by_id, id), read);
}

std::optional<EvidenceShown> show_evidence(const Scope& scope,
                                           Database& database,
                                           std::int64_t id) {
    auto evidence = evidence_by_id(database, id);
    if (!evidence || !may_see(scope, *evidence)) return std::nullopt;
    EvidenceShown shown{.evidence = std::move(*evidence)};
    shown.evidence.subject = subject_of(database, shown.evidence);
    Rows rows = database.select(document_of, id);
    if (!rows.next()) return shown;
    Unsealed content = unseal(database, document_place(id, shown.evidence.person), rows.text(0));
    if (content.state == SealState::broken) shown.intact = false;
    if (content.state == SealState::key_missing) throw StorageError(std::string(no_key_words));
    if (content.state != SealState::opened) return shown;
    shown.document = std::move(content.text);
    shown.intact = sha256_hex(*shown.document) == shown.evidence.sha256;
    return shown;
}

std::vector<Evidence> evidence_about(const Scope& scope,
                                     Database& database,
                                     std::string_view subject) {
    std::vector<Evidence> all = all_rows(database.select(about, subject), read);
    std::erase_if(all, [&](const Evidence& each) { return !may_see(scope, each); });
    return all;
}

}  // namespace almoner::ledger
