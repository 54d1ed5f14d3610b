'use client';

import { Card, Grid, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLock } from '@tabler/icons-react';
import { useCallback, useId, useState, type ReactNode } from 'react';
import { ReadingRegion } from './reading-region';

interface Words {
  readonly heading: string;
  readonly lockedBeside: string;
  readonly lockedBelow: string;
  /** Announced when the panel opens. */
  readonly opened: string;
}

/** The whole text on one side; on the other the panel, which opens when the text was read to its end. */
export function ReadThenAct({
  html,
  name,
  words,
  panel,
  children,
}: {
  html: string;
  name: string;
  words: Words;
  panel: ReactNode;
  /** What can be done without reading to the end, such as declining. */
  children?: ReactNode;
}) {
  const headingId = useId();
  const [read, setRead] = useState(false);
  const onEnd = useCallback(() => setRead(true), []);
  // Beside the text on wide screens, below it on narrow ones: the sentence says where to look.
  const beside = useMediaQuery('(min-width: 62em)');
  return (
    <>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
          <ReadingRegion html={html} name={name} finished={read} onEnd={onEnd} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
          <Card component="section" aria-labelledby={headingId}>
            <Stack>
              <Title order={2} size="h3" id={headingId}>
                {words.heading}
              </Title>
              {read ? (
                panel
              ) : (
                <Group wrap="nowrap" align="flex-start" gap="sm">
                  <IconLock aria-hidden style={{ flexShrink: 0 }} />
                  <Text size="sm">{beside ? words.lockedBeside : words.lockedBelow}</Text>
                </Group>
              )}
              {children}
            </Stack>
          </Card>
        </Grid.Col>
      </Grid>
      <VisuallyHidden role="status">{read ? words.opened : ''}</VisuallyHidden>
    </>
  );
}
