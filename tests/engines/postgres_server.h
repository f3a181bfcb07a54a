// A PostgreSQL server for the length of a test: a folder of its own, a Unix socket, no network.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct pg_conn;

namespace almoner::tests {

class PostgresServer {
  public:
    // Nothing where Debian's PostgreSQL is not installed.
    [[nodiscard]] static std::unique_ptr<PostgresServer> start();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;
    ~PostgresServer();

    // One for the whole program, started when it is first asked for.
    [[nodiscard]] static PostgresServer* shared();

    // Of a store in it, for open_postgres and --store.
    [[nodiscard]] std::string url(const std::string& schema) const;
    // Ends every session of this application; the server waits until they are gone.
    void end_sessions();
    // Writes a setting into the server's own file and waits until new sessions have it.
    void set(const std::string& setting, const std::string& value);
    // Which standbys a commit waits for; every commit after it does.
    void set_standbys(const std::string& names);

    // Throws with the server's words.
    void run(const std::string& sql);
    // The server's words when it does not accept the text as a prepared statement; nothing when so.
    [[nodiscard]] std::string refusal_of(const char* sql);
    // The first column.
    [[nodiscard]] std::vector<std::string> values(const std::string& sql);

  private:
    PostgresServer(std::filesystem::path programs, std::filesystem::path folder);
    void tool(const std::string& words) const;

    std::filesystem::path programs_;
    std::filesystem::path folder_;
    pg_conn* connection_ = nullptr;
};

}  // namespace almoner::tests
