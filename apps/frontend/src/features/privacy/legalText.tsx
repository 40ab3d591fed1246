import { List, Stack, Text, Title } from '@mantine/core'

/** Shows a text of paragraphs, headings (`# `) and items (`- `). Everything else is text. */
export function LegalText({ text }: { readonly text: string }) {
  const blocks = text.split(/\r?\n(?:\r?\n)+/)
  return (
    <Stack gap="sm">
      {[...new Set(blocks)].map((block) => (
        <Block key={block} text={block} />
      ))}
    </Stack>
  )
}

function Block({ text }: { readonly text: string }) {
  if (text.startsWith('# '))
    return (
      <Title order={2} size="h4" mt="sm">
        {text.slice(2)}
      </Title>
    )
  if (!text.startsWith('- ')) return <Text>{text}</Text>
  const items = text.split(/\r?\n/).map((line) => line.replace(/^- /, ''))
  return (
    <List spacing={4}>
      {items.map((item) => (
        <List.Item key={item}>{item}</List.Item>
      ))}
    </List>
  )
}
