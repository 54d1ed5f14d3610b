'use client';

import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { BehaviorCollector } from '../features/collector/collector';
import { LiveProvider } from '../lib/live';
import { hasCode, problemOf } from '../lib/problem';
import { SessionProvider } from '../lib/session';
import { StepUpProvider } from '../lib/step-up';
import { theme, variables } from '../theme';

export function Providers({ nonce: served, children }: { nonce: string | undefined; children: ReactNode }) {
  const t = useTranslations('common');
  // The document keeps the policy it was loaded with, so the first nonce stays the right one for the page's life.
  const [nonce] = useState(served);
  const [queryClient] = useState(createQueryClient);
  const [named] = useState(() =>
    mergeThemeOverrides(theme, {
      components: {
        // The heading row of a dialogue is a <header>, which a screen reader would list as a second page banner.
        Modal: {
          defaultProps: {
            closeButtonProps: { 'aria-label': t('close') },
            attributes: { header: { role: 'none' } },
          },
        },
        Drawer: {
          defaultProps: {
            closeButtonProps: { 'aria-label': t('close') },
            attributes: { header: { role: 'none' } },
          },
        },
        Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } },
        PasswordInput: {
          defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('showPassword'), tabIndex: 0 } },
        },
      },
    }),
  );
  // The scroll lock behind dialogues adds a style element; its library reads the nonce from this name.
  if (nonce && typeof window !== 'undefined') Object.assign(window, { __webpack_nonce__: nonce });
  return (
    <MantineProvider
      theme={named}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      {...(nonce ? { getStyleNonce: () => nonce } : {})}
    >
      <QueryClientProvider client={queryClient}>
        <SessionProvider>
          <LiveProvider>
            <StepUpProvider>
              {children}
              <BehaviorCollector />
              <Notifications position="bottom-right" containerWidth="min(26rem, calc(100vw - 2rem))" />
            </StepUpProvider>
          </LiveProvider>
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 &&
          hasCode(error, 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'OVERLOADED', 'RATE_LIMITED'),
        retryDelay: (failures, error) => (problemOf(error)?.retryAfterSeconds ?? 2 ** failures) * 1000,
        // Answers carry their ETag as a property that is not enumerable; merging two answers would lose it.
        structuralSharing: false,
      },
      mutations: { retry: false },
    },
  });
}
