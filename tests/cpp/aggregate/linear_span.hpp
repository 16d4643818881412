// Which sums follow from known sums: rank over a prime field. Knows nothing of windows or paths.
#pragma once

#include <cstdint>
#include <vector>

#include "cchc/base/int128.hpp"

namespace cchc::testing {

class LinearSpan {
 public:
  using Vector = std::vector<int>;

  void add(const Vector& vector) {
    Row row = reduced(vector);
    for (std::size_t pivot = 0; pivot < row.size(); ++pivot) {
      if (row[pivot] != 0) {
        const std::uint64_t inverse = power(row[pivot], prime - 2);
        for (std::uint64_t& cell : row) {
          cell = product(cell, inverse);
        }
        rows_.push_back({pivot, row});
        return;
      }
    }
  }

  // Whether every vector's unknown value follows from the values of those added.
  [[nodiscard]] bool contains(const Vector& vector) const {
    for (const std::uint64_t cell : reduced(vector)) {
      if (cell != 0) {
        return false;
      }
    }
    return true;
  }

 private:
  using Row = std::vector<std::uint64_t>;
  struct Pivot {
    std::size_t place;
    Row row;
  };
  static constexpr std::uint64_t prime = 2305843009213693951;  // 2^61 - 1

  static std::uint64_t product(std::uint64_t a, std::uint64_t b) {
    return static_cast<std::uint64_t>(static_cast<Uint128>(a) * b % prime);
  }
  static std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent > 0; exponent /= 2, base = product(base, base)) {
      result = exponent % 2 == 1 ? product(result, base) : result;
    }
    return result;
  }

  [[nodiscard]] Row reduced(const Vector& vector) const {
    Row row;
    for (const int cell : vector) {
      row.push_back(cell >= 0 ? static_cast<std::uint64_t>(cell)
                              : prime - static_cast<std::uint64_t>(-cell));
    }
    for (const auto& [place, known] : rows_) {
      const std::uint64_t factor = prime - row[place];
      for (std::size_t i = 0; i < row.size() && factor != prime; ++i) {
        row[i] = (row[i] + product(factor, known[i])) % prime;
      }
    }
    return row;
  }

  std::vector<Pivot> rows_;
};

}  // namespace cchc::testing
