// The elements that several messages to HMRC's real time information have in common.
#pragma once

#include "gateway/hmrc/full_payment_submission.h"
#include "gateway/hmrc/rti_check.h"
#include "gateway/hmrc/xml_writer.h"

namespace almoner::gateway::hmrc {

void write_employer(XmlWriter& xml, const EmployerReferences& employer);
void write_person(XmlWriter& xml, const RtiPerson& person);
void write_last(XmlWriter& xml, const FinalSubmission& last);
void check_last(RtiCheck& form, const FinalSubmission& last, RtiYear year);

}  // namespace almoner::gateway::hmrc
