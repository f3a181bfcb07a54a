// Ships each commit of an area to a second folder while the main path goes on.
#pragma once

#include "ledger/storage/commit_listener.h"
#include "ops/backup/segment.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace almoner::ops {

struct ShippingPlaces {
    std::filesystem::path data{};    // of the area; what goes wrong is noted there
    std::filesystem::path folder{};  // the second one; never made
    std::function<std::int64_t()> clock{};
    std::string program{};  // the version
};

struct ShippingPauses {
    std::chrono::milliseconds between{
        1'000};  // two files; what is committed meanwhile goes together
    std::chrono::milliseconds after_failure{10'000};
    std::size_t most_waiting_octets = 64U << 20U;
};

// Writes from a thread of its own. Where the folder holds what comes right before this writer's
// first commit, segments go on from there; otherwise, and wherever a commit could not be kept, a
// backup is written into the folder first. A failure is noted, tried again, and holds up nobody;
// only its end waits for the last attempt.
class Shipper final : public ledger::CommitListener {
  public:
    explicit Shipper(ShippingPlaces places, ShippingPauses pauses = {});
    Shipper(const Shipper&) = delete;
    Shipper& operator=(const Shipper&) = delete;
    ~Shipper() override;

    // Once, before the first commit that is to be shipped.
    void start(ledger::Database& database);
    void committed(ledger::Database& database, std::string changes) override;
    void lost() override;

  private:
    using Stretches = std::vector<Stretch>;
    void work();
    [[nodiscard]] bool wait(std::unique_lock<std::mutex>& lock, bool has_failed, bool was_closing);
    [[nodiscard]] bool ship(Stretches& stretches, bool has_gap);
    void ship_all(Stretches& stretches);
    [[nodiscard]] std::optional<Place> where_it_stood();
    [[nodiscard]] Place begin_anew();
    void keep_for_later(Stretches stretches);
    void note(bool good, const std::string& words);

    const ShippingPlaces places_;
    const ShippingPauses pauses_;

    // Of the writer's thread.
    Place head_;

    // Of the shipping thread.
    AreaHead start_;
    std::optional<Place> shipped_;  // the last row that is in the folder; nothing: begin anew
    bool is_first_ = true;

    std::mutex mutex_;
    std::condition_variable wake_;
    Stretches waiting_;
    std::size_t waiting_octets_ = 0;
    bool has_gap_ = false;
    bool is_closing_ = false;
    std::thread thread_;
};

}  // namespace almoner::ops
