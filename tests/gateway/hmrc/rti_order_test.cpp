#include "gateway/hmrc/envelope.h"
#include "tests/gateway/hmrc/sample_submission.h"
#include "tests/support/files.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace almoner::gateway::hmrc {
namespace {

struct Child {
    std::string name;
    bool repeats = false;
};
using Orders = std::map<std::string, std::vector<Child>, std::less<>>;

// Lines like "  FullPaymentSubmissionEmployee: EmployeeDetails Employment[]".
Orders read_orders(const std::string& text) {
    Orders orders;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("  ") || line.starts_with("  enum")) continue;
        std::istringstream words(line);
        std::string type;
        words >> type;
        type.pop_back();
        for (std::string word; words >> word;) {
            const bool repeats = word.ends_with("[]");
            if (repeats) word.resize(word.size() - 2);
            if (word.ends_with('?')) word.pop_back();
            orders[type].push_back({word, repeats});
        }
    }
    return orders;
}

// What the schema's classes call Item or Items, by its names in the messages.
void name_choices(Orders& orders) {
    const auto rename = [&](const char* type, const char* from, const char* to) {
        for (Child& each : orders[type]) {
            if (each.name == from) each.name = to;
        }
    };
    rename("FullPaymentSubmission", "Items", "Employee");
    rename("FullPaymentSubmissionEmployeeEmployeeDetailsAddress", "Item", "UKPostcode");
    rename("NINOverificationRequestEmployeeEmployeeDetailsAddress", "Item", "UKPostcode");
    rename("FullPaymentSubmissionEmployeeEmploymentPayment", "Item", "WeekNo");
}

// Came with 2025-26, after the schema of the reference: where they stand is our reading.
void add_neonatal(Orders& orders) {
    const auto after = [&](const char* type, const char* here, const char* added) {
        auto& children = orders[type];
        const auto found = std::ranges::find(children, here, &Child::name);
        ASSERT_NE(found, children.end());
        children.insert(found + 1, {added});
    };
    after("FullPaymentSubmissionEmployeeEmploymentPayment", "SPBPYTD", "SNCPYTD");
    after("EmployerPaymentSummaryRecoverableAmountsYTD", "SPBPRecovered", "SNCPRecovered");
    after("EmployerPaymentSummaryRecoverableAmountsYTD",
          "NICCompensationOnSPBP",
          "NICCompensationOnSNCP");
}

// How many elements were looked at; complains of any that is not in its place.
int check_order(const Orders& orders, const std::string& type, pugi::xml_node node) {
    const auto order = orders.find(type);
    if (order == orders.end()) return 0;
    int looked_at = 0;
    auto here = order->second.begin();
    std::string last;
    for (const pugi::xml_node child : node.children()) {
        if (child.type() != pugi::node_element) continue;
        const std::string name = child.name();
        const auto found = std::find_if(
            here, order->second.end(), [&](const Child& each) { return each.name == name; });
        EXPECT_NE(found, order->second.end()) << name << " is out of place in " << type;
        if (found == order->second.end()) return looked_at;
        EXPECT_TRUE(name != last || found->repeats) << name << " twice in " << type;
        here = found;
        last = name;
        looked_at += 1 + check_order(orders, type + name, child);
    }
    return looked_at;
}

class RtiOrder : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto file = testing::reference_path("payroll/rti_elements_2022_23.txt");
        if (!file) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
        orders_ = read_orders(testing::read_whole(*file));
        name_choices(orders_);
        add_neonatal(orders_);
    }

    int elements_in_order(const std::string& xml) const {
        pugi::xml_document document;
        EXPECT_TRUE(document.load_string(xml.c_str()));
        const pugi::xml_node root = document.document_element();
        return check_order(orders_, root.name(), root);
    }

    Orders orders_;
};

TEST_F(RtiOrder, OfAFullPaymentSubmissionIsTheSchemas) {
    // Counted by hand in the sample with everything given: the employer 4, the year 1, the first
    // carer 68, the second 37, the last submission 4.
    EXPECT_EQ(elements_in_order(write_full_payment_submission(full_submission())), 114);
}

TEST_F(RtiOrder, OfAnEmployerPaymentSummaryIsTheSchemas) {
    EXPECT_EQ(elements_in_order(write_employer_payment_summary(full_summary())), 36);
}

TEST_F(RtiOrder, OfANinoVerificationRequestIsTheSchemas) {
    EXPECT_EQ(elements_in_order(write_nino_verification_request(sample_question())), 19);
}

TEST_F(RtiOrder, OfTheEnvelopesHeaderIsTheSchemas) {
    pugi::xml_document document;
    const auto body = marked_body(sample_submission(), SenderKind::bureau);
    ASSERT_TRUE(document.load_string(body.value().xml.c_str()));
    const pugi::xml_node header = document.document_element().child("IRheader");
    EXPECT_EQ(check_order(orders_, "IRheader", header), 5);
}

}  // namespace
}  // namespace almoner::gateway::hmrc
