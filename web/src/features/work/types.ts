import type { workWire } from '@smartstart/contract';
import type { z } from 'zod';

/** An answer with the version it stands for; the version travels in a header. */
type Tagged<T> = T & { readonly etag?: string };

export type Task = Tagged<z.output<typeof workWire.task>>;
export type TaskState = Task['state'];
export type TaskKind = Task['kind'];
export type TaskEvent = Task['steps'][number];
export type Sprint = Tagged<z.output<typeof workWire.sprint>>;
export type SprintState = Sprint['state'];
export type SprintEvent = Sprint['steps'][number];
export type Burndown = z.output<typeof workWire.burndown>;
export type Overview = z.output<typeof workWire.overview>;
export type WorkRight = Overview['rights'][number];
export type Contribution = Tagged<z.output<typeof workWire.contribution>>;
export type Person = z.output<typeof workWire.person>;
export type WorkEntity = z.output<typeof workWire.workEntity>;
