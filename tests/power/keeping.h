// What is kept of an area in other folders: shipped as it is committed, backed up, and checked by
// putting it together again.
#pragma once

#include "tests/power/script.h"

#include <cstddef>

namespace almoner::tests {

// The session ships what it commits, in a thread of its own, before its first command and when it
// ends; nothing between, so that a life is the same each time.
[[nodiscard]] SessionSettings shipping(const KeptPlaces& places, SessionSettings settings = {});

// As the commands do it. Throw ledger::StorageError.
void back_up(const KeptPlaces& places);
void ship_all(Session& session, const KeptPlaces& places);  // and goes on in another session

// Of what the disk that is inserted has in its folders when so many steps were acknowledged and the
// area's journal has so many entries: all that has a finished name is whole and of this journal,
// what was acknowledged is there, and a restore comes to a proved head that holds it. Throws
// Broken.
void check_what_is_kept(const Script& script,
                        std::size_t done,
                        const KeptPlaces& places,
                        std::size_t entries);

}  // namespace almoner::tests
