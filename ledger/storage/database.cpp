#include "ledger/storage/database.h"

#include <utility>

namespace almoner::ledger {

Rows::Rows(Statement* statement, bool* in_use, std::unique_ptr<Statement> own)
    : statement_(statement), in_use_(in_use), own_(std::move(own)) {
    if (in_use_ != nullptr) *in_use_ = true;
}

Rows::Rows(Rows&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      in_use_(std::exchange(other.in_use_, nullptr)),
      own_(std::move(other.own_)) {}

Rows::~Rows() {
    if (statement_ != nullptr) statement_->reset();
    if (in_use_ != nullptr) *in_use_ = false;
}

Date Rows::date(int column) const {
    return Date::from_days(static_cast<std::int32_t>(integer(column)));
}

std::optional<Date> Rows::maybe_date(int column) const {
    if (is_null(column)) return std::nullopt;
    return date(column);
}

std::optional<std::int64_t> Rows::maybe_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

Database::~Database() = default;

void Database::forget_statements() {
    slots_.clear();
}

Rows Database::open(const Query& query) {
    if (slots_.size() <= query.slot()) slots_.resize(Query::all().size());
    Slot& slot = slots_[query.slot()];
    if (!slot.statement) {
        slot.statement = prepare(query.text());
        slot.in_use = std::make_unique<bool>(false);
    }
    if (!*slot.in_use) return {slot.statement.get(), slot.in_use.get(), nullptr};
    std::unique_ptr<Statement> second = prepare(query.text());
    Statement* const statement = second.get();
    return {statement, nullptr, std::move(second)};
}

}  // namespace almoner::ledger
