#ifndef CSTRUCTURE_H
#define CSTRUCTURE_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Which of the 64 bytes of a block equal either of two characters: bit i stands for byte i.
// The block is read whole; it must lie within readable memory.
static inline uint64_t structure_mask(const uint8_t *block, uint8_t first, uint8_t second) {
#if defined(__SSE2__)
  const __m128i a = _mm_set1_epi8((char)first);
  const __m128i b = _mm_set1_epi8((char)second);
  uint64_t mask = 0;
  for (int quarter = 0; quarter < 4; quarter++) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(block + 16 * quarter));
    const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, a), _mm_cmpeq_epi8(bytes, b));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * quarter);
  }
  return mask;
#else
  uint64_t mask = 0;
  for (int byte = 0; byte < 64; byte++) {
    mask |= (uint64_t)(block[byte] == first || block[byte] == second) << byte;
  }
  return mask;
#endif
}

#endif
