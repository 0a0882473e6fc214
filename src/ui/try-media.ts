/** Finds out beside the player whether it could read by an address, and tells unless it is stopped. */
export const tryMedia = (player: HTMLMediaElement, address: string, tell: (answers: boolean) => void): (() => void) => {
  const spare = player.cloneNode() as HTMLMediaElement; // it is the same kind of element
  const stop = (): void => {
    spare.onloadedmetadata = spare.onerror = null;
    spare.removeAttribute('src');
    // lets go of what it reads
    spare.load();
  };
  const end = (answers: boolean): void => {
    stop();
    tell(answers);
  };
  spare.preload = 'metadata';
  spare.onloadedmetadata = () => end(true);
  spare.onerror = () => end(false);
  spare.src = address;
  return stop;
};
