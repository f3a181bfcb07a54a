#include "scheduler/commands/status_report.h"

#include "gateway/iso20022/pain002_reader.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/submission.h"
#include "ledger/records/task.h"
#include "scheduler/payment_run/run_files.h"
#include "scheduler/reconciliation/paid_after_void.h"
#include "scheduler/reconciliation/settle.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using gateway::iso20022::PaymentStatus;
using gateway::iso20022::StatusEffect;
using gateway::iso20022::StatusReport;
using ledger::PaymentState;

constexpr std::int32_t task_days = 1;  // a rejected payment is somebody's morning
constexpr std::size_t sniffed = 4'096;
constexpr std::string_view rejected_after_settling = "rejected-after-settling";

const ledger::Query submissions_by_serial{
    "SELECT id FROM submission WHERE serial = $1 ORDER BY id"};
const ledger::Query open_tasks{"SELECT 1 FROM task WHERE kind = $1 AND subject = $2 AND state = 1"};
static_assert(static_cast<int>(ledger::TaskState::open) == 1);

struct Named {
    std::int64_t payment = 0;
    PaymentStatus status;
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
                    {*id, report.status_of(block.payment_information_id, item.end_to_end_id)});
            }
        }
    }
    return named;
}

bool speaks_for_more_than_items(const StatusReport& report) {
    const auto does_something = [](const PaymentStatus& status) {
        return status.effect() != StatusEffect::informs;
    };
    if (does_something(report.group)) return true;
    for (const auto& block : report.blocks) {
        if (does_something(block.status)) return true;
    }
    return false;
}

// A block's status and the group's hold for every payment of the file that is not listed. False
// where we don't know the file.
bool add_those_not_listed(ledger::Database& database,
                          const StatusReport& report,
                          std::vector<Named>& named) {
    std::set<std::int64_t> listed;
    for (const Named& each : named) listed.insert(each.payment);
    std::vector<std::int64_t> files;
    {
        ledger::Rows rows = database.select(submissions_by_serial, report.original_message_id);
        while (rows.next()) files.push_back(rows.integer(0));
    }
    // Serials of Bacs files are counted by bank account: two may be alike.
    const auto submission =
        files.size() == 1 ? ledger::submission_by_id(database, files.front()) : std::nullopt;
    if (!submission) return false;
    for (const PlaceInFile& place : places_in(database, *submission)) {
        if (listed.contains(place.payment)) continue;
        named.push_back(
            {place.payment, report.status_of(place.payment_information_id, place.end_to_end_id)});
    }
    return true;
}

std::vector<Named> named_by(ledger::Database& database,
                            const StatusReport& report,
                            std::int64_t& unknown) {
    std::vector<Named> named = listed_in(report, unknown);
    if (speaks_for_more_than_items(report) && !add_those_not_listed(database, report, named)) {
        ++unknown;
    }
    return named;
}

bool waits(PaymentState state) {
    return state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked;
}

bool was_voided(PaymentState state) {
    return state == PaymentState::rejected || state == PaymentState::recalled;
}

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
            case StatusEffect::informs: ++informed; break;
        }
    }
    void close() { payments_.close(); }

    std::int64_t settled = 0;
    std::int64_t rejected = 0;
    std::int64_t informed = 0;
    std::int64_t unknown = 0;

  private:
    static std::vector<std::int64_t> ids_of(const std::vector<Named>& named) {
        std::vector<std::int64_t> ids;
        for (const Named& each : named) ids.push_back(each.payment);
        return ids;
    }

    void settle(std::int64_t payment) {
        const PaymentState state = payments_.state(payment);
        if (waits(state)) {
            payments_.settle(payment, work_.today());
        } else if (was_voided(state)) {
            tell_paid_after_void(work_, payment, payments_.settle_late(payment, work_.today()));
        } else {
            note_if_never_sent(state);
            return;
        }
        ++settled;
    }

    void reject(const Named& named) {
        const PaymentState state = payments_.state(named.payment);
        if (state == PaymentState::settled) {
            open_task(named,
                      rejected_after_settling,
                      "The bank rejects a payment that it had settled (" +
                          named.status.reason_code + "): ask it which is true");
            return;
        }
        if (!waits(state)) {
            note_if_never_sent(state);
            return;
        }
        payments_.void_payment(named.payment, PaymentState::rejected);
        open_task(named,
                  "payment-rejected",
                  "The bank rejected a payment (" + named.status.reason_code +
                      "): mend the bank details, then pay");
        ++rejected;
    }

    void note_if_never_sent(PaymentState state) {
        const bool answered =
            was_voided(state) || state == PaymentState::settled || state == PaymentState::returned;
        if (!answered) ++unknown;
    }

    void open_task(const Named& named, std::string_view kind, const std::string& words) {
        const std::string subject = ledger::payment_ref(named.payment);
        if (work_.database().select(open_tasks, kind, subject).next()) return;
        ledger::insert_task(work_,
                            {.kind = kind,
                             .subject = subject,
                             .due_on = work_.today() + task_days,
                             .owner = "finance",
                             .words = words});
    }

    ledger::Work& work_;
    PaymentsInHand payments_;
};

}  // namespace

bool is_status_report(std::string_view file) {
    return file.substr(0, sniffed).find("CstmrPmtStsRpt") != std::string_view::npos ||
           file.substr(0, sniffed).find("pain.002") != std::string_view::npos;
}

ledger::Outcome<Answer> import_status_report(ledger::Work& work, std::string_view file) {
    const ledger::Outcome<StatusReport> report = gateway::iso20022::read_pain002(file);
    if (!report.accepted()) return report.refusal();
    std::int64_t unknown = 0;
    const std::vector<Named> named = named_by(work.database(), report.value(), unknown);
    StatusImport import(work, named);
    for (const Named& each : named) import.take(each);
    import.close();
    return nlohmann::ordered_json{{"report", report.value().message_id},
                                  {"settled", import.settled},
                                  {"rejected", import.rejected},
                                  {"informed", import.informed},
                                  {"unknown", unknown + import.unknown}}
        .dump();
}

}  // namespace almoner::scheduler
