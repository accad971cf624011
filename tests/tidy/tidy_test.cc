// Holds the repository to its own rules. Each rule is first proven on a small tree with the violation planted in it: a
// check that cannot fail is no check.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/tidy/layering.h"
#include "tests/tidy/programs.h"
#include "tests/tidy/rules.h"
#include "tests/tidy/tree.h"

namespace bianmin::tidy {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;

std::string Report(const Faults& faults) {
  std::string text;
  for (const std::string& fault : faults) text += fault + "\n";
  return text;
}

// A repository of a few files that lasts as long as one test.
class Planted : public ::testing::Test {
 protected:
  Planted() {
    fs::remove_all(root_);
    fs::create_directories(root_);
    fs::copy_file(fs::path(BIANMIN_SOURCE_DIR) / ".clang-format", root_ / ".clang-format");
  }
  ~Planted() override { fs::remove_all(root_); }

  void Write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }
  Tree Grown() const { return Load(root_); }

  fs::path root_ = fs::temp_directory_path() / ("bianmin-tidy-" + std::to_string(getpid()));
};

TEST_F(Planted, AnIncludeThatPointsUpIsFound) {
  Write("kiosk/domain/order.cc", "#include \"kiosk/base/id.h\"\n#include \"kiosk/store/store.h\"\n");
  EXPECT_THAT(LayeringFaults(Grown()), ElementsAre(AllOf(HasSubstr("kiosk/domain/order.cc:2"), HasSubstr("no arrow"))));
}

TEST_F(Planted, TheKioskIncludesNothingFromSync) {
  Write("kiosk/app/update.cc", "#include \"sync/engine/relay.h\"\n");
  EXPECT_THAT(LayeringFaults(Grown()), SizeIs(1));
  Write("kiosk/app/update.cc", "#include \"kiosk/domain/order.h\"\n");
  EXPECT_THAT(LayeringFaults(Grown()), IsEmpty());
}

TEST_F(Planted, AThirdPartyHeaderInAForeignModuleIsFound) {
  Write("kiosk/screens/resident/home.cc", "#include \"imgui.h\"\n");
  Write("kiosk/app/app.cc", "#include <curl/curl.h>\n#include <boost/json.hpp>\n");
  Write("sync/http/transport.cc", "#include <curl/curl.h>\n");
  EXPECT_THAT(LayeringFaults(Grown()), SizeIs(3));
}

TEST_F(Planted, ALibraryNobodyDecidedOnIsFound) {
  Write("kiosk/base/net.cc", "#include <zmq.hpp>\n");
  EXPECT_THAT(LayeringFaults(Grown()), ElementsAre(HasSubstr("does not know")));
}

TEST_F(Planted, ALongFunctionIsFoundWhereverItStands) {
  std::string body;
  for (std::size_t i = 0; i < kLongestFunction; ++i) body += "  Step();\n";
  Write("kiosk/base/a.cc",
        "namespace bianmin {\nvoid Short() {\n  Step();\n}\nint Long(int a,\n         int b) {\n" + body + "}\n}\n");
  Write("kiosk/base/b.h", "struct B {\n  void Long() const {\n" + body + "  }\n};\n");
  Write("kiosk/base/c.cc", "const int kTable[] = {\n" + body + "};\n");
  EXPECT_THAT(LengthFaults(Grown()), ElementsAre(HasSubstr("kiosk/base/a.cc:5"), HasSubstr("kiosk/base/b.h:2")));
}

TEST_F(Planted, AFunctionAndAFileAtTheLimitPassAndOnePastItDoNot) {
  std::string body;
  for (std::size_t i = 0; i < kLongestFunction - 2; ++i) body += "  Step();\n";
  Write("kiosk/base/a.cc", "void AtLimit() {\n" + body + "}\n");
  Write("kiosk/base/b.cc", std::string(kLongestFile, '\n'));
  EXPECT_THAT(LengthFaults(Grown()), IsEmpty());
  Write("kiosk/base/a.cc", "void PastLimit() {\n" + body + "  Step();\n}\n");
  Write("kiosk/base/b.cc", std::string(kLongestFile + 1, '\n'));
  EXPECT_THAT(LengthFaults(Grown()), SizeIs(2));
}

