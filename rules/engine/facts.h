// All that is known of one event: its funding lines, and what they share, by subject.
#pragma once

#include "rules/account/account_facts.h"
#include "rules/cards/card_facts.h"
#include "rules/contribution/contribution_facts.h"
#include "rules/eligibility/eligibility_facts.h"
#include "rules/engine/line_facts.h"
#include "rules/information/information_facts.h"
#include "rules/payee/payee_facts.h"
#include "rules/plan/plan_facts.h"
#include "rules/reclaim/reclaim_facts.h"
#include "rules/review/review_facts.h"
#include "rules/spending/spending_facts.h"
#include "rules/stop/stop_facts.h"
#include "rules/surplus/surplus_facts.h"
#include "rules/third_party/third_party_facts.h"

#include <vector>

namespace almoner::rules {

struct Facts {
    std::vector<LineFacts> lines;
    EligibilityFacts eligibility{};
    PayeeFacts payee{};
    PlanFacts plan{};
    AccountFacts account{};
    SpendingFacts spending{};
    CardFacts card{};
    ReviewFacts review{};
    SurplusFacts surplus{};
    ReclaimFacts reclaim{};
    StopFacts stop{};
    ThirdPartyFacts third_party{};
    ContributionFacts contribution{};
    InformationFacts information{};

    template <class Self, class See>
    static void each_group(Self& f, const See& see) {
        see("eligibility", f.eligibility);
        see("payee", f.payee);
        see("plan", f.plan);
        see("account", f.account);
        see("spending", f.spending);
        see("card", f.card);
        see("review", f.review);
        see("surplus", f.surplus);
        see("reclaim", f.reclaim);
        see("stop", f.stop);
        see("third_party", f.third_party);
        see("contribution", f.contribution);
        see("information", f.information);
    }
};

}  // namespace almoner::rules
