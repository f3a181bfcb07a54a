// Mounts that are a script's own and go with it.
#pragma once

#include <cstdlib>
#include <string>

namespace almoner::tests {

// The command to run a script by, or none where this machine gives nobody mounts of their own. In a
// root of its own (chroot) the mounts above can't be told to be private: there they are left as
// they are, and the script takes its mount away itself.
inline std::string own_mounts() {
    for (const char* by : {"unshare -m", "unshare -m --propagation unchanged"}) {
        if (std::system((std::string(by) + " true >/dev/null 2>&1").c_str()) == 0) return by;
    }
    return {};
}

}  // namespace almoner::tests
