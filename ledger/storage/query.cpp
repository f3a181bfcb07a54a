#include "ledger/storage/query.h"

namespace almoner::ledger {
namespace {

std::vector<const Query*>& listed() {
    static std::vector<const Query*> queries;
    return queries;
}

}  // namespace

Query::Query(const char* text) : text_(text), slot_(listed().size()) {
    listed().push_back(this);
}

const std::vector<const Query*>& Query::all() {
    return listed();
}

}  // namespace almoner::ledger
