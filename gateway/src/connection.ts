import type { Duplex } from 'node:stream';
import { socketLimits, type ErrorCode, type ServerFrame } from '@smartstart/contract';
import { WebSocket } from 'ws';

/** Bytes a client may leave unread before it is cut. */
const unreadBytes = 1024 * 1024;
const windowMs = 60_000;

/**
 * One WebSocket client. It is the socket object itself with a few fields, without timers or closures of its own:
 * ten thousand of them must be cheap.
 */
export class Connection extends WebSocket {
  wire!: Duplex;
  userId = '';
  sessionId = '';
  /** Until when it may stay: the time to authenticate, then the expiry of the token. */
  untilMs = 0;
  /** An `authenticate` frame being checked; what the client sends meanwhile waits for it. */
  joining: Promise<void> | null = null;
  topics: string[] = [];
  answering = true;
  /** The second of the half-minute in which it is asked for a sign of life. */
  beat = 0;
  cutFor = '';
  #windowEndsMs = 0;
  #framesLeft = 0;

  /** Counts a frame of the client; false when it was one too many. */
  countFrame(now: number): boolean {
    if (now >= this.#windowEndsMs) {
      this.#windowEndsMs = now + windowMs;
      this.#framesLeft = socketLimits.framesPerMinute;
    }
    this.#framesLeft -= 1;
    return this.#framesLeft >= 0;
  }

  /**
   * Writes a prepared frame straight to the wire, which is sound while nothing is compressed: ws itself writes at once.
   * A client that does not read is cut rather than buffered for.
   */
  deliver(frame: Buffer): void {
    if (this.readyState !== WebSocket.OPEN) return;
    if (this.wire.writableLength > unreadBytes) {
      this.cutFor = 'slow';
      this.terminate();
    } else this.wire.write(frame);
  }

  tell(frame: ServerFrame): void {
    this.deliver(frameOf(frame));
  }

  complain(code: ErrorCode, detail: string, topic?: string): void {
    this.tell({ type: 'error', code, detail, ...(topic === undefined ? {} : { topic }) });
  }

  /** The last word: an error frame, then the close. */
  dismiss(closeCode: number, code: ErrorCode, detail: string): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.cutFor = code;
    this.complain(code, detail);
    this.close(closeCode, code);
  }
}

/** A whole text frame as a server sends it (RFC 6455, unmasked), made once however many read it. */
export function frameOf(frame: ServerFrame): Buffer {
  const text = JSON.stringify(frame);
  const length = Buffer.byteLength(text);
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const buffer = Buffer.allocUnsafeSlow(headerBytes + length);
  buffer[0] = 0x81;
  if (headerBytes === 2) buffer[1] = length;
  else if (headerBytes === 4) {
    buffer[1] = 126;
    buffer.writeUInt16BE(length, 2);
  } else {
    buffer[1] = 127;
    buffer.writeBigUInt64BE(BigInt(length), 2);
  }
  buffer.write(text, headerBytes);
  return buffer;
}

export const pingFrame = Buffer.from([0x89, 0]);
