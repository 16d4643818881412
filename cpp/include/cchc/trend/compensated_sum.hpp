// Sums of doubles and of their products with about twice the digits, for figures that are quotients
// and so have no exact decimal. (T. Ogita, S. M. Rump, S. Oishi, SIAM J. Sci. Comput. 26 (2005).)
#pragma once

namespace cchc {

class CompensatedSum {
 public:
  constexpr void add(double value) {
    const double total = total_ + value;
    const double part = total - total_;
    rest_ += (total_ - (total - part)) + (value - part);
    total_ = total;
  }
  // left x right, with the digits that the rounded product loses (Dekker's splitting).
  constexpr void add_product(double left, double right) {
    const double product = left * right;
    const double left_high = high(left);
    const double right_high = high(right);
    const double left_low = left - left_high;
    const double right_low = right - right_high;
    rest_ += left_low * right_low -
             (((product - left_high * right_high) - left_low * right_high) - left_high * right_low);
    add(product);
  }
  [[nodiscard]] constexpr double value() const { return total_ + rest_; }

 private:
  static constexpr double high(double value) {
    constexpr double splitter = 134217729.0;  // 2^27 + 1
    const double wide = splitter * value;
    return wide - (wide - value);
  }

  double total_ = 0.0;
  double rest_ = 0.0;
};

}  // namespace cchc
