// PostgreSQL used as plainly as libpq lets us, for the floors: no port, no journal, no guard.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace almoner::bench {

class PlainPostgres {
  public:
    explicit PlainPostgres(const std::string& url) : handle_(PQconnectdb(url.c_str()), &PQfinish) {
        if (PQstatus(handle_.get()) != CONNECTION_OK) failed();
        run("SET client_min_messages TO warning");
    }

    void run(const std::string& sql) { take(PQexec(handle_.get(), sql.c_str()), PGRES_COMMAND_OK); }
    void ask(const std::string& sql) { take(PQexec(handle_.get(), sql.c_str()), PGRES_TUPLES_OK); }
    // `octets` in the binary form of COPY, its head included and its tail not.
    void copy(const std::string& sql, std::string_view octets) {
        constexpr std::string_view tail("\377\377", 2);
        take(PQexec(handle_.get(), sql.c_str()), PGRES_COPY_IN);
        put(octets);
        put(tail);
        if (PQputCopyEnd(handle_.get(), nullptr) != 1) failed();
        take(PQgetResult(handle_.get()), PGRES_COMMAND_OK);
        PQclear(PQgetResult(handle_.get()));
    }

  private:
    [[noreturn]] void failed() const { throw std::runtime_error(PQerrorMessage(handle_.get())); }
    void take(PGresult* result, ExecStatusType wanted) const {
        const ExecStatusType status = PQresultStatus(result);
        PQclear(result);
        if (status != wanted) failed();
    }
    void put(std::string_view octets) const {
        if (PQputCopyData(handle_.get(), octets.data(), static_cast<int>(octets.size())) != 1) {
            failed();
        }
    }
    std::unique_ptr<PGconn, decltype(&PQfinish)> handle_;
};

}  // namespace almoner::bench
