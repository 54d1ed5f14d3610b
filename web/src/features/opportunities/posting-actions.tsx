'use client';

import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconPencil, IconSend } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useIntention } from '../buz/intention';
import { CostNote } from '../rewards/cost';
import { ConfirmModal } from '../ventures/confirm-modal';
import { opportunityQuery, useRefreshOpportunities } from './queries';
import { opportunityHref, type OpportunityInFull } from './types';

const acts = ['PUBLISH', 'PAUSE', 'RESUME', 'CANCEL'] as const;
type Act = (typeof acts)[number];

/** What the creator side may do with it now, and nothing else. Publishing says its price before it is paid. */
export function PostingActions({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.actions');
  const [open, setOpen] = useState<Act | null>(null);
  const run = useRun(opportunity);
  const { id, kind, actions } = opportunity;
  const offered = acts.filter((act) => act !== 'PUBLISH' && actions.includes(act));
  return (
    <>
      {actions.includes('PUBLISH') && (
        <Button leftSection={<IconSend size={18} aria-hidden />} onClick={() => setOpen('PUBLISH')}>
          {t('PUBLISH.label')}
        </Button>
      )}
      {actions.includes('EDIT') && (
        <Button
          component={Link}
          href={opportunityHref(id, '/edit')}
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
        >
          {t('edit')}
        </Button>
      )}
      {offered.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
              {t('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((act) => (
              <Menu.Item key={act} onClick={() => setOpen(act)}>
                {t(`${act}.label`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {open && (
        <ConfirmModal
          key={open}
          title={t(`${open}.title`)}
          text={t(`${open}.text`, { days: opportunity.openDays })}
          confirm={t(`${open}.label`)}
          danger={open === 'CANCEL'}
          {...(open === 'CANCEL' ? { reason: t('CANCEL.reason') } : {})}
          {...(open === 'PUBLISH'
            ? {
                note: (
                  <>
                    <CostNote action={kind === 'SERVICE' ? 'publish-service-offer' : 'post-opportunity'} />
                    <Text size="sm" c="dimmed">
                      {t('PUBLISH.later')}
                    </Text>
                  </>
                ),
              }
            : {})}
          run={(reason) => run(open, reason)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function useRun({ id }: OpportunityInFull) {
  const client = useQueryClient();
  const intention = useIntention();
  const refresh = useRefreshOpportunities();
  const params = { opportunityId: id };
  return async (act: Act, reason: string) => {
    const next =
      act === 'PUBLISH'
        ? await api.opportunities.publish(
            { params, body: {} },
            { idempotencyKey: intention.keyOf([act, id]) },
          )
        : act === 'CANCEL'
          ? await api.opportunities.cancel({ params, body: { reason } })
          : await api.opportunities[act === 'PAUSE' ? 'pause' : 'resume']({ params, body: {} });
    intention.done();
    client.setQueryData(opportunityQuery(id).queryKey, next as OpportunityInFull);
    await refresh();
  };
}