TEST_F(Planted, EveryBannedCallIsFoundOutsideItsPlace) {
  const std::vector<std::string> calls{"auto t = std::chrono::system_clock::now();",
                                       "auto t = time(nullptr);",
                                       "int r = rand();",
                                       "std::random_device seed;",
                                       "sprintf(buffer, format);",
                                       "strcpy(a, b);",
                                       "const char* home = std::getenv(name);",
                                       "ImGui::Button(label);",
                                       "std::this_thread::sleep_for(pause);",
                                       "usleep(10);",
                                       "system(command);",
                                       "exit(1);",
                                       "std::cout << text;"};
  for (const std::string& call : calls) {
    Write("kiosk/domain/clock.cc", "void Tick() {\n  " + call + "\n}\n");
    EXPECT_THAT(BannedCallFaults(Grown()), ElementsAre(HasSubstr("kiosk/domain/clock.cc:2"))) << call;
  }
}

TEST_F(Planted, WhatOnlyLooksLikeABannedCallIsLeftAlone) {
  Write("kiosk/domain/clock.cc",
        "// system_clock::now() is for others\nconst char* kName = \"rand()\";\nint a = order.time(0);\nint b = "
        "Runtime(0);\n"
        "auto s = R\"(exit(1))\";\n");
  Write("kiosk/base/system_clock.cc", "auto now = std::chrono::system_clock::now();\n");
  Write("sync/http/main.cc", "int main() { std::this_thread::sleep_for(pause); }\n");
  EXPECT_THAT(BannedCallFaults(Grown()), IsEmpty());
}

TEST_F(Planted, ANameThatSaysNothingAndAPromiseToFinishAreFound) {
  Write("kiosk/base/a.h", "class OrderManager {};\nstruct CatalogueData {};\nclass Catalogue {};\n");
  Write("kiosk/base/b.cc", std::string("// TO") + "DO: later\n");
  EXPECT_THAT(NameFaults(Grown()), SizeIs(3));
}

TEST_F(Planted, AHeaderWithoutItsGuardOrItsOpeningIsFound) {
  Write("kiosk/base/good.h", "#pragma once\n\n// What it is.\n\nint a;\n");
  Write("kiosk/base/also_good.h", "// What it is.\n#pragma once\nint a;\n");
  EXPECT_THAT(HeaderFaults(Grown()), IsEmpty());
  Write("kiosk/base/bare.h", "#pragma once\n#include <string>\n");
  Write("kiosk/base/unguarded.h", "// What it is.\nint a;\n");
  EXPECT_THAT(HeaderFaults(Grown()), ElementsAre(HasSubstr("bare.h"), HasSubstr("unguarded.h")));
}

