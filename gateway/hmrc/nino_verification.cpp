#include "gateway/hmrc/nino_verification.h"

#include "gateway/hmrc/rti_elements.h"

namespace almoner::gateway::hmrc {

std::vector<ledger::Refusal> check(const NinoVerificationRequest& request) {
    RtiCheck form;
    form.employer(request.employer);
    form.must(!request.employees.empty(),
              "employees",
              {"nino-request-empty",
               "A request to verify National Insurance numbers names at least one employee.",
               "Add who is to be asked about, or send none."});
    for (std::size_t i = 0; i < request.employees.size(); ++i) {
        const std::string place = at("employees", i);
        form.person(request.employees[i].person, place + ".person");
        form.pay_id(request.employees[i].pay_id, place);
    }
    return std::move(form).take();
}

std::string write_nino_verification_request(const NinoVerificationRequest& request) {
    XmlWriter xml;
    xml.open("NINOverificationRequest");
    write_employer(xml, request.employer);
    for (const NinoQuestion& each : request.employees) {
        xml.open("Employee");
        write_person(xml, each.person);
        xml.open("Employment").text("PayId", each.pay_id).close("Employment").close("Employee");
    }
    xml.close("NINOverificationRequest");
    return std::move(xml).take();
}

}  // namespace almoner::gateway::hmrc
