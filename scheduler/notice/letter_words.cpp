#include "scheduler/notice/letter_words.h"

#include "ledger/values/invariant.h"
#include "ledger/views/words.h"
#include "scheduler/notice/decided.h"
#include "scheduler/notice/told_sum.h"

#include <algorithm>
#include <array>
#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::LetterLook;
using gateway::LetterPart;
using gateway::SumLine;
using gateway::WrittenLetter;

struct KindWords {
    std::string_view kind;
    // As it stands when the letter is made: it was decided, and nothing has happened yet.
    std::string_view title;
    std::string_view before_amount;
    std::string_view easy;     // what was decided, in easy read
    std::string_view subject;  // of an answer
};

constexpr std::array kinds{
    KindWords{"reduction",
              "We have decided to reduce the direct payment",
              " by ",
              "We decided to pay less money.",
              "the reduction of the direct payment"},
    KindWords{"offset",
              "We have decided to pay less for a while",
              ": ",
              "We decided to pay less money for a while.",
              "paying less for a while"},
    KindWords{"stop",
              "We have decided to stop the direct payment",
              " of ",
              "We decided to stop paying this money.",
              "the stop of the direct payment"},
    KindWords{"suspension",
              "We have decided to pause the direct payment",
              " of ",
              "We decided to stop this money for a short time.",
              "the pause of the direct payment"},
    KindWords{"reclaim",
              "We have decided to ask for money to be paid back",
              ": ",
              "We decided to ask for some money back.",
              "the money that we asked to be paid back"},
    KindWords{"transfer",
              "We have decided to move money from the direct payment account",
              ": ",
              "We decided to take some money from the account.",
              "moving money from the direct payment account"},
    KindWords{"decision",
              "What we decided about the personal budget",
              "",
              "",
              "what we decided about the personal budget"},
    KindWords{"first-payment", "The first payment", "", "", "the first payment"},
    KindWords{"uplift", "The personal budget goes up", "", "", "the rise of the personal budget"},
    KindWords{"moved-date",
              "A payment comes on another day",
              "",
              "",
              "the payment that comes on another day"},
    KindWords{"held-payment", "A payment has to wait", "", "", "the payment that has to wait"},
    KindWords{"yearly-statement", "What was paid in the year", "", "", "what was paid in the year"},
    KindWords{"appointment",
              "Who looks after the direct payment",
              "",
              "",
              "who looks after the direct payment"},
};

const KindWords& words_of(std::string_view kind) {
    const auto* const found =
        std::ranges::find_if(kinds, [&](const KindWords& each) { return each.kind == kind; });
    if (found == kinds.end()) throw ledger::InvariantBroken("a kind of notice without words");
    return *found;
}

std::string sum_told(const ledger::Notice& notice) {
    const std::string_view period = period_told(notice.workings);
    return ledger::money_words(*notice.amount) + (period.empty() ? "" : " " + std::string(period));
}

std::string ended(const std::string& sentence) {
    const bool is_ended = sentence.ends_with('.') || sentence.ends_with('!');
    return is_ended ? sentence : sentence + ".";
}

// Of a decision that has no words of its own it is said by whoever drafted it.
std::string said(const LetterCase& about, bool easy) {
    if (easy && !about.easy_decided.empty()) return ended(about.easy_decided);
    const std::string words = decided_in(about.notice);
    return words.empty() ? "We have made a decision about the personal budget." : ended(words);
}

std::string decided(const LetterCase& about, bool easy) {
    const KindWords& words = words_of(about.notice.kind);
    const bool is_said = words.easy.empty();
    if (is_said || easy) {
        const std::string text = is_said ? said(about, easy) : std::string(words.easy);
        return about.notice.amount ? text + " The sum is " + sum_told(about.notice) + "." : text;
    }
    const std::string title(words.title);
    return !about.notice.amount
               ? title + "."
               : title + std::string(words.before_amount) + sum_told(about.notice) + ".";
}

std::string for_whom(const LetterCase& about) {
    return "This letter is about the personal budget of " + about.holder +
           ". You get it because you act for them.";
}

// A line each: "words = £12.50".
std::vector<SumLine> sum_lines(std::string_view workings) {
    constexpr std::string_view sign = " = ";
    std::vector<SumLine> lines;
    while (!workings.empty()) {
        const std::size_t end = workings.find('\n');
        const std::string_view line = workings.substr(0, end);
        workings = end == std::string_view::npos ? std::string_view{} : workings.substr(end + 1);
        const std::size_t at = line.rfind(sign);
        if (line.empty()) continue;
        if (at == std::string_view::npos) {
            lines.push_back({.words = std::string(line)});
        } else {
            lines.push_back({.words = std::string(line.substr(0, at)),
                             .amount = std::string(line.substr(at + sign.size()))});
        }
    }
    return lines;
}

