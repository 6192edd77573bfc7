import { create } from 'qrcode'

export type QrDrawing = { readonly size: number; readonly path: string }

/** A QR code as one path of unit squares, to be drawn in any colour and size. */
export function qrPath(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const squares: string[] = []
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (data[row * size + column]) squares.push(`M${column} ${row}h1v1h-1z`)
  return { size, path: squares.join('') }
}
