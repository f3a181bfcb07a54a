#include "ledger/verify/payment_check.h"

#include "ledger/journal/sha256.h"
#include "ledger/posting/events.h"
#include "ledger/records/evidence.h"
#include "ledger/records/payment.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace almoner::ledger {
namespace {

const Query promised_amount{"SELECT kind, state, amount FROM transfer WHERE id = $1"};
const Query promised_for_payments{
    "SELECT COUNT(*) FROM transfer WHERE state = 1 AND kind IN ($1, $2, $3)"};
// Its approval stands in the log, and that it was held since.
const Query held_since_approved{
    "SELECT 1 FROM state_change WHERE entity = $1 AND from_state = $2 AND to_state = $3"
    " AND first_id <= $4 AND last_id >= $4 LIMIT 1"};
const Query largest_payment{"SELECT COALESCE(MAX(id), 0) FROM payment"};
const Query approvers{
    "SELECT r.id, r.approved_by, c.actor FROM payment_run r LEFT JOIN state_change c"
    " ON c.entity = $1 AND c.to_state = $2 AND c.first_id <= r.id AND c.last_id >= r.id"
    " ORDER BY r.id"};
const Query runs_and_payments{
    "SELECT r.id, r.last_payment - r.first_payment + 1,"
    " (SELECT COUNT(*) FROM payment p WHERE p.run = r.id"
    "  AND p.id BETWEEN r.first_payment AND r.last_payment)"
    " FROM payment_run r ORDER BY r.id"};
const Query files_and_payments{
    "SELECT s.id, CASE WHEN s.state = 5 THEN 0 ELSE s.items END,"
    " CASE WHEN s.state = 5 THEN 0 ELSE s.total END, COALESCE(p.items, 0), COALESCE(p.total, 0)"
    " FROM submission s LEFT JOIN (SELECT submission, run, COUNT(*) AS items, SUM(net) AS total"
    "  FROM payment WHERE submission <> 0 GROUP BY submission, run) p"
    " ON p.submission = s.id AND p.run = s.run ORDER BY s.id"};
static_assert(static_cast<int>(SubmissionState::rejected) == 5);
const Query stray_submissions{
    "SELECT p.id FROM payment p LEFT JOIN submission s ON s.id = p.submission AND s.run = p.run"
    " WHERE p.submission <> 0 AND s.id IS NULL ORDER BY p.id"};
// -1 where there is none.
const Query redated{
    "SELECT p.id FROM payment p WHERE COALESCE(p.redated_on, -1) <> COALESCE((SELECT r.entry_on"
    " FROM payment_redated r WHERE r.payment = p.id ORDER BY r.id DESC LIMIT 1), -1)"
    " ORDER BY p.id"};
const Query promised_again_elsewhere{
    "SELECT p.id FROM payment p JOIN payment_promised_again a ON a.payment = p.id"
    " WHERE a.first_after <> p.first_transfer AND NOT EXISTS (SELECT 1 FROM"
    " payment_promised_again later WHERE later.payment = p.id AND later.id > a.id) ORDER BY p.id"};
const Query settings_changed{
    "SELECT s.name FROM setting s WHERE s.value <> COALESCE((SELECT c.value FROM setting_changed c"
    " WHERE c.name = s.name ORDER BY c.id DESC LIMIT 1), '') OR NOT EXISTS"
    " (SELECT 1 FROM setting_changed c WHERE c.name = s.name) ORDER BY s.name"};
const Query settings_gone{
    "SELECT MIN(c.id) FROM setting_changed c WHERE NOT EXISTS"
    " (SELECT 1 FROM setting s WHERE s.name = c.name) GROUP BY c.name ORDER BY 1"};
const Query documents{
    "SELECT d.evidence, d.content, e.sha256, e.person FROM evidence_document d"
    " LEFT JOIN evidence e ON e.id = d.evidence ORDER BY d.evidence"};
const Query without_document{
    "SELECT e.id FROM evidence e WHERE NOT EXISTS (SELECT 1 FROM evidence_document d"
    " WHERE d.evidence = e.id) ORDER BY e.id"};

std::string sums(std::int64_t stored, std::int64_t ours) {
    return std::to_string(stored) + ", not " + std::to_string(ours);
}

class PaymentCheck {
  public:
    PaymentCheck(Database& reader, const BooksReplay& books, FaultList& faults)
        : reader_(reader), books_(books), faults_(faults) {}

    void payments();
    void runs();
    void files();
    void logs();
    void settings();
    void evidence(const Erasures& erasures);
    void document(const SealedPlace& place, std::string_view octets, std::string_view digest);

  private:
    void payment(const PaymentRecord& payment, const std::vector<PaymentPart>& parts);
    void part(const PaymentRecord& payment, const PaymentPart& part, std::int64_t transfer);
    bool nobody_approved(const PaymentRecord& payment);
    void nothing_shared();
    void wrong(std::string_view table, std::int64_t id, std::string words) {
        faults_.add(FaultKind::state_wrong, table, id, std::move(words));
    }

