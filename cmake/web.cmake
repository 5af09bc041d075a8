# The page of `casus serve`: web/ bundled by Node into C++ that the program links. npm fetches what the
# lock file names, once; build.mjs makes the rest again when a source of the page changes.

function(casus_web target)
  find_program(NODE node REQUIRED)
  find_program(NPM npm REQUIRED)
  set(web ${CMAKE_SOURCE_DIR}/web)
  set(fetched ${web}/node_modules/.fetched)
  set(assets ${CMAKE_BINARY_DIR}/web/assets.cpp)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/*)
  add_custom_command(
    OUTPUT ${fetched}
    DEPENDS ${web}/package.json ${web}/package-lock.json
    COMMAND ${NPM} ci --prefix ${web} --ignore-scripts --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${fetched}
    WORKING_DIRECTORY ${web}
    COMMENT "Fetching what the page is made with")
  add_custom_command(
    OUTPUT ${assets}
    DEPENDS ${fetched} ${sources} ${web}/build.mjs ${web}/make_world.mjs ${web}/index.html ${web}/icon.svg
    COMMAND ${NODE} build.mjs --out ${CMAKE_BINARY_DIR}/web/page --cpp ${assets}
    WORKING_DIRECTORY ${web}
    COMMENT "Bundling the page")
  target_sources(${target} PRIVATE ${assets})
  # The files are string literals, longer than ISO C++ promises.
  set_source_files_properties(${assets} PROPERTIES COMPILE_OPTIONS "-Wno-overlength-strings")
endfunction()

# What needs no browser, and then every view in one (tests/web/).
function(casus_web_tests)
  add_test(NAME web_sources COMMAND ${CMAKE_SOURCE_DIR}/tests/web/check_sources.sh ${CMAKE_SOURCE_DIR}/web)
  if(NOT CASUS_SANITIZE)
    add_test(NAME web_page COMMAND ${NODE} --test ${CMAKE_SOURCE_DIR}/tests/web/page_test.mjs)
    set_tests_properties(web_page PROPERTIES TIMEOUT 1500 ENVIRONMENT
                         "CASUS=$<TARGET_FILE:casus>;CASUS_SOURCE=${CMAKE_SOURCE_DIR}")
  endif()
endfunction()
