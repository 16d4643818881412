#include "cchc/model/word_list.hpp"

#include <algorithm>

#include "cchc/model/object_reader.hpp"

namespace cchc {

void check_words(std::string_view path, const std::vector<std::string>& texts,
                 const WordList& known, LaterFaults& faults) {
  std::string listed;
  for (const std::string_view word : known.words) {
    listed += (listed.empty() ? "" : ", ") + std::string(word);
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (std::ranges::find(known.words, texts[i]) == known.words.end()) {
      faults.add(
          element_path(path, i),
          "unknown " + std::string(known.name_en) + " \"" + texts[i] + "\"; known: " + listed,
          std::string(known.name_vi) + " \"" + texts[i] + "\" không có; các giá trị có: " + listed);
    }
  }
}

}  // namespace cchc
