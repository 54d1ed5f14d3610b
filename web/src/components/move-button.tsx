import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';

interface MoveButtonProps {
  readonly by: -1 | 1;
  readonly off: boolean;
  readonly label: string;
  readonly onMove: (by: -1 | 1) => void;
}

/** Moves a row. At the end of the list it stays focusable, so that moving a row there does not lose the keyboard. */
export function MoveButton({ by, off, label, onMove }: MoveButtonProps) {
  const Icon = by === -1 ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={label}
      aria-disabled={off}
      {...(off ? { 'data-disabled': true } : {})}
      data-move={by}
      onClick={() => !off && onMove(by)}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  );
}
