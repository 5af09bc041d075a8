#include "pipeline/syntax/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace casus {
namespace {

std::vector<float> random_floats(std::mt19937& random, std::size_t size) {
  std::uniform_real_distribution<float> uniform(-1, 1);
  std::vector<float> values(size);
  for (float& value : values) value = uniform(random);
  return values;
}

// Every kind of processor's code that this machine runs.
class KernelsTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    kernels_ = kernels_named(GetParam());
    if (kernels_ == nullptr) GTEST_SKIP() << "not on this machine";
  }
  const Kernels* kernels_ = nullptr;
};

TEST_P(KernelsTest, MultiplyLikeTheDefinition) {
  std::mt19937 random(1);
  for (const std::size_t rows : {1, 2, 3, 7, 12, 13, 30}) {
    const std::size_t inner = 37, columns = 21;
    const auto a = random_floats(random, rows * inner), b = random_floats(random, inner * columns);
    const auto bias = random_floats(random, columns);
    std::vector<float> packed(packed_size(inner, columns)), c(rows * columns, 1.0F);
    pack_matrix(b.data(), columns, inner, columns, false, packed.data());
    kernels_->multiply({a.data(), inner, rows, inner, packed.data(), columns, bias.data(), c.data(),
                        columns, true});
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        double sum = 1.0 + bias[column];
        for (std::size_t k = 0; k < inner; ++k)
          sum += double{a[row * inner + k]} * b[k * columns + column];
        EXPECT_NEAR(c[row * columns + column], sum, 1e-4);
      }
    }
  }
}

TEST_P(KernelsTest, RecurLikeTheDefinition) {
  std::mt19937 random(2);
  const std::size_t width = 16, steps = 5;
  const auto u = random_floats(random, steps * 3 * width), x = random_floats(random, steps * width);
  const auto v = random_floats(random, 2 * width), b = random_floats(random, 2 * width);
  for (const bool is_backward : {false, true}) {
    std::vector<float> h(steps * width), cell(width);
    kernels_->recur({u.data(), 3 * width, x.data(), width, v.data(), b.data(), h.data(), width,
                     cell.data(), width, steps, is_backward, nullptr, nullptr, nullptr});
    for (std::size_t i = 0; i < width; ++i) {
      double c = 0;
      for (std::size_t step = 0; step < steps; ++step) {
        const std::size_t t = is_backward ? steps - 1 - step : step;
        const float* at = &u[t * 3 * width];
        const double f = 1 / (1 + std::exp(-(at[width + i] + v[i] * c + b[i])));
        const double r = 1 / (1 + std::exp(-(at[2 * width + i] + v[width + i] * c + b[width + i])));
        c = f * c + (1 - f) * at[i];
        EXPECT_NEAR(h[t * width + i], r * c + (1 - r) * x[t * width + i], 1e-5);
      }
    }
  }
}

TEST_P(KernelsTest, AddRowsOfBytes) {
  const std::int8_t row[] = {-127, 0, 5};
  float sum[] = {1, 2, 3};
  kernels_->add_row(sum, row, 0.5F, 3);
  EXPECT_FLOAT_EQ(sum[0], -62.5F);
  EXPECT_FLOAT_EQ(sum[1], 2);
  EXPECT_FLOAT_EQ(sum[2], 5.5F);
}

INSTANTIATE_TEST_SUITE_P(Processors, KernelsTest, testing::Values("portable", "avx2", "avx512"));

}  // namespace
}  // namespace casus
