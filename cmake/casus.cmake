# A folder under src/ is one library. Its files say by their names what they are for:
#   parser.cpp         the library casus_<folder>
#   parser_test.cpp    the folder's test program casus_<folder>_test (GoogleTest)
#   parser_bench.cpp   the folder's benchmark casus_<folder>_bench (Google Benchmark)
#   parser_fuzz.cpp    a fuzz target of its own, casus_parser_fuzz; without CASUS_FUZZ it is
#                      built with a plain main that replays tests/corpus/parser as a test

add_library(casus_options INTERFACE)
target_include_directories(casus_options INTERFACE ${CMAKE_SOURCE_DIR}/include ${CMAKE_SOURCE_DIR}/src)
target_compile_options(casus_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 warns of std::string's own code (GCC bug 105651).
  target_compile_options(casus_options INTERFACE -Wno-restrict)
endif()
target_link_libraries(casus_options INTERFACE fmt::fmt ICU::uc ICU::i18n Threads::Threads)
target_compile_definitions(casus_options INTERFACE CASUS_VERSION="${PROJECT_VERSION}")
if(CASUS_SANITIZE)
  # Three checks of every pointer cost an eighth of the time to compile and find nothing more here: AddressSanitizer
  # stops at a null pointer and past an object's end too, and nothing is cast down a hierarchy.
  target_compile_options(casus_options INTERFACE -fsanitize=${CASUS_SANITIZE} -fno-sanitize=null,vptr,object-size
                         -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(casus_options INTERFACE -fsanitize=${CASUS_SANITIZE})
endif()
if(CASUS_FUZZ)
  target_compile_options(casus_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

set_property(GLOBAL PROPERTY CASUS_FOLDERS "")

# Folders that read neither mapped files nor bytes by cast: there is no alignment to check in them.
set(CASUS_WITHOUT_CASTS cli eval export output pipeline/facts pipeline/events)
function(casus_sanitize_less target)
  if(CASUS_SANITIZE MATCHES "undefined")
    target_compile_options(${target} PRIVATE -fno-sanitize=alignment)
  endif()
endfunction()

function(casus_library folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  get_filename_component(name ${folder} NAME)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_(test|bench|fuzz)\\.cpp$")
  if(sources)
    add_library(casus_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(casus_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(casus_${name} ${scope} casus_options)
  if(folder IN_LIST CASUS_WITHOUT_CASTS)
    casus_sanitize_less(casus_${name})
  endif()
  foreach(dependency ${ARG_DEPENDS})
    target_link_libraries(casus_${name} ${scope} casus_${dependency})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY CASUS_FOLDERS ${folder})
endfunction()

function(casus_fuzz_target source name)
  string(REPLACE "_fuzz" "" target ${source})
  get_filename_component(target ${target} NAME_WE)
  add_executable(casus_${target}_fuzz ${source})
  target_link_libraries(casus_${target}_fuzz PRIVATE casus_${name})
  if(CASUS_FUZZ)
    target_link_options(casus_${target}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(casus_${target}_fuzz PRIVATE ${CMAKE_SOURCE_DIR}/tests/replay_corpus.cpp)
    add_test(NAME fuzz_corpus_${target}
             COMMAND casus_${target}_fuzz ${CMAKE_SOURCE_DIR}/tests/corpus/${target})
  endif()
endfunction()

# Syntax compiles its arithmetic once an instruction set, always optimised; kernels.cpp chooses at
# run time. Other processors get the portable one alone.
function(casus_instruction_sets)
  set(folder ${CMAKE_SOURCE_DIR}/src/pipeline/syntax)
  target_link_libraries(casus_syntax PUBLIC ${XXHASH_LIBRARY})
  set(flags -O3 -ffp-contract=fast -Wno-psabi)
  set(avx512 -mavx512f -mavx512bw -mprefer-vector-width=512)
  set_source_files_properties(${folder}/kernels_portable.cpp PROPERTIES COMPILE_OPTIONS "${flags}")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set_source_files_properties(${folder}/kernels_avx2.cpp PROPERTIES
                                COMPILE_OPTIONS "${flags};-mavx2;-mfma")
    set_source_files_properties(${folder}/kernels_avx512.cpp PROPERTIES
                                COMPILE_OPTIONS "${flags};${avx512}")
    set_source_files_properties(${folder}/kernels_avx512vnni.cpp PROPERTIES
                                COMPILE_OPTIONS "${flags};${avx512};-mavx512vnni")
  else()
    set_source_files_properties(${folder}/kernels_avx2.cpp ${folder}/kernels_avx512.cpp
                                ${folder}/kernels_avx512vnni.cpp PROPERTIES HEADER_FILE_ONLY ON)
  endif()
endfunction()

# Declares every folder's tests, benchmarks and fuzz targets.
function(casus_tests)
  find_package(GTest REQUIRED)
  if(CASUS_BENCH)
    find_package(benchmark REQUIRED)
  endif()
  get_property(folders GLOBAL PROPERTY CASUS_FOLDERS)
  foreach(folder ${folders})
    get_filename_component(name ${folder} NAME)
    file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*_test.cpp)
    if(tests)
      add_executable(casus_${name}_test ${tests})
      target_link_libraries(casus_${name}_test PRIVATE casus_${name} GTest::gtest_main)
      target_compile_definitions(casus_${name}_test PRIVATE
                                 CASUS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
      casus_sanitize_less(casus_${name}_test)
      add_test(NAME ${name} COMMAND casus_${name}_test)
    endif()
    file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*_fuzz.cpp)
    foreach(source ${fuzzers})
      casus_fuzz_target(${source} ${name})
    endforeach()
    file(GLOB benches CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*_bench.cpp)
    if(benches AND CASUS_BENCH)
      add_executable(casus_${name}_bench ${benches})
      target_link_libraries(casus_${name}_bench PRIVATE casus_${name} benchmark::benchmark_main)
      target_compile_definitions(casus_${name}_bench PRIVATE
                                 CASUS_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    endif()
  endforeach()
  add_executable(casus_cases_test ${CMAKE_SOURCE_DIR}/tests/cases_test.cpp
                 ${CMAKE_SOURCE_DIR}/tests/layer_text.cpp)
  target_link_libraries(casus_cases_test PRIVATE casus_output casus_input)
  add_test(NAME cases COMMAND casus_cases_test ${CMAKE_SOURCE_DIR}/data
           ${CMAKE_SOURCE_DIR}/tests/cases)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/cli/*.sh)
  foreach(script ${scripts})
    get_filename_component(name ${script} NAME_WE)
    add_test(NAME cli_${name} COMMAND bash ${script} $<TARGET_FILE:casus> ${CMAKE_SOURCE_DIR})
    set_tests_properties(cli_${name} PROPERTIES SKIP_RETURN_CODE 77)
  endforeach()
endfunction()
