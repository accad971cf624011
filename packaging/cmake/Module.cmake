# bianmin_precompile(TARGET header... | REUSE_FROM target)
#
# Reads headers that most files of the target include once for all of them. Every file goes on including what it uses: the
# presets without BIANMIN_PRECOMPILE would not build otherwise.
function(bianmin_precompile target)
  if(BIANMIN_PRECOMPILE)
    if("${ARGV1}" STREQUAL "REUSE_FROM")
      target_precompile_headers(${target} ${ARGN})
    else()
      target_precompile_headers(${target} PRIVATE ${ARGN})
    endif()
    # For ccache. And GCC 12 warns falsely of std::string's inner buffer, which it otherwise holds back as a system header's.
    target_compile_options(${target} PRIVATE -fpch-preprocess
      -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endfunction()

# bianmin_module(NAME SOURCES file... [PUBLIC lib...] [PRIVATE lib...] [PRECOMPILE header...])
#
# One folder, one static library, one namespace. Headers are found from the root of the repository:
# #include "kiosk/domain/order.h".
function(bianmin_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE;PRECOMPILE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  if(ARG_PRECOMPILE)
    bianmin_precompile(${name} ${ARG_PRECOMPILE})
  endif()
endfunction()

# bianmin_test(NAME SOURCES file... [LINKS lib...] [LABELS label...] [TIMEOUT seconds] [PRECOMPILE header...])
#
# One GoogleTest program; every TEST in it becomes a ctest of its own. What may take longest begins first, so that nothing
# is left to run alone at the end.
function(bianmin_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS;PRECOMPILE" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} fmt::fmt GTest::gmock_main)
  if(ARG_PRECOMPILE)
    bianmin_precompile(${name} ${ARG_PRECOMPILE} <gmock/gmock.h>)
  else()
    bianmin_precompile(${name} REUSE_FROM test_headers)
  endif()
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} COST ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()
