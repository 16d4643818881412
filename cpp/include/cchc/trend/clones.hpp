// CCHC_CLONES before a function: it is compiled for several generations of x86-64 processors, and
// the loader picks. Results are the same on all: lanes are compared, added and divided one by one,
// and nothing is contracted or reordered. Sanitizers start too late for the loader's choice.
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && defined(__OPTIMIZE__)
#define CCHC_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CCHC_CLONES
#endif
