// Where a reader puts the lines of a statement, one by one.
#pragma once

#include "gateway/statement/statement.h"

#include <cstddef>
#include <functional>

namespace almoner::gateway {

// `statement` counts from 0 and indexes the statements that the reader returns at the end. Lines
// arrive before the file is known to be readable to its end: whoever stores them does so in one
// unit of work.
using LineSink = std::function<void(std::size_t statement, StatementLine&& line)>;

}  // namespace almoner::gateway
