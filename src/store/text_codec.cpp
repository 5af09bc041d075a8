#include "store/text_codec.h"

#include <zdict.h>
#include <zstd.h>

namespace casus {

namespace {

constexpr int kLevel = 12;
constexpr std::size_t kDictionaryBytes = 112 << 10;

}  // namespace

struct TextCodec::Impl {
  ~Impl() {
    ZSTD_freeCCtx(packing);
    ZSTD_freeDCtx(unpacking);
    ZSTD_freeCDict(pack_dictionary);
    ZSTD_freeDDict(unpack_dictionary);
  }
  ZSTD_CCtx* packing = ZSTD_createCCtx();
  ZSTD_DCtx* unpacking = ZSTD_createDCtx();
  // Made when something is first packed: that takes milliseconds, which who only reads need not
  // spend.
  const ZSTD_CDict* packing_dictionary() {
    if (pack_dictionary == nullptr) {
      pack_dictionary = ZSTD_createCDict(dictionary.data(), dictionary.size(), kLevel);
    }
    return pack_dictionary;
  }

  std::string dictionary;
  ZSTD_CDict* pack_dictionary = nullptr;
  ZSTD_DDict* unpack_dictionary = nullptr;
};

TextCodec::TextCodec() : impl_(std::make_unique<Impl>()) {}
TextCodec::~TextCodec() = default;
TextCodec::TextCodec(TextCodec&&) noexcept = default;
TextCodec& TextCodec::operator=(TextCodec&&) noexcept = default;

void TextCodec::set_dictionary(std::string_view dictionary) {
  ZSTD_freeCDict(impl_->pack_dictionary);
  ZSTD_freeDDict(impl_->unpack_dictionary);
  impl_->pack_dictionary = nullptr;
  impl_->dictionary = dictionary;
  impl_->unpack_dictionary = ZSTD_createDDict(dictionary.data(), dictionary.size());
}

bool TextCodec::has_dictionary() const { return impl_->unpack_dictionary != nullptr; }

std::string TextCodec::pack(std::string_view text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      has_dictionary()
          ? ZSTD_compress_usingCDict(impl_->packing, packed.data(), packed.size(), text.data(),
                                     text.size(), impl_->packing_dictionary())
          : ZSTD_compressCCtx(impl_->packing, packed.data(), packed.size(), text.data(),
                              text.size(), kLevel);
  packed.resize(size);
  return packed;
}

Result<std::string> TextCodec::unpack(std::string_view packed, std::size_t limit) {
  const Error damaged{ErrorKind::kDamaged, "a stored text is damaged", "", 0,
                      "restore the archive from a copy"};
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > limit) {
    return damaged;
  }
  std::string text(static_cast<std::size_t>(size), '\0');
  const bool with_dictionary = ZSTD_getDictID_fromFrame(packed.data(), packed.size()) != 0;
  if (with_dictionary && impl_->unpack_dictionary == nullptr) return damaged;
  const std::size_t got =
      with_dictionary
          ? ZSTD_decompress_usingDDict(impl_->unpacking, text.data(), text.size(), packed.data(),
                                       packed.size(), impl_->unpack_dictionary)
          : ZSTD_decompressDCtx(impl_->unpacking, text.data(), text.size(), packed.data(),
                                packed.size());
  if (ZSTD_isError(got) != 0 || got != text.size()) return damaged;
  return text;
}

std::string TextCodec::train(const std::vector<std::string>& texts) {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (const std::string& text : texts) {
    samples += text;
    sizes.push_back(text.size());
  }
  std::string dictionary(kDictionaryBytes, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return {};
  dictionary.resize(size);
  return dictionary;
}

}  // namespace casus
