/** Opens what it sealed; a test needs no more. */
export const plainSealer = {
  seal: (plain: string) => Buffer.from(`sealed:${plain}`),
  open: (sealed: Uint8Array) =>
    Buffer.from(sealed)
      .toString()
      .replace(/^sealed:/, ''),
}
