import { qrPath } from './qr-path.ts'

/** Black on white in every colour scheme: scanners need it. */
export function QrCode({
  text,
  label,
  className,
}: {
  readonly text: string
  readonly label: string
  readonly className: string | undefined
}) {
  const { size, path } = qrPath(text)
  return (
    <svg
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      className={className}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
