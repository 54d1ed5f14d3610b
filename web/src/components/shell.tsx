'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type ReactNode } from 'react';
import { SignedIn } from '../lib/session';
import { MemberShell } from './member-shell';
import { PublicShell } from './public-shell';

/** First segments of the pages that are about one's own account and ventures. All others are open to everybody. */
const memberPages = new Set([
  'dashboard',
  'onboarding',
  'ventures',
  'people',
  'documents',
  'contracts',
  'buz',
  'notifications',
  'settings',
  'admin',
]);

/** The frame around every page: skip link, header, navigation, main, footer. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTranslations('common');
  const pathname = usePathname();
  const main = useMainFocus(pathname);
  const inside = memberPages.has(pathname.split('/')[1] ?? '');
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
  return main;
}
