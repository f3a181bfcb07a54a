// Pages for users whose first script is run as it stands, line by line.
#pragma once

#include "tests/support/cli_area.h"

#include <string>
#include <vector>

namespace almoner::tests {

// The lines between the first two fences of a page of ops/docs.
[[nodiscard]] std::vector<std::string> page_script(const std::string& page);

// The first script of a page of ops/docs, in the sample area. "# DAY USER" says when and by whom;
// letter.pdf stands for a file that is there, ops/... for one of the project.
class PageScript {
  public:
    PageScript(CliArea& area, const std::string& page);

    // Its lines as they stand, up to the first that begins so; what the last one said.
    std::string play_until(const std::string& beginning);
    [[nodiscard]] const std::string& user() const { return user_; }

  private:
    CliArea& area_;
    std::string user_;
    std::vector<std::string> lines_;
    std::size_t at_ = 0;
};

}  // namespace almoner::tests