    Database& reader_;
    const BooksReplay& books_;
    FaultList& faults_;
    std::vector<std::pair<std::int64_t, std::int64_t>> taken_;  // first transfer, payment
    std::int64_t transfers_ = 0;
};

bool is_promised(PaymentState state) {
    return state == PaymentState::approved || state == PaymentState::in_file ||
           state == PaymentState::sent || state == PaymentState::recall_asked;
}

// What may have become of the transfers of a payment in this state. A payment that settled after it
// was voided keeps its released transfers.
bool fits(PaymentState state, Fate fate) {
    if (is_promised(state)) return fate == Fate::pending;
    if (state == PaymentState::settled || state == PaymentState::returned) {
        return fate == Fate::settled || fate == Fate::released;
    }
    return fate == Fate::released;
}

// What its approval posted.
Event promise_of(const PaymentRecord& payment) {
    if (payment.kind == PaymentKind::body_debt) return Event::body_payment_approved;
    if (is_pay_out(payment.kind)) return Event::pay_out_approved;
    return payment.option == Option::notional ? Event::supplier_payment_approved
                                              : Event::payment_approved;
}

// A stretch of payments at a time, with their parts, both in the order of payments.
void PaymentCheck::payments() {
    constexpr std::int64_t at_once = 10'000;
    std::vector<PaymentRecord> records;
    std::vector<PaymentPart> parts;
    Rows largest = reader_.select(largest_payment);
    const std::int64_t last = largest.next() ? largest.integer(0) : 0;
    for (std::int64_t first = 1; first <= last; first += at_once) {
        const IdRange ids{first, std::min(last, first + at_once - 1)};
        records.clear();
        parts.clear();
        each_payment(reader_, ids, [&](const PaymentRecord& each) { records.push_back(each); });
        each_part(reader_, ids, [&](const PaymentPart& each) { parts.push_back(each); });
        auto part = parts.begin();
        for (const PaymentRecord& record : records) {
            const auto end = std::find_if_not(part, parts.end(), [&](const PaymentPart& each) {
                return each.payment <= record.id;
            });
            payment(record, {part, end});
            part = end;
        }
    }
    nothing_shared();
}

void PaymentCheck::payment(const PaymentRecord& payment, const std::vector<PaymentPart>& parts) {
    Money net;
    for (const PaymentPart& part : parts) net = net + part.net;
    if (net != payment.net) {
        wrong("payment", payment.id, "its parts come to " + sums(net.pence(), payment.net.pence()));
    }
    const bool before =
        payment.state == PaymentState::proposed || payment.state == PaymentState::held;
    if (payment.first_transfer == 0) {
        const bool never_approved = before || payment.state == PaymentState::cancelled;
        if (!never_approved) wrong("payment", payment.id, "no transfers stand for it");
        return;
    }
    if (before && nobody_approved(payment)) {
        wrong("payment", payment.id, "transfers stand for it and nobody approved it");
    }
    const std::vector<std::int64_t> transfers = transfers_of(payment, parts);
    taken_.emplace_back(payment.first_transfer, payment.id);
    // Payroll pays out of client accounts by the same event.
    if (!is_from_client_account(payment.kind)) {
        transfers_ += static_cast<std::int64_t>(transfers.size());
    }
    auto transfer = transfers.begin();
    for (const PaymentPart& each : parts) {
        if (each.net.is_zero()) continue;
        for (std::int64_t i = 0; i < transfers_of_part(payment.kind, payment.option); ++i) {
            part(payment, each, *transfer++);
        }
    }
}

// One that was held after its approval keeps the transfers that were released then.
bool PaymentCheck::nobody_approved(const PaymentRecord& payment) {
    if (payment.state != PaymentState::held) return true;
    return !reader_
                .select(held_since_approved,
                        static_cast<int>(Entity::payment),
                        static_cast<int>(PaymentState::approved),
                        static_cast<int>(PaymentState::held),
                        payment.id)
                .next();
}

void PaymentCheck::part(const PaymentRecord& payment,
                        const PaymentPart& part,
                        std::int64_t transfer) {
    Rows rows = reader_.select(promised_amount, transfer);
    const Event kind = promise_of(payment);
    const bool its_own = rows.next() &&
                         (rows.integer(0) == static_cast<int>(kind) ||
                          rows.integer(0) == static_cast<int>(Event::payment_promised_again)) &&
                         rows.integer(1) == 1 && rows.money(2) == part.net;
    if (!its_own) {
        wrong("payment", payment.id, "transfer " + std::to_string(transfer) + " is not its own");
    } else if (!fits(payment.state, books_.fate(transfer))) {
        wrong("payment",
              payment.id,
              "transfer " + std::to_string(transfer) + " did not go the way of its state");
    }
}

void PaymentCheck::nothing_shared() {
    std::sort(taken_.begin(), taken_.end());
    for (std::size_t i = 1; i < taken_.size(); ++i) {
        if (taken_[i].first != taken_[i - 1].first) continue;
        wrong("payment",
              taken_[i].second,
              "payment " + std::to_string(taken_[i - 1].second) + " has the same transfers");
    }
    Rows rows = reader_.select(promised_for_payments,
                               static_cast<int>(Event::payment_approved),
                               static_cast<int>(Event::supplier_payment_approved),
                               static_cast<int>(Event::body_payment_approved));
    if (!rows.next() || rows.integer(0) == transfers_) return;
    wrong("transfer",
          0,
          "the transfers promised for payments are " + sums(rows.integer(0), transfers_) +
              " as the payments say");
}

void PaymentCheck::runs() {
    Rows rows = reader_.select(
        approvers, static_cast<int>(Entity::payment_run), static_cast<int>(RunState::approved));
    while (rows.next()) {
        if (rows.maybe_integer(1) == rows.maybe_integer(2)) continue;
        wrong("payment_run", rows.integer(0), "it was approved by another actor than it says");
    }
    Rows counts = reader_.select(runs_and_payments);
    while (counts.next()) {
        if (counts.integer(1) == counts.integer(2)) continue;
        wrong("payment_run",
              counts.integer(0),
              "its payments are " + sums(counts.integer(2), counts.integer(1)));
    }
}

void PaymentCheck::files() {
    Rows rows = reader_.select(files_and_payments);
    while (rows.next()) {
        if (rows.integer(1) != rows.integer(3)) {
            wrong("submission",
                  rows.integer(0),
                  "its payments are " + sums(rows.integer(3), rows.integer(1)));
        }
        if (rows.integer(2) != rows.integer(4)) {
            wrong("submission",
                  rows.integer(0),
                  "its payments come to " + sums(rows.integer(4), rows.integer(2)));
        }
    }
    Rows strays = reader_.select(stray_submissions);
    while (strays.next()) {
        wrong("payment", strays.integer(0), "the file that it says it is in is not its run's");
    }
}

// What changes in a payment beside its state stands in a log, whose last row counts.
void PaymentCheck::logs() {
    for (Rows rows = reader_.select(redated); rows.next();) {
        wrong("payment", rows.integer(0), "it was not moved to the day that it says");
    }
    for (Rows rows = reader_.select(promised_again_elsewhere); rows.next();) {
        wrong("payment", rows.integer(0), "it was promised again by other transfers");
    }
}

void PaymentCheck::settings() {
    for (Rows rows = reader_.select(settings_changed); rows.next();) {
        wrong("setting", 0, rows.str(0) + " is not what it was set to");
    }
    for (Rows rows = reader_.select(settings_gone); rows.next();) {
        faults_.add(FaultKind::row_missing,
                    "setting",
                    0,
                    "row " + std::to_string(rows.integer(0)) + " of setting_changed set it");
    }
}

void PaymentCheck::evidence(const Erasures& erasures) {
    for (Rows rows = reader_.select(without_document); rows.next();) {
        faults_.add(FaultKind::row_missing,
                    "evidence_document",
                    rows.integer(0),
                    "the evidence that it is of stands");
    }
    Rows rows = reader_.select(documents);
    while (rows.next()) {
        const std::int64_t id = rows.integer(0);
        if (rows.is_null(2)) {
            faults_.add(
                FaultKind::row_unaccounted, "evidence_document", id, "no evidence says what it is");
        } else if (!rows.is_null(1)) {
            document(document_place(id, rows.integer(3)), rows.text(1), rows.text(2));
        } else if (!erasures.has("evidence_document", id)) {
            faults_.add(FaultKind::erased_unlogged,
                        "evidence_document",
                        id,
                        "no record says that it was erased");
        }
    }
}

void PaymentCheck::document(const SealedPlace& place,
                            std::string_view octets,
                            std::string_view digest) {
    if (reader_.keys() == nullptr) return;
    const Unsealed content = unseal(reader_, place, octets);
    if (content.state == SealState::erased) return;
    const std::string_view words = fault_of(content.state);
    if (!words.empty()) {
        faults_.add(FaultKind::row_changed, place.table, place.id, std::string(words));
    } else if (sha256_hex(content.text) != digest) {
        faults_.add(FaultKind::row_changed,
                    place.table,
                    place.id,
                    "it is not the document that the evidence names");
    }
}

}  // namespace

void check_payments(Database& reader,
                    const BooksReplay& books,
                    const Erasures& erasures,
                    FaultList& faults) {
    PaymentCheck check(reader, books, faults);
    check.payments();
    check.runs();
    check.files();
    check.logs();
    check.settings();
    check.evidence(erasures);
}

}  // namespace almoner::ledger
