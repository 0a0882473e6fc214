/** Gets a new session where that of the page has run out. Answers whether there is one again, of the same user. */
type Renewal = () => Promise<boolean>;

const none: Renewal = () => Promise.resolve(false);
let renewal = none;

/** Sets how sessions are renewed. Answers a function that ends it. */
export const renewBy = (how: Renewal): (() => void) => {
  renewal = how;
  return () => {
    renewal = none;
  };
};

/** For a call that nobody is logged in for: whether to make it once more. Throws the signal's AbortError where nobody waits for it any more. */
export const renewed = async (signal?: AbortSignal): Promise<boolean> => {
  const again = await renewal();
  signal?.throwIfAborted();
  return again;
};
