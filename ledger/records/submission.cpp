#include "ledger/records/submission.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

#define ALMONER_SUBMISSION_COLUMNS                                                         \
    "SELECT id, seq, run, bank_account, profile, file_name, serial, sha256, bytes, items," \
    " total, entry_on, state FROM submission"

const Query submission_of_id{ALMONER_SUBMISSION_COLUMNS " WHERE id = $1"};
const Query submissions_in_run{ALMONER_SUBMISSION_COLUMNS " WHERE run = $1 ORDER BY id"};
const Query submissions_before{ALMONER_SUBMISSION_COLUMNS " WHERE state < $1 ORDER BY id"};

#undef ALMONER_SUBMISSION_COLUMNS

std::vector<Submission> all_of(Rows rows) {
    std::vector<Submission> submissions;
    while (rows.next()) {
        submissions.push_back({.id = rows.integer(0),
                               .seq = rows.integer(1),
                               .run = rows.integer(2),
                               .bank_account = rows.integer(3),
                               .profile = rows.str(4),
                               .file_name = rows.str(5),
                               .serial = rows.str(6),
                               .sha256 = rows.str(7),
                               .bytes = rows.integer(8),
                               .items = rows.integer(9),
                               .total = rows.money(10),
                               .entry_on = rows.date(11),
                               .state = static_cast<SubmissionState>(rows.integer(12))});
    }
    return submissions;
}

}  // namespace

std::string_view name_of(SubmissionState state) {
    switch (state) {
        case SubmissionState::intended: return "intended";
        case SubmissionState::written: return "written";
        case SubmissionState::sent: return "sent";
        case SubmissionState::settled: return "settled";
        case SubmissionState::rejected: return "rejected";
    }
    throw InvariantBroken("unlisted state of a submission");
}

std::optional<Submission> submission_by_id(Database& database, std::int64_t id) {
    std::vector<Submission> found = all_of(database.select(submission_of_id, id));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Submission> submissions_of_run(Database& database, std::int64_t run) {
    return all_of(database.select(submissions_in_run, run));
}

std::vector<Submission> standing_submissions_of_run(Database& database, std::int64_t run) {
    std::vector<Submission> submissions = submissions_of_run(database, run);
    std::erase_if(submissions, [](const Submission& submission) {
        return submission.state == SubmissionState::rejected;
    });
    return submissions;
}

std::vector<Submission> unfinished_submissions(Database& database) {
    return all_of(database.select(submissions_before, static_cast<int>(SubmissionState::sent)));
}

}  // namespace almoner::ledger
