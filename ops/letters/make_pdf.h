// Turns a letter's HTML into a PDF by another program, which may fail or hang without any harm.
#pragma once

#include "ledger/values/outcome.h"

#include <chrono>
#include <string>
#include <string_view>

namespace almoner::ops {

struct PdfMaker {
    std::string program = "weasyprint";  // found by PATH
    std::chrono::seconds at_most{60};
};

// The octets of a tagged PDF. Refused: pdf-program-missing, pdf-failed, pdf-too-slow; the words
// hold nothing of the letter.
[[nodiscard]] ledger::Outcome<std::string> make_pdf(const PdfMaker& maker, std::string_view html);

}  // namespace almoner::ops
