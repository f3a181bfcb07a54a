#include "gateway/hmrc/rti_elements.h"

namespace almoner::gateway::hmrc {
namespace {

void write_address(XmlWriter& xml, const RtiAddress& address) {
    xml.open("Address");
    for (const std::string& line : address.lines) xml.text("Line", line);
    xml.given("ForeignCountry", address.foreign_country);
    xml.given("UKPostcode", address.uk_postcode);
    xml.close("Address");
}

}  // namespace

void write_employer(XmlWriter& xml, const EmployerReferences& employer) {
    xml.open("EmpRefs")
        .text("OfficeNo", employer.office_number)
        .text("PayeRef", employer.paye_reference)
        .text("AORef", employer.accounts_office_reference)
        .close("EmpRefs");
}

void write_person(XmlWriter& xml, const RtiPerson& person) {
    xml.open("EmployeeDetails").given("NINO", person.nino);
    xml.open("Name").given("Ttl", person.name.title);
    for (const std::string& each : person.name.forenames) xml.text("Fore", each);
    xml.text("Sur", person.name.surname).close("Name");
    if (person.address) write_address(xml, *person.address);
    if (person.born_on) xml.day("BirthDate", *person.born_on);
    if (person.gender) xml.letter("Gender", *person.gender == Gender::male ? 'M' : 'F');
    xml.close("EmployeeDetails");
}

void write_last(XmlWriter& xml, const FinalSubmission& last) {
    xml.open("FinalSubmission").yes("BecauseSchemeCeased", last.scheme_ceased_on.has_value());
    if (last.scheme_ceased_on) xml.day("DateSchemeCeased", *last.scheme_ceased_on);
    xml.yes("ForYear", last.is_last_of_year).close("FinalSubmission");
}

void check_last(RtiCheck& form, const FinalSubmission& last, RtiYear year) {
    form.must(last.scheme_ceased_on.has_value() || last.is_last_of_year,
              "last",
              {"last-without-reason",
               "A last submission is the last of the year, or of a scheme that has ceased.",
               "Say which, or don't call it the last."});
    form.must(!last.scheme_ceased_on || year.days().holds(*last.scheme_ceased_on),
              "last.scheme_ceased_on",
              {"ceased-outside-year",
               "The scheme ceased in another tax year than the submission's.",
               "Send it for the year in which the scheme ceased."});
}

}  // namespace almoner::gateway::hmrc
