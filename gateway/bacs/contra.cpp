#include "gateway/bacs/contra.h"

namespace almoner::gateway::bacs {

DataRecord contra(const OwnAccount& own,
                  ledger::Money total,
                  std::optional<ledger::Date> processing_date) {
    return {.destination_sort_code = own.sort_code,
            .destination_account = own.account_number,
            .transaction_code = "17",
            .originating_sort_code = own.sort_code,
            .originating_account = own.account_number,
            .amount = total,
            .originator_name = own.name,
            .reference = "CONTRA",
            .destination_name = own.name,
            .processing_date = processing_date};
}

}  // namespace almoner::gateway::bacs
