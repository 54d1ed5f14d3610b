'use client';

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconMailOpened } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { ConfirmModal } from '../features/ventures/confirm-modal';
import { ProblemAlert } from '../lib/problem';

interface InvitationCardProps {
  readonly title: string;
  /** What is asked, and until when. */
  readonly terms: readonly string[];
  /** In the words of who invites. */
  readonly message: string | null;
  /** What has to come first, if anything. */
  readonly note?: ReactNode;
  /** The button that accepts, or the way to what has to come first. */
  readonly accept: ReactNode;
  readonly error: unknown;
  readonly decline: {
    readonly label: string;
    /** With the name of what is declined, for whoever hears the button alone. */
    readonly named: string;
    readonly title: string;
    readonly text: string;
    readonly run: () => Promise<unknown>;
    readonly onDone: () => unknown;
  };
}

/** An invitation that waits for the reader's answer; declining is asked about once more. */
export function InvitationCard({ title, terms, message, note, accept, error, decline }: InvitationCardProps) {
  const [declining, setDeclining] = useState(false);
  return (
    <Card style={{ borderColor: 'var(--mantine-primary-color-filled)', borderWidth: 2 }}>
      <Stack gap="sm">
        <Group wrap="nowrap" align="flex-start">
          <IconMailOpened aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
          <Stack gap={4} miw={0}>
            <Title order={2} size="h4">
              {title}
            </Title>
            {terms.map((term) => (
              <Text size="sm" key={term}>
                {term}
              </Text>
            ))}
          </Stack>
        </Group>
        {message && (
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            “{message}”
          </Text>
        )}
        {note}
        {Boolean(error) && <ProblemAlert error={error} />}
        <Group>
          {accept}
          <Button variant="default" aria-label={decline.named} onClick={() => setDeclining(true)}>
            {decline.label}
          </Button>
        </Group>
      </Stack>
      {declining && (
        <ConfirmModal
          title={decline.title}
          text={decline.text}
          confirm={decline.label}
          danger
          run={decline.run}
          onClose={() => setDeclining(false)}
          onDone={() => void decline.onDone()}
        />
      )}
    </Card>
  );
}
