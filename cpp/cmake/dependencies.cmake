# Eigen and nlohmann/json: both are found as CMake packages, or as bare headers where the PyPI
# wheels put them (cmeel-eigen: cmeel.prefix/; nlohmann-json: nlohmann_json/include/).

# The virtual environment that `make` creates is looked through without being asked, so that a
# preset needs no path. It comes last: what the caller names wins.
if(NOT SKBUILD)
  file(GLOB _cchc_venv_sites "${PROJECT_SOURCE_DIR}/.venv/lib/python3*/site-packages")
  list(APPEND CMAKE_PREFIX_PATH ${_cchc_venv_sites})
endif()

# scikit-build-core puts the build environment's site-packages on CMAKE_PREFIX_PATH, but CMake does
# not look into a folder of it called cmeel.prefix.
set(_cchc_sites ${CMAKE_PREFIX_PATH})
if(DEFINED ENV{CMAKE_PREFIX_PATH})
  string(REPLACE ":" ";" _cchc_env_sites "$ENV{CMAKE_PREFIX_PATH}")
  list(APPEND _cchc_sites ${_cchc_env_sites})
endif()
foreach(_site IN LISTS _cchc_sites)
  if(IS_DIRECTORY "${_site}/cmeel.prefix")
    list(APPEND CMAKE_PREFIX_PATH "${_site}/cmeel.prefix")
  endif()
endforeach()

function(cchc_header_only target header)
  cmake_parse_arguments(ARG "" "" "SUFFIXES" ${ARGN})
  string(MAKE_C_IDENTIFIER "${target}" id)
  find_path(CCHC_${id}_INCLUDE NAMES ${header} PATH_SUFFIXES ${ARG_SUFFIXES})
  if(NOT CCHC_${id}_INCLUDE)
    message(FATAL_ERROR "${target}: header <${header}> not found.\n"
      "  pip:    python -m pip install cmeel-eigen nlohmann-json\n"
      "  Debian: apt-get install libeigen3-dev nlohmann-json3-dev")
  endif()
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE "${CCHC_${id}_INCLUDE}")
endfunction()

# No version in these calls: Eigen 3.4's version file refuses ranges and Eigen 5's refuses "3.4".
find_package(Eigen3 CONFIG QUIET)
if(Eigen3_FOUND AND Eigen3_VERSION VERSION_LESS 3.4)
  message(FATAL_ERROR "Eigen >= 3.4 is needed, found ${Eigen3_VERSION}")
endif()
if(NOT TARGET Eigen3::Eigen)
  cchc_header_only(Eigen3::Eigen Eigen/Core SUFFIXES eigen3 include/eigen3)
endif()
find_package(nlohmann_json CONFIG QUIET)
if(NOT TARGET nlohmann_json::nlohmann_json)
  cchc_header_only(nlohmann_json::nlohmann_json nlohmann/json.hpp
                   SUFFIXES nlohmann_json/include include)
endif()
