'use client';

import { Alert, Anchor, Box, Button, Grid, Group, List, Progress, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { ContractText } from './contract-text';
import { askEveryMs, isUnderWay, playbooksQuery, readingQuery, type FullReading, type Span } from './queries';
import { ReaderPanel } from './reader-panel';
import { useFollowReadings } from './use-follow-readings';

/** `/contracts/[id]`: the text with everything recognised in it, in place. */
export function ReaderPage({ readingId, at }: { readingId: string; at: string | null }) {
  const t = useTranslations('contracts');
  useFollowReadings();
  const reading = useQuery({
    ...readingQuery(readingId),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? askEveryMs : false),
  });
  const crumbs = [{ label: t('title'), href: '/contracts' }];
  if (hasCode(reading.error, 'NOT_FOUND', 'MALFORMED', 'INVALID_INPUT'))
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <Empty
          title={t('reader.missingTitle')}
          text={t('reader.missingText')}
          action={
            <Button component={Link} href="/contracts">
              {t('reader.all')}
            </Button>
          }
        />
      </Page>
    );
  return (
    <Page title={reading.data?.title ?? t('title')} crumbs={crumbs}>
      <QueryView query={reading}>{(data) => <Loaded reading={data} at={at} />}</QueryView>
    </Page>
  );
}

function Loaded({ reading, at }: { reading: FullReading; at: string | null }) {
  const t = useTranslations('contracts');
  const { number } = useFormat();
  const [shown, setShown] = useState<readonly Span[]>(() => spanOf(at));
  if (reading.state === 'FAILED' && reading.failure)
    return (
      <Alert color="red" title={t('reader.failedTitle')} role="alert">
        <Stack gap="sm">
          <Text size="sm">{reading.failure.sentence}</Text>
          <Anchor component={Link} href="/contracts" size="sm">
            {t('reader.all')}
          </Anchor>
        </Stack>
      </Alert>
    );
  if (isUnderWay(reading))
    return (
      <Stack role="status">
        <Text>{t('reader.waitingText')}</Text>
        <Progress value={Math.max(5, reading.progress)} animated aria-label={t(`states.${reading.state}`)} />
      </Stack>
    );
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Text size="sm" c="dimmed">
          {t('reader.facts', {
            format: t(`formats.${reading.format ?? 'TEXT'}`),
            pages: reading.pages ?? 1,
            characters: number(reading.characters ?? 0),
          })}
        </Text>
        <CheckAgain reading={reading} />
      </Group>
      <Alert color="gray">{t('reader.notAdvice')}</Alert>
      {reading.warnings.length > 0 && (
        <Alert color="yellow" title={t('reader.warnings')}>
          <List size="sm">
            {reading.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }} order={{ base: 2, md: 1 }}>
          <ContractText reading={reading} shown={shown} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }} order={{ base: 1, md: 2 }}>
          <Box pos={{ md: 'sticky' }} top={{ md: 72 }}>
            <ReaderPanel reading={reading} onShow={setShown} />
          </Box>
        </Grid.Col>
      </Grid>
      {reading.models.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('reader.models', {
            models: reading.models.map(({ name, version }) => `${name} ${version}`).join(', '),
          })}
        </Text>
      )}
    </Stack>
  );
}

/** Reads the same text against another playbook. */
function CheckAgain({ reading }: { reading: FullReading }) {
  const t = useTranslations('contracts');
  const client = useQueryClient();
  const playbooks = useQuery(playbooksQuery());
  const [chosen, setChosen] = useState<string | null>(reading.playbookId);
  const again = useMutation({
    mutationFn: (playbookId: string) =>
      api.contractReview.again({ params: { readingId: reading.id }, body: { playbookId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contracts'] }),
  });
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <Select
          label={t('start.playbookLabel')}
          placeholder={t('start.noPlaybook')}
          data={(playbooks.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
          w={280}
          maw="100%"
        />
        <Button
          variant="default"
          disabled={!chosen || chosen === reading.playbookId}
          loading={again.isPending}
          onClick={() => chosen && again.mutate(chosen)}
        >
          {t('reader.again')}
        </Button>
      </Group>
      {again.error && <ProblemAlert error={again.error} />}
    </Stack>
  );
}

/** `at=120-180` in the address: the characters to show first. */
function spanOf(at: string | null): readonly Span[] {
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(at ?? '');
  if (!match) return [];
  const [start, end] = [Number(match[1]), Number(match[2])];
  return start < end ? [{ start, end }] : [];
}
