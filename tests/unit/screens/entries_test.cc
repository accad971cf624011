#include "kiosk/screens/entries.h"

#include <gtest/gtest.h>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/contact_pages.h"

namespace bianmin::screens {
namespace {

constexpr Field kFields[] = {Field::Number,      Field::LastFour, Field::Phone,  Field::Name, Field::Description,
                             Field::AddressNote, Field::Room,     Field::Ticket, Field::Whom, Field::Comment};

TEST(Entries, EveryFieldTakesAsMuchAsItsLimitAndNotOneCharacterMore) {
  for (Field field : kFields) {
    Entries entries;
    entries.focus = field;
    for (std::size_t i = 0; i < MostCharacters(field) + 3; ++i) entries.Enter(ui::Typed{std::string{"7"}});
    EXPECT_EQ(base::CountCharacters(entries.Text(field)), MostCharacters(field));
  }
}

TEST(Entries, HoldWhatTheDomainAccepts) {
  EXPECT_EQ(MostCharacters(Field::Name), domain::kMaxNameCharacters);
  EXPECT_EQ(MostCharacters(Field::Description), domain::kMaxFreeTextCharacters);
  EXPECT_EQ(MostCharacters(Field::Comment), domain::kMaxFreeTextCharacters);
  EXPECT_EQ(MostCharacters(Field::AddressNote), domain::kMaxAddressNoteCharacters);
  EXPECT_EQ(MostCharacters(Field::Whom), domain::kMaxSubjectCharacters);
  EXPECT_EQ(MostCharacters(Field::Ticket), domain::kMaxTicketCharacters);
  EXPECT_GE(MostCharacters(Field::Phone), std::string_view{"0519 8123 4567"}.size());
  EXPECT_GE(MostCharacters(Field::Number), std::string_view{"JA 0690 0013"}.size());
}

TEST(Entries, AScannedTextIsCutAtTheLimitBetweenCharacters) {
  Entries entries;
  entries.focus = Field::Name;
  std::string scanned;
  for (std::size_t i = 0; i < domain::kMaxNameCharacters + 1; ++i) scanned += "𠮷";
  entries.Enter(ui::Typed{scanned});
  EXPECT_TRUE(base::IsUtf8(entries.Text(Field::Name)));
  EXPECT_EQ(base::CountCharacters(entries.Text(Field::Name)), domain::kMaxNameCharacters);
}

TEST(Entries, GoToTheFieldWithTheCaretOnly) {
  Entries entries;
  entries.Enter(ui::Typed{std::string{"lost"}});
  entries.focus = Field::Phone;
  entries.Enter(ui::Typed{std::string{"138"}});
  entries.Enter(ui::Typed{ui::Key::Backspace});
  entries.focus = Field::Name;
  entries.Enter(ui::Typed{std::string{"䶮"}});
  EXPECT_EQ(entries.Text(Field::Phone), "13");
  EXPECT_EQ(entries.Text(Field::Name), "䶮");
  EXPECT_EQ(entries.Text(Field::Comment), "");
}

TEST(Entries, TakeNoControlCharactersAndNoBrokenBytes) {
  Entries entries;
  entries.focus = Field::Description;
  entries.Enter(ui::Typed{std::string{"水\x1B管\xFF漏\u202E水"}});
  EXPECT_TRUE(domain::ParseText(entries.Text(Field::Description), 100)) << entries.Text(Field::Description);
}

TEST(Contact, IsTheChosenSurnameWithItsTitleOrWhatWasTyped) {
  PersonDraft person;
  Entries entries;
  EXPECT_EQ(ContactOf(person, entries), std::nullopt);
  entries.texts[Field::Phone] = "13800138000";
  person.surname = "王";
  person.salutation = Salutation::Ms;
  EXPECT_EQ(ContactOf(person, entries)->name.text(), "王女士");
  entries.texts[Field::Name] = "𠮷野";
  EXPECT_EQ(ContactOf(person, entries)->name.text(), "𠮷野");
  entries.texts[Field::Phone] = "1380013800";
  EXPECT_EQ(ContactOf(person, entries), std::nullopt) << "a digit is missing";
}

}  // namespace
}  // namespace bianmin::screens
