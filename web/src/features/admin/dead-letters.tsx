'use client';

import { Button, Card, Code, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';

const key = ['admin', 'dead-letters'];

/** Events whose reaction failed for good, with another try. */
export function DeadLetters() {
  const t = useTranslations('admin.letters');
  const format = useFormat();
  const stepUp = useStepUp();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.system.deadLetters(
        { query: { limit: 25, ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
  const replay = useMutation({
    mutationFn: (letterId: string) =>
      stepUp(() => api.system.replayDeadLetter({ params: { letterId }, body: {} })),
    onSuccess: () => {
      notifications.show({ message: t('queued'), color: 'fir' });
      return queryClient.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('text')}
      </Text>
      {replay.error && !(replay.error instanceof StepUpCancelled) && <ProblemAlert error={replay.error} />}
      <QueryView query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('emptyTitle')} text={t('emptyText')} />;
          return (
            <>
              {items.map((letter) => (
                <Card key={letter.id} component="article">
                  <Group justify="space-between" align="flex-start">
                    <Stack gap={4} flex="1 1 20rem">
                      <Group gap="sm">
                        <Code>{letter.eventType}</Code>
                        <Text size="sm">{letter.subscriber}</Text>
                      </Group>
                      <Text size="sm" c="dimmed">
                        {t('failed', { count: letter.attempts, date: format.dateTime(letter.failedAt) })}
                      </Text>
                      <Code block>{letter.lastError}</Code>
                    </Stack>
                    <Button
                      variant="default"
                      onClick={() => replay.mutate(letter.id)}
                      loading={replay.isPending && replay.variables === letter.id}
                      aria-label={t('replayOne', { event: letter.eventType })}
                    >
                      {t('replay')}
                    </Button>
                  </Group>
                </Card>
              ))}
              <MoreButton query={query} />
            </>
          );
        }}
      </QueryView>
    </Stack>
  );
}
