/**
 * The form of a Vietnamese text by which it is searched and compared: no accents, no case, đ as d, one space.
 *
 * Both tone placements (`hoà`, `hòa`) and both Unicode forms give the same key.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
