// almoner payroll submit: prepares what HMRC is to be told, and sends it where that is switched on.
#pragma once

#include "api/cli/spec.h"
#include "gateway/hmrc/engine_client.h"

#include <map>
#include <string>

namespace almoner::ops {

// By the area's settings hmrc.*: submission-url, files-for-real, vendor-id, duplicate-numbers. What
// is not filed for real is marked as a test, but for an engine that is not HMRC's.
[[nodiscard]] gateway::hmrc::EngineSettings engine_settings(
    const std::map<std::string, std::string>& settings, std::string_view version);

[[nodiscard]] api::CommandSpec payroll_submit_command();

}  // namespace almoner::ops
