/** How far a read is, bytes; the total where the server says it. */
export interface BytesRead {
  readonly bytes: number;
  readonly total: number | undefined;
}
