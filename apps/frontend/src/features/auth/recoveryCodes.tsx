import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

import { CopyButton } from '../../components/copyButton.tsx'
import { takeFocus } from '../../lib/takeFocus.ts'
import { codesFile } from './totpText.ts'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onStored: () => void
}

/** Shows recovery codes once, until the user confirms that they are stored. */
export function RecoveryCodes({ codes, onStored }: RecoveryCodesProps) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <Title order={3} size="h5" ref={takeFocus} tabIndex={-1}>
        {t('secondFactor.recoveryCodes')}
      </Title>
      <Text size="sm">{t('secondFactor.recoveryCodesHint')}</Text>
      <SimpleGrid component="ul" cols={2} spacing="xs" className="fvPlainList">
        {codes.map((code) => (
          <Text component="li" key={code} ff="monospace">
            {code}
          </Text>
        ))}
      </SimpleGrid>
      <CopyButton text={codes.join('\n')}>{t('common.copy')}</CopyButton>
      <Button
        component="a"
        href={codesFile(codes)}
        download="fitvibe-recovery-codes.txt"
        variant="default"
      >
        {t('secondFactor.download')}
      </Button>
      <Button onClick={onStored}>{t('secondFactor.kept')}</Button>
    </Stack>
  )
}
