// What libxml2's xmllint says of a document against an official schema.
#pragma once

#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace almoner::testing {

// Empty when the document is valid; else what xmllint printed.
inline std::string schema_complaints(const std::string& xml, const std::filesystem::path& schema) {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    const std::string document =
        ::testing::TempDir() + "/" + test->test_suite_name() + "." + test->name() + ".xml";
    const std::string printed = document + ".txt";
    std::ofstream(document, std::ios::binary) << xml;
    const std::string command = "xmllint --nonet --noout --schema '" + schema.string() + "' '" +
                                document + "' > '" + printed + "' 2>&1";
    if (std::system(command.c_str()) == 0) return "";
    return "invalid: " + read_whole(printed);
}

}  // namespace almoner::testing