TEST_F(Planted, ADocumentThatNamesAMissingFileIsFound) {
  for (const std::string name : {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"}) Write(name, "Nothing.\n");
  EXPECT_THAT(DocumentFaults(Grown()), ElementsAre(HasSubstr("DECISIONS.md")));
  Write("kiosk/base/id.h", "");
  Write("kiosk/base/id.cc", "");
  Write("DECISIONS.md", "`kiosk/base/id.{h,cc}`, kiosk/base/, tests/*.cc, [licence](LICENSE)\n`kiosk/base/gone.h`\n");
  EXPECT_THAT(DocumentFaults(Grown()),
              ElementsAre(HasSubstr("DECISIONS.md:1 names LICENSE"), HasSubstr("DECISIONS.md:1 names tests/*.cc"),
                          HasSubstr("DECISIONS.md:2 names kiosk/base/gone.h")));
}

TEST_F(Planted, AFolderOfSomebodysMachineIsFound) {
  Write("packaging/a.sh",
        "cp /usr/share/x .\ncurl https://localhost/v1/events \"/v1/events\"\ncp /ho"
        "me/li/x .\n");
  EXPECT_THAT(ForeignPathFaults(Grown()), ElementsAre(HasSubstr("packaging/a.sh:3")));
}

TEST_F(Planted, AnUnformattedFileIsFound) {
  Write("kiosk/base/a.cc", "int a = 1;\n");
  EXPECT_THAT(FormatFaults(Grown()), IsEmpty());
  Write("kiosk/base/a.cc", "int   a=1;\n");
  EXPECT_THAT(FormatFaults(Grown()), ElementsAre(HasSubstr("kiosk/base/a.cc:1")));
}

TEST(PlantedProgram, AForbiddenLibraryAndAForbiddenCallAreFound) {
  const fs::path self = fs::read_symlink("/proc/self/exe");
  EXPECT_THAT(LinkageFaults({"this test", self, {"libcurl"}, {"sqlite3_open"}}), IsEmpty());
  EXPECT_THAT(LinkageFaults({"this test", self, {"libstdc++"}, {}}), ElementsAre(HasSubstr("links libstdc++")));
  EXPECT_THAT(LinkageFaults({"this test", self, {}, {"popen"}}), ElementsAre(HasSubstr("calls popen()")));
  EXPECT_THAT(LinkageFaults({"a ghost", "/nonexistent", {}, {}}), ElementsAre(HasSubstr("is not built")));
}

TEST(Blanking, CommentsAndLiteralsGoAndColumnsStay) {
  EXPECT_THAT(WithoutCommentsAndLiterals({"a(\"x\\\"y\"); // b", "/* c", "d */ e = 1'000;", "f = '{';"}),
              ElementsAre("a(\"    \");     ", "    ", "     e = 1'000;", "f = ' ';"));
}

class Repository : public ::testing::Test {
 protected:
  static const Tree& Loaded() {
    static const Tree kTree = Load(BIANMIN_SOURCE_DIR);
    return kTree;
  }
  static Program Built(const std::string& name, std::vector<std::string> forbidden, std::vector<std::string> silent) {
    return {name, fs::path(BIANMIN_BINARY_DIR) / name, std::move(forbidden), std::move(silent)};
  }
};

TEST_F(Repository, IncludesPointDown) { EXPECT_EQ(Report(LayeringFaults(Loaded())), ""); }
TEST_F(Repository, FilesAndFunctionsAreShort) { EXPECT_EQ(Report(LengthFaults(Loaded())), ""); }
TEST_F(Repository, NobodyCallsWhatIsBanned) { EXPECT_EQ(Report(BannedCallFaults(Loaded())), ""); }
TEST_F(Repository, NamesSaySomething) { EXPECT_EQ(Report(NameFaults(Loaded())), ""); }
TEST_F(Repository, HeadersOpenWithWhatTheyAre) { EXPECT_EQ(Report(HeaderFaults(Loaded())), ""); }
TEST_F(Repository, DocumentsNameFilesThatExist) { EXPECT_EQ(Report(DocumentFaults(Loaded())), ""); }
TEST_F(Repository, NoPathLeadsOutOfIt) { EXPECT_EQ(Report(ForeignPathFaults(Loaded())), ""); }
TEST_F(Repository, EverySourceIsFormatted) { EXPECT_EQ(Report(FormatFaults(Loaded())), ""); }

TEST_F(Repository, TheKioskReachesNoNetworkLibraryAndOpensNoSocket) {
  EXPECT_EQ(Report(LinkageFaults(Built("bianmin-kiosk", {"libcurl", "libssl", "libpq", "libcares", "libnghttp2"},
                                       {"socket", "connect", "getaddrinfo", "bind", "listen"}))),
            "");
}

TEST_F(Repository, TheDaemonReachesNoDisplay) {
  const std::vector<std::string> display{"libGL", "libX11", "libglfw", "libwayland", "libEGL", "libxcb", "libcairo"};
  EXPECT_EQ(Report(LinkageFaults(Built("bianmin-sync", display, {}))), "");
  EXPECT_EQ(Report(LinkageFaults(Built("bianmin-centre", display, {}))), "");
  EXPECT_EQ(Report(LinkageFaults(Built("bianmin-admin", display, {}))), "");
}

}  // namespace
}  // namespace bianmin::tidy
