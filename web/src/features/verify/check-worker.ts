import { inspect } from './inspect';

/** Checks one file beside the page, so that a large or a spiteful one does not freeze it, and can be stopped. */
export interface Task {
  readonly bytes: Uint8Array;
  readonly certificates: readonly string[] | undefined;
}

self.addEventListener('message', ({ data: { bytes, certificates } }: MessageEvent<Task>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to the page that started this worker
  void inspect(bytes, certificates).then((report) => self.postMessage(report));
});
