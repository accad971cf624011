# Dear ImGui ≥ 1.92 as one static library, from source (packaging/imgui.sh says where from and why).
#
#   -DIMGUI_DIR=DIR   use this copy instead of fetching one
set(IMGUI_DIR "" CACHE PATH "Folder with the source of Dear ImGui 1.92 or later; empty: packaging/imgui.sh finds it")

if(IMGUI_DIR)
  set(imgui_source "${IMGUI_DIR}")
else()
  execute_process(COMMAND "${CMAKE_SOURCE_DIR}/packaging/imgui.sh"
    OUTPUT_VARIABLE imgui_source OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE imgui_result)
  if(NOT imgui_result EQUAL 0)
    message(FATAL_ERROR "packaging/imgui.sh could not get Dear ImGui; the lines above say why and what to do.")
  endif()
endif()

if(NOT EXISTS "${imgui_source}/imgui.h")
  message(FATAL_ERROR "${imgui_source} holds no imgui.h; give -DIMGUI_DIR= a folder with Dear ImGui 1.92 or later.")
endif()
file(STRINGS "${imgui_source}/imgui.h" imgui_line REGEX "^#define IMGUI_VERSION_NUM +[0-9]+")
string(REGEX MATCH "[0-9]+$" imgui_number "${imgui_line}")
if(NOT imgui_number OR imgui_number LESS 19200)
  message(FATAL_ERROR "${imgui_source} holds Dear ImGui ${imgui_number}; 19200 (1.92.0) or later is needed.")
endif()
if(NOT imgui_number EQUAL 19222)
  message(NOTICE "Note: Dear ImGui ${imgui_number} is used; the tested version is 19222 (1.92.2b).")
endif()

add_library(imgui STATIC
  "${imgui_source}/imgui.cpp"
  "${imgui_source}/imgui_draw.cpp"
  "${imgui_source}/imgui_tables.cpp"
  "${imgui_source}/imgui_widgets.cpp"
  "${imgui_source}/misc/freetype/imgui_freetype.cpp"
  "${CMAKE_SOURCE_DIR}/kiosk/ui/imgui_config.cc")
target_include_directories(imgui SYSTEM PUBLIC "${imgui_source}" "${imgui_source}/misc/freetype")
target_include_directories(imgui PRIVATE "${CMAKE_SOURCE_DIR}")
# Every file that includes imgui.h must see the same configuration. By a path within the repository, which every target
# may include from, so that a compiler cache serves another checkout, too.
target_compile_definitions(imgui PUBLIC "IMGUI_USER_CONFIG=\"kiosk/ui/imgui_config.h\"")
target_compile_options(imgui PRIVATE -w)
target_link_libraries(imgui PUBLIC PkgConfig::freetype)
