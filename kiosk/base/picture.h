#pragma once
// Whether bytes are a picture that evidence may consist of, by their content and never by a file's name.

#include <optional>
#include <string_view>

namespace bianmin::base {

enum class PictureKind { Jpeg, Png };

// Nothing when the bytes are neither: the frame of the format must be whole, from its first marker to its last.
std::optional<PictureKind> PictureKindOf(std::string_view bytes);

}  // namespace bianmin::base
