# The few functions every CMakeLists.txt of the project uses: one library a folder, one test program a folder.

find_program(REVSEG_CCACHE ccache)
if(REVSEG_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers defeat ccache unless it is told which of their macros do not matter.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${REVSEG_CCACHE})
endif()

add_library(revseg_options INTERFACE)
target_compile_definitions(revseg_options INTERFACE
  QT_NO_KEYWORDS QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400 REVSEG_VERSION="${PROJECT_VERSION}")
target_compile_options(revseg_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wformat=2
  # GCC 12 sees an uninitialized use in each std::stop_source that is constructed; the sanitizers find the real ones.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<BOOL:${REVSEG_WERROR}>:-Werror>
  $<$<AND:$<BOOL:${REVSEG_CCACHE}>,$<CXX_COMPILER_ID:GNU>>:-fpch-preprocess>)
target_include_directories(revseg_options INTERFACE ${PROJECT_SOURCE_DIR})
if(REVSEG_SANITIZE)
  target_compile_options(revseg_options INTERFACE
    -fsanitize=${REVSEG_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(revseg_options INTERFACE -fsanitize=${REVSEG_SANITIZE})
endif()

# One precompiled header for all libraries of a kind: a header a folder costs 300 MB on disk each.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "")
function(revseg_precompiled name)
  cmake_parse_arguments(A "" "" "QT;HEADERS" ${ARGN})
  add_library(revseg_precompiled_${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
  set_target_properties(revseg_precompiled_${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
  list(TRANSFORM A_QT PREPEND Qt6::)
  target_link_libraries(revseg_precompiled_${name} PRIVATE ${A_QT} revseg_options)
  target_precompile_headers(revseg_precompiled_${name} PRIVATE ${A_HEADERS})
endfunction()

set(core_headers
    <QtCore/QByteArray> <QtCore/QHash> <QtCore/QJsonArray> <QtCore/QJsonObject> <QtCore/QObject>
    <QtCore/QString> <QtCore/QStringList> <functional> <memory> <optional> <stop_token> <vector>)
revseg_precompiled(core QT Core HEADERS ${core_headers})
revseg_precompiled(gui QT Core Gui Widgets HEADERS ${core_headers} <QtWidgets/QtWidgets>)

# revseg_library(base SOURCES a.h a.cpp DEPENDS mask media PUBLIC Qt6::Core PRIVATE PkgConfig::FFMPEG [GUI])
# DEPENDS names folders of the project; the arrows allowed are those of core/README.md, checked by tests/layering.
function(revseg_library name)
  cmake_parse_arguments(A "GUI" "" "SOURCES;DEPENDS;PUBLIC;PRIVATE" ${ARGN})
  add_library(revseg_${name} STATIC ${A_SOURCES})
  add_library(revseg::${name} ALIAS revseg_${name})
  list(TRANSFORM A_DEPENDS PREPEND revseg::)
  target_link_libraries(revseg_${name} PUBLIC ${A_DEPENDS} ${A_PUBLIC} PRIVATE ${A_PRIVATE} revseg_options)
  target_include_directories(revseg_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  if(A_GUI)
    target_precompile_headers(revseg_${name} REUSE_FROM revseg_precompiled_gui)
  else()
    target_precompile_headers(revseg_${name} REUSE_FROM revseg_precompiled_core)
  endif()
endfunction()

# revseg_tests(mask TESTS mask brush DEPENDS mask [GUI]) builds tests_mask from tst_mask.cpp and tst_brush.cpp and
# registers them as mask.mask and mask.brush. HEADERS are precompiled for this program alone, in place of the shared ones.
function(revseg_tests folder)
  cmake_parse_arguments(A "GUI" "TIMEOUT" "TESTS;SOURCES;DEPENDS;PRIVATE;HEADERS" ${ARGN})
  list(TRANSFORM A_TESTS PREPEND tst_ OUTPUT_VARIABLE files)
  list(TRANSFORM files APPEND .cpp)
  set(target tests_${folder})
  add_executable(${target} ${files} ${A_SOURCES} ${PROJECT_SOURCE_DIR}/tests/support/test_main.cpp
                 ${PROJECT_SOURCE_DIR}/tests/support/test.h)
  list(TRANSFORM A_DEPENDS PREPEND revseg::)
  target_link_libraries(${target} PRIVATE ${A_DEPENDS} ${A_PRIVATE} Qt6::Test revseg_options)
  if(A_GUI)
    target_compile_definitions(${target} PRIVATE REVSEG_TEST_GUI)
    target_link_libraries(${target} PRIVATE Qt6::Widgets)
  endif()
  if(A_HEADERS)
    target_precompile_headers(${target} PRIVATE ${A_HEADERS})
  elseif(A_GUI)
    target_precompile_headers(${target} REUSE_FROM revseg_precompiled_gui)
  else()
    target_precompile_headers(${target} REUSE_FROM revseg_precompiled_core)
  endif()
  if(NOT A_TIMEOUT)
    set(A_TIMEOUT 1200)
  endif()
  foreach(test ${A_TESTS})
    add_test(NAME ${folder}.${test} COMMAND ${target} ${test})
    set_tests_properties(${folder}.${test} PROPERTIES TIMEOUT ${A_TIMEOUT} LABELS ${folder} ENVIRONMENT
      "QT_QPA_PLATFORM=offscreen;QTEST_FUNCTION_TIMEOUT=3600000;LC_ALL=C.UTF-8;ASAN_OPTIONS=detect_leaks=0;UBSAN_OPTIONS=print_stacktrace=1")
  endforeach()
endfunction()
