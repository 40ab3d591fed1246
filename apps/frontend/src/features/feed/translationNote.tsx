import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface TranslationNoteProps {
  /** Detected language of the original; null if unknown. */
  readonly language: string | null
  readonly isOriginal: boolean
  readonly onToggle: () => void
}

/** Says that texts are translated, and switches between them and the originals. */
export function TranslationNote({ language, isOriginal, onToggle }: TranslationNoteProps) {
  const { t, i18n } = useTranslation()
  const name = language && new Intl.DisplayNames(i18n.language, { type: 'language' }).of(language)
  const from = name ? t('feed.translatedFrom', { language: name }) : t('feed.translated')
  return (
    <Text size="sm" c="dimmed" className="fvTranslation">
      {isOriginal ? t('feed.original') : from}
      {' · '}
      <Anchor component="button" type="button" size="sm" className="fvTap" onClick={onToggle}>
        {t(isOriginal ? 'feed.showTranslation' : 'feed.showOriginal')}
      </Anchor>
    </Text>
  )
}
