#include "ledger/storage/postgres/copy_rows.h"

#include "ledger/storage/column_list.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <string>

namespace almoner::ledger {
namespace {

constexpr std::size_t octets_at_once = 128UL * 1024;
// For fewer rows the plain statement is quicker: it waits for nobody.
constexpr std::size_t worth_a_copy = 24;
constexpr std::size_t octets_of_count = 2;
constexpr std::size_t octets_of_length = 4;
constexpr std::int32_t length_of_null = -1;

std::string numbered(std::size_t count) {
    std::string list;
    for (std::size_t i = 1; i <= count; ++i) {
        if (i > 1) list += ',';
        list += '$' + std::to_string(i);
    }
    return list;
}

}  // namespace

// Rows as COPY reads them: how many values, then each one's length and octets.
class CopyWriter final : public RowWriter {
  public:
    CopyWriter(CopyRows& rows,
               const Prepared& shape,
               const Prepared& insert_one,
               std::string copy_many)
        : rows_(rows),
          types_(shape.columns),
          insert_one_(insert_one),
          copy_many_(std::move(copy_many)) {
        begin_row();
    }
    ~CopyWriter() override { rows_.forget(*this); }

    void integer(std::int64_t value) override { put(value); }
    void integers(std::span<const std::int64_t> values) override {
        for (const std::int64_t value : values) put(value);
    }
    void text(std::string_view value) override {
        octets(value, wire::is_text(type_of_next()) || type_of_next() == wire::type_bytea);
    }
    void blob(std::string_view value) override {
        octets(value, type_of_next() == wire::type_bytea);
    }
    void null() override {
        (void)type_of_next();
        wire::put_int32(octets_, length_of_null);
        ++column_;
    }
    void end_row() override;
    void flush() override {
        if (count_ > 0 || rows_.open_ == this) rows_.insert();
    }

    void insert_each(PostgresConnection& connection) const;
    void drop();
    void begin_row() {
        row_ = octets_.size();
        column_ = 0;
        wire::put_int16(octets_, static_cast<int>(types_.size()));
    }
    // The rows that are whole; the begun one stays.
    [[nodiscard]] std::string_view whole() const {
        return std::string_view(octets_).substr(0, row_);
    }
    void forget_whole() {
        octets_.erase(0, row_);
        row_ = 0;
        count_ = 0;
    }
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] const std::string& copy_many() const { return copy_many_; }

  private:
    [[nodiscard]] Oid type_of_next() const {
        return column_ < types_.size() ? types_[column_] : wire::type_unknown;
    }
    void put(std::int64_t value) {
        const int size = wire::octets_of_integer(type_of_next());
        if (size == 0 && column_ < types_.size()) {
            throw InvariantBroken("a number for a column of another kind");
        }
        wire::put_int32(octets_, size);
        wire::put_integer(octets_, value, size);
        ++column_;
    }
    void octets(std::string_view value, bool fits) {
        if (!fits && column_ < types_.size()) {
            throw InvariantBroken("text or octets for a column of another kind");
        }
        wire::put_int32(octets_, static_cast<std::int32_t>(value.size()));
        octets_ += value;
        ++column_;
    }

    CopyRows& rows_;
    const std::vector<Oid>& types_;
    const Prepared& insert_one_;
    std::string copy_many_;
    std::string octets_;
    std::size_t row_ = 0;  // where the begun row starts
    std::size_t column_ = 0;
    std::size_t count_ = 0;
};

void CopyWriter::end_row() {
    if (column_ != types_.size()) {
        octets_.resize(row_);
        begin_row();
        throw InvariantBroken("a row with the wrong number of values");
    }
    if (count_++ == 0 && rows_.open_ != this) rows_.wait_for(*this);
    begin_row();
    if (octets_.size() >= octets_at_once) rows_.stream(*this);
}

void CopyWriter::insert_each(PostgresConnection& connection) const {
    const std::string_view all = whole();
    std::vector<std::string_view> values(types_.size());
    std::size_t at = 0;
    for (std::size_t row = 0; row < count_; ++row) {
        at += octets_of_count;
        for (std::string_view& value : values) {
            const std::int64_t length =
                wire::integer_from(all.substr(at, octets_of_length), wire::type_int4);
            at += octets_of_length;
            value = {};
            if (length < 0) continue;
            value = all.substr(at, static_cast<std::size_t>(length));
            at += value.size();
        }
        connection.send(insert_one_, values);
    }
}

void CopyWriter::drop() {
    octets_.clear();
    count_ = 0;
    begin_row();
}

std::unique_ptr<RowWriter> CopyRows::writer(std::string_view table,
                                            std::span<const std::string_view> columns) {
    const std::string name(table);
    const std::string names = column_list(columns);
    const Prepared& shape = connection_.prepare("SELECT " + names + " FROM " + name);
    const Prepared& insert_one = connection_.prepare("INSERT INTO " + name + "(" + names +
                                                     ") VALUES (" + numbered(columns.size()) + ")");
    auto writer = std::make_unique<CopyWriter>(
        *this, shape, insert_one, "COPY " + name + "(" + names + ") FROM STDIN (FORMAT binary)");
    writers_.push_back(writer.get());
    return writer;
}

// Its COPY is open after this, and what it has is on its way.
void CopyRows::stream(CopyWriter& writer) {
    if (open_ != &writer) {
        if (open_ != nullptr) {
            open_ = nullptr;
            connection_.end_copy();
        }
        connection_.open_copy(writer.copy_many());
        open_ = &writer;
        std::erase(waiting_, &writer);
        waiting_.push_back(&writer);
    }
    connection_.put_copy(writer.whole());
    writer.forget_whole();
}

void CopyRows::insert() {
    // Whoever is refused ends the unit of work: nobody's rows wait after that.
    struct Emptied {
        CopyRows& rows;
        ~Emptied() {
            for (CopyWriter* const writer : rows.waiting_) writer->forget_whole();
            rows.waiting_.clear();
        }
    } const emptied{*this};
    if (open_ != nullptr) {
        for (CopyWriter* const writer : waiting_) {
            if (writer == open_) stream(*writer);
        }
        open_ = nullptr;
        connection_.end_copy();
    }
    for (CopyWriter* const writer : waiting_) {
        if (writer->count() >= worth_a_copy) {
            connection_.open_copy(writer->copy_many());
            connection_.put_copy(writer->whole());
            connection_.end_copy();
        } else {
            writer->insert_each(connection_);
        }
    }
}

void CopyRows::drop() noexcept {
    if (connection_.copies()) connection_.break_off_copy();
    open_ = nullptr;
    for (CopyWriter* const writer : writers_) writer->drop();
    waiting_.clear();
}

void CopyRows::forget(const CopyWriter& writer) noexcept {
    if (open_ == &writer) {
        connection_.break_off_copy();
        open_ = nullptr;
    }
    std::erase(waiting_, &writer);
    std::erase(writers_, &writer);
}

}  // namespace almoner::ledger