LetterPart decision_part(const Recipient& to, const LetterCase& about, bool easy) {
    LetterPart part{.heading = "What we decided"};
    if (!to.is_holder) part.paragraphs.push_back(for_whom(about));
    part.paragraphs.push_back(decided(about, easy));
    if (about.days == 0) return part;
    const bool takes_money = about.notice.kind == "reclaim" || about.notice.kind == "transfer";
    const std::string nothing = takes_money ? "No money is taken" : "Nothing changes";
    part.paragraphs.push_back(nothing +
                              (easy ? " yet." : " before " + about.matures_on.words() + "."));
    return part;
}

// The days that a letter names are those of the day it bears; who posts it later takes none away.
std::string where_sent_late(const LetterCase& about, bool easy) {
    if (easy) return "If we send this letter late, you have more time. Phone us and ask.";
    return "If this letter was sent to you later than " + about.written_on.words() + ", your " +
           std::to_string(about.days) + " days begin that much later.";
}

std::string counted_from(const LetterCase& about) {
    if (about.counts_from == about.written_on) return "They count from the date of this letter.";
    return "They count from " + about.counts_from.words() +
           ", by when this letter should have reached you.";
}

LetterPart when_part(const LetterCase& about, bool easy) {
    LetterPart part{.heading = easy ? "When" : "When it happens"};
    const std::string day = about.matures_on.words();
    const std::string days = "You have " + std::to_string(about.days) + " days";
    if (about.days == 0) {
        part.paragraphs.push_back("It counts from " + day + ".");
        return part;
    }
    if (about.notice.kind == "reclaim") {
        part.paragraphs.push_back(days + " to pay, until " + day + "." +
                                  (easy ? "" : " " + counted_from(about)));
    } else if (easy) {
        part.paragraphs.push_back(days + ". It will not happen before " + day + ".");
    } else {
        part.paragraphs.push_back(days + " of notice. " + counted_from(about) +
                                  " The earliest day on which it can happen is " + day + ".");
    }
    part.paragraphs.push_back(where_sent_late(about, easy));
    return part;
}

std::string meanwhile(const LetterCase& about, bool easy) {
    if (about.holds) {
        return easy ? "Nothing changes while we look again."
                    : "While we look at it again, nothing changes.";
    }
    const std::string day = about.matures_on.words();
    return easy ? "It may still happen from " + day + ", while we look again."
                : "The law lets it go ahead from " + day + ", also while we look at it again.";
}

// By when; nothing where it counts at once.
std::string until(const LetterCase& about) {
    return about.days == 0 ? std::string{} : ", before " + about.matures_on.words();
}

std::vector<std::string> easy_choices(const LetterCase& about) {
    std::vector<std::string> points{"Tell us if you think this is wrong."};
    if (about.days > 0) {
        points.push_back("Tell us before " + about.matures_on.words() + ".");
        points.emplace_back("You can ask us one time to look again.");
        points.push_back(meanwhile(about, true));
    }
    points.insert(points.end(),
                  {"We will write to you with our answer.",
                   "Someone can help you to speak up. This person can be an advocate.",
                   "You can complain if you are still unhappy."});
    return points;
}

std::vector<std::string> choices(const LetterCase& about) {
    std::vector<std::string> points{
        "If you think that this is wrong, ask us to look at it again. You can ask once" +
        until(about) + ", by phone, in writing or in person. Say why."};
    points.push_back((about.days == 0 ? "" : meanwhile(about, false) + " ") +
                     "We answer in writing, with our reasons.");
    points.insert(points.end(),
                  {"You may have somebody to help you or to speak for you: an advocate, a friend "
                   "or a support service.",
                   "If you are still unhappy with our answer, you can complain to us, and after "
                   "that to the Ombudsman."});
    return points;
}

LetterPart choices_part(const LetterCase& about, bool easy) {
    LetterPart part{.heading = "What you can do"};
    if (about.notice.kind == "reclaim") {
        part.points.push_back(easy ? "You can ask to pay a bit at a time."
                                   : "Please pay by " + about.matures_on.words() +
                                         ". Whoever holds the direct payment account pays it. If "
                                         "that is hard, ask to pay in parts.");
    }
    const std::vector<std::string> rest = easy ? easy_choices(about) : choices(about);
    part.points.insert(part.points.end(), rest.begin(), rest.end());
    return part;
}

LetterPart asking_part(const LetterCase& about, bool easy) {
    LetterPart part{.heading = "Who to ask"};
    if (easy) {
        part.paragraphs = {"Phone us: " + about.phone + ".",
                           "Tell us this number: " + about.notice.number + "."};
    } else {
        part.paragraphs = {
            "Phone " + about.phone + " and give the reference " + about.notice.number + ".",
            "Tell us, too, if you would like our letters in another form, such as "
            "large print, easy read or Braille, or in another language."};
    }
    return part;
}

LetterPart workings_part(const LetterCase& about, bool easy) {
    return {.heading = easy ? "The money" : "The sum, and how we worked it out",
            .sum = sum_lines(about.notice.workings)};
}

