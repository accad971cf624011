#include "kiosk/wire/journal.h"

#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::wire {
namespace {

using domain::JournalHead;
using domain::JournalPiece;

base::Digest Hash(int n) { return base::Sha256(std::to_string(n)); }

JournalPiece Piece(int first, int count) {
  JournalPiece piece{first == 1 ? base::Digest{} : Hash(first - 1), {}};
  for (int n = first; n < first + count; ++n) piece.lines.push_back({n, "order.registered", "", Hash(-n), Hash(n)});
  return piece;
}

TEST(AJournalOnTheWire, ComesThroughWhole) {
  JournalPiece piece = Piece(57, 2);
  piece.lines[0].record = "JA06900013";
  const auto read = ReadJournal(WriteJournal(piece));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->previous, piece.previous);
  ASSERT_EQ(read->lines.size(), 2u);
  EXPECT_EQ(read->lines[0].sequence, 57);
  EXPECT_EQ(read->lines[0].act, "order.registered");
  EXPECT_EQ(read->lines[0].record, "JA06900013");
  EXPECT_EQ(read->lines[1].digest, piece.lines[1].digest);
  EXPECT_EQ(read->lines[1].hash, piece.lines[1].hash);
  EXPECT_TRUE(ReadJournal(WriteJournal({})).ok()) << "a question for the head";
}

TEST(AJournalOnTheWire, HasAtMostItsLimit) {
  const int most = static_cast<int>(domain::kMaxJournalEntriesTold);
  EXPECT_TRUE(ReadJournal(WriteJournal(Piece(1, most))).ok());
  EXPECT_FALSE(ReadJournal(WriteJournal(Piece(1, most + 1))).ok());
}

TEST(AJournalOnTheWire, NamesAnActInAsManyCharactersAsItsLimit) {
  const auto is_read = [](std::size_t characters) {
    JournalPiece piece = Piece(1, 1);
    piece.lines[0].act = std::string(characters, 'a');
    return ReadJournal(WriteJournal(piece)).ok();
  };
  EXPECT_TRUE(is_read(domain::kMaxJournalActCharacters));
  EXPECT_FALSE(is_read(domain::kMaxJournalActCharacters + 1));
}

TEST(AJournalOnTheWire, OfAnotherKindIsRefused) {
  const auto changed = [](auto change) {
    JournalPiece piece = Piece(1, 3);
    change(piece);
    return WriteJournal(piece);
  };
  for (const std::string& wrong :
       {std::string(), std::string("[]"), std::string("{}"), std::string(R"({"previous":"00","entries":[]})"),
        std::string(R"({"entries":[]})"), changed([](auto& piece) { piece.lines[1].sequence = 3; }),
        changed([](auto& piece) { piece.lines[0].sequence = 0; }),
        changed([](auto& piece) { piece.previous = Hash(7); }), changed([](auto& piece) { piece.lines[0].act = ""; }),
        changed([](auto& piece) { piece.lines[0].act = "A b"; }),
        changed([](auto& piece) { piece.lines[0].record = "JA 0690 0013"; }),
        changed([](auto& piece) { piece.lines[0].record = "JA06900014"; })}) {
    const auto read = ReadJournal(wrong);
    EXPECT_FALSE(read.ok()) << wrong;
    EXPECT_TRUE(read.ok() || read.error().code == base::ErrorCode::Invalid) << wrong;
  }
}

TEST(AnAnswerAboutAJournal, ComesThroughWhole) {
  const auto read = ReadJournalAnswer(WriteJournalAnswer({{12, Hash(12)}, true}));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->held, (JournalHead{12, Hash(12)}));
  EXPECT_TRUE(read->is_joined);
  for (const char* wrong :
       {"", "{}", R"({"sequence":1,"hash":"00","joined":true})", R"({"sequence":-1,"hash":"","joined":true})"}) {
    EXPECT_FALSE(ReadJournalAnswer(wrong).ok()) << wrong;
  }
}

TEST(AHeadOfAJournal, TravelsInAHeader) {
  const JournalHead head{1234, Hash(5)};
  EXPECT_EQ(ReadJournalHead(WriteJournalHead(head)), head);
  const std::string hash = base::ToHex(Hash(5));
  for (const std::string& wrong : {std::string(), std::string("12"), "0 " + hash, "-1 " + hash, "12" + hash,
                                   "12  " + hash, "12 " + hash + "0", "x " + hash}) {
    EXPECT_EQ(ReadJournalHead(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace bianmin::wire
