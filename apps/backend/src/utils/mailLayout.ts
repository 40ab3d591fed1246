import type { Language } from '@fitvibe/contract'

import { escapeHtml } from './html.ts'

/** The content of a mail: plain texts, which may hold what users wrote. */
export interface MailContent {
  readonly lang: Language
  readonly subject: string
  /** Paragraphs before the button. */
  readonly paragraphs: readonly string[]
  readonly button: { readonly label: string; readonly link: string }
  /** Paragraphs after the button. */
  readonly endings?: readonly string[]
  /** Says why the mail came. */
  readonly footer: string
  /** A second link, in the footer. */
  readonly stop?: { readonly label: string; readonly link: string } | undefined
}

/** A mail with its text and its HTML, without a recipient. */
export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Writes a mail twice, with the same words: as text and as HTML. */
export function composeMail(content: MailContent): ComposedMail {
  return { subject: content.subject, text: textOf(content), html: htmlOf(content) }
}

function textOf({ paragraphs, button, endings = [], footer, stop }: MailContent): string {
  const end = stop ? `${footer}\n${stop.label}: ${stop.link}` : footer
  return `${[...paragraphs, button.link, ...endings, `-- \n${end}`].join('\n\n')}\n`
}

const FONT = `font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;`
const TEXT = `margin:0 0 16px;${FONT}font-size:16px;line-height:1.5;color:#1d2421;`
const SMALL = `margin:0 0 8px;${FONT}font-size:13px;line-height:1.5;color:#5b655f;`
const WRAP = 'overflow-wrap:anywhere;word-break:break-word;'

const paragraph = (line: string) =>
  `<p class="t" style="${TEXT}${WRAP}">${escapeHtml(line).replaceAll('\n', '<br>')}</p>`
const note = (html: string) => `<p class="s" style="${SMALL}${WRAP}">${html}</p>`
const anchor = (label: string, href: string) =>
  `<a class="s" href="${escapeHtml(href)}" target="_blank" rel="noopener" style="color:#5b655f;${WRAP}">${escapeHtml(label)}</a>`

/*
 * Mail programs know tables and inline styles; some drop the style element, whose only purpose are the
 * colours of dark mode. Backgrounds and texts both have a colour, so that a program that inverts one
 * inverts the other.
 */
function htmlOf({ lang, subject, paragraphs, button, endings = [], footer, stop }: MailContent) {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
.b { background: #121614 !important; }
.c { background: #1b211e !important; }
.t { color: #e6ebe8 !important; }
.s { color: #a3aea8 !important; }
}
</style>
</head>
<body class="b" style="margin:0;padding:0;background:#f5f6f3;">
<table class="b" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f5f6f3;">
<tr><td align="center" style="padding:16px;">
<table class="c" role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:8px;">
<tr><td style="padding:24px;text-align:left;">
${paragraphs.map(paragraph).join('\n')}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;">
<tr><td style="background:#0f6f55;border-radius:8px;"><a href="${escapeHtml(button.link)}" target="_blank" rel="noopener" style="display:inline-block;padding:12px 20px;${FONT}font-size:16px;font-weight:600;line-height:1.25;color:#ffffff;text-decoration:none;">${escapeHtml(button.label)}</a></td></tr>
</table>
${endings.map(paragraph).join('\n')}
${note(anchor(button.link, button.link))}
${note(escapeHtml(footer))}
${stop ? note(anchor(stop.label, stop.link)) : ''}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}
