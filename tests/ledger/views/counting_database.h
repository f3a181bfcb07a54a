// A database that counts the rows that are read through it.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <memory>
#include <utility>

namespace almoner::tests {

class CountingStatement : public ledger::Statement {
  public:
    CountingStatement(std::unique_ptr<ledger::Statement> inner, std::int64_t& rows)
        : inner_(std::move(inner)), rows_(rows) {}
    void bind_integer(int position, std::int64_t value) override {
        inner_->bind_integer(position, value);
    }
    void bind_text(int position, std::string_view value) override {
        inner_->bind_text(position, value);
    }
    void bind_blob(int position, std::string_view octets) override {
        inner_->bind_blob(position, octets);
    }
    void bind_null(int position) override { inner_->bind_null(position); }
    void bind_integers(std::span<const std::int64_t> values) override {
        inner_->bind_integers(values);
    }
    [[nodiscard]] bool step() override {
        ++rows_;
        return inner_->step();
    }
    [[nodiscard]] std::int64_t integer(int column) const override {
        return inner_->integer(column);
    }
    [[nodiscard]] std::string_view text(int column) const override { return inner_->text(column); }
    [[nodiscard]] bool is_null(int column) const override { return inner_->is_null(column); }
    [[nodiscard]] ledger::ValueKind kind(int column) const override { return inner_->kind(column); }
    void reset() override { inner_->reset(); }

  private:
    std::unique_ptr<ledger::Statement> inner_;
    std::int64_t& rows_;
};

// For reading only.
class CountingDatabase : public ledger::Database {
  public:
    explicit CountingDatabase(ledger::Database& inner) : inner_(inner) {}
    ~CountingDatabase() override { forget_statements(); }
    CountingDatabase(const CountingDatabase&) = delete;
    CountingDatabase& operator=(const CountingDatabase&) = delete;

    [[nodiscard]] std::int64_t rows_read() const { return rows_; }

    void begin() override { inner_.begin(); }
    void commit() override { inner_.commit(); }
    void rollback() override { inner_.rollback(); }
    void savepoint() override { inner_.savepoint(); }
    void release_savepoint() override { inner_.release_savepoint(); }
    void rollback_to_savepoint() override { inner_.rollback_to_savepoint(); }
    void begin_reading() override { inner_.begin_reading(); }
    void end_reading() override { inner_.end_reading(); }
    [[nodiscard]] std::unique_ptr<ledger::RowWriter> bulk(
        std::string_view table, std::span<const std::string_view> columns) override {
        return inner_.bulk(table, columns);
    }
    void run_script(const char* sql) override { inner_.run_script(sql); }
    [[nodiscard]] std::unique_ptr<ledger::Statement> prepare(const char* sql) override {
        return std::make_unique<CountingStatement>(inner_.prepare(sql), rows_);
    }
    [[nodiscard]] std::string_view engine() const override { return inner_.engine(); }

    [[nodiscard]] std::vector<ledger::GuardFault> guard_faults() override {
        return inner_.guard_faults();
    }

  protected:
    [[nodiscard]] std::int64_t rows_changed() const override { return 0; }

  private:
    ledger::Database& inner_;
    std::int64_t rows_ = 0;
};

}  // namespace almoner::tests
