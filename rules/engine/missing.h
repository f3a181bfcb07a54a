// The facts that were asked for and are unknown, by their place.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <vector>

namespace almoner::rules {

// In the order in which they were asked for. A condition has few of them and copies them from part
// to part, so a few need no memory of their own.
class Missing {
  public:
    Missing() = default;
    Missing(std::initializer_list<const void*> places) {
        for (const void* const place : places) add(place);
    }

    void add(const void* place) {
        if (count_ < few_.size()) {
            few_[count_] = place;
        } else {
            if (count_ == few_.size()) many_.assign(few_.begin(), few_.end());
            many_.push_back(place);
        }
        ++count_;
    }
    void add(const Missing& others) {
        for (const void* const place : others) add(place);
    }

    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] const void* const* begin() const {
        return count_ <= few_.size() ? few_.data() : many_.data();
    }
    [[nodiscard]] const void* const* end() const { return begin() + count_; }

    friend bool operator==(const Missing& one, const Missing& other) {
        return std::ranges::equal(one, other);
    }

  private:
    std::array<const void*, 4> few_{};
    std::size_t count_ = 0;
    std::vector<const void*> many_{};  // all of them, where they are not few
};

}  // namespace almoner::rules
