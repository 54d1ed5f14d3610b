import { parentPort } from 'node:worker_threads';
import { study, type StudyOrder } from './study.ts';

/** Works in a thread of its own: some tenths of a second of arithmetic would hold up everybody else. */
export interface ThreadOrder {
  readonly id: number;
  readonly order: StudyOrder;
}

const port = parentPort!;
const tell = (message: { readonly id: number; readonly answer: unknown }) => port.postMessage(message);
port.on('message', ({ id, order }: ThreadOrder) => tell({ id, answer: study(order) }));
