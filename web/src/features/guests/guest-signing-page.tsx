'use client';

import { useEffect, useRef } from 'react';
import { CodeStep } from './code-step';
import { useEntry } from './entry';
import { Waiting } from './guest-page';
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
      // A fresh link in the same tab is another visit.
      <GuestRoom key={session.session} session={session} />
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
