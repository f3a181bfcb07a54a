#include "ledger/posting/keys.h"

namespace almoner::ledger {
namespace {

AccountKey with_client_account(AccountName name, const Holding& holding, const Share& share) {
    AccountKey key = of_holding(name, holding, share);
    if (holding.option == Option::managed_account) key.bank_account = holding.client_account;
    return key;
}

}  // namespace

AccountKey of_body(AccountName name, const Share& share) {
    return {.name = name, .stream = share.stream, .body = share.body};
}

AccountKey of_holding(AccountName name, const Holding& holding, const Share& share) {
    return {.name = name,
            .stream = share.stream,
            .option = holding.option,
            .body = share.body,
            .budget = holding.budget};
}

AccountKey held(const Holding& holding, const Share& share) {
    return with_client_account(AccountName::held, holding, share);
}

AccountKey in_flight(const Holding& holding, const Share& share) {
    return with_client_account(AccountName::in_flight, holding, share);
}

AccountKey at_bank(AccountName name, std::int32_t bank_account, const Share& share) {
    return {.name = name, .stream = share.stream, .body = share.body, .bank_account = bank_account};
}

}  // namespace almoner::ledger
