// What the commands of payroll ask for again and again.
#pragma once

#include "api/cli/spec_words.h"

namespace almoner::api {

inline const Argument an_employer = must("EMPLOYER", "The employer's reference");
inline const Argument an_assistant = must("ASSISTANT", "The assistant's reference");
inline const Argument an_employment = must("EMPLOYMENT", "The employment's reference");
inline const Argument from_day = may("--from", "From which day, else today");
inline const Argument on_paper = may("--evidence", "Number of the document");

}  // namespace almoner::api