std::vector<LetterPart> deciding(const Recipient& to, const LetterCase& about, bool easy) {
    const std::string reasons = easy ? about.easy_reasons : reasons_in(about.notice);
    std::vector<LetterPart> parts{decision_part(to, about, easy),
                                  {.heading = "Why", .paragraphs = {reasons}}};
    if (!about.notice.workings.empty()) parts.push_back(workings_part(about, easy));
    parts.push_back(when_part(about, easy));
    if (about.arriving) parts.push_back(arriving_part(*about.arriving, easy));
    parts.push_back(choices_part(about, easy));
    return parts;
}

std::vector<LetterPart> informing(const Recipient& to, const LetterCase& about, bool easy) {
    LetterPart what{.heading = "What this is about"};
    if (!to.is_holder) what.paragraphs.push_back(for_whom(about));
    what.paragraphs.push_back(easy && !about.easy_reasons.empty() ? about.easy_reasons
                                                                  : about.notice.reasons);
    std::vector<LetterPart> parts{std::move(what)};
    if (!about.notice.workings.empty()) parts.push_back(workings_part(about, easy));
    if (about.notice.kind == ledger::appointment_letter) {
        parts.push_back(
            {.heading = "What you can do",
             .paragraphs = {
                 easy ? "You do not have to do anything. Tell us if you want somebody else to do "
                        "this. Someone can help you to say so."
                      : "You need not do anything. If you would rather have somebody else look "
                        "after the money, or something in this letter looks wrong, tell us. An "
                        "advocate or a friend may help you to say so."}});
        return parts;
    }
    parts.push_back({.heading = "What you can do",
                     .paragraphs = {easy ? "You do not have to do anything. Tell us if something "
                                           "looks wrong."
                                         : "You need not do anything. If something in this letter "
                                           "looks wrong, tell us and we will check it."}});
    return parts;
}

std::string answer_sentence(const LetterCase& about) {
    if (about.answer == "withdrawn") {
        return "We have taken this decision back. What our letter told you will not happen.";
    }
    const std::string day =
        "The earliest day on which it can happen is " + about.matures_on.words() + ".";
    if (about.answer == "varied") return "We have changed our decision in part. " + day;
    return "We looked at it again, and our decision stands. " + day;
}

std::vector<LetterPart> answering(const Recipient& to, const LetterCase& about, bool easy) {
    LetterPart what{.heading = "What we decided"};
    if (!to.is_holder) what.paragraphs.push_back(for_whom(about));
    what.paragraphs.push_back(answer_sentence(about));
    if (about.runs_anew) what.paragraphs.push_back(where_sent_late(about, easy));
    const std::string& reasons =
        easy && !about.easy_reasons.empty() ? about.easy_reasons : about.answer_words;
    std::vector<LetterPart> parts{std::move(what), {.heading = "Why", .paragraphs = {reasons}}};
    // SI 2013/1617 reg 15(7): the outcome states the amount again, by when and who pays.
    const bool restates = about.answer != "withdrawn" && !about.notice.workings.empty();
    if (restates) parts.push_back(workings_part(about, easy));
    if (restates && about.notice.kind == "reclaim") {
        parts.back().paragraphs.push_back("Please pay by " + about.matures_on.words() +
                                          ". Whoever holds the direct payment account pays it.");
    }
    parts.push_back({.heading = "What you can do",
                     .paragraphs = {"If you are still unhappy, you can complain to us, and after "
                                    "that to the Ombudsman. You may have somebody to help you."}});
    return parts;
}

}  // namespace

std::string_view title_of(std::string_view kind) {
    return words_of(kind).title;
}

WrittenLetter letter_to(const Recipient& to, const LetterCase& about) {
    const LetterLook look = look_of(to.format);
    const bool easy = look == LetterLook::easy_read;
    WrittenLetter letter{.title = std::string(title_of(about.notice.kind)),
                         .look = look,
                         .from = about.from,
                         .to = {to.name},
                         .written_on = about.written_on.words(),
                         .reference = about.notice.number,
                         .greeting = "Dear " + to.name + ",",
                         .ending = "Yours sincerely, " + about.from};
    if (!about.answer.empty()) {
        letter.title = "Our answer about " + std::string(words_of(about.notice.kind).subject);
    }
    letter.to.insert(letter.to.end(), to.address.begin(), to.address.end());
    if (!about.answer.empty()) {
        letter.parts = answering(to, about, easy);
    } else {
        letter.parts = ledger::is_deciding(about.notice.kind) ? deciding(to, about, easy)
                                                              : informing(to, about, easy);
    }
    letter.parts.push_back(asking_part(about, easy));
    if (to.format == "other-language") {
        letter.translations.push_back({.language = to.language, .text = about.translation});
    }
    return letter;
}

}  // namespace almoner::scheduler
