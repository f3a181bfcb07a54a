#include "tests/power/world.h"

#include <fstream>

namespace almoner::tests {
namespace {

const std::filesystem::path& with_a_name_for_readers(const std::filesystem::path& folder) {
    std::ofstream(folder / "almoner.db").flush();
    return folder;
}

}  // namespace

PowerWorld::PowerWorld()
    : vfs_(folder_.path()),
      birth_(birth_of_an_area(vfs_, with_a_name_for_readers(folder_.path()))),
      weeks_(weeks_of_an_area(vfs_, folder_.path())) {}

const Script& PowerWorld::script_of(std::uint64_t seed) const {
    constexpr std::uint64_t one_birth_in = 4;
    return seed % one_birth_in == 0 ? birth_ : weeks_;
}

void PowerWorld::empty_the_outbox() const {
    std::filesystem::remove_all(folder() / "outbox");
    std::filesystem::remove_all(folder() / "outbox-marks");
}

Cuts PowerWorld::live(std::uint64_t seed, const std::string& synchronous) {
    empty_the_outbox();
    Life life(vfs_, script_of(seed), {.folder = folder(), .synchronous = synchronous}, seed);
    return life.live();
}

}  // namespace almoner::tests
