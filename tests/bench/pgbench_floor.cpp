#include "tests/bench/pgbench_floor.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace almoner::bench {
namespace {

struct Close {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

std::string printed_by(const std::string& command) {
    const std::unique_ptr<std::FILE, Close> pipe(::popen(command.c_str(), "r"));
    if (!pipe) throw std::runtime_error("no pgbench");
    std::string printed;
    std::array<char, 1024> part{};
    while (const std::size_t read = std::fread(part.data(), 1, part.size(), pipe.get())) {
        printed.append(part.data(), read);
    }
    return printed;
}

}  // namespace

Run pgbench_floor(const std::string& postgres, std::int64_t transactions) {
    const std::string printed =
        printed_by("pgbench -n -c 8 -j 2 -T 10 '" + postgres + "' 2>/dev/null");
    constexpr std::string_view label = "\ntps = ";
    const std::size_t at = printed.find(label);
    const double rate =
        at == std::string::npos ? 0 : std::strtod(printed.c_str() + at + label.size(), nullptr);
    if (rate <= 0)
        throw std::runtime_error("pgbench gave no rate: is " + postgres + " made ready?");
    return {.seconds = static_cast<double>(transactions) / rate};
}

}  // namespace almoner::bench
