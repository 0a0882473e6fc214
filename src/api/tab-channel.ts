/** A way to this browser's other tabs. None where there is no such thing, and where storage is denied, which denies this too. */
export const tabChannel = (name: string): BroadcastChannel | undefined => {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
};
