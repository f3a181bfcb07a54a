// The attachment orders of a job as the rules take them, with what earlier slips took of them.
#pragma once

#include "rules/payroll/attachment_orders.h"
#include "scheduler/payroll/job_on_payday.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {

struct JobOrders {
    std::vector<rules::AttachmentOrder> orders{};
    std::vector<std::pair<std::string, std::int64_t>> numbers{};  // by reference
};

// Those that hold on the payday.
[[nodiscard]] JobOrders orders_on_payday(ledger::Database& database, const JobRecords& job);

}  // namespace almoner::scheduler
