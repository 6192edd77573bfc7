import { Button } from '@mantine/core'
import { useMessages } from '../../foundation/messages.ts'
import { messages } from './book.messages.ts'
import { chooseLargePrint, useLargePrint } from './large-print.ts'

/** Large letters on and off. */
export function LargePrintButton() {
  const say = useMessages(messages)
  const isLarge = useLargePrint()
  return (
    <Button
      variant="default"
      aria-pressed={isLarge}
      onClick={() => chooseLargePrint(!isLarge)}
      leftSection={<span aria-hidden="true">Aa</span>}
    >
      {isLarge ? say.normalPrint : say.largePrint}
    </Button>
  )
}
