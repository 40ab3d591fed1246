import type { Language } from '@fitvibe/contract'

import { catalogues, translate } from '../../config/i18n.ts'
import type { Source } from './exportSources.ts'
import { termsOf } from './stored.ts'

interface Page {
  readonly language: Language
  readonly username: string
  readonly writtenAt: Date
  readonly timezone: string
  /** Each source with the number of its rows. */
  readonly counted: readonly { readonly source: Source; readonly count: number }[]
  /** Names of the pictures in the file. */
  readonly pictures: readonly string[]
}

/** Writes the page of an export that people read. It runs no script and loads nothing. */
export function writePage(page: Page): string {
  const { language, username, pictures } = page
  const texts = catalogues[language].dataExport
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: page.timezone,
  }).format(page.writtenAt)
  const headings = [texts.data, texts.count, texts.purpose, texts.retention, texts.files]
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<title>${escaped(texts.title)}</title>
<style>${STYLE}</style>
<h1>${escaped(texts.title)}</h1>
<p>${escaped(translate(language, 'dataExport.lead', { username, when }))}</p>
<h2>${escaped(texts.howTitle)}</h2>
<p>${escaped(texts.how)}</p>
<p>${escaped(texts.history)} ${link('history/fitvibe-history.json')} ${link('history/fitvibe-history.csv')}</p>
<h2>${escaped(texts.dataTitle)}</h2>
<div class="wide"><table>
<tr>${headings.map((heading) => `<th>${escaped(heading)}</th>`).join('')}</tr>
${page.counted.map((each) => rowOf(each, language)).join('\n')}
</table></div>
${pictures.length > 0 ? `<h2>${escaped(texts.picturesTitle)}</h2>\n<p>${pictures.map(picture).join('\n')}</p>` : ''}
<h2>${escaped(texts.leftOutTitle)}</h2>
<ul>
${Object.values(texts.leftOut)
  .map((text) => `<li>${escaped(text)}</li>`)
  .join('\n')}
</ul>
<h2>${escaped(texts.checkTitle)}</h2>
<p>${escaped(texts.check)}</p>
</html>
`
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2521;background:#fff}' +
  '.wide{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.4rem .75rem .4rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #d5ddd8}' +
  'a{color:#0b6b4a;margin-right:.5rem}img{max-width:12rem;height:auto}'

function rowOf(
  { source, count }: { readonly source: Source; readonly count: number },
  language: Language,
): string {
  const { title, purpose, retention } = termsOf(source, language)
  const files = `${link(`tables/${source.name}.json`, 'JSON')} ${link(`tables/${source.name}.csv`, 'CSV')}`
  const cells = [title, count.toLocaleString(language), purpose, retention].map(escaped)
  return `<tr>${[...cells, files].map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

const link = (path: string, text = path) => `<a href="${path}">${escaped(text)}</a>`

const picture = (name: string) => `<img src="media/${name}" alt="" loading="lazy">`

const escaped = (text: string) =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
