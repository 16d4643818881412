#include "cchc/observations/number_words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

namespace cchc {
namespace {

using enum NumberTokenKind;

// Words that change the value of the number before them, composed and decomposed. "5 triệu" read
// as 5 would be a wrong number in silence, which is worse than an unread one.
constexpr std::array<std::u32string_view, 33> scale_words{
    U"chục",
    U"chu\u0323c",
    U"trăm",
    U"tra\u0306m",
    U"nghìn",
    U"nghi\u0300n",
    U"ngàn",
    U"nga\u0300n",
    U"vạn",
    U"va\u0323n",
    U"triệu",
    U"trie\u0323\u0302u",
    U"tr",
    U"tỷ",
    U"ty\u0309",
    U"tỉ",
    U"ti\u0309",
    U"rưỡi",
    U"ru\u031Bo\u031B\u0303i",
    U"k",
    U"dozen",
    U"hundred",
    U"hundreds",
    U"thousand",
    U"thousands",
    U"million",
    U"millions",
    U"billion",
    U"billions",
    U"percent",
    U"m",
    U"mươi",
    U"mu\u031Bo\u031Bi",
};

bool any_of_kinds(NumberToken token, std::initializer_list<NumberTokenKind> kinds) {
  return std::ranges::find(kinds, token.kind) != kinds.end();
}

bool only(NumberTokens tokens, std::initializer_list<NumberTokenKind> kinds) {
  return std::ranges::all_of(
      tokens, [&](NumberToken token) { return is_space(token) || any_of_kinds(token, kinds); });
}

bool is_cross(NumberToken token) {
  return is_space(token) ||
         std::u32string_view(U"xX×").find(token.character) != std::u32string_view::npos;
}

bool letters_look_like_digits(NumberTokens tokens) {
  return std::ranges::all_of(tokens, [](NumberToken token) {
    return token.kind != letter ||
           std::u32string_view(U"OolI|").find(token.character) != std::u32string_view::npos;
  });
}

// Lower case of the letters that scale words have: Latin-1 and ASCII have it 32 further on, ư
// follows Ư, elsewhere upper and lower case are neighbours, even and odd.
char32_t lower_case(char32_t character) {
  const bool ascii = character <= U'Z';  // no letter comes before A
  const bool latin1 = character >= U'À' && character <= U'Þ';
  if (ascii || latin1) {
    return character + 32;
  }
  if (character == U'Ư') {
    return U'ư';
  }
  const bool composed = character == U'Ă' || character >= U'Ạ';
  return composed ? character | 1U : character;
}

bool has_scale_word(NumberTokens tokens) {
  const auto is_scale_word = [](const std::u32string& word) {
    return std::ranges::find(scale_words, word) != scale_words.end();
  };
  std::u32string word;
  for (const NumberToken token : tokens) {
    if (token.kind == letter) {
      word += lower_case(token.character);
    } else if (is_scale_word(word)) {
      return true;
    } else {
      word.clear();
    }
  }
  return is_scale_word(word);
}

}  // namespace

NumberReason reason_without_digits(NumberTokens tokens) {
  if (std::ranges::all_of(tokens, is_cross)) {
    return NumberReason::cross;
  }
  if (only(tokens, {minus, dash})) {
    return NumberReason::dash;
  }
  if (only(tokens, {dot, ellipsis})) {
    return NumberReason::dots;
  }
  if (only(tokens, {quote})) {
    return NumberReason::ditto;
  }
  const bool suspect = contains(tokens, letter) && letters_look_like_digits(tokens);
  return suspect ? NumberReason::ocr_suspect : NumberReason::no_digits;
}

NumberReason reason_with_letters(NumberTokens tokens) {
  if (letters_look_like_digits(tokens)) {
    return NumberReason::ocr_suspect;
  }
  return has_scale_word(tokens) ? NumberReason::scale_word : NumberReason::mixed_text;
}

std::optional<NumberTokens> before_words(NumberTokens tokens) {
  const auto first = std::ranges::find(tokens, letter, &NumberToken::kind);
  const auto before = static_cast<std::size_t>(first - tokens.begin());
  if (before == 0 || !is_space(tokens[before - 1]) || !only(tokens.subspan(before), {letter})) {
    return std::nullopt;
  }
  return trimmed(tokens.first(before));
}

}  // namespace cchc
