'use client';

import { Alert, Skeleton, Stack } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type ReactNode } from 'react';
import { Page } from '../../components/page';
import { CodeStep } from './code-step';
import { useEntry } from './entry';
import { GuestRoom } from './guest-room';
import { NoLink } from './trouble';

/** `/sign#link`: where the invitation mail of somebody without an account leads. */
export function GuestSigningPage() {
  const [entry, keep] = useEntry();
  const step = typeof entry === 'string' ? entry : entry.session ? 'document' : 'code';
  useFocusOnStep(step);
  if (entry === 'reading') return <Waiting />;
  if (typeof entry === 'string') return <NoLink garbled={entry === 'garbled'} />;
  const { link, opened, session } = entry;
  if (session)
    return (
      <GuestRoom
        // A fresh link in the same tab is another visit.
        key={session.session}
        session={session}
        onLeave={() => keep(null)}
      />
    );
  return (
    <CodeStep
      key={link}
      link={link}
      opened={opened}
      onOpened={(next) => keep({ link, opened: next })}
      onSession={(next) => keep({ link, session: next })}
    />
  );
}

/** The frame of the steps: the heading, and a word when the connection is gone. */
export function GuestPage({
  title,
  lead,
  width,
  children,
}: {
  title: string;
  lead?: string;
  width?: 'narrow' | 'normal';
  children: ReactNode;
}) {
  const t = useTranslations('guests');
  const { online } = useNetwork();
  return (
    <Page title={title} lead={lead} {...(width ? { width } : {})}>
      <div role="status">
        {!online && (
          <Alert color="yellow" icon={<IconWifiOff aria-hidden />} title={t('offlineTitle')}>
            {t('offlineText')}
          </Alert>
        )}
      </div>
      {children}
    </Page>
  );
}

export function Waiting() {
  const t = useTranslations('guests');
  const common = useTranslations('common');
  return (
    <GuestPage title={t('title')}>
      <Stack aria-busy="true" role="status" aria-label={common('loading')}>
        <Skeleton height={24} width="50%" />
        <Skeleton height={200} />
      </Stack>
    </GuestPage>
  );
}

/** What had the focus is gone after a step: keyboard and screen reader go on at the top of the new one. */
function useFocusOnStep(step: string) {
  const shown = useRef(step);
  useEffect(() => {
    const before = shown.current;
    shown.current = step;
    if (before === step || before === 'reading') return;
    document.getElementById('main')?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);
}
