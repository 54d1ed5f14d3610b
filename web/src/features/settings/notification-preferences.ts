import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { notificationsWire } from '@smartstart/contract';
import type { output } from 'zod';
import { api } from '../../lib/api';

export type Preferences = output<typeof notificationsWire.preferences>;
export type Preference = Preferences['types'][number];

/** In the order they stand on the page: what concerns oneself first. */
export const groups = ['ACCOUNT', 'PAPERS', 'VENTURES', 'MONEY', 'COMMUNITY', 'HUB'] as const;

const key = ['notifications', 'preferences'];

export const preferencesQuery = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => api.notifications.preferences({}, { signal }),
});

/** Saves each change when it is made, and shows it at once. */
export function useSavePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (next: Preferences) => api.notifications.setPreferences({ body: bodyOf(next) }),
    // One after the other: each write carries the whole set, and the last one must win.
    scope: { id: 'notification-preferences' },
    onMutate: async (next) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Preferences>(key);
      client.setQueryData(key, next);
      return before;
    },
    onSuccess: (saved) => client.setQueryData(key, saved),
    onError: (_error, _next, before) => client.setQueryData(key, before),
  });
}

function bodyOf({ types, timeZone: _, ...settings }: Preferences) {
  return {
    ...settings,
    types: types.map(({ type, inApp, email, push }) => ({ type, inApp, email, push })),
  };
}
