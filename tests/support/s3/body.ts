/** A body that is made while it is sent, so that its size costs no memory. */
export interface Generated {
  /** bytes */
  readonly size: number;
  /** the bytes from one place up to another */
  readonly bytes: (from: number, to: number) => Uint8Array;
  /** the next part is sent when this is done */
  readonly pace?: () => Promise<void>;
}

/** Bytes that are sent at once. */
export const partSize = 65_536;

/** Bytes of a line of `numberedLines`, its end included. */
export const lineSize = 64;

const line = (number: number): string => `${`line ${number} `.padEnd(lineSize - 1, '.')}\n`;

/** A text of lines of 64 bytes, each beginning with `line` and its number from 0. */
export const numberedLines = (size: number, pace?: () => Promise<void>): Generated => ({
  size,
  bytes: (from, to) => {
    const first = Math.floor(from / lineSize);
    const lines = Array.from({ length: Math.ceil(to / lineSize) - first }, (_, index) => line(first + index));
    return Buffer.from(lines.join('')).subarray(from - first * lineSize, to - first * lineSize);
  },
  ...(pace === undefined ? {} : { pace }),
});

/** Holds a body back: each part waits for one `pass`, until `open` lets all through. */
export interface Gate {
  readonly pace: () => Promise<void>;
  readonly pass: (parts?: number) => void;
  readonly open: () => void;
}

export const makeGate = (): Gate => {
  let passes = 0;
  const waiting: (() => void)[] = [];
  const pass = (parts = 1): void => {
    passes += parts;
    while (passes > 0 && waiting.length > 0) {
      passes -= 1;
      waiting.shift()?.();
    }
  };
  return {
    pace: () => {
      const passed = new Promise<void>((resolve) => void waiting.push(resolve));
      pass(0);
      return passed;
    },
    pass,
    open: () => pass(Number.POSITIVE_INFINITY),
  };
};

/** The parts of a body between two places. */
export const partsOf = async function* (body: string | Uint8Array | Generated, from: number, to: number): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    yield Buffer.from(body).subarray(from, to);
    return;
  }
  for (let at = from; at < to; at += partSize) {
    await body.pace?.();
    yield body.bytes(at, Math.min(at + partSize, to));
  }
};

export const sizeOf = (body: string | Uint8Array | Generated): number =>
  typeof body === 'string' ? Buffer.byteLength(body) : body instanceof Uint8Array ? body.length : body.size;
