/** Runs `task` once the page has nothing else to do; call the answer to drop it. */
export const whenIdle = (task: () => void): (() => void) => {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(task, { timeout: 5000 });
    return () => cancelIdleCallback(handle);
  }
  // Safari has no idle callbacks
  const handle = setTimeout(task, 1000);
  return () => clearTimeout(handle);
};
