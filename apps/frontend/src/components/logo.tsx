export function Logo({ size = 30 }: { size?: number }) {
  return (
    <span className="fvLogo">
      <svg aria-hidden width={size} height={size} viewBox="0 0 64 64">
        <rect width="64" height="64" rx="16" fill="#0f6f55" />
        <path
          d="M24 32h16M19.5 20v24M44.5 20v24M11.5 26v12M52.5 26v12"
          fill="none"
          stroke="#fff"
          strokeWidth="5.5"
          strokeLinecap="round"
        />
      </svg>
      FitVibe
    </span>
  )
}
