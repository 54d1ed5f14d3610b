'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { problem } from '@smartstart/contract';
import { IconFileText } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { GatePanel, ProblemAlert } from '../../lib/problem';
import { papersQuery } from '../documents/queries';
import { opportunityQuery } from './queries';
import type { OpportunityInFull } from './types';

/** The description and the terms stand behind papers: which are missing, and how to get to sign them. */
export function DetailsGate({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.gate');
  const client = useQueryClient();
  const { id, gate, actions } = opportunity;
  const known = useQuery(papersQuery()).data?.items ?? [];
  const ask = useMutation({
    mutationFn: () => api.opportunities.requestDetails({ params: { opportunityId: id }, body: {} }),
    onSuccess: () =>
      Promise.all(
        [opportunityQuery(id).queryKey, ['papers'], ['documents']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  // A paper of the platform can be signed at any time; one of a venture once it was asked for.
  const waits = gate.missingPapers.some(
    ({ code, ventureId }) =>
      ventureId !== undefined && known.every((paper) => paper.code !== code || paper.ventureId !== ventureId),
  );
  const asking = waits && !ask.isSuccess && actions.includes('REQUEST_DETAILS');
  const missingPapers = gate.missingPapers.map(({ code, ventureId, tier }) => {
    const name = known.find((paper) => paper.code === code)?.name;
    return {
      code,
      ...(ventureId === undefined ? {} : { ventureId }),
      ...(tier === undefined ? {} : { tier }),
      ...(name === undefined ? {} : { name }),
    };
  });
  return (
    <Stack gap="sm">
      <Text size="sm">{t(asking ? 'ask' : 'text')}</Text>
      {asking ? (
        <Group>
          <Button
            loading={ask.isPending}
            leftSection={<IconFileText size={18} aria-hidden />}
            onClick={() => ask.mutate()}
          >
            {t('request')}
          </Button>
        </Group>
      ) : (
        <GatePanel
          problem={{
            ...problem('GATE_BLOCKED'),
            missingPapers,
            missingConditions: gate.missingConditions,
          }}
        />
      )}
      <ProblemAlert error={ask.error} />
    </Stack>
  );
}
