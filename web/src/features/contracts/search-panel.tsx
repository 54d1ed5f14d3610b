'use client';

import { Anchor, Button, Card, Group, Highlight, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';

/** Sentences of all one's contracts and documents. */
export function SearchPanel() {
  const t = useTranslations('contracts.search');
  const [typed, setTyped] = useState('');
  const [question, setQuestion] = useState('');
  const [short, setShort] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const hits = useQuery({
    queryKey: ['contracts', 'search', question],
    queryFn: ({ signal }) => api.contractReview.search({ query: { q: question, limit: 30 } }, { signal }),
    enabled: question.length > 1,
  });
  return (
    <Section title={t('submit')}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const words = typed.trim();
          setShort(words.length < 2);
          if (words.length < 2) field.current?.focus();
          else setQuestion(words);
        }}
      >
        <Group align="flex-end">
          <TextInput
            ref={field}
            label={t('label')}
            description={t('hint')}
            value={typed}
            error={short ? t('short') : undefined}
            inputWrapperOrder={['label', 'description', 'error', 'input']}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setShort(false);
            }}
            maxLength={300}
            flex={1}
            miw={220}
          />
          <Button type="submit">{t('submit')}</Button>
        </Group>
      </form>
      {question.length > 1 && (
        <QueryView query={hits}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('emptyTitle')} text={t('emptyText')} />
            ) : (
              <Stack>
                <Text size="sm" c="dimmed" role="status">
                  {t('count', { count: items.length })}
                </Text>
                {items.map((hit) => (
                  <Card key={`${hit.id} ${hit.start}`} withBorder component="article">
                    <Stack gap={6}>
                      <Anchor
                        component={Link}
                        href={
                          hit.kind === 'READING'
                            ? `/contracts/${hit.id}?at=${hit.start}-${hit.end}`
                            : `/documents/${hit.id}`
                        }
                      >
                        {hit.title}
                      </Anchor>
                      <Highlight highlight={hit.matched} size="sm">
                        {hit.sentence}
                      </Highlight>
                      {hit.matched.length > 0 && (
                        <Text size="xs" c="dimmed">
                          {t('matched', { words: hit.matched.join(', ') })}
                        </Text>
                      )}
                    </Stack>
                  </Card>
                ))}
              </Stack>
            )
          }
        </QueryView>
      )}
    </Section>
  );
}
