import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useState } from 'react'

/** A text that is taken over when the field is left or Enter is pressed, not at each letter. */
export function SettledInput({
  value,
  onSettle,
  ...rest
}: {
  readonly value: string | undefined
  readonly onSettle: (value: string | undefined) => void
} & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'>) {
  const [typed, setTyped] = useState(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  const settle = () => {
    const text = typed.trim() || undefined
    if (text !== value) onSettle(text)
  }
  return (
    <TextInput
      {...rest}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}
