#include "ops/hmrc_stand_in/submission.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>
#include <pugixml.hpp>

namespace almoner::ops::hmrc_stand_in {
namespace {

using ledger::Money;

// "815.00" or "-12.30"; an absent one is nothing.
Money amount(pugi::xml_node node) {
    const std::string text = node.child_value();
    std::int64_t pence = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') pence = pence * 10 + (c - '0');
    }
    return Money::from_pence(text.starts_with('-') ? -pence : pence);
}

ReportedEmployee read_employee(pugi::xml_node node) {
    const pugi::xml_node employment = node.child("Employment");
    const pugi::xml_node payment = employment.child("Payment");
    const pugi::xml_node to_date = employment.child("FiguresToDate");
    ReportedEmployee employee;
    employee.nino = node.child("EmployeeDetails").child_value("NINO");
    employee.pay_id = employment.child_value("PayId");
    employee.has_left = !employment.child("LeavingDate").empty();
    employee.paid_on = payment.child_value("PmtDate");
    employee.late_reason = payment.child_value("LateReason");
    employee.taxable_pay = amount(payment.child("TaxablePay"));
    employee.tax = amount(payment.child("TaxDeductedOrRefunded"));
    employee.student_loans = amount(payment.child("StudentLoanRecovered")) +
                             amount(payment.child("PostgradLoanRecovered"));
    employee.taxable_to_date = amount(to_date.child("TaxablePay"));
    employee.tax_to_date = amount(to_date.child("TotalTax"));
    employee.loans_to_date =
        amount(to_date.child("StudentLoansTD")) + amount(to_date.child("PostgradLoansTD"));
    for (const pugi::xml_node ni : employment.children("NIlettersAndValues")) {
        employee.employee_ni += amount(ni.child("EmpeeContribnsInPd"));
        employee.employer_ni += amount(ni.child("TotalEmpNICInPd"));
        employee.employer_ni_to_date += amount(ni.child("TotalEmpNICYTD"));
        employee.ni_to_date += amount(ni.child("EmpeeContribnsYTD"));
    }
    employee.ni_to_date += employee.employer_ni_to_date;
    return employee;
}

ReportedSummary read_summary(pugi::xml_node node) {
    ReportedSummary summary;
    summary.nobody_was_paid = std::string_view(node.child_value("NoPaymentForPeriod")) == "yes";
    if (const pugi::xml_node claim = node.child("EmpAllceInd")) {
        summary.claims_employment_allowance = std::string_view(claim.child_value()) == "yes";
    }
    if (const pugi::xml_node recoverable = node.child("RecoverableAmountsYTD")) {
        Money sum;
        for (const pugi::xml_node each : recoverable.children()) {
            if (std::string_view(each.name()) != "TaxMonth") sum += amount(each);
        }
        summary.recovered = sum;
    }
    return summary;
}

Submission read_submission(pugi::xml_node content) {
    const pugi::xml_node employer = content.child("EmpRefs");
    Submission submission;
    submission.office =
        std::string(employer.child_value("OfficeNo")) + "/" + employer.child_value("PayeRef");
    submission.accounts_office_reference = employer.child_value("AORef");
    submission.tax_year = content.child_value("RelatedTaxYear");
    submission.is_last = !content.child("FinalSubmission").empty();
    for (const pugi::xml_node each : content.children("Employee")) {
        submission.employees.push_back(read_employee(each));
    }
    submission.asks_for_numbers = std::string_view(content.name()) == "NINOverificationRequest";
    if (std::string_view(content.name()) == "EmployerPaymentSummary") {
        submission.summary = read_summary(content);
    }
    return submission;
}

std::string office_of(pugi::xml_node keys) {
    std::string number;
    std::string reference;
    for (const pugi::xml_node key : keys.children("Key")) {
        const std::string_view type = key.attribute("Type").value();
        if (type == "TaxOfficeNumber") number = key.child_value();
        if (type == "TaxOfficeReference") reference = key.child_value();
    }
    return number + "/" + reference;
}

std::string base64(const std::array<unsigned char, SHA_DIGEST_LENGTH>& digest) {
    std::array<unsigned char, 64> text{};
    const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
    return {text.begin(), text.begin() + length};
}

}  // namespace

Money Submission::due() const {
    Money due;
    for (const ReportedEmployee& each : employees) {
        due += each.tax + each.employee_ni + each.employer_ni + each.student_loans;
    }
    return due;
}

std::optional<Envelope> read_envelope(const std::string& message) {
    pugi::xml_document document;
    if (!document.load_buffer(message.data(), message.size())) return std::nullopt;
    const pugi::xml_node root = document.child("GovTalkMessage");
    if (!root) return std::nullopt;
    const pugi::xml_node details = root.child("Header").child("MessageDetails");
    const pugi::xml_node sender =
        root.child("Header").child("SenderDetails").child("IDAuthentication");
    const pugi::xml_node envelope = root.child("Body").child("IRenvelope");
    const pugi::xml_node header = envelope.child("IRheader");
    Envelope read;
    read.message_class = details.child_value("Class");
    read.qualifier = details.child_value("Qualifier");
    read.function = details.child_value("Function");
    read.transaction_id = details.child_value("TransactionID");
    read.correlation_id = details.child_value("CorrelationID");
    read.is_test = std::string_view(details.child_value("GatewayTest")) == "1";
    read.vendor_id =
        root.child("GovTalkDetails").child("ChannelRouting").child("Channel").child_value("URI");
    read.sender = {sender.child_value("SenderID"),
                   sender.child("Authentication").child_value("Value")};
    read.mark = header.child_value("IRmark");
    read.marked_office = office_of(header.child("Keys"));
    read.submission = read_submission(header.next_sibling());
    return read;
}

std::string mark_of_octets(const std::string& message) {
    const std::size_t begin = message.find("<Body>");
    const std::size_t end = message.find("</Body>");
    if (begin == message.npos || end == message.npos || end < begin) return {};
    std::string body = message.substr(begin + 6, end - begin - 6);
    const std::size_t mark = body.find("<IRmark");
    constexpr std::string_view closing = "</IRmark>";
    const std::size_t mark_end = body.find(closing);
    if (mark != body.npos && mark_end != body.npos) {
        body.erase(mark, mark_end + closing.size() - mark);
    }
    body = R"(<Body xmlns="http://www.govtalk.gov.uk/CM/envelope">)" + body + "</Body>";
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    if (EVP_Digest(body.data(), body.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1) {
        return {};
    }
    return base64(digest);
}

}  // namespace almoner::ops::hmrc_stand_in
