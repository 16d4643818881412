#include "cchc/base/vietnamese_text.hpp"

#include <array>
#include <utility>

#include "cchc/base/character.hpp"

namespace cchc {
namespace {

// What a range of code points folds to.
struct FoldRange {
  char32_t first;
  char32_t last;
  char to;
};

constexpr char dropped = '\0';

// The letters of Vietnamese outside ASCII (Unicode charts Latin-1, Extended-A, -B, Additional),
// the combining marks of their decomposed forms, spaces and dashes. Sorted by `first`.
constexpr std::array<FoldRange, 47> fold_ranges{{
    {0x0009, 0x000D, ' '},     {0x0085, 0x0085, ' '}, {0x00A0, 0x00A0, ' '},
    {0x00AD, 0x00AD, dropped}, {0x00C0, 0x00C3, 'a'}, {0x00C8, 0x00CA, 'e'},
    {0x00CC, 0x00CD, 'i'},     {0x00D0, 0x00D0, 'd'}, {0x00D2, 0x00D5, 'o'},
    {0x00D9, 0x00DA, 'u'},     {0x00DD, 0x00DD, 'y'}, {0x00E0, 0x00E3, 'a'},
    {0x00E8, 0x00EA, 'e'},     {0x00EC, 0x00ED, 'i'}, {0x00F0, 0x00F0, 'd'},
    {0x00F2, 0x00F5, 'o'},     {0x00F9, 0x00FA, 'u'}, {0x00FD, 0x00FD, 'y'},
    {0x0102, 0x0103, 'a'},     {0x0110, 0x0111, 'd'}, {0x0128, 0x0129, 'i'},
    {0x0168, 0x0169, 'u'},     {0x01A0, 0x01A1, 'o'}, {0x01AF, 0x01B0, 'u'},
    {0x0300, 0x036F, dropped}, {0x1680, 0x1680, ' '}, {0x1EA0, 0x1EB7, 'a'},
    {0x1EB8, 0x1EC7, 'e'},     {0x1EC8, 0x1ECB, 'i'}, {0x1ECC, 0x1EE3, 'o'},
    {0x1EE4, 0x1EF1, 'u'},     {0x1EF2, 0x1EF9, 'y'}, {0x2000, 0x200A, ' '},
    {0x200B, 0x200F, dropped}, {0x2010, 0x2015, '-'}, {0x2028, 0x2029, ' '},
    {0x202A, 0x202E, dropped}, {0x202F, 0x202F, ' '}, {0x205F, 0x205F, ' '},
    {0x2060, 0x2064, dropped}, {0x2212, 0x2212, '-'}, {0x3000, 0x3000, ' '},
    {0xFE00, 0xFE0F, dropped}, {0xFE58, 0xFE58, '-'}, {0xFE63, 0xFE63, '-'},
    {0xFEFF, 0xFEFF, dropped}, {0xFF0D, 0xFF0D, '-'},
}};

constexpr bool is_sorted(const std::array<FoldRange, 47>& ranges) {
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    if (ranges[i - 1].last >= ranges[i].first) return false;
  }
  return true;
}
static_assert(is_sorted(fold_ranges));

const FoldRange* find_fold(char32_t code_point) {
  for (const FoldRange& range : fold_ranges) {
    if (code_point < range.first) return nullptr;
    if (code_point <= range.last) return &range;
  }
  return nullptr;
}

class Folding {
 public:
  explicit Folding(std::string_view text) : original_(text) {
    for (Index at = 0; at < std::ssize(original_);) at += read(at);
    out_.positions.push_back(end_);
  }
  FoldedText take() { return std::move(out_); }

 private:
  Index read(Index at) {
    const Character character = character_at(original_, at);
    const FoldRange* range = find_fold(character.code_point);
    if (character.code_point == ' ' || (range != nullptr && range->to == ' ')) {
      space(at);
    } else if (range == nullptr) {
      other(at, character);
    } else if (range->to != dropped) {
      write(at, std::string_view(&range->to, 1));
      end_ = at + character.bytes;
    } else if (!space_) {
      end_ = at + character.bytes;  // a combining mark belongs to the letter before it
    }
    return character.bytes;
  }

  // A blank is written only when something follows it.
  void space(Index at) {
    if (!space_) space_at_ = at;
    space_ = true;
  }

  void other(Index at, Character character) {
    if (character.code_point == replacement_character) {
      write(at, "\xEF\xBF\xBD");
    } else if (character.bytes == 1) {
      const char byte = original_[static_cast<std::size_t>(at)];
      const char lower = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
      write(at, std::string_view(&lower, 1));
    } else {
      write(at, original_.substr(static_cast<std::size_t>(at),
                                 static_cast<std::size_t>(character.bytes)));
    }
    end_ = at + character.bytes;
  }

  void write(Index at, std::string_view bytes) {
    if (space_ && !out_.text.empty()) {
      out_.text += ' ';
      out_.positions.push_back(space_at_);
    }
    space_ = false;
    for (const char byte : bytes) {
      out_.text += byte;
      out_.positions.push_back(at);
    }
  }

  std::string_view original_;
  FoldedText out_;
  bool space_ = false;
  Index space_at_ = 0;
  Index end_ = 0;
};

}  // namespace

FoldedText folded_with_positions(std::string_view text) { return Folding(text).take(); }

std::string folded(std::string_view text) { return folded_with_positions(text).text; }

}  // namespace cchc
