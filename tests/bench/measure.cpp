#include "tests/bench/measure.h"

#include <algorithm>
#include <cstdio>

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

}  // namespace

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
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

double rate_of(const Figure& figure) {
    return spread_of(rates(figure.ours, figure.items)).middle;
}

bool print(const Figure& figure) {
    const Spread ours = spread_of(rates(figure.ours, figure.items));
    const Spread floor = spread_of(rates(figure.floor, figure.items));
    std::vector<double> shares;
    std::vector<double> octets;
    for (std::size_t i = 0; i < figure.ours.size(); ++i) {
        shares.push_back(figure.floor[i].seconds / figure.ours[i].seconds);
        octets.push_back(figure.ours[i].octets_per_item);
    }
    const Spread share = spread_of(shares);
    const double stored = median(octets);
    const Promise& promise = figure.promise;
    const bool kept =
        (promise.least_share_of_floor == 0 || share.middle >= promise.least_share_of_floor) &&
        (promise.most_times_floor == 0 || 1 / share.middle <= promise.most_times_floor) &&
        (promise.most_octets == 0 || stored <= promise.most_octets);
    std::printf("%-34s %9lld  ours %9.0f/s (%.0f-%.0f)  floor %9.0f/s (%.0f-%.0f)\n",
                figure.name.c_str(),
                static_cast<long long>(figure.items),
                ours.middle,
                ours.least,
                ours.most,
                floor.middle,
                floor.least,
                floor.most);
    std::printf("%-34s            share %.3f (%.3f-%.3f)  %.1f octets each  x%zu  %s\n",
                "",
                share.middle,
                share.least,
                share.most,
                stored,
                figure.ours.size(),
                kept ? "kept" : "NOT KEPT");
    return kept;
}

}  // namespace almoner::bench
