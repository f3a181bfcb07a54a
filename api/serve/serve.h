// almoner serve: the writer, the socket, the jobs and the HTTPS server of one area in one process.
#pragma once

#include "api/cli/spec.h"

namespace almoner::api {

// Serves until SIGTERM or SIGINT, then ends what is under way. Where the area's store takes turns,
// a second server waits until the first has ended, and one whose writer has stopped ends itself.
// Fields: port, health_port, listen, certificate, key. Refused: area-missing, port-form,
// certificate-without-key. Throws ledger::StorageBusy when another almoner writes to the area.
[[nodiscard]] int serve(const Program& program, Call& call);

}  // namespace almoner::api
