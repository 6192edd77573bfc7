/** The mark of Mạch: one beat of a pulse. Its colour is the accent, and white on it. */
export function Logo({ size = 32 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <rect width="48" height="48" rx="12" fill="var(--mach-accent)" />
      <path
        d="M7 27h8l4-13 6.5 22 5-15 2.5 6h8"
        fill="none"
        stroke="var(--mach-surface)"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
