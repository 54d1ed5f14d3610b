import type { Kernel } from '../../kernel/kernel.ts';
import { createEvents, type EventDeps, type Events } from './events/events.ts';
import { createQueries, type Queries } from './queries/queries.ts';
import { createWarehouse, type Warehouse } from './warehouse/warehouse.ts';

export {
  catalogue,
  eventTypes,
  isEventType,
  type EventConsent,
  type EventGroup,
  type EventKind,
  type EventType,
} from './events/catalogue.ts';
export type {
  EventProperties,
  EventSource,
  EventValue,
  NewEvent,
  PersonKey,
  Range,
  StoredEvent,
} from './events/event.ts';
export type { AnalyticsPerson, Events, Habits } from './events/events.ts';
export type { ActiveDay } from './events/habit-store.ts';
export { eventRoutes } from './events/routes.ts';
export type * from './queries/questions.ts';
export type { Queries } from './queries/queries.ts';
export type { Parameter, Row, Value, Warehouse, WarehouseState } from './warehouse/warehouse.ts';
export type { Count } from './queries/activity.ts';
export { createWarehouse, isTaken } from './warehouse/warehouse.ts';
export { newEpoch } from './events/store.ts';

/** What happened, kept in PostgreSQL; a copy in DuckDB; and what may be asked of it (domain rules, sections 13 and 15). */
export interface Analytics {
  readonly events: Events;
  readonly warehouse: Warehouse;
  readonly queries: Queries;
  /** Everything that was committed up to now is in the answers after it. */
  refresh(): Promise<void>;
  start(): void;
  close(): Promise<void>;
}

export function createAnalytics(kernel: Kernel, deps: EventDeps): Analytics {
  const events = createEvents(kernel, deps);
  const warehouse = createWarehouse(kernel);
  const queries = createQueries(warehouse, kernel.clock);
  return {
    events,
    warehouse,
    queries,
    async refresh() {
      await events.collect();
      await warehouse.catchUp();
    },
    start() {
      events.start();
      warehouse.start();
    },
    async close() {
      await events.stop();
      await warehouse.close();
    },
  };
}
