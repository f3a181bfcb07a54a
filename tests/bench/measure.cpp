#include "tests/bench/measure.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace almoner::bench {
namespace {

struct Spread {
    double least = 0;
    double middle = 0;
    double most = 0;
};

Spread spread_of(const std::vector<double>& values) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return {.least = *least, .middle = median(values), .most = *most};
}

std::vector<double> rates(const std::vector<Run>& runs, std::int64_t items) {
    std::vector<double> rates;
    for (const Run& run : runs) rates.push_back(static_cast<double>(items) / run.seconds);
    return rates;
}

std::string words_of(const Promise& promise) {
    std::string words;
    const auto add = [&words](const char* before, double value, const char* after) {
        if (value == 0) return;
        std::array<char, 64> text{};
        (void)std::snprintf(text.data(), text.size(), "%s%g%s", before, value, after);
        words += (words.empty() ? "" : ", ") + std::string(text.data());
    };
    add("share ", promise.least_share_of_floor, "");
    add("", promise.most_times_floor, " times");
    add("at most ", promise.most_octets, " octets each");
    add("under ", promise.most_mib, " MiB");
    return words;
}

// A line for a program that makes a table of it, in the file that the environment names.
void note_row(const Figure& figure,
              const std::array<Spread, 3>& spreads,
              const std::string& verdict) {
    const char* const path = std::getenv("ALMONER_BENCH_ROWS");
    if (path == nullptr) return;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path, "a"), &std::fclose);
    if (!file) throw std::runtime_error("ALMONER_BENCH_ROWS names no file that can be written");
    std::fprintf(file.get(), "%s\t%lld", figure.name.c_str(), static_cast<long long>(figure.items));
    for (const Spread& spread : spreads) {
        std::fprintf(file.get(), "\t%.4f\t%.4f\t%.4f", spread.middle, spread.least, spread.most);
    }
    std::fprintf(file.get(),
                 "\t%zu\t%s\t%s\n",
                 figure.ours.size(),
                 words_of(figure.promise).c_str(),
                 verdict.c_str());
}

}  // namespace

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

Run in_own_process(const std::function<Run()>& work) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    const ::pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        try {
            const Run run = work();
            const bool told = ::write(ends[1], &run, sizeof run) == ssize_t{sizeof run};
            ::_exit(told ? 0 : 1);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ::_exit(1);
        }
    }
    ::close(ends[1]);
    Run run;
    const bool heard = ::read(ends[0], &run, sizeof run) == ssize_t{sizeof run};
    ::close(ends[0]);
    int status = 0;
    struct rusage used{};
    if (::wait4(child, &status, 0, &used) != child || status != 0 || !heard) {
        throw std::runtime_error("a measured process failed");
    }
    constexpr double kib_per_mib = 1024;
    run.peak_mib = static_cast<double>(used.ru_maxrss) / kib_per_mib;
    return run;
}

Figure measure(Figure figure,
               int repeats,
               const std::function<Run()>& floor,
               const std::function<Run()>& ours) {
    for (int i = 0; i < repeats; ++i) {
        figure.floor.push_back(floor());
        figure.ours.push_back(ours());
    }
    return figure;
}

bool print(const Figure& figure) {
    const Spread ours = spread_of(rates(figure.ours, figure.items));
    const Spread floor = spread_of(rates(figure.floor, figure.items));
    std::vector<double> shares;
    std::vector<double> cpu_times;
    std::vector<double> octets;
    double peak_mib = 0;
    for (std::size_t i = 0; i < figure.ours.size(); ++i) {
        shares.push_back(figure.floor[i].seconds / figure.ours[i].seconds);
        // A floor that other processes took is not ours to weigh.
        const double floor_cpu = figure.floor[i].cpu_seconds;
        cpu_times.push_back(floor_cpu > 0 ? figure.ours[i].cpu_seconds / floor_cpu : 0);
        octets.push_back(figure.ours[i].octets_per_item);
        peak_mib = std::max(peak_mib, figure.ours[i].peak_mib);
    }
    const Spread share = spread_of(shares);
    const Spread cpu = spread_of(cpu_times);
    const double stored = median(octets);
    const Promise& promise = figure.promise;
    const bool kept =
        (promise.least_share_of_floor == 0 || share.middle >= promise.least_share_of_floor) &&
        (promise.most_times_floor == 0 || 1 / share.middle <= promise.most_times_floor) &&
        (promise.most_octets == 0 || stored <= promise.most_octets) &&
        (promise.most_mib == 0 || peak_mib <= promise.most_mib);
    const std::string verdict = words_of(promise).empty() ? "" : (kept ? "kept" : "NOT KEPT");
    note_row(figure, {ours, floor, share}, verdict);
    std::printf("%-34s %9lld  ours %9.0f/s (%.0f-%.0f)  floor %9.0f/s (%.0f-%.0f)\n",
                figure.name.c_str(),
                static_cast<long long>(figure.items),
                ours.middle,
                ours.least,
                ours.most,
                floor.middle,
                floor.least,
                floor.most);
    std::printf(
        "%-34s            share %.3f (%.3f-%.3f), times %.2f, of the processor %.2f (%.2f-%.2f)  "
        "%.1f octets each  %.0f MiB  x%zu  %s\n",
        "",
        share.middle,
        share.least,
        share.most,
        1 / share.middle,
        cpu.middle,
        cpu.least,
        cpu.most,
        stored,
        peak_mib,
        figure.ours.size(),
        verdict.c_str());
    return kept;
}

}  // namespace almoner::bench
