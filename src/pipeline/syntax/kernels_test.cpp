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

// Rounding apart, the product of floats; and to the last bit what the portable code gives.
TEST_P(KernelsTest, MultiplyWholeNumbers) {
  std::mt19937 random(3);
  for (const std::size_t rows : {1, 2, 3, 5, 6, 7, 12, 13}) {
    const std::size_t inner = 48, columns = 53;
    const auto a = random_floats(random, rows * inner), b = random_floats(random, inner * columns);
    const auto bias = random_floats(random, columns);
    std::vector<float> packed(packed_size(inner, columns)), scales(64), row_scales(rows);
    pack_matrix(b.data(), columns, inner, columns, false, packed.data());
    std::vector<std::int16_t> weights(packed.size()), whole(rows * inner);
    quantise_matrix(packed.data(), inner, columns, weights.data(), scales.data());
    kernels_->quantise({a.data(), inner, rows, inner, whole.data(), row_scales.data()});
    const auto multiply = [&](const Kernels& kernels, const float* with) {
      std::vector<float> c(rows * columns);
      kernels.multiply_whole({whole.data(), row_scales.data(), rows, inner, weights.data(),
                              scales.data(), columns, with, c.data(), columns});
      return c;
    };
    const std::vector<float> c = multiply(*kernels_, bias.data());
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        double sum = bias[column];
        for (std::size_t k = 0; k < inner; ++k)
          sum += double{a[row * inner + k]} * b[k * columns + column];
        EXPECT_NEAR(c[row * columns + column], sum, 5e-3);
      }
    }
    EXPECT_EQ(multiply(*kernels_, nullptr), multiply(*kernels_named("portable"), nullptr));
  }
}

// The largest sums that there can be stay within 32 bits.
TEST_P(KernelsTest, MultiplyTheLargestWholeNumbers) {
  const std::size_t inner = 672, columns = 16;
  const std::vector<float> ones(inner * columns, 1.0F);
  std::vector<std::int16_t> weights(inner * columns), whole(inner);
  std::vector<float> scales(columns), c(columns);
  float row_scale = 0;
  quantise_matrix(ones.data(), inner, columns, weights.data(), scales.data());
  kernels_->quantise({ones.data(), inner, 1, inner, whole.data(), &row_scale});
  EXPECT_EQ(whole[0], kInputLimit);
  EXPECT_EQ(weights[0], limit_of_weights(inner));
  kernels_->multiply_whole({whole.data(), &row_scale, 1, inner, weights.data(), scales.data(),
                            columns, nullptr, c.data(), columns});
  for (const float sum : c) EXPECT_NEAR(sum, static_cast<float>(inner), 0.1);
}

TEST_P(KernelsTest, QuantiseRowsOfZeros) {
  const std::vector<float> zeros(16);
  std::vector<std::int16_t> whole(16, 1);
  float scale = -1;
  kernels_->quantise({zeros.data(), 16, 1, 16, whole.data(), &scale});
  EXPECT_EQ(whole, std::vector<std::int16_t>(16));
  EXPECT_GE(scale, 0);
}

TEST_P(KernelsTest, FindTheFirstOfTheLargest) {
  std::mt19937 random(4);
  for (const std::size_t size : {1, 3, 15, 16, 17, 51, 369}) {
    auto values = random_floats(random, size);
    for (const std::size_t place : {size - 1, size / 2, size / 3}) {
      values[place] = 2;
      EXPECT_EQ(kernels_->find_largest(values.data(), size), static_cast<std::int32_t>(place));
    }
  }
}

TEST_P(KernelsTest, RaiseNegativesToZero) {
  std::vector<float> x = {-1, 2, -3, 4, -5, 6};
  kernels_->relu(x.data(), 2, 2, 3);
  EXPECT_EQ(x, (std::vector<float>{0, 2, -3, 4, 0, 6}));
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

INSTANTIATE_TEST_SUITE_P(Processors, KernelsTest,
                         testing::Values("portable", "avx2", "avx512", "avx512vnni"));

}  // namespace
}  // namespace casus
