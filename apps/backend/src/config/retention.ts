const DAY = 86_400

/** How long the server keeps what expires, in seconds. docs/privacy.md tells users each figure. */
export const RETENTION_SECONDS = {
  /** Time in which a user can keep an account that they have deleted. */
  deletion: 7 * DAY,
  /** Long enough to investigate a theft. */
  endedLogin: 30 * DAY,
  /** An expired token is useless; the audit log holds what it was used for. */
  mailToken: DAY,
  /** A file with everything about a user must not lie around. */
  export: DAY,
  /** Files of an import that were not committed. */
  importFile: DAY,
  importResult: 7 * DAY,
  /** That a reminder was sent; longer than `MAX_REMINDER_HOURS`. */
  reminder: 7 * DAY,
  repeatedRequest: 7 * DAY,
  /** Accounts whose address was never verified. */
  unverified: 7 * DAY,
  /** A new address of an account that was not confirmed, and the username of an unverified account. */
  unconfirmed: DAY,
  /** From then on the audit log names users by a pseudonym, and no networks. */
  auditName: 90 * DAY,
} as const

/** The same in calendar months. */
export const RETENTION_MONTHS = {
  audit: 24,
  /** Reports, after the decision on them. */
  decidedReport: 12,
  /** Each change of a profile; older ones become one value a month. */
  profileChange: 24,
} as const
