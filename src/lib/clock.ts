/** Clocks that differ by less, in milliseconds, agree. */
const tolerance = 300_000;

let behind = 0;

/** Takes the server's time (ms since 1970) for right where the clock of this computer is far from it. */
export const setClock = (server = Date.now()): void => {
  const difference = server - Date.now();
  behind = Math.abs(difference) > tolerance ? difference : 0;
};

/** The time by which the server lets things end, in milliseconds since 1970; to a storage this computer's own clock counts, which its owner can set. */
export const clock = (): number => Date.now() + behind;
