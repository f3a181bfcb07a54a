#include "api/pages/front_page.h"

#include <kainjow/mustache.hpp>

namespace almoner::api {
namespace {

constexpr const char* page_text = R"html(<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Personal budgets - {{area}}</title>
</head>
<body>
<main>
<h1>Personal budgets in {{area}}</h1>
<p>This is Almoner. It pays personal budgets and keeps account of them. No person's details are
shown on this page.</p>
<h2>How to ask for your balance</h2>
{{#phone}}<p>Phone {{phone}} and say which budget it is about. You can quote the reference on your
letter; if you do not have it, we will find you another way.</p>{{/phone}}
{{^phone}}<p>Phone the number on your letter and quote its reference. If you do not have a letter,
ask the team that arranges your care.</p>{{/phone}}
<h2>For programs</h2>
<p>A program asks for <code>/v1/budgets/</code>, the budget's reference and <code>/balance</code>,
with the token that it was given.</p>
</main>
</body>
</html>
)html";

}  // namespace

std::string front_page(const FrontPage& page) {
    kainjow::mustache::mustache shape(page_text);
    kainjow::mustache::data values;
    values.set("area", page.area);
    if (!page.phone.empty()) values.set("phone", page.phone);
    return shape.render(values);
}

}  // namespace almoner::api
