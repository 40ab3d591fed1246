/**
 * A cell that a spreadsheet would run as a formula, with full-width signs too (OWASP, CSV injection),
 * behind any number of apostrophes, so that adding one and removing one restores the text.
 */
export const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
