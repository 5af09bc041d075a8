#include "store/packs.h"

#include "input/byte_source.h"

namespace casus {

Result<Packs::Slice> Packs::add(std::string_view text) {
  if (open_.pack == 0) {
    auto reserved = database_.run("INSERT INTO pack(bytes) VALUES(x'')");
    if (!reserved) return reserved.error();
    open_.pack = database_.last_id();
  }
  const Slice slice{open_.pack, static_cast<std::int64_t>(open_.bytes.size()),
                    static_cast<std::int64_t>(text.size())};
  open_.bytes += text;
  if (open_.bytes.size() >= pack_bytes_) {
    if (auto done = flush(); !done) return done.error();
  }
  return slice;
}

Result<void> Packs::flush() {
  if (open_.pack == 0) return {};
  auto written = write(open_.pack, open_.bytes);
  open_.pack = 0;
  open_.bytes.clear();
  return written;
}

void Packs::forget() {
  open_ = {};
  recent_ = {};
}

Result<std::string> Packs::read(const Slice& slice) {
  auto bytes = unpacked(slice.pack);
  if (!bytes) return bytes.error();
  const auto start = static_cast<std::size_t>(slice.start);
  const auto size = static_cast<std::size_t>(slice.size);
  if (slice.start < 0 || slice.size < 0 || start > bytes->size() || size > bytes->size() - start) {
    return Error{ErrorKind::kDamaged, "a stored text is not where it should be", database_.path(),
                 0, "restore the archive from a copy"};
  }
  return std::string(bytes->substr(start, size));
}

Result<void> Packs::repack(std::int64_t pack) {
  if (pack == open_.pack) return {};
  auto bytes = unpacked(pack);
  if (!bytes) return bytes.error();
  return write(pack, *bytes);
}

Result<std::string_view> Packs::unpacked(std::int64_t pack) {
  if (pack != 0 && pack == open_.pack) return std::string_view(open_.bytes);
  for (const Unpacked& each : recent_) {
    if (pack != 0 && each.pack == pack) return std::string_view(each.bytes);
  }
  auto select = database_.prepare("SELECT bytes FROM pack WHERE id = ?1");
  if (!select) return select.error();
  select->bind(1, pack);
  auto row = select->step();
  if (!row) return row.error();
  // A pack is closed by the text that fills it, whatever that one's size.
  auto bytes = codec_.unpack(*row ? select->text(0) : "", kMaxDocumentBytes + pack_bytes_);
  if (!bytes) return bytes.error();
  Unpacked& place = recent_[oldest_];
  oldest_ = (oldest_ + 1) % recent_.size();
  place = {pack, *std::move(bytes)};
  return std::string_view(place.bytes);
}

Result<void> Packs::write(std::int64_t pack, std::string_view bytes) {
  auto update = database_.prepare("UPDATE pack SET bytes = ?2 WHERE id = ?1");
  if (!update) return update.error();
  update->bind(1, pack).bind_bytes(2, codec_.pack(bytes));
  return update->run();
}

}  // namespace casus
