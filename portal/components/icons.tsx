import type { ReactNode } from 'react'

/** One weight of line, one size of field: every sign of the portal is drawn on 24 by 24. */
function sign(drawing: ReactNode) {
  return function Sign({ size = 22 }: { readonly size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    )
  }
}

export type Sign = ReturnType<typeof sign>

export const TodaySign = sign(
  <>
    <path d="M4 13a8 8 0 1 1 16 0v5H4z" />
    <path d="m12 14 3.5-4" />
  </>,
)
export const SendSign = sign(
  <>
    <path d="M12 16V4m0 0L7.5 8.5M12 4l4.5 4.5" />
    <path d="M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3" />
  </>,
)
export const DownloadSign = sign(
  <>
    <path d="M12 4v12m0 0 4.5-4.5M12 16l-4.5-4.5" />
    <path d="M4 16v2a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-2" />
  </>,
)
export const ListSign = sign(<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />)
export const WardSign = sign(
  <>
    <path d="M4 20V6l8-3 8 3v14" />
    <path d="M3 20h18M12 8v6m-3-3h6M10 20v-3h4v3" />
  </>,
)
export const ChartSign = sign(<path d="M4 4v16h16M8 16v-4m4 4V8m4 8v-6" />)
export const ClockSign = sign(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </>,
)
export const QueueSign = sign(
  <>
    <path d="M4 7h16M4 12h10M4 17h6" />
    <path d="m16 15 3 3-3 3" />
  </>,
)
export const PeopleSign = sign(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M3 20a6 6 0 0 1 12 0M16 5a3.5 3.5 0 0 1 0 6.5M17.5 14.5A6 6 0 0 1 21 20" />
  </>,
)
export const PersonSign = sign(
  <>
    <circle cx="12" cy="8" r="3.75" />
    <path d="M5 20a7 7 0 0 1 14 0" />
  </>,
)
export const BookSign = sign(
  <>
    <path d="M5 5.5A2.5 2.5 0 0 1 7.5 3H19v15H7.5A2.5 2.5 0 0 0 5 20.5z" />
    <path d="M5 20.5A2.5 2.5 0 0 0 7.5 21H19M9 9h2l1-2 1.5 4 1-2H16" />
  </>,
)
export const PaperSign = sign(
  <>
    <path d="M6 3h8l4 4v14H6z" />
    <path d="M14 3v4h4M9 12h6M9 16h6" />
  </>,
)
export const SearchSign = sign(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
)
export const EyeSign = sign(
  <>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="2.75" />
  </>,
)
export const PrintSign = sign(
  <>
    <path d="M7 9V3h10v6M7 17H4v-7h16v7h-3" />
    <path d="M7 14h10v7H7z" />
  </>,
)
export const CheckSign = sign(<path d="m5 12.5 4.5 4.5L19 7.5" />)
export const CrossSign = sign(<path d="m6 6 12 12M18 6 6 18" />)
export const AlertSign = sign(
  <>
    <path d="M12 3.5 2.5 20h19z" />
    <path d="M12 10v4.5m0 2.5h.01" />
  </>,
)
export const InfoSign = sign(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11v5m0-8h.01" />
  </>,
)
export const BackSign = sign(<path d="M20 12H4m0 0 6-6m-6 6 6 6" />)
export const NextSign = sign(<path d="m9 5 7 7-7 7" />)
export const MoreSign = sign(<path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />)
export const FilterSign = sign(<path d="M4 6h16M7 12h10M10 18h4" />)
export const RepeatSign = sign(
  <path d="M4 11a8 8 0 0 1 14-4.5L20 9m0-5v5h-5M20 13a8 8 0 0 1-14 4.5L4 15m0 5v-5h5" />,
)
export const SunSign = sign(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4m0-13.4-1.4 1.4M6.7 17.3l-1.4 1.4" />
  </>,
)
export const MoonSign = sign(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z" />)
export const LeaveSign = sign(
  <path d="M14 4h5a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-5M10 16l-4-4 4-4m-4 4h10" />,
)
export const KeySign = sign(
  <>
    <circle cx="8" cy="15" r="4.5" />
    <path d="m11.5 11.5 8-8M16 7l3 3" />
  </>,
)
export const CalendarSign = sign(
  <>
    <rect x="4" y="5.5" width="16" height="14.5" rx="2" />
    <path d="M4 10h16M8.5 3v4m7-4v4" />
  </>,
)
export const CaseSign = sign(
  <>
    <path d="M4 5h16v11H9l-5 4z" />
    <path d="M8 9h8M8 12h5" />
  </>,
)
