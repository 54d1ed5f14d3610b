'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { SignedIn } from '../lib/session';
import { MemberShell } from './member-shell';
import { PublicShell } from './public-shell';

/** First segments of the pages that are about one's own account and ventures. All others are open to everybody. */
const memberPages = new Set([
  'dashboard',
  'onboarding',
  'ventures',
  'community',
  'messages',
  'connections',
  'meetings',
  'people',
  'reports',
  'documents',
  'offers',
  'opportunities',
  'achievements',
  'insights',
  'leaderboards',
  'contracts',
  'buz',
  'teams',
  'companies',
  'approvals',
  'umbrella',
  'statements',
  'notifications',
  'support',
  'settings',
  'subscription',
  'admin',
]);

/** Opened from a mail by people who may have no account yet. */
const invitationLink = '/umbrella/invitation/';

/** The frame around every page: skip link, header, navigation, main, footer. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTranslations('common');
  const pathname = usePathname();
  const main = useMainFocus(pathname);
  const inside = memberPages.has(pathname.split('/')[1] ?? '') && !pathname.startsWith(invitationLink);
  return (
    <>
      <a className="skip-link" href="#main" onClick={() => main.current?.focus()}>
        {t('skip')}
      </a>
      {inside ? (
        <MemberShell mainRef={main}>
          <SignedIn>{children}</SignedIn>
        </MemberShell>
      ) : (
        <PublicShell mainRef={main}>{children}</PublicShell>
      )}
    </>
  );
}

/** After a navigation the keyboard starts in the new page's content, not on a link that is gone. */
function useMainFocus(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  useLostFocus(main);
  return main;
}

/** Long enough for whoever closes something to give the focus back. */
const lostMs = 50;

/** What is done can take its own button away. The keyboard then goes on in the content, not before the first link. */
function useLostFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let held: EventTarget | null = null;
    let timer = 0;
    // A button that waits for an answer is switched off, which lets go of the focus.
    let off = false;
    const take = (event: Event) => {
      held = event.type === 'focusin' ? event.target : null;
      off = false;
    };
    const isNowhere = () => document.activeElement === null || document.activeElement === document.body;
    const observer = new MutationObserver(() => {
      if (!(held instanceof HTMLElement)) return;
      if (held.isConnected) {
        const before = off;
        off = held.matches(':disabled');
        if (before && !off && isNowhere()) held.focus({ preventScroll: true });
        return;
      }
      if (!isNowhere()) return;
      held = null;
      clearTimeout(timer);
      timer = window.setTimeout(() => isNowhere() && main.current?.focus({ preventScroll: true }), lostMs);
    });
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', take);
    document.addEventListener('pointerdown', take);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', take);
      document.removeEventListener('pointerdown', take);
    };
  }, [main]);
}
