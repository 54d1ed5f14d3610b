import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * What a search in a `Select` came to, below its field: to be given as `inputContainer`. It cannot stand in the list,
 * which may hold options and nothing else.
 */
export function withNote(note: string | null): (input: ReactNode) => ReactNode {
  return function SelectWithNote(input) {
    return (
      <>
        {input}
        <Text size="xs" c="dimmed" role="status" mt={note ? 4 : 0}>
          {note}
        </Text>
      </>
    );
  };
}
