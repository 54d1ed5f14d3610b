import type { contract } from '@smartstart/contract';
import { callerOf, requireVersion, type Handlers } from '../../kernel/call.ts';
import type { Notifications } from './index.ts';
import { endpointView } from './webhooks/endpoints.ts';

export function notificationsRoutes(service: Notifications): Handlers<typeof contract.notifications> {
  const { db, devices } = service;
  return {
    list: ({ query }, call) => service.list(db, callerOf(call).userId, query),
    unreadCount: (_input, call) => service.unread(db, callerOf(call).userId),
    readAll: (_input, call) => call.transact((tx) => service.readAll(tx, callerOf(call).userId)),
    read: ({ params }, call) =>
      call.transact((tx) => service.read(tx, callerOf(call).userId, params.notificationId)),
    get: ({ params }, call) => service.record(db, callerOf(call).userId, params.notificationId),
    snooze: ({ params, body }, call) =>
      call.transact((tx) => service.snooze(tx, callerOf(call).userId, params.notificationId, body.until)),
    wake: ({ params }, call) =>
      call.transact((tx) => service.wake(tx, callerOf(call).userId, params.notificationId)),
    remove: ({ params }, call) =>
      call.transact(async (tx) => {
        await service.remove(tx, callerOf(call).userId, params.notificationId);
        return {};
      }),
    preferences: (_input, call) => service.preferences(db, callerOf(call).userId),
    setPreferences: ({ body }, call) =>
      call.transact((tx) => service.setPreferences(tx, callerOf(call).userId, body)),
    devices: async (_input, call) => ({
      publicKey: await service.pushKey(),
      items: await devices.list(db, callerOf(call).userId),
    }),
    addDevice: ({ body }, call) => call.transact((tx) => devices.add(tx, callerOf(call), body)),
    renameDevice: ({ params, body }, call) =>
      call.transact((tx) => devices.rename(tx, callerOf(call).userId, params.deviceId, body.name)),
    removeDevice: ({ params }, call) =>
      call.transact(async (tx) => {
        await devices.remove(tx, callerOf(call).userId, params.deviceId);
        return {};
      }),
    tryDevice: ({ params }, call) =>
      call.transact((tx) => devices.tryOut(tx, callerOf(call).userId, params.deviceId)),
    test: ({ body }, call) => call.transact((tx) => service.test(tx, callerOf(call).userId, body.text)),
  };
}

export function broadcastRoutes({
  db,
  broadcasts,
  templates,
}: Notifications): Handlers<typeof contract.broadcasts> {
  return {
    list: ({ query }) => broadcasts.list(db, query),
    get: ({ params }) => broadcasts.get(db, params.broadcastId),
    preview: ({ body }, call) => broadcasts.preview(db, callerOf(call).userId, body),
    send: ({ body }, call) => call.transact((tx) => broadcasts.send(tx, callerOf(call).userId, body)),
    bulk: ({ body: { kind, emails, content } }, call) =>
      call.transact((tx) =>
        broadcasts.send(tx, callerOf(call).userId, { kind, content, audience: { kind: 'PEOPLE', emails } }),
      ),
    tryOut: ({ body }, call) =>
      call.transact((tx) => broadcasts.tryOut(tx, callerOf(call).userId, body.kind, body.content)),
    cancel: ({ params }, call) =>
      call.transact((tx) => broadcasts.cancel(tx, callerOf(call).userId, params.broadcastId)),
    templates: () => templates.list(db),
    template: ({ params }) => templates.versions(db, params.templateCode),
    saveTemplate: ({ params, body }, call) =>
      call.transact((tx) => templates.save(tx, callerOf(call).userId, params.templateCode, body)),
  };
}

export function webhookRoutes({ db, webhooks }: Notifications): Handlers<typeof contract.webhooks> {
  return {
    list: async (_input, call) => ({ items: await webhooks.list(db, callerOf(call).userId) }),
    add: ({ body }, call) => call.transact((tx) => webhooks.add(tx, callerOf(call).userId, body)),
    get: async ({ params }, call) => {
      const row = await webhooks.get(db, callerOf(call).userId, params.endpointId);
      call.etag(row.version);
      return endpointView(row);
    },
    edit: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const check = (version: number) => requireVersion(call, version);
        const row = await webhooks.edit(tx, callerOf(call).userId, params.endpointId, body, check);
        call.etag(row.version);
        return endpointView(row);
      }),
    remove: ({ params }, call) =>
      call.transact(async (tx) => {
        await webhooks.remove(tx, callerOf(call).userId, params.endpointId);
        return {};
      }),
    rotate: ({ params }, call) =>
      call.transact((tx) => webhooks.rotate(tx, callerOf(call).userId, params.endpointId)),
    test: ({ params }, call) =>
      call.transact((tx) => webhooks.test(tx, callerOf(call).userId, params.endpointId)),
    deliveries: ({ params, query }, call) =>
      webhooks.deliveries(db, callerOf(call).userId, params.endpointId, query),
    delivery: ({ params }, call) =>
      webhooks.delivery(db, callerOf(call).userId, params.endpointId, params.deliveryId),
    replay: ({ params }, call) =>
      call.transact((tx) => webhooks.replay(tx, callerOf(call).userId, params.endpointId, params.deliveryId)),
    replayFailed: ({ params }, call) =>
      call.transact((tx) => webhooks.replayFailed(tx, callerOf(call).userId, params.endpointId)),
  };
}
