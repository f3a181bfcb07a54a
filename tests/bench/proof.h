// All balances proved anew from the journal, beside the sums of the same rows alone.
#pragma once

#include <filesystem>

namespace almoner::bench {

// Of 100,000 and a million transfers; nothing is promised, but the books must be proved.
[[nodiscard]] bool proof_figures(const std::filesystem::path& folder, int repeats);

}  // namespace almoner::bench
