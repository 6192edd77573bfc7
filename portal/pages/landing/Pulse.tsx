import style from './landing.module.css'

/** A pulse that runs from one side of the page to the other: one fact, sent once, arriving everywhere. */
export function Pulse() {
  return (
    <svg
      className={style.pulse}
      viewBox="0 0 1200 120"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d="M0 70H340l14-26 20 62 26-96 22 84 14-34 14 10H700l10-18 14 40 18-62 16 52 10-22 10 10H1200"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {[340, 450, 700, 778, 1010].map((x) => (
        <circle key={x} cx={x} cy={70} r="6" fill="currentColor" />
      ))}
    </svg>
  )
}
