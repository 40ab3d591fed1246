// Drawn for this app on a grid of 24 with one stroke width, which saves an icon package.
const paths = {
  today: 'M4 10.5 12 4l8 6.5M6 9v10h4.5v-5h3v5H18V9',
  calendar: 'M5 6h14v14H5zM5 10.5h14M8.5 3.5V8M15.5 3.5V8',
  dumbbell: 'M9 12h6M7 7.5v9M17 7.5v9M4 10v4M20 10v4',
  chart: 'M4 20h16M7 16v-4M12 16V5M17 16V9',
  globe:
    'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17',
  star: 'm12 4 2.5 5.1 5.5.8-4 3.9 1 5.5-5-2.6-5 2.6 1-5.5-4-3.9 5.5-.8Z',
  medal: 'M8 3.5 12 10l4-6.5M12 10a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z',
  flame:
    'M12 3.5c.8 3.6 5 5.6 5 10.2a5 5 0 0 1-10 0c0-1.9.9-3.2 2.2-4.6.4 1.5 1 2.2 1.8 2.6-.2-3-.3-5.2 1-8.2Z',
  trophy:
    'M8 4.5h8v5a4 4 0 0 1-8 0ZM8 6H5c0 3 1 4.5 3 4.5M16 6h3c0 3-1 4.5-3 4.5M12 13.5V19M8.5 19.5h7',
  user: 'M12 4.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4ZM5 20c.8-4 3.6-5.5 7-5.5s6.2 1.5 7 5.5',
  plus: 'M12 5v14M5 12h14',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6.5 6.5 11 11M17.5 6.5l-11 11',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM16 16l4 4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  back: 'm14 6-6 6 6 6',
  forward: 'm10 6 6 6-6 6',
  down: 'm6 10 6 6 6-6',
  edit: 'm5 19 .8-3.8L15.5 5.5l3 3L8.8 18.2ZM13.5 7.5l3 3',
  copy: 'M9 9h10v10H9zM15 5H5v10',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  filter: 'M4 7h16M7 12h10M10 17h4',
  lock: 'M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3',
  mail: 'M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6',
  people:
    'M9 5.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM3.5 19c.5-3.5 2.7-4.8 5.5-4.8s5 1.3 5.5 4.8M15.5 6a2.8 2.8 0 0 1 0 5.4M17 14.5c2 .5 3.2 2 3.5 4.5',
  flag: 'M6 21V4.5M6 5h12l-2.5 4 2.5 4H6',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 8v4.5l3 2',
  link: 'M10 14a4 4 0 0 0 6 .5l2.5-2.5a4 4 0 0 0-5.7-5.7L11.5 7.6M14 10a4 4 0 0 0-6-.5L5.5 12a4 4 0 0 0 5.7 5.7l1.3-1.3',
  logout: 'M14 5H6v14h8M11 12h9M17 9l3 3-3 3',
  repeat:
    'M5 11V9.5A2.5 2.5 0 0 1 7.5 7H18M15.5 4.5 18 7l-2.5 2.5M19 13v1.5a2.5 2.5 0 0 1-2.5 2.5H6M8.5 19.5 6 17l2.5-2.5',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.8 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  )
}
