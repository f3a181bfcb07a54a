// Times of paired runs, ours beside its floor, and what is printed of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

namespace almoner::bench {

// One run: how long it took and what it left on the disk for each item.
struct Run {
    double seconds = 0;
    double cpu_seconds = 0;  // of the process, user and system
    double octets_per_item = 0;
    double peak_mib = 0;  // of the process, where it ran in one of its own
};

class Stopwatch {
  public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }
    // What it took since, on the clock and of the processor.
    [[nodiscard]] Run run() const {
        return {.seconds = seconds(), .cpu_seconds = cpu_clock() - cpu_start_};
    }

  private:
    [[nodiscard]] static double cpu_clock() {
        struct timespec used{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
        constexpr double nanoseconds = 1e9;
        return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / nanoseconds;
    }
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    double cpu_start_ = cpu_clock();
};

// What is promised of a figure; nothing is promised where it is 0.
struct Promise {
    double least_share_of_floor = 0;  // our rate by the floor's
    double most_times_floor = 0;      // our time by the floor's
    double most_octets = 0;
    double most_mib = 0;
};

struct Figure {
    std::string name;
    std::int64_t items = 0;
    Promise promise;
    std::vector<Run> ours;
    std::vector<Run> floor;
};

// Runs `work` in a process of its own, so that its peak of memory is its own.
[[nodiscard]] Run in_own_process(const std::function<Run()>& work);

// Runs ours and the floor by turns, so that both meet the same minute of the machine; adds to what
// the figure has.
[[nodiscard]] Figure measure(Figure figure,
                             int repeats,
                             const std::function<Run()>& floor,
                             const std::function<Run()>& ours);

// A line with medians, least and most; whether the promise was kept. Also a row of tab-separated
// fields at the end of the file that ALMONER_BENCH_ROWS names: name, items, then median, least and
// most of our rate, the floor's and our share of it, runs, what is promised, kept or NOT KEPT.
bool print(const Figure& figure);

[[nodiscard]] double median(std::vector<double> values);

}  // namespace almoner::bench
