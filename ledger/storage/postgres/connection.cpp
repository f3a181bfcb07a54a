#include "ledger/storage/postgres/connection.h"

#include "ledger/storage/database.h"
#include "ledger/storage/postgres/postgres_error.h"
#include "ledger/values/invariant.h"

#include <array>
#include <charconv>
#include <cstring>
#include <optional>

namespace almoner::ledger {

// As libpq takes them; where they point to must live until they are sent.
struct SentValues {
    std::vector<const char*> data;
    std::vector<int> lengths;
    std::vector<int> formats;

    void add(const char* octets, std::size_t length, int format) {
        data.push_back(octets);
        lengths.push_back(static_cast<int>(length));
        formats.push_back(format);
    }
};

namespace {

// More are not left waiting: their answers must fit into what the socket holds.
constexpr std::size_t most_waiting = 400;

PostgresResult owned(PGresult* result) {
    return {result, &PQclear};
}

bool is_good(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN;
}

SentValues sent_in_binary(const std::vector<std::string_view>& values) {
    SentValues all;
    for (const std::string_view value : values) all.add(value.data(), value.size(), wire::binary);
    return all;
}

PGconn* connected(const std::string& url) {
    // What the URL says comes after, and wins. A server that is cut off is noticed while we wait
    // for it (keepalives) and while it has not taken what we sent (tcp_user_timeout, in ms).
    const std::array keywords{"application_name",
                              "connect_timeout",
                              "keepalives_idle",
                              "keepalives_interval",
                              "keepalives_count",
                              "tcp_user_timeout",
                              "target_session_attrs",
                              "dbname",
                              static_cast<const char*>(nullptr)};
    const std::array values{"almoner",
                            "10",
                            "10",
                            "5",
                            "3",
                            "20000",
                            "primary",
                            url.c_str(),
                            static_cast<const char*>(nullptr)};
    return PQconnectdbParams(keywords.data(), values.data(), 1);
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url) : handle_(connected(url)) {
    try {
        if (handle_ == nullptr) throw StorageError("no memory for a connection");
        if (PQstatus(handle_) != CONNECTION_OK) {
            std::string words = PQerrorMessage(handle_);
            while (!words.empty() && words.back() == '\n') words.pop_back();
            throw StorageError("the database server can't be reached: " + words);
        }
        PQsetNoticeReceiver(handle_, &PostgresConnection::notice, this);
        enter_pipeline();
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

// A commit that nobody but this server has is acknowledged all the same, with a warning.
void PostgresConnection::notice(void* connection, const PGresult* said) {
    const std::string code = failure_of(said).code;
    if (code == any_warning_code || code == shutting_down_code) {
        static_cast<PostgresConnection*>(connection)->gave_up_waiting_ = true;
    }
}

void PostgresConnection::enter_pipeline() {
    if (PQenterPipelineMode(handle_) != 1) server_gone(handle_);
}

void PostgresConnection::leave_pipeline() {
    (void)finish();
    if (PQexitPipelineMode(handle_) != 1) server_gone(handle_);
}

bool PostgresConnection::in_unit_of_work() const {
    return PQtransactionStatus(handle_) != PQTRANS_IDLE || waiting_ > 0;
}

void PostgresConnection::sent(int accepted) {
    if (accepted != 1) server_gone(handle_);
    ++waiting_;
}

// Before the next is sent and never after it: its own result is for whoever finishes.
void PostgresConnection::make_room() {
    if (waiting_ >= most_waiting) (void)finish();
}

const Prepared& PostgresConnection::prepare(const std::string& sql) {
    const auto known = prepared_.find(sql);
    if (known != prepared_.end()) return known->second;
    Prepared made;
    made.name = "s" + std::to_string(prepared_.size() + 1);
    make_room();
    sent(PQsendPrepare(handle_, made.name.c_str(), sql.c_str(), 0, nullptr));
    sent(PQsendDescribePrepared(handle_, made.name.c_str()));
    const PostgresResult described = finish();
    for (int i = 0; i < PQnparams(described.get()); ++i) {
        made.parameters.push_back(PQparamtype(described.get(), i));
    }
    for (int i = 0; i < PQnfields(described.get()); ++i) {
        made.columns.push_back(PQftype(described.get(), i));
    }
    return prepared_.emplace(sql, std::move(made)).first->second;
}

void PostgresConnection::send(const char* sql) {
    make_room();
    sent(PQsendQueryParams(handle_, sql, 0, nullptr, nullptr, nullptr, nullptr, wire::binary));
}

void PostgresConnection::send(const Prepared& prepared, const std::vector<WireValue>& values) {
    make_room();
    SentValues all;
    for (const WireValue& value : values) {
        all.add(value.is_null ? nullptr : value.octets.data(), value.octets.size(), value.format);
    }
    send(prepared, all);
}

void PostgresConnection::send(const Prepared& prepared,
                              const std::vector<std::string_view>& values) {
    make_room();
    send(prepared, sent_in_binary(values));
}

void PostgresConnection::send(const Prepared& prepared, const SentValues& values) {
    sent(PQsendQueryPrepared(handle_,
                             prepared.name.c_str(),
                             static_cast<int>(values.data.size()),
                             values.data.data(),
                             values.lengths.data(),
                             values.formats.data(),
                             wire::binary));
}

void PostgresConnection::send_once(const std::string& sql,
                                   const std::vector<std::string_view>& values) {
    make_room();
    const SentValues all = sent_in_binary(values);
    sent(PQsendQueryParams(handle_,
                           sql.c_str(),
                           static_cast<int>(all.data.size()),
                           nullptr,
                           all.data.data(),
                           all.lengths.data(),
                           all.formats.data(),
                           wire::binary));
}

// The results of one command, up to the null that ends them.
void PostgresConnection::take_results(PostgresResult& last, PostgresResult& failed) {
    for (PostgresResult result = owned(PQgetResult(handle_)); result;
         result = owned(PQgetResult(handle_))) {
        if (is_good(result.get())) {
            last = std::move(result);
        } else if (!failed && PQresultStatus(result.get()) != PGRES_PIPELINE_ABORTED) {
            failed = std::move(result);
        }
        if (is_lost()) return;
    }
}

PostgresResult PostgresConnection::finish() {
    PostgresResult last = owned(nullptr);
    if (waiting_ == 0) return last;
    if (is_lost() || PQpipelineSync(handle_) != 1) server_gone(handle_);
    PostgresResult failed = owned(nullptr);
    for (; waiting_ > 0 && !is_lost(); --waiting_) take_results(last, failed);
    if (!is_lost()) (void)owned(PQgetResult(handle_));  // of the sync itself
    if (is_lost()) {
        waiting_ = 0;
        if (failed && !failure_of(failed.get()).code.empty())
            postgres_failed(failure_of(failed.get()));
        server_gone(handle_);
    }
    rows_changed_ = 0;
    if (failed) postgres_failed(failure_of(failed.get()));
    const std::string_view changed = last ? PQcmdTuples(last.get()) : "";
    (void)std::from_chars(changed.data(), changed.data() + changed.size(), rows_changed_);
    return last;
}

std::int64_t PostgresConnection::rows_changed() {
    if (waiting_ > 0) (void)finish();
    return rows_changed_;
}

void PostgresConnection::script(const char* sql) {
    leave_pipeline();
    const PostgresResult result = owned(PQexec(handle_, sql));
    if (is_lost()) server_gone(handle_);
    std::optional<PostgresFailure> failure;
    if (!is_good(result.get())) failure = failure_of(result.get());
    enter_pipeline();
    if (failure) postgres_failed(*failure);
}

void PostgresConnection::open_copy(const std::string& sql) {
    leave_pipeline();
    const PostgresResult result = owned(PQexec(handle_, sql.c_str()));
    if (is_lost()) server_gone(handle_);
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) {
        const PostgresFailure failure = failure_of(result.get());
        enter_pipeline();
        postgres_failed(failure);
    }
    copies_ = true;
    constexpr std::string_view head("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    put_copy(head);
}

void PostgresConnection::put_copy(std::string_view octets) {
    if (PQputCopyData(handle_, octets.data(), static_cast<int>(octets.size())) != 1) {
        server_gone(handle_);
    }
}

void PostgresConnection::end_copy() {
    constexpr std::string_view tail("\377\377", 2);
    copies_ = false;
    put_copy(tail);
    if (PQputCopyEnd(handle_, nullptr) != 1) server_gone(handle_);
    PostgresResult last = owned(nullptr);
    PostgresResult failed = owned(nullptr);
    take_results(last, failed);
    if (is_lost()) server_gone(handle_);
    enter_pipeline();
    if (failed) postgres_failed(failure_of(failed.get()));
}

void PostgresConnection::break_off_copy() noexcept {
    copies_ = false;
    if (is_lost() || PQputCopyEnd(handle_, "the rows are not wanted any more") != 1) return;
    while (PGresult* const result = PQgetResult(handle_)) {
        PQclear(result);
        if (is_lost()) return;
    }
    (void)PQenterPipelineMode(handle_);
}

}  // namespace almoner::ledger
