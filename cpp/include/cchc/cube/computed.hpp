// Planes whose figures were computed outside the engine, put into a cube beside the others.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cchc/cube/cube.hpp"

namespace cchc {

// Somebody else's cells, row by row. They are copied before they are looked at, so that what is
// checked is what is kept even if their owner goes on writing.
struct OutsideCells {
  const double* cells = nullptr;
  Index units = 0;
  Index periods = 0;
};

struct ComputedPlane {
  Index indicator;            // position in the catalogue of the new cube
  OutsideCells values;        // units x periods; NaN: no figure
  std::vector<Index> inputs;  // planes of the cube that it was made of
  std::string extension;      // its name, for explanations and errors
  bool from_nothing = false;  // may give a figure where every input is missing
};

// The cube with the computed planes: in place of a plane of the same indicator, else at the end.
// `catalogue` is the cube's own, or one that adds indicators behind the cube's own. A cell is
// reported where it has a figure; otherwise its state is that of a formula's gap (gap.hpp). Marks
// are those of the inputs. A plane of whole numbers below 2^53 is exact, and so is one of decimals
// with at most 9 places whose indicator is added up over units; any other is not. Each computed
// cell names its inputs' cells as its parts.
//
// Throws ExtensionError: E1404 wrong shape, E1405 an infinite figure, E1406 a figure where every
// input is missing; SelectionError E0940 for a catalogue that is not the cube's own.
[[nodiscard]] std::shared_ptr<const Cube> with_computed(std::shared_ptr<const Cube> cube,
                                                        std::shared_ptr<const Catalogue> catalogue,
                                                        const std::vector<ComputedPlane>& planes);

}  // namespace cchc
