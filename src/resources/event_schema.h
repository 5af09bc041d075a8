#pragma once

// EventSchema is PLOVER 2.0 as data: categories with quad code and scale, modes with theirs, and
// the contexts, read from data/events (docs/formats/lexicon.md). Constant, shared by threads.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"

namespace casus {

struct EventMode {
  std::string name;
  double scale = 0;  // conflict-cooperation, -10 to +10
};

// Where events of a category are, beside the scene that their clause gives.
enum class EventScene : std::uint8_t {
  kPlain,   // else where the sentence, or the passage before it, is
  kSpoken,  // nowhere: words, which another sentence's place and day do not belong to
  kStruck,  // at the town or country that they struck: "shelled Goris"; else as kPlain
};

struct EventCategory {
  std::string name;   // "ASSAULT"
  int quad_code = 0;  // 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
  double scale = 0;
  bool needs_recipient = false;
  std::string future;   // category that this one becomes when it is still to come; or empty
  std::string negated;  // category that this one becomes when it is denied; or empty
  std::vector<EventMode> modes;
  // `announced`: where nobody is named, it is done by whoever announces it ("announced that flights
  // would be suspended")
  bool is_announced_by_doer = false;
  bool may_be_purpose = true;  // `no-purpose`: what is only a purpose of something else is no event
  bool is_content_of_words = false;  // `content`: events in its complement are what it is about
  // `told-about`: help of it goes to the only other country of the sentence or text, where no
  // recipient is named
  bool goes_to_whom_it_is_about = false;
  // `strangers`: a person of whom nothing is known is its recipient, as one of the people
  bool may_strike_strangers = false;
  bool takes_complements = false;    // `complements`: likewise, but for a deed that is its object
  std::vector<std::string> absorbs;  // categories that are part of it: same actor, same sentence
  EventScene scene = EventScene::kPlain;
  std::string unnamed_actor;  // sector of an actor whom nobody names; empty: no event then
  // Parties of the sectors of `private` alone make no event; of `codeless`, where none has a code.
  std::vector<std::string> private_sectors;
  std::vector<std::string> codeless_sectors;
  // Other parties of these sectors alone ("state": of none) make no event with an actor of their
  // own state.
  std::vector<std::string> domestic_sectors;
  bool is_none_alone_at_home = false;  // `abroad-alone`: nor what a state does for nobody named
  // A state as such is no recipient of actors of its own of these sectors ("state": of none).
  std::vector<std::string> outward_sectors;

  // `rules`: what bodies of these sectors may or must do to anybody at home is no event.
  std::vector<std::string> ruling_sectors;

  const EventMode* find_mode(std::string_view mode) const;
};

// A line of confidence.list: what a doubt adds to the logits of "right" and of "told"
// (pipeline/events/confidence.h), or, of `least` and `least-deeds`, the least of both likelihoods.
struct ConfidenceWeight {
  std::string name;
  double right = 0;
  double told = 0;
};

class EventSchema {
 public:
  // Reads `folder`/*.txt, a category a file, `folder`/contexts.list, `folder`/bodies.list (codes
  // that are no state's), and `folder`/confidence.list (weights of the confidence of an event).
  static Result<EventSchema> load(const std::filesystem::path& folder);

  const std::vector<EventCategory>& categories() const { return categories_; }
  const EventCategory* find(std::string_view category) const;
  const std::vector<std::string>& contexts() const { return contexts_; }
  bool has_context(std::string_view context) const;
  // True for the code of a state: "KEN", not "IGO" nor "".
  bool is_state(std::string_view code) const;
  const std::vector<ConfidenceWeight>& confidence() const { return confidence_; }
  // Codes what is unlikely too, for those who fit or measure the confidence.
  void keep_unlikely() {
    std::erase_if(confidence_, [](const auto& weight) { return weight.name.starts_with("least"); });
  }

 private:
  std::vector<EventCategory> categories_;
  std::vector<std::string> contexts_;
  std::vector<std::string> bodies_;
  std::vector<ConfidenceWeight> confidence_;
};

}  // namespace casus
