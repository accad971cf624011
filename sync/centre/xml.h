#pragma once
// Answers in XML for systems that read no JSON: the same values, members as elements.

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>

namespace bianmin::centre {

// A whole document: <root><item>…</item></root> for an array of objects. null becomes an empty element.
std::string WriteXml(std::string_view root, std::string_view item, const boost::json::array& values);

// For the inside of an element. What XML 1.0 cannot hold at all becomes U+FFFD.
std::string EscapeXml(std::string_view text);

}  // namespace bianmin::centre
