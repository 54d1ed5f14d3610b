'use client';

import { Accordion, Code, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import { eventsQuery } from './queries';
import type { DocumentEvent } from './types';

/** Everything that happened, each line chained to the one before by its hash. Loaded when it is opened. */
export function History({ documentId }: { documentId: string }) {
  const t = useTranslations('agreements.history');
  const [opened, setOpened] = useState<string | null>(null);
  const events = useQuery({ ...eventsQuery(documentId), enabled: opened !== null });
  return (
    <Accordion variant="separated" order={2} value={opened} onChange={setOpened}>
      <Accordion.Item value="history">
        <Accordion.Control>{t('title')}</Accordion.Control>
        <Accordion.Panel>
          <QueryView query={events}>
            {({ items }) => (
              <Stack>
                <Text size="sm">{t('text')}</Text>
                <PlainList label={t('title')}>
                  {items.toReversed().map((event) => (
                    <li key={event.seq}>
                      <EventLine event={event} />
                    </li>
                  ))}
                </PlainList>
              </Stack>
            )}
          </QueryView>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function EventLine({ event }: { event: DocumentEvent }) {
  const t = useTranslations('agreements.history');
  const format = useFormat();
  // The history may tell of more than this page has words for; then it tells it by its own name.
  const key = `type.${event.type}` as 'type.created';
  const what = t.has(key) ? t(key) : event.type;
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {event.actorName ? t('by', { what, name: event.actorName }) : what}
      </Text>
      <Text size="sm" c="dimmed">
        {t('line', { seq: event.seq, when: format.dateTime(event.at) })}
      </Text>
      {event.detail && <Text size="sm">{event.detail}</Text>}
      <Code style={{ wordBreak: 'break-all', width: 'fit-content' }} aria-label={t('hash')}>
        {event.hash}
      </Code>
    </Stack>
  );
}
