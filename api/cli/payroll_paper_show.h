// almoner payroll papers: what was given to whom, and files of it to e-mail or to print and post.
#pragma once

#include "api/cli/reading.h"

namespace almoner::api {

// Of a run, of a job, or all.
[[nodiscard]] int list_payroll_papers(const Call& call, Reading& reading);
// Each paper of a channel (email or post) that has not been sent, a file for each in a folder, with
// an index of them. Looks are noted. Refused: channel-missing, nothing-to-send, and as
// write_new_file().
[[nodiscard]] int export_payroll_papers(const Program& program, const Call& call, Reading& reading);

}  // namespace almoner::api
