const DAY = 86_400

/** How long the server keeps what expires, in seconds. docs/privacy.md tells users each figure. */
export const RETENTION_SECONDS = {
  /** Time in which a user can keep an account that they have deleted. */
  deletion: 7 * DAY,
  /** Long enough to investigate a theft. */
  endedLogin: 30 * DAY,
  /** An expired token is useless; the audit log holds what it was used for. */
  mailToken: DAY,
  /** Files of an import that were not committed. */
  importFile: DAY,
  repeatedRequest: 7 * DAY,
  /** Unverified accounts and addresses. */
  unverified: DAY,
} as const
