'use client';

import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';
import { useStepUp } from '../../lib/step-up';
import { transferHref } from '../ownership/queries';
import { CostNote } from '../rewards/cost';
import { ConfirmModal } from './confirm-modal';
import { ventureQuery, useRefreshVentures } from './queries';
import { may, type Right, type Venture } from './types';

const asked = [
  'publish',
  'pause',
  'resume',
  'withdraw',
  'discard',
  'close',
  'leave',
] as const satisfies readonly Right[];
type Asked = (typeof asked)[number];
const dangerous: readonly Asked[] = ['discard', 'close', 'leave'];
const priced = { publish: 'venture-publish', close: 'venture-close' } as const;

/** What the reader may do with the venture, and nothing else. */
export function VentureActions({ venture }: { venture: Venture }) {
  const t = useTranslations('ventures.action');
  const [open, setOpen] = useState<Asked | null>(null);
  const run = useRun(venture);
  const offered = asked.filter((right) => may(venture, right));
  const draft = venture.status === 'DRAFT';
  return (
    <>
      {may(venture, 'edit') && (
        <Button
          component={Link}
          href={`/ventures/${venture.id}/edit`}
          variant={draft ? 'filled' : 'default'}
          leftSection={<IconPencil size={18} aria-hidden />}
        >
          {draft ? t('continue') : t('edit')}
        </Button>
      )}
      {(offered.length > 0 || may(venture, 'transfer')) && (
        <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
              {t('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((right) => (
              <Menu.Item key={right} onClick={() => setOpen(right)}>
                {t(`${right}.label`)}
              </Menu.Item>
            ))}
            {may(venture, 'transfer') && (
              <Menu.Item component={Link} href={transferHref(venture.id)}>
                {t('transfer')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {open && (
        <ConfirmModal
          key={open}
          title={t(`${open}.title`, { name: venture.name })}
          text={t(`${open}.text`)}
          confirm={t(`${open}.label`)}
          danger={dangerous.includes(open)}
          {...(open === 'close' ? { reason: t('close.reason') } : {})}
          {...(open === 'close' || open === 'publish' ? { note: <CostNote action={priced[open]} /> } : {})}
          run={(reason) => run(open, reason)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function useRun(venture: Venture) {
  const router = useRouter();
  const client = useQueryClient();
  const stepUp = useStepUp();
  const refresh = useRefreshVentures();
  const { userId } = useSession();
  const params = { ventureId: venture.id };

  return async (action: Asked, reason: string) => {
    if (action === 'discard' || action === 'leave') {
      if (action === 'discard') await api.ventures.discard({ params });
      else if (userId) await api.ventures.removeMember({ params: { ...params, userId } });
      // Leave the page first: asking for a venture that is gone would flash its "not found".
      router.push('/ventures');
      client.removeQueries({ queryKey: ventureQuery(venture.id).queryKey });
      await client.invalidateQueries({ queryKey: ['ventures', 'list'] });
      return;
    }
    const next =
      action === 'close'
        ? await stepUp(() => api.ventures.close({ params, body: { reason } }))
        : await api.ventures[action]({ params, body: {} });
    client.setQueryData(ventureQuery(venture.id).queryKey, next);
    await refresh();
  };
}
