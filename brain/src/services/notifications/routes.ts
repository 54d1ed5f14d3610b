import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Notifications } from './index.ts';

export function notificationsRoutes(service: Notifications): Handlers<typeof contract.notifications> {
  const { db } = service;
  return {
    list: ({ query }, call) => service.list(db, callerOf(call).userId, query),
    unreadCount: (_input, call) => service.unread(db, callerOf(call).userId),
    readAll: (_input, call) => call.transact((tx) => service.readAll(tx, callerOf(call).userId)),
    read: ({ params }, call) =>
      call.transact((tx) => service.read(tx, callerOf(call).userId, params.notificationId)),
    remove: ({ params }, call) =>
      call.transact(async (tx) => {
        await service.remove(tx, callerOf(call).userId, params.notificationId);
        return {};
      }),
    preferences: (_input, call) => service.preferences(db, callerOf(call).userId),
    setPreferences: ({ body }, call) =>
      call.transact((tx) => service.changePreferences(tx, callerOf(call).userId, body)),
    test: ({ body }, call) => call.transact((tx) => service.test(tx, callerOf(call).userId, body.text)),
  };
}
