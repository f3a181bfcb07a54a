// One step of a filing at HMRC's transaction engine: what is asked, and what becomes of the filing.
#pragma once

#include "gateway/hmrc/envelope.h"
#include "gateway/hmrc/filing.h"
#include "gateway/https/https_post.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway::hmrc {

inline constexpr std::string_view live_host = "transaction-engine.tax.service.gov.uk";
inline constexpr std::string_view test_host = "test-transaction-engine.tax.service.gov.uk";

// The operator's settings; as they stand nothing is filed for real.
struct EngineSettings {
    bool files_for_real = false;
    std::string
        submission_url{};  // "https://test-transaction-engine.tax.service.gov.uk/submission"
    bool is_test = true;   // marks each message: HMRC checks it and keeps nothing
    Channel channel{};     // the vendor id is HMRC's recognition of the software
    FilingRules rules{};
};

// Refused: hmrc-url-form (not https), hmrc-filing-off (HMRC's live engine, or a message that is no
// test at either of its engines, while files_for_real is not set), vendor-id-missing (either of
// HMRC's engines without the four digits).
[[nodiscard]] ledger::Outcome<ledger::Done> check(const EngineSettings& settings);

// Two lines, "sender-id NAME" and "password WORDS"; the file's owner alone may read it. Refused:
// hmrc-credentials-missing, hmrc-credentials-open, hmrc-credentials-form; no words quote it.
[[nodiscard]] ledger::Outcome<SenderCredentials> read_credentials(
    const std::filesystem::path& file);

// Where to ask about what was acknowledged: the address in the answer where it is at the host that
// took the submission, else /poll there. Nothing sends us elsewhere.
[[nodiscard]] std::string poll_address(const EngineSettings& settings, std::string_view given);

using Post = std::function<https::PostResult(const std::string& url, const std::string& body)>;

struct EngineClient {
    EngineSettings settings{};  // has passed `check`
    SenderCredentials sender{};
    Post post{};
};

// Does what next_step says, once; a filing that is not due comes back as it was. `body` is that of
// the filing, the same each time. Keep the filing as in_doubt before a submission is sent: a crash
// on the way leaves it so (see before_sending).
[[nodiscard]] Filing take_step(const EngineClient& client,
                               const Filing& filing,
                               const MarkedBody& body,
                               std::int64_t now_s);

// The payroll number of whom an error of HMRC's is about; empty where it names nobody.
[[nodiscard]] std::string pay_id_of(const MarkedBody& body, const EngineError& error);

// What to keep before take_step is called, so that a crash never sends anything twice.
[[nodiscard]] Filing before_sending(Filing filing);

}  // namespace almoner::gateway::hmrc
