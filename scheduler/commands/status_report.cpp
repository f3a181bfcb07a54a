#include "scheduler/commands/status_report.h"

#include "gateway/iso20022/pain002_reader.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/submission.h"
#include "ledger/records/task.h"
#include "scheduler/payment_run/run_files.h"
#include "scheduler/reconciliation/bank_reason.h"
#include "scheduler/reconciliation/paid_after_void.h"
#include "scheduler/reconciliation/settle.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using gateway::iso20022::PaymentStatus;
using gateway::iso20022::StatusBlock;
using gateway::iso20022::StatusEffect;
using gateway::iso20022::StatusReport;
using ledger::PaymentState;
using ledger::Submission;
using nlohmann::ordered_json;

constexpr std::int32_t task_days = 1;  // a rejected payment is somebody's morning
constexpr std::size_t sniffed = 4'096;
constexpr std::string_view partly = "PART";
constexpr std::string_view rejected_after_settling = "rejected-after-settling";

const ledger::Query submissions_by_serial{
    "SELECT id FROM submission WHERE serial = $1 ORDER BY id"};
const ledger::Query open_tasks{"SELECT 1 FROM task WHERE kind = $1 AND subject = $2 AND state = 1"};
static_assert(static_cast<int>(ledger::TaskState::open) == 1);

struct Named {
    std::int64_t payment = 0;
    PaymentStatus status;
    bool by_file = false;  // not listed: what the report says of its whole file or day holds
};

// Those that are listed by their own reference, whatever file they were in.
std::vector<Named> listed_in(const StatusReport& report, std::int64_t& unknown) {
    std::vector<Named> named;
    std::set<std::int64_t> seen;
    for (const auto& block : report.blocks) {
        for (const auto& item : block.items) {
            const auto id = ledger::payment_of_ref(item.end_to_end_id);
            if (!id) {
                ++unknown;
            } else if (seen.insert(*id).second) {
                named.push_back(
                    {.payment = *id,
                     .status = report.status_of(block.payment_information_id, item.end_to_end_id),
                     .by_file = false});
            }
        }
    }
    return named;
}

bool gives_own_status(const StatusBlock& block) {
    return std::ranges::any_of(block.items,
                               [](const auto& item) { return !item.status.code.empty(); });
}

bool speaks_for_more_than_items(const StatusReport& report) {
    return !report.group.code.empty() ||
           std::ranges::any_of(report.blocks,
                               [](const StatusBlock& block) { return !block.status.code.empty(); });
}

// A part was taken, and nothing tells which.
bool is_partial_without_detail(const StatusReport& report) {
    const auto& blocks = report.blocks;
    if (std::ranges::any_of(blocks, [](const StatusBlock& block) {
            return block.status.code == partly && !gives_own_status(block);
        })) {
        return true;
    }
    return report.group.code == partly && std::ranges::none_of(blocks, [](const auto& block) {
               return !block.status.code.empty() || gives_own_status(block);
           });
}

// Serials of Bacs files are counted by bank account: two may be alike, and then it is neither.
std::optional<Submission> file_of(ledger::Database& database, const StatusReport& report) {
    std::vector<std::int64_t> files;
    ledger::Rows rows = database.select(submissions_by_serial, report.original_message_id);
    while (rows.next()) files.push_back(rows.integer(0));
    return files.size() == 1 ? ledger::submission_by_id(database, files.front()) : std::nullopt;
}

// A block's status and the group's hold for every payment of the file that is not listed.
void add_those_not_listed(ledger::Database& database,
                          const StatusReport& report,
                          const Submission& file,
                          std::vector<Named>& named) {
    std::set<std::int64_t> listed;
    for (const Named& each : named) listed.insert(each.payment);
    for (const PlaceInFile& place : places_in(database, file)) {
        if (listed.contains(place.payment)) continue;
        named.push_back(
            {.payment = place.payment,
             .status = report.status_of(place.payment_information_id, place.end_to_end_id),
             .by_file = true});
    }
}

bool waits(PaymentState state) {
    return state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked;
}

bool was_voided(PaymentState state) {
    return state == PaymentState::rejected || state == PaymentState::recalled;
}

// One task of a kind about a subject, however often it is told.
void open_task(ledger::Work& work,
               std::string_view kind,
               const std::string& subject,
               const std::string& words,
               std::optional<std::int64_t> words_private = {}) {
    if (work.database().select(open_tasks, kind, subject).next()) return;
    ledger::insert_task(work,
                        {.kind = kind,
                         .subject = subject,
                         .due_on = work.today() + task_days,
                         .owner = "finance",
                         .words = words,
                         .words_private = words_private});
}

// Every payment that is named is counted once.
class StatusImport {
  public:
    StatusImport(ledger::Work& work, const std::vector<Named>& named)
        : work_(work), payments_(work, ids_of(named)) {}

    void take(const Named& named) {
        if (payments_.find(named.payment) == nullptr) {
            ++unknown;
            return;
        }
        switch (named.status.effect()) {
            case StatusEffect::settles: settle(named.payment); break;
            case StatusEffect::rejects: reject(named); break;
            case StatusEffect::informs: note_informed(named.payment); break;
        }
    }
    void close() { payments_.close(); }

