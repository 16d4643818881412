// Runs independent pieces of work on several threads.
//
// Work is split by indicator, and no two pieces write to one place, so a result never depends on
// the number of threads.
#pragma once

#include <functional>

#include "cchc/base/index.hpp"

namespace cchc {

// Calls `work(i)` once for each i in [0, count), on at most `threads` threads (0: as many as the
// machine has). The first exception, by i, is thrown again in the caller when all have stopped.
void parallel_for(Index count, Index threads, const std::function<void(Index)>& work);

// Calls `work(first, end)` for parts of [0, rows), on as many threads as the machine has; on one
// where the rows x cells are so few that starting another takes longer. Exceptions as above.
void parallel_for_rows(Index rows, Index cells, const std::function<void(Index, Index)>& work);

}  // namespace cchc
