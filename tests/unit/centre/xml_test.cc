#include "sync/centre/xml.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace bianmin::centre {
namespace {

TEST(WriteXml, WritesMembersAsElements) {
  EXPECT_EQ(WriteXml("errors", "error", {{{"code", 400}, {"description", "a < b & \"c\" > 'd'"}}}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<errors><error><code>400</code>"
            "<description>a &lt; b &amp; &quot;c&quot; &gt; &apos;d&apos;</description></error></errors>\n");
  EXPECT_EQ(WriteXml("services", "service", {{{"metadata", false}, {"more", {{"state", nullptr}}}}}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<services><service><metadata>false</metadata>"
            "<more><state></state></more></service></services>\n");
  EXPECT_EQ(WriteXml("services", "service", {}), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<services></services>\n");
}

TEST(EscapeXml, KeepsChineseAndReplacesWhatXmlCannotHold) {
  EXPECT_EQ(EscapeXml("师傅 𠮷\n明早到"), "师傅 𠮷\n明早到");
  EXPECT_EQ(EscapeXml(std::string("a\0b\x1b", 4)), "a\uFFFDb\uFFFD");
  EXPECT_EQ(EscapeXml("\uFFFF"), "\uFFFD");
  EXPECT_EQ(EscapeXml("]]>"), "]]&gt;");
}

}  // namespace
}  // namespace bianmin::centre
