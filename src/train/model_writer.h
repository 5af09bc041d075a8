#pragma once

// Turns what training has learnt into the bytes of a model file.

#include <string>

#include "train/syntax_data.h"
#include "train/syntax_network.h"
#include "train/word_vectors.h"

namespace casus {

// Embeddings become bytes with a factor a row; other weights stay floats, packed for the kernels.
// Only vectors of `vectors` that are in use are kept: all of them.
std::string write_model(const NetworkShape& shape, const SyntaxNetwork& network,
                        const SyntaxData& data, const WordVectors& vectors);

}  // namespace casus
