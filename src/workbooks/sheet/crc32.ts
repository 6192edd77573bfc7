const TABLE = Uint32Array.from({ length: 256 }, (_empty, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1)
    value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** The CRC-32 of zip archives over one more piece, going on from what came before it. */
export function crcOfMore(before: number, piece: Uint8Array): number {
  let crc = ~before
  for (const byte of piece) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}