    std::int64_t settled = 0;
    std::int64_t rejected = 0;
    std::int64_t informed = 0;
    std::int64_t waiting = 0;       // of those informed of: still without an answer
    std::int64_t known_before = 0;  // the answer that it had, or a later one
    std::int64_t contradicted = 0;  // rejected though the bank had settled it
    std::int64_t unknown = 0;

  private:
    static std::vector<std::int64_t> ids_of(const std::vector<Named>& named) {
        std::vector<std::int64_t> ids;
        ids.reserve(named.size());
        for (const Named& each : named) ids.push_back(each.payment);
        return ids;
    }

    void settle(std::int64_t payment) {
        const PaymentState state = payments_.state(payment);
        // The client account's own statement says when it left, so that both stay alike.
        if (is_from_client_account(payments_.find(payment)->kind)) {
            note_informed(payment);
            return;
        }
        if (waits(state)) {
            payments_.settle(payment, work_.today());
        } else if (was_voided(state)) {
            tell_paid_after_void(work_, payment, payments_.settle_late(payment, work_.today()));
        } else {
            note_answered(state);
            return;
        }
        ++settled;
    }

    void reject(const Named& named) {
        const PaymentState state = payments_.state(named.payment);
        const BankReason given = reason_of(named.status.reason_code);
        const std::string reason = shown(given, "it gave no reason");
        if (state == PaymentState::settled) {
            open_task(work_,
                      rejected_after_settling,
                      ledger::payment_ref(named.payment),
                      "The bank rejects a payment that it had settled (" + reason +
                          "): ask it which is true",
                      sealed_words(work_, named.payment, given));
            ++contradicted;
            return;
        }
        if (!waits(state)) {
            note_answered(state);
            return;
        }
        payments_.void_payment(named.payment, PaymentState::rejected);
        open_task(work_,
                  "payment-rejected",
                  ledger::payment_ref(named.payment),
                  named.by_file ? "The bank rejected the whole file or day of this payment (" +
                                      reason + "): mend what it gives as the reason, then pay"
                                : "The bank rejected a payment (" + reason +
                                      "): mend the bank details, then pay",
                  sealed_words(work_, named.payment, given));
        ++rejected;
    }

    void note_informed(std::int64_t payment) {
        ++informed;
        if (waits(payments_.state(payment))) ++waiting;
    }

    void note_answered(PaymentState state) {
        const bool answered =
            was_voided(state) || state == PaymentState::settled || state == PaymentState::returned;
        ++(answered ? known_before : unknown);
    }

    ledger::Work& work_;
    PaymentsInHand payments_;
};

void tell_of_unknown_file(const StatusReport& report, ordered_json& answer) {
    answer["warning"] = "No one file of ours is called '" + report.original_message_id +
                        "', so what the report says of a whole file changed nothing: ask the bank "
                        "which file it is about.";
}

// Nothing is known of any of its payments until somebody asks.
void tell_of_part(ledger::Work& work, const Submission& file, ordered_json& answer) {
    const std::string words = "The bank took a part of file " + file.serial + " of " +
                              std::to_string(file.items) +
                              " payments and does not say which: ask it for the report by "
                              "payment, and import that";
    open_task(work, "file-partly-taken", file.file_name, words);
    answer["warning"] = words + ".";
}

void tell_of_information(const Submission& file, std::int64_t waiting, ordered_json& answer) {
    answer["note"] = "For " + std::to_string(waiting) + " of the " + std::to_string(file.items) +
                     " payments of file " + file.serial +
                     " the report neither settles nor rejects: they wait for the bank's "
                     "statement as before.";
}

ordered_json take(ledger::Work& work, const StatusReport& report) {
    std::int64_t unknown = 0;
    std::vector<Named> named = listed_in(report, unknown);
    const bool of_more = speaks_for_more_than_items(report);
    const auto sent = of_more ? file_of(work.database(), report) : std::nullopt;
    if (of_more && !sent) ++unknown;
    if (sent) add_those_not_listed(work.database(), report, *sent, named);
    StatusImport import(work, named);
    for (const Named& each : named) import.take(each);
    import.close();
    ordered_json answer{{"report", report.message_id},
                        {"file", report.original_message_id},
                        {"file_status", report.group.code},
                        {"settled", import.settled},
                        {"rejected", import.rejected},
                        {"informed", import.informed},
                        {"known_before", import.known_before},
                        {"contradicted", import.contradicted},
                        {"unknown", unknown + import.unknown}};
    if (of_more && !sent) {
        tell_of_unknown_file(report, answer);
    } else if (sent && import.waiting > 0 && is_partial_without_detail(report)) {
        tell_of_part(work, *sent, answer);
    } else if (sent && import.waiting > 0) {
        tell_of_information(*sent, import.waiting, answer);
    }
    return answer;
}

}  // namespace

bool is_status_report(std::string_view file) {
    return file.substr(0, sniffed).find("CstmrPmtStsRpt") != std::string_view::npos ||
           file.substr(0, sniffed).find("pain.002") != std::string_view::npos;
}

ledger::Outcome<Answer> import_status_report(ledger::Work& work, std::string_view file) {
    const ledger::Outcome<StatusReport> report = gateway::iso20022::read_pain002(file);
    if (!report.accepted()) return report.refusal();
    return take(work, report.value()).dump();
}

}  // namespace almoner::scheduler
