// Who is told what each commit changed, so that it can be kept in a second place as well.
#pragma once

#include <string>

namespace almoner::ledger {

class Database;

class CommitListener {
  public:
    CommitListener() = default;
    CommitListener(const CommitListener&) = delete;
    CommitListener& operator=(const CommitListener&) = delete;
    virtual ~CommitListener() = default;
    // After the commit, on the writer's thread: `changes` are octets that the engine can apply
    // again. What it throws is taken for lost().
    virtual void committed(Database& database, std::string changes) = 0;
    // A commit was made, and what it changed could not be told.
    virtual void lost() = 0;
};

}  // namespace almoner::ledger
