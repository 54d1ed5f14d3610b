'use client';

import { Button, Card, Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { PlainList } from '../documents/plain-list';
import { useWorkRights } from '../work/queries';
import { AddMilestone, EditMilestone } from './milestone-form';
import { MilestoneRow } from './milestone-row';
import { otherMilestonesQuery } from './queries';
import type { Milestone } from './types';

interface OtherMilestonesProps {
  readonly ventureId: string;
  readonly onDone: (text: string, stays?: true) => void;
}

/** Milestones that belong to no launch, by their day. */
export function OtherMilestones({ ventureId, onDone }: OtherMilestonesProps) {
  const t = useTranslations('workRhythm.milestones');
  const may = useWorkRights(ventureId);
  const client = useQueryClient();
  const query = otherMilestonesQuery(ventureId);
  const milestones = useQuery(query);
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<Milestone | null>(null);
  const add = may('plan') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Section title={t('otherTitle')} text={t('otherText')}>
      <QueryView query={milestones}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t(may('plan') ? 'emptyText' : 'emptyRead')} action={add} />
          ) : (
            <Stack gap="md">
              {add && <Group>{add}</Group>}
              <PlainList label={t('otherTitle')}>
                {items.map((milestone) => (
                  <li key={milestone.id}>
                    <Card p="md">
                      <MilestoneRow
                        ventureId={ventureId}
                        milestone={milestone}
                        order={3}
                        onEdit={() => setEdited(milestone)}
                        onDone={onDone}
                      />
                    </Card>
                  </li>
                ))}
              </PlainList>
            </Stack>
          )
        }
      </QueryView>
      {adding && (
        <AddMilestone
          ventureId={ventureId}
          phase={null}
          span={null}
          onClose={() => setAdding(false)}
          onDone={(title) => {
            setAdding(false);
            onDone(t('did.add', { title }));
          }}
        />
      )}
      {edited && (
        <EditMilestone
          ventureId={ventureId}
          milestone={edited}
          span={null}
          latest={async () =>
            (await client.fetchQuery({ ...query, staleTime: 0 })).find(({ id }) => id === edited.id) ?? null
          }
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
