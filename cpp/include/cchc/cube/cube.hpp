// The cube: indicators x units x periods, one dense plane per indicator.
//
// A cube is a value: immutable, and cheap to copy because planes are shared. Every verb that
// derives a cube from another (roll_up, resample, rebuild) leaves its Origin behind, so that any
// cell can name the cells it was made of, down to the observations.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cchc/cube/plane.hpp"
#include "cchc/model/catalogue.hpp"
#include "cchc/model/hierarchy.hpp"
#include "cchc/model/period.hpp"
#include "cchc/observations/observations.hpp"

namespace cchc {

class Cube;

struct CellPlace {
  Index plane;
  Index unit;
  Index period;
};

// What one cell was made of: other cells with the coefficient each enters with, or one observation.
struct Derivation {
  struct Part {
    std::shared_ptr<const Cube> cube;
    CellPlace place;
    std::string coefficient;  // "1", "-1", "0.35"; empty for a part that is not a term of a sum
    std::string role_en;      // "own figure", "numerator", "opening stock", ...
    std::string role_vi;
  };
  std::string rule_en;
  std::string rule_vi;
  std::vector<Part> parts;
  Index observation = -1;
};

class Origin {
 public:
  virtual ~Origin() = default;
  [[nodiscard]] virtual Derivation derivation(const Cube& cube, CellPlace place) const = 0;
};

struct CubeParts {
  std::shared_ptr<const Catalogue> catalogue;
  std::shared_ptr<const Hierarchy> hierarchy;
  std::vector<Period> periods;  // no repeats
  std::vector<std::shared_ptr<const Plane>> planes;
  std::shared_ptr<const Observations> observations;
  std::shared_ptr<const Origin> origin;
};

class Cube {
 public:
  explicit Cube(CubeParts parts);

  [[nodiscard]] const Catalogue& catalogue() const { return *parts_.catalogue; }
  [[nodiscard]] const Hierarchy& hierarchy() const { return *parts_.hierarchy; }
  [[nodiscard]] const std::vector<Period>& periods() const { return parts_.periods; }
  [[nodiscard]] const Observations& observations() const { return *parts_.observations; }
  [[nodiscard]] Index units() const { return parts_.hierarchy->size(); }
  [[nodiscard]] Index planes() const { return static_cast<Index>(parts_.planes.size()); }
  [[nodiscard]] const Plane& plane(Index plane) const {
    return *parts_.planes[static_cast<std::size_t>(plane)];
  }
  [[nodiscard]] const Indicator& indicator(Index plane) const {
    return catalogue()[this->plane(plane).indicator];
  }

  // The plane of an indicator given by code, name or alias.
  [[nodiscard]] std::optional<Index> find(std::string_view indicator) const;
  // Throws SelectionError E0903 (known to the catalogue but without figures) or what the catalogue
  // throws for an unknown indicator.
  [[nodiscard]] Index at(std::string_view indicator) const;
  [[nodiscard]] std::optional<Index> find_period(Period period) const;
  // Throws SelectionError E0904 listing the periods of the cube.
  [[nodiscard]] Index at_period(Period period) const;

  // For verbs that derive a cube: everything that stays the same is shared.
  [[nodiscard]] const CubeParts& parts() const { return parts_; }
  [[nodiscard]] Derivation derivation(CellPlace place) const;

 private:
  CubeParts parts_;
  std::vector<Index> plane_of_;  // by catalogue position; -1: no figures
};

}  // namespace cchc
