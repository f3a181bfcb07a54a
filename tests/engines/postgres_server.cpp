#include "tests/engines/postgres_server.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <unistd.h>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> newest_programs() {
    std::vector<fs::path> found;
    std::error_code none;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
        if (fs::exists(version.path() / "bin/initdb")) found.push_back(version.path() / "bin");
    }
    if (found.empty()) return std::nullopt;
    return *std::max_element(found.begin(), found.end());
}

// The server refuses to run as root.
std::string as_ordinary_user() {
    return ::geteuid() == 0 ? "runuser -u postgres -- " : "";
}

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

bool is_good(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

std::unique_ptr<PostgresServer> PostgresServer::start() {
    const auto programs = newest_programs();
    if (!programs) return nullptr;
    // In memory where there is such a place: these tests commit often and prove nothing of disks.
    const fs::path in_memory = "/dev/shm";
    const fs::path place = fs::is_directory(in_memory) ? in_memory : fs::temp_directory_path();
    std::string folder = (place / "almoner-pg-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
    return std::unique_ptr<PostgresServer>(new PostgresServer(*programs, folder));
}

PostgresServer::PostgresServer(fs::path programs, fs::path folder)
    : programs_(std::move(programs)), folder_(std::move(folder)) {
    const std::string here = folder_.string();
    if (::geteuid() == 0 && std::system(("chown postgres " + here).c_str()) != 0) {
        throw std::runtime_error("the folder can't be given to the user postgres");
    }
    tool("initdb -D " + here + "/data -A trust -U almoner --no-sync --locale=C -E UTF8");
    tool("pg_ctl -D " + here + "/data -w -t 60 -l " + here + "/log -o \"-k " + here +
         " -c listen_addresses='' -c shared_buffers=16MB\" start");
    connection_ = PQconnectdb(("host=" + here + " user=almoner dbname=postgres").c_str());
    if (PQstatus(connection_) != CONNECTION_OK) {
        throw std::runtime_error(PQerrorMessage(connection_));
    }
}

PostgresServer* PostgresServer::shared() {
    static const std::unique_ptr<PostgresServer> server = start();
    return server.get();
}

std::string PostgresServer::url(const std::string& schema) const {
    return "postgresql:///postgres?user=almoner&host=" + folder_.string() + "&schema=" + schema;
}

void PostgresServer::end_sessions() {
    run("DO $$ BEGIN"
        " PERFORM pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
        " WHERE application_name = 'almoner'; END $$");
}

void PostgresServer::set(const std::string& setting, const std::string& value) {
    run("ALTER SYSTEM SET " + setting + " TO '" + value + "'");
    run("SELECT pg_reload_conf()");
    // The postmaster reads its file when it comes to it; our own session follows it.
    const std::string shown = "SELECT current_setting('" + setting + "')";
    while (values(shown).front() != value) run("SELECT pg_sleep(0.01)");
}

// Whether a commit waits is told to all sessions by the checkpointer, which may read the file after
// ours: a second reload is sent after the first has reached it, and a checkpoint ends after it has
// read what it was sent before.
void PostgresServer::set_standbys(const std::string& names) {
    set("synchronous_standby_names", names);
    const std::string marker = "checkpoint_timeout";
    const std::string before =
        values("SELECT setting FROM pg_settings WHERE name = '" + marker + "'").front();
    run("ALTER SYSTEM SET " + marker + " TO " + std::to_string(std::stoi(before) + 1));
    run("SELECT pg_reload_conf()");
    const std::string shown = "SELECT setting FROM pg_settings WHERE name = '" + marker + "'";
    while (values(shown).front() == before) run("SELECT pg_sleep(0.01)");
    run("CHECKPOINT");
}

PostgresServer::~PostgresServer() {
    PQfinish(connection_);
    const std::string stop = "cd / && " + as_ordinary_user() + (programs_ / "pg_ctl").string() +
                             " -D " + folder_.string() + "/data -m immediate stop >/dev/null 2>&1";
    if (std::system(stop.c_str()) == 0) {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
}

void PostgresServer::tool(const std::string& words) const {
    const std::string command =
        "cd / && " + as_ordinary_user() + programs_.string() + "/" + words + " >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
}

void PostgresServer::run(const std::string& sql) {
    const Result result(PQexec(connection_, sql.c_str()), &PQclear);
    if (!is_good(result.get())) throw std::runtime_error(PQerrorMessage(connection_));
}

std::string PostgresServer::refusal_of(const char* sql) {
    const Result result(PQprepare(connection_, "", sql, 0, nullptr), &PQclear);
    return is_good(result.get()) ? "" : PQerrorMessage(connection_);
}

std::vector<std::string> PostgresServer::values(const std::string& sql) {
    const Result result(PQexec(connection_, sql.c_str()), &PQclear);
    if (!is_good(result.get())) throw std::runtime_error(PQerrorMessage(connection_));
    std::vector<std::string> values;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        values.emplace_back(PQgetvalue(result.get(), row, 0));
    }
    return values;
}

}  // namespace almoner::tests
