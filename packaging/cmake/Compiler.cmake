# The language, the warnings and the sanitizers every target is built with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

set(BIANMIN_SANITIZE "" CACHE STRING "Sanitizers for every target: 'address;undefined', 'thread' or empty")
option(BIANMIN_WERROR "Treat warnings as errors" OFF)
option(BIANMIN_PRECOMPILE "Precompile the headers that most files of a module include" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE}")
endif()

add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wnon-virtual-dtor;-Wno-missing-field-initializers>"
                    "$<$<BOOL:${BIANMIN_WERROR}>:-Werror>")
foreach(sanitizer IN LISTS BIANMIN_SANITIZE)
  add_compile_options(-fsanitize=${sanitizer} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${sanitizer})
endforeach()
if(BIANMIN_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")  # GCC 12 warns of variants' storage when it adds checks to them
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>")
endif()
if("undefined" IN_LIST BIANMIN_SANITIZE)
  add_compile_options(-fno-sanitize-recover=undefined)
endif()
