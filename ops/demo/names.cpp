#include "ops/demo/names.h"

#include <array>
#include <string_view>

namespace almoner::ops::demo {
namespace {

constexpr std::array<std::string_view, 48> given_names{
    "Ada",    "Amara",   "Anwen",  "Arlo",    "Asif",    "Beatriz", "Benedikt", "Bryony",
    "Callum", "Celeste", "Chidi",  "Dilys",   "Edith",   "Emeka",   "Farah",    "Fergus",
    "Gwen",   "Hania",   "Harold", "Idris",   "Ines",    "Ivor",    "Jamila",   "Jasper",
    "Józef",  "Kamal",   "Keziah", "Lachlan", "Leila",   "Łucja",   "Mabel",    "Maëlle",
    "Ngozi",  "Noor",    "Olwen",  "Osian",   "Parveen", "Piotr",   "Queenie",  "Ravi",
    "Renée",  "Rowan",   "Siân",   "Tariq",   "Una",     "Vikram",  "Winifred", "Zoë"};

// Of two parts, so that a short list gives names that nobody bears.
constexpr std::array<std::string_view, 30> family_starts{
    "Alder",  "Ashen", "Bram", "Briar",   "Cold",  "Copper",  "Dun",   "Elder", "Fallow", "Fern",
    "Gar",    "Gorse", "Hart", "Heather", "Ink",   "Juniper", "Kestr", "Lark",  "Linnet", "Marl",
    "Nettle", "Ottle", "Pell", "Quarr",   "Rowan", "Sedge",   "Tarn",  "Umber", "Vetch",  "Wren"};
constexpr std::array<std::string_view, 30> family_ends{
    "acre",  "beck",  "bourne", "by",     "combe", "cote",    "croft", "dene", "don",  "fell",
    "field", "gate",  "garth",  "hallow", "holt",  "hurst",   "ing",   "low",  "mere", "moor",
    "ness",  "ridge", "shaw",   "stead",  "thorn", "thwaite", "ton",   "vale", "wick", "worth"};

constexpr std::array<std::string_view, 20> streets{
    "Abbot's Lane", "Bakehouse Yard", "Canal Street",  "Chapel Hill",  "Cooper Close",
    "Dyer's Row",   "Ferry Road",     "Foundry Court", "Glebe Avenue", "Harbour View",
    "Kiln Lane",    "Mill Terrace",   "Orchard Close", "Priory Walk",  "Quarry Bank",
    "School Road",  "Station Road",   "Tannery Row",   "Weaver's Way", "Well Street"};

constexpr std::array<std::string_view, 6> languages{
    "Arabic", "Bengali", "Polish", "Punjabi", "Romanian", "Urdu"};

// Letters that stand in the second half of a postcode.
constexpr std::string_view postcode_letters = "ABDEFGHJLNPQRSTUWXYZ";

template <class List>
std::string one_of(Dice& dice, const List& list) {
    return std::string(list[dice.below(list.size())]);
}

}  // namespace

std::string made_given_name(Dice& dice) {
    return one_of(dice, given_names);
}

std::string made_family_name(Dice& dice) {
    const std::string start = one_of(dice, family_starts);
    return start + one_of(dice, family_ends);
}

std::string made_address(Dice& dice) {
    const std::string house = std::to_string(1 + dice.below(90));
    return house + " " + one_of(dice, streets) + ", Stonemere";
}

std::string made_postcode(Dice& dice) {
    std::string code = "ZZ" + std::to_string(1 + dice.below(9)) + " ";
    code += std::to_string(dice.below(10));
    for (int i = 0; i < 2; ++i) code += postcode_letters[dice.below(postcode_letters.size())];
    return code;
}

// Ofcom, "Telephone numbers for use in TV and radio drama programmes": 01632 960000 to 960999.
std::string made_telephone(Dice& dice) {
    const std::string last = std::to_string(dice.below(1'000));
    return "01632 960" + std::string(3 - last.size(), '0') + last;
}

std::string made_language(Dice& dice) {
    return one_of(dice, languages);
}

}  // namespace almoner::ops::demo
